// The documentation inside the page.

/** A heading and paragraphs. */
export interface HelpPart {
    title: string;
    text: readonly string[];
}

export const helpStrings = {
    title: "How it works",
    label: "Parts of the help",
    tabs: {
        decides: "How it decides",
        keyboard: "Keyboard",
        privacy: "Privacy and keys",
        trouble: "When something fails",
        about: "About",
    },

    decides: {
        intro: "For each question, the page looks up which open models did well on questions like it, asks those, and keeps the answer that they together find most likely. Everything but the calls happens in this tab.",
        live: "The drawings are of the question that is typed now.",
        liveRun: "The drawings are of the run that is open.",
        neighbours: {
            title: "1. Similar questions",
            text: [
                "The index holds thousands of public test questions and, for each, which models got it right. Your question is compared with all of them, and the most similar ones count.",
            ],
        },
        priors: {
            title: "2. Priors",
            text: [
                "From those, each model gets a prior: how likely it is to be right here. What kind of question it is counts most: how the model did on that kind, moved by how it did on the most similar questions. The thin line is one standard error to either side. It is wide where few similar questions were tried with a model, and where the question is unlike all that the index knows: then the prior is close to the model's average.",
            ],
        },
        panel: {
            title: "3. Panel and answers",
            text: [
                "The best few models are asked. The one that is best at this kind of question leads, unless another is clearly ahead on the most similar ones; among the rest, how able they are in general counts a little too. Their answers are called references. They leave in waves: when two agree and none is against them, or enough do that the lead is safe, the remaining calls are not made, and what that saves is shown.",
            ],
        },
        draws: {
            title: "4. Draws and candidates",
            text: [
                "If the answers are to be merged, several draws are made from them. Each leaves some out at random, answers of weaker models more often. One model writes a merged version from each draw, so that no single bad answer reaches them all. The versions are the candidates; without merging, the answers themselves are.",
            ],
        },
        score: {
            title: "5. The score, and what is kept",
            text: [
                "Agreement is how alike a candidate is to the others. Confidence is how sure the model was of its words, where its server tells. Vote is how likely the models' final answers make this one, each weighted by its prior. The highest sum is kept.",
                "When a merged version says what hardly any model had said, the best single answer is kept instead.",
            ],
        },
        matrix: "The matrix shows it at a glance: a row for each model, a column for each candidate. A filled square means that the version in this column was written with that model's answer at hand, or, without merging, that two answers come to the same. Under each column stands its score.",
        noRun: "Ask a question, or watch the recorded run, to see its matrix here.",
        modesTitle: "What can happen to the answers",
        paperTitle: "Where it differs from the paper",
        paper: [
            "The method is SMACS (arXiv 2507.14200). “As in the paper” follows it to the letter. Otherwise gaps in the data do not count as wrong answers, the lead needs evidence, calls stop early, and a vote of the models guards against answers written to deceive.",
            "Measured on recorded answers (ZeroEval, 454 questions, 2026-11-23): one deceptive answer among seven takes the page's selection from 79.9 to 77.0 percent right, and the paper's run with an aggregator that obeys it from 79.7 to 7.7.",
        ],
        limitsTitle: "What it cannot do",
        limits: [
            "It knows models by their results on public tests. For questions unlike all of those, priors say little; the standard errors show that.",
            "Open-ended questions have no final answer to vote on. Then likeness and confidence decide.",
            "Over a plain majority of the same models there is hardly a gain where all are about equally good: 79.9 against 80.0 percent on the same test. It pays where some are much better than others.",
        ],
        link: "The paper: arXiv 2507.14200",
    },

    keyboard: {
        key: "Key",
        what: "What it does",
        rows: [
            ["Ctrl + Enter", "asks, wherever you are (Cmd + Enter on a Mac)"],
            ["Esc", "stops the run; closes an open sheet"],
            ["?", "opens this help"],
            ["Tab", "goes on to the next control"],
            ["Arrow keys", "move through the matrix, tabs, the history, and answers shown one at a time"],
            ["Home, End", "first and last square of a row; first and last tab"],
            ["Enter", "opens what lies behind a square, a step or a question of the history"],
            ["Delete", "deletes a question in the history; it can be undone"],
        ] as readonly (readonly [string, string])[],
    },

    privacy: [
        {
            title: "What is sent",
            text: [
                "Nothing before you ask. Then your question, with earlier turns if it is a follow-up, goes from this tab straight to the models that you connected; merging sends their answers to the model that merges. There is no server of ours, no analytics, no cookie.",
                "Models that run in this tab send nothing. Fetching one asks the host that its line names for the file, which sees your network address.",
                "The service that you use sees your question, your key and your network address, and has its own rules for them.",
            ],
        },
        {
            title: "What stays on this device",
            text: [
                "Your draft, options, endpoints, prices and what was learnt of models are in this site's local storage. Questions and answers are in its database, and so are indexes that you load or build. Models for the tab are in its private files. Under “History” and “Models to ask” all of it can be deleted.",
            ],
        },
        {
            title: "Keys",
            text: [
                "A key is in this tab's memory, and gone when it is closed or reloaded. It is for one address: it is emptied when the address changes. It is never part of an address, a trace, an export or a message.",
                "Remembered on this device, it is encrypted under a key that scripts cannot read out. Whoever uses this browser profile, or takes a copy of all of it, can still use it.",
                "Remembered under a passphrase, it opens only with that. While it is open, it is like any other key.",
                "Nothing protects from malware on this device, or from a page that was tampered with where it is hosted.",
            ],
        },
        {
            title: "What the page forbids itself",
            text: [
                "Its security policy lets it contact the services in its list, the host of the models for the tab and this machine, and no other address. The page for other addresses (custom.html) may contact any, and says so.",
                "What models write is treated as hostile: no script, no form and no style of theirs comes through, images are not loaded, and links say where they lead. Answers go to a merging model between marks that they cannot forge.",
                "Exports and traces hold questions, answers and decisions, and no keys.",
            ],
        },
    ] as readonly HelpPart[],

    trouble: {
        local: {
            title: "A server on this machine does not answer",
            text: [
                "A browser lets a page read from another address only if the server there allows the page's origin (CORS). If it does not, the page cannot tell that from a server that is not running. Start it with the line for your server:",
            ],
        },
        parts: [
            {
                title: "Models in the tab are slow, or end",
                text: [
                    "They run on this machine's processor, some tens of tokens a second for the smallest. One answers at a time. Close other programs, choose fewer models, or set “At most so many calls”.",
                    "Where a host sends no headers that isolate the page, browsers give it one thread only; from the second visit on the page isolates itself.",
                    "A model that takes more memory than the browser gives ends with an error and is loaded anew for the next question. Choose a smaller one under “Models to ask”.",
                ],
            },
            {
                title: "The browser asks about the local network, or refused it",
                text: [
                    "Chrome, from version 142, asks before a page may reach programs on this machine. Press “Look for a server” and allow it. If you refused once, allow it again in the site settings, beside the address.",
                ],
            },
            {
                title: "Only “No connection”, though the service works elsewhere",
                text: [
                    "Some services answer a wrong key in a way that browsers hide from pages. Check the key first.",
                    "The page for known services may contact these alone. For others, open the page for other addresses.",
                ],
            },
            {
                title: "Too many requests, or no credit",
                text: [
                    "Free plans allow few calls a minute. Choose “One call at a time” and fewer models. The page waits and asks again by itself up to three times, and says so.",
                    "No credit left: top up at the service. What the other models answered is kept and decided on.",
                ],
            },
            {
                title: "It takes too long",
                text: [
                    "“Decide now” or “Merge now” goes on with what is there. A time limit can be set for all calls, and for a single model in the list of models.",
                ],
            },
            {
                title: "The page was closed or the phone slept in the middle",
                text: [
                    "Open it again: the run is there with what had arrived. Go on asks only for what was under way; finishing asks nobody.",
                ],
            },
            {
                title: "A trace does not open",
                text: ["It opens with the index and embedder that it was made with. Load those under “Index” first."],
            },
            {
                title: "Nothing is remembered",
                text: [
                    "Private windows and full disks keep pages from storing. Everything works, but is gone when the tab is closed. Save traces as files.",
                ],
            },
        ] as readonly HelpPart[],
        limits: {
            title: "Limits",
            text: [
                "At most 12 models on a panel and 256 in a pool. An answer may have 4,096 tokens unless you say otherwise. An index may hold as much as 32-bit memory takes.",
            ],
        },
    },

    about: {
        version: (version: string) => `SMACS for the browser, version ${version}`,
        licence: "Open source under the MIT licence. What else is in the page, and under which licences:",
        licences: "Licences",
        index: (questions: string, models: string, digest: string) =>
            `The index in use: ${questions} questions, ${models} models, ${digest}.`,
        embedder: (name: string) => `Its embedder: ${name}.`,
    },
};
