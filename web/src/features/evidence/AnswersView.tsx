import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { CallView } from "smacs";
import { Choice } from "../../ui/Choice.tsx";
import { Scroll } from "../../ui/Scroll.tsx";
import { sideways } from "../../ui/side-keys.ts";
import { MarkCall } from "../personal/MarkButtons.tsx";
import { CallText } from "../run/CallText.tsx";
import { whoSays } from "../run/differ-strings.ts";
import { ChosenDifferences } from "../run/differences.ts";
import { MergedView } from "../run/MergedView.tsx";
import { claimOf } from "../run/model/camps.ts";
import { mergedCalls, referenceRows } from "../run/model/rows.ts";
import { ReferenceRow } from "../run/ReferenceRow.tsx";
import type { Run } from "../run/run.ts";
import { Says } from "../run/Says.tsx";
import { runStrings } from "../run/strings.ts";
import { evidenceStrings } from "./strings.ts";

type Way = keyof typeof evidenceStrings.answers.ways;

const ways: readonly Way[] = ["list", "beside", "differ", "single"];

/**
 * Every answer in full: as a list with what can be done about each, side by side, two with what differs marked, or one at a
 * time.
 */
export function AnswersView({ run }: { run: Run }) {
    const words = evidenceStrings.answers;
    const way = useSignal<Way>("list");
    return (
        <div class="answers-view">
            <Choice
                legend={words.show}
                value={way.value}
                options={ways.map((value) => ({ value, label: words.ways[value] }))}
                onChange={(value) => {
                    way.value = value;
                }}
            />
            {way.value === "list" && <List run={run} />}
            {way.value === "beside" && <Beside run={run} />}
            {way.value === "differ" && <Differ run={run} />}
            {way.value === "single" && <Single run={run} />}
        </div>
    );
}

function List({ run }: { run: Run }) {
    return (
        <>
            <MergedView run={run} />
            <h3>{runStrings.rows.title}</h3>
            <ol class="members">
                {referenceRows(run.view.value).map((row) => (
                    <ReferenceRow key={row.member} run={run} row={row}>
                        <Mark run={run} call={row.calls.at(-1)} />
                    </ReferenceRow>
                ))}
            </ol>
        </>
    );
}

/** Whether a whole answer was right. */
function Mark({ run, call }: { run: Run; call: CallView | undefined }) {
    return call?.state === "done" && !call.cut ? (
        <MarkCall run={run} call={call.call} name={run.name(call.member)} />
    ) : null;
}

interface Told {
    title: string;
    call: CallView;
}

/** Merged versions first, as they are nearer to what was kept. */
function toldIn(run: Run): Told[] {
    const view = run.view.value;
    const merged = mergedCalls(view).map((call) => ({
        title: runStrings.merged.version((call.subset ?? 0) + 1),
        call,
    }));
    const references = referenceRows(view).flatMap(({ number, member, calls }) => {
        const call = calls.at(-1);
        return call ? [{ title: `${number} ${run.name(member)}`, call }] : [];
    });
    return [...merged, ...references].filter(({ call }) => (call.text ?? "") !== "" || call.state === "flying");
}

/** What differs from the kept text, or from the first, is marked. */
function Beside({ run }: { run: Run }) {
    const words = evidenceStrings.answers;
    const box = useRef<HTMLDivElement>(null);
    const said = useSignal("");
    const told = toldIn(run);
    const against = Math.max(
        0,
        told.findIndex(({ call }) => call.call === run.view.value.kept),
    );
    const titles = told.map(({ title }) => title);
    const all = titles.join("\n");
    useEffect(() => {
        let end: (() => void) | undefined;
        let over = false;
        const begin = async () => {
            const { markDifferences } = await import("./mark-differences.ts");
            const root = box.current;
            if (root && !over && titles.length > 1) {
                const boxes = () => [...root.querySelectorAll(".told")].map((one) => one.querySelector(".rich") ?? one);
                end = markDifferences(root, boxes, against, (who) => {
                    const [own = "", ...others] = who.map((place) => titles[place] ?? "");
                    said.value = own === "" ? "" : whoSays(own, others);
                });
            }
        };
        begin().catch(() => {}); // then nothing is marked
        return () => {
            over = true;
            end?.();
        };
    }, [all, against, said]);
    if (told.length === 0) {
        return <p class="hint">{words.none}</p>;
    }
    return (
        <div ref={box}>
            {told.length > 1 && <p class="hint">{words.marked(titles[against] ?? "")}</p>}
            {told.length > 1 && (
                <p class="beside-who" role="status">
                    {said}
                </p>
            )}
            <Scroll class="beside" label={words.ways.beside}>
                {told.map(({ title, call }) => (
                    <Text key={call.call} run={run} title={title} call={call} />
                ))}
            </Scroll>
        </div>
    );
}

/** At first the kept text, and the first that says something else. */
function Differ({ run }: { run: Run }) {
    const view = run.view.value;
    const told = toldIn(run).filter(({ call }) => call.state === "done");
    const left = Math.max(
        0,
        told.findIndex(({ call }) => call.call === view.kept),
    );
    const claims = told.map(({ call }) => claimOf(view, call));
    const other = claims.findIndex((claim) => claim !== claims[left]);
    const right = other >= 0 ? other : left === 0 ? 1 : 0;
    const texts = told.map(({ title, call }) => ({ name: title, text: call.text ?? "" }));
    return <ChosenDifferences texts={texts} left={left} right={right} />;
}

function Single({ run }: { run: Run }) {
    const words = evidenceStrings.answers;
    const at = useSignal(0);
    const told = toldIn(run);
    const shown = told[Math.min(at.value, told.length - 1)];
    if (!shown) {
        return <p class="hint">{words.none}</p>;
    }
    const place = told.indexOf(shown);
    const go = (to: number) => {
        at.value = (to + told.length) % told.length;
    };
    return (
        <section
            class="single"
            aria-label={words.ways.single}
            onKeyDown={(event) => {
                const step = sideways(event);
                if (step !== 0) {
                    event.preventDefault();
                    go(place + step);
                }
            }}
        >
            <div class="single-head">
                <button type="button" onClick={() => go(place - 1)}>
                    {words.previous}
                </button>
                <span class="number" role="status">
                    {words.place(place + 1, told.length)}
                </span>
                <button type="button" onClick={() => go(place + 1)}>
                    {words.next}
                </button>
                <span class="hint">{words.keys}</span>
            </div>
            <Text key={shown.call.call} run={run} title={shown.title} call={shown.call} />
        </section>
    );
}

function Text({ run, title, call }: Told & { run: Run }) {
    const kept = call.call === run.view.value.kept;
    return (
        <article class={kept ? "told lit" : "told"}>
            <h3>
                {title} {kept && <span class="tag">{runStrings.keptTitle}</span>}
            </h3>
            <p class="hint">
                <Says view={run.view.value} call={call} />
            </p>
            <CallText tall call={call} live={run.live(call.call).value} of={`(${title})`} />
        </article>
    );
}
