// The documentation inside the page.
import { words } from "../../lib/words.ts";

/** A heading and paragraphs. */
export interface HelpPart {
    title: string;
    text: readonly string[];
}

export const helpStrings = words("help", {
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
        intro: "For each question, the page looks up which models did well on similar questions, asks those, and keeps the most likely answer. Everything except the calls happens in this tab.",
        live: "The figures below are for the question you are typing.",
        liveRun: "The figures below are for the open run.",
        neighbours: {
            title: "1. Similar questions",
            text: [
                "The index holds thousands of public test questions and, for each, which models got it right. Your question is compared with all of them, and the most similar ones count. Key words show what the nearest ones are about.",
                "If the index has nothing like your question (a greeting, this week's news, some languages), the page says so and shows the models' general ranking.",
            ],
        },
        priors: {
            title: "2. What to expect of each model",
            text: [
                "From those questions, the page works out how likely each model is to be right. The paper calls this its prior. The model's results on that kind of question count most, adjusted by its results on the most similar questions. The thin line is one standard error to either side. It is long if a model has few results on similar questions, or if the index has no similar questions. The figure is then close to the model's average.",
                "Each bar says what it rests on: results on similar questions, published results, or only the model's family and size. A striped bar is inferred rather than measured on similar questions. A model about which nothing is known has no bar and is asked only if you select it.",
            ],
        },
        panel: {
            title: "3. Models and answers",
            text: [
                "The chart shows exactly the models that would be asked, in order. Together they are the panel. The model that is best at this kind of question comes first, unless another is clearly ahead on the most similar questions. For the rest, general ability counts a little too. Calls are made in waves: once two answers agree and none disagrees, or the lead is safe, the remaining calls are not made. The page shows how many calls that saves.",
                "If the final answer of a reply cannot be read for sure, a short further call asks the model to state it. The statement counts only if the reply contains it. You can turn this off under “More options”.",
            ],
        },
        subsets: {
            title: "4. Merged versions",
            text: [
                "To merge the answers, the page draws several subsets of them. Each leaves some out at random, those of weaker models more often. One model writes a merged version from each subset, so no bad answer reaches all versions. The versions are the candidates. Without merging, the answers themselves are.",
            ],
        },
        checks: {
            title: "Checks by running",
            text: [
                "If your question contains a program and asks what it gives, the page runs that program. If it asks for a program, the page runs the programs in the answers on your examples, and on further inputs to see which behave alike. Answers that fail are out. Once an answer passes enough, no more models are asked. This is the strongest evidence that the page has.",
                "The page can run Python and JavaScript. Where it finds no program, it runs nothing. You can turn this off under “More options”.",
            ],
        },
        score: {
            title: "5. The score, and what is kept",
            text: [
                "Agreement is how similar a candidate is to the others. Confidence is how certain the model was of its words, if its server reports that. Vote is how likely the final answer is, given the final answers of all models, each weighted by its prior. The candidate with the highest sum is kept.",
                "If hardly any model had given the answer of the best merged version, the best single answer is kept instead.",
                "Then the page says how many of 100 such answers are right, as measured on recorded answers. Where nothing can be compared, it says why.",
            ],
        },
        matrix: "The matrix has a row for each model and a column for each candidate. A filled square means that this version was written with that model's answer or, without merging, that the two answers agree. If a single answer is kept instead of the merged versions, it is the last column. The score is below each column.",
        noRun: "Ask a question, or watch the recorded run, to see its matrix here.",
        modesTitle: "What can happen to the answers",
        paperTitle: "How it differs from the paper",
        paper: [
            "The method is SMACS (arXiv 2507.14200). “As in the paper” follows it to the letter. In the other modes, gaps in the data do not count as wrong answers, a lead needs evidence, calls stop early, and the models' vote protects against deceptive answers.",
            "Measured on recorded answers (ZeroEval, 454 questions, 2026-11-23): one deceptive answer among seven takes the page's selection from 79.9 to 77.0 percent right, and the paper's procedure, with a merging model that obeys it, from 79.7 to 7.7.",
        ],
        limitsTitle: "What it cannot do",
        limits: [
            "It knows models only by their results on public benchmarks, up to the date that the index states. For questions unlike all of those, the priors say little, as the standard errors show.",
            "Open questions have no final answer to compare. What is known about the models then decides, together with similarity.",
            "If all models are about equally good, the gain over a plain majority is tiny or none: 79.9 against 80.0 percent on the same test. The gain comes when some models are much better than others.",
        ],
        link: "The paper: arXiv 2507.14200",
        termsTitle: "Terms",
    },

    keyboard: {
        key: "Key",
        what: "What it does",
        rows: [
            ["Ctrl + Enter", "asks, wherever you are (Cmd + Enter on a Mac)"],
            ["Esc", "stops the run; closes an open sheet"],
            ["?", "opens this help"],
            ["Tab", "moves to the next control"],
            ["Arrow keys", "move through the matrix, tabs, the history, and answers shown one at a time"],
            ["Home, End", "first and last square of a row; first and last tab"],
            ["Enter", "shows details of a square or a step; opens a question of the history"],
            ["Delete", "deletes a question in the history; you can undo it"],
        ] as readonly (readonly [string, string])[],
        /** `%s` is what browsers put the typed words in the place of. */
        search: "To ask from the address bar, add a site search in your browser's settings, with a shortcut of your own and this address:",
        searchAfter:
            "What you type behind the shortcut is then written into the question; nothing is asked by itself. If the page is installed on a phone, other apps can share text to it in the same way.",
    },

    privacy: [
        {
            title: "What is sent",
            text: [
                "Nothing before you ask. Then your question, with earlier turns if it is a follow-up, goes from this tab straight to the models that you connected. Merging sends their answers to the model that merges. There is no server of ours, no analytics and no cookie.",
                "There is one exception, which you have to choose: if a service makes the vectors of your index, it gets the question's text each time you pause while writing.",
                "Models that run in this tab send nothing. To download one, the page contacts the host named beside it, which sees your network address.",
                "The service that you use sees your question, your key and your network address, and has its own rules for them.",
            ],
        },
        {
            title: "What stays on this device",
            text: [
                "Your draft, options, endpoints, prices and what was learnt about models are in this site's local storage. Questions and answers are in its database, as are indexes that you load or build, and your marks of right and wrong answers. Models for the tab are in its private files. You can delete all of it under “History”, “Models to ask” and “Your marks”.",
            ],
        },
        {
            title: "Keys",
            text: [
                "A key is in this tab's memory, and gone when you close or reload it. It belongs to one address: when the address changes, it is cleared. It is never part of an address, a trace, an export or a message.",
                "If it is remembered on this device, it is encrypted with a key that scripts cannot read. Anyone who uses this browser profile, or copies all of it, can still use it.",
                "If it is remembered under a passphrase, only the passphrase opens it. While it is open, it is like any other key.",
                "Nothing protects against malware on this device, or against a page that was tampered with on its server.",
            ],
        },
        {
            title: "What the page forbids itself",
            text: [
                "Its security policy lets it contact the services in its list, the host of the models for the tab and this machine, and no other address. The page for other addresses (custom.html) may contact any, and says so.",
                "What models write is treated as hostile: their scripts, forms and styles are removed, images are not loaded, and links say where they lead. Answers go to a merging model between marks that they cannot forge.",
                "Programs from answers run only after you have allowed it: in a frame that belongs to no site, in an interpreter that can reach neither network, files nor page, for a few seconds. They only return values. Whether these are right is decided outside.",
                "Exports and traces contain questions, answers and decisions, but no keys.",
            ],
        },
    ] as readonly HelpPart[],

    trouble: {
        local: {
            title: "A server on this machine does not answer",
            text: [
                "A browser lets a page read from another address only if the server there allows the page's origin (CORS). To the page, a server that does not allow it looks like one that is not running. Start yours with its command:",
            ],
        },
        parts: [
            {
                title: "Models in the tab are slow or stop",
                text: [
                    "They run on this machine's processor, at a few tens of tokens per second for the smallest, one answer at a time. Close other programs, choose fewer models, or set “Maximum calls”.",
                    "Unless the host sends headers that isolate the page, browsers give it only one thread. From the second visit on, the page isolates itself.",
                    "A model that needs more memory than the browser allows fails and is loaded again for the next question. Choose a smaller one under “Models to ask”.",
                ],
            },
            {
                title: "The browser asks about the local network, or refused it",
                text: [
                    "Chrome, from version 142 on, asks before a page may reach programs on this machine. Press “Look for a server” and allow it. If you refused once, allow it again in the site settings, beside the address.",
                ],
            },
            {
                title: "Only “No connection”, though the service works elsewhere",
                text: [
                    "Some services answer a wrong key in a way that browsers hide from pages. Check the key first.",
                    "The page for known services may contact only those. For others, open the page for other addresses.",
                ],
            },
            {
                title: "Too many requests, or no credit",
                text: [
                    "Free plans allow few calls a minute. Choose “One call at a time” and fewer models. The page waits and asks again by itself up to three times, and says so.",
                    "No credit left: top up at the service. The answers of the other models are still used.",
                ],
            },
            {
                title: "It takes too long",
                text: [
                    "“Decide now” or “Merge now” continues with the answers that have arrived. You can set a time limit for all calls, and for a single model in the list of models.",
                ],
            },
            {
                title: "The page was closed or the phone slept during a run",
                text: [
                    "Open it again: the run is there with everything that had arrived. “Resume” repeats only the interrupted calls. “Finish” makes no call.",
                ],
            },
            {
                title: "A trace does not open",
                text: ["It opens with the index and embedder that it was made with. Load those under “Index” first."],
            },
            {
                title: "Nothing is remembered",
                text: [
                    "Private windows and full disks keep pages from storing anything. Everything works, but is gone when you close the tab. Save traces as files.",
                ],
            },
        ] as readonly HelpPart[],
        limits: {
            title: "Limits",
            text: [
                "At most 12 models are asked, out of at most 256. An answer may have 4,096 tokens unless you set another limit. An index may be as large as 32-bit memory allows.",
            ],
        },
    },

    about: {
        version: (version: string) => `SMACS for the browser, version ${version}`,
        licence: "Open source under the MIT licence. Other software in the page has its own licences:",
        licences: "Licences",
        index: (questions: string, models: string, digest: string) =>
            `The index in use: ${questions} questions, ${models} models, ${digest}.`,
        date: (month: string) => `Its evidence goes up to ${month}. Newer models and results are not in it.`,
        embedder: (name: string) => `Its embedder: ${name}.`,
    },
});
