// A table of expressions for compare-python.mjs, made of values, formats, methods and modules that people's programs use.
// Nothing here was taken from a bank. A row: what it is about, a program, and expressions to evaluate after it.
import { readFileSync } from "node:fs";

const floats =
    "0.0 -0.0 1.0 0.1 0.5 1.5 2.5 0.125 0.375 2.675 1.005 3.14159 1e16 1e15 123456789.123456789 1e-5 0.0001 1e22 1e23 5e-324 " +
    "1.7976931348623157e308 1/3 2/3 100.0 1e100 12345678901234567.0 0.1+0.2 1e21 9007199254740993.0 0.30000000000000004 " +
    "float('inf') float('-inf') float('nan') 4.35 8.345 1234.5678 99999.5 0.045 1e-7 123456.0 -7.25";
const integers =
    "0 1 -1 7 -7 10 255 1000 -1234567 123456789 2**31 2**32-1 2**63 2**64 -2**70 10**18 10**20 10**30 99**20 True";
const texts = [
    "''",
    "'a'",
    "'Hello World'",
    "'hello world foo'",
    "'ABC'",
    "'abc123'",
    "'  padded  '",
    "'a,b,,c'",
    "'tab\\tand\\nline'",
    '"it\'s"',
    "'say \"hi\"'",
    "'both\\'\"'",
    "'back\\\\slash'",
    "'caf\\u00e9'",
    "'\\u65e5\\u672c'",
    "'\\x00\\x7f'",
    "'ÀÉß'",
    "'123'",
    "'-42'",
    "'3.14'",
    "'one-two_three'",
    "'aAbB'",
    "'x\\r\\ny'",
    "'😀'",
    "'mississippi'",
    "'½²'",
];
const words = (text) => text.split(" ");
const cross = (make, ...lists) =>
    lists
        .reduce((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]])
        .map((row) => make(...row));

const floatFormats = words(
    ".0f .1f .2f .3f .10f ,.2f +.2f 08.3f 10.2f <10.2f ^12.3f .2e .3e E .3g g .10g .1% .0% % , +, _ n .2 .17g 010 >8 *^10.1f =+8.1f #.0f .0e f e .5 .15 .20f",
);
const integerFormats = words(
    "d , _ b o x X #x #b #o 08b 5d <5d >5d ^7d 05d +d +05d ,d c .2f e % n *>8d =+7d _b _x #010x g .3g 10 <8 08 ^9,",
);
const textFormats = words("s 10 <10 >10 ^10 .2 *^12 10.3 -<8 <5 5s >3");
const percent = words(
    "%d %5d %-5d| %05d %+d %x %X %o %i %c %s %r %5s %-8s| %f %.2f %8.3f %e %.3e %g %G %% %.0f %#x %u %.3s %a %.1f%%",
);

