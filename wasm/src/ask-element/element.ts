// <smacs-ask>: a question box with a whole run in it.
import type { Checker } from "../check/checker.js";
import { type Asking, type AskOptions, type AskState, ask, type QuestionEmbedder } from "../host/ask.js";
import type { PoolEndpoint } from "../host/fetch-host.js";
import { largestPool, listModels, worthAsking } from "../host/listed-models.js";
import { loadTools } from "../load-tools.js";
import type { RunTools } from "../run.js";
import type { RunConfig } from "../run-messages.js";
import type { Options } from "../spelling.js";
import { Failure } from "../wire/failure.js";
import { failureText } from "../wire/failure-text.js";
import { storedKey, storeKey } from "./key-store.js";
import { Parts } from "./parts.js";
import { style } from "./style.js";
import { words } from "./words.js";

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** How a run ended; the detail of the event `smacs-answer`. */
export interface AskElementAnswer {
    question: string;
    /** The kept answer; null: no model answered, and `state.error` says why. */
    text: string | null;
    /** The last state of the run. */
    state: AskState;
    /** The run as JSON, for `Run.replay`. It holds no key. */
    trace: string;
}

declare global {
    interface HTMLElementTagNameMap {
        "smacs-ask": AskElement;
    }
    interface HTMLElementEventMap {
        "smacs-answer": CustomEvent<AskElementAnswer>;
    }
}

/** Shared by all elements of a page that are given no tools. */
let packaged: Promise<RunTools> | undefined;

function packagedTools(): Promise<RunTools> {
    packaged ??= loadTools().catch((error: unknown) => {
        packaged = undefined;
        throw error;
    });
    return packaged;
}

/** So that a server that renders pages can import this module; there is no element there. */
const Base = globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement);

/** Asks the models of an endpoint and shows what is kept. */
export class AskElement extends Base {
    static readonly observedAttributes = ["endpoint"];

    /** What decides; by default what comes with the package, loaded when the element is first used. */
    declare tools: RunTools | Promise<RunTools> | undefined;
    /** Runs what can be checked; left out: nothing is run. */
    declare checker: Checker | undefined;
    /** Of the run; left out: the defaults. */
    declare config: Options<RunConfig> | undefined;
    #embed: QuestionEmbedder | undefined;
    #parts: Parts | undefined;
    #asking: Asking | undefined;
    /** Counts the questions; what is of an earlier one has no say any more. */
    #turn = 0;

    /** Address before "/chat/completions", such as "https://openrouter.ai/api/v1". */
    get endpoint(): string {
        return this.getAttribute("endpoint")?.trim() ?? "";
    }

    set endpoint(address: string) {
        this.setAttribute("endpoint", address);
    }

    /**
     * The endpoint's ids of the models that may be asked; the attribute separates them by commas. Left out: those of its
     * list that the index knows.
     */
    get models(): string[] {
        const ids = (this.getAttribute("models") ?? "").split(",").map((id) => id.trim());
        return [...new Set(ids.filter(Boolean))];
    }

    set models(ids: readonly string[]) {
        this.setAttribute("models", ids.join(","));
    }

    /**
     * Makes the question's vector, for tools whose index has vectors of a model outside, as `ask` takes it. Left out: the
     * endpoint is asked for it, with the same key.
     */
    get embed(): QuestionEmbedder | undefined {
        return this.#embed;
    }

    set embed(by: QuestionEmbedder | undefined) {
        this.#embed = by;
        this.#parts?.nameHost(hostOf(this.endpoint), !by);
    }

    /** What stands in the question box. */
    get question(): string {
        return this.#inside().question.value;
    }

    set question(text: string) {
        this.#inside().question.value = text;
    }

    connectedCallback(): void {
        for (const name of ["endpoint", "models", "question", "embed"] as const) {
            this.#takeOver(name);
        }
        this.#inside();
    }

    disconnectedCallback(): void {
        // An element that is only moved is connected again by then.
        queueMicrotask(() => {
            if (!this.isConnected) {
                this.#nextTurn();
            }
        });
    }

    attributeChangedCallback(): void {
        this.#nameEndpoint();
    }

