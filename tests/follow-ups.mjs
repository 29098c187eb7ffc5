// Measures what follow-up questions are routed by (src/prior/README.md, "Questions of a conversation"), on conversations
// made up for this, with the default index. It is no test.
//
// usage: node tests/follow-ups.mjs
import { readFileSync } from "node:fs";
import { Embedder, ScoreIndex, Smacs } from "../wasm/dist/index.js";

/** What they are about, how they begin, and what is asked then, one after the other. */
const threads = [
    {
        of: "SQL",
        first: "Write a SQL query that lists each customer with the total amount of their orders in 2024, including customers without orders, sorted by the total.",
        follow: [
            "and in Postgres?",
            "Can you make it faster?",
            "What about customers without an address?",
            "Why a left join?",
            "Add a column with the number of orders.",
            "Is that safe against duplicates?",
            "Now only the top ten.",
            "That gives an error.",
            "and in Python?",
            "Und für MySQL?",
        ],
    },
    {
        of: "medicine",
        first: "A 54-year-old man with type 2 diabetes has had chest pain radiating to the left arm for two hours, and his troponin is raised. Which treatment should be given first?",
        follow: [
            "And if he is allergic to aspirin?",
            "Why not beta blockers?",
            "What dose?",
            "Are you sure?",
            "What would change for a pregnant woman?",
            "How long should that be continued?",
            "And in children?",
            "Explain the mechanism.",
            "what are the side effects",
            "What if his kidneys are bad?",
        ],
    },
    {
        of: "mathematics",
        first: "Let f be a polynomial of degree 4 with real coefficients such that f(1)=f(2)=f(3)=0 and f(0)=12. Find the sum of all possible values of f(4) if the fourth root is an integer between 5 and 10.",
        follow: [
            "And if the degree is 5?",
            "Show the second step again.",
            "Why is that allowed?",
            "Can you prove it?",
            "Is there a shorter way?",
            "What about complex roots?",
            "and for f(5)?",
            "Check this.",
            "I get 24 instead.",
            "Generalise this.",
        ],
    },
    {
        of: "arithmetic",
        first: "Natalia sold 48 clips to her friends in April, and half as many in May. She earned 3 dollars per clip and spent a quarter on new material. How much money does she have left?",
        follow: [
            "And of 20?",
            "What if she spends half?",
            "And in June, with twice as many?",
            "How many is that per week?",
            "Are you sure?",
            "and in euros?",
            "Now with 5 friends.",
            "Why a quarter?",
        ],
    },
    {
        of: "code",
        first: "Given this Python function: def f(s): return ''.join(sorted(set(s), key=s.index))[::-1] - what is returned for f('banana split')? Trace the execution step by step.",
        follow: [
            "and in JavaScript?",
            "What about an empty string?",
            "Why is it reversed?",
            "Make it shorter.",
            "Does that work with unicode?",
            "What is its complexity?",
            "And for f('hello')?",
            "Write a test for it.",
        ],
    },
    {
        of: "law",
        first: "A landlord refused to return the deposit because of normal wear and tear after a ten year lease. Under the common law of contract and property, which remedies does the tenant have, and who bears the burden of proof?",
        follow: [
            "And in Germany?",
            "What if there was no written contract?",
            "How long does she have?",
            "Who pays the costs?",
            "Is that the same for shops?",
            "Why?",
            "Cite a case.",
        ],
    },
    {
        of: "geology",
        first: "Which processes form evaporite deposits in a restricted marine basin, and in which order do gypsum, halite and potassium salts precipitate as seawater evaporates?",
        follow: [
            "How long does that take?",
            "And in lakes?",
            "What about temperature?",
            "Where are examples?",
            "Why in that order?",
            "Can it be reversed?",
            "Give me a short summary.",
        ],
    },
    {
        of: "puzzle",
        first: "There are 5 houses numbered 1 to 5 from left to right. Each person has a different name, pet, and favourite drink. Bob lives next to the owner of the cat. The one who drinks tea lives in house 3. Who owns the fish?",
        follow: [
            "And who drinks milk?",
            "Why not house 2?",
            "Explain the last step.",
            "What if Bob lives in 5?",
            "Is it unique?",
            "Show it as a table.",
        ],
    },
];
const short = [
    "What is the capital of France?",
    "Translate 'good morning' into Japanese.",
    "How do I boil an egg?",
    "Who wrote Faust?",
    "What is 17 * 23?",
    "Solve x^2 - 5x + 6 = 0.",
    "What is the boiling point of ethanol?",
    "Write a haiku about rain.",
    "What does HTTP 404 mean?",
    "Which drug treats malaria?",
    "How do I reverse a list in Python?",
    "Define consideration in contract law.",
    "What causes earthquakes?",
    "How many days are in a leap year?",
    "Was ist die Hauptstadt von Peru?",
    "Select all rows of a table where the name is null in SQL.",
];
const long = [
    "A train leaves Hamburg at 14:05 and travels at 120 kilometres per hour. Another train leaves Munich, 780 kilometres away, at 15:35 with 150 kilometres per hour. When do they meet?",
    "Write a SQL query for PostgreSQL that returns, for each department, the three employees with the highest salaries, using a window function, and explain how ties are handled.",
    "A 6-year-old girl has fever, a sandpaper-like rash and a strawberry tongue. Which organism is most likely the cause, and which antibiotic is the first choice?",
    "Explain how the doctrine of promissory estoppel differs from consideration in the law of contract, and when courts apply it to prevent injustice.",
    "What is the output of the following code? def f(nums): nums.sort(); return [x for x in nums if x % 2 == 0][-1] for f([3, 8, 1, 6, 11])",
    "Find all integers n such that n^2 + 3n + 5 is divisible by 121, and prove that your list is complete using modular arithmetic.",
    "Which sedimentary structures indicate deposition by turbidity currents on a submarine fan, and how does the Bouma sequence record the waning flow?",
    "In a hexagonal close packed crystal of magnesium, derive the ratio of the lattice constants c and a and the packing fraction from the geometry of touching spheres.",
];

