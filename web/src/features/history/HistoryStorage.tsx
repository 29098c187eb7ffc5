import { useSignal } from "@preact/signals";
import { bytes } from "../../lib/format.ts";
import { saveFile } from "../../lib/save-file.ts";
import { Confirm } from "../../ui/Confirm.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { FileButton } from "../../ui/FileButton.tsx";
import { type History, HistoryFileError } from "./history.ts";
import { historyStrings } from "./strings.ts";

/** How much room the history takes; carrying it elsewhere; deleting all of it. */
export function HistoryStorage({ history }: { history: History }) {
    const words = historyStrings.storage;
    const told = useSignal("");
    const problem = useSignal("");
    const n = history.entries.value?.length ?? 0;
    const take = async (file: File) => {
        told.value = "";
        problem.value = "";
        try {
            told.value = words.imported(await history.import(file));
        } catch (error) {
            problem.value = fileProblem(error);
        }
    };
    return (
        <Disclosure summary={words.title}>
            <div class="history-storage">
                <Usage history={history} n={n} />
                <p class="hint">{words.fileHint}</p>
                <div class="history-buttons">
                    {n > 0 && (
                        <button
                            type="button"
                            class="quiet"
                            onClick={async () => saveFile(words.file, "application/json", await history.export())}
                        >
                            {words.export}
                        </button>
                    )}
                    <FileButton label={words.importLabel} accept=".json,application/json" onFile={take}>
                        {words.import}
                    </FileButton>
                </div>
                <p role="status" class="hint">
                    {told.value}
                </p>
                {problem.value !== "" && (
                    <p role="alert" class="problem">
                        {problem.value}
                    </p>
                )}
                {n > 0 && (
                    <Confirm
                        label={words.clear}
                        sure={words.clearSure(n)}
                        yes={words.clearYes}
                        no={words.clearNo}
                        onYes={() => {
                            document.querySelector<HTMLElement>(".history summary")?.focus();
                            void history.clear();
                        }}
                    />
                )}
            </div>
        </Disclosure>
    );
}

function Usage({ history, n }: { history: History; n: number }) {
    const words = historyStrings.storage;
    const usage = history.usage.value;
    if (!usage) {
        return null;
    }
    const { used, quota } = usage;
    return (
        <p class="muted">
            {words.used(n, bytes(usage.history))}{" "}
            {used !== undefined && quota !== undefined && words.site(bytes(used), bytes(quota))}
        </p>
    );
}

function fileProblem(error: unknown): string {
    const words = historyStrings.fileProblems;
    if (!(error instanceof HistoryFileError)) {
        return words.store;
    }
    return error.reason === "run" ? words.run(error.at ?? 0) : words[error.reason];
}
