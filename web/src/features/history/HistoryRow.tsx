import { useComputed } from "@preact/signals";
import { dollars, time } from "../../lib/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { runStrings } from "../run/strings.ts";
import type { HistoryEntry } from "./history.ts";
import { withoutFormulas } from "./plain.ts";
import type { RowContext } from "./row-context.ts";
import { rowOf } from "./row-focus.ts";
import { historyStrings } from "./strings.ts";
import { ThreadMenu } from "./ThreadMenu.tsx";
import type { HistoryView, Thread } from "./view.ts";

interface HistoryRowProps {
    entry: HistoryEntry;
    context: RowContext;
    /** The conversation that it begins; undefined: it is a follow-up. */
    thread: Thread | undefined;
}

/** One question: what was kept, by whom, what it took, how it stands. */
export function HistoryRow({ entry, context, thread }: HistoryRowProps) {
    const { id, question, answer, state } = entry;
    const { view, home, onOpen, onRemove } = context;
    const words = historyStrings.row;
    const selecting = useComputed(() => view.selected.value !== undefined);
    const selected = useComputed(() => view.selected.value?.has(id) === true);
    const tabIndex = useComputed(() => (home.value === id ? 0 : -1));
    const asked = withoutFormulas(question.slice(0, 2000));
    const short = shorten(asked, 80);
    return (
        <div class="history-row" data-entry={id}>
            {selecting.value && (
                <input
                    type="checkbox"
                    tabIndex={tabIndex}
                    aria-label={words.select(short)}
                    checked={selected}
                    onChange={(event) => view.select(id, event.currentTarget.checked)}
                />
            )}
            <div class="history-text">
                <button type="button" class="history-open" dir="auto" tabIndex={tabIndex} onClick={() => onOpen(id)}>
                    {thread?.title || shorten(asked, 400)}
                </button>
                {thread?.title && (
                    <p class="history-answer" dir="auto">
                        {shorten(asked, 240)}
                    </p>
                )}
                {(answer !== "" || state === "done") && (
                    <p class="history-answer" dir="auto">
                        {answer === "" ? words.noAnswer : firstLine(answer)}
                    </p>
                )}
                <Facts entry={entry} view={view} />
            </div>
            {thread && (
                <ThreadMenu thread={thread} name={thread.title || short} tabIndex={tabIndex} context={context} />
            )}
            <button
                type="button"
                class="icon-button history-remove"
                tabIndex={tabIndex}
                aria-label={words.remove(short)}
                title={words.remove(short)}
                onClick={(event) => {
                    const row = rowOf(event.currentTarget);
                    if (row) {
                        onRemove(row);
                    }
                }}
            >
                <Icon name="close" />
            </button>
        </div>
    );
}

function Facts({ entry, view }: { entry: HistoryEntry; view: HistoryView }) {
    const words = historyStrings.row;
    const { id, model, calls, cost, state, degraded, startedAt, preset = "" } = entry;
    const standing = useComputed(() => view.standings.value.get(id)).value;
    const price = cost === undefined ? "" : cost === 0 ? words.free : dollars(cost);
    const chosen = words.presets[preset as keyof typeof words.presets] ?? "";
    const facts = [time(startedAt), model, words.calls(calls), price, chosen].filter(Boolean).join(" · ");
    const stands = state === "running" ? (standing ? words.standings[standing] : words.unfinished) : undefined;
    return (
        <p class="hint history-facts">
            {stands && <strong data-standing={standing}>{stands}</strong>}
            {state === "done" && degraded.length > 0 && (
                <strong title={degraded.map((reason) => runStrings.degraded[reason] ?? reason).join(" ")}>
                    {words.degraded}
                </strong>
            )}
            <span>{facts}</span>
        </p>
    );
}

function shorten(text: string, length: number): string {
    return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** The first line that says something, rather a sentence than a heading, without what marks it up. */
function firstLine(text: string): string {
    const lines = text.slice(0, 2000).split("\n");
    const says = lines.filter((line) => /[\p{L}\p{N}]/u.test(line));
    const line = says.find((one) => !one.startsWith("#")) ?? says[0] ?? "";
    return shorten(withoutFormulas(line.replace(/^[\s#>*_`-]+/, "").replaceAll(/\*\*|`/g, "")), 240);
}
