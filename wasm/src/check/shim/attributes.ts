// Attributes that MicroPython's own types lack, modules, and how the sandbox shows a value, as Python for MicroPython.
export const attributes = `
def _many(work):
    def call(first, *others):
        for other in others:
            first = work(first, other)
        return first
    return call


def _changed(name):
    def call(first, *others):
        for other in others:
            getattr(first, name)(other)
    return call


_sets = {"union": _many(lambda a, b: a | set(b)), "intersection": _many(lambda a, b: a & set(b)),
    "difference": _many(lambda a, b: a - set(b)), "update": _changed("update"),
    "intersection_update": _changed("intersection_update"), "difference_update": _changed("difference_update")}
_numbers = {
    "bit_length": lambda n: len(bin(abs(n))) - 2 if n else 0,
    "bit_count": lambda n: bin(abs(n)).count("1"),
    "conjugate": lambda n: n,
    "is_integer": lambda n: n == n and abs(n) != float("inf") and n == int(n),
    "as_integer_ratio": lambda n: _ratio(n),
}
_statics = {"maketrans": _maketrans}


def _ratio(n):
    low = 1
    while n != int(n):
        n, low = n * 2, low * 2
    return (int(n), low)


def __a(value, name):
    own = None
    if value is str:
        own = _statics.get(name) or _texts.get(name)
    elif _isinstance(value, str):
        own = _statics.get(name)
        if own is None and name in _texts:
            method = _texts[name]
            return lambda *args, **more: method(value, *args, **more)
    elif name == "sort" and type(value) is list:
        return lambda key=None, reverse=False: _sort_list(value, key, reverse)
    elif name == "extend" and type(value) is list:
        return lambda items: value.extend(__i(items))
    elif name in _sets and type(value) in (set, frozenset):
        method = _sets[name]
        return lambda *others: method(value if name.endswith("update") else type(value)(value), *others)
    elif name in _sets and value in (set, frozenset):
        own = _sets[name]
    elif name in _numbers and isinstance(value, (int, float)):
        method = _numbers[name]
        return lambda: method(value)
    elif value is int or value is float:
        own = _numbers.get(name)
    elif name in ("numerator", "denominator", "real", "imag") and _isinstance(value, (int, float)):
        return value if name in ("numerator", "real") else 0 * value if name == "imag" else 1
    elif name == "fromkeys" and value is dict:
        return dict.fromkeys
    elif name == "args" and _isinstance(value, BaseException) and not hasattr(value, name):
        text = _str0(value)
        return (_message(type(value).__name__, text),) if text else ()
    elif name == "__dict__":
        return _attributes(value)
    elif name[0] == "_" and type(value) in _named:
        return _named_method(value, name)
    elif name == "_fields" and value in _named:
        return tuple(_named[value])
    elif name == "_make" and value in _named:
        return lambda items: value(*items)
    return own if own is not None else getattr(value, name)


def _named_method(value, name):
    names = _named[type(value)]
    if name == "_asdict":
        return lambda: dict(zip(names, value))
    if name == "_replace":
        return lambda **more: type(value)(*[more.get(n, v) for n, v in zip(names, value)])
    return tuple(names) if name == "_fields" else getattr(value, name)


def vars(value):
    return _attributes(value)


class _Module:
    def __init__(self, name, names, base=None):
        self.__name__ = name
        if base is not None:
            for key in dir(base):
                if not key.startswith("__"):
                    setattr(self, key, getattr(base, key))
        for key in names:
            if not key.startswith("_"):
                setattr(self, key, names[key])
        _sys.modules[name] = self


def _show(value):
    kind = type(value)
    if kind is set or kind is frozenset:
        inner = ", ".join(sorted([_show(v) for v in value]))
        text = "{" + inner + "}" if inner else "set()"
        return text if kind is set else "frozenset(" + (text if inner else "") + ")"
    if kind is list:
        return "[" + ", ".join([_show(v) for v in value]) + "]"
    if kind is tuple:
        return "(" + ", ".join([_show(v) for v in value]) + (",)" if len(value) == 1 else ")")
    if _isinstance(value, (_Ordered, _Plain)) and not _isinstance(value, type):
        return "{" + ", ".join([_show(k) + ": " + _show(v) for k, v in value.items()]) + "}"
    return repr(value)
`;
