// The asking of one panel: its answers as they come, and which one is kept.
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Route } from "smacs";
import { type Answer, ask, waitingAnswer } from "../engine/answer.ts";
import type { Endpoint } from "../engine/endpoint.ts";
import { keepBest } from "../engine/keep.ts";
import type { Mapping } from "../engine/matching.ts";
import { defaultPatience } from "../engine/timeouts.ts";

/** A model of the panel in a run. */
export interface Member {
    /** Name in the index. */
    model: string;
    /** The endpoint's id of it. */
    id: string;
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

/** Asks every mapped model of the route's panel at once. `endpoint` is read again for each retry. */
export function startRun(question: string, route: Route, mapping: Mapping, endpoint: () => Endpoint): Run {
    const stops = new Map<Member, AbortController>();
    const members = membersOf(route, mapping);

    const start = (member: Member) => {
        const controller = new AbortController();
        stops.set(member, controller);
        const messages = [{ role: "user" as const, content: question }];
        const request = { endpoint: endpoint(), model: member.id, messages, params: {}, patience: defaultPatience };
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

function membersOf(route: Route, mapping: Mapping): Member[] {
    const priors = new Map(route.models.map((entry) => [entry.model, entry.prior]));
    return route.panel
        .filter((model) => mapping[model])
        .map((model, rank) => ({
            model,
            id: mapping[model] ?? "",
            rank,
            prior: priors.get(model) ?? 0,
            answer: signal(waitingAnswer(performance.now())),
        }));
}
