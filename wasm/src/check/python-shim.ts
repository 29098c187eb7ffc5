// What MicroPython lacks of the Python that people write, as Python. Names that begin with "_" belong to
// python-source.ts, which writes calls of them. Values print as CPython prints them.

/** Loaded before every program. */
export const core = String.raw`
import sys
from collections import OrderedDict as _Ordered

_gone = object()
_Plain = type({})
_dir_str, _isinstance, _issubclass, _sort, _round = str, isinstance, issubclass, list.sort, round


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


__d = dict


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


def __w(form, value, *widths):
    return form.format(*widths).format(value)


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


def round(value, digits=None):
    if digits is None or not _isinstance(value, float) or digits < 0:
        return _round(value) if digits is None else _round(value, digits)
    return float(_round_text(value, digits))


def _round_text(value, digits):
    text = ("{:." + str(digits) + "f}").format(value)
    exact = ("{:." + str(min(digits + 25, 50)) + "f}").format(value)
    if exact[-25:] == "5" + "0" * 24 and digits + 25 <= 50:
        low = exact[:-25]
        return low if low[-1] in "02468" else text if text != low else low
    return text


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
    return _stable(list(items), key, reverse)


def _sort_list(self, key=None, reverse=False):
    self[:] = _stable(self[:], key, reverse)


def _words(self, turn):
    out, inside = "", False
    for c in self:
        out += (c.lower() if inside else c.upper()) if c.isalpha() else c
        inside = c.isalpha()
    return out


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
        if c.isalpha():
            if c.isupper() == inside:
                return False
            inside = any_cased = True
        else:
            inside = False
    return any_cased


def _split(self, sep=None, maxsplit=-1):
    return self.split(sep, maxsplit)


def _rsplit(self, sep=None, maxsplit=-1):
    if maxsplit < 0:
        return self.split(sep)
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
    "title": lambda s: _words(s, 0),
    "capitalize": lambda s: s[:1].upper() + s[1:].lower(),
    "swapcase": lambda s: "".join([c.lower() if c.isupper() else c.upper() for c in s]),
    "isalnum": lambda s: s != "" and all([c.isalpha() or c.isdigit() for c in s]),
    "isdecimal": lambda s: s.isdigit(),
    "isnumeric": lambda s: s.isdigit(),
    "isidentifier": lambda s: s != "" and not s[0].isdigit() and all([c.isalpha() or c.isdigit() or c == "_" for c in s]),
    "isprintable": lambda s: all([c >= " " and c != "\x7f" for c in s]),
    "isascii": lambda s: all([ord(c) < 128 for c in s]),
    "istitle": _is_title,
    "zfill": _zfill,
    "ljust": lambda s, n, c=" ": _pad(s, n, c, False, True),
    "rjust": lambda s, n, c=" ": _pad(s, n, c, True, False),
    "center": lambda s, n, c=" ": _pad(s, n, c, True, True),
    "casefold": lambda s: s.lower(),
    "expandtabs": lambda s, n=8: _tabs(s, n),
    "translate": _translate,
    "removeprefix": lambda s, p: s[len(p):] if p and s.startswith(p) else s,
    "removesuffix": lambda s, p: s[:-len(p)] if p and s.endswith(p) else s,
    "format_map": lambda s, m: s.format(**m),
    "split": _split,
    "rsplit": _rsplit,
}
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
    if value is str:
        own = _statics.get(name) or _texts.get(name)
    elif _isinstance(value, str):
        own = _statics.get(name)
        if own is None and name in _texts:
            method = _texts[name]
            return lambda *args, **more: method(value, *args, **more)
    elif name == "sort" and type(value) is list:
        return lambda key=None, reverse=False: _sort_list(value, key, reverse)
    elif name in _numbers and _isinstance(value, (int, float, bool)):
        method = _numbers[name]
        return lambda: method(value)
    elif value is int or value is float:
        own = _numbers.get(name)
    elif name in ("numerator", "denominator") and _isinstance(value, int):
        return value if name == "numerator" else 1
    elif name == "fromkeys" and value is dict:
        return dict.fromkeys
    else:
        own = None
    return own if own is not None else getattr(value, name)


def format(value, form=""):
    return ("{:" + form + "}").format(value) if form else str(value)


def ascii(value):
    return repr(value)


def vars(value):
    return dict(value.__dict__)


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
        sys.modules[name] = self


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
_typing.update(TypeVar=lambda *args, **more: _Any(), cast=lambda kind, value: value, NamedTuple=object, Generic=object,
    Protocol=object)
_typing.update(overload=lambda f: f, final=lambda f: f)
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
    if n < 0 or n != int(n):
        raise ValueError("factorial() not defined for negative values")
    return _prod(range(2, int(n) + 1))


def _log(x, base=None):
    if base is None:
        return _m.log(x)
    return _m.log(x) / _m.log(base)


def _close(a, b, rel_tol=1e-09, abs_tol=0.0):
    return a == b or abs(a - b) <= max(rel_tol * max(abs(a), abs(b)), abs_tol)


_Module("math", {"gcd": _gcd, "lcm": _lcm, "comb": _comb, "perm": _perm, "isqrt": _isqrt, "prod": _prod, "fsum": _fsum,
    "hypot": _hypot, "factorial": _factorial, "log": _log, "isclose": _close, "cbrt": lambda x: x ** (1 / 3),
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


_abc = dict([(name, object) for name in ("Iterable", "Mapping", "Sequence", "Hashable", "Callable", "Iterator", "Set")])
_abc["Iterable"] = (list, tuple, str, set, frozenset, dict, range)
_abc["Mapping"] = dict
_abc["Sequence"] = (list, tuple, str, range)
_parts = {"Counter": Counter, "defaultdict": defaultdict, "OrderedDict": OrderedDict, "deque": deque, "ChainMap": ChainMap,
    "namedtuple": lambda name, fields, **more: _c.namedtuple(name, fields.replace(",", " ").split() if isinstance(fields, str) else list(fields))}
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
_Module("operator", {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
    "truediv": lambda a, b: a / b, "floordiv": lambda a, b: a // b, "mod": lambda a, b: a % b, "pow": lambda a, b: a ** b,
    "neg": lambda a: -a, "xor": lambda a, b: a ^ b, "and_": lambda a, b: a & b, "or_": lambda a, b: a | b,
    "not_": lambda a: not a, "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "lt": lambda a, b: a < b,
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
    "I": 2, "IGNORECASE": 2, "M": 8, "MULTILINE": 8, "S": 16, "DOTALL": 16, "X": 0, "VERBOSE": 0, "A": 0, "ASCII": 0, "U": 0, "UNICODE": 0})
`,
    __future__: `
_Module("__future__", {"annotations": None, "division": None, "print_function": None})
`,
    abc: `
_Module("abc", {"ABC": object, "abstractmethod": lambda f: f, "ABCMeta": type})
`,
    enum: `
class _Enum:
    pass


_Module("enum", {"Enum": _Enum, "IntEnum": _Enum, "auto": lambda: 0})
`,
};
