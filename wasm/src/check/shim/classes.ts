// Modules of classes whose fields stand in their bodies, as Python for MicroPython. python-classes.ts writes the names of
// these fields into `_fields_`.
export const dataclasses = `
class _Missing:
    pass


class _Field:
    def __init__(self, default, factory, init, shown, compared):
        self.default, self.default_factory, self.init, self.repr, self.compare = default, factory, init, shown, compared


def _field(default=_Missing, default_factory=_Missing, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=False):
    return _Field(default, default_factory, init, repr, compare)


def _all_fields(cls):
    rows = []
    for base in cls.__bases__:
        if base is not object:
            rows.extend([row for row in _all_fields(base) if row[0] not in [r[0] for r in rows]])
    own = getattr(cls, "_own_", None)
    if own is None or own[0] is not cls:
        return rows
    for name, field in own[1]:
        places = [i for i in range(len(rows)) if rows[i][0] == name]
        if places:
            rows[places[0]] = (name, field)
        else:
            rows.append((name, field))
    return rows


def _given_fields(self, rows, args, more):
    names = [name for name, field in rows if field.init]
    if len(args) > len(names):
        raise TypeError("__init__() takes too many arguments")
    for name, value in zip(names, args):
        if name in more:
            raise TypeError("__init__() got multiple values for argument '" + name + "'")
        more[name] = value
    for name in more:
        if name not in names:
            raise TypeError("__init__() got an unexpected keyword argument '" + name + "'")
    for name, field in rows:
        if name in more:
            value = more[name]
        elif field.default is not _Missing:
            value = field.default
        elif field.default_factory is not _Missing:
            value = field.default_factory()
        elif field.init:
            raise TypeError("__init__() missing 1 required positional argument: '" + name + "'")
        else:
            continue
        setattr(self, name, value)


def _values(self, rows):
    return tuple([getattr(self, name) for name, field in rows if field.compare])


def _dataclass(cls=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
        kw_only=False, slots=False, weakref_slot=False):
    if cls is None:
        return lambda kind: _dataclass(kind, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    own = []
    for name in cls._fields_:
        value = getattr(cls, name, _Missing)
        own.append((name, value if isinstance(value, _Field) else _Field(value, _Missing, True, True, True)))
    cls._own_ = (cls, own)
    rows = _all_fields(cls)
    cls.__match_args__ = tuple([name for name, field in rows])
    shown = [name for name, field in rows if field.repr]

    def begin(self, *args, **more):
        _given_fields(self, rows, args, more)
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    def text(self):
        return type(self).__name__ + "(" + ", ".join([n + "=" + _repr(getattr(self, n)) for n in shown]) + ")"

    def compare(work):
        return lambda self, other: work(_values(self, rows), _values(other, rows)) if type(other) is type(self) else NotImplemented

    methods = {"__init__": begin if init else None, "__repr__": text if repr else None,
        "__eq__": (lambda self, other: type(other) is type(self) and _values(self, rows) == _values(other, rows)) if eq else None,
        "__hash__": (lambda self: hash(_values(self, rows))) if frozen or unsafe_hash else None}
    if order:
        methods.update({"__lt__": compare(lambda a, b: a < b), "__le__": compare(lambda a, b: a <= b),
            "__gt__": compare(lambda a, b: a > b), "__ge__": compare(lambda a, b: a >= b)})
    for name, method in methods.items():
        if method is not None and (name not in getattr(cls, "__dict__") or name == "__hash__"):
            setattr(cls, name, method)
    return cls


def _repr(value):
    return repr(value)


def _as(value, make):
    kind = type(value)
    if hasattr(kind, "_own_"):
        return make([(name, _as(getattr(value, name), make)) for name, field in _all_fields(kind)])
    if kind in (list, tuple):
        return kind([_as(item, make) for item in value])
    if isinstance(value, dict):
        return dict([(key, _as(item, make)) for key, item in value.items()])
    return value


def _replaced(value, **changes):
    rows = _all_fields(type(value))
    more = dict([(name, changes[name] if name in changes else getattr(value, name)) for name, field in rows if field.init])
    for name in changes:
        more[name] = changes[name]
    return type(value)(**more)


class _Told:
    def __init__(self, name, field):
        self.name, self.default, self.default_factory = name, field.default, field.default_factory


_Module("dataclasses", {"dataclass": _dataclass, "field": _field, "replace": _replaced, "MISSING": _Missing,
    "asdict": lambda value: _as(value, dict), "astuple": lambda value: _as(value, lambda rows: tuple([row[1] for row in rows])),
    "fields": lambda value: tuple([_Told(name, field) for name, field in _all_fields(value if isinstance(value, type) else type(value))]),
    "is_dataclass": lambda value: hasattr(value, "_own_")})
`;

export const enumeration = `
class _Auto:
    pass


def _member_text(self):
    return type(self).__name__ + "." + self.name


def _enum_of(cls):
    if "__init__" in getattr(cls, "__dict__") or "__new__" in getattr(cls, "__dict__"):
        _refuse("an enumeration that is made in its own way")
    members, last = [], 0
    for name in cls._fields_:
        value = getattr(cls, name)
        if callable(value) and not isinstance(value, type):
            _refuse("a function in an enumeration")
        value = last + 1 if type(value) is _Auto else value
        last = value if type(value) is int else last
        same = [m for m in members if m.value == value]
        member = same[0] if same else object.__new__(cls)
        if not same:
            member.name, member.value, member._name_, member._value_ = name, value, name, value
            members.append(member)
        setattr(cls, name, member)
    _enums[cls] = members

    def find(kind, value):
        for member in members:
            if member is value or type(member.value) is type(value) and member.value == value:
                return member
        raise ValueError(repr(value) + " is not a valid " + cls.__name__)

    cls.__new__ = find
    cls.__init__ = lambda self, value=None: None
    if "__str__" not in getattr(cls, "__dict__"):
        cls.__str__ = _member_text
    if "__repr__" not in getattr(cls, "__dict__"):
        cls.__repr__ = lambda self: "<" + _member_text(self) + ": " + repr(self.value) + ">"
    return cls


class _Enum:
    pass


_Module("enum", {"Enum": _Enum, "auto": _Auto, "unique": lambda kind: kind})
`;
