import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { saveFile } from "../../lib/save-file.ts";
import { Confirm } from "../../ui/Confirm.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { FileButton } from "../../ui/FileButton.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { controlStrings } from "../../ui/strings.ts";
import { NoMark } from "./bank.ts";
import { MarkList } from "./MarkList.tsx";
import { Scoreboard } from "./Scoreboard.tsx";
import type { MarksState } from "./state.ts";
import { markStrings } from "./strings.ts";
import "./personal.css";

/** How often which model was right, and what can be done with marks. */
export function MarksSheet() {
    const { marks, openMarks, marksUnused, sheet } = useAppState();
    const words = markStrings;
    const failed = useSignal(false);
    useEffect(() => {
        openMarks().then(
            (opened) => opened.refresh(),
            () => {
                failed.value = true;
            },
        );
    }, [openMarks, failed]);
    return (
        <Sheet
            title={words.title}
            onClose={() => {
                sheet.value = undefined;
            }}
        >
            <p class="muted">{words.intro}</p>
            {marksUnused.value && <p class="problem">{words.unused}</p>}
            {failed.value && (
                <p class="problem" role="alert">
                    {words.failed}
                </p>
            )}
            {marks.value ? (
                <Inside marks={marks.value} />
            ) : (
                !failed.value && <p class="hint">{controlStrings.partLoading}</p>
            )}
        </Sheet>
    );
}

function Inside({ marks }: { marks: MarksState }) {
    const words = markStrings;
    const all = marks.marks.value;
    return (
        <div class="marks">
            {all.length === 0 ? <p>{words.none}</p> : <Scoreboard marks={all} />}
            {all.length > 0 && (
                <Disclosure summary={all.length === 1 ? words.listOne : words.list(all.length)}>
                    <MarkList marks={marks} />
                </Disclosure>
            )}
            <Removed marks={marks} />
            {marks.unkept.value && <p class="problem">{words.unkept}</p>}
            <Files marks={marks} />
            {all.length > 0 && (
                <div class="mark-wipe">
                    <Confirm
                        label={words.wipe}
                        sure={words.wipeSure(all.length)}
                        yes={words.wipeYes}
                        no={words.wipeNo}
                        onYes={() => void marks.wipe()}
                    />
                </div>
            )}
        </div>
    );
}

/** That marks were removed, and the way back. */
function Removed({ marks }: { marks: MarksState }) {
    const { value } = marks.removed;
    return (
        <div role="status">
            {value.length > 0 && (
                <p>
                    {markStrings.removed(value.length)}{" "}
                    <button type="button" class="quiet" onClick={() => void marks.undo()}>
                        {markStrings.undo}
                    </button>
                </p>
            )}
        </div>
    );
}

function Files({ marks }: { marks: MarksState }) {
    const words = markStrings;
    const said = useSignal("");
    const problem = useSignal("");
    const load = async (file: File) => {
        said.value = problem.value = "";
        try {
            said.value = words.loaded(await marks.take(file));
        } catch (error) {
            problem.value = error instanceof NoMark ? words.badLine(error.line) : words.badFile;
        }
    };
    return (
        <div class="mark-files">
            <div class="mark-row">
                {marks.marks.value.length > 0 && (
                    <button
                        type="button"
                        class="quiet"
                        onClick={() => saveFile("smacs-marks.jsonl", "application/jsonl", marks.bank())}
                    >
                        {words.save}
                    </button>
                )}
                <FileButton label={words.loadLabel} accept=".jsonl,.json,.ndjson" onFile={load}>
                    {words.load}
                </FileButton>
            </div>
            <p class="hint">{words.saveHint}</p>
            <p role="status">{said.value}</p>
            {problem.value !== "" && (
                <p class="problem" role="alert">
                    {problem.value}
                </p>
            )}
        </div>
    );
}
