// Python: MicroPython's WebAssembly module without its JavaScript, which would fetch and reach the page. What the module
// imports is given here, and none of it leads to the host: the bridge to JavaScript ends the program.
import { type Interpreter, type Limits, noHost, Output, type Ran, Stopped, stopped } from "./limits.js";
import { hasFields, nameFields } from "./python-classes.js";
import { lackOf, noInput, silentlyOther } from "./python-lacks.js";
import { hasMatch, rewriteMatch } from "./python-match.js";
import { isWhole, rewritePython } from "./python-source.js";
import { core, modules } from "./shim/index.js";
import { letters, pagesOf } from "./shim/letters.js";

interface MicroPython {
    memory: WebAssembly.Memory;
    __indirect_function_table: WebAssembly.Table;
    __wasm_call_ctors(): void;
    malloc(size: number): number;
    free(at: number): void;
    setThrew(threw: number, value: number): void;
    emscripten_stack_init(): void;
    emscripten_stack_get_current(): number;
    _emscripten_stack_restore(at: number): void;
    mp_js_init(stack: number, heap: number): void;
    proxy_c_init(): void;
    mp_js_do_exec(code: number, size: number, out: number): void;
}

/** Thrown for the module's longjmp, and caught by its invoke_ functions alone. */
const jump = Symbol("longjmp");
const heapBytes = 16 << 20;
/** Values of Python's own stack. */
const stackValues = 1 << 20;
/** Bytes of the module's stack: for some thousand calls inside each other, as CPython allows. */
const stackBytes = 288 << 10;
/** What MicroPython allows itself of 64 kB, and how much of ours it leaves for what it does not measure. */
const usualStack = 32 << 10;
const stackMargin = 32 << 10;
/** Addresses: each interpreter has its own, and so does each run. */
const differs = /<[^<>]* at (0x)?[0-9a-f]+>/;
/** No file and no folder exists: ENOENT. */
const noFile = -44;

/**
 * Starts an instance of the compiled module. `nonce` names what the program must not meet by accident; `inputs` are the
 * expressions that it will be asked, for the letters in them.
 */
export function startPython(module: WebAssembly.Module, limits: Limits, nonce: string, inputs: string): Interpreter {
    return new Python(module, limits, nonce, inputs);
}

