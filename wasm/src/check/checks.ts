// The third module, smacs-checks.wasm: finds what of a question and its answers can be run.
import { Core, type Pointer, type SharedExports } from "../core.js";
import { SmacsError } from "../error.js";
import { instantiate } from "../module.js";
import type { CheckKind, CheckLanguage, CheckPlan } from "../run-messages.js";
import type { WasmSource } from "../source.js";

/** What wasm/boundary/checks_exports.c exports beside the shared functions: checks_exports.txt. */
interface ChecksExports extends SharedExports {
    smacs_wasm_check_find(question: Pointer, size: number, error: Pointer): Pointer;
    smacs_wasm_check_free(check: Pointer): void;
    smacs_wasm_check_kind(check: Pointer): number;
    smacs_wasm_check_language(check: Pointer): number;
    smacs_wasm_check_within(check: Pointer): number;
    smacs_wasm_check_count(check: Pointer): number;
    smacs_wasm_check_call(check: Pointer, input: number, error: Pointer): Pointer;
    smacs_wasm_check_expects_value(check: Pointer, input: number): number;
    smacs_wasm_check_expected(check: Pointer, input: number, error: Pointer): Pointer;
    smacs_wasm_check_gives(check: Pointer, input: number, value: Pointer, size: number): number;
    smacs_wasm_check_derive(check: Pointer, answers: Pointer, size: number, error: Pointer): number;
    smacs_wasm_check_program(check: Pointer, answer: Pointer, size: number, error: Pointer): Pointer;
}

/** In the order of the core's enums. */
const checkKinds: readonly CheckKind[] = ["output", "examples", "behaviour"];
const checkLanguages: readonly CheckLanguage[] = ["python", "javascript"];

/** The module, loaded. */
export class Checks {
    readonly #core: Core<ChecksExports>;

    private constructor(core: Core<ChecksExports>) {
        this.#core = core;
    }

    /** Errors: fetch, module. */
    static async load(source: WasmSource, signal?: AbortSignal): Promise<Checks> {
        const exports = (await instantiate(source, signal)) as unknown as ChecksExports;
        if (typeof exports.smacs_wasm_check_find !== "function") {
            throw new SmacsError("module", "this is not smacs-checks.wasm");
        }
        exports._initialize?.();
        return new Checks(new Core(exports));
    }

    /** What can be checked about a question; undefined: nothing. */
    find(question: string): QuestionCheck | undefined {
        const core = this.#core;
        const pointer = core.withText(question, (text, size) =>
            core.call((exports, error) => exports.smacs_wasm_check_find(text, size, error)),
        );
        const kind = checkKinds[core.exports.smacs_wasm_check_kind(pointer)];
        if (kind === undefined) {
            core.exports.smacs_wasm_check_free(pointer);
            return undefined;
        }
        return new QuestionCheck(core, pointer, kind);
    }
}

/** What can be checked about one question. Dispose it. */
export class QuestionCheck {
    readonly kind: CheckKind;
    readonly language: CheckLanguage;
    readonly within: number;
    readonly #core: Core<ChecksExports>;
    #pointer: Pointer;

    /** @internal */
    constructor(core: Core<ChecksExports>, pointer: Pointer, kind: CheckKind) {
        this.#core = core;
        this.#pointer = pointer;
        this.kind = kind;
        this.language = checkLanguages[core.exports.smacs_wasm_check_language(pointer)] as CheckLanguage;
        this.within = core.exports.smacs_wasm_check_within(pointer);
    }

    /** Expressions that a program is to evaluate; an empty one asks for what it prints. */
    get inputs(): string[] {
        return this.#list((exports, input, error) => exports.smacs_wasm_check_call(this.#pointer, input, error));
    }

    /** The literals that the inputs shall give; null: not known. They are never sent to a sandbox. */
    get expects(): (string | null)[] {
        const texts = this.#list((exports, input, error) =>
            exports.smacs_wasm_check_expected(this.#pointer, input, error),
        );
        const { exports } = this.#core;
        return texts.map((text, i) => (exports.smacs_wasm_check_expects_value(this.#pointer, i) ? text : null));
    }

    /** Whether a value is the one that an input shall give; undefined: that is not known. */
    gives(input: number, value: string): boolean | undefined {
        const core = this.#core;
        if (!core.exports.smacs_wasm_check_expects_value(this.#pointer, input)) {
            return undefined;
        }
        return core.withText(
            value,
            (text, size) => core.exports.smacs_wasm_check_gives(this.#pointer, input, text, size) !== 0,
        );
    }

    /** Adds inputs derived from examples, types or the answers. Once is enough. */
    derive(answers: readonly string[]): void {
        const core = this.#core;
        core.withText(answers.map((answer) => `${answer.replaceAll("\0", " ")}\0`).join(""), (texts, size) =>
            core.call((exports, error) => exports.smacs_wasm_check_derive(this.#pointer, texts, size, error)),
        );
    }

    /** The program of an answer; undefined: it holds none. */
    program(answer: string): string | undefined {
        const core = this.#core;
        const code = core.withText(answer, (text, size) =>
            core.callForText((exports, error) => exports.smacs_wasm_check_program(this.#pointer, text, size, error)),
        );
        return code === "" ? undefined : code;
    }

    /** What a run is told. */
    plan(): CheckPlan {
        const expects = this.expects;
        while (expects.at(-1) === null) {
            expects.pop();
        }
        return { kind: this.kind, language: this.language, expects, within: this.within };
    }

    dispose(): void {
        if (this.#pointer !== 0 && !this.#core.disposed) {
            this.#core.exports.smacs_wasm_check_free(this.#pointer);
        }
        this.#pointer = 0;
    }

    #list(read: (exports: ChecksExports, input: number, error: Pointer) => Pointer): string[] {
        const count = this.#core.exports.smacs_wasm_check_count(this.#pointer);
        return Array.from({ length: count }, (_, input) =>
            this.#core.callForText((exports, error) => read(exports, input, error)),
        );
    }
}
