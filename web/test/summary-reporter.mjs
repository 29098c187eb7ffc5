// Ends a run with one line, "N passed, N failed, N skipped", for the count over all suites of the project.
export default class SummaryReporter {
    onTestRunEnd(modules, errors) {
        const counts = { passed: 0, failed: errors.length, skipped: 0 };
        for (const module of modules) {
            const tests = [...module.children.allTests()];
            for (const test of tests) {
                const { state } = test.result();
                counts[state === "passed" || state === "failed" ? state : "skipped"]++;
                if (state === "skipped") {
                    console.log(`skipped: ${test.fullName}`);
                }
            }
            // A file that could not even be read has no test that could fail.
            counts.failed += module.errors().length;
        }
        console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    }
}
