// Formats: format(), f"..", ".format" and "%", as Python for MicroPython, which knows only a part of them.
export const formats = String.raw`
def _spec(spec):
    fill, align, at = "", "", 0
    if len(spec) > 1 and spec[1] in "<>=^":
        fill, align, at = spec[0], spec[1], 2
    elif spec and spec[0] in "<>=^":
        align, at = spec[0], 1
    sign = spec[at] if spec[at:at + 1] in ("+", "-", " ") else ""
    at += len(sign)
    alt = spec[at:at + 1] == "#"
    at += alt
    zero = spec[at:at + 1] == "0"
    start = at
    while spec[at:at + 1].isdigit():
        at += 1
    width = int(spec[start:at] or 0)
    group = spec[at] if spec[at:at + 1] in (",", "_") else ""
    at += len(group)
    digits = None
    if spec[at:at + 1] == ".":
        start = at = at + 1
        while spec[at:at + 1].isdigit():
            at += 1
        if at == start:
            raise ValueError("Format specifier missing precision")
        digits = int(spec[start:at])
    kind = spec[at:]
    if len(kind) > 1:
        raise ValueError("Invalid format specifier")
    return fill, align, sign, alt, zero, width, group, digits, kind


def _grouped(body, mark, size):
    out = ""
    while len(body) > size:
        out, body = mark + body[-size:] + out, body[:-size]
    return body + out


def _number_body(x, kind, digits, alt):
    low = kind.lower()
    x = x * 100 if kind == "%" else x
    if x != x or x == _m.inf:
        text = "nan" if x != x else "inf"
        return (text.upper() if kind in "EFG" and kind else text) + ("%" if kind == "%" else "")
    if low == "f" or kind == "%":
        text = _fixed(x, 6 if digits is None else digits)
        return text + ("." if alt and digits == 0 else "") + ("%" if kind == "%" else "")
    if low == "e":
        digits, power = _scientific(x, 6 if digits is None else digits)
        text = _exponent(digits, power, kind)
        return text.replace(kind, "." + kind) if alt and len(digits) == 1 else text
    if kind == "" and digits is None:
        return _float_text(x)
    most = max(1, 6 if digits is None else digits)
    found, power = _scientific(x, most - 1)
    small = -4 <= power < (most if kind else most - 1) or kind == "" and x == 0
    if not alt:
        found = found.rstrip("0") or "0"
    if small:
        text = _plain(found, power)
        return text + ".0" if kind == "" and "." not in text else text
    return _exponent(found, power, "E" if kind == "G" else "e")


def _format_number(value, spec):
    fill, align, sign, alt, zero, width, group, digits, kind = _spec(spec)
    whole = not _isinstance(value, float)
    if zero and not align:
        align = "="
    fill = fill or ("0" if zero else " ")
    before, every = "", 3
    if whole and (kind == "" or kind in "bdoxXnc"):
        if digits is not None:
            raise ValueError("Precision not allowed in integer format specifier")
        if kind == "c":
            if not 0 <= value < 1114112:
                raise OverflowError("%c arg not in range(0x110000)")
            return _aligned(chr(value), fill, align or "<", width)
        size = abs(int(value))
        body = bin(size)[2:] if kind == "b" else oct(size)[2:] if kind == "o" else hex(size)[2:] if kind in "xX" and kind else _str0(size)
        body = body.upper() if kind == "X" else body
        before = "0" + kind if alt and kind in "boxX" and kind else ""
        every = 4 if kind in "boxX" and kind else 3
        negative = value < 0
    else:
        if kind and kind not in "eEfFgGn%":
            raise ValueError("Unknown format code '" + kind + "' for object of type '" + type(value).__name__ + "'")
        negative = _m.copysign(1.0, value) < 0
        body = _number_body(abs(float(value)), "g" if kind == "n" or whole and kind == "" else kind, digits, alt)
    end = 0
    while end < len(body) and (body[end].isdigit() or every == 4):
        end += 1
    head, tail = body[:end], body[end:]
    before = ("-" if negative else sign if sign in ("+", " ") else "") + before
    if group:
        if align == "=" and fill == "0":
            room = width - len(before) - len(tail)
            while len(_grouped(head, group, every)) < room:
                head = "0" + head
            if len(_grouped(head[1:], group, every)) >= room and head[0] == "0" and len(head) > end and _grouped(head, group, every)[0] == group:
                head = head[1:]
        head = _grouped(head, group, every)
    body = head + tail
    if align == "=":
        return before + fill * (width - len(before) - len(body)) + body
    return _aligned(before + body, fill, align or ">", width)


def _aligned(text, fill, align, width):
    need = max(0, width - len(text))
    before = need if align == ">" else need // 2 if align == "^" else 0
    return fill * before + text + fill * (need - before)


def format(value, spec=""):
    kind = type(value)
    if kind not in _simple and hasattr(value, "__format__"):
        return value.__format__(spec)
    if spec == "":
        return __t(value)
    if _isinstance(value, (int, float)) or kind is bool:
        return _format_number(value, spec)
    if not _isinstance(value, str):
        if kind is complex or kind.__name__ in ("date", "datetime", "time"):
            _refuse("a format of " + kind.__name__)
        raise TypeError("unsupported format string passed to " + kind.__name__ + ".__format__")
    fill, align, sign, alt, zero, width, group, digits, code = _spec(spec)
    if code not in ("", "s") or align == "=" or sign:
        raise ValueError("Unknown format code '" + code + "' for object of type 'str'")
    text = value if digits is None else value[:digits]
    return _aligned(text, fill or ("0" if zero else " "), align or "<", width)


_simple = (int, float, bool, str, list, tuple, _Plain)


def __g(value, spec="", how=""):
    if how:
        value = repr(value) if how == "r" else ascii(value) if how == "a" else __t(value)
    return format(value, spec)


def __j(text, *values):
    parts = text.split("\x01")
    out = [parts[0]]
    for i in range(len(values)):
        out.append(values[i] if type(values[i]) is str else format(values[i]))
        out.append(parts[i + 1])
    return "".join(out)


def _fill(text, args, named):
    return _filled(text, args, named, [0])


def _filled(text, args, named, count):
    out, at = [], 0
    while at < len(text):
        c = text[at]
        if c in "{}" and text[at + 1:at + 2] == c:
            out.append(c)
            at += 2
        elif c == "}":
            raise ValueError("Single '}' encountered in format string")
        elif c == "{":
            depth, end = 1, at + 1
            while depth and end < len(text):
                depth += 1 if text[end] == "{" else -1 if text[end] == "}" else 0
                end += 1
            if depth:
                raise ValueError("Single '{' encountered in format string")
            out.append(_field(text[at + 1:end - 1], args, named, count))
            at = end
        else:
            end = at
            while end < len(text) and text[end] not in "{}":
                end += 1
            out.append(text[at:end])
            at = end
    return "".join(out)


def _field(field, args, named, count):
    name, spec, how = field, "", ""
    for i in range(len(field)):
        if field[i] == ":" or field[i] == "!" and field[i + 2:i + 3] in ("", ":"):
            name, rest = field[:i], field[i:]
            if rest[0] == "!":
                how, rest = rest[1], rest[2:]
            spec = rest[1:]
            break
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    first, rest = name[:end], name[end:]
    if first == "":
        first, count[0] = _str0(count[0]), count[0] + 1
    if first.isdigit():
        if int(first) >= len(args):
            raise IndexError("Replacement index " + first + " out of range for positional args tuple")
        value = args[int(first)]
    else:
        value = named[first]
    while rest:
        if rest[0] == "[":
            end = rest.index("]")
            key = rest[1:end]
            value = value[int(key) if key.isdigit() else key]
            rest = rest[end + 1:]
        else:
            end = 1
            while end < len(rest) and rest[end] not in ".[":
                end += 1
            value = __a(value, rest[1:end])
            rest = rest[end:]
    return __g(value, _filled(spec, args, named, count) if "{" in spec else spec, how)


class __M:
    def __init__(self, text):
        self._text = text

    def __mod__(self, values):
        return _percent(self._text, values) if _isinstance(self._text, str) else self._text % values


def _percent(text, values):
    given = values if _isinstance(values, tuple) else (values,)
    out, at, used, keyed = [], 0, 0, False

    def take():
        nonlocal used
        if used >= len(given):
            raise TypeError("not enough arguments for format string")
        used += 1
        return given[used - 1]
    while at < len(text):
        end = text.find("%", at)
        if end < 0:
            out.append(text[at:])
            break
        out.append(text[at:end])
        at = end + 1
        key = None
        if text[at:at + 1] == "(":
            end = text.index(")", at)
            key, at, keyed = text[at + 1:end], end + 1, True
        flags = ""
        while text[at:at + 1] in ("-", "+", " ", "0", "#"):
            flags += text[at]
            at += 1
        sizes = [0, None]
        for which in range(2):
            if which == 1:
                if text[at:at + 1] != ".":
                    break
                at += 1
                sizes[1] = 0
            if text[at:at + 1] == "*":
                sizes[which] = take()
                at += 1
            else:
                end = at
                while text[end:end + 1].isdigit():
                    end += 1
                sizes[which] = int(text[at:end] or 0)
                at = end
        while text[at:at + 1] in ("l", "h", "L"):
            at += 1
        kind = text[at:at + 1]
        at += 1
        if kind == "%":
            out.append("%")
            continue
        if kind == "":
            raise ValueError("incomplete format")
        out.append(_percent_one(kind, flags, sizes, values[key] if key is not None else take()))
    if used < len(given) and not keyed and not _isinstance(values, (_Ordered, _Plain)):
        raise TypeError("not all arguments converted during string formatting")
    return "".join(out)


def _percent_one(kind, flags, sizes, value):
    width, digits = sizes
    if width < 0:
        flags, width = flags + "-", -width
    if kind in "sra":
        text = __t(value) if kind == "s" else repr(value) if kind == "r" else ascii(value)
        return _aligned(text if digits is None else text[:digits], " ", "<" if "-" in flags else ">", width)
    if kind == "c":
        return _aligned(value if _isinstance(value, str) else chr(value), " ", "<" if "-" in flags else ">", width)
    if kind not in "diuxXoeEfFgG":
        raise ValueError("unsupported format character '" + kind + "'")
    if not isinstance(value, (int, float)):
        raise TypeError("%" + kind + " format: a real number is required, not " + type(value).__name__)
    negative = value < 0 or value == 0 and _isinstance(value, float) and _m.copysign(1.0, value) < 0
    sign = "-" if negative else "+" if "+" in flags else " " if " " in flags else ""
    if kind in "diuxXo":
        if kind in "xXo" and _isinstance(value, float):
            raise TypeError("%" + kind + " format: an integer is required, not float")
        size = abs(int(value))
        body = _str0(size) if kind in "diu" else oct(size)[2:] if kind == "o" else hex(size)[2:]
        body = body.upper() if kind == "X" else body
        body = "0" * ((digits or 0) - len(body)) + body
        sign = ("" if sign == "-" and size == 0 else sign) + ("0" + kind if "#" in flags and kind in "xXo" else "")
    else:
        body = _number_body(abs(float(value)), kind, digits, "#" in flags)
    if "-" in flags:
        return _aligned(sign + body, " ", "<", width)
    if "0" in flags:
        return sign + "0" * (width - len(sign) - len(body)) + body
    return _aligned(sign + body, " ", ">", width)
`;
