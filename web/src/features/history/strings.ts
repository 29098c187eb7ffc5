// The words of the history.

import { count, plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";
import type { Preset } from "../endpoint/presets.ts";
import type { HistoryProblem } from "./history.ts";
import type { Standing } from "./view.ts";

const questions = (n: number) => `${count(n)} ${plural(n, "question", "questions")}`;

export const historyStrings = words("history", {
    title: "History",
    intro: "Your questions are stored only in this browser, on this device. You can delete them.",
    reading: "Loading the history…",
    empty: "Nothing here yet. Each question is kept here with its answers until you delete it.",

    search: "Search",
    searchHint: "questions, answers, models",
    found: (n: number, all: number) => (n === all ? questions(n) : `${count(n)} of ${questions(all)}`),
    nothingFound: "No question contains all these words.",
    more: (n: number) => `Show ${count(n)} more`,
    keys: "Arrow keys move through the questions, Enter opens one, Delete deletes it.",

    row: {
        calls: (n: number) => `${count(n)} ${plural(n, "call", "calls")}`,
        free: "no charge",
        /** Ready choices of models. */
        presets: {
            ready: "five makers",
            open: "best open",
            cheap: "cheap ones",
            local: "local ones",
            mine: "my own choice",
        } satisfies Record<Preset, string>,
        noAnswer: "No answer was kept.",
        remove: (question: string) => `Delete “${question}”`,
        select: (question: string) => `Select “${question}”`,
        degraded: "incomplete",
        later: "Follow-up: ",
        more: (title: string) => `More for “${title}”`,
        pin: "Pin to the top",
        unpin: "Unpin",
        rename: "Rename",
        nameLabel: "Name of the conversation",
        nameHint: "Leave it empty to use the first question as the name.",
        saveName: "Save name",
        keepName: "Cancel",
        removeAll: (n: number) => `Delete all ${questions(n)} of this conversation`,
        unfinished: "not finished",
        standings: {
            here: "open in this tab",
            elsewhere: "open in another tab",
            interrupted: "interrupted",
        } satisfies Record<Standing, string>,
    },

    select: {
        start: "Select",
        stop: "Done",
        all: "Select all",
        count: (n: number) => `${count(n)} selected`,
        remove: (n: number) => `Delete ${questions(n)}`,
        sure: (n: number) => `Delete ${questions(n)} for good? This cannot be undone.`,
        yes: "Delete",
        no: "Keep",
    },

    pinned: "Pinned",
    removed: (n: number) => (n === 1 ? "Deleted." : `${questions(n)} deleted.`),
    undo: "Undo",
    notOpened: "This question can no longer be read. You can delete it.",

    storage: {
        title: "Space, export and import",
        used: (n: number, size: string) => `${questions(n)}, ${size}.`,
        site: (used: string, quota: string) => `This page uses ${used} of the ${quota} that the browser allows.`,
        export: "Save all as a file",
        file: "smacs-history.json",
        import: "Add from a file",
        importLabel: "Add a saved history, from a file",
        imported: (n: number) => (n === 0 ? "Nothing new: all of these were already here." : `${questions(n)} added.`),
        clear: "Delete all",
        clearSure: (n: number) => `Delete all ${questions(n)} for good? This cannot be undone.`,
        clearYes: "Delete all",
        clearNo: "Keep them",
        fileHint: "The file contains your questions and all answers in full, but no keys.",
    },

    unreadable: (n: number) => `${questions(n)} can no longer be read.`,
    removeUnreadable: "Delete unreadable entries",

    unstored:
        "The browser could not store a setting, so it is lost when you close this tab. There is no space left, or the browser stores nothing for this page.",
    problems: {
        refused:
            "This browser stores nothing for this page (a private window, for example). The history is lost when you close this tab; save it as a file if you need it.",
        full: "There is no space left, so new questions are lost when you close this tab. Earlier ones are still here: delete some to make space.",
        newer: "A newer version of this page is open in another tab. Reload this one; until then, what you ask here is not kept.",
        failed: "The browser could not store the newest question. The page will try again; until then, keep this tab open.",
    } satisfies Record<HistoryProblem, string>,

    fileProblems: {
        json: "The file is not JSON. It may have been cut short; save it again.",
        format: "The file is not a history of this page. To open the trace of a single run, use “Open a trace” beside the question.",
        version: "The file is from a newer version of this page. Reload this one, then try again.",
        run: (at: number) => `Question ${count(at)} of the file is damaged, so nothing was added.`,
        store: "The browser has no space for it, or stores nothing for this page. Nothing was added.",
    },
});
