import { names } from "../../lib/format.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { shortened, wholeReferences } from "../run/model/camps.ts";
import { type Claim, claimsIn } from "../run/model/claims.ts";
import type { Run } from "../run/run.ts";
import { threadStrings } from "./strings.ts";

/** So many letters of a sentence are shown. */
const most = 220;

/** For an open question: what all, most or some of its texts say in the same words. */
export function Claims({ run }: { run: Run }) {
    const words = threadStrings.claims;
    const calls = wholeReferences(run.view.value);
    if (calls.length < 2) {
        return null;
    }
    const claims = claimsIn(calls.map(({ text }) => text ?? ""));
    const who = calls.map(({ member }) => run.name(member));
    const shared = claims.filter(({ texts }) => texts.length > 1);
    const alone = claims.filter(({ texts }) => texts.length === 1);
    return (
        <>
            <h3>{words.title}</h3>
            <p class="hint">{shared.length > 0 ? words.hint : words.none}</p>
            {shared.length > 0 && <List claims={shared} who={who} label={words.shared} />}
            {alone.length > 0 && (
                <Disclosure summary={words.alone(alone.length)}>
                    <List claims={alone} who={who} label={words.alone(alone.length)} />
                </Disclosure>
            )}
        </>
    );
}

function List({ claims, who, label }: { claims: readonly Claim[]; who: readonly string[]; label: string }) {
    const { says } = threadStrings.camps;
    return (
        <ul class="camps claims" aria-label={label}>
            {claims.map(({ text, texts }) => (
                <li key={`${texts[0]} ${text}`} class={texts.length === who.length ? "camp kept-camp" : "camp"}>
                    <span class="camp-share number">{says(texts.length, who.length)}</span>
                    <span class="camp-claim" dir="auto">
                        {shortened(text, most)}
                    </span>
                    <span class="camp-names hint">{names(texts.map((at) => who[at] ?? ""))}</span>
                </li>
            ))}
        </ul>
    );
}
