// Checks by running: what can be checked about a question, and whether the visitor lets programs run.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Allowance, Checker, CheckerOptions, OpenCheck } from "smacs/checks";
import type { RunOptions } from "./options.ts";

export interface ChecksState {
    /** A program of an answer that waits for the visitor's word; undefined: none. */
    waiting: ReadonlySignal<Allowance | undefined>;
    /** That word. A yes is remembered; a no counts until the next question. */
    allow(yes: boolean): void;
    /**
     * What can be checked about a question; undefined: nothing, or what finds it cannot be had. Dispose of it. Without
     * a promise, nothing can be checked here at all.
     */
    open(question: string): Promise<OpenCheck | undefined> | undefined;
    /** Fetches what finds it. */
    prepare(): Promise<void>;
}

/** Fetches what finds and runs programs; it asks `allow` before each one runs. */
export type LoadChecker = (allow: NonNullable<CheckerOptions["allow"]>) => Promise<Checker>;

export function createChecks(options: Signal<RunOptions>, loadChecker: LoadChecker | undefined): ChecksState {
    const waiting = signal<Allowance | undefined>(undefined);
    let answers: ((yes: boolean) => void)[] = [];
    let refused = false;
    let loading: Promise<Checker> | undefined;

    const ask = (about: Allowance, stop: AbortSignal | undefined) =>
        new Promise<boolean>((resolve) => {
            answers.push(resolve);
            waiting.value ??= about;
            stop?.addEventListener("abort", () => {
                resolve(false);
                answers = answers.filter((other) => other !== resolve);
                waiting.value = answers.length > 0 ? waiting.value : undefined;
            });
        });
    const load = () => {
        loading ??= loadChecker?.((about, stop) => {
            const { checks } = options.value;
            return checks !== "off" && !refused && (checks === "on" || about.from === "question" || ask(about, stop));
        });
        loading?.catch(() => {
            loading = undefined;
        });
        return loading;
    };
    return {
        waiting,
        allow(yes) {
            if (yes) {
                options.value = { ...options.value, checks: "on" };
            }
            refused = !yes;
            waiting.value = undefined;
            for (const answer of answers.splice(0)) {
                answer(yes);
            }
        },
        open(question) {
            refused = false;
            return load()?.then(
                (checker) => checker.open(question),
                () => undefined,
            );
        },
        async prepare() {
            await load()?.catch(() => {});
        },
    };
}
