// Modules of functions and of going through things, as Python for MicroPython.
export const itertools = `
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
`;

export const functools = `
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
`;

export const heapq = `
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
`;

export const bisect = `
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
`;

export const operator = `
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
`;
