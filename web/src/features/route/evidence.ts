// The neighbours' tests and subjects, gathered by test.
import type { Evidence } from "smacs";
import { routeStrings } from "./strings.ts";

export interface TestShare {
    benchmark: string;
    share: number;
    questions: number;
    subjects: { name: string; share: number }[];
}

/** Largest share first. */
export function byTest(evidence: readonly Evidence[]): TestShare[] {
    const tests = new Map<string, TestShare>();
    for (const entry of evidence) {
        const benchmark = testName(entry.benchmark);
        const test = tests.get(benchmark) ?? { benchmark, share: 0, questions: 0, subjects: [] };
        tests.set(benchmark, test);
        test.share += entry.share;
        test.questions += entry.questions;
        for (const name of subjectsOf(entry)) {
            test.subjects.push({ name, share: entry.share });
        }
    }
    const sorted = [...tests.values()].sort((a, b) => b.share - a.share);
    for (const test of sorted) {
        test.subjects.sort((a, b) => b.share - a.share);
    }
    return sorted;
}

export function testName(benchmark: string | null): string {
    return benchmark === null ? routeStrings.evidence.unknown : (routeStrings.benchmarks[benchmark] ?? benchmark);
}

/** "sql_optimization/index_advice" -> "sql optimization: index advice" */
export function subjectName(category: string): string {
    return category.replaceAll("_", " ").replaceAll("/", ": ");
}

/** The subject, unless the test's name says it: "Trick Question Bench" is about tricks. */
export function subjectsOf({ benchmark, category = null }: { benchmark: string | null; category?: string | null }) {
    const name = category ? subjectName(category) : "";
    return name === "" || testName(benchmark).toLowerCase().includes(name.toLowerCase()) ? [] : [name];
}

/** A question's test and subject. */
export function namesOf(question: { benchmark: string | null; category?: string | null }): string[] {
    return [testName(question.benchmark), ...subjectsOf(question)];
}
