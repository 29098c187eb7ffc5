// A box of code, with its language and a button that copies it. What models write is only ever text in it.

import { wrapped } from "./markdown.ts";
import { richStrings } from "./strings.ts";

/** Puts the box around the code, which it becomes a part of. */
export function boxCode(pre: HTMLElement, language: string): void {
    const box = wrapped(pre, "rich-code", richStrings.code(language));
    const head = document.createElement("div");
    head.className = "rich-code-head";
    const name = document.createElement("span");
    name.textContent = language;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet rich-copy";
    button.textContent = richStrings.copy;
    button.setAttribute("aria-label", richStrings.copyOf(language));
    head.append(name, button);
    box.before(head);
}

/** The box in `place` with this code; one that is there already grows, and keeps what is selected or focused in it. */
export function showCode(place: HTMLElement, language: string, code: string): HTMLElement {
    const there = place.querySelector<HTMLElement>(":scope > .rich-code > pre > code");
    if (there && there.parentElement?.dataset.lang === language) {
        const text = there.firstChild;
        if (there.childNodes.length === 1 && text instanceof Text && code.startsWith(text.data)) {
            text.appendData(code.slice(text.data.length));
        } else if (there.textContent !== code) {
            there.textContent = code;
        }
        return there;
    }
    const pre = document.createElement("pre");
    pre.dataset.lang = language;
    const inner = document.createElement("code");
    inner.textContent = code;
    pre.append(inner);
    place.replaceChildren(pre);
    boxCode(pre, language);
    return inner;
}

/** For a listener on what holds such boxes. */
export function copyOnClick(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest("button.rich-copy") : null;
    if (button instanceof HTMLButtonElement) {
        void copy(button);
    }
}

async function copy(button: HTMLButtonElement): Promise<void> {
    const text = button.parentElement?.nextElementSibling?.textContent ?? "";
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        // The browser said no; the text can still be selected.
        return;
    }
    // Under its other name it would not be told to those who cannot see it.
    const name = button.getAttribute("aria-label") ?? "";
    button.removeAttribute("aria-label");
    button.setAttribute("aria-live", "polite");
    button.textContent = richStrings.copied;
    setTimeout(() => {
        button.removeAttribute("aria-live");
        button.setAttribute("aria-label", name);
        button.textContent = richStrings.copy;
    }, 2000);
}
