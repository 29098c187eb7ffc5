import type { ComponentChildren } from "preact";
import { megabytes } from "../../lib/format.ts";
import { saveFile } from "../../lib/save-file.ts";
import { whenOf } from "./InUse.tsx";
import type { IndexState } from "./state.ts";
import type { KeptIndex } from "./store.ts";
import { indexStrings } from "./strings.ts";

/** The indexes to choose among: the page's own, then those that were loaded or built. */
export function KeptList({ indexes }: { indexes: IndexState }) {
    const words = indexStrings.kept;
    const kept = indexes.kept.value ?? [];
    return (
        <section class="index-part" aria-labelledby="index-kept">
            <h3 id="index-kept" tabIndex={-1}>
                {words.title}
            </h3>
            <ul class="index-list">
                <Entry indexes={indexes} id={undefined} name={words.packaged} detail={indexStrings.used.packagedWhen} />
                {kept.map((entry) => (
                    <Entry key={entry.id} indexes={indexes} id={entry.id} name={entry.name} detail={detailOf(entry)}>
                        {entry.address === undefined && (
                            <button
                                type="button"
                                class="quiet"
                                aria-label={words.downloadLabel(entry.name)}
                                onClick={() => void download(indexes, entry)}
                            >
                                {words.download}
                            </button>
                        )}
                        <button
                            type="button"
                            class="quiet"
                            aria-label={words.removeLabel(entry.name)}
                            onClick={async () => {
                                await indexes.remove(entry.id);
                                // The button that was pressed is gone.
                                document.getElementById("index-kept")?.focus();
                            }}
                        >
                            {words.remove}
                        </button>
                    </Entry>
                ))}
            </ul>
            {kept.length === 0 && <p class="hint">{words.none}</p>}
        </section>
    );
}

interface EntryProps {
    indexes: IndexState;
    id: string | undefined;
    name: string;
    detail: string;
    children?: ComponentChildren;
}

function Entry({ indexes, id, name, detail, children }: EntryProps) {
    const words = indexStrings.kept;
    const used = indexes.current.value === id;
    return (
        <li aria-current={used}>
            <span class="index-name">{name}</span>
            <span class="index-actions">
                {used ? (
                    <span class="hint">{words.inUse}</span>
                ) : (
                    <button
                        type="button"
                        class="quiet"
                        aria-label={words.useLabel(name)}
                        onClick={() => void useAndShow(indexes, id)}
                    >
                        {words.use}
                    </button>
                )}
                {children}
            </span>
            <span class="hint">{detail}</span>
        </li>
    );
}

function detailOf(entry: KeptIndex): string {
    return indexStrings.kept.detail(entry.questions, entry.models, megabytes(entry.size), whenOf(entry));
}

/** Offers the index file. */
export async function download(indexes: IndexState, { id, name }: KeptIndex): Promise<void> {
    const file = await indexes.file(id);
    if (file) {
        saveFile(`${name}.smx`, "application/octet-stream", file);
    }
}

/** The button that was pressed will be gone, so the focus goes to what is new. */
export async function useAndShow(indexes: IndexState, id: string | undefined): Promise<void> {
    await indexes.use(id);
    document.getElementById("index-used")?.focus();
}
