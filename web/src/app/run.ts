// The asking of one panel: its answers as they come, and which one is kept.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Route } from "smacs";
import { type Answer, ask, waitingAnswer } from "../engine/answer.ts";
import { keepBest } from "../engine/keep.ts";
import { defaultPatience } from "../engine/timeouts.ts";
import type { Offer } from "./endpoints-state.ts";

/** A model of the panel in a run. */
export interface Member {
    /** Name in the index. */
    model: string;
    offer: Offer;
    rank: number;
    prior: number;
    answer: Signal<Answer>;
}

export interface Run {
    question: string;
    mode: Route["mode"];
    members: readonly Member[];
    counts: ReadonlySignal<{ arrived: number; cut: number; failed: number; stopped: number; active: number }>;
    active: ReadonlySignal<boolean>;
    kept: ReadonlySignal<Member | undefined>;
    /** Stops what is under way; what has arrived stays. */
    stop(): void;
    /** Asks one that failed or was stopped once more. */
    retry(member: Member): void;
}

/** Asks every model of the route's panel at once. A key is read again for each call. */
export function startRun(
    question: string,
    route: Route,
    offers: readonly Offer[],
    keyFor: (base: string) => string,
): Run {
    const stops = new Map<Member, AbortController>();
    const members = membersOf(route, offers);

    const start = (member: Member) => {
        const controller = new AbortController();
        stops.set(member, controller);
        const messages = [{ role: "user" as const, content: question }];
        const { base, provider, served } = member.offer;
        const endpoint = { base, provider, key: keyFor(base) };
        const request = { endpoint, model: served, messages, params: {}, patience: defaultPatience };
        void ask(request, controller.signal, (answer) => {
            // After a stop and a retry, the first call may still have a word to say.
            if (stops.get(member) === controller) {
                member.answer.value = answer;
            }
        });
    };
    batch(() => members.forEach(start));

    const counts = computed(() => {
        const states = members.map((member) => member.answer.value.state);
        const number = (...wanted: Answer["state"][]) => states.filter((state) => wanted.includes(state)).length;
        return {
            arrived: number("done"),
            cut: members.filter(({ answer }) => answer.value.state === "done" && answer.value.cut).length,
            failed: number("failed"),
            stopped: number("stopped"),
            active: number("waiting", "streaming"),
        };
    });
    return {
        question,
        mode: route.mode,
        members,
        counts,
        active: computed(() => counts.value.active > 0),
        kept: computed(() => {
            const candidates = members.map(({ rank, prior, answer: { value } }) => ({
                rank,
                prior,
                arrived: value.state === "done",
                whole: value.cut === undefined,
            }));
            const best = keepBest(candidates);
            return best && members[best.rank];
        }),
        stop: () => stops.forEach((controller) => void controller.abort()),
        retry: start,
    };
}

function membersOf(route: Route, offers: readonly Offer[]): Member[] {
    const priors = new Map(route.models.map((entry) => [entry.model, entry.prior]));
    return route.panel
        .map((model) => offers.find((offer) => offer.model === model))
        .filter((offer) => offer !== undefined)
        .map((offer, rank) => ({
            model: offer.model ?? offer.served,
            offer,
            rank,
            prior: priors.get(offer.model ?? "") ?? 0,
            answer: signal(waitingAnswer(performance.now())),
        }));
}
