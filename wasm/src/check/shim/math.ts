// Modules of numbers, as Python for MicroPython.
export const math = `
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
`;

export const statistics = `
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
`;

export const random = `
import random as _r


def _sample(items, k):
    items, out = list(items), []
    for i in range(k):
        out.append(items.pop(_r.randrange(len(items))))
    return out


def _shuffle(items):
    items[:] = _sample(items, len(items))


_Module("random", {"sample": _sample, "shuffle": _shuffle, "choices": lambda items, k=1: [_r.choice(items) for i in range(k)]}, _r)
`;