const textMethods = {
    none: words(
        "upper lower title capitalize swapcase strip lstrip rstrip split rsplit splitlines isalpha isdigit isalnum isspace " +
            "isupper islower istitle isnumeric isdecimal isidentifier isprintable isascii casefold encode expandtabs __len__",
    ).map((name) => `${name}()`),
    some: [
        "count('s')",
        "count('')",
        "count('ss')",
        "find('l')",
        "rfind('l')",
        "find('l', 3)",
        "find('z')",
        "find('')",
        "find('o', 1, -1)",
        "replace('a', 'b')",
        "replace('', '-')",
        "replace('l', 'L', 1)",
        "replace('s', '', -1)",
        "startswith('a')",
        "startswith(('H', 'h'))",
        "startswith('l', 2)",
        "endswith(('o', 'd'))",
        "endswith('')",
        "endswith('lo', 0, 5)",
        "split(',')",
        "split(',', 1)",
        "split(None, 1)",
        "split('l', maxsplit=1)",
        "split(sep='o')",
        "rsplit(',', 1)",
        "rsplit(None, 1)",
        "rsplit('l', 2)",
        "partition(' ')",
        "rpartition(' ')",
        "partition(',')",
        "strip('a')",
        "strip('abcH ')",
        "lstrip('ah')",
        "rstrip('1d3')",
        "center(20)",
        "center(15, '*')",
        "center(9, '-')",
        "ljust(12) + '|'",
        "rjust(12, '.')",
        "zfill(8)",
        "join(['x', 'y', 'z'])",
        "join('')",
        "join(str(i) for i in range(3))",
        "translate(str.maketrans('abc', 'xyz'))",
        "translate(str.maketrans('', '', 'aeiou'))",
        "translate({97: None, 98: 'BB'})",
        "removeprefix('He')",
        "removesuffix('ld')",
        "splitlines(True)",
        "splitlines(keepends=True)",
        "expandtabs(4)",
        "encode('utf-8')",
        "encode('ascii', 'ignore')",
        "index('a')",
        "rindex('a')",
        "format(1)",
        "__contains__('a')",
        "isupper() or x.islower()",
        "lower().count('a', 1)",
    ],
};
const textUses = [
    "repr(x)",
    "ascii(x)",
    "x[::-1]",
    "x[::2]",
    "x[1:-1]",
    "x[-3:]",
    "x[5:2:-1]",
    "x * 2",
    "x + 'z'",
    "len(x)",
    "sorted(x)",
    "sorted(x, reverse=True)",
    "list(x)",
    "set(x) == set(x[::-1])",
    "max(x, default='-')",
    "list(enumerate(x))[:2]",
    "[ord(c) for c in x]",
    "x < 'b'",
    "'a' in x",
    "x in 'abc'",
    "hash(x) == hash(x)",
    "list(map(str.upper, x))",
    "''.join(filter(str.isalpha, x))",
    "dict.fromkeys(x)",
    "list(reversed(x))",
    "str(x)",
    "(x, [x], {x: x})",
    "f'{x}' f'{x!r:>12}'",
    "f'{x!s:^14}|{x:>10}'",
    "bool(x)",
    "x.encode()",
    "list(x.encode())[:4]",
    "int(x)",
    "float(x)",
    "x.upper().lower() == x.lower()",
    "list(zip(x, x[1:]))[:3]",
];

