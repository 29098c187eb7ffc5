// The words about setting up: the ways on, endpoints and their models, servers on this machine, keys.

import type { AddressProblem } from "../../engine/address.ts";
import type { Capabilities } from "../../engine/capabilities.ts";
import type { MatchKind } from "../../engine/matching.ts";
import { count, day, duration, plural } from "../../lib/format.ts";
import type { VaultProblem } from "../../lib/vault/vault.ts";
import type { Price } from "./prices.ts";

const models = (n: number) => `${count(n)} ${plural(n, "model", "models")}`;

export const setupStrings = {
    ways: {
        title: "To get answers, connect models",
        text: "Which models to ask is worked out in this tab, and nothing is sent anywhere. To ask them, choose a way on.",
        hosted: {
            title: "A hosted service",
            text: (n: number) =>
                `By a key that OpenRouter makes for this page, or your own key for one of ${n} services. You pay the service for what is asked.`,
            signIn: "Sign in with OpenRouter",
            ownKey: "Use your own key",
        },
        local: {
            title: "A model server on this machine",
            text: "Ollama, LM Studio, llama.cpp or vLLM. Costs nothing, and no word leaves this machine.",
        },
        look: {
            title: "Just look",
            text: "Without any of that, you see whom a question would go to and why: the panel, how sure that is, and the tests behind it.",
            button: "Watch a recorded run",
        },
        askTitle: "Ready to ask",
        ask: (n: number, hosts: string) =>
            `Up to ${models(n)} at ${hosts} will get your question. Nothing is sent before you ask.`,
        askHere: (n: number) =>
            `Up to ${models(n)} in this tab will get your question, one after the other. It does not leave this machine.`,
        keyTitle: "The key is needed again",
        key: (host: string) =>
            `The one for ${host} was in the page's memory only. Type it once more, and have it remembered there if you like.`,
        keyButton: "Enter the key",
        lockedTitle: "Your keys are locked",
        locked: (hosts: string) => `Those for ${hosts} are remembered under your passphrase.`,
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
            `Found ${name} with ${models(n)}, of which the index knows ${known === 0 ? "none" : count(known)}.`,
        choose: "Choose which to ask",
        empty: (name: string) => `Found ${name}, but it serves no model yet. Load one there, then look again.`,
        locked: (name: string, base: string) => `${name} at ${base} wants a key.`,
        enterKey: "Enter its key",
        other: (name: string, base: string) =>
            `Something answers at ${base}, but not with a list of models: it may not be ${name}.`,
        none: "No model server answered",
        noneWhy:
            "A browser does not say whether no server runs or one runs that does not allow this page. So start one with its line below, which does both, then look again. If it runs already, end it first.",
        startOf: (name: string) => `the line that starts ${name}`,
        safari: "Safari lets pages from the web reach no server on this machine; Chrome, Edge and Firefox do.",
        denied: "This page may not look: your browser was told not to let it reach this machine. To change that, click the icon to the left of the address, allow access to apps on this device or to the local network, then look again.",
        notLoaded: "This waits until the index is here.",
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
        addressHint: "Of anything that speaks the format of OpenAI or Anthropic, with or without /v1.",
        addressUsed: (base: string) => `Requests go to ${base}`,
        addressProblem: {
            empty: "",
            invalid: "This is not an address.",
            scheme: "The address has to start with http:// or https://.",
            credentials: "Leave user name and password out of the address.",
            query: "Leave out what follows the question mark. A key belongs in the field below.",
        } satisfies Record<AddressProblem, string>,
        notReachable:
            "This page may only contact the services in the list and this machine, so that a fault in it could not send your key elsewhere.",
        otherPage: "Open the page for other addresses",
        anyHost:
            "This page may contact any address, so that you can use an endpoint of your own. Be sure of the address you enter.",
        strictPage: "Use the page for known services",
        key: "Key",
        keyHint: "Never part of an address, and sent to this endpoint only. Local servers mostly want none.",
        keyGone: "A key is for one address only: it was emptied when the address changed.",
        signIn: {
            button: "Sign in with OpenRouter",
            hint: "Or let OpenRouter make a key for this page. You can limit or revoke it there at any time.",
            leaving: "Going to OpenRouter…",
            exchanging: "Fetching your key…",
            done: "Signed in. The key is kept as chosen below.",
            failed: "The sign-in did not work.",
            refused: "OpenRouter was not allowed to make a key.",
        },
        fetch: "Fetch models",
        fetching: "Fetching…",
        fetched: (n: number) => `The endpoint serves ${models(n)}.`,
        fetchFailed: "The list of models did not come",
        done: (n: number) => `Use ${plural(n, "this model", `these ${n} models`)}`,
        forget: "Forget this endpoint",
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

    pool: {
        title: "Who may be asked",
        hint: "Ticked models are the pool that each question's panel is chosen from. What the index knows of a model counts for the one beside it, so change what does not fit.",
        remembered: "These are remembered. Fetch the models to see all that the endpoint serves.",
        none: "The index knows none of these models. They can be asked all the same: tick those that you want.",
        search: "Search these models",
        shown: (shown: number, all: number) => `${count(shown)} of ${models(all)} shown; search for others.`,
        noHit: "No model is called that.",
        testAll: (n: number) => `Test ${plural(n, "the ticked model", `all ${n} ticked`)}`,
        stopTests: "Stop testing",
        tested: (done: number, all: number) => `${done} of ${all} tested.`,
        columns: {
            ask: "Ask",
            model: "Known as",
            input: "In, $ per M",
            output: "Out, $ per M",
            limit: "Limit, s",
        },
        /** Follows a column's word for those who cannot see the row. */
        of: (id: string) => `(${id})`,
        unknown: "not in the index",
        unknownHint: "Nothing is known of how good it is: asked after the others.",
        how: {
            listed: "listed under this id",
            name: "the same name",
            similar: "similar name, please check",
        } satisfies Record<MatchKind, string>,
        chosen: "your choice",
        facts: {
            mean: (share: string, scored: string) => `${share} % of ${scored} questions right`,
            unscored: "no scores yet",
            parameters: (thousandMillions: string) => `${thousandMillions} B`,
            context: (tokens: string) => `${tokens} tokens`,
        },
        price: (price: Price | undefined) =>
            price ? priceWords[price.basis](price.date === undefined ? "" : day(price.date)) : "price unknown",
        priceHalf: "Both prices are needed.",
        priceReset: "Undo",
        priceResetOf: (id: string) => `the price typed for ${id}`,
        usual: "usual",
        noPrice: "?",
        test: "Test",
        calibrate: "Calibrate",
        waiting: "waits for its turn",
        running: "asking…",
        passed: (ms: number, found: Capabilities) => `Answered in ${duration(ms)}. ${abilities(found)}`,
        before: (found: Capabilities) => `As found on ${day(found.at)}: ${abilities(found)}`,
    },

    keys: {
        keep: "Remember the key",
        keepings: {
            memory: "Until this page closes",
            device: "On this device",
            passphrase: "Under a passphrase",
        },
        protects: {
            memory: "It is in this page's memory alone, and gone when you close or reload it.",
            device: "It is stored encrypted, under a key that the browser keeps and hands out to no script, so its text is in none of the browser's files. But whoever uses this browser profile or takes all of it along, and any script of this site, can use it.",
            passphrase:
                "It is stored encrypted under a passphrase that is stored nowhere, so nobody reads it without that. While it is unlocked, whoever uses this page, and any script of this site, can use it.",
        },
        nothing:
            "Nothing here protects against malware on this machine or a malicious version of this page. Limit keys at their service.",
        unavailable:
            "This browser does not let the page remember keys: a private window, storage switched off, or an address without https. They stay in memory, and all else works.",
        passphrase: "Passphrase",
        newPassphrase: "New passphrase",
        repeat: "The same again",
        passphraseHint: (n: number) => `At least ${n} characters; several words are best. It cannot be recovered.`,
        tooShort: (n: number) => `At least ${n} characters.`,
        differ: "The two are not the same.",
        set: "Remember under this passphrase",
        working: "Working…",
        unlock: "Unlock",
        unlockHint: "Opens the keys that are remembered under it, until you lock them or close the page.",
        forgotten: "Forgotten it? Forget these keys",
        forgottenSure: "The keys under the passphrase will be gone. You can type them anew.",
        forgottenYes: "Forget them",
        manage: "Keys and what else is stored",
        list: "Remembered keys",
        empty: "No key is remembered.",
        under: { device: "on this device", passphrase: "under the passphrase" },
        forget: "Forget",
        forgetOf: (base: string) => `the key for ${base}`,
        lock: "Lock now",
        lockHint: "Empties the keys under the passphrase in all tabs; asking needs it again.",
        locked: "Locked.",
        wipe: "Wipe all…",
        wipeHint: "Keys, endpoints, which model is which, prices, limits, and what tests found.",
        wipeSure:
            "All keys, remembered or not, all endpoints with their models and prices, and what tests found will be gone from this browser, in all tabs. Questions and answers stay.",
        wipeYes: "Wipe all",
        wiped: "All of it is gone.",
        no: "Keep it",
        problems: {
            unavailable:
                "The browser's storage did not work just now, so nothing was stored. The key is in memory; try again.",
            "wrong-passphrase":
                "This is not the passphrase, or what it is checked against is damaged. Nothing was changed.",
            damaged: "What is stored cannot be opened: it is damaged. Type the key anew, and it takes its place.",
            locked: "The keys are locked. Unlock them with the passphrase first.",
        } satisfies Record<VaultProblem, string>,
        problemAt: (base: string) => `Key for ${base}:`,
    },
};

const priceWords: Record<Price["basis"], (date: string) => string> = {
    typed: (date) => `typed, ${date}`,
    local: () => "free, on this machine",
    listed: (date) => `from the service's list, ${date}`,
    catalog: (date) => (date === "" ? "catalog" : `catalog, ${date}`),
};

function abilities({ logprobs, streaming, usage }: Capabilities): string {
    const say = (name: string, value: boolean | undefined) =>
        `${name}: ${value === undefined ? "unknown" : value ? "yes" : "no"}`;
    return [say("log-probs", logprobs), say("streaming", streaming), say("token counts", usage)].join(" · ");
}
