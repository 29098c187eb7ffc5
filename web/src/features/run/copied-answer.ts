// The kept answer for other documents: with its formatting, and below it who gave it and how many agreed.
import { names } from "../../lib/format.ts";
import { checkStrings } from "./check-strings.ts";
import { referenceRows } from "./model/rows.ts";
import { plainText, verdictOf } from "./model/verdict.ts";
import type { Run } from "./run.ts";
import { runStrings } from "./strings.ts";

/** One line: the model, those that answered beside it, and what is known of the answer. */
export function sourcesOf(run: Run): string {
    const words = runStrings.after;
    const view = run.latest.value;
    const kept = view.kept === null ? undefined : view.calls[view.kept];
    const answered = referenceRows(view).filter(({ calls }) => calls.some(({ state }) => state === "done"));
    const who = kept ? run.name(kept.member) : checkStrings.own;
    const from = names(answered.map(({ member }) => run.name(member)));
    return [words.source(who, from), plainText(verdictOf(view))].filter(Boolean).join(" ");
}

/** `shown`: the answer as the page shows it; without its buttons it is copied as HTML, beside `text` as plain text. */
export async function copyAnswer(text: string, sources: string, shown: Element | null): Promise<void> {
    const plain = `${text.trim()}\n\n${sources}\n`;
    if (!shown || !copyBoth(plain, htmlOf(shown, sources), shown)) {
        await navigator.clipboard.writeText(plain);
    }
}

function htmlOf(shown: Element, sources: string): string {
    const copy = shown.cloneNode(true) as Element;
    for (const control of copy.querySelectorAll("button, .visually-hidden")) {
        control.remove();
    }
    const last = document.createElement("p");
    last.textContent = sources;
    return `${copy.innerHTML}${last.outerHTML}`;
}

/**
 * By the old way of copying what is selected: the new one (ClipboardItem) gives HTML inline styles, which the page's
 * policy forbids. Says whether the browser did it.
 */
function copyBoth(plain: string, html: string, shown: Element): boolean {
    const put = (event: ClipboardEvent) => {
        event.preventDefault();
        event.clipboardData?.setData("text/plain", plain);
        event.clipboardData?.setData("text/html", html);
    };
    document.addEventListener("copy", put);
    try {
        getSelection()?.selectAllChildren(shown);
        return document.execCommand("copy");
    } finally {
        document.removeEventListener("copy", put);
        getSelection()?.removeAllRanges();
    }
}
