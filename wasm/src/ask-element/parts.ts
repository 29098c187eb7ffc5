// The element's inside: what it is made of, and how a state of a run is shown there.
import type { AskState } from "../host/ask.js";
import type { CallView, RunView } from "../run-messages.js";
import { callTitle, campText, lessText, sureText, words } from "./words.js";

/** A part of the element, which pages can style by its name. */
function made<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    part: string,
    more: Partial<HTMLElementTagNameMap[K]> = {},
    ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
    const element = Object.assign(document.createElement(tag), more);
    if (part) {
        element.setAttribute("part", part);
    }
    element.append(...children);
    return element;
}

/** Everything that is shown; the handlers are the element's. */
export class Parts {
    readonly question = made("textarea", "field question", { dir: "auto", rows: 3, required: true, name: "question" });
    readonly key = made("input", "field key", { type: "password", autocomplete: "off", spellcheck: false });
    readonly remember = made("input", "remember", { type: "checkbox" });
    readonly ask = made("button", "button ask", {}, words.ask);
    readonly stop = made("button", "button stop", { type: "button", hidden: true }, words.stop);
    readonly #keyLabel = made("span", "");
    readonly #note = made("p", "note", { className: "note" });
    readonly form = made(
        "form",
        "form",
        {},
        made("label", "label", {}, made("span", "", {}, words.question), this.question),
        made("label", "label", {}, this.#keyLabel, this.key),
        made("label", "label", { className: "choice" }, this.remember, words.remember),
        this.#note,
        made("div", "buttons", { className: "buttons" }, this.ask, this.stop),
    );
    readonly #status = made("p", "status");
    readonly #by = made("p", "by", { className: "by" });
    readonly #text = made("div", "text", { className: "text", dir: "auto" });
    readonly #sure = made("p", "certainty");
    readonly #less = made("p", "less");
    readonly #camps = made("ul", "camps");
    readonly #answer = made(
        "section",
        "answer",
        { hidden: true },
        this.#by,
        this.#text,
        this.#sure,
        this.#less,
        this.#camps,
    );
    readonly #failures = made("ul", "failures", { className: "failures", hidden: true });
    readonly #calls = made("ul", "calls");
    readonly #models = made("details", "models", { hidden: true }, made("summary", "", {}, words.models), this.#calls);
    /** The rows of calls, by their number. */
    readonly #rows = new Map<number, { title: HTMLElement; said: HTMLElement }>();

    constructor(root: ShadowRoot) {
        this.#status.setAttribute("role", "status");
        this.#answer.setAttribute("aria-label", words.kept);
        this.#camps.setAttribute("aria-label", words.camps);
        root.append(this.form, this.#status, this.#answer, this.#failures, this.#models);
    }

    /** Names the host that the key is for. `alone`: the question goes nowhere else. */
    nameHost(host: string, alone: boolean): void {
        this.#keyLabel.textContent = words.key(host);
        this.#note.textContent = words.keyNote(host, alone);
    }

    /** A line that is also spoken, with `more` that is seen elsewhere. The same is not spoken again. */
    say(text: string, more = ""): void {
        const all = more ? `${text} ${more}` : text;
        if (this.#status.textContent !== all) {
            const spoken = made("span", "", { className: "spoken" }, ` ${more}`);
            this.#status.replaceChildren(text, ...(more ? [spoken] : []));
        }
    }

    /** Shows that a run has begun, or ended. */
    running(is: boolean): void {
        if (!is && this.stop.matches(":focus")) {
            this.ask.focus();
        }
        this.stop.hidden = !is;
    }

    /** Takes away what the last run has left. */
    clear(): void {
        this.#answer.hidden = true;
        this.#failures.hidden = true;
        this.#models.hidden = true;
        this.#models.open = true;
        this.#calls.replaceChildren();
        this.#rows.clear();
    }

    show({ view, texts, failures, answer, error }: AskState): void {
        this.#models.hidden = view.calls.length === 0;
        for (const call of view.calls) {
            const failed = failures.find((other) => other.call === call.call);
            const row = this.#rowOf(call);
            row.title.textContent = callTitle(call);
            const said = texts.get(call.call) ?? call.text ?? (failed ? words.why(failed) : "");
            if (row.said.textContent !== said) {
                row.said.textContent = said;
            }
        }
        this.#failures.replaceChildren(...failures.map((each) => made("li", "failure", {}, words.failure(each))));
        this.#failures.hidden = failures.length === 0;
        if (!answer) {
            this.say(words.asking(view));
        } else if (error) {
            this.say(words.noAnswer(error));
        } else {
            this.#showAnswer(view, answer.text ?? "");
        }
    }

    #showAnswer(view: RunView, text: string): void {
        const kept = view.calls[view.kept ?? -1];
        const by = kept?.role === "aggregate" ? words.merged(kept.member) : kept && words.keptBy(kept.member);
        this.#by.textContent = by ?? words.program;
        this.#text.textContent = text;
        const sure = sureText(view.certainty);
        fill(this.#sure, sure);
        fill(this.#less, lessText(view.degraded));
        this.#camps.replaceChildren(
            ...view.camps.map((camp) => made("li", "camp", { dir: "auto" }, campText(camp, view))),
        );
        this.#camps.hidden = view.camps.length === 0;
        this.#answer.hidden = false;
        this.#models.open = false;
        this.say(words.done(view), sure);
    }

    #rowOf({ call }: CallView): { title: HTMLElement; said: HTMLElement } {
        let row = this.#rows.get(call);
        if (!row) {
            row = {
                title: made("div", "call-title", { className: "title" }),
                said: made("div", "call-text", { className: "said", dir: "auto", tabIndex: 0 }),
            };
            this.#rows.set(call, row);
            this.#calls.append(made("li", "call", {}, row.title, row.said));
        }
        return row;
    }
}

function fill(element: HTMLElement, text: string): void {
    element.textContent = text;
    element.hidden = text === "";
}
