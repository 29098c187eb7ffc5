// The worker in which one program runs in CPython: Pyodide's own scripts stand before this one (pyodide-runner.ts). They
// fetch what they need; here that is what the page has sent.
import { type Interpreter, Output, type Ran } from "./limits.js";
import type { ProgramTask } from "./program.js";
import type { WorkerTask } from "./program-worker.js";
import { runInputs } from "./run-inputs.js";

interface Pyodide {
    setStdout(options: { write(bytes: Uint8Array): number }): void;
    setStderr(options: { write(bytes: Uint8Array): number }): void;
    /** Of a tuple of Python, with toJs. */
    runPython(code: string): { toJs(): [(code: string) => string, (code: string) => string] };
}

declare const loadPyodide: (options: object) => Promise<Pyodide>;
declare const createPyodideModule: unknown;

/** Gives two functions, which run a program and show a value: "=" and the value, or "!" and the error. */
const driver = String.raw`
def _driver():
    import random, sys
    random.seed(1)
    hidden = ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core", "micropip")
    class Hiding:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if name.partition(".")[0] in hidden:
                raise ModuleNotFoundError("No module named " + repr(name))
    sys.meta_path[:] = [Hiding] + [f for f in sys.meta_path if "pyodide" not in type(f).__module__]
    for name in list(sys.modules):
        if name.partition(".")[0] in hidden:
            del sys.modules[name]
    build, execute, evaluate, show, typed, text = compile, exec, eval, repr, type, str
    space = {"__name__": "__main__", "__builtins__": __builtins__}
    def told(error):
        try:
            return "!" + typed(error).__name__ + ": " + text(error)
        except BaseException:
            return "!error"
    def run(code):
        try:
            execute(build(code, "program", "exec"), space)
        except SystemExit:
            pass
        except BaseException as error:
            return told(error)
        return "="
    def value(code):
        try:
            return "=" + show(evaluate(build("(\n" + code + "\n)", "input", "eval"), space))
        except BaseException as error:
            return told(error)
    return run, value

_driver()`;

class CPython implements Interpreter {
    #output: Output;
    #over = false;
    readonly #limit: number;
    readonly #run: (code: string) => string;
    readonly #value: (code: string) => string;

    constructor(pyodide: Pyodide, limit: number) {
        this.#limit = limit;
        this.#output = new Output(limit);
        const write = (bytes: Uint8Array) => {
            try {
                this.#output.write(bytes);
            } catch (error) {
                this.#over = true;
                throw error;
            }
            return bytes.length;
        };
        pyodide.setStdout({ write });
        pyodide.setStderr({ write: (bytes) => bytes.length });
        [this.#run, this.#value] = pyodide.runPython(driver).toJs();
    }

    run(code: string): Ran {
        const told = this.#run(code);
        return this.#ended(told, this.#output.take());
    }

    show(expression: string): Ran {
        const told = this.#value(expression);
        this.#output.take();
        return this.#ended(told, told.slice(1));
    }

    #ended(told: string, out: string): Ran {
        if (this.#over || out.length > this.#limit || told.startsWith("!MemoryError")) {
            this.#output = new Output(this.#limit);
            return { outcome: "memory", out: "" };
        }
        return told.startsWith("=") ? { outcome: "value", out } : { outcome: "error", out: told.slice(1) };
    }
}

async function start({ module, files = {}, limits }: ProgramTask): Promise<CPython> {
    const given: Record<string, unknown> = { ...files, "pyodide.asm.wasm": module };
    globalThis.fetch = async (address) => {
        const bytes = given[String(address).split("/").at(-1) ?? ""];
        return new Response(bytes as BodyInit, { headers: { "content-type": "application/wasm" } });
    };
    const lockFileContents = JSON.parse(new TextDecoder().decode(files["pyodide-lock.json"]));
    const pyodide = await loadPyodide({
        indexURL: "https://pyodide.invalid/",
        createPyodideModule,
        // Nothing of the worker is within Python's reach, nor is any package.
        jsglobals: Object.create(null),
        lockFileContents: { ...lockFileContents, packages: {} },
        packages: [],
        env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
    });
    return new CPython(pyodide, limits.output);
}

const take = async ({ task, port }: WorkerTask): Promise<void> => {
    const post = port.postMessage.bind(port);
    const { nonce } = task;
    // Starting is the machine's time, not the program's.
    const interpreter = await start(task);
    post({ nonce, begun: true });
    runInputs(
        task,
        () => interpreter,
        (result) => post({ nonce, result }),
    );
    post({ nonce, done: true });
};

addEventListener("message", (event: MessageEvent<WorkerTask>) => void take(event.data), { once: true });
