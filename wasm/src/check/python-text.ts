// How CPython writes values, as Python for MicroPython, which rounds floats it writes, escapes letters beyond ASCII and
// knows only a part of the formats. Loaded before every program, after python-shim.ts.

/** Exact decimals, the text of values, formats, and what is printed. */
export const texts = String.raw`
import math as _m

_str0, _repr0, _print0, _map0, _pow0, _iter0, _sum0 = str, repr, print, map, pow, iter, sum
_word = 4503599627370496
_named = {}


def _quotient(top, low):
    q, r = divmod(top, low)
    return q + 1 if 2 * r > low or 2 * r == low and q & 1 else q


def _exact(x):
    part, power = _m.frexp(x)
    top, power = int(part * (2 * _word)), power - 53
    return (top << power, 1) if power >= 0 else (top, 1 << -power)


def _fixed(x, digits):
    top, low = _exact(x)
    text = _str0(_quotient(top * 10 ** digits, low))
    if digits == 0:
        return text
    text = "0" * (digits + 1 - len(text)) + text
    return text[:-digits] + "." + text[-digits:]


def _scientific(x, digits):
    if x == 0:
        return "0" * (digits + 1), 0
    top, low = _exact(x)
    power = int(_m.floor(_m.log10(x)))
    if top * 10 ** max(0, -power) < low * 10 ** max(0, power):
        power -= 1
    elif top * 10 ** max(0, -power - 1) >= low * 10 ** max(0, power + 1):
        power += 1
    while True:
        shift = digits - power
        text = _str0(_quotient(top * 10 ** shift, low) if shift >= 0 else _quotient(top, low * 10 ** -shift))
        if len(text) == digits + 1:
            return text, power
        power += 1


def _exponent(digits, power, mark):
    text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return text + mark + ("-" if power < 0 else "+") + ("0" if abs(power) < 10 else "") + _str0(abs(power))


def _plain(digits, power):
    if power < 0:
        return "0." + "0" * (-power - 1) + digits
    if power >= len(digits) - 1:
        return digits + "0" * (power - len(digits) + 1)
    return digits[:power + 1] + "." + digits[power + 1:]


def _float_text(x):
    text, size = _repr0(x), abs(x)
    tiny = 0 < size < 1e-300
    if len(text) <= 16 and not tiny or x != x:
        return text
    for digits in range(0 if tiny else 14, 17):
        found, power = _scientific(size, digits)
        if float(found[0] + "." + found[1:] + "e" + _str0(power)) == size:
            break
    found = found.rstrip("0")
    sign = "-" if x < 0 else ""
    if -4 <= power < 16:
        return sign + _plain(found, power) + (".0" if power >= len(found) - 1 else "")
    return sign + _exponent(found, power, "e")


def _complex_text(z):
    parts = [_str0(int(v)) if v == v and abs(v) < 1e16 and v == int(v) and _repr0(v)[0] != "-" else _float_text(v) for v in (z.real, z.imag)]
    parts = [p[:-2] if p.endswith(".0") else p for p in parts]
    if parts[0] == "0":
        return parts[1] + "j"
    return "(" + parts[0] + ("" if parts[1][0] == "-" else "+") + parts[1] + "j)"


def _quoted(text):
    quote = '"' if "'" in text and '"' not in text else "'"
    out = [quote]
    for c in text:
        n = ord(c)
        if c == quote or c == "\\":
            out.append("\\" + c)
        elif c in "\n\r\t":
            out.append({"\n": "\\n", "\r": "\\r", "\t": "\\t"}[c])
        elif 32 <= n < 127 or n > 127 and _printable(c):
            out.append(c)
        else:
            size = 2 if n < 256 else 4 if n < 65536 else 8
            out.append("\\" + {2: "x", 4: "u", 8: "U"}[size] + ("0" * size + "{:x}".format(n))[-size:])
    return "".join(out) + quote


def _printable(c):
    return _is(c, "print")


def _list_text(items):
    return ", ".join([repr(v) for v in items])


def repr(value):
    kind = type(value)
    if kind is int or kind is bool or value is None:
        return _repr0(value)
    if kind is str:
        return _quoted(value) if len(value) != len(value.encode()) or "'" in value else _repr0(value)
    if kind is float:
        return _float_text(value)
    if kind is list:
        return "[" + _list_text(value) + "]"
    if kind is tuple:
        return "(" + _list_text(value) + (",)" if len(value) == 1 else ")")
    if kind is set or kind is frozenset:
        text = "{" + _list_text(_in_order(value)) + "}" if value else "set()"
        return text if kind is set else "frozenset(" + (text if value else "") + ")"
    if kind is _Plain:
        return "{" + ", ".join([repr(k) + ": " + repr(v) for k, v in value.items()]) + "}"
    if kind is complex:
        return _complex_text(value)
    if kind in _named:
        return kind.__name__ + "(" + ", ".join([n + "=" + repr(v) for n, v in zip(_named[kind], value)]) + ")"
    if _isinstance(value, BaseException):
        return _error_repr(value)
    if kind.__name__ == "dict_view":
        return _repr0(value).split("(")[0] + "([" + _list_text(value) + "])"
    if kind.__name__ in ("date", "datetime", "timedelta", "time"):
        return _date_repr(value, kind.__name__)
    return _repr0(value)


def _error_repr(value):
    text = _repr0(value)
    name = type(value).__name__
    if text.startswith(name + "("):
        items = __a(value, "args")
        return name + "(" + _list_text(items) + ")"
    return text


_divides_plainly = False


def _error_text(value):
    text = _str0(value)
    if type(value) is KeyError:
        items = __a(value, "args")
        return repr(items[0]) if len(items) == 1 else text
    if _isinstance(value, (ZeroDivisionError, TypeError, AttributeError, ValueError, IndexError, NameError, OSError)):
        return _message(type(value).__name__, text)
    return text


def _message(name, text):
    if text.startswith("invalid syntax for integer with base"):
        return "invalid literal for int() with base" + text[36:]
    if name == "NameError" and text.endswith(" isn't defined"):
        return text[:-14] + " is not defined"
    if name == "TypeError" and text.endswith(("isn't subscriptable", "isn't iterable", "isn't callable")):
        return text.replace("isn't", "is not")
    if text == "divide by zero" and _divides_plainly:
        return "division by zero"
    if text in _ours or text.startswith(_begin):
        _refuse("what CPython says of an error: " + text)
    return text


_ours = ("divide by zero", "arg is an empty sequence", "object not in sequence", "invalid syntax for number")
_begin = ("unsupported type", "can't convert ", "unexpected keyword argument", "function takes", "function missing",
    "join expects", "extra keyword", "wrong number of values", "too many values", "need more than")


def _date_repr(value, kind):
    if kind == "date":
        return "datetime.date(" + ", ".join([_str0(n) for n in (value.year, value.month, value.day)]) + ")"
    if kind == "timedelta":
        days, seconds = value.days, value.seconds
        micros = value.microseconds
        parts = ["%s=%d" % row for row in (("days", days), ("seconds", seconds), ("microseconds", micros)) if row[1]]
        return "datetime.timedelta(" + (", ".join(parts) or "0") + ")"
    parts = [value.year, value.month, value.day] if kind == "datetime" else []
    parts += [value.hour, value.minute]
    if value.second or value.microsecond:
        parts.append(value.second)
    if value.microsecond:
        parts.append(value.microsecond)
    return "datetime." + kind + "(" + ", ".join([_str0(n) for n in parts]) + ")"


def __t(*args, **more):
    if len(args) != 1 or more:
        return _str0(*args, **more)
    value = args[0]
    kind = type(value)
    if kind is str or kind is int:
        return _str0(value)
    if kind is float:
        return _float_text(value)
    if _isinstance(value, BaseException):
        return _error_text(value)
    if kind in (list, tuple, set, frozenset, _Plain, complex) or kind in _named or kind.__name__ == "dict_view":
        return repr(value)
    return _str0(value)


def ascii(value):
    out = []
    for c in repr(value):
        n = ord(c)
        size = 2 if n < 256 else 4 if n < 65536 else 8
        out.append(c if n < 128 else "\\" + {2: "x", 4: "u", 8: "U"}[size] + ("0" * size + "{:x}".format(n))[-size:])
    return "".join(out)


def print(*values, sep=" ", end="\n", file=None, flush=False):
    text = (" " if sep is None else sep).join([__t(v) for v in values]) + ("\n" if end is None else end)
    if file is None:
        _print0(text, end="")
    else:
        file.write(text)


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
    if not (_isinstance(value, (int, float)) or value is True or value is False):
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


def round(value, digits=None):
    if hasattr(value, "__round__"):
        return value.__round__(digits) if digits is not None else value.__round__()
    if digits is None or not _isinstance(value, float) or value != value or abs(value) == _m.inf:
        return _round(value) if digits is None else _round(value, digits)
    size = abs(value)
    if digits >= 0:
        out = float(_fixed(size, digits)) if digits < 330 else size
    else:
        top, low = _exact(size)
        out = float(_quotient(top, low * 10 ** -digits) * 10 ** -digits)
    return -out if _m.copysign(1.0, value) < 0 else out


def pow(base, power, by=None):
    if by is None:
        return base ** power
    if power < 0:
        base, power = _inverse(base, by), -power
    return _pow0(base, power, by)


def _inverse(x, by):
    a, b, u, v = x % by, by, 1, 0
    while b:
        q = a // b
        a, b, u, v = b, a - q * b, v, u - q * v
    if a != 1:
        raise ValueError("base is not invertible for the given modulus")
    return u % by


def map(work, *lists):
    return _map0(__t if work is str else work, *lists)


def iter(items, *until):
    return _until(items, until[0]) if until else _iter0(items)


def _until(call, last):
    while True:
        value = call()
        if value == last:
            return
        yield value


def sum(items, start=0):
    return _sum0(items, start)


def exit(code=None):
    raise SystemExit(code)


quit = exit
RecursionError = RuntimeError
UnboundLocalError = NameError
ModuleNotFoundError = ImportError
FileNotFoundError = PermissionError = TimeoutError = ConnectionError = IOError = OSError
UnicodeDecodeError = UnicodeEncodeError = UnicodeError
Warning = UserWarning = DeprecationWarning = Exception
FloatingPointError = ArithmeticError
`;

