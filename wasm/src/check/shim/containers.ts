// Dictionaries that keep their order, slices, the order of sets and sorting, as Python for MicroPython.
export const containers = `
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
    start, stop = _bounds(len(value), start, stop, step)
    picked = [value[i] for i in range(start, stop, step)]
    return "".join(picked) if _isinstance(value, str) else type(value)(picked)


def _bounds(size, start, stop, step):
    least, most = (0, size) if step > 0 else (-1, size - 1)
    start = (least if step > 0 else most) if start is None else max(start + size, least) if start < 0 else min(start, most)
    stop = (most if step > 0 else least) if stop is None else max(stop + size, least) if stop < 0 else min(stop, most)
    return start, stop


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
    kind = type(items)
    return _in_order(items) if kind in (set, frozenset) else _enums[items] if kind is type and items in _enums else items


_enums = {}


def __enum(cls):
    return _enum_of(cls)


def __tuple(cls):
    return _typed_tuple(cls)


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

    def _places(self, place):
        step = 1 if place[2] is None else place[2]
        start, stop = _bounds(len(self._items), place[0], place[1], step)
        return start, stop, step

    def __getitem__(self, place):
        return self._items[place[0]:place[1]:place[2]]

    def __setitem__(self, place, given):
        items = self._items
        if type(items) is not list:
            items[place[0]:place[1]] = given
            return
        start, stop, step = self._places(place)
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
        start, stop, step = self._places(place)
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
`;
