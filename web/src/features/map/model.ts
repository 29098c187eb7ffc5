// What is said of a question of the index, and what the views of the map share. Pure: no component, no signal.
import type { Neighbour, QuestionInfo, Route } from "smacs";
import { mapStrings } from "./strings.ts";
import type { Subjects } from "./subjects.ts";

/** A question's test and subject in words, as the page names them; none if it says neither. */
export type NamesOf = (question: { benchmark: string | null; category: string | null }) => string[];

/** What a question is about: its text, where the index has it; else its key words, else its test. */
export function aboutOf(
    question: Pick<Neighbour, "text" | "keywords" | "benchmark" | "category">,
    namesOf: NamesOf,
): string {
    const { text, keywords = [] } = question;
    return text || keywords.join(", ") || (namesOf(question)[0] ?? "");
}

/** What else there is to say: where it is from, how many models solved it. */
export function factsOf(question: QuestionInfo | Neighbour, namesOf: NamesOf): string[] {
    const about = aboutOf(question, namesOf);
    const { solved } = question;
    return [
        ...namesOf(question).filter((name) => name !== about),
        ...(solved && solved.of > 0 ? [mapStrings.solved(solved.by, solved.of)] : []),
    ];
}

/** All of it in one line. */
export function lineOf(question: QuestionInfo | Neighbour, namesOf: NamesOf): string {
    return [aboutOf(question, namesOf), ...factsOf(question, namesOf)].join(" · ");
}

/** So many are lit. */
const lit = 10;

/** A neighbour that the map can show. */
export type Near = Neighbour & { number: number };

/** Those of a route that can be shown, nearest first; none where the index has nothing like the question. */
export function nearestOf({ neighbours, nearness }: Route): Near[] {
    const shown = nearness === "none" ? [] : neighbours.slice(0, lit);
    return shown.flatMap((neighbour) =>
        neighbour.number === undefined ? [] : [{ ...neighbour, number: neighbour.number }],
    );
}

/** A cosine from which on two questions say almost the same. */
const almostSame = 0.97;

/** How near a question is to the nearest ones, in a sentence. */
export function nearnessWords({ nearness, neighbours }: Route): string {
    const words = mapStrings.near;
    if (nearness === "none" || nearness === "far") {
        return words[nearness];
    }
    return (neighbours[0]?.similarity ?? 0) >= almostSame ? words.same : words.near;
}

/** The subject of most of these domains, and how many are of it; false where that has no name. */
export function mainSubject(domains: readonly number[], { groups, ofDomain }: Subjects) {
    const counts = new Map<string, number>();
    for (const domain of domains) {
        const name = groups[ofDomain[domain] ?? -1]?.name;
        if (name !== undefined) {
            counts.set(name, (counts.get(name) ?? 0) + 1);
        }
    }
    const [first] = [...counts].sort(([, a], [, b]) => b - a);
    return first && first[0] !== mapStrings.otherSubject && { name: first[0], count: first[1] };
}
