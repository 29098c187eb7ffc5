import type { Member, Run } from "../../app/run.ts";
import type { Answer, AnswerState } from "../../engine/answer.ts";
import { count, decimal, percent } from "../../lib/format.ts";
import { failureText, strings } from "../../strings.ts";
import { Clamp } from "../../ui/Clamp.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Elapsed } from "../../ui/Elapsed.tsx";
import { Icon, type IconName } from "../../ui/icons.tsx";

const icons: Record<AnswerState, IconName> = {
    waiting: "wait",
    streaming: "wait",
    done: "check",
    failed: "cross",
    stopped: "stopped",
};

/** One model of the panel: how it stands, and what it said. */
export function MemberRow({ run, member }: { run: Run; member: Member }) {
    const words = strings.answers;
    const answer = member.answer.value;
    const kept = run.kept.value === member;
    const prior = run.mode === "paper" ? decimal(member.prior) : percent(member.prior);
    const thinking = answer.state === "streaming" && answer.text === "";
    return (
        <li class={`member ${answer.state}`} data-state={answer.state} data-model={member.model}>
            <div class="member-head">
                <span class="member-state">
                    <Icon name={icons[answer.state]} />
                    {thinking ? words.thinking : words.state[answer.state]}
                </span>
                <h4>
                    {member.model}
                    <span class="member-id">{words.as(member.offer.served, member.offer.label)}</span>
                </h4>
                <span class="muted number member-prior">{words.prior(prior)}</span>
                <span class="member-facts muted">
                    <Elapsed from={answer.startedAt} to={answer.endedAt} />
                    {answer.tokens !== undefined && <span class="number">{words.tokens(count(answer.tokens))}</span>}
                </span>
            </div>
            {kept ? <p class="hint">{words.keptMark}</p> : <Body run={run} member={member} answer={answer} />}
        </li>
    );
}

function Body({ run, member, answer }: { run: Run; member: Member; answer: Answer }) {
    const words = strings.answers;
    const { failure } = answer;
    const ended = answer.state === "failed" || answer.state === "stopped";
    const again = ended && (
        <button type="button" class="quiet" onClick={() => run.retry(member)}>
            {words.retry}
            <span class="visually-hidden"> {words.with(member.model)}</span>
        </button>
    );
    return (
        <div class="member-body">
            {ended && failure && (
                <p class={answer.state === "failed" ? "problem" : "hint"}>
                    {failureText(failure)}
                    {failure.message !== "" && <span class="said">{words.said(failure.message)}</span>}
                </p>
            )}
            {ended && answer.text !== "" && <p class="hint">{words.partial}</p>}
            {answer.text === "" ? (
                <div class="actions">{again}</div>
            ) : (
                <Clamp text={answer.text.trimEnd()} of={words.of(member.model)}>
                    <CopyButton text={answer.text} of={words.of(member.model)} />
                    {again}
                </Clamp>
            )}
            {answer.state === "done" && answer.cut && <p class="notice">{words.cut[answer.cut]}</p>}
            {answer.reasoning !== "" && (
                <Disclosure summary={words.reasoning}>
                    <div class="plain reasoning">{answer.reasoning}</div>
                </Disclosure>
            )}
        </div>
    );
}
