// What MicroPython lacks of the Python that people write, as Python. Names that begin with "_" belong to
// python-source.ts, which writes calls of them. Values print as CPython prints them.

/** Loaded before every program. */
export const core = String.raw`
import sys as _sys
from collections import OrderedDict as _Ordered

_gone = object()
_order, _pages, _kinds, _upper, _lower = [], [], {}, {}, {}
_Plain = type({})
_isinstance, _issubclass, _round = isinstance, issubclass, round


class dict(_Ordered):
    def __init__(self, items=(), **more):
        super().__init__()
        self.update(items, **more)

    def update(self, items=(), **more):
        for key, value in _pairs(items):
            self[key] = value
        for key in more:
            self[key] = more[key]

    def __repr__(self):
        return "{" + ", ".join([repr(k) + ": " + repr(v) for k, v in self.items()]) + "}"

    def __str__(self):
        return self.__repr__()

    def __format__(self, spec):
        if spec:
            raise TypeError("unsupported format string passed to dict.__format__")
        return self.__repr__()

    def __eq__(self, other):
        if not _isinstance(other, _Ordered) and type(other) is not _Plain or len(self) != len(other):
            return False
        for key in self:
            if not (self[key] == other.get(key, _gone)):
                return False
        return True

    def __ne__(self, other):
        return not self.__eq__(other)

    def __or__(self, other):
        out = dict(self)
        out.update(other)
        return out

    def __ior__(self, other):
        self.update(other)
        return self

    def __contains__(self, key):
        return self.get(key, _gone) is not _gone

    def __reversed__(self):
        return reversed(list(self))

    def copy(self):
        return dict(self)

    def popitem(self, last=True):
        key = list(self)[-1 if last else 0]
        return (key, self.pop(key))

    def move_to_end(self, key, last=True):
        value = self.pop(key)
        rest = [] if last else [(k, self.pop(k)) for k in list(self)]
        self[key] = value
        for k, v in rest:
            self[k] = v

    @staticmethod
    def fromkeys(keys, value=None):
        return dict([(key, value) for key in keys])


__d, __e = dict, set


def _pairs(items):
    return [(key, items[key]) for key in items.keys()] if hasattr(items, "keys") else items


def __u(*items):
    return list(items)


def __s(value, start, stop, step):
    if not _isinstance(value, (str, tuple, bytes)) or step is None:
        return value[start:stop:step]
    size = len(value)
    if step > 0:
        low = 0 if start is None else max(start + size, 0) if start < 0 else min(start, size)
        high = size if stop is None else max(stop + size, 0) if stop < 0 else min(stop, size)
    else:
        low = size - 1 if start is None else max(start + size, -1) if start < 0 else min(start, size - 1)
        high = -1 if stop is None else max(stop + size, -1) if stop < 0 else min(stop, size - 1)
    picked = [value[i] for i in range(low, high, step)]
    return "".join(picked) if _isinstance(value, str) else type(value)(picked)


def _refuse(why):
    _print0(_mark + "!" + why, end="")
    raise MemoryError


def __x(error):
    _print0(_mark + "?" + type(error).__name__ + ": " + _str0(error), end="")


def _placed(names):
    names = list(names)
    if len(names) > 1:
        for name in names:
            if name not in _order:
                _refuse("the order of names")
        names = sorted(names, key=_order.index)
    return names


def __o(given):
    return dict([(name, given[name]) for name in _placed(given)])


def _attributes(value):
    if _isinstance(value, type):
        _refuse("the attributes of a class")
    return dict([(name, getattr(value, name)) for name in _placed(value.__dict__)])


def _hash(value):
    size = abs(int(value)) % 2305843009213693951
    return -2 if value == -1 else -size if value < 0 else size


def _in_order(items):
    found = list(items)
    for value in found:
        if not (type(value) is int or value is True or value is False or type(value) is float and value == value and value % 1 == 0):
            return found
    found.sort()
    return _seated(found) if len(found) < 50000 else found


def _seat(seats, value):
    mask = len(seats) - 1
    left = _hash(value) & 18446744073709551615
    at = left & mask
    while True:
        for more in range(10 if at + 9 <= mask else 1):
            if seats[at + more] is _gone:
                seats[at + more] = value
                return
        left >>= 5
        at = (at * 5 + 1 + left) & mask


def _seated(items):
    seats, used = [_gone] * 8, 0
    for value in items:
        _seat(seats, value)
        used += 1
        if used * 5 >= (len(seats) - 1) * 3:
            size = 8
            while size <= used * 4:
                size *= 2
            held, seats = seats, [_gone] * size
            for other in held:
                if other is not _gone:
                    _seat(seats, other)
    return [value for value in seats if value is not _gone]


def __i(*items):
    items = items[0] if len(items) == 1 else items
    return _in_order(items) if type(items) in (set, frozenset) else items


def __l(*items):
    return list(__i(*items)) if items else []


def __p(*items):
    return tuple(__i(*items)) if items else ()


_enumerate, _zip = enumerate, zip


def enumerate(items, start=0):
    return _enumerate(__i(items), start)


def zip(*lists, strict=False):
    lists = [__i(items) for items in lists]
    if strict:
        lists = [list(items) for items in lists]
        if len(set([len(items) for items in lists])) > 1:
            raise ValueError("zip() arguments have different lengths")
    return _zip(*lists)


class __S:
    def __init__(self, items):
        self._items = items

    def _bounds(self, place):
        start, stop, step = place
        size, step = len(self._items), 1 if step is None else step
        least, most = (0, size) if step > 0 else (-1, size - 1)
        start = (least if step > 0 else most) if start is None else max(start + size, least) if start < 0 else min(start, most)
        stop = (most if step > 0 else least) if stop is None else max(stop + size, least) if stop < 0 else min(stop, most)
        return start, stop, step

    def __getitem__(self, place):
        return self._items[place[0]:place[1]:place[2]]

    def __setitem__(self, place, given):
        items = self._items
        if type(items) is not list:
            items[place[0]:place[1]] = given
            return
        start, stop, step = self._bounds(place)
        given = __l(given)
        if step == 1:
            items[start:max(start, stop)] = given
            return
        places = list(range(start, stop, step))
        if len(places) != len(given):
            raise ValueError("attempt to assign sequence of size %d to extended slice of size %d" % (len(given), len(places)))
        for i, item in zip(places, given):
            items[i] = item

    def __delitem__(self, place):
        if type(self._items) is not list:
            del self._items[place[0]:place[1]]
            return
        start, stop, step = self._bounds(place)
        if step == 1:
            self._items[start:max(start, stop)] = []
            return
        for i in sorted(range(start, stop, step), reverse=True):
            del self._items[i]


def isinstance(value, kind):
    if _isinstance(value, kind):
        return True
    kinds = kind if _isinstance(kind, tuple) else (kind,)
    for k in kinds:
        if k is int and value is True or k is int and value is False or k is dict and type(value) is _Plain:
            return True
    return False


def issubclass(kind, of):
    return _issubclass(kind, of) or (kind is bool and (of is int or _isinstance(of, tuple) and int in of))


def _stable(items, key, reverse):
    if key is None:
        rows = [(item, i) for i, item in enumerate(items)]
    else:
        rows = [(key(item), i) for i, item in enumerate(items)]
    _merge(rows, reverse)
    return [items[row[1]] for row in rows]


def _merge(rows, reverse):
    width, size, other = 1, len(rows), rows[:]
    source, target = rows, other
    while width < size:
        for start in range(0, size, 2 * width):
            i, middle, end = start, min(start + width, size), min(start + 2 * width, size)
            j = middle
            for k in range(start, end):
                if i < middle and (j >= end or not (source[i][0] < source[j][0] if reverse else source[j][0] < source[i][0])):
                    target[k] = source[i]
                    i += 1
                else:
                    target[k] = source[j]
                    j += 1
        source, target = target, source
        width *= 2
    if source is not rows:
        rows[:] = source


def sorted(items, key=None, reverse=False):
    return _stable(__l(items), key, reverse)


def _sort_list(self, key=None, reverse=False):
    self[:] = _stable(self[:], key, reverse)


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
    elif name in _numbers and (_isinstance(value, (int, float)) or value is True or value is False):
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

/** Modules that are loaded where a program imports them. */
export const modules: Readonly<Record<string, string>> = {
    typing: String.raw`
