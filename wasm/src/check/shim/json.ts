// The module json, as Python for MicroPython.
export const json = String.raw`
_short = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", '"': '\\"', "\\": "\\\\"}


def _json_text(text, plain):
    out = []
    for c in text:
        n = ord(c)
        if c in _short:
            out.append(_short[c])
        elif n < 32 or n > 126 and plain and n < 65536 or n == 127 and plain:
            out.append("\\u" + "{:04x}".format(n))
        elif n > 65535 and plain:
            n -= 65536
            out.append("\\u{:04x}\\u{:04x}".format(0xD800 + (n >> 10), 0xDC00 + (n & 1023)))
        else:
            out.append(c)
    return '"' + "".join(out) + '"'


def _json_key(key):
    if isinstance(key, str):
        return key
    if key is True or key is False or key is None:
        return {True: "true", False: "false", None: "null"}[key]
    if isinstance(key, (int, float)):
        return repr(key)
    raise TypeError("keys must be str, int, float, bool or None, not " + type(key).__name__)


def _dumps(value, indent=None, sort_keys=False, separators=None, ensure_ascii=True, default=None, skipkeys=False, allow_nan=True):
    comma, colon = separators or ("," if indent is not None else ", ", ": ")
    step = " " * indent if isinstance(indent, int) else indent

    def group(parts, ends, depth):
        if not parts:
            return ends
        if step is None:
            return ends[0] + comma.join(parts) + ends[1]
        line = "\n" + step * (depth + 1)
        return ends[0] + line + (comma + line).join(parts) + "\n" + step * depth + ends[1]

    def write(v, depth):
        if v is None or v is True or v is False:
            return "null" if v is None else "true" if v else "false"
        if isinstance(v, str):
            return _json_text(v, ensure_ascii)
        if isinstance(v, float):
            return "NaN" if v != v else repr(v).replace("inf", "Infinity")
        if isinstance(v, int):
            return repr(v)
        if isinstance(v, (list, tuple)):
            return group([write(item, depth + 1) for item in v], "[]", depth)
        if isinstance(v, dict):
            rows = sorted(list(v.items())) if sort_keys else v.items()
            return group([_json_text(_json_key(k), ensure_ascii) + colon + write(item, depth + 1) for k, item in rows], "{}", depth)
        if default is not None:
            return write(default(v), depth)
        raise TypeError("Object of type " + type(v).__name__ + " is not JSON serializable")
    return write(value, 0)


class _JSONDecodeError(ValueError):
    pass


class _Json:
    def __init__(self, text):
        self.text, self.at = text, 0

    def skip(self):
        while self.text[self.at:self.at + 1] in (" ", "\n", "\t", "\r"):
            self.at += 1
        return self.text[self.at:self.at + 1]

    def fail(self):
        raise _JSONDecodeError("Expecting value: line 1 column 1 (char 0)")

    def value(self):
        c = self.skip()
        if c == "{":
            return self.pairs()
        if c == "[":
            return self.items()
        if c == '"':
            return self.string()
        for word, meant in (("true", True), ("false", False), ("null", None), ("NaN", float("nan")), ("Infinity", float("inf")), ("-Infinity", -float("inf"))):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meant
        start = self.at
        while self.text[self.at:self.at + 1] and self.text[self.at] in "+-0123456789.eE":
            self.at += 1
        part = self.text[start:self.at]
        digits = part[1:] if part[:1] == "-" else part
        if not digits[:1].isdigit() or digits[0] == "0" and digits[1:2].isdigit():
            self.fail()
        try:
            return float(part) if any([c in part for c in ".eE"]) else int(part)
        except ValueError:
            self.fail()

    def each(self, end):
        self.at += 1
        if self.skip() == end:
            self.at += 1
            return
        while True:
            yield
            c = self.skip()
            self.at += 1
            if c == end:
                return
            if c != ",":
                self.fail()

    def items(self):
        out = []
        for place in self.each("]"):
            out.append(self.value())
        return out

    def pairs(self):
        out = dict()
        for place in self.each("}"):
            if self.skip() != '"':
                self.fail()
            key = self.string()
            if self.skip() != ":":
                self.fail()
            self.at += 1
            out[key] = self.value()
        return out

    def string(self):
        out, self.at = [], self.at + 1
        while True:
            c = self.text[self.at:self.at + 1]
            self.at += 1
            if c == '"':
                return "".join(out)
            if c == "" or ord(c) < 32:
                self.fail()
            if c == "\\":
                c = self.text[self.at:self.at + 1]
                self.at += 1
                if c == "u":
                    n = self.unit()
                    if 0xD800 <= n < 0xDC00 and self.text[self.at:self.at + 2] == "\\u":
                        self.at += 2
                        n = 65536 + ((n - 0xD800) << 10) + (self.unit() - 0xDC00)
                    c = chr(n)
                elif c in ('"', "\\", "/"):
                    pass
                else:
                    c = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}.get(c) or self.fail()
            out.append(c)

    def unit(self):
        self.at += 4
        return int(self.text[self.at - 4:self.at], 16)


def _loads(text, **more):
    if more:
        _refuse("json.loads with options")
    reader = _Json(text if isinstance(text, str) else text.decode())
    value = reader.value()
    if reader.skip() != "":
        raise _JSONDecodeError("Extra data")
    return value


_Module("json", {"dumps": _dumps, "loads": _loads, "JSONDecodeError": _JSONDecodeError})
`;
