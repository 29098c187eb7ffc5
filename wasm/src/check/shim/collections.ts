// The module collections, as Python for MicroPython.
export const collections = `
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


def _tuple_of(name, fields, defaults=(), **more):
    if more or defaults:
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
`;
