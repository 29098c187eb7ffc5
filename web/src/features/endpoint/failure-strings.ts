// The words for calls that failed.
import type { FailureKind } from "smacs/wire";
import { words } from "../../lib/words.ts";

type Said = [what: string, todo: string];

export const failureStrings = words("failure", {
    said: (message: string) => `The endpoint said: ${message}`,

    kinds: {
        "rate-limit": [
            "Too many requests at once, or the limit of your plan is used up.",
            "Wait a minute, then try again; fewer models need fewer calls.",
        ],
        auth: ["The endpoint does not accept the key.", "Check the key and whether it may use this model."],
        credit: ["The account has no credit left.", "Top it up at the service, then try again."],
        refused: [
            "The endpoint's filter refused the question or the answer.",
            "Rephrase the question, or leave this model out.",
        ],
        "unknown-model": [
            "The endpoint does not know this model.",
            "Fetch the list of models again and choose another.",
        ],
        timeout: ["No reply for too long.", "Try again; a model on a small machine may still be loading."],
        network: [
            "No connection. Browsers do not tell pages the reason.",
            "Is the endpoint running, does it allow this page's origin (CORS), and may the browser use your local network?",
        ],
        server: ["The endpoint reported an internal error.", "Try again in a moment."],
        "bad-request": ["The endpoint did not accept the request.", "Its message may say why."],
        "bad-response": [
            "The reply was not in the expected format.",
            "Check that the address matches the chosen format (OpenAI or Anthropic).",
        ],
        empty: ["The reply contained no text.", "Try again."],
        "not-here": ["This model is not available now.", "Connect its endpoint, then try again."],
        cancelled: ["Stopped by you.", "What had arrived is kept here."],
    } satisfies Record<FailureKind, Said>,

    /** Of models in the tab, where that is something else. */
    ofTab: {
        "unknown-model": [
            "This model's weights are missing or damaged.",
            "Fetch it again under Models to ask, then try again.",
        ],
        network: ["The runtime for models in the tab could not be loaded.", "Try again when you are online."],
        server: [
            "The model could not run in this tab.",
            "If memory ran out, close other tabs or choose a smaller model, then try again.",
        ],
        "bad-request": [
            "The model rejected the conversation, most likely because it is too long.",
            "Ask something shorter, or merge fewer answers.",
        ],
    } as Partial<Record<FailureKind, Said>>,

    /** Where its words tell more than the kind. */
    told: {
        overloaded: ["The endpoint is overloaded.", "Try again in a moment."],
        region: ["The endpoint does not serve this model where you are.", "Choose another."],
        retired: ["The endpoint no longer serves this model.", "Choose another."],
        thought: ["The model used up all its tokens on thinking.", "Allow longer answers, then try again."],
    } satisfies Record<string, Said>,

    hints: {
        opaqueAuth: (name: string) => `${name} also answers a wrong key this way, so check the key first.`,
        allowOrigin: (name: string, command: string) => `To allow this page, start ${name} with: ${command}`,
        wait: (time: string) => `The endpoint asks you to wait ${time}.`,
        which: {
            first: ["No reply for too long.", "Try again; a model on a small machine may still be loading."],
            idle: ["The answer began, then stopped for too long.", "Try again."],
            total: ["The answer took longer than the time limit.", "Ask a faster model."],
        },
    },
});
