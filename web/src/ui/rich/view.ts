// A text drawn block by block: those that have not changed stay as they are, with whatever is selected in them; new
// ones are plain until their turn comes.
import "./rich.css";
import { fencedCode, findDefinitions, longestBlock, splitBlocks, splitOn, upTo, usedIn } from "./blocks.ts";
import { boxCode, copyOnClick, showCode } from "./code.ts";
import { isWild } from "./grammar.ts";
import { renderBlock } from "./markdown.ts";
import { finishAll, soon } from "./queue.ts";

export interface Wanted {
    /** Markdown, as a model wrote it. */
    text: string;
    /** Whether more of it is coming. */
    streaming: boolean;
    /** So many characters are enough, but on paper. */
    limit: number;
}

export interface RichView {
    show(wanted: Wanted): void;
    dispose(): void;
}

interface Block {
    raw: string;
    /** What the `[names]` in it lead to. */
    links: readonly (readonly [string, string])[];
    element: HTMLElement;
    /** It has ended; one that still grows is drawn without what takes long. */
    done: boolean;
    /** Another is in its place. */
    overtaken: boolean;
}

/**
 * Browsers skip the parts of an answer that are not seen. A part is laid out in one go, so it is not large; of very
 * many even skipping takes long, so it is not small. In characters, with something for each line and block.
 */
const partSize = 3000;
const sizeOf = (raw: string) => 100 + raw.length + 30 * raw.split("\n").length;
/** What a part may look like before anybody saw it: so much of it takes the height of a letter. */
const sizePerEm = 60;
/** Blocks that are put on the page in one go. */
const atOnce = 30;
/** Between two looks at a text that grows, in ms. */
const beat = 50;

/** Owns what is in `root`. */
export function createRichView(root: HTMLElement): RichView {
    const blocks: Block[] = [];
    let version = 0;
    let latest: Wanted | undefined;
    let pending = false;
    let lookedAt = 0;
    let alive = true;

    const update = (limit = latest?.limit ?? 0) => {
        pending = false;
        if (!alive || !latest) {
            return;
        }
        lookedAt = performance.now();
        const { streaming } = latest;
        const text = upTo(latest.text, limit);
        const raws = streaming
            ? splitOn(
                  blocks.map(({ raw }) => raw),
                  text,
              )
            : splitBlocks(text);
        // Of a line that is still coming it is not known where it leads.
        const definitions = findDefinitions(streaming ? text.slice(0, text.lastIndexOf("\n") + 1) : text);
        version++;
        place(raws, 0, definitions, streaming && text.length === latest.text.length, version);
    };
    /** Some blocks at a time, and none of a text that has been overtaken. */
    const place = (
        raws: readonly string[],
        from: number,
        definitions: ReadonlyMap<string, string>,
        growing: boolean,
        mine: number,
    ) => {
        if (!alive || mine !== version) {
            return;
        }
        const to = Math.min(raws.length, from + atOnce);
        for (let at = from; at < to; at++) {
            const raw = raws[at] ?? "";
            blocks[at] = settled(raw, usedIn(raw, definitions), blocks[at], growing && at === raws.length - 1);
        }
        if (to < raws.length) {
            soon(() => place(raws, to, definitions, growing, mine));
            return;
        }
        for (const { element } of blocks.splice(raws.length)) {
            const part = element.parentElement;
            element.remove();
            if (part?.childElementCount === 0) {
                part.remove();
            }
        }
    };
    const settled = (raw: string, links: Block["links"], there: Block | undefined, growing: boolean): Block => {
        if (there && there.raw === raw && `${there.links}` === `${links}` && (there.done || growing)) {
            return there;
        }
        const block = {
            raw,
            links,
            element: there?.element ?? plainBlock(root, raw),
            done: !growing,
            overtaken: false,
        };
        if (there) {
            there.overtaken = true;
        }
        soon(() => alive && !block.overtaken && draw(block));
        return block;
    };
    const forPaper = () => {
        update(Number.POSITIVE_INFINITY);
        finishAll();
    };
    const forScreen = () => update();

    root.textContent = "";
    root.addEventListener("click", copyOnClick);
    window.addEventListener("beforeprint", forPaper);
    window.addEventListener("afterprint", forScreen);
    return {
        show(wanted) {
            latest = wanted;
            if (pending && wanted.streaming) {
                return;
            }
            pending = true;
            const wait = wanted.streaming ? lookedAt + beat - performance.now() : 0;
            if (wait > 0) {
                setTimeout(() => soon(update), wait);
            } else {
                soon(update);
            }
        },
        dispose() {
            alive = false;
            root.removeEventListener("click", copyOnClick);
            window.removeEventListener("beforeprint", forPaper);
            window.removeEventListener("afterprint", forScreen);
        },
    };
}

function plainBlock(root: HTMLElement, raw: string): HTMLElement {
    const last = root.lastElementChild;
    const room = last instanceof HTMLElement && Number(last.dataset.size) < partSize;
    const part = room ? last : document.createElement("div");
    if (!room) {
        part.className = "rich-part";
        root.append(part);
    }
    const size = Number(part.dataset.size ?? 0) + sizeOf(raw);
    part.dataset.size = `${size}`;
    part.style.setProperty("contain-intrinsic-block-size", `auto ${Math.ceil(size / sizePerEm)}em`);
    const element = document.createElement("div");
    part.append(element);
    plain(element, raw);
    return element;
}

function plain(element: HTMLElement, raw: string): void {
    element.className = "rich-block plain";
    element.textContent = raw.trimEnd();
}

function draw({ raw, links, element, done }: Block): void {
    const fenced = fencedCode(raw);
    if (fenced) {
        const code = showCode(element, fenced.language, fenced.code);
        element.className = "rich-block";
        colour(code, fenced.language, done);
        return;
    }
    if (raw.length > longestBlock || isWild(raw)) {
        plain(element, raw);
        return;
    }
    let fragment: DocumentFragment;
    try {
        fragment = renderBlock(raw, links);
    } catch {
        plain(element, raw);
        return;
    }
    if (fragment.textContent?.trim() === "" && !fragment.querySelector("hr")) {
        // Nothing that was written is lost.
        plain(element, raw);
        return;
    }
    fillFormulas(fragment, done);
    const codes = [...fragment.querySelectorAll<HTMLElement>("pre")];
    for (const pre of codes) {
        boxCode(pre, pre.dataset.lang ?? "");
    }
    element.replaceChildren(fragment);
    element.className = "rich-block";
    for (const pre of codes) {
        const code = pre.querySelector("code");
        if (code) {
            colour(code, pre.dataset.lang ?? "", done);
        }
    }
}

let math: typeof import("./math.ts") | undefined;

/** Those that were drawn before at once, so that they do not flicker while the text around them grows. */
function fillFormulas(fragment: DocumentFragment, done: boolean): void {
    const all = [...fragment.querySelectorAll<HTMLElement>("[data-math]")];
    const left = all.filter((formula) => {
        const known = math?.isDrawn(formula);
        if (known) {
            math?.fillMath(formula);
        }
        return !known;
    });
    if (left.length > 0 && (done || left.length < 5)) {
        fill(
            import("./math.ts").then((loaded) => {
                math = loaded;
                return loaded;
            }),
            ({ fillMath }) => left.map((formula) => () => formula.isConnected && fillMath(formula)),
        );
    }
}

function colour(code: HTMLElement, language: string, done: boolean): void {
    if (done && language !== "") {
        fill(import("./highlight.ts"), ({ fillCode }) => [() => fillCode(code, language)]);
    }
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
