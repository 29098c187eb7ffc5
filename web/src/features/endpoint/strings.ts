// The words about setting up: the ways on, servers on this machine, signing in, keys. Those of the sheet come
// with the sheet (pool-strings.ts).

import { count, plural } from "../../lib/format.ts";
import type { VaultProblem } from "../../lib/vault/vault.ts";
import { words } from "../../lib/words.ts";

const models = (n: number) => `${count(n)} ${plural(n, "model", "models")}`;

export const setupStrings = words("setup", {
    ways: {
        title: "To get answers, connect models",
        text: "This tab works out which models to ask, and sends nothing anywhere. To ask them, choose one of these.",
        /** Where a service makes vectors of drafts. */
        textSending: "This tab works out which models to ask. To ask them, choose one of these.",
        hosted: {
            title: "A hosted service",
            text: (n: number, limit: string, days: number) =>
                `Use a key that OpenRouter makes for this page (at most ${limit}, for ${days} days), or your own key for one of ${n} services. You pay the service for each call.`,
            signIn: "Sign in with OpenRouter",
            ownKey: "Use your own key",
        },
        local: {
            title: "A model server on this machine",
            text: "Ollama, LM Studio, llama.cpp or vLLM. It costs nothing, and nothing leaves this machine.",
        },
        look: {
            text: "Just looking? This needs no key and asks nobody:",
            button: "Watch a recorded run",
        },
        askTitle: "Ready to ask",
        ask: (n: number, hosts: string) =>
            `${n === 1 ? "1 model" : `Up to ${models(n)}`} at ${hosts} will get your question, but nothing before you ask.`,
        askHere: (n: number) =>
            n === 1
                ? "1 model in this tab will get your question. It does not leave this machine."
                : `Up to ${models(n)} in this tab will get your question, one after the other. It does not leave this machine.`,
        askBuiltIn: "The model built into this browser will get your question. It does not leave this machine.",
        keyTitle: "The key is needed again",
        key: (host: string) =>
            `The key for ${host} was only in the page's memory. Enter it again; you can choose to have it remembered.`,
        keyButton: "Enter the key",
        lockedTitle: "Your keys are locked",
        locked: (hosts: string) => `The keys for ${hosts} are stored under your passphrase.`,
    },

    search: {
        explain:
            "Your browser may ask whether this page may reach devices or apps here. Allow it: the page asks for a list of models at the ports that such servers use, and only after this click.",
        button: "Look for a server",
        looking: "Looking…",
        again: "Look again",
        inSheet: "Find a model server on this machine",
        tab: "Models that run in this tab",
        found: (name: string, n: number, known: number) =>
            `Found ${name} with ${models(n)}; ${known === 0 ? "none" : count(known)} of them in the index.`,
        choose: "Choose which to ask",
        empty: (name: string) => `Found ${name}, but it serves no model yet. Load one there, then look again.`,
        locked: (name: string, base: string) => `${name} at ${base} needs a key.`,
        enterKey: "Enter its key",
        other: (name: string, base: string) =>
            `Something answers at ${base}, but not with a list of models: it may not be ${name}.`,
        none: "No model server answered",
        noneWhy:
            "A browser does not say whether no server is running or whether one is running that does not allow this page. Start one with its command below, which also allows this page, then look again. If it is already running, stop it first.",
        startOf: (name: string) => `the command that starts ${name}`,
        safari: "Safari does not let web pages reach servers on this machine. Chrome, Edge and Firefox do.",
        denied: "This page may not look: your browser was told not to let it reach this machine. To change that, click the icon to the left of the address, allow access to apps on this device or to the local network, then look again.",
        notLoaded: "You can look once the index is loaded.",
    },

    pill: {
        none: "Connect models",
        ready: (host: string, n: number) => `${host} · ${models(n)}`,
        several: (n: number) => `${n} endpoints`,
        key: (host: string) => `${host} · key needed`,
        /** The same on narrow screens: a part of each. */
        short: { none: "Connect", ready: (n: number) => models(n), key: "key needed" },
    },

    signIn: {
        button: "Sign in with OpenRouter",
        hint: (limit: string, days: number) =>
            `OpenRouter makes a key for this page. It may spend ${limit} and ends after ${days} days, unless you choose otherwise.`,
        leaving: "Going to OpenRouter…",
        exchanging: "Fetching your key…",
        done: "Signed in. The key is kept as chosen below.",
        failed: "The sign-in did not work.",
        why: {
            cancelled: "You did not allow OpenRouter to make a key. Sign in again, or enter a key of your own.",
            code: "OpenRouter did not accept the code it had sent, which is good for one try within some minutes. Sign in again.",
            connection: "OpenRouter could not be reached. Check your connection, then sign in again.",
            elsewhere: "It was begun in another tab or window, or is already over. Sign in again here.",
        },
    },

    keys: {
        passphrase: "Passphrase",
        newPassphrase: "New passphrase",
        repeat: "Repeat the passphrase",
        passphraseHint: (n: number) => `At least ${n} characters; several words are best. It cannot be recovered.`,
        tooShort: (n: number) => `At least ${n} characters.`,
        differ: "The passphrases do not match.",
        set: "Remember under this passphrase",
        working: "Working…",
        unlock: "Unlock",
        unlockHint: "Unlocks the keys stored under it until you lock them or close the page.",
        problems: {
            unavailable: "The browser's storage failed, so nothing was stored. The key is in memory; try again.",
            "wrong-passphrase":
                "The passphrase is wrong, or the stored data to check it is damaged. Nothing was changed.",
            damaged: "The stored key is damaged and cannot be opened. Enter the key again to replace it.",
            locked: "The keys are locked. Unlock them with the passphrase first.",
        } satisfies Record<VaultProblem, string>,
        problemAt: (base: string) => `Key for ${base}:`,
    },
});
