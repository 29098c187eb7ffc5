// How CPython writes values and errors, as Python for MicroPython, which escapes letters beyond ASCII.
export const values = String.raw`
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
            out.append(_escaped(n))
    return "".join(out) + quote


def _escaped(n):
    size = 2 if n < 256 else 4 if n < 65536 else 8
    return "\\" + {2: "x", 4: "u", 8: "U"}[size] + ("0" * size + "{:x}".format(n))[-size:]


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
    return "".join([c if c < "\x80" else _escaped(ord(c)) for c in repr(value)])


def print(*values, sep=" ", end="\n", file=None, flush=False):
    text = (" " if sep is None else sep).join([__t(v) for v in values]) + ("\n" if end is None else end)
    if file is None:
        _print0(text, end="")
    else:
        file.write(text)
`;
