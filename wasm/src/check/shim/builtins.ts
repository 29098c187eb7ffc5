// Further functions and errors of CPython, as Python for MicroPython.
export const builtins = `
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


def input(prompt=None):
    raise EOFError("it reads input")


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
