// A text drawn block by block: those that have not changed stay as they are, with whatever is selected in them; new ones are
// plain until their turn comes.
import { richStrings } from "../../strings-rich.ts";
import "../../styles/rich.css";
import { longestBlock, splitBlocks, splitOn } from "./blocks.ts";
import { renderBlock, wrapped } from "./markdown.ts";
import { soon } from "./queue.ts";

export interface RichView {
    show(text: string, streaming: boolean): void;
    dispose(): void;
}

interface Block {
    raw: string;
    element: HTMLElement;
    /** Drawn with everything; a block that is still growing is drawn without colours and formulas. */
    done: boolean;
    /** Another is in its place. */
    overtaken: boolean;
}

/** Blocks that are put on the page in one go. */
const atOnce = 30;

/** Owns what is in `root`. */
export function createRichView(root: HTMLElement): RichView {
    const blocks: Block[] = [];
    let version = 0;
    let wanted: { text: string; streaming: boolean } | undefined;
    let alive = true;
    const copy = (event: MouseEvent) => {
        const button = event.target instanceof Element ? event.target.closest("button.rich-copy") : null;
        if (button instanceof HTMLButtonElement) {
            void copyCode(button);
        }
    };
    root.textContent = "";
    root.addEventListener("click", copy);

    const update = () => {
        if (alive && wanted) {
            const { text, streaming } = wanted;
            wanted = undefined;
            const before = blocks.map(({ raw }) => raw);
            const raws = streaming ? splitOn(before, text) : splitBlocks(text);
            version++;
            place(raws, 0, streaming, version);
        }
    };
    /** Some blocks at a time, and none of a text that has been overtaken. */
    const place = (raws: readonly string[], from: number, streaming: boolean, mine: number) => {
        if (!alive || mine !== version) {
            return;
        }
        const to = Math.min(raws.length, from + atOnce);
        for (let at = from; at < to; at++) {
            blocks[at] = settled(raws[at] ?? "", blocks[at], streaming && at === raws.length - 1);
        }
        if (to < raws.length) {
            soon(() => place(raws, to, streaming, mine));
            return;
        }
        for (const { element } of blocks.splice(raws.length)) {
            element.remove();
        }
    };
    const settled = (raw: string, there: Block | undefined, growing: boolean): Block => {
        if (there && there.raw === raw && (there.done || growing)) {
            return there;
        }
        const block = { raw, element: there?.element ?? plainBlock(root), done: !growing, overtaken: false };
        if (there) {
            there.overtaken = true;
        } else {
            block.element.textContent = raw.trimEnd();
        }
        soon(() => alive && !block.overtaken && draw(block));
        return block;
    };
    return {
        show(text, streaming) {
            const idle = wanted === undefined;
            wanted = { text, streaming };
            if (idle) {
                soon(update);
            }
        },
        dispose() {
            alive = false;
            root.removeEventListener("click", copy);
        },
    };
}

function plainBlock(root: HTMLElement): HTMLElement {
    const element = document.createElement("div");
    element.className = "rich-block plain";
    root.append(element);
    return element;
}

function draw({ raw, element, done }: Block): void {
    const fence = /^ {0,3}(```|~~~)/.test(raw);
    if (raw.length > longestBlock && !fence) {
        plain(element, raw);
        return;
    }
    try {
        element.replaceChildren(renderBlock(raw));
        element.classList.remove("plain");
    } catch {
        plain(element, raw);
        return;
    }
    for (const pre of element.querySelectorAll("pre")) {
        finishCode(pre, done);
    }
    const formulas = [...element.querySelectorAll<HTMLElement>("[data-math]")];
    if (done && formulas.length > 0) {
        fill(import("./math.ts"), ({ fillMath }) => formulas.map((formula) => () => fillMath(formula)));
    }
}

function plain(element: HTMLElement, raw: string): void {
    element.classList.add("plain");
    element.textContent = raw.trimEnd();
}

/** Does some jobs once a part of the page is there; without it, things stay as they are. */
function fill<T>(part: Promise<T>, jobs: (part: T) => (() => void)[]): void {
    part.then(
        (loaded) => {
            for (const job of jobs(loaded)) {
                soon(job);
            }
        },
        () => {},
    );
}

function finishCode(pre: HTMLElement, done: boolean): void {
    const language = pre.dataset.lang ?? "";
    const box = wrapped(pre, "rich-code", richStrings.code(language));
    const head = document.createElement("div");
    head.className = "rich-code-head";
    const name = document.createElement("span");
    name.textContent = language;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet rich-copy";
    button.textContent = richStrings.copy;
    head.append(name, button);
    box.before(head);
    const code = pre.querySelector("code");
    if (done && code && language !== "") {
        fill(import("./highlight.ts"), ({ fillCode }) => [() => fillCode(code, language)]);
    }
}

async function copyCode(button: HTMLButtonElement): Promise<void> {
    const text = button.parentElement?.nextElementSibling?.textContent ?? "";
    try {
        await navigator.clipboard.writeText(text);
        button.textContent = richStrings.copied;
        setTimeout(() => {
            button.textContent = richStrings.copy;
        }, 2000);
    } catch {
        // The browser said no; the text can still be selected.
    }
}
