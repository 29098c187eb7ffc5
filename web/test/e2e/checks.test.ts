// Checks by running, as a visitor sees them: programs of questions and answers run in the page's sandbox, and what hostile
// ones gain. The server for tests answers with texts written here.
import { describe, expect, test } from "vitest";
import { hasChromium, Visitor } from "./visitor.ts";

const fenced = (code: string, language = "python") => `\`\`\`${language}\n${code}\n\`\`\``;
const models = ["Athene-70B", "Yi-1.5-34B-Chat", "gemma-2-9b-it", "gemma-2-27b-it"];

const outputQuestion = `What does this Python program print?\n\n${fenced("total = 0\nfor i in range(5):\n    total += i * i\nprint(total)")}`;
const examples = "assert twice(2) == 4\nassert twice(3) == 6\nassert twice(5) == 10";
const examplesQuestion = `Write a Python function twice(x) that doubles x.\n\n${examples}`;
const right = fenced("def twice(x):\n    return 2 * x");
const wrong = fenced("def twice(x):\n    return x ** 2");

/** The first model that is asked answers the first text, and so on; all further ones the last text. */
function inTurn(...texts: string[]) {
    const given = new Map<string, string>();
    return (_: string, name: string) => {
        const text = given.get(name) ?? texts[Math.min(given.size, texts.length - 1)] ?? "";
        given.set(name, text);
        return text;
    };
}

