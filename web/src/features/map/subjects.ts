// What a question is about, in a few groups that can be told apart by colour. An index names tests and categories as it
// likes, so groups go by the words in these names; an index that has none of them is grouped by its largest tests.
import type { Domain, IndexInfo } from "smacs";
import { mapStrings } from "./strings.ts";

export interface Subject {
    name: string;
    questions: number;
}

export interface Subjects {
    /** At most `most`, largest first; the last may be all others. */
    groups: Subject[];
    /** The group of each of the index's domains: a place in `groups`. */
    ofDomain: number[];
}

/** As many as map.css has colours. */
export const most = 8;

/** In the order in which they are tried. */
const known: [name: keyof typeof mapStrings.subjects, words: RegExp][] = [
    ["puzzles", /zebra|logic|puzzle|riddle|trick|misguided|attention|chyt|slovak/],
    ["code", /crux|sql|code|coding|program|computer|software|machine.?learning/],
    ["medicine", /medic|med[-_]|health|clinic|anatom|biolog|nutrition|virolog|aging|genetic|jmle|pubmed|nurs|pharma/],
    ["mathematics", /math|gsm|algebra|geometr|calcul|statistic|arithmetic|aime|number|matem/],
    ["science", /physic|chemi|engineer|astronom|geo(?:science|logy|physic)|formation|petro|materials|science/],
    ["law", /law|legal|juris|econom|business|account|market|management|finance|ctala/],
    ["society", /history|philosoph|psycholog|moral|religio|politic|sociolog|human|literature|geograph/],
];

export function subjectsOf({ domains }: Pick<IndexInfo, "domains">): Subjects {
    const names = domains.map(knownName);
    const all = domains.reduce((sum, { questions }) => sum + questions, 0);
    const told = domains.reduce((sum, { questions }, at) => sum + (names[at] ? questions : 0), 0);
    return grouped(domains, told >= all / 2 ? names : domains.map(({ benchmark }) => benchmark ?? undefined));
}

/** The category tells more of a question than the test that it is from. */
function knownName({ benchmark, category = "" }: Domain): string | undefined {
    const find = (text: string) => known.find(([, words]) => words.test(text.toLowerCase()))?.[0];
    const name = find(category) ?? find(benchmark ?? "");
    return name && mapStrings.subjects[name];
}

function grouped(domains: readonly Domain[], names: readonly (string | undefined)[]): Subjects {
    const sizes = new Map<string, number>();
    for (const [at, { questions }] of domains.entries()) {
        const name = names[at] ?? mapStrings.otherSubject;
        sizes.set(name, (sizes.get(name) ?? 0) + questions);
    }
    const others = sizes.get(mapStrings.otherSubject);
    sizes.delete(mapStrings.otherSubject);
    const sorted = [...sizes].sort(([, a], [, b]) => b - a);
    const isWhole = others === undefined && sorted.length <= most;
    const groups = sorted.slice(0, isWhole ? most : most - 1).map(([name, questions]) => ({ name, questions }));
    const rest = sorted.slice(groups.length).reduce((sum, [, questions]) => sum + questions, others ?? 0);
    if (rest > 0) {
        groups.push({ name: mapStrings.otherSubject, questions: rest });
    }
    const place = new Map(groups.map(({ name }, at) => [name, at]));
    return { groups, ofDomain: names.map((name) => place.get(name ?? "") ?? groups.length - 1) };
}