const read = (name) => readFileSync(new URL(`../web/assets/${name}`, import.meta.url));
const smacs = await Smacs.load();
const embedder = Embedder.open(smacs, read("default.sme"));
const index = ScoreIndex.open(smacs, read("default.smx"));
const route = (question, earlier = []) => index.route(embedder, question, { earlier });

/** Share of the neighbours of one route that the other has too. */
function shared(a, b) {
    const ids = new Set(b.neighbours.map(({ id }) => id));
    return a.neighbours.filter(({ id }) => ids.has(id)).length / a.neighbours.length;
}
const mean = (values) => (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);
const count = (values) => `${values.filter(Boolean).length} of ${values.length}`;

function report(what, pairs) {
    console.log(
        `${what}: neighbours shared ${mean(pairs.map(([a, b]) => shared(a, b)))}, same first model ${count(
            pairs.map(([a, b]) => a.panel[0] === b.panel[0]),
        )}, same test ${count(pairs.map(([a, b]) => a.evidence[0].benchmark === b.evidence[0].benchmark))}, together ${count(
            pairs.map(([, b]) => b.earlier > 0),
        )}`,
    );
}

const steps = threads.flatMap(({ first, follow }) => {
    const about = route(first);
    return follow.map((question, at) => ({ about, question, first, all: [first, ...follow.slice(0, at)] }));
});
report(
    "follow-ups by their own words",
    steps.map(({ about, question }) => [about, route(question)]),
);
report(
    "after the first question",
    steps.map(({ about, question, first }) => [about, route(question, [first])]),
);
report(
    "after all before",
    steps.map(({ about, question, all }) => [about, route(question, all)]),
);
for (const [what, questions] of Object.entries({ long, short })) {
    const pairs = questions.flatMap((question) =>
        threads.map(({ first }) => [route(question), route(question, [first])]),
    );
    report(`${what} questions about something else, against their own words`, pairs);
}
