// Formulas in texts of one line, where drawing them would take more than the line is worth.

const signs: Readonly<Record<string, string>> = {
    times: "×",
    cdot: "·",
    div: "÷",
    pm: "±",
    le: "≤",
    leq: "≤",
    ge: "≥",
    geq: "≥",
    ne: "≠",
    neq: "≠",
    approx: "≈",
    infty: "∞",
    pi: "π",
    alpha: "α",
    beta: "β",
    theta: "θ",
    sum: "∑",
    int: "∫",
    to: "→",
    rightarrow: "→",
    circ: "°",
    dots: "…",
    ldots: "…",
    quad: " ",
    left: "",
    right: "",
};
const raised: Readonly<Record<string, string>> = { "2": "²", "3": "³" };

/** A text with its formulas as people write them in a line: "$\frac{3}{4}$" as "3/4". Amounts of money stay as they are. */
export function withoutFormulas(text: string): string {
    return text
        .replaceAll(/\$\$([^$]+)\$\$|\\\[(.+?)\\\]|\\\((.+?)\\\)/gs, (_, a, b, c) => inLine(a ?? b ?? c))
        .replaceAll(/\$(?=\S)([^$\n]*?[^\s$\\])\$(?!\d)/g, (_, formula) => inLine(formula));
}

function inLine(formula: string): string {
    let text = formula;
    // The innermost first, so that a fraction of fractions is read too.
    for (let before = ""; before !== text; ) {
        before = text;
        text = text
            .replaceAll(/\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g, (_, over, under) => `${part(over)}/${part(under)}`)
            .replaceAll(/\\sqrt\{([^{}]*)\}/g, (_, root) => `√${part(root)}`)
            .replaceAll(/\\(?:text|mathrm|mathbf|mathit|operatorname|boxed)\{([^{}]*)\}/g, "$1")
            .replaceAll(/([_^])\{([^{}]*)\}/g, (_, sign, what) => `${sign}${part(what)}`);
    }
    return text
        .replaceAll(/\^([23])(?!\d)/g, (_, power: string) => raised[power] ?? power)
        .replaceAll(/\\([A-Za-z]+)/g, (_, name: string) => signs[name] ?? name)
        .replaceAll(/\\[,;:! ]/g, " ")
        .replaceAll(/\\([{}%$#&_])/g, "$1")
        .replaceAll(/\^°/g, "°")
        .trim();
}

/** In brackets where it is more than a number or a name. */
const part = (text: string) => (/^[\p{L}\p{N}.,\\]*$/u.test(text) ? text : `(${text})`);
