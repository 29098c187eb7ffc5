// The words about setting up: the ways on, endpoints, servers on this machine, keys. Those about choosing models come
// with the sheet (pool-strings.ts).

import type { AddressProblem } from "../../engine/address.ts";
import { usualTerms } from "../../engine/openrouter-signin.ts";
import { count, plural } from "../../lib/format.ts";
import type { VaultProblem } from "../../lib/vault/vault.ts";

const models = (n: number) => `${count(n)} ${plural(n, "model", "models")}`;

export const setupStrings = {
    ways: {
        title: "To get answers, connect models",
        text: "This tab works out which models to ask, and sends nothing anywhere. To ask them, choose one of these.",
        hosted: {
            title: "A hosted service",
            text: (n: number) =>
                `Use a key that OpenRouter makes for this page (at most $${usualTerms.limit}, for ${usualTerms.days} days), or your own key for one of ${n} services. You pay the service for each call.`,
            signIn: "Sign in with OpenRouter",
            ownKey: "Use your own key",
        },
        local: {
            title: "A model server on this machine",
            text: "Ollama, LM Studio, llama.cpp or vLLM. It costs nothing, and nothing leaves this machine.",
        },
        look: {
            title: "Just look",
            text: "Without connecting anything, you can see which models a question would go to and why: the panel, how certain it is, and the benchmarks behind it.",
            button: "Watch a recorded run",
        },
        askTitle: "Ready to ask",
        ask: (n: number, hosts: string) =>
            `Up to ${models(n)} at ${hosts} will get your question. Nothing is sent before you ask.`,
        askHere: (n: number) =>
            `Up to ${models(n)} in this tab will get your question, one after the other. It does not leave this machine.`,
        keyTitle: "The key is needed again",
        key: (host: string) =>
            `The key for ${host} was only in the page's memory. Enter it again; you can choose to have it remembered.`,
        keyButton: "Enter the key",
        lockedTitle: "Your keys are locked",
        locked: (hosts: string) => `The keys for ${hosts} are stored under your passphrase.`,
    },

    search: {
        explain:
            "Your browser may ask whether this page may reach devices or apps here. Allow it: the page asks for a list of models at the ports that such servers take, and only after this click.",
        button: "Look for a server",
        looking: "Looking…",
        again: "Look again",
        inSheet: "Find a model server on this machine",
        tab: "Models that run in this tab",
        found: (name: string, n: number, known: number) =>
            `Found ${name} with ${models(n)}; ${known === 0 ? "none" : count(known)} of them in the index.`,
        choose: "Choose which to ask",
        empty: (name: string) => `Found ${name}, but it serves no model yet. Load one there, then look again.`,
        locked: (name: string, base: string) => `${name} at ${base} wants a key.`,
        enterKey: "Enter its key",
        other: (name: string, base: string) =>
            `Something answers at ${base}, but not with a list of models: it may not be ${name}.`,
        none: "No model server answered",
        noneWhy:
            "A browser does not say whether no server runs or one runs that does not allow this page. Start one with its command below, which does both, then look again. If it is already running, stop it first.",
        startOf: (name: string) => `the command that starts ${name}`,
        safari: "Safari lets pages from the web reach no server on this machine; Chrome, Edge and Firefox do.",
        denied: "This page may not look: your browser was told not to let it reach this machine. To change that, click the icon to the left of the address, allow access to apps on this device or to the local network, then look again.",
        notLoaded: "This waits until the index is loaded.",
    },

    pill: {
        none: "Connect models",
        ready: (host: string, n: number) => `${host} · ${models(n)}`,
        several: (n: number) => `${n} endpoints`,
        key: (host: string) => `${host} · key needed`,
        /** The same on narrow screens: a part of each. */
        short: { none: "Connect", ready: (n: number) => models(n), key: "key needed" },
    },

    endpoint: {
        title: "Models to ask",
        service: "Service",
        servicePick: "Choose, or type an address",
        hosted: "Hosted, with your key",
        local: "On this machine",
        address: "Address",
        addressHint: "Any endpoint with the OpenAI or Anthropic format, with or without /v1.",
        addressUsed: (base: string) => `Requests go to ${base}`,
        addressProblem: {
            empty: "",
            invalid: "This is not an address.",
            scheme: "The address has to start with http:// or https://.",
            credentials: "Remove the user name and password from the address.",
            query: "Remove the question mark and what follows it. Enter a key in the field below.",
        } satisfies Record<AddressProblem, string>,
        notReachable:
            "This page may only contact the services in the list and this machine, so that a fault in it could not send your key elsewhere.",
        otherPage: "Open the page for other addresses",
        anyHost:
            "This page may contact any address, so that you can use an endpoint of your own. Be sure of the address you enter.",
        strictPage: "Use the page for known services",
        key: "Key",
        keyHint: "Sent only to this endpoint, never as part of an address. Most local servers need none.",
        keyGone: "A key belongs to one address: it was cleared when the address changed.",
        signIn: {
            button: "Sign in with OpenRouter",
            hint: `Or let OpenRouter make a key for this page: with a limit of $${usualTerms.limit} and for ${usualTerms.days} days, unless you choose otherwise.`,
            leaving: "Going to OpenRouter…",
            exchanging: "Fetching your key…",
            done: "Signed in. The key is kept as chosen below.",
            failed: "The sign-in did not work.",
            refused: "OpenRouter was not allowed to make a key.",
        },
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
        problems: {
            unavailable: "The browser's storage failed, so nothing was stored. The key is in memory; try again.",
            "wrong-passphrase":
                "The passphrase is wrong, or the stored data to check it is damaged. Nothing was changed.",
            damaged: "The stored key is damaged and cannot be opened. Enter the key again to replace it.",
            locked: "The keys are locked. Unlock them with the passphrase first.",
        } satisfies Record<VaultProblem, string>,
        problemAt: (base: string) => `Key for ${base}:`,
    },
};
