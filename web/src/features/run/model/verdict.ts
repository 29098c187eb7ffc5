// How sure a kept answer is and why it was kept, in plain sentences, from what the core counted.
import type { CheckView, RunView } from "smacs";
import { checkStrings } from "../check-strings.ts";
import { verdictStrings as words } from "../verdict-strings.ts";
import { type Camp, campsIn, claimOf, keptCamp, shortened, unreadIn, wholeIn } from "./camps.ts";
import { checkedOf, ownCheck, ranIn } from "./checks.ts";
import { refereeSaid } from "./referee.ts";

/** A sentence; what a model said is apart from our words, as it may be in any language. */
export type Said = readonly (string | { claim: string })[];

/** So many camps are told with their answers, and so many letters of each. */
const most = { camps: 3, letters: 60 };

/** Everything that is to be said of an ended run's answer; empty before the end, and where nothing is kept. */
export function verdictOf(view: RunView): Said[] {
    if (view.phase !== "done" || (view.kept === null && !view.kept_output)) {
        return [];
    }
    return [
        ...checkSaid(view),
        ...whySaid(view),
        ...(programsSaid(view) ?? campsSaid(view)),
        ...refereeSaid(view),
        ...sureSaid(view),
    ].map(ended);
}

/** `spell`: how a claim is spelt in the text. */
export function plainText(said: readonly Said[], spell: (claim: string) => string = (claim) => claim): string {
    return said
        .map((parts) => parts.map((part) => (typeof part === "string" ? part : spell(part.claim))).join(""))
        .join(" ");
}

/** A probability in words: never as certain. */
export function inHundred(p: number, say: { about(n: number): string; most: string; least: string }): string {
    const n = Math.round(100 * p);
    return n > 99 ? say.most : n < 1 ? say.least : say.about(n);
}

/** How likely it is that the kept answer is right, or why nobody can tell. */
export function sureSaid(view: RunView): Said[] {
    const { certainty, kept, calls } = view;
    if (!certainty || wholeIn(view) === 0) {
        return [];
    }
    if (certainty.p !== null) {
        return [[inHundred(certainty.p, words.sure)]];
    }
    const alone = wholeIn(view) === 1;
    if (certainty.why === "none") {
        return [];
    }
    if (certainty.why === "one-read" && alone) {
        return [[words.alone]];
    }
    if (certainty.why === "open" && (alone || calls[kept ?? -1]?.role === "aggregate")) {
        return [[alone ? words.openAlone : words.openMerged]];
    }
    const said = words.unsure[certainty.why];
    return said === "" ? [] : [[said]];
}

/** What running has shown of the kept answer. */
function checkSaid(view: RunView): Said[] {
    const own = ownCheck(view);
    if (own) {
        return ownSaid(view, own);
    }
    const { standing, check } = checkedOf(view, view.calls[view.kept ?? -1]) ?? {};
    if (!check || !standing || standing === "running") {
        return [];
    }
    const { passed, failed, inputs } = check;
    const { verdict } = checkStrings;
    const said = {
        passed: verdict.passed(passed),
        failed: verdict.failed(failed, passed + failed),
        ran: verdict.ran(inputs),
    };
    return [[said[standing]]];
}

/** What running the question's own program has shown. */
function ownSaid({ kept_output: kept, output }: RunView, { done, inputs }: CheckView): Said[] {
    const { verdict } = checkStrings;
    if (kept) {
        return [[verdict.only]];
    }
    if (typeof output === "string") {
        return [filled(verdict.output, output)];
    }
    return done && inputs > 0 ? [[verdict.noOutput]] : [];
}

/**
 * Where answers are programs that were run: how many behave alike. Their camps are no answers that could be told.
 * undefined: no answer's program was run.
 */
function programsSaid(view: RunView): Said[] | undefined {
    const { verdict } = checkStrings;
    const ran = new Set(ranIn(view).map(({ call }) => call));
    const sizes = campsIn(view)
        .map(({ members }) => members.filter((call) => ran.has(call)).length)
        .filter((size) => size > 0);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    const largest = Math.max(0, ...sizes);
    if (all < 2) {
        return all === 1 ? [] : undefined;
    }
    return [[largest === all ? verdict.alike(all) : largest === 1 ? verdict.apart(all) : verdict.most(largest, all)]];
}

