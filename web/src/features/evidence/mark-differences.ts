// Marks in texts that stand side by side where they differ from one of them. What is drawn stays as it is: browsers
// paint the marks over it (CSS custom highlights). Where they cannot, nothing is marked.
import { nextTurn } from "smacs/wire";
import { type Differences, differences, type Piece, type Read, read } from "../run/model/differ.ts";

/** The places of the texts that say a passage, their own first. */
type Who = readonly number[];

/** Drawn anew after the texts have stood still for so long, in ms. */
const pause = 250;
const name = "smacs-differs";

interface Drawn {
    text: string;
    /** Its parts, and where in the text each begins. */
    nodes: readonly { node: Text; at: number }[];
}

/**
 * Follows what is drawn in `boxes()`, in the order of the texts. `against`: the place of the one that the others are held
 * against. `onPoint` hears who says the marked passage that the pointer is at, if it is at one. Returns what ends it.
 */
export function markDifferences(
    root: HTMLElement,
    boxes: () => readonly Element[],
    against: number,
    onPoint: (who: Who) => void,
): () => void {
    if (!("highlights" in CSS)) {
        return () => {};
    }
    let found: { range: Range; who: Who }[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let version = 0;
    const work = async () => {
        version++;
        const mine = version;
        const drawn: Drawn[] = [];
        const texts: Read[] = [];
        // Reading and aligning long texts takes some ms each.
        for (const box of boxes()) {
            const one = drawnIn(box);
            drawn.push(one);
            texts.push(read(one.text));
            await nextTurn();
        }
        const next: typeof found = [];
        let first: Differences | undefined;
        for (let place = 0; place < texts.length && mine === version; place++) {
            if (place !== against) {
                const pair = differences(texts, against, place);
                first ??= pair?.left.some(({ differs }) => differs) ? pair : undefined;
                next.push(...passagesOf(drawn[place], pair?.right, place));
                await nextTurn();
            }
        }
        if (mine === version) {
            found = [...next, ...passagesOf(drawn[against], first?.left, against)];
            CSS.highlights.set(name, new Highlight(...found.map(({ range }) => range)));
        }
    };
    const soon = () => {
        clearTimeout(timer);
        timer = setTimeout(() => void work(), pause);
    };
    const onMove = ({ clientX, clientY }: PointerEvent) => {
        const caret = document.caretPositionFromPoint?.(clientX, clientY);
        const at = caret && found.find(({ range }) => range.isPointInRange(caret.offsetNode, caret.offset));
        onPoint(at?.who ?? []);
    };
    const observer = new MutationObserver(soon);
    observer.observe(root, { childList: true, characterData: true, subtree: true });
    root.addEventListener("pointermove", onMove);
    void work();
    return () => {
        version++;
        clearTimeout(timer);
        observer.disconnect();
        root.removeEventListener("pointermove", onMove);
        CSS.highlights.delete(name);
    };
}

const apart = "p, li, td, th, pre, h1, h2, h3, h4, h5, h6, blockquote, div";

/** Its text as it is read: without buttons and what only screen readers hear, parts on lines of their own. */
function drawnIn(box: Element): Drawn {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement?.closest("button, annotation, .visually-hidden")
            ? NodeFilter.FILTER_REJECT
            : NodeFilter.FILTER_ACCEPT,
    );
    const nodes: { node: Text; at: number }[] = [];
    let text = "";
    let before: Element | null | undefined;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const part = node.parentElement?.closest(apart);
        text += before === undefined || part === before ? "" : "\n";
        before = part ?? null;
        nodes.push({ node: node as Text, at: text.length });
        text += (node as Text).data;
    }
    return { text, nodes };
}

function passagesOf(drawn: Drawn | undefined, pieces: readonly Piece[] | undefined, place: number) {
    const found: { range: Range; who: Who }[] = [];
    let at = 0;
    for (const { text, differs, also } of pieces ?? []) {
        const range = differs && drawn ? rangeOf(drawn, at, at + text.length) : undefined;
        if (range) {
            found.push({ range, who: [place, ...also] });
        }
        at += text.length;
    }
    return found;
}

function rangeOf({ nodes }: Drawn, start: number, end: number): Range | undefined {
    const first = nodes.findLast(({ at }) => at <= start);
    const last = nodes.findLast(({ at }) => at < end);
    if (!first || !last) {
        return undefined;
    }
    const range = document.createRange();
    range.setStart(first.node, Math.min(start - first.at, first.node.length));
    range.setEnd(last.node, Math.min(end - last.at, last.node.length));
    return range;
}