class _Any:
    def __getitem__(self, kind):
        return self

    def __call__(self, *args, **more):
        return args[-1] if args else self

    def __or__(self, other):
        return self

    __ror__ = __or__


_names = "Any List Dict Set Tuple Optional Union Callable Iterable Iterator Sequence Mapping Generator FrozenSet Type " \
    "Literal Deque DefaultDict Counter Hashable NoReturn Final ClassVar Text AnyStr Collection MutableSequence " \
    "OrderedDict Generic Protocol Self"
_typing = dict([(name, _Any()) for name in _names.split()])
_typing.update(TypeVar=lambda *args, **more: _Any(), cast=lambda kind, value: value, Generic=object, Protocol=object,
    overload=lambda f: f, final=lambda f: f)
_Module("typing", _typing)
`,
    math: `
import math as _m


def _gcd2(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


def _gcd(*values):
    out = 0
    for value in values:
        out = _gcd2(out, value)
    return out


def _lcm(*values):
    out = 1
    for value in values:
        out = 0 if value == 0 or out == 0 else abs(out * value) // _gcd2(out, value)
    return out


def _comb(n, k):
    out = 1
    for i in range(min(k, n - k) if k <= n else 0):
        out = out * (n - i) // (i + 1)
    return out if 0 <= k <= n else 0


def _perm(n, k=None):
    out = 1
    for i in range(n if k is None else k):
        out *= n - i
    return out


def _isqrt(n):
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    if n == 0:
        return 0
    x = 1 << (len(bin(n)) - 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x and x * x <= n:
            return x
        x = y


def _prod(values, start=1):
    for value in values:
        start *= value
    return start


def _fsum(values):
    parts = []
    for x in values:
        i = 0
        for y in parts:
            if abs(x) < abs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low:
                parts[i] = low
                i += 1
            x = high
        parts[i:] = [x]
    return sum(parts, 0.0)


def _hypot(*values):
    return _m.sqrt(sum([v * v for v in values]))


def _factorial(n):
    if not isinstance(n, int):
        raise TypeError("'" + type(n).__name__ + "' object cannot be interpreted as an integer")
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    return _prod(range(2, int(n) + 1))


def _log(x, base=None):
    if base is None:
        return _m.log(x)
    return _m.log(x) / _m.log(base)


def _remainder(x, y):
    quotient = x / y
    near = int(_m.floor(quotient))
    part = quotient - near
    return float(x - (near + (part > 0.5 or part == 0.5 and near & 1)) * y)


def _sumprod(p, q):
    return sum([a * b for a, b in zip(p, q)])


def _close(a, b, rel_tol=1e-09, abs_tol=0.0):
    return a == b or abs(a - b) <= max(rel_tol * max(abs(a), abs(b)), abs_tol)


_Module("math", {"gcd": _gcd, "lcm": _lcm, "comb": _comb, "perm": _perm, "isqrt": _isqrt, "prod": _prod, "fsum": _fsum,
    "hypot": _hypot, "factorial": _factorial, "log": _log, "isclose": _close, "cbrt": lambda x: x ** (1 / 3),
    "log1p": lambda x: x if abs(x) < 1e-15 else _m.log(1 + x) * x / ((1 + x) - 1), "exp2": lambda x: 2.0 ** x,
    "ulp": lambda x: 2.0 ** (max(_m.frexp(abs(x))[1], -1021) - 53), "remainder": _remainder, "sumprod": _sumprod,
    "dist": lambda p, q: _hypot(*[a - b for a, b in zip(p, q)])}, _m)
`,
    collections: `
import collections as _c


class Counter(dict):
    def __init__(self, items=(), **more):
        super().__init__()
        self.update(items, **more)

    def update(self, items=(), **more):
        if hasattr(items, "keys"):
            for key in items.keys():
                self[key] = self[key] + items[key]
        else:
            for key in items:
                self[key] = self.get(key, 0) + 1
        for key in more:
            self[key] = self[key] + more[key]

    def __getitem__(self, key):
        return self.get(key, 0)

    def __repr__(self):
        return "Counter({" + ", ".join([repr(k) + ": " + repr(v) for k, v in self.most_common()]) + "})" if len(self) else "Counter()"

    def most_common(self, n=None):
        rows = sorted(list(self.items()), key=lambda row: row[1], reverse=True)
        return rows if n is None else rows[:n]

    def elements(self):
        for key, count in self.items():
            for i in range(count):
                yield key

    def total(self):
        return sum(self.values())

    def subtract(self, items=()):
        for key, count in Counter(items).items():
            self[key] = self[key] - count

    def copy(self):
        return Counter(self)

    def _with(self, other, work):
        out = Counter()
        for key in list(self) + [k for k in other if k not in self]:
            count = work(self[key], other[key])
            if count > 0:
                out[key] = count
        return out

    def __add__(self, other):
        return self._with(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._with(other, lambda a, b: a - b)

    def __and__(self, other):
        return self._with(other, min)

    def __or__(self, other):
        return self._with(other, max)

    def __pos__(self):
        return self._with({}, lambda a, b: a)

    def __neg__(self):
        return self._with({}, lambda a, b: -a)

    def __le__(self, other):
        return all([self[key] <= other[key] for key in list(self) + list(other)])

    def __ge__(self, other):
        return other <= self

    def __lt__(self, other):
        return self <= other and not self == other

    def __gt__(self, other):
        return other < self


class defaultdict(dict):
    def __init__(self, make=None, items=(), **more):
        self.default_factory = make
        super().__init__(items, **more)

    def __getitem__(self, key):
        value = self.get(key, _gone)
        if value is _gone:
            if self.default_factory is None:
                raise KeyError(key)
            value = self.default_factory()
            self[key] = value
        return value

    def __repr__(self):
        return "defaultdict(" + repr(self.default_factory) + ", " + dict.__repr__(self) + ")"

    def copy(self):
        return defaultdict(self.default_factory, self)


class OrderedDict(dict):
    def __repr__(self):
        return "OrderedDict(" + (dict.__repr__(self) if len(self) else "") + ")"


class deque:
    def __init__(self, items=(), maxlen=None):
        self.maxlen = maxlen
        self._items = []
        self.extend(items)

    def append(self, item):
        self._items.append(item)
        if self.maxlen is not None and len(self._items) > self.maxlen:
            self._items.pop(0)

    def appendleft(self, item):
        self._items.insert(0, item)
        if self.maxlen is not None and len(self._items) > self.maxlen:
            self._items.pop()

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        if not self._items:
            raise IndexError("pop from an empty deque")
        return self._items.pop(0)

    def extend(self, items):
        for item in items:
            self.append(item)

    def extendleft(self, items):
        for item in items:
            self.appendleft(item)

    def rotate(self, n=1):
        if self._items:
            n %= len(self._items)
            self._items = self._items[-n:] + self._items[:-n] if n else self._items

    def clear(self):
        self._items = []

    def copy(self):
        return deque(self._items, self.maxlen)

    def count(self, item):
        return self._items.count(item)

    def index(self, item):
        return self._items.index(item)

    def remove(self, item):
        self._items.remove(item)

    def reverse(self):
        self._items.reverse()

    def insert(self, i, item):
        self._items.insert(i, item)

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __getitem__(self, i):
        return self._items[i]

    def __setitem__(self, i, item):
        self._items[i] = item

    def __delitem__(self, i):
        del self._items[i]

    def __contains__(self, item):
        return item in self._items

    def __bool__(self):
        return bool(self._items)

    def __eq__(self, other):
        return isinstance(other, deque) and self._items == other._items

    def __add__(self, other):
        return deque(self._items + list(other), self.maxlen)

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, count):
        return deque(self._items * count, self.maxlen)

    def __lt__(self, other):
        return self._items < other._items

    def __repr__(self):
        more = ", maxlen=" + repr(self.maxlen) if self.maxlen is not None else ""
        return "deque(" + repr(self._items) + more + ")"


class ChainMap:
    def __init__(self, *maps):
        self.maps = list(maps) or [dict()]

    def __getitem__(self, key):
        for m in self.maps:
            if key in m:
                return m[key]
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        out = dict()
        for m in reversed(self.maps):
            for key in m:
                out[key] = None
        return list(out)

    def items(self):
        return [(key, self[key]) for key in self.keys()]

    def values(self):
        return [self[key] for key in self.keys()]

    def __iter__(self):
        return iter(self.keys())

    def __contains__(self, key):
        return any([key in m for m in self.maps])

    def __len__(self):
        return len(self.keys())


def _tuple_of(name, fields, **more):
    if more:
        _refuse("namedtuple with options")
    names = fields.replace(",", " ").split() if isinstance(fields, str) else list(fields)
    kind = _c.namedtuple(name, names)
    _named[kind] = names
    return kind


_abc = dict([(name, object) for name in ("Iterable", "Mapping", "Sequence", "Hashable", "Callable", "Iterator", "Set")])
_abc["Iterable"] = (list, tuple, str, set, frozenset, dict, range)
_abc["Mapping"] = dict
_abc["Sequence"] = (list, tuple, str, range)
_parts = {"Counter": Counter, "defaultdict": defaultdict, "OrderedDict": OrderedDict, "deque": deque, "ChainMap": ChainMap,
    "namedtuple": _tuple_of}
_parts["abc"] = _Module("collections.abc", _abc)
_Module("collections", _parts)
`,
    itertools: `
def _product(*lists, repeat=1):
    pools = [list(items) for items in lists] * repeat
    rows = [()]
    for pool in pools:
        rows = [row + (item,) for row in rows for item in pool]
    return iter(rows)


def _permutations(items, r=None):
    pool = list(items)
    r = len(pool) if r is None else r

    def grow(row, used):
        if len(row) == r:
            yield tuple([pool[i] for i in row])
            return
        for i in range(len(pool)):
            if i not in used:
                yield from grow(row + [i], used | {i})
    return grow([], set())


def _combinations(items, r, again=False):
    pool = list(items)

    def grow(row, start):
        if len(row) == r:
            yield tuple([pool[i] for i in row])
            return
        for i in range(start, len(pool)):
            yield from grow(row + [i], i if again else i + 1)
    return grow([], 0)


def _groupby(items, key=None):
    group, last = None, _gone
    for item in items:
        k = item if key is None else key(item)
        if last is _gone or not (k == last):
            if group is not None:
                yield (last, iter(group))
            group, last = [], k
        group.append(item)
    if group is not None:
        yield (last, iter(group))


def _zip_longest(*lists, fillvalue=None):
    lists = [list(items) for items in lists]
    for i in range(max([len(items) for items in lists]) if lists else 0):
        yield tuple([items[i] if i < len(items) else fillvalue for items in lists])


def _takewhile(test, items):
    for item in items:
        if not test(item):
            return
        yield item


def _dropwhile(test, items):
    dropping = True
    for item in items:
        dropping = dropping and test(item)
        if not dropping:
            yield item


def _accumulate(items, func=None, initial=None):
    total = initial
    first = initial is None
    if not first:
        yield total
    for item in items:
        total = item if first else total + item if func is None else func(total, item)
        first = False
        yield total


def _islice(items, *bounds):
    start, stop, step = (0, bounds[0], 1) if len(bounds) == 1 else (tuple(bounds) + (1,))[:3]
    start, step = start or 0, step or 1
    if stop is not None and stop <= start:
        return
    for i, item in enumerate(items):
        if i >= start and (i - start) % step == 0:
            yield item
        if stop is not None and i + 1 >= stop:
            return


def _count(start=0, step=1):
    while True:
        yield start
        start += step


def _cycle(items):
    items = list(items)
    while items:
        for item in items:
            yield item


def _repeat(item, times=None):
    while times is None or times > 0:
        yield item
        times = None if times is None else times - 1


class _Chain:
    def __call__(self, *lists):
        return self.from_iterable(lists)

    def from_iterable(self, lists):
        for items in lists:
            yield from items


def _pairwise(items):
    items = list(items)
    return iter(list(zip(items, items[1:])))


_Module("itertools", {"product": _product, "permutations": _permutations, "combinations": _combinations, "groupby": _groupby,
    "combinations_with_replacement": lambda items, r: _combinations(items, r, True), "zip_longest": _zip_longest,
    "takewhile": _takewhile, "dropwhile": _dropwhile, "accumulate": _accumulate, "islice": _islice, "count": _count,
    "cycle": _cycle, "repeat": _repeat, "chain": _Chain(), "pairwise": _pairwise,
    "starmap": lambda f, rows: iter([f(*row) for row in rows]),
    "compress": lambda items, marks: iter([item for item, mark in zip(items, marks) if mark]),
    "filterfalse": lambda test, items: iter([item for item in items if not (test(item) if test else item)]),
    "tee": lambda items, n=2: (lambda all: tuple([iter(all) for i in range(n)]))(list(items))})
`,
    functools: `
import functools as _f


def _cache(f=None, maxsize=None, typed=False):
    if f is None or not callable(f):
        return lambda g: _cache(g)
    known = {}

    def call(*args, **named):
        key = (args, tuple(sorted(list(named.items())))) if named else args
        if key not in known:
            known[key] = f(*args, **named)
        return known[key]
    return call


def _compared(compare):
    class Key:
        def __init__(self, value):
            self.value = value

        def __lt__(self, other):
            return compare(self.value, other.value) < 0

        def __gt__(self, other):
            return compare(self.value, other.value) > 0

        def __eq__(self, other):
            return compare(self.value, other.value) == 0
    return Key


def _ordering(kind):
    if hasattr(kind, "__lt__"):
        kind.__gt__ = lambda a, b: b < a
        kind.__le__ = lambda a, b: not (b < a)
        kind.__ge__ = lambda a, b: not (a < b)
    return kind


_Module("functools", {"lru_cache": _cache, "cache": _cache, "cmp_to_key": _compared, "total_ordering": _ordering,
    "cached_property": property}, _f)
`,
    heapq: `
import heapq as _h


def _push_pop(heap, item):
    _h.heappush(heap, item)
    return _h.heappop(heap)


def _replace(heap, item):
    out = _h.heappop(heap)
    _h.heappush(heap, item)
    return out


_Module("heapq", {"nlargest": lambda n, items, key=None: sorted(items, key=key, reverse=True)[:n],
    "nsmallest": lambda n, items, key=None: sorted(items, key=key)[:n], "heappushpop": _push_pop, "heapreplace": _replace,
    "merge": lambda *lists, key=None, reverse=False: iter(sorted([x for items in lists for x in items], key=key, reverse=reverse))}, _h)
`,
    bisect: `
def _bisect(items, x, lo, hi, key, left):
    hi = len(items) if hi is None else hi
    while lo < hi:
        middle = (lo + hi) // 2
        value = items[middle] if key is None else key(items[middle])
        if value < x if left else not (x < value):
            lo = middle + 1
        else:
            hi = middle
    return lo


def _left(items, x, lo=0, hi=None, key=None):
    return _bisect(items, x, lo, hi, key, True)


def _right(items, x, lo=0, hi=None, key=None):
    return _bisect(items, x, lo, hi, key, False)


_Module("bisect", {"bisect": _right, "bisect_left": _left, "bisect_right": _right,
    "insort": lambda items, x: items.insert(_right(items, x), x), "insort_right": lambda items, x: items.insert(_right(items, x), x),
    "insort_left": lambda items, x: items.insert(_left(items, x), x)})
`,
    operator: `
def _set_item(items, at, item):
    items[at] = item


def _delete_item(items, at):
    del items[at]


_Module("operator", {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
    "truediv": lambda a, b: a / b, "floordiv": lambda a, b: a // b, "mod": lambda a, b: a % b, "pow": lambda a, b: a ** b,
    "neg": lambda a: -a, "xor": lambda a, b: a ^ b, "and_": lambda a, b: a & b, "or_": lambda a, b: a | b,
    "not_": lambda a: not a, "truth": lambda a: bool(a), "is_": lambda a, b: a is b, "is_not": lambda a, b: a is not b,
    "inv": lambda a: ~a, "invert": lambda a: ~a, "pos": lambda a: +a, "index": lambda a: a, "setitem": _set_item,
    "delitem": _delete_item, "isub": lambda a, b: a - b, "imul": lambda a, b: a * b, "matmul": lambda a, b: a @ b, "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b, "gt": lambda a, b: a > b, "ge": lambda a, b: a >= b, "contains": lambda a, b: b in a,
    "concat": lambda a, b: a + b, "lshift": lambda a, b: a << b, "rshift": lambda a, b: a >> b, "abs": abs, "iadd": lambda a, b: a + b,
    "getitem": lambda a, i: a[i], "countOf": lambda a, b: list(a).count(b), "indexOf": lambda a, b: list(a).index(b),
    "itemgetter": lambda *keys: (lambda x: x[keys[0]]) if len(keys) == 1 else (lambda x: tuple([x[k] for k in keys])),
    "attrgetter": lambda *names: (lambda x: getattr(x, names[0])) if len(names) == 1 else (lambda x: tuple([getattr(x, n) for n in names])),
    "methodcaller": lambda name, *args: (lambda x: getattr(x, name)(*args))})
`,
    string: `
import string as _t
_Module("string", {"capwords": lambda s, sep=None: (sep or " ").join([__a(w, "capitalize")() for w in s.split(sep)])}, _t)
`,
    statistics: `
def _mean(items):
    items = list(items)
    if not items:
        raise ValueError("mean requires at least one data point")
    total = sum(items)
    return total // len(items) if isinstance(total, int) and total % len(items) == 0 else total / len(items)


def _median(items):
    items = sorted(items)
    half = len(items) // 2
    return items[half] if len(items) % 2 else (items[half - 1] + items[half]) / 2


def _mode(items):
    items, best = list(items), _gone
    for item in items:
        if best is _gone or items.count(item) > items.count(best):
            best = item
    return best


def _variance(items, less=1):
    items = list(items)
    m = sum(items) / len(items)
    return sum([(x - m) ** 2 for x in items]) / (len(items) - less)


_Module("statistics", {"mean": _mean, "fmean": lambda items: sum(items) / len(items), "median": _median, "mode": _mode,
    "multimode": lambda items: [x for x in dict.fromkeys(items) if items.count(x) == max([items.count(y) for y in items])],
    "variance": _variance, "pvariance": lambda items: _variance(items, 0), "stdev": lambda items: _variance(items) ** 0.5,
    "pstdev": lambda items: _variance(items, 0) ** 0.5,
    "median_low": lambda items: sorted(items)[(len(items) - 1) // 2], "median_high": lambda items: sorted(items)[len(items) // 2]})
`,
    random: `
import random as _r


def _sample(items, k):
    items, out = list(items), []
    for i in range(k):
        out.append(items.pop(_r.randrange(len(items))))
    return out


def _shuffle(items):
    items[:] = _sample(items, len(items))


_Module("random", {"sample": _sample, "shuffle": _shuffle, "choices": lambda items, k=1: [_r.choice(items) for i in range(k)]}, _r)
`,
    hashlib: String.raw`
import hashlib as _hash
from binascii import hexlify as _hex


def _md5(data):
    from math import sin, floor
    turns = [7, 12, 17, 22] * 4 + [5, 9, 14, 20] * 4 + [4, 11, 16, 23] * 4 + [6, 10, 15, 21] * 4
    table = [int(abs(sin(i + 1)) * 4294967296) & 0xFFFFFFFF for i in range(64)]
    state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]
    padded = bytes(data) + b"\x80" + b"\x00" * ((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "little")
    for start in range(0, len(padded), 64):
        words = [int.from_bytes(padded[start + 4 * i:start + 4 * i + 4], "little") for i in range(16)]
        a, b, c, d = state
        for i in range(64):
            if i < 16:
                f, g = (b & c) | (~b & d), i
            elif i < 32:
                f, g = (d & b) | (~d & c), (5 * i + 1) % 16
            elif i < 48:
                f, g = b ^ c ^ d, (3 * i + 5) % 16
            else:
                f, g = c ^ (b | (~d & 0xFFFFFFFF)), (7 * i) % 16
            f = (f + a + table[i] + words[g]) & 0xFFFFFFFF
            a, d, c = d, c, b
            b = (b + ((f << turns[i]) | (f >> (32 - turns[i])))) & 0xFFFFFFFF
        state = [(x + y) & 0xFFFFFFFF for x, y in zip(state, (a, b, c, d))]
    return b"".join([x.to_bytes(4, "little") for x in state])


class _Digest:
    def __init__(self, work, data=b""):
        self._work, self._data = work, bytes(data)

    def update(self, data):
        self._data += data

    def digest(self):
        return self._work(self._data)

    def hexdigest(self):
        return _hex(self.digest()).decode()


_Module("hashlib", {"md5": lambda data=b"": _Digest(_md5, data),
    "sha256": lambda data=b"": _Digest(lambda all: _hash.sha256(all).digest(), data)})
`,
    re: String.raw`
class _Compiled:
    def __init__(self, pattern, flags=0):
        self.pattern, self.flags, self.groups, self.groupindex = pattern, flags, 0, dict()
        if flags & 64 or pattern.startswith("(?x"):
            _refuse("re.VERBOSE")
        self._at = 0
        while pattern[self._at:self._at + 2] == "(?" and pattern[self._at + 2:self._at + 3] in "ims" and ")" in pattern:
            end = pattern.index(")")
            for c in pattern[2:end]:
                self.flags |= {"i": 2, "m": 8, "s": 16}.get(c, 0)
            self._at = end + 1
        self._tree = self._choice()
        if self._at < len(pattern):
            raise error("unbalanced parenthesis")

    def _choice(self):
        options = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            options.append(self._sequence())
        return options[0] if len(options) == 1 else ("choice", options)

    def _peek(self):
        return self.pattern[self._at:self._at + 1]

    def _sequence(self):
        items = []
        while self._peek() not in ("", "|", ")"):
            items.append(self._repeated())
        return ("all", items)

    def _repeated(self):
        item = self._atom()
        while True:
            c, low, high = self._peek(), 0, None
            if c == "*" or c == "+":
                low = 1 if c == "+" else 0
                self._at += 1
            elif c == "?":
                high = 1
                self._at += 1
            elif c == "{" and self._bounds():
                low, high = self._bounds()
                self._at = self.pattern.index("}", self._at) + 1
            else:
                return item
            lazy = self._peek() == "?"
            self._at += 1 if lazy else 0
            item = ("repeat", item, low, high, lazy)

    def _bounds(self):
        end = self.pattern.find("}", self._at)
        parts = self.pattern[self._at + 1:end].split(",") if end > 0 else []
        if not 1 <= len(parts) <= 2 or not all([p == "" or p.isdigit() for p in parts]) or parts == [""]:
            return None
        low = int(parts[0] or 0)
        return (low, low if len(parts) == 1 else int(parts[1]) if parts[1] else None)

    def _atom(self):
        c = self._peek()
        self._at += 1
        if c == "(":
            return self._group()
        if c == "[":
            return self._class()
        if c == ".":
            return ("any",)
        if c == "^" or c == "$":
            return (c,)
        if c == "\\":
            return self._escape(False)
        return ("char", c)

    def _group(self):
        number, kind = None, None
        if self._peek() == "?":
            rest = self.pattern[self._at:]
            for mark in ("?:", "?=", "?!", "?<=", "?<!"):
                if rest.startswith(mark):
                    kind = mark
                    self._at += len(mark)
                    break
            else:
                if rest.startswith("?P="):
                    end = self.pattern.index(")", self._at)
                    name = self.pattern[self._at + 3:end]
                    self._at = end + 1
                    return ("back", self.groupindex[name])
                end = self.pattern.index(">", self._at)
                self.groups += 1
                number = self.groups
                self.groupindex[self.pattern[self._at + 3:end]] = number
                self._at = end + 1
        else:
            self.groups += 1
            number = self.groups
        inner = self._choice()
        if self._peek() != ")":
            raise error("missing ), unterminated subpattern")
        self._at += 1
        return ("group", inner, number) if number else inner if kind == "?:" else ("look", inner, kind)

    def _escape(self, inside):
        c = self._peek()
        self._at += 1
        if c in "dDwWsS":
            return ("set", c.isupper(), [c.lower()])
        if c in "bB" and not inside:
            return ("edge", c == "B")
        if c in "AZ":
            return ("^start" if c == "A" else "$end",)
        if c.isdigit() and c != "0" and not inside:
            return ("back", int(c))
        if c == "x" or c == "u":
            size = 2 if c == "x" else 4
            code = int(self.pattern[self._at:self._at + size], 16)
            self._at += size
            return ("char", chr(code))
        return ("char", {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "0": "\0", "b": "\b"}.get(c, c))

    def _class(self):
        negated = self._peek() == "^"
        self._at += 1 if negated else 0
        parts, first = [], True
        while first or self._peek() != "]":
            first = False
            c = self._peek()
            if c == "":
                raise error("unterminated character set")
            self._at += 1
            item = self._escape(True) if c == "\\" else ("char", c)
            if item[0] == "set":
                parts.append((item[1], item[2][0]))
                continue
            low = item[1]
            if self._peek() == "-" and self.pattern[self._at + 1:self._at + 2] not in ("]", ""):
                self._at += 1
                c = self._peek()
                self._at += 1
                parts.append((low, self._escape(True)[1] if c == "\\" else c, 0))
            else:
                parts.append((low, low, 0))
        self._at += 1
        return ("set", negated, parts)

    def _one(self, node, c):
        fold = self.flags & 2
        if node[0] == "any":
            return c != "\n" or bool(self.flags & 16)
        if node[0] == "char":
            return node[1] == c or bool(fold and node[1].lower() == c.lower())
        found = False
        for part in node[2]:
            if len(part) == 3:
                found = part[0] <= c <= part[1]
                if fold and not found:
                    found = part[0] <= c.lower() <= part[1] or part[0] <= c.upper() <= part[1]
            else:
                kind = part if len(part) == 1 else part[1]
                found = c.isdigit() if kind == "d" else c.isspace() if kind == "s" else c.isalpha() or c.isdigit() or c == "_"
                if len(part) == 2 and part[0]:
                    found = not found
            if found:
                break
        return found != node[1]

    def _run(self, node, text, at, groups, then):
        kind = node[0]
        if kind in ("char", "any", "set"):
            return then(at + 1) if at < len(text) and self._one(node, text[at]) else None
        if kind == "all":
            return self._all(node[1], 0, text, at, groups, then)
        if kind == "choice":
            for option in node[1]:
                end = self._run(option, text, at, groups, then)
                if end is not None:
                    return end
            return None
        if kind == "repeat":
            return self._many(node, text, at, groups, then)
        if kind == "group":
            number, before = node[2], groups[node[2]]

            def close(end):
                inner = groups[number]
                groups[number] = (at, end)
                done = then(end)
                if done is None:
                    groups[number] = inner
                return done
            end = self._run(node[1], text, at, groups, close)
            if end is None:
                groups[number] = before
            return end
        if kind == "look":
            if node[2] in ("?=", "?!"):
                found = self._run(node[1], text, at, groups, lambda end: end) is not None
            else:
                found = any([self._run(node[1], text, s, groups, lambda end: end if end == at else None) is not None for s in range(at + 1)])
            return then(at) if found == (node[2] in ("?=", "?<=")) else None
        if kind == "edge":
            before = at > 0 and self._is_word(text[at - 1])
            after = at < len(text) and self._is_word(text[at])
            return then(at) if (before != after) != node[1] else None
        if kind == "back":
            span = groups[node[1]]
            piece = text[span[0]:span[1]] if span else None
            return then(at + len(piece)) if piece is not None and text[at:at + len(piece)] == piece else None
        many = self.flags & 8
        if kind == "^" or kind == "^start":
            return then(at) if at == 0 or (kind == "^" and many and text[at - 1] == "\n") else None
        last = at == len(text) or (kind == "$" and at == len(text) - 1 and text[at] == "\n")
        return then(at) if last or (kind == "$" and many and text[at] == "\n") else None

    def _is_word(self, c):
        return c.isalpha() or c.isdigit() or c == "_"

    def _all(self, items, i, text, at, groups, then):
        while i < len(items) and items[i][0] in ("char", "any", "set"):
            if at >= len(text) or not self._one(items[i], text[at]):
                return None
            i, at = i + 1, at + 1
        if i == len(items):
            return then(at)
        return self._run(items[i], text, at, groups, lambda end: self._all(items, i + 1, text, end, groups, then))

    def _many(self, node, text, at, groups, then):
        kind, item, low, high, lazy = node
        if item[0] in ("char", "any", "set"):
            most = len(text) - at if high is None else min(high, len(text) - at)
            if lazy:
                count = 0
                while True:
                    if count >= low:
                        end = then(at + count)
                        if end is not None:
                            return end
                    if count >= most or not self._one(item, text[at + count]):
                        return None
                    count += 1
            count = 0
            while count < most and self._one(item, text[at + count]):
                count += 1
            while count >= low:
                end = then(at + count)
                if end is not None:
                    return end
                count -= 1
            return None

        def more(count, here):
            def again(end):
                return None if end == here and count >= low else more(count + 1, end)
            if lazy and count >= low:
                end = then(here)
                if end is not None:
                    return end
            if high is None or count < high:
                end = self._run(item, text, here, groups, again)
                if end is not None:
                    return end
            return then(here) if not lazy and count >= low else None
        return more(0, at)

    def _match(self, text, at, whole=False):
        groups = [None] * (self.groups + 1)
        size = len(text)
        end = self._run(self._tree, text, at, groups, (lambda e: e if e == size else None) if whole else (lambda e: e))
        if end is None:
            return None
        groups[0] = (at, end)
        return _Match(self, text, groups)

    def match(self, text, pos=0):
        return self._match(text, pos)

    def fullmatch(self, text, pos=0):
        return self._match(text, pos, True)

    def search(self, text, pos=0):
        for at in range(pos, len(text) + 1):
            found = self._match(text, at)
            if found:
                return found
        return None

    def finditer(self, text, pos=0):
        at, last = pos, -1
        while at <= len(text):
            found = self.search(text, at)
            if found is None:
                return
            if found.end() == found.start() and found.end() == last:
                at += 1
                continue
            yield found
            last = found.end()
            at = last if found.end() > found.start() else last + 1

    def findall(self, text, pos=0):
        out = []
        for found in self.finditer(text, pos):
            parts = ["" if part is None else part for part in found.groups()]
            out.append(found.group() if not parts else parts[0] if len(parts) == 1 else tuple(parts))
        return out

    def split(self, text, maxsplit=0):
        out, last = [], 0
        for found in self.finditer(text):
            if maxsplit and len(out) >= maxsplit:
                break
            out.append(text[last:found.start()])
            out.extend(found.groups())
            last = found.end()
        return out + [text[last:]]

    def subn(self, to, text, count=0):
        out, last, done = [], 0, 0
        for found in self.finditer(text):
            if count and done >= count:
                break
            out.append(text[last:found.start()])
            out.append(to(found) if callable(to) else found.expand(to))
            last = found.end()
            done += 1
        return ("".join(out) + text[last:], done)

    def sub(self, to, text, count=0):
        return self.subn(to, text, count)[0]


class _Match:
    def __init__(self, compiled, text, spans):
        self.re, self.string, self._spans = compiled, text, spans

    def _number(self, group):
        return self.re.groupindex[group] if isinstance(group, str) else group

    def group(self, *wanted):
        parts = []
        for group in wanted or (0,):
            span = self._spans[self._number(group)]
            parts.append(self.string[span[0]:span[1]] if span else None)
        return parts[0] if len(parts) == 1 else tuple(parts)

    __getitem__ = group

    def groups(self, default=None):
        return tuple([self.string[s[0]:s[1]] if s else default for s in self._spans[1:]])

    def groupdict(self, default=None):
        return dict([(name, self.group(i)) for name, i in self.re.groupindex.items()])

    def span(self, group=0):
        return self._spans[self._number(group)] or (-1, -1)

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    @property
    def lastindex(self):
        set_ = [i for i in range(1, len(self._spans)) if self._spans[i]]
        return set_[-1] if set_ else None

    def expand(self, to):
        out, i = "", 0
        while i < len(to):
            if to[i] == "\\" and i + 1 < len(to):
                c = to[i + 1]
                if c == "g" and to[i + 2:i + 3] == "<":
                    end = to.index(">", i)
                    name = to[i + 3:end]
                    out += self.group(int(name) if name.isdigit() else name) or ""
                    i = end + 1
                    continue
                out += (self.group(int(c)) or "") if c.isdigit() else {"n": "\n", "t": "\t", "\\": "\\"}.get(c, "\\" + c)
                i += 2
            else:
                out += to[i]
                i += 1
        return out

    def __repr__(self):
        return "<re.Match object; span=" + repr(self.span()) + ", match=" + repr(self.group()) + ">"


class error(Exception):
    pass


def _compile(pattern, flags=0):
    return pattern if isinstance(pattern, _Compiled) else _Compiled(pattern, flags)


def _escape(text):
    return "".join([c if c.isalpha() or c.isdigit() or c == "_" or ord(c) > 127 else "\\" + c for c in text])


_Module("re", {"compile": _compile, "error": error, "escape": _escape, "Pattern": _Compiled, "Match": _Match,
    "match": lambda p, text, flags=0: _compile(p, flags).match(text),
    "fullmatch": lambda p, text, flags=0: _compile(p, flags).fullmatch(text),
    "search": lambda p, text, flags=0: _compile(p, flags).search(text),
    "findall": lambda p, text, flags=0: _compile(p, flags).findall(text),
    "finditer": lambda p, text, flags=0: _compile(p, flags).finditer(text),
    "split": lambda p, text, maxsplit=0, flags=0: _compile(p, flags).split(text, maxsplit),
    "sub": lambda p, to, text, count=0, flags=0: _compile(p, flags).sub(to, text, count),
    "subn": lambda p, to, text, count=0, flags=0: _compile(p, flags).subn(to, text, count),
    "I": 2, "IGNORECASE": 2, "M": 8, "MULTILINE": 8, "S": 16, "DOTALL": 16, "X": 64, "VERBOSE": 64, "A": 0, "ASCII": 0, "U": 0, "UNICODE": 0})
`,
    sys: `
import sys as _sys


class _Nothing:
    def write(self, text):
        return len(text)

    def flush(self):
        pass


class _Out:
    def write(self, text):
        _print0(text, end="")
        return len(text)

    def flush(self):
        pass


class _Float:
    max, min, epsilon, dig = 1.7976931348623157e308, 2.2250738585072014e-308, 2.220446049250313e-16, 15


_Module("sys", {"maxsize": 9223372036854775807, "version_info": (3, 12, 0, "final", 0), "stdout": _Out(), "stderr": _Nothing(),
    "getrecursionlimit": lambda: 1000, "setrecursionlimit": lambda n: None, "platform": "linux", "argv": [""], "float_info": _Float, "intern": lambda s: s,
    "set_int_max_str_digits": lambda n: None}, _sys)
`,
    copy: `
def _copy(value):
    kind = type(value)
    if kind in (list, set, _Plain) or isinstance(value, dict) or hasattr(value, "copy") and not isinstance(value, type):
        return value.copy()
    return _twin(value, lambda inner, known: inner, {}) if _has_parts(value) else value


def _has_parts(value):
    return hasattr(value, "__dict__") and not isinstance(value, (type, BaseException)) and not callable(value)


def _twin(value, work, known):
    if hasattr(value, "__copy__") or hasattr(value, "__deepcopy__") or hasattr(type(value), "__slots__"):
        _refuse("a copy of " + type(value).__name__)
    twin = object.__new__(type(value))
    known[id(value)] = twin
    for name in value.__dict__:
        setattr(twin, name, work(getattr(value, name), known))
    return twin


def _deep(value, known=None):
    known = {} if known is None else known
    kind = type(value)
    if kind in (int, float, str, bool, bytes) or value is None:
        return value
    if id(value) in known:
        return known[id(value)]
    if kind is list:
        out = known[id(value)] = []
        out.extend([_deep(item, known) for item in value])
        return out
    if kind is tuple:
        return tuple([_deep(item, known) for item in value])
    if isinstance(value, dict):
        out = value.copy()
        for key in list(out):
            out[key] = _deep(value[key], known)
        return out
    if kind in (set, frozenset):
        return kind([_deep(item, known) for item in value])
    if hasattr(value, "_items") and hasattr(value, "maxlen"):
        return type(value)([_deep(item, known) for item in value], value.maxlen)
    return _twin(value, _deep, known) if _has_parts(value) else value


_Module("copy", {"copy": _copy, "deepcopy": _deep, "Error": Exception})
`,
    json: String.raw`
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

    def items(self):
        self.at, out = self.at + 1, []
        if self.skip() == "]":
            self.at += 1
            return out
        while True:
            out.append(self.value())
            c = self.skip()
            self.at += 1
            if c == "]":
                return out
            if c != ",":
                self.fail()

    def pairs(self):
        self.at, out = self.at + 1, dict()
        if self.skip() == "}":
            self.at += 1
            return out
        while True:
            if self.skip() != '"':
                self.fail()
            key = self.string()
            if self.skip() != ":":
                self.fail()
            self.at += 1
            out[key] = self.value()
            c = self.skip()
            self.at += 1
            if c == "}":
                return out
            if c != ",":
                self.fail()

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
`,
    __future__: `
_Module("__future__", {"annotations": None, "division": None, "print_function": None})
`,
    abc: `
_Module("abc", {"ABC": object, "abstractmethod": lambda f: f, "ABCMeta": type})
`,
};
