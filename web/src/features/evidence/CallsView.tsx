import { useSignal } from "@preact/signals";
import type { CallView } from "smacs";
import { count, dollars, duration, similarity } from "../../lib/format.ts";
import { Scroll } from "../../ui/Scroll.tsx";
import type { Run } from "../run/run.ts";
import { evidenceStrings } from "./strings.ts";

/** Each call with what it took, and what was sent. */
export function CallsView({ run }: { run: Run }) {
    const words = evidenceStrings.calls;
    const open = useSignal<number | undefined>(undefined);
    const { calls } = run.view.value;
    if (calls.length === 0) {
        return <p class="hint">{words.none}</p>;
    }
    return (
        <>
            <p class="hint">{words.hint}</p>
            <Scroll label={evidenceStrings.tabs.calls}>
                <table class="calls">
                    <thead>
                        <tr>
                            <th scope="col">{words.number}</th>
                            <th scope="col" class="text">
                                {words.model}
                            </th>
                            <th scope="col" class="text">
                                {words.role}
                            </th>
                            <th scope="col" class="text">
                                {words.state}
                            </th>
                            <th scope="col">{words.time}</th>
                            <th scope="col">{words.input}</th>
                            <th scope="col">{words.output}</th>
                            <th scope="col">{words.cost}</th>
                            <th scope="col">{words.logprob}</th>
                            <th scope="col">{words.prompt}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {calls.map((call) => (
                            <CallRow
                                key={call.call}
                                run={run}
                                call={call}
                                open={open.value === call.call}
                                onToggle={() => {
                                    open.value = open.value === call.call ? undefined : call.call;
                                }}
                            />
                        ))}
                    </tbody>
                </table>
            </Scroll>
            {open.value !== undefined && <Prompt run={run} number={open.value} />}
        </>
    );
}

interface CallRowProps {
    run: Run;
    call: CallView;
    open: boolean;
    onToggle(): void;
}

function CallRow({ run, call, open, onToggle }: CallRowProps) {
    const words = evidenceStrings.calls;
    const { usage } = call;
    const tokens = (n: number) => (usage.basis === "unknown" ? "–" : count(n));
    const guessed = usage.basis === "estimated" ? ` (${words.estimated})` : "";
    return (
        <tr>
            <th scope="row">{call.call + 1}</th>
            <td class="text">{run.name(call.member)}</td>
            <td class="text">
                {words.roles[call.role]}
                {call.of !== null && ` ${words.about(call.of + 1)}`}
            </td>
            <td class="text">{words.states[call.state]}</td>
            <td>{call.state === "flying" ? "–" : duration(call.ms)}</td>
            <td>{tokens(usage.input)}</td>
            <td>
                {tokens(usage.output)}
                {guessed}
            </td>
            <td>{usage.cost === null ? "–" : dollars(usage.cost)}</td>
            <td>{call.mean_logprob === null ? "–" : similarity(call.mean_logprob)}</td>
            <td>
                <button type="button" class="quiet" aria-expanded={open} onClick={onToggle}>
                    {words.open}
                    <span class="visually-hidden"> {words.promptOf(call.call + 1)}</span>
                </button>
            </td>
        </tr>
    );
}

function Prompt({ run, number }: { run: Run; number: number }) {
    const words = evidenceStrings.calls;
    return (
        <section class="prompt" aria-label={words.promptOf(number + 1)}>
            <h3>{words.promptOf(number + 1)}</h3>
            {run.messages(number).map(({ role, content }, at) => (
                <div key={at}>
                    <p class="hint">{role}</p>
                    <div class="plain prompt-text" dir="auto">
                        {content}
                    </div>
                </div>
            ))}
        </section>
    );
}
