import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Scroll } from "../../ui/Scroll.tsx";
import { Select } from "../../ui/Select.tsx";
import { sideways } from "../../ui/side-keys.ts";
import { whoSays, differStrings as words } from "./differ-strings.ts";
import { differences, type Piece, read } from "./model/differ.ts";
import "./differ.css";

export interface DifferencesProps {
    /** All that may say something. */
    texts: readonly { name: string; text: string }[];
    /** Places of the two that are held against each other. */
    left: number;
    right: number;
}

/** Two texts of several, to be chosen; those given at first. */
export function ChosenDifferences({ texts, ...first }: DifferencesProps) {
    const pair = useSignal([first.left, first.right] as const);
    const [left, right] = pair.value;
    if (texts.length < 2) {
        return <p class="hint">{words.few}</p>;
    }
    const options = texts.map(({ name }, at) => [String(at), name] as const);
    return (
        <>
            <div class="differ-choice">
                <Select
                    label={words.first}
                    value={String(left)}
                    options={options}
                    onChange={(value) => {
                        // In a text and itself nothing differs: then the two change places.
                        pair.value = [Number(value), Number(value) === right ? left : right];
                    }}
                />
                <Select
                    label={words.second}
                    value={String(right)}
                    options={options}
                    onChange={(value) => {
                        pair.value = [Number(value) === left ? right : left, Number(value)];
                    }}
                />
            </div>
            <Differences texts={texts} left={left} right={right} />
        </>
    );
}

/** Two texts beside each other. What only one of them says is marked, and tells who says it. */
export function Differences({ texts, left, right }: DifferencesProps) {
    const compared = useMemo(() => texts.map(({ text }) => read(text)), [texts.map(({ text }) => text).join("\0")]);
    const found = useMemo(() => differences(compared, left, right), [left, right, compared]);
    const told = useSignal("");
    const sides = [
        { at: left, pieces: found?.left ?? plain(texts[left]?.text) },
        { at: right, pieces: found?.right ?? plain(texts[right]?.text) },
    ];
    const marked = sides.flatMap(({ pieces }) => pieces.filter(({ differs }) => differs));
    return (
        <section class="differ" aria-label={words.title}>
            <p class="hint">
                {!found
                    ? words.apart
                    : marked.length === 0
                      ? words.same
                      : `${words.count(marked.length)} ${words.hint}`}
                {found?.cut && ` ${words.cut}`}
            </p>
            {marked.length > 0 && (
                <p class="differ-who" role="status">
                    {told}
                </p>
            )}
            <div class="differ-sides">
                {sides.map(({ at, pieces }) => (
                    <article key={at}>
                        <h4>{texts[at]?.name}</h4>
                        <Scroll class="differ-text" label={texts[at]?.name ?? ""}>
                            <div class="plain" dir="auto">
                                {pieces.map((piece, place) =>
                                    piece.differs ? (
                                        <Marked
                                            key={`${place} ${piece.text}`}
                                            text={piece.text}
                                            name={texts[at]?.name ?? ""}
                                            who={whoSays(
                                                nameOf(texts, at),
                                                piece.also.map((place) => nameOf(texts, place)),
                                            )}
                                            reachable={piece === marked[0]}
                                            onTold={(who) => {
                                                told.value = who;
                                            }}
                                        />
                                    ) : (
                                        piece.text
                                    ),
                                )}
                            </div>
                        </Scroll>
                    </article>
                ))}
            </div>
        </section>
    );
}

const nameOf = (texts: DifferencesProps["texts"], place: number) => texts[place]?.name ?? "";

const plain = (text = ""): Piece[] => [{ text, differs: false, also: [] }];

interface MarkedProps {
    text: string;
    /** Whose text it stands in. */
    name: string;
    who: string;
    /** Whether the tab key comes here; the arrow keys go on from there. */
    reachable: boolean;
    onTold(who: string): void;
}

function Marked({ text, name, who, reachable, onTold }: MarkedProps) {
    return (
        <mark
            tabIndex={reachable ? 0 : -1}
            title={who}
            onFocus={() => onTold(who)}
            onPointerEnter={() => onTold(who)}
            onKeyDown={(event) => goOn(event)}
        >
            <span class="visually-hidden">{words.start(name)}</span>
            {text}
            <span class="visually-hidden">{words.end}</span>
        </mark>
    );
}

const rows: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** To the next passage, in the other text too. */
function goOn(event: KeyboardEvent): void {
    const mark = event.currentTarget as HTMLElement;
    const all = [...(mark.closest(".differ")?.querySelectorAll<HTMLElement>("mark") ?? [])];
    const next = all[all.indexOf(mark) + (rows[event.key] ?? sideways(event))];
    if (next && next !== mark) {
        event.preventDefault();
        next.focus();
    }
}
