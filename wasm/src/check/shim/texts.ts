// The methods of texts, also for letters beyond ASCII (letters.ts), as Python for MicroPython.
export const texts = String.raw`
def _wide(text):
    return len(text) != len(text.encode())


def _is(c, kind):
    if ord(c) >> 8 not in _pages:
        _refuse("letters beyond ASCII")
    return c in _kinds[kind]


def _all_are(text, kind, plain):
    if not _wide(text):
        return plain(text)
    return all([_is(c, kind) if ord(c) > 127 else plain(c) for c in text])


def _alpha(c):
    return _is(c, "alpha") if ord(c) > 127 else c.isalpha()


def _is_upper(c):
    return _is(c, "upper") if ord(c) > 127 else c.isupper()


def _is_lower(c):
    return _is(c, "lower") if ord(c) > 127 else c.islower()


def _up(text):
    if not _wide(text):
        return text.upper()
    return "".join([_upper.get(c, c) if ord(c) > 127 and _is(c, "alpha") is not None else c.upper() for c in text])


def _low(text):
    if not _wide(text):
        return text.lower()
    return "".join([_lower.get(c, c) if ord(c) > 127 and _is(c, "alpha") is not None else c.lower() for c in text])


def _is_space(c):
    return _is(c, "space") if ord(c) > 127 else c.isspace() or c in "\x1c\x1d\x1e\x1f"


def _strip(text, drop=None, left=True, right=True):
    low, high = 0, len(text)
    while left and low < high and (_is_space(text[low]) if drop is None else text[low] in drop):
        low += 1
    while right and low < high and (_is_space(text[high - 1]) if drop is None else text[high - 1] in drop):
        high -= 1
    return text[low:high]


def _split(self, sep=None, maxsplit=-1):
    if sep is not None or not _wide(self):
        return self.split(sep, maxsplit)
    out, rest = [], _strip(self, None, True, False)
    while rest:
        at = 0
        while at < len(rest) and not _is_space(rest[at]):
            at += 1
        if len(out) == maxsplit:
            out.append(rest)
            break
        out.append(rest[:at])
        rest = _strip(rest[at:], None, True, False)
    return out


def _replaced(self, old, new, count=-1):
    if old != "" or not _wide(self):
        return self.replace(old, new, count)
    out = []
    for c in self:
        out.append(c if count == 0 else new + c)
        count -= 0 if count == 0 else 1
    return "".join(out) + ("" if count == 0 else new)


def _encoded(self, encoding="utf-8", errors="strict"):
    name = encoding.lower().replace("_", "-")
    if name in ("utf-8", "utf8"):
        return self.encode()
    most = 128 if name in ("ascii", "us-ascii") else 256 if name in ("latin-1", "iso-8859-1", "latin1") else 0
    if most == 0 or errors not in ("strict", "ignore", "replace"):
        _refuse("encode as " + encoding)
    if errors == "strict" and any([ord(c) >= most for c in self]):
        raise UnicodeError("can't encode")
    return bytes([ord(c) if ord(c) < most else 63 for c in self if ord(c) < most or errors == "replace"])


def _words(self):
    out, inside = [], False
    for c in self:
        out.append(_low(c) if inside else _up(c))
        inside = _alpha(c)
    return "".join(out)


def _pad(self, width, fill, left, right):
    need = max(0, width - len(self))
    half = need // 2 + (need & width & 1)
    before = half if left and right else need if left else 0
    return fill * before + self + fill * (need - before)


def _zfill(self, width):
    sign = self[:1] if self[:1] in ("+", "-") and self else ""
    return sign + "0" * max(0, width - len(self)) + self[len(sign):]


def _tabs(self, size):
    out, column = "", 0
    for c in self:
        piece = " " * (size - column % size) if c == "\t" and size else c
        out += piece
        column = 0 if c == "\n" else column + len(piece)
    return out


def _translate(self, table):
    out = []
    for c in self:
        to = table.get(ord(c), c)
        out.append("" if to is None else chr(to) if _isinstance(to, int) else to)
    return "".join(out)


def _maketrans(x, y=None, z=""):
    if y is None:
        return dict([(ord(k) if _isinstance(k, str) else k, v) for k, v in x.items()])
    return dict([(ord(a), ord(b)) for a, b in zip(x, y)] + [(ord(c), None) for c in z])


def _is_title(self):
    inside, any_cased = False, False
    for c in self:
        if _is_upper(c) or _is_lower(c):
            if _is_upper(c) == inside:
                return False
            inside = any_cased = True
        else:
            inside = False
    return any_cased


def _rsplit(self, sep=None, maxsplit=-1):
    if maxsplit < 0:
        return _split(self, sep)
    if sep is not None:
        return self.rsplit(sep, maxsplit)
    words, rest = [], self.rstrip()
    while rest and maxsplit > 0:
        at = len(rest)
        while at > 0 and not rest[at - 1].isspace():
            at -= 1
        words.insert(0, rest[at:])
        rest = rest[:at].rstrip()
        maxsplit -= 1
    return ([rest] if rest else []) + words


_texts = {
    "title": _words,
    "capitalize": lambda s: _up(s[:1]) + _low(s[1:]),
    "swapcase": lambda s: "".join([_low(c) if _is_upper(c) else _up(c) for c in s]),
    "upper": _up,
    "lower": _low,
    "casefold": lambda s: _low(s.replace("\xdf", "ss")),
    "isalpha": lambda s: _all_are(s, "alpha", str.isalpha),
    "isdigit": lambda s: _all_are(s, "digit", str.isdigit),
    "isspace": lambda s: s != "" and all([_is_space(c) for c in s]),
    "isupper": lambda s: s.isupper() if not _wide(s) else any([_is_upper(c) for c in s]) and not any([_is_lower(c) for c in s]),
    "islower": lambda s: s.islower() if not _wide(s) else any([_is_lower(c) for c in s]) and not any([_is_upper(c) for c in s]),
    "isalnum": lambda s: s != "" and all([_alpha(c) or (_is(c, "numeric") if ord(c) > 127 else c.isdigit()) for c in s]),
    "isdecimal": lambda s: _all_are(s, "decimal", str.isdigit),
    "isnumeric": lambda s: _all_are(s, "numeric", str.isdigit),
    "isidentifier": lambda s: s != "" and not s[0].isdigit() and all([_alpha(c) or c.isdigit() or c == "_" for c in s]),
    "isprintable": lambda s: all([" " <= c < "\x7f" or c > "\x7f" and _is(c, "print") for c in s]),
    "isascii": lambda s: not _wide(s),
    "istitle": _is_title,
    "strip": lambda s, drop=None: (s.strip() if drop is None else s.strip(drop)) if not _wide(s) else _strip(s, drop),
    "lstrip": lambda s, drop=None: (s.lstrip() if drop is None else s.lstrip(drop)) if not _wide(s) else _strip(s, drop, True, False),
    "rstrip": lambda s, drop=None: (s.rstrip() if drop is None else s.rstrip(drop)) if not _wide(s) else _strip(s, drop, False),
    "zfill": _zfill,
    "replace": _replaced,
    "encode": _encoded,
    "ljust": lambda s, n, c=" ": _pad(s, n, c, False, True),
    "rjust": lambda s, n, c=" ": _pad(s, n, c, True, False),
    "center": lambda s, n, c=" ": _pad(s, n, c, True, True),
    "expandtabs": lambda s, tabsize=8: _tabs(s, tabsize),
    "translate": _translate,
    "removeprefix": lambda s, p: s[len(p):] if p and s.startswith(p) else s,
    "removesuffix": lambda s, p: s[:-len(p)] if p and s.endswith(p) else s,
    "format": lambda s, *args, **named: _fill(s, args, named),
    "format_map": lambda s, m: _fill(s, (), m),
    "split": _split,
    "rsplit": _rsplit,
}
`;
