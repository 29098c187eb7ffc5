// The words of the sheet about endpoints that the page does not need: they come with the sheet.
import type { AddressProblem } from "../../engine/address.ts";
import { count, day, dollars, plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

const models = (n: number) => `${count(n)} ${plural(n, "model", "models")}`;

export const sheetStrings = words("sheet", {
    noList: "The endpoint answers, but has no list of models here. It may still serve some: enter their ids.",
    typed: "Ids of its models",
    typedHint: "As the endpoint names them, separated by commas.",
    useTyped: "Use these models",

    endpoint: {
        title: "Models to ask",
        service: "Service",
        servicePick: "Choose, or type an address",
        hosted: "Hosted, with your key",
        local: "On this machine",
        address: "Address",
        addressHint: "Any endpoint that uses the OpenAI or Anthropic format, with or without /v1.",
        addressUsed: (base: string) => `Requests go to ${base}`,
        addressProblem: {
            empty: "",
            invalid: "This is not an address.",
            scheme: "The address has to start with http:// or https://.",
            credentials: "Remove the user name and password from the address.",
            query: "Remove the question mark and what follows it. Enter a key in the field below.",
        } satisfies Record<AddressProblem, string>,
        notReachable:
            "This page may only contact the services in the list and this machine, so that even a bug in it cannot send your key elsewhere.",
        otherPage: "Open the page for other addresses",
        anyHost:
            "This page may contact any address, so that you can use an endpoint of your own. Make sure that the address you enter is the right one.",
        strictPage: "Use the page for known services",
        key: "Key",
        keyHint: "Sent only to this endpoint, never as part of an address. Most local servers need none.",
        keyGone: "A key belongs to one address: it was cleared when the address changed.",
        fetch: "Fetch models",
        fetching: "Fetching…",
        fetched: (n: number) => `The endpoint serves ${models(n)}.`,
        fetchFailed: "The list of models could not be loaded",
        done: (n: number) => `Use ${plural(n, "this model", `these ${n} models`)}`,
        forget: "Remove this endpoint",
        list: "Endpoints",
        add: "Add another endpoint",
        blank: "New endpoint",
        standing: {
            ready: (n: number) => models(n),
            key: "key needed",
            unset: "no models yet",
        },
        wire: "Format",
        wires: { openai: "OpenAI's", anthropic: "Anthropic's" },
    },

    /** What is folded away where an endpoint is ready. */
    connection: (label: string) => `Address and key of ${label}`,

    data: {
        hosted: (host: string) =>
            `When you ask, ${host} gets your key, the question, the earlier turns of the conversation, and the answers to be merged.`,
        relayed: "It passes all but the key on to the companies that run the models.",
        here: "What you ask stays on this machine.",
    },

    keys: {
        keep: "Remember the key",
        keepings: {
            memory: "Until this page closes",
            device: "On this device",
            passphrase: "Under a passphrase",
        },
        protects: {
            memory: "It is only in this page's memory, and is gone when you close or reload the page.",
            device: "It is stored encrypted with a key that the browser gives to no script, so none of the browser's files contain it as text. But anyone who uses or copies this browser profile, and any script of this site, can use it.",
            passphrase:
                "It is stored encrypted with a passphrase that is stored nowhere, so nobody can read it without the passphrase. While it is unlocked, anyone who uses this page, and any script of this site, can use it.",
        },
        nothing:
            "Nothing here protects against malware on this machine or a malicious version of this page. Limit keys at their service.",
        unavailable:
            "This browser does not let the page remember keys: a private window, storage switched off, or an address without https. Keys stay in memory, and everything else works.",
        forgotten: "Forgot it? Delete these keys",
        forgottenSure: "The keys under the passphrase will be deleted. You can enter them again.",
        forgottenYes: "Delete them",
        manage: "Keys and stored data",
        list: "Remembered keys",
        empty: "No key is remembered.",
        under: { device: "on this device", passphrase: "under the passphrase" },
        forget: "Forget",
        forgetOf: (base: string) => `the key for ${base}`,
        lock: "Lock now",
        lockHint: "Locks the keys under the passphrase in all tabs. Asking then needs the passphrase again.",
        locked: "Locked.",
        wipe: "Delete all…",
        wipeHint: "Keys, endpoints, model matches, prices, limits and test results.",
        wipeSure:
            "All keys, all endpoints with their models and prices, and all test results will be deleted from this browser, in all tabs. Questions and answers stay.",
        wipeYes: "Delete all",
        wiped: "Everything was deleted.",
        no: "Keep it",
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
});