    /** Asks what stands in the question box, as the button does. Resolves when the run has ended or could not begin. */
    async ask(): Promise<void> {
        const parts = this.#inside();
        const { endpoint, models, question } = this;
        if (endpoint === "") {
            parts.say(words.unset);
            return;
        }
        // The key of this endpoint: while things load, the page may name another one.
        const key = parts.key.value;
        storeKey(endpoint, parts.remember.checked ? key : "");
        const turn = this.#nextTurn();
        parts.clear();
        parts.say(words.loading);
        try {
            const tools = await (this.tools ?? packagedTools());
            const pool = await poolOf(tools, models, endpoint, key);
            const embed = this.#embed ?? (await embedderOf(tools, endpoint, key));
            if (turn === this.#turn) {
                await this.#run(parts, question, { tools, pool, ...(embed && { embed }) });
            }
        } catch (error) {
            if (turn === this.#turn) {
                parts.say(words.failed(error instanceof Failure ? failureText(error) : messageOf(error)));
            }
        }
    }

    /** Makes no more calls: the run decides from what has arrived. */
    stop(): void {
        this.#asking?.stop();
    }

    /** Gives up the question at hand. */
    #nextTurn(): number {
        void this.#asking?.return();
        return ++this.#turn;
    }

    async #run(parts: Parts, question: string, by: AskOptions & { pool: PoolEndpoint[] }): Promise<void> {
        const { checker, config } = this;
        const asking = ask(question, { ...by, ...(checker && { checker }), ...(config && { config }) });
        this.#asking = asking;
        parts.running(true);
        let last: AskState | undefined;
        try {
            for await (const state of asking) {
                if (this.#asking === asking) {
                    last = state;
                    parts.show(state);
                }
            }
        } finally {
            if (this.#asking === asking) {
                this.#asking = undefined;
                parts.running(false);
            }
        }
        if (last?.answer) {
            const detail: AskElementAnswer = { question, text: last.answer.text, state: last, trace: asking.trace() };
            this.dispatchEvent(new CustomEvent("smacs-answer", { detail, bubbles: true, composed: true }));
        }
    }

    #inside(): Parts {
        this.#parts ??= this.#furnished();
        return this.#parts;
    }

    #furnished(): Parts {
        const root = this.attachShadow({ mode: "open", delegatesFocus: true });
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
        root.adoptedStyleSheets = [sheet];
        const parts = new Parts(root);
        parts.form.addEventListener("submit", (event) => {
            event.preventDefault();
            void this.ask();
        });
        parts.question.addEventListener("keydown", (event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                parts.form.requestSubmit();
            }
        });
        parts.remember.addEventListener("change", () => {
            if (!parts.remember.checked) {
                storeKey(this.endpoint, "");
            }
        });
        parts.stop.addEventListener("click", () => this.stop());
        this.#parts = parts;
        this.#nameEndpoint();
        return parts;
    }

    /** A key is for one endpoint: another one does not get it. */
    #nameEndpoint(): void {
        const { endpoint } = this;
        const parts = this.#parts;
        if (parts) {
            parts.nameHost(hostOf(endpoint), !this.#embed);
            parts.key.value = storedKey(endpoint);
            parts.remember.checked = parts.key.value !== "";
        }
    }

    /** A property that was set before the element was defined hides the accessor. */
    #takeOver(name: "endpoint" | "models" | "question" | "embed"): void {
        if (Object.hasOwn(this, name)) {
            const value = this[name];
            Reflect.deleteProperty(this, name);
            Reflect.set(this, name, value);
        }
    }
}

/** What makes vectors for an index that needs them, loaded for such an index alone. */
async function embedderOf({ index }: RunTools, base: string, key: string): Promise<QuestionEmbedder | undefined> {
    const { name: model, outside } = index?.info.embedder ?? {};
    return outside && model
        ? (await import("../host/hosted-embedder.js")).hostedEmbedder({ base, model, key })
        : undefined;
}

function hostOf(endpoint: string): string {
    return URL.canParse(endpoint, document.baseURI) ? new URL(endpoint, document.baseURI).host : "the endpoint";
}

/** The models that are named, or those of the endpoint's own list that are worth asking, with their names in the index. */
async function poolOf({ index }: RunTools, ids: string[], base: string, key: string): Promise<PoolEndpoint[]> {
    const named = () => index?.match(ids) ?? ids.map((id) => ({ id }));
    const list: { id: string; model?: string | null }[] =
        ids.length > 0 ? named() : worthAsking(await listModels(base, key), index).slice(0, largestPool);
    if (list.length === 0) {
        throw new Error(words.noneKnown);
    }
    return list.map(({ id, model = null }) => ({ id, model, base, key }));
}
