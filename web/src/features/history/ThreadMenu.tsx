import { type ReadonlySignal, useSignal } from "@preact/signals";
import { Icon } from "../../ui/icons.tsx";
import type { RowContext } from "./row-context.ts";
import { rowOf } from "./row-focus.ts";
import { historyStrings } from "./strings.ts";
import type { Thread } from "./view.ts";

interface ThreadMenuProps {
    thread: Thread;
    /** What it is called here. */
    name: string;
    tabIndex: ReadonlySignal<number>;
    context: RowContext;
}

/** What can be done with a conversation as a whole: pin it, name it, delete it. */
export function ThreadMenu({ thread, name, tabIndex, context: { view, onRemove } }: ThreadMenuProps) {
    const words = historyStrings.row;
    const open = useSignal(false);
    const naming = useSignal(false);
    const { pinned, entries } = thread;
    const removeAll = (control: HTMLElement) => {
        const row = rowOf(control);
        if (row) {
            onRemove(
                row,
                entries.map(({ id }) => id),
            );
        }
    };
    if (naming.value) {
        const rename = (title: string) => {
            naming.value = false;
            open.value = false;
            void view.note(thread, { title: title.trim() });
        };
        return <NameForm thread={thread} onName={rename} onCancel={() => (naming.value = false)} />;
    }
    return (
        <>
            <button
                type="button"
                class="icon-button history-more"
                tabIndex={tabIndex}
                aria-expanded={open.value}
                aria-label={words.more(name)}
                title={words.more(name)}
                onClick={() => (open.value = !open.value)}
            >
                <Icon name="more" />
            </button>
            {open.value && (
                <div class="history-menu">
                    <button type="button" class="quiet" onClick={() => void view.note(thread, { pinned: !pinned })}>
                        {pinned ? words.unpin : words.pin}
                    </button>
                    <button type="button" class="quiet" onClick={() => (naming.value = true)}>
                        {words.rename}
                    </button>
                    {entries.length > 1 && (
                        <button type="button" class="quiet" onClick={(event) => removeAll(event.currentTarget)}>
                            {words.removeAll(entries.length)}
                        </button>
                    )}
                </div>
            )}
        </>
    );
}

interface NameFormProps {
    thread: Thread;
    onName(title: string): void;
    onCancel(): void;
}

/** Enter saves, Escape cancels and leaves the sheet open. */
function NameForm({ thread: { title, entries }, onName, onCancel }: NameFormProps) {
    const words = historyStrings.row;
    return (
        <form
            class="history-name"
            onSubmit={(event) => {
                event.preventDefault();
                onName(String(new FormData(event.currentTarget).get("title")));
            }}
            onKeyDown={(event) => {
                if (event.key === "Escape") {
                    event.preventDefault();
                    event.stopPropagation();
                    onCancel();
                }
            }}
        >
            <input
                type="text"
                name="title"
                dir="auto"
                maxLength={120}
                defaultValue={title || entries[0]?.question.slice(0, 120)}
                aria-label={words.nameLabel}
                title={words.nameHint}
                ref={(input) => {
                    if (input && !input.dataset.begun) {
                        input.dataset.begun = "yes";
                        input.focus();
                        input.select();
                    }
                }}
            />
            <button type="submit" class="quiet">
                {words.saveName}
            </button>
            <button type="button" class="quiet" onClick={onCancel}>
                {words.keepName}
            </button>
        </form>
    );
}
