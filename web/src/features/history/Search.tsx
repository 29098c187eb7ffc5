import { useEffect, useRef } from "preact/hooks";
import { Field } from "../../ui/Field.tsx";
import { rowsIn } from "./row-focus.ts";
import { historyStrings } from "./strings.ts";
import type { HistoryView } from "./view.ts";

/** Finds questions while one types. Arrow down goes on to what was found. */
export function Search({ view }: { view: HistoryView }) {
    const words = historyStrings;
    const field = useRef<HTMLInputElement>(null);
    useEffect(() => {
        // With a finger, the keyboard would cover what one came to see.
        if (matchMedia("(pointer: fine)").matches) {
            field.current?.focus();
        }
    }, []);
    return (
        <Field label={words.search}>
            {(id) => (
                <input
                    ref={field}
                    id={id}
                    type="search"
                    autocomplete="off"
                    spellcheck={false}
                    placeholder={words.searchHint}
                    value={view.query.value}
                    onInput={(event) => {
                        view.query.value = event.currentTarget.value;
                    }}
                    onKeyDown={(event) => {
                        if (event.key === "ArrowDown") {
                            event.preventDefault();
                            rowsIn(event.currentTarget.closest(".history"))[0]?.focus();
                        }
                    }}
                />
            )}
        </Field>
    );
}
