// JavaScript: QuickJS's WebAssembly module (the package quickjs-wasi), which has no way to its host: no fetch, no
// timers, no modules. What a program prints is kept inside and taken by a function that the program cannot reach.
import { type Interpreter, type Limits, noHost, type Ran, Stopped } from "./limits.js";

interface QuickJs {
    memory: WebAssembly.Memory;
    _initialize(): void;
    wasm_malloc(size: number): number;
    wasm_free(at: number): void;
    qjs_init(): number;
    qjs_set_memory_limit(bytes: number): void;
    qjs_set_max_stack_size(bytes: number): void;
    qjs_eval(code: number, size: number, name: number, flags: number): number;
    qjs_call(callee: number, self: number, count: number, values: number): number;
    qjs_get_undefined(): number;
    qjs_get_exception(): number;
    qjs_is_exception(value: number): number;
    qjs_get_string_len(value: number, size: number): number;
    qjs_free_cstring(text: number): void;
    qjs_free_value(value: number): void;
    qjs_is_job_pending(): number;
    qjs_execute_pending_job(): number;
}

/** Gives a function of one number and a value: 0 takes what was printed, 1 shows a value as a literal. */
const shim = String.raw`(() => {
    const printed = [];
    let size = 0;
    const { stringify } = JSON;
    const { isArray } = Array;
    const { keys } = Object;
    const show = (value, depth) => {
        if (depth > 20) throw new RangeError("too deep");
        if (value === undefined) return "undefined";
        if (typeof value === "string") return stringify(value);
        if (typeof value === "bigint") return String(value) + "n";
        if (typeof value === "number") return Object.is(value, -0) ? "0" : String(value);
        if (typeof value !== "object" || value === null) return String(value);
        if (isArray(value)) return "[" + value.map((item) => show(item, depth + 1)).join(", ") + "]";
        if (value instanceof Promise) throw new TypeError("a promise, not a value");
        if (value instanceof Set) return "{" + [...value].map((item) => show(item, depth + 1)).join(", ") + "}";
        if (value instanceof Map)
            return "{" + [...value].map(([key, item]) => show(key, depth + 1) + ": " + show(item, depth + 1)).join(", ") + "}";
        if (value instanceof Date || value instanceof RegExp || value instanceof Error) return stringify(String(value));
        return "{" + keys(value).map((key) => stringify(key) + ": " + show(value[key], depth + 1)).join(", ") + "}";
    };
    const print = (...values) => {
        const line = values.map((value) => (typeof value === "string" ? value : show(value, 0))).join(" ");
        size += line.length + 1;
        if (size > LIMIT) throw new RangeError("too much output");
        printed.push(line);
    };
    globalThis.console = { log: print, info: print, warn: print, error: print, debug: print };
    globalThis.exports = {};
    globalThis.module = { exports };
    let seed = 1;
    Math.random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    return (what, value) => (what === 0 ? printed.splice(0).join("\n") : show(value, 0));
})()`;

/** Of node and pages: a program that needs one of these is not run as it is meant, and nothing is said of it. */
const hosts =
    /^ReferenceError: (require|process|Buffer|set(Timeout|Interval|Immediate)|fetch|window|document|structuredClone|performance|URL|Intl|Text(En|De)coder|alert|prompt|describe|test|it|expect|jest) is not defined/;