function whySaid(view: RunView): Said[] {
    const { settled, degraded, guarded, candidates, calls, kept } = view;
    if (view.kept_output) {
        return [];
    }
    if (settled === "route") {
        return [[degraded.includes("fallback") ? words.why.fallback : words.why.route]];
    }
    if (guarded) {
        return [[words.why.guarded]];
    }
    const merged = calls[kept ?? -1]?.role === "aggregate";
    if (!merged) {
        return wholeIn(view) <= 1 && candidates.length <= 1 ? [[words.why.only]] : [];
    }
    const own = candidates.find(({ call }) => call === kept);
    if (candidates.length < 2 || own?.answer) {
        return [];
    }
    const likest = candidates.every(({ agreement }) => (agreement ?? 0) <= (own?.agreement ?? 0));
    return [[(likest ? words.why.likest : words.why.score)(candidates.length)]];
}

/** Who says what, how many could not be read, and what of that is kept. */
function campsSaid(view: RunView): Said[] {
    const camps = campsIn(view);
    const unread = unreadIn(view).length;
    const all = wholeIn(view);
    if (camps.length === 0) {
        const known = view.certainty !== null && view.certainty.why !== "open";
        return all > 1 && known ? [[words.camps.unread(unread, all)]] : [];
    }
    return [
        camps.length === 1 ? oneCamp(camps[0] as Camp, all, view.kept !== null) : severalCamps(camps, all - unread),
        ...(unread > 0 && all > 1 ? [[words.camps.unread(unread, all)]] : []),
        ...keptSaid(view, camps),
    ];
}

/** `kept`: whether an answer is. */
function oneCamp({ claim, members: { length } }: Camp, all: number, kept: boolean): Said {
    const { one, single, both, all: every, some } = words.camps;
    if (all === 1 && kept) {
        return filled(one, claim);
    }
    const whole = length === all;
    return filled(length === 1 ? single : whole ? (all === 2 ? both : every(all)) : some(length), claim);
}

function severalCamps(camps: readonly Camp[], read: number): Said {
    const told = camps.length === most.camps + 1 ? camps.length : most.camps;
    const rest = camps.slice(told).reduce((sum, { members }) => sum + members.length, 0);
    const apart = camps.length === read && read > 2;
    const parts = camps
        .slice(0, told)
        .flatMap(
            ({ claim, members }, at): Said => [at > 0 ? ", " : "", ...filled(words.camps.says(members.length), claim)],
        );
    return [
        apart ? words.camps.apart(read) : words.camps.several(camps.length),
        ...parts,
        rest > 0 ? `, ${words.camps.others(rest)}.` : ".",
    ];
}

/** What is kept, where that is not plain from the camps. */
function keptSaid(view: RunView, camps: readonly Camp[]): Said[] {
    const call = view.calls[view.kept ?? -1];
    const claim = call && claimOf(view, call);
    const at = keptCamp(view, camps);
    const size = camps[at ?? -1]?.members.length ?? 0;
    if (!call || claim === undefined) {
        return [];
    }
    if (call.role === "aggregate") {
        const only = at !== undefined && camps.length === 1;
        return only ? [] : [filled(at === undefined ? words.camps.mergedAlone : words.camps.mergedSays, claim)];
    }
    const others = camps.filter((_, place) => place !== at).map(({ members }) => members.length);
    const largest = Math.max(0, ...others);
    if (at === undefined || largest < size || view.referee?.changed) {
        return [];
    }
    return [filled(largest === size ? words.camps.asMany : words.camps.fewer, claim)];
}

function filled(sentence: string, claim: string): Said {
    const [before = "", after = ""] = sentence.split("{}");
    return [before, { claim: shortened(claim, most.letters) }, after];
}

/** A claim that ends with a mark of its own needs no further one. */
function ended(said: Said): Said {
    const parts = said.filter((part) => part !== "");
    const [claim, end] = parts.slice(-2);
    const marked = typeof claim === "object" && /[.!?…。！？]$/u.test(claim.claim);
    return marked && end === "." ? parts.slice(0, -1) : parts;
}