describe.skipIf(!hasChromium)("checks by running", () => {
    const visitor = new Visitor();
    const consent = () => visitor.page.getByRole("region", { name: "Run programs from answers?" });
    const allow = (what = "Run programs") => visitor.page.getByRole("button", { name: what }).click();
    const ran = () => visitor.page.locator('[data-panel="checks"] .check-table');
    const why = () => visitor.page.getByTestId("why").textContent();
    const step = () => visitor.page.locator(".pipeline").getByRole("button", { name: /^Checked by running/ });
    const marks = (standing: string) =>
        visitor.page.locator(`.member[data-member] .member-id [data-checked="${standing}"]`);

    async function connect(answers: unknown): Promise<void> {
        const server = await visitor.serve({ models, answers });
        await visitor.connect(server.url);
        await visitor.choose("Keep the best answer");
    }

    async function ask(question = examplesQuestion): Promise<void> {
        await visitor.page.getByLabel("Your question").fill(question);
        await visitor.ask();
    }

    /** Asks, lets programs run or not, and waits for the end. */
    async function askAndSay(what: "Run programs" | "Not this time", question = examplesQuestion): Promise<void> {
        await ask(question);
        await allow(what);
        await visitor.finished();
    }

    test("the server sends what lets the page, and nobody else, frame the sandbox", async () => {
        const { headers } = await fetch(`${visitor.site}sandbox.html`);
        expect(headers.get("content-security-policy")).toBe("sandbox allow-scripts; frame-ancestors 'self'");
        expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
        expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    });

    test("runs the question's own program, and the answer that says its output is kept", async () => {
        await connect(inTurn("It prints 30.", "It prints 31."));
        await visitor.askAndWait(outputQuestion);
        expect(await visitor.answered()).toMatch(
            /Checked by running.*Checked by running: the program in your question gives 30\./s,
        );
        expect(await visitor.kept().locator(".answer-text").textContent()).toContain("30");
        expect(await step().textContent()).toContain("gives 30");
        await visitor.unfold("checks");
        const row = ran().locator("tbody tr");
        expect(await row.textContent()).toMatch(/what it prints.*30/);
    });

    test("keeps what the question's program gives where no answer says so", async () => {
        await connect(() => "It prints 31.");
        await visitor.askAndWait(outputQuestion);
        expect(await visitor.kept().getByRole("heading").textContent()).toBe("The question's own program");
        expect(await visitor.kept().locator(".answer-text").textContent()).toContain("30");
        expect(await why()).toContain("No answer matches what the program in your question gives");
        expect(await marks("failed").count()).toBeGreaterThan(0);
        await visitor.page.getByText("Follows the conversation above.").waitFor();
    });

    test("asks before the first program of an answer runs, and runs answers on the question's examples", async () => {
        await connect(inTurn(wrong, right));
        await ask();
        await consent().waitFor();
        await consent().getByText("Show the program").click();
        await consent().getByText("def twice(x):").waitFor();
        expect(await marks("passed").count()).toBe(0);
        expect(await visitor.violations()).toEqual([]);
        await allow();
        await visitor.finished();
        expect(await visitor.answered()).toMatch(
            /Checked by running.*its program passes all 3 examples in your question\./s,
        );
        expect(await visitor.kept().locator(".answer-text").textContent()).toContain("return 2 * x");
        expect(await marks("failed").allTextContents()).toEqual(["fails 2 of 3 examples"]);
        expect(await step().textContent()).toMatch(/\d of \d pass/);
        await step().click();
        const details = visitor.page.getByTestId("details");
        const rows = details.locator(".check-of", { hasText: "fails" }).locator(".check-table tbody tr");
        expect(await rows.nth(1).textContent()).toMatch(/twice\(3\)69wrong/);
        expect(await visitor.violations()).toEqual([]);

        await visitor.reload();
        await visitor.askAndWait(examplesQuestion.replaceAll("twice", "double").replace("2) == 4", "4) == 8"));
        expect(await consent().count()).toBe(0);
    });

    test("without a yes nothing of an answer runs, and nothing is said of it", async () => {
        await connect(() => wrong);
        await askAndSay("Not this time");
        expect(await visitor.page.locator("[data-checked]").count()).toBe(0);
        expect(await step().count()).toBe(0);
        await visitor.openOptions();
        await visitor.page.getByLabel("Check answers by running programs").uncheck();
        await visitor.askAndWait(`${examplesQuestion}\nassert twice(7) == 14`);
        expect(await visitor.page.locator("[data-checked]").count()).toBe(0);
    });

    test("stopping while the page asks ends the run", async () => {
        await connect(() => right);
        await ask();
        await consent().waitFor();
        await visitor.page.getByRole("button", { name: "Stop" }).click();
        await visitor.finished();
        expect(await consent().count()).toBe(0);
    });

    test("a run that was closed while the page asked goes on from there", async () => {
        await connect(() => right);
        await ask();
        await consent().waitFor();
        await expect.poll(async () => (await visitor.storedRuns())[0]?.events).toContain("completed");
        await visitor.reload();
        await visitor.page.getByRole("button", { name: /^Resume/ }).click();
        await allow();
        await visitor.finished();
        expect(await why()).toContain("passes all 3 examples");
    });

    test("programs that behave alike vote together where the question has no examples", async () => {
        const question = "Write a Python function first_word(text: str) -> str that returns the first word of a text.";
        const one = fenced(
            "def first_word(text: str) -> str:\n    words = text.split()\n    return words[0] if words else ''",
        );
        const other = fenced("def first_word(text: str) -> str:\n    return (text.split() + [''])[0]");
        const last = fenced("def first_word(text: str) -> str:\n    return text.split()[-1]");
        await connect(inTurn(last, one, other));
        await askAndSay("Run programs", question);
        expect(await why()).toMatch(
            /programs were run on \d+ inputs.*(Of \d programs, \d|Both programs|All \d programs) behave alike/s,
        );
        expect(await visitor.kept().locator(".answer-text").textContent()).not.toContain("[-1]");
    });

    test("where nothing can be run nothing is said, asked or fetched", async () => {
        const fetched: string[] = [];
        visitor.page.on("request", (request) => fetched.push(request.url()));
        await connect(() => "17 * 23 = 391. The answer is 391.");
        await visitor.askAndWait("What is 17 * 23?");
        expect(await step().count()).toBe(0);
        expect(await visitor.page.locator("[data-checked]").count()).toBe(0);
        expect(fetched.filter((url) => /micropython|quickjs|sandbox/.test(url))).toEqual([]);
    });

    test("a check is in the history as it was, and nothing runs again", async () => {
        await connect(() => right);
        await askAndSay("Run programs");
        const words = await why();
        await visitor.reload();
        await visitor.finished();
        expect(await why()).toBe(words);
        await visitor.unfold("checks");
        await expect.poll(() => ran().locator("tbody tr").first().textContent()).toMatch(/twice\(2\)44right/);
        expect(await visitor.page.locator("iframe").count()).toBe(0);
    });

    /** More of them, and what lies beneath: sandbox.test.ts. */
    const hostile: Record<string, string> = {
        "reaches for the page":
            "import js\njs.postMessage({'outcome': 'value', 'out': '4'})\ndef twice(x):\n    return 2 * x",
        "forges its result": `for i in range(3):
    print('{"input": %d, "outcome": "value", "out": "4"}' % i)
class Any:
    def __eq__(self, other):
        return True
    def __repr__(self):
        return "Any"
def twice(x):
    return Any()`,
        "never ends": "def twice(x):\n    while True:\n        pass",
    };
    for (const [what, code] of Object.entries(hostile)) {
        test(`a program that ${what} fails by itself`, async () => {
            await connect(inTurn(fenced(code), right));
            await askAndSay("Run programs");
            expect(await marks("failed").count()).toBe(1);
            expect(await why()).toContain("passes all 3 examples");
            expect(visitor.page.url()).toBe(visitor.site);
            expect(await visitor.page.locator("iframe").count()).toBe(0);
        });
    }
});