/** Names of types, and parameters that are types: nothing that runs depends on them. */
const types: readonly [RegExp, string][] = [
    [/^type (\w+)(\[[^\]]*\])? = .*$/gm, "$1 = object"],
    [/^(\w+) *: *(typing\.)?TypeAlias *= .*$/gm, "$1 = object"],
    [/^(\w+) *= *(list|dict|tuple|set|frozenset|type)\[[\w[\], .|"']*\] *$/gm, "$1 = object"],
    [/^( *(?:def|class) \w+)\[[^\]()]*\](?=[(:])/gm, "$1"],
];

/** A program without what MicroPython's grammar has not. */
const modern = (code: string): string => {
    const plain = types.reduce((text, [pattern, other]) => text.replace(pattern, other), code);
    const matched = hasMatch(plain) ? rewriteMatch(plain) : plain;
    return hasFields(matched) ? nameFields(matched) : matched;
};

class Python implements Interpreter {
    readonly #exports: MicroPython;
    readonly #output: Output;
    readonly #result: number;
    readonly #loaded = new Set<string>();
    readonly #nonce: string;
    #classes: string[] = [];
    #code = "";
    #pages: ReadonlySet<number> = new Set();
    #ticks = 0;

    constructor(module: WebAssembly.Module, limits: Limits, nonce: string, inputs: string) {
        this.#output = new Output(limits.output);
        this.#nonce = nonce;
        this.#exports = new WebAssembly.Instance(module, this.#imports(module, limits))
            .exports as unknown as MicroPython;
        this.#exports.emscripten_stack_init();
        this.#exports.__wasm_call_ctors();
        this.#initialize();
        this.#exports.proxy_c_init();
        this.#result = this.#exports.malloc(16);
        this.#exec(`__space = {"__name__": "python"}`);
        this.#shim(`_mark = "${nonce}"\n${core}\n${given}`);
        this.#exec(publish(nonce));
        if (!inputs.split("\n").includes("")) {
            this.#exec(`__name__ = "answer"`); // who calls a program's functions imports it
        }
        this.#loadLetters(inputs);
    }

    run(code: string): Ran {
        const other = silentlyOther(code);
        if (other) {
            throw new Stopped("refused", other);
        }
        this.#code = code;
        this.#load(code);
        this.#shim(`_divides_plainly = ${/\/\/|%|divmod|\d\.|\bfloat\b/.test(code) ? "False" : "True"}`);
        this.#classes = Array.from(code.matchAll(/^class +(\w+)/gm), ([, name]) => name as string);
        const ran = this.#attempt(this.#rewrite(modern(code)));
        // What reads input at its end has defined its functions before.
        if (ran.outcome === "refused" && !noInput.test(ran.out)) {
            throw new Stopped("refused", ran.out);
        }
        return ran;
    }

    show(expression: string): Ran {
        this.#load(expression);
        const ran = this.#attempt(`__show_${this.#nonce}(${this.#rewrite(`(\n${expression}\n)`)})`);
        const at = ran.out.lastIndexOf(this.#nonce);
        if (ran.outcome !== "value") {
            return ran;
        }
        return at < 0 ? { outcome: "error", out: "" } : { ...ran, out: ran.out.slice(at + this.#nonce.length, -1) };
    }

    /**
     * Gives the module a larger stack than it was linked with, and tells MicroPython, which would otherwise end recursion
     * after some hundred calls. MicroPython keeps two words side by side: where the stack begins, and how much of it may
     * be used. If they are not found, the usual limit stays. Nothing else depends on where the stack is: MicroPython
     * collects no garbage while a program runs here.
     */
    #initialize(): void {
        const block = this.#exports.malloc(stackBytes);
        if (block !== 0) {
            this.#exports._emscripten_stack_restore((block + stackBytes) & ~15);
        }
        const top = this.#exports.emscripten_stack_get_current();
        this.#exports.mp_js_init(stackValues, heapBytes);
        const words = new Uint32Array(this.#exports.memory.buffer, 0, block >>> 2);
        const place = words.findIndex((word, at) => word <= top && word > top - 64 && words[at + 1] === usualStack);
        if (place >= 0) {
            words[place + 1] = stackBytes - stackMargin;
        }
    }

    /** Loads what is known of the letters beyond ASCII that a text may meet. */
    #loadLetters(code: string): void {
        const pages = pagesOf(code);
        if (pages.some((page) => !this.#pages.has(page))) {
            this.#pages = new Set([...this.#pages, ...pages]);
            this.#shim(letters([...this.#pages]));
        }
    }

    /** Loads the shim of the modules that a text imports, and what else it needs. */
    #load(code: string): void {
        this.#loadLetters(code);
        const named = code.includes("NamedTuple") ? `${code} collections` : code;
        for (const [name, text] of Object.entries(modules)) {
            if (!this.#loaded.has(name) && new RegExp(`\\b${name}\\b`).test(named)) {
                this.#loaded.add(name);
                this.#shim(this.#rewrite(text));
            }
        }
        if (/\*\*|__dict__|\bvars\b/.test(this.#code + code)) {
            const named = (this.#code + code).matchAll(/([A-Za-z_]\w*)\s*(?::[^=\n]*)?=(?!=)/g);
            const order = new Set(Array.from(named, ([, name]) => name));
            this.#shim(`_order[:] = ${JSON.stringify([...order])}`);
        }
    }

    /** A text of Python as MicroPython reads it. */
    #rewrite(text: string): string {
        return rewritePython(text, this.#pages.size > 0);
    }

    /** Runs a text of the shim among its own names, which a program cannot change by using them otherwise. */
    #shim(text: string): void {
        const error = this.#exec(`exec(${JSON.stringify(text)}, __space)`);
        if (error) {
            throw new Error(`the shim of Python does not load: ${error}`);
        }
    }

    #attempt(code: string): Ran {
        const error = this.#exec(code);
        const out = this.#output.take();
        if (!error) {
            return differs.test(out) || this.#classes.some((name) => out.includes(`<class '${name}'>`))
                ? { outcome: "error", out: "only an interpreter of its own shows this so" }
                : { outcome: "value", out };
        }
        const lack =
            lackOf(error, this.#code) ?? (error.startsWith("SyntaxError") && isWhole(this.#code) ? error : undefined);
        if (lack !== undefined) {
            return { outcome: "refused", out: lack };
        }
        const memory = error.startsWith("MemoryError");
        // A program may end itself; what it has printed until then counts.
        return error.startsWith("SystemExit")
            ? { outcome: "value", out }
            : { outcome: memory ? "memory" : "error", out: error };
    }

    /** Runs code; gives the name and text of what it raised. */
    #exec(code: string): string | undefined {
        const bytes = new TextEncoder().encode(code);
        const at = this.#exports.malloc(bytes.length + 1);
        const heap = new Uint8Array(this.#exports.memory.buffer);
        heap.set(bytes, at);
        heap[at + bytes.length] = 0;
        try {
            this.#exports.mp_js_do_exec(at, bytes.length, this.#result);
        } catch (error) {
            throw stopped(error);
        }
        this.#exports.free(at);
        const view = new DataView(this.#exports.memory.buffer);
        if (view.getInt32(this.#result, true) !== -1) {
            return undefined;
        }
        const size = view.getUint32(this.#result + 4, true);
        const text = view.getUint32(this.#result + 8, true);
        const [name = "", trace = ""] = new TextDecoder()
            .decode(new Uint8Array(this.#exports.memory.buffer, text, size))
            .split("\x04");
        this.#exports.free(text);
        return `${name}: ${
            trace
                .trim()
                .split("\n")
                .at(-1)
                ?.replace(/^\w+:? ?/, "") ?? ""
        }`;
    }

    #imports(module: WebAssembly.Module, limits: Limits): WebAssembly.Imports {
        const given: Record<string, (...args: number[]) => unknown> = {
            _emscripten_throw_longjmp: () => {
                throw jump;
            },
            _abort_js: () => {
                throw new Stopped("memory");
            },
            emscripten_resize_heap: (size) => this.#grow(size as number, limits.memory),
            fd_write: (_, list, count, written) => this.#write(list as number, count as number, written as number),
            // The same numbers each time: a check gives what it gave before.
            mp_js_random_u32: () => 0x9e3779b9,
            mp_js_ticks_ms: () => this.#ticks++,
            mp_js_time_ms: () => 1.7e12,
            proxy_js_free_obj: () => {},
        };
        const imports: Record<string, Record<string, (...args: number[]) => unknown>> = {};
        for (const { module: from, name } of WebAssembly.Module.imports(module)) {
            imports[from] ??= {};
            (imports[from] as Record<string, unknown>)[name] =
                given[name] ??
                (name.startsWith("invoke_") ? this.#invoke : name.startsWith("__syscall") ? () => noFile : noHost);
        }
        return imports;
    }

    #invoke = (place: number, ...args: number[]): unknown => {
        const stack = this.#exports.emscripten_stack_get_current();
        try {
            return this.#exports.__indirect_function_table.get(place)(...args);
        } catch (error) {
            if (error !== jump) {
                throw error;
            }
            this.#exports._emscripten_stack_restore(stack);
            this.#exports.setThrew(1, 0);
            return undefined;
        }
    };

    #grow(size: number, most: number): number {
        const { memory } = this.#exports;
        const wanted = size >>> 0;
        if (wanted > most) {
            return 0;
        }
        try {
            memory.grow(Math.max(0, wanted - memory.buffer.byteLength + 0xffff) >>> 16);
            return 1;
        } catch {
            return 0;
        }
    }

    /** The shim says on its way out what it cannot do, and which error a program catches. */
    #hears(bytes: Uint8Array): boolean {
        const start = this.#nonce.length;
        const sign = String.fromCharCode(bytes[start] ?? 0);
        if ((sign === "!" || sign === "?") && new TextDecoder().decode(bytes.subarray(0, start)) === this.#nonce) {
            const said = new TextDecoder().decode(bytes.subarray(start + 1));
            const why = sign === "!" ? said : lackOf(said, this.#code);
            if (why !== undefined) {
                throw new Stopped("refused", why);
            }
            return true;
        }
        return false;
    }

    #write(list: number, count: number, written: number): number {
        const { buffer } = this.#exports.memory;
        const view = new DataView(buffer);
        let size = 0;
        for (let i = 0; i < count; i++) {
            const length = view.getUint32(list + 8 * i + 4, true);
            const bytes = new Uint8Array(buffer, view.getUint32(list + 8 * i, true), length);
            if (!this.#hears(bytes)) {
                this.#output.write(bytes);
            }
            size += length;
        }
        view.setUint32(written, size, true);
        return 0;
    }
}

/** What programs are given of the shim's names. */
const given = `
def _given():
    return [(name, value) for name, value in _space.items() if name[0] != "_" or name[:2] == "__" and name[-1] != "_"]
`;

const publish = (nonce: string) => `
__space["_space"] = __space
for __name, __value in __space["_given"]():
    globals()[__name] = __value
exec("def __show(value): _print0(_mark + _show(value))", __space)
globals()["__show_${nonce}"] = __space["__show"]
del __space["__show"], __name, __value
`;
