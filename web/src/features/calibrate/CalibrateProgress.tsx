import type { CalibrationState } from "../../engine/calibrate.ts";
import { count } from "../../lib/format.ts";
import { saveFile } from "../../lib/save-file.ts";
import { Bar } from "../../ui/Bar.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { routeStrings } from "../route/strings.ts";
import { PriorChart } from "./PriorChart.tsx";
import { problemText } from "./problem-text.ts";
import type { CalibrationPage, CalibrationView } from "./state.ts";
import { calibrateStrings } from "./strings.ts";

/** How far it is, the prior as it forms, and what can be done with it. */
export function CalibrateProgress({ page, view }: { page: CalibrationPage; view: CalibrationView }) {
    const words = calibrateStrings;
    const { standing, now, request } = view;
    return (
        <section class="calibrate-progress" aria-label={request.name}>
            <h3>{request.name}</h3>
            {standing.state === "preparing" && <p>{words.preparing}</p>}
            {now && <Now view={view} now={now} />}
            <p class="hint">{view.last && words.last(view.last.right, view.last.found)}</p>
            <div role="status">
                {standing.state === "done" && now && <p>{doneText(now, request.check)}</p>}
                {standing.state === "added" && <p>{words.added(request.name)}</p>}
            </div>
            {now?.unreadable && now.unread && <Unread response={now.unread.response} />}
            {standing.state === "failed" && (
                <p class="problem" role="alert">
                    {words.failed} {problemText(standing.error)} {now && now.asked > 0 && words.kept}
                </p>
            )}
            <Actions page={page} view={view} />
            {now && now.asked > 0 && (
                <>
                    <PriorChart points={view.points} most={now.chosen} />
                    <Kinds now={now} />
                </>
            )}
        </section>
    );
}

function Now({ view, now }: { view: CalibrationView; now: CalibrationState }) {
    const words = calibrateStrings;
    const { left, request, standing } = view;
    const said = request.check ? words.checking(now.asked, now.chosen) : words.asked(now.asked, now.chosen);
    return (
        <>
            <div
                role="progressbar"
                aria-label={words.title}
                aria-valuemin={0}
                aria-valuemax={now.chosen}
                aria-valuenow={now.asked}
            >
                <Bar value={now.asked / now.chosen} />
            </div>
            <p>
                {[
                    said,
                    words.right(now.right, now.asked),
                    ...(now.unanswered > 0 ? [words.unanswered(now.unanswered)] : []),
                    ...(left !== undefined && standing.state === "running" ? [words.left(left)] : []),
                ].join(" · ")}
            </p>
            {now.asked > 0 && !now.unreadable && (
                <p class="calibrate-prior">
                    {words.priorLabel} <strong>{words.prior(now.prior, now.standard_error)}</strong>
                </p>
            )}
        </>
    );
}

/** An answer as the model wrote it, so that one can see why it was not read. */
function Unread({ response }: { response: string }) {
    return (
        <figure class="calibrate-unread">
            <figcaption>{calibrateStrings.oneUnread}</figcaption>
            <blockquote dir="auto">{response}</blockquote>
        </figure>
    );
}

function doneText(now: CalibrationState, check: boolean): string {
    const words = calibrateStrings;
    if (now.unreadable) {
        return words.unreadable(now.asked - now.unanswered, now.asked);
    }
    return check ? changeText(now) : (words.why[whyOf(now)] ?? "");
}

function whyOf({ precise, asked, offered }: CalibrationState): string {
    return precise ? "precise" : asked === offered ? "exhausted" : "budget";
}

function changeText({ lost, won, p }: CalibrationState): string {
    const words = calibrateStrings;
    return p < 0.05 ? words.changed(lost, won, p) : words.same(lost, won);
}

function Actions({ page, view }: { page: CalibrationPage; view: CalibrationView }) {
    const words = calibrateStrings;
    const { standing, now, request } = view;
    const { state } = standing;
    const some = now !== undefined && now.asked > 0;
    const rests = state === "paused" || state === "done" || state === "failed";
    return (
        <div class="buttons">
            {state === "running" && (
                <button type="button" onClick={page.pause}>
                    {words.pause}
                </button>
            )}
            {state === "pausing" && (
                <>
                    <p>{words.pausing}</p>
                    <button type="button" onClick={page.pause}>
                        {words.pauseNow}
                    </button>
                </>
            )}
            {(state === "paused" || (state === "failed" && now)) && (
                <button type="button" onClick={() => void page.go()}>
                    {words.go}
                </button>
            )}
            {rests && some && !request.check && !now.unreadable && (
                <button type="button" class={state === "done" ? "primary" : ""} onClick={() => void page.add()}>
                    {words.add}
                </button>
            )}
            {state === "adding" && <p>{words.adding}</p>}
            {some && state !== "running" && state !== "pausing" && (
                <button
                    type="button"
                    class="quiet"
                    onClick={() => saveFile(`${request.name}.jsonl`, "application/jsonl", page.record())}
                >
                    {words.save}
                </button>
            )}
        </div>
    );
}

function Kinds({ now }: { now: CalibrationState }) {
    const words = calibrateStrings;
    const kinds = now.kinds.filter(({ asked }) => asked > 0);
    return (
        <Disclosure summary={words.kinds}>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words.columns.kind}</th>
                        <th scope="col">{words.columns.asked}</th>
                        <th scope="col">{words.columns.right}</th>
                    </tr>
                </thead>
                <tbody>
                    {kinds.map(({ benchmark, category, asked, right }) => (
                        <tr key={`${benchmark} ${category}`}>
                            <th scope="row">
                                {[benchmark && (routeStrings.benchmarks[benchmark] ?? benchmark), category]
                                    .filter(Boolean)
                                    .join(", ")}
                            </th>
                            <td>{count(asked)}</td>
                            <td>{count(right)}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </Disclosure>
    );
}
