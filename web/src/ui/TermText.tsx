import { useId, useRef } from "preact/hooks";
import { type Term, termStrings } from "./term-strings.ts";
import "./term.css";

export interface ExplainedProps {
    text: string;
    term: Term;
}

/** The text, with the first place where the term stands explained. */
export function TermText({ text, term }: ExplainedProps) {
    const { words, means } = termStrings[term];
    const spelt = words.map((word) => word.replaceAll(".", "\\.")).join("|");
    const found = new RegExp(`(?<!\\p{L})(?:${spelt})(?!\\p{L})`, "iu").exec(text);
    if (!found) {
        return <>{text}</>;
    }
    const [word] = found;
    return (
        <>
            {text.slice(0, found.index)}
            <Meaning word={word} means={means} />
            {text.slice(found.index + word.length)}
        </>
    );
}

/** A word that says what it means when it is pointed at, tapped or focused, until one moves on or presses Esc. */
function Meaning({ word, means }: { word: string; means: string }) {
    const id = useId();
    const button = useRef<HTMLButtonElement>(null);
    const note = useRef<HTMLSpanElement>(null);
    const shown = useRef<AbortController>(undefined);
    const hide = () => {
        shown.current?.abort();
        note.current?.hidePopover();
    };
    const show = () => {
        if (!button.current || !note.current?.showPopover || shown.current?.signal.aborted === false) {
            return;
        }
        shown.current = new AbortController();
        const { signal } = shown.current;
        note.current.showPopover();
        place(note.current, button.current.getBoundingClientRect());
        addEventListener("scroll", hide, { signal, capture: true });
        const onKey = (event: KeyboardEvent) => {
            if (event.key === "Escape") {
                event.stopPropagation();
                event.preventDefault();
                hide();
            }
        };
        addEventListener("keydown", onKey, { signal, capture: true });
    };
    return (
        <span
            class="term"
            onPointerEnter={({ pointerType }) => pointerType === "mouse" && show()}
            onPointerLeave={({ pointerType }) => pointerType === "mouse" && hide()}
        >
            <button
                ref={button}
                type="button"
                class="term-word"
                aria-describedby={id}
                onFocus={show}
                onClick={show}
                onBlur={hide}
            >
                {word}
            </button>
            <span ref={note} id={id} role="tooltip" popover="manual" class="term-means">
                {means}
            </span>
        </span>
    );
}

/** Right below the word or, where there is no room, above; within the window. */
function place(note: HTMLElement, word: DOMRect): void {
    const { offsetWidth: width, offsetHeight: height } = note;
    const left = Math.max(8, Math.min(word.left, innerWidth - width - 8));
    const top = word.bottom + height > innerHeight ? word.top - height : word.bottom;
    note.style.left = `${left}px`;
    note.style.top = `${top}px`;
}