const kinds: Readonly<Record<string, RegExp>> = {
    alpha: /\p{L}/u,
    upper: /\p{Uppercase}/u,
    lower: /\p{Lowercase}/u,
    decimal: /\p{Nd}/u,
    digit: /[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐]/u,
    numeric: /\p{N}/u,
    space: /[\s\x85]/u,
    print: /[^\p{C}\p{Z}]/u,
};

const turns: Readonly<Record<string, (c: string) => string>> = {
    _upper: (c) => c.toUpperCase(),
    _lower: (c) => c.toLowerCase(),
};

/** The pages of 256 letters that a text uses beyond ASCII, or may make by their numbers, and those of their other cases. */
export function pagesOf(source: string): number[] {
    const escaped = source.matchAll(/\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g);
    const points = Array.from(escaped, ([, short, long]) => Number.parseInt(short ?? long ?? "", 16));
    for (const c of source) {
        const cases = [c, c.toUpperCase(), c.toLowerCase()].flatMap((text) => Array.from(text));
        points.push(...(c > "\x7f" ? cases : []).map((text) => text.codePointAt(0) as number));
    }
    const made = /\bchr\b|\\x|\\N|\bdecode\b/.test(source) ? [0, 1, 2, 3, 4, 5] : [];
    return [...new Set([...points.filter((point) => point < 0x110000).map((point) => point >> 8), ...made])];
}

/** What Python knows of the letters of some pages; made here, because MicroPython knows nothing of them. */
export function letters(pages: readonly number[]): string {
    const all = pages.flatMap((page) =>
        Array.from({ length: 256 }, (_, i) => page * 256 + i)
            .filter((point) => point > 0x7f && !(point >= 0xd800 && point < 0xe000))
            .map((point) => String.fromCodePoint(point)),
    );
    const text = (chosen: readonly string[]) => JSON.stringify(chosen.join(""));
    const ofKind = Object.entries(kinds).map(([name, kind]) => `"${name}":${text(all.filter((c) => kind.test(c)))}`);
    const cased = Object.entries(turns).map(([name, turn]) => {
        const rows = all.filter((c) => turn(c) !== c).map((c) => `${JSON.stringify(c)}:${JSON.stringify(turn(c))}`);
        return `${name}={${rows.join(",")}}`;
    });
    return [`_pages=${JSON.stringify(pages)}`, `_kinds={${ofKind.join(",")}}`, ...cased].join("\n");
}