const expressions = {
    "arithmetic of integers": [
        ...cross(
            (a, op, b) => `${a} ${op} ${b}`,
            words("7 -7 0 2**64 -10**20"),
            words("// % + - * & | ^"),
            words("3 -3 2**33 1"),
        ),
        ...cross((a, b) => `divmod(${a}, ${b})`, words("7 -7 10**20 7.5 -7.5"), words("3 -3 2.5 -2.5")),
        ...words(
            "2**100 (-2)**63 2**-1 pow(3,200,7) pow(2,10) pow(3,-1,7) ~5 ~-1 1<<100 -1>>3 (1<<70)>>65 -(2**70)>>3 abs(-2**80) int('9'*40) int('ff',16) " +
                "int('-0b101',0) int('z',36) int('1_000') int(3.99) int(-3.99) int(1e20) int('12') bin(10) bin(-10) hex(255) hex(-255) oct(8) bin(2**70) " +
                "hex(2**70) (255).to_bytes(2,'big') int.from_bytes(b'\\x01\\x00','big') (10).bit_length() (-5).bit_length() (0).bit_length() (7).bit_count() " +
                "7/2 -7/2 10**20/3 2**64/2**63 1/3 10**25//10**5 3**50%10**9 sum(range(101)) max(3,1,2) min([4,2]) round(5) round(15,-1) round(25,-1) round(1234,-2) " +
                "round(-15,-1) True+True True*3 int(True) ~True isinstance(True,int) 5==5.0 1==True 0xff 0b101 0o17 1_000_000 10**15+0.5 int(10**20+0.0) 12345678901234567890%97 " +
                "2**0.5 8**(1/3) (-8)**(1/3) 0**0 0.0**0 10**-2 2**1000 divmod(-1,10**20) (2**65).bit_length() hash(1)==hash(1.0) str(10**25) len(str(2**200)) float(2**70) " +
                "10**16+1.0 2**53+1==float(2**53+1) -0.0==0.0 int(str(2**90)) (12).__add__(3) complex(1,2) (1+2j)*(3-1j) abs(3+4j) 1j**2",
        ),
    ],
    "floats as text": [
        ...cross((x) => `${x}`, words(floats)),
        ...cross((x) => `str(${x})`, words(floats)),
        ...cross((x, n) => `round(${x}, ${n})`, words(floats).slice(0, 22), words("0 1 2 3 5 -1")),
        ...cross((x) => `round(${x})`, words("0.5 1.5 2.5 -0.5 -1.5 3.7 1e20 2.4999999 0.49999999999999994")),
        ...words(
            "1e308*10 -1e308*10 0.1*3 1.1*1.1 1.1+2.2 100*1.1 3.0*2 10/2 7.0//2 -7.5//2 7.5%2 -7.5%2 5.5%-2 1e17+1 1.0e5 .5 5. 1e-10 123e3 0.1**10 2**0.5 " +
                "1e16+1 4.0**0.5 3.3*3 99.99*100 19.99*3 0.7+0.1 0.8-0.1 1-0.9 4.35*100 1.15*100 2.3*3 0.57*100 1.005*1000 (0.1).as_integer_ratio() (2.0).is_integer() (2.5).hex() " +
                "float('1e5') float('.5') float('1_0.5') float('-inf') float('nan') 1e1 12e-1 1.5e300*1e10 5e-324/2 float(10**22) float(10**23) 22/7 1e5/3 1e10/7 355/113 2/3*3 1e-3 1e-4 1e-5 " +
                "0.00001234 123456789012345678.0 1.0e15 1.0e16 1.5e16 9999999999999998.0 sum([0.1]*10) sum([0.1]*3) 3.0==3 float(3) 1.0//0.1 1.0%0.1 divmod(1.0,0.1) 2.5//0.5 math_inf",
        ),
    ],
    "formats of floats": cross((x, f) => `'{:${f}}'.format(${x})`, words(floats), floatFormats),
    "formats of integers": cross((x, f) => `'{:${f}}'.format(${x})`, words(integers), integerFormats),
    "formats of texts": cross((x, f) => `'{:${f}}'.format(${x})`, texts.slice(0, 16), textFormats),
    "formats with %": [
        ...cross(
            (f, x) => `${JSON.stringify(f)} % (${x})`,
            percent.filter((f) => !/%[sra]|%%$|c/.test(f)),
            words("0 7 -42 3.14159 2.5 1e10 0.125 255"),
        ),
        ...cross(
            (f, x) => `${JSON.stringify(f)} % (${x},)`,
            percent.filter((f) => /s|r|a/.test(f)),
            ["'ab'", "12", "1.5", "None", "[1, 'a']", "(1, 2)", "True", "{'a': 1}"],
        ),
        "'%s and %s' % ('a', 1)",
        "'%(name)s is %(age)d' % {'name': 'Bo', 'age': 3}",
        "'%c%c' % ('a', 98)",
        "'%5.1f|%-6d|%s' % (2.25, 4, 'x')",
        "'%*d' % (5, 3)",
        "'%.*f' % (2, 3.14159)",
        "'%d%%' % 50",
        "'%s' % 'x'",
        "'%d' % 3.99",
        "'%s' % [1]",
        "'%d' % 10**20",
        "'%x' % 2**70",
        "'%s' % (1,)",
    ],
    "methods of texts": [
        ...cross((x, m) => `${x}.${m}`, texts, textMethods.none),
        ...cross((x, m) => `(lambda x: x.${m})(${x})`, texts, textMethods.some),
    ],
    "uses of texts": cross((x, use) => `(lambda x: ${use})(${x})`, texts, textUses),
};

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

/** Further expressions, one a line: below "# module NAME" those of a module, below "# CAUSE" others. */
function* listed() {
    for (const part of read("python-expressions.txt").split(/^# /m).slice(1)) {
        const [about, ...inputs] = part.trim().split("\n");
        const [, module] = /^module (.*)$/.exec(about) ?? [];
        yield module ? { cause: "modules", code: `import ${module}`, inputs } : { cause: about, inputs };
    }
}

/** Programs, for what they print, each below "#-- CAUSE". */
function* programs() {
    for (const part of read("python-programs.txt").split(/^#-- /m).slice(1)) {
        const [cause, ...lines] = part.trimEnd().split("\n");
        yield { cause, code: lines.join("\n"), inputs: [""] };
    }
}

/** Every row: {cause, code?, inputs}. */
export function* pythonTable() {
    for (const [cause, inputs] of Object.entries(expressions)) {
        yield { cause, inputs };
    }
    yield* listed();
    yield* programs();
}