/** Words of TypeScript, which is no JavaScript. */
const typed =
    /[\w)\]?]\s*:\s*(string|number|boolean|any|void|unknown|never|object|bigint|[A-Z]\w*)\b\s*([[<|&,)={;]|=>)|^\s*(export\s+)?(interface|type|enum|declare)\s+\w+/m;
/** A script has no modules. */
const imports = /^\s*import\b[^(\n]*(["'][^"'\n]+["'])/m;

const noSystem = 52;

/** Starts an instance of the compiled module. */
export function startJavaScript(module: WebAssembly.Module, limits: Limits): Interpreter {
    return new JavaScript(module, limits);
}

class JavaScript implements Interpreter {
    readonly #exports: QuickJs;
    readonly #limits: Limits;
    readonly #shim: number;
    readonly #numbers: [number, number];

    constructor(module: WebAssembly.Module, limits: Limits) {
        this.#limits = limits;
        this.#exports = new WebAssembly.Instance(module, this.#imports(module)).exports as unknown as QuickJs;
        this.#exports._initialize();
        if (this.#exports.qjs_init() !== 0) {
            throw new Stopped("memory");
        }
        this.#exports.qjs_set_memory_limit(limits.memory);
        this.#exports.qjs_set_max_stack_size(256 << 10);
        this.#shim = this.#eval(shim.replace("LIMIT", String(limits.output)));
        this.#numbers = [this.#eval("0"), this.#eval("1")];
    }

    run(code: string): Ran {
        if (imports.test(code) || /\brequire\s*\(/.test(code)) {
            throw new Stopped("refused", "modules");
        }
        const value = this.#eval(code);
        if (this.#exports.qjs_is_exception(value)) {
            const ran = this.#thrown();
            if (ran.out.startsWith("SyntaxError") && typed.test(code)) {
                throw new Stopped("refused", "TypeScript");
            }
            return ran;
        }
        while (this.#exports.qjs_is_job_pending() && this.#exports.qjs_execute_pending_job() > 0) {
            // Promises that are settled.
        }
        return this.#call(0, value);
    }

    show(expression: string): Ran {
        const value = this.#eval(`(${expression}\n)`);
        return this.#exports.qjs_is_exception(value) ? this.#thrown() : this.#call(1, value);
    }

    #call(what: 0 | 1, value: number): Ran {
        const values = this.#exports.wasm_malloc(8);
        const view = new DataView(this.#exports.memory.buffer);
        view.setUint32(values, this.#numbers[what], true);
        view.setUint32(values + 4, value, true);
        const out = this.#exports.qjs_call(this.#shim, this.#exports.qjs_get_undefined(), 2, values);
        this.#exports.wasm_free(values);
        return this.#exports.qjs_is_exception(out) ? this.#thrown() : this.#ran("value", out);
    }

    #thrown(): Ran {
        const ran = this.#ran("error", this.#exports.qjs_get_exception());
        const outcome = /out of memory|too much output/.test(ran.out)
            ? "memory"
            : hosts.test(ran.out)
              ? "refused"
              : "error";
        return { ...ran, outcome };
    }

    #ran(outcome: "value" | "error", value: number): Ran {
        const sizeAt = this.#exports.wasm_malloc(4);
        const text = sizeAt === 0 ? 0 : this.#exports.qjs_get_string_len(value, sizeAt);
        if (text === 0) {
            return { outcome: "error", out: "" };
        }
        const { buffer } = this.#exports.memory;
        const size = new DataView(buffer).getUint32(sizeAt, true);
        const out = new TextDecoder().decode(new Uint8Array(buffer, text, size));
        this.#exports.qjs_free_cstring(text);
        this.#exports.wasm_free(sizeAt);
        return out.length > this.#limits.output ? { outcome: "memory", out: "" } : { outcome, out };
    }

    #eval(code: string): number {
        const bytes = new TextEncoder().encode(code);
        const at = this.#exports.wasm_malloc(bytes.length + 2);
        if (at === 0) {
            throw new Stopped("memory");
        }
        const heap = new Uint8Array(this.#exports.memory.buffer);
        heap.set(bytes, at);
        heap.fill(0, at + bytes.length, at + bytes.length + 2);
        const value = this.#exports.qjs_eval(at, bytes.length, at + bytes.length + 1, 0);
        this.#exports.wasm_free(at);
        return value;
    }

    #imports(module: WebAssembly.Module): WebAssembly.Imports {
        const given: Record<string, (...args: number[]) => unknown> = {
            clock_time_get: (_clock, _precision, at) => {
                new DataView(this.#exports.memory.buffer).setBigUint64(at as number, 1_700_000_000_000_000_000n, true);
                return 0;
            },
            // The same numbers each time: a check gives what it gave before.
            random_get: (at, size) => {
                new Uint8Array(this.#exports.memory.buffer, at, size).fill(7);
                return 0;
            },
            host_interrupt: () => 0,
            host_get_timezone_offset: () => 0,
            host_promise_rejection: () => 0,
        };
        const imports: Record<string, Record<string, (...args: number[]) => unknown>> = {};
        for (const { module: from, name } of WebAssembly.Module.imports(module)) {
            imports[from] ??= {};
            (imports[from] as Record<string, unknown>)[name] =
                given[name] ?? (name.startsWith("host_") ? noHost : () => noSystem);
        }
        return imports;
    }
}
