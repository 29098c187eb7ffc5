// Where MicroPython is not the Python that people write for, and the shim does not help: what comes out says nothing of the
// program, so it is refused. A wrong verdict is worse than none.

const words = (text: string) => new Set(text.split(" "));

/** Attributes of CPython's own types, beside those with underscores. */
const attributes: Readonly<Record<string, ReadonlySet<string>>> = {
    str: words(
        "capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii " +
            "isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip " +
            "maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split " +
            "splitlines startswith strip swapcase title translate upper zfill",
    ),
    bytes: words(
        "capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha isascii isdigit islower " +
            "isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind " +
            "rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill " +
            "append clear copy extend insert pop remove reverse",
    ),
    list: words("append clear copy count extend index insert pop remove reverse sort"),
    tuple: words("count index"),
    dict: words(
        "clear copy fromkeys get items keys pop popitem setdefault update values move_to_end isdisjoint mapping",
    ),
    set: words(
        "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset " +
            "issuperset pop remove symmetric_difference symmetric_difference_update union update",
    ),
    int: words(
        "as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag is_integer numerator real to_bytes",
    ),
    float: words("as_integer_ratio conjugate fromhex hex imag is_integer real"),
    complex: words("conjugate imag real"),
    range: words("count index start step stop"),
    slice: words("indices start step stop"),
    generator: words("close gi_code gi_frame gi_running gi_yieldfrom send throw"),
};
const sameAs: Readonly<Record<string, string>> = {
    bytearray: "bytes",
    frozenset: "set",
    OrderedDict: "dict",
    Counter: "dict",
    defaultdict: "dict",
    dict_view: "dict",
    bool: "int",
};
/** Whose attributes a program may set and read as it likes in CPython, or which are modules. */
const open = words(
    "function module _Module closure bound_method method date datetime time timedelta property object type StringIO BytesIO",
);

/** Nothing is typed in here. */
export const noInput = /^EOFError: it reads input/;

/** Errors that only MicroPython raises. */
const errors: readonly RegExp[] = [
    /^ImportError: /,
    noInput,
    /^NotImplementedError: (opcode|attributes not supported|unicode name|$)/,
    /^TypeError: (function doesn't take keyword|extra keyword arguments|function takes|function expected|function missing)/,
    /^TypeError: (can't create '|argument num\/types mismatch|format needs a dict|unsupported types? for __\w+__: 'dict_view')/,
    /^TypeError: unsupported types? for __\w+__: '\w+', 'dict_view'/,
    /^TypeError: (object '\w+' isn't a tuple or list|can't convert '?type|metaclass|type takes|type isn't an acceptable base)/,
    /^TypeError: ('type' object isn't (subscriptable|iterable)|object of type 'type' has no len|unsupported types? for __(r?or|contains)__: .*'type')/,
    /^OverflowError: (overflow converting long int|small int overflow|long int not supported)/,
    /^ValueError: (unsupported format character|invalid format specifier|can't switch from|unknown format code)/,
    /^RuntimeError: (name too long|pystack)/,
    /^OSError: \d+/,
    /^NameError: name '(__\w+__|memoryview|breakpoint|copyright|license|BlockingIOError|BrokenPipeError|ExceptionGroup|BaseExceptionGroup|\w+Warning|\w+Error)' isn't defined/,
];

const isError = (type: string) => /(Error|Exception|Iteration|Exit|Interrupt)$/.test(type);

/** Why an error says nothing of the program that raised it; undefined: it does. */
export function lackOf(error: string, code: string): string | undefined {
    if (error.startsWith("NotImplementedError") && code.includes("NotImplementedError")) {
        return undefined;
    }
    const [, type, attribute] =
        /^AttributeError: (?:type object )?'?([\w.]+)'?(?: '[\w.]+')?(?: object)? has no attribute '(\w+)'/.exec(
            error,
        ) ?? [];
    if (type && attribute) {
        const known = attributes[sameAs[type] ?? type];
        const isClass = new RegExp(`^\\s*class\\s+${type}\\b`, "m").test(code);
        return !isClass &&
            (open.has(type) || isError(type) || known?.has(attribute) || (known && attribute.startsWith("__")))
            ? `${type}.${attribute}`
            : undefined;
    }
    return errors.some((pattern) => pattern.test(error)) ? error : undefined;
}

/** What MicroPython does otherwise without saying so. */
const silent: readonly [RegExp, string][] = [
    [/^[ \t]*class\s+\w+\s*\([^)=]*\w\s*,\s*\w[^)]*\)[\s\S]*\bsuper\s*\(/m, "super() with several parents"],
    [
        /\bdict\.(get|keys|values|items|pop|popitem|update|setdefault|copy|clear)\b/,
        "methods of dict taken from the class",
    ],
    [
        /\b(import|from)\s+(types|asyncio|_thread|gc|machine|micropython|uctypes|platform|requests)\b/,
        "modules that MicroPython has otherwise",
    ],
    [/__dict__\s*(\.update\b|\[)/, "attributes set through __dict__"],
    [/\babstractmethod\b[\s\S]*\bTypeError\b/, "abstract classes"],
    [/\brandom\.seed\s*\(/, "random numbers from a seed"],
    [/\bmetaclass\s*=/, "metaclasses"],
    [
        /\bdef __(init_subclass|set_name|getattribute|missing|class_getitem|instancecheck|prepare|del|index|matmul)__/,
        "special methods",
    ],
    [/\b_[A-Z]\w*__\w/, "private names"],
    [/\basync\s+def\b/, "async"],
    [/\bwraps\b[\s\S]*\.__(name|doc|qualname|module)__/, "names of wrapped functions"],
    [
        /\.__(doc|annotations|mro|qualname|subclasses|code|defaults|closure|wrapped)__/,
        "what Python keeps of functions and classes",
    ],
    [/\bhasattr\([^)]*["']__\w+["']\)/, "private names"],
];

/** Why a program is not run; undefined: it is. */
export const silentlyOther = (code: string): string | undefined => silent.find(([pattern]) => pattern.test(code))?.[1];
