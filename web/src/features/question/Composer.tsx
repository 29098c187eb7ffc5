import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAppState } from "../../app/context.ts";
import { Choice } from "../../ui/Choice.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { FileButton } from "../../ui/FileButton.tsx";
import { lazy } from "../../ui/Lazy.tsx";
import { setupStrings } from "../endpoint/strings.ts";
import { runPaces } from "../run/options.ts";
import { paceStrings } from "../run/pace-strings.ts";
import { Estimated } from "./Estimated.tsx";
import { questionStrings } from "./strings.ts";

const MoreOptions = lazy<object>(async () => (await import("./MoreOptions.tsx")).MoreOptions);
const PictureStrip = lazy<object>(async () => (await import("./PictureStrip.tsx")).PictureStrip);

/**
 * The question, the button that sends it, and how it is sent. `below`: it stands below an answer, where it is one line
 * until somebody writes.
 */
export function Composer({ below }: { below: boolean }) {
    const { question, setQuestion, pictures, carried, ask, place, options } = useAppState();
    const words = questionStrings.question;
    const unfolded = useSignal(false);
    const said = useSignal("");
    const { value } = question;
    const folded = below && value === "" && pictures.value.length === 0 && !unfolded.value;
    const enters = options.value.enterAsks;
    const add = async (files: readonly File[]) => {
        try {
            const { attach } = await import("./attach.ts");
            for (const file of files) {
                const attached = await attach(file, question.peek(), pictures.peek().length);
                said.value = attached.said;
                setQuestion(attached.question ?? question.peek());
                pictures.value = attached.picture ? [...pictures.peek(), attached.picture] : pictures.peek();
            }
        } catch {
            said.value = questionStrings.attach.failed;
        }
    };
    /** What is pasted or dropped as files; text goes the browser's own way. */
    const take = (event: Event, data: DataTransfer | null) => {
        const files = [...(data?.files ?? [])];
        if (files.length > 0 && !data?.types.includes("text/plain")) {
            event.preventDefault();
            void add(files);
        }
    };
    return (
        <form
            class={folded ? "composer folded" : "composer"}
            onDragOver={(event) => {
                // Text finds its own way into the field.
                if (event.dataTransfer?.types.includes("Files")) {
                    event.preventDefault();
                }
            }}
            onDrop={(event) => take(event, event.dataTransfer)}
            onSubmit={(event) => {
                event.preventDefault();
                said.value = "";
                ask();
            }}
        >
            <label class="visually-hidden" for="question">
                {words.label}
            </label>
            {below && (
                <Goes
                    unfolded={!folded}
                    onUnfold={
                        value === ""
                            ? (on) => {
                                  unfolded.value = on;
                              }
                            : undefined
                    }
                />
            )}
            <div class="composer-box">
                <textarea
                    id="question"
                    class="question-text"
                    dir="auto"
                    rows={below ? 1 : 3}
                    spellcheck={false}
                    placeholder={place.value === "follow" ? words.followUp : below ? words.anew : words.placeholder}
                    value={value}
                    onInput={(event) => setQuestion(event.currentTarget.value)}
                    onPaste={(event) => take(event, event.clipboardData)}
                    onKeyDown={(event) => {
                        const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.isComposing;
                        if (enters && event.key === "Enter" && plain) {
                            event.preventDefault();
                            said.value = "";
                            ask();
                        }
                    }}
                />
                <Actions folded={folded} />
            </div>
            <p class="hint attached" role="status">
                {said.value}
            </p>
            {!folded && pictures.value.length + carried.value.length > 0 && <PictureStrip />}
            {!folded && <How onFile={(file) => add([file])} />}
        </form>
    );
}

/** At which pace, at what cost; everything else behind one more step. */
function How({ onFile }: { onFile(file: File): Promise<void> }) {
    const { options } = useAppState();
    const { pace } = options.value;
    return (
        <div class="composer-how">
            <Choice
                legend={paceStrings.legend}
                value={pace}
                options={runPaces.map((value) => ({ value, label: paceStrings.paces[value] }))}
                onChange={(value) => {
                    options.value = { ...options.value, pace: value };
                }}
            />
            <p class="hint pace-help">{paceStrings.help[pace]}</p>
            <Estimated />
            <FileButton
                label={questionStrings.attach.label}
                accept="image/*,text/*,.md,.csv,.json,.log,.py,.c"
                onFile={onFile}
            >
                {questionStrings.attach.button}
            </FileButton>
            <Disclosure summary={questionStrings.question.more}>
                <MoreOptions />
            </Disclosure>
        </div>
    );
}

interface GoesProps {
    unfolded: boolean;
    /** Shows how to ask, or hides it; undefined: it is shown in any case. */
    onUnfold: ((on: boolean) => void) | undefined;
}

/** Where the question goes: what it follows, whose place it takes, or nowhere yet. */
function Goes({ unfolded, onUnfold }: GoesProps) {
    const { place, run, startAnew } = useAppState();
    const words = questionStrings.question;
    const shown = run.value?.id;
    useEffect(() => {
        // What has just been asked is what people want to see.
        if (run.peek()?.active.peek()) {
            document.getElementById("answers-title")?.scrollIntoView({ block: "start" });
        }
    }, [shown, run]);
    return (
        <p class="goes hint">
            {shown !== undefined && <span>{words.goes[place.value]}</span>}
            {place.value === "edit" && (
                <button
                    type="button"
                    class="quiet"
                    onClick={() => {
                        place.value = "follow";
                    }}
                >
                    {words.notEdit}
                </button>
            )}
            <button
                type="button"
                class="quiet"
                onClick={() => {
                    startAnew();
                    document.getElementById("question")?.focus();
                }}
            >
                {words.anew}
            </button>
            {onUnfold && (
                <button type="button" class="quiet unfold" aria-expanded={unfolded} onClick={() => onUnfold(!unfolded)}>
                    {words.options}
                </button>
            )}
        </p>
    );
}

function Actions({ folded }: { folded: boolean }) {
    const { question, stop, run, options, unpayable, endpoints } = useAppState();
    const active = run.value?.active.value ?? false;
    const asking = active && run.value?.question === question.value.trim();
    const words = questionStrings.question;
    /** Without models, the button leads to them. */
    const nothing = question.value.trim() === "" && endpoints.ready.value.length > 0;
    return (
        <div class="question-actions">
            <span class="hint shortcut">
                {active ? words.shortcutStop : options.value.enterAsks ? words.enterAsk : words.shortcutAsk}
            </span>
            {active && (
                <button type="button" onClick={stop}>
                    {words.stop}
                </button>
            )}
            <button type="submit" class="primary" aria-disabled={asking || nothing || unpayable.value?.all === true}>
                <AskLabel folded={folded} />
            </button>
        </div>
    );
}

/** What the button would do now; in short where it stands beside the field. */
function AskLabel({ folded }: { folded: boolean }) {
    const { endpoints, asked, options, question } = useAppState();
    const words = questionStrings.question;
    if (endpoints.ready.value.length === 0) {
        return <>{folded ? setupStrings.pill.short.none : words.connect}</>;
    }
    const size = question.value.trim() === "" ? 0 : asked.value.length;
    const { mode } = options.value;
    if (size === 0) {
        return <>{question.value.trim() === "" ? words.askNow : words.askPanel}</>;
    }
    const all = mode === "aggregate" || mode === "paper";
    return <>{mode === "route" ? words.ask(1) : all ? words.ask(size) : words.askUpTo(size)}</>;
}
