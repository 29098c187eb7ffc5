// The words of the sheet about endpoints that the page does not need: they come with the sheet.
import { day, dollars, plural } from "../../lib/format.ts";

export const sheetStrings = {
    noList: "The endpoint answers, but has no list of models here. It may still serve some: type their ids.",
    typed: "Ids of its models",
    typedHint: "As the endpoint names them, with commas between them.",
    useTyped: "Use these models",

    /** What is folded away where an endpoint is ready. */
    connection: (label: string) => `Address and key of ${label}`,

    data: {
        hosted: (host: string) =>
            `When you ask, ${host} gets your key, the question, the earlier turns of the conversation, and the answers to be merged.`,
        relayed: "It passes all but the key on to the companies that run the models.",
        here: "What you ask stays on this machine.",
    },

    terms: {
        title: "Limit and expiry of the key",
        limit: "Spend at most",
        expiry: "Ends after",
        dollars: (limit: number) => dollars(limit),
        noLimit: "No limit",
        days: (days: number) => `${days} ${plural(days, "day", "days")}`,
        never: "Never",
        asks: "The page asks OpenRouter for this. What it granted is shown here once you are signed in.",
        reading: "Asking OpenRouter what the key may do…",
        unread: "OpenRouter does not say here what the key may do.",
        spends: (limit: number, left: number | undefined) =>
            left === undefined || left >= limit
                ? `The key may spend ${dollars(limit)}.`
                : `The key may spend ${dollars(limit)}, of which ${dollars(left)} is left.`,
        unlimited: "OpenRouter set no spending limit on this key.",
        ends: (iso: string) => `It ends on ${day(iso)}.`,
        endless: "It does not expire.",
        change: "Change or revoke it at openrouter.ai/settings/keys.",
    },

    builtIn: {
        title: "The model built into this browser",
        text: "No key and no server: your browser runs it, and nothing leaves this machine. The page is not told which model it is, so its answers count for less until it is calibrated.",
        unavailable: "Your browser could run a model of its own, but says that this machine cannot.",
        downloadable: "The browser has to download it first, which may be several gigabytes.",
        downloading: "The browser is downloading it.",
        starting: "Starting it…",
        progress: (share: number) => `${Math.floor(100 * share)} % downloaded`,
        available: "It is ready.",
        used: "It is among your models.",
        checking: "Asking the browser…",
        download: "Download and use it",
        use: "Use it",
        stop: "Stop waiting",
        failed: (message: string) => `The browser could not start it${message === "" ? "." : `: ${message}`}`,
        retry: "Try again",
    },
};
