import { useSignal } from "@preact/signals";
import type { RunMode } from "smacs";
import { useAppState } from "../../app/context.ts";
import { count } from "../../lib/format.ts";
import { runLink } from "../../lib/run-link.ts";
import { saveFile } from "../../lib/save-file.ts";
import { canShare, shareFile } from "../../lib/share-file.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Explained } from "../../ui/Explained.tsx";
import { copyAnswer, sourcesOf } from "../run/copied-answer.ts";
import { formStrings } from "../run/form-strings.ts";
import { markdownOf } from "../run/markdown-of.ts";
import { randomSeed, runModes } from "../run/options.ts";
import { pictureStrings } from "../run/picture-strings.ts";
import type { Run } from "../run/run.ts";
import { picturesOf, sharedTrace } from "../run/shared-trace.ts";
import { runStrings } from "../run/strings.ts";

/** Longer links are cut by some programs; in characters. */
const longLink = 30_000;

/** What can be done with a run that has ended. */
export function AfterRun({ run }: { run: Run }) {
    const words = runStrings.after;
    const name = `smacs-${run.request.seed}`;
    return (
        <section class="after" aria-label={words.label}>
            <div class="actions">
                <CopyButton run={run} />
                <button
                    type="button"
                    class="quiet"
                    onClick={() => saveFile(`${name}.md`, "text/markdown", markdownOf(run))}
                >
                    {words.markdown}
                </button>
                <button
                    type="button"
                    class="quiet"
                    onClick={() => saveFile(`${name}.json`, "application/json", sharedTrace(run))}
                >
                    {words.trace}
                </button>
                <LinkButton run={run} />
                {canShare() && (
                    <button
                        type="button"
                        class="quiet"
                        onClick={() => void shareFile(`${name}.json`, "application/json", sharedTrace(run))}
                    >
                        {words.share}
                    </button>
                )}
            </div>
            {picturesOf(run) > 0 && <p class="hint">{pictureStrings.leftOut(picturesOf(run))}</p>}
            <Disclosure summary={words.again}>
                <Again run={run} />
            </Disclosure>
        </section>
    );
}

/** Copies the kept answer, for a letter or a report; there is none without one. */
function CopyButton({ run }: { run: Run }) {
    const words = runStrings.after;
    const said = useSignal("");
    const view = run.latest.value;
    const text = view.kept_output ? view.output : view.kept === null ? undefined : view.calls[view.kept]?.text;
    if (!text) {
        return null;
    }
    const copy = async (control: Element) => {
        const shown = control.closest(".answers")?.querySelector("[data-testid=kept] .rich") ?? null;
        try {
            await copyAnswer(text, sourcesOf(run), shown);
            said.value = words.copied;
        } catch {
            said.value = words.copyFailed;
        }
    };
    return (
        <>
            <button
                type="button"
                class="quiet"
                title={words.copyHint}
                onClick={(event) => void copy(event.currentTarget)}
            >
                {words.copy}
            </button>
            <span class="hint" aria-live="polite">
                {said.value}
            </span>
        </>
    );
}

/** Copies a link that holds the whole run. */
function LinkButton({ run }: { run: Run }) {
    const words = runStrings.after;
    const said = useSignal("");
    const copy = async () => {
        const { origin, pathname } = location;
        try {
            const link = await runLink(`${origin}${pathname}`, sharedTrace(run));
            await navigator.clipboard.writeText(link);
            said.value = link.length > longLink ? words.linkLong(count(Math.round(link.length / 1000))) : words.linked;
        } catch {
            said.value = words.linkFailed;
        }
    };
    return (
        <>
            <button type="button" class="quiet" title={words.linkHint} onClick={() => void copy()}>
                {words.link}
            </button>
            <span class="hint" aria-live="polite">
                {said.value}
            </span>
        </>
    );
}

/** The same question in another way. */
function Again({ run }: { run: Run }) {
    const words = runStrings.after;
    const { askAgain, endpoints } = useAppState();
    const mode = useSignal<RunMode>(run.request.config?.mode ?? "auto");
    if (endpoints.pool.value.length === 0) {
        return <p class="hint">{words.againNobody}</p>;
    }
    return (
        <div class="again">
            <label>
                <span>{formStrings.mode}</span>
                <select
                    value={mode.value}
                    onChange={(event) => {
                        const { value } = event.currentTarget;
                        mode.value = runModes.find((one) => one === value) ?? "auto";
                    }}
                >
                    {runModes.map((value) => (
                        <option key={value} value={value}>
                            {formStrings.modes[value]}
                        </option>
                    ))}
                </select>
            </label>
            <div class="actions">
                <button type="button" onClick={() => askAgain({ mode: mode.value, seed: run.request.seed ?? 0 })}>
                    {words.sameSeed}
                </button>
                <button type="button" onClick={() => askAgain({ mode: mode.value, seed: randomSeed() })}>
                    {words.newSeed}
                </button>
            </div>
            <p class="hint">
                <Explained text={words.againHint} term="seed" />
            </p>
        </div>
    );
}
