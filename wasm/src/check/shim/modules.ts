// Small modules, as Python for MicroPython.
export const typing = String.raw`
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
    "OrderedDict Generic Protocol Self TypeAlias Annotated Awaitable Coroutine AsyncIterator Concatenate ParamSpec Never"
_typing = dict([(name, _Any()) for name in _names.split()])
_typing.update(TypeVar=lambda *args, **more: _Any(), cast=lambda kind, value: value, Generic=object, Protocol=object,
    overload=lambda f: f, final=lambda f: f, TypedDict=dict, NamedTuple=object, TYPE_CHECKING=False,
    NewType=lambda name, kind: lambda value: value, runtime_checkable=lambda f: f)


def _typed_tuple(cls):
    names = cls._fields_
    if [name for name in dir(cls) if name not in names and name != "_fields_" and name[:2] != "__"]:
        _refuse("a tuple with methods")
    return _tuple_of(cls.__name__, names, defaults=[getattr(cls, name) for name in names if hasattr(cls, name)])


_Module("typing", _typing)
`;

export const string = `
import string as _t
_Module("string", {"capwords": lambda s, sep=None: (sep or " ").join([__a(w, "capitalize")() for w in s.split(sep)])}, _t)
`;

export const hashlib = String.raw`
import hashlib as _digests
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
    "sha256": lambda data=b"": _Digest(lambda all: _digests.sha256(all).digest(), data)})
`;

export const sys = `
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


class _In:
    def read(self, size=-1):
        raise EOFError("it reads input")

    readline = readlines = __iter__ = read


class _Float:
    max, min, epsilon, dig = 1.7976931348623157e308, 2.2250738585072014e-308, 2.220446049250313e-16, 15


_Module("sys", {"maxsize": 9223372036854775807, "version_info": (3, 12, 0, "final", 0), "stdout": _Out(), "stderr": _Nothing(), "stdin": _In(),
    "getrecursionlimit": lambda: 1000, "setrecursionlimit": lambda n: None, "platform": "linux", "argv": [""], "float_info": _Float, "intern": lambda s: s,
    "set_int_max_str_digits": lambda n: None}, _sys)
`;

export const copy = `
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
`;

export const future = `
_Module("__future__", {"annotations": None, "division": None, "print_function": None})
`;

export const abc = `
_Module("abc", {"ABC": object, "abstractmethod": lambda f: f, "ABCMeta": type})
`;

/** Modules of what a program does when it is started by hand; these are loaded, and refused when they are used. */
const later = (name: string): string => `
class _Later:
    def __getattr__(self, name):
        _refuse("the module ${name}")


_sys.modules["${name}"] = _Later()
`;
export const argparse = later("argparse");

export const doctest = `
_Module("doctest", {"testmod": lambda *args, **more: None, "run_docstring_examples": lambda *args, **more: None})
`;

export const unittest = `
_Module("unittest", {"TestCase": object, "main": lambda *args, **more: None, "skip": lambda why: lambda f: f})
`;

export const logging = `
def _silent(*args, **more):
    pass


class _Logger:
    debug = info = warning = error = exception = critical = log = setLevel = addHandler = staticmethod(_silent)


_logger = _Logger()
_Module("logging", {"getLogger": lambda name=None: _logger, "basicConfig": _silent, "DEBUG": 10, "INFO": 20, "WARNING": 30,
    "ERROR": 40, "CRITICAL": 50, "debug": _silent, "info": _silent, "warning": _silent, "error": _silent, "Logger": _Logger})
`;
