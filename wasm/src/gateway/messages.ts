// The messages of a chat request as a run takes them: the system's text, earlier turns, and the question.
import type { HistoryMessage } from "../run-messages.js";
import { isRecord, isString } from "../wire/json.js";
import { badField } from "./errors.js";

export interface Conversation {
    /** "" for none. */
    system: string;
    history: HistoryMessage[];
    question: string;
}

type Role = "system" | "user" | "assistant" | "tool";

const roles: ReadonlyMap<unknown, Role> = new Map([
    ["system", "system"],
    ["developer", "system"],
    ["user", "user"],
    ["assistant", "assistant"],
    ["tool", "tool"],
    ["function", "tool"],
] as const);

interface Turn {
    role: Role;
    text: string;
    /** What of it is no text, in the words of the API: "image_url", "tool_calls". */
    beyondText: string | undefined;
    param: string;
}

/** For a run of several models: text alone, and the last word is the user's. */
export function conversationOf(messages: unknown, model: string): Conversation {
    const turns = turnsOf(messages);
    for (const { beyondText, param } of turns) {
        if (beyondText) {
            throw badField(
                param,
                `${model} compares texts and takes no ${beyondText}. Use smacs/route, which passes it on to one model.`,
                "unsupported_value",
            );
        }
    }
    const asked = turns.at(-1);
    if (asked?.role !== "user") {
        throw badField("messages", "The last message must be the user's: it is the question.");
    }
    return joined(turns.slice(0, -1), asked.text);
}

/** For one model, which gets the messages as they are: the user's last text is the question to route by. */
export function routedConversation(messages: unknown): Conversation {
    const turns = turnsOf(messages);
    const asked = turns.filter(({ role, text }) => role === "user" && text.trim() !== "").at(-1);
    return joined(asked ? turns.slice(0, turns.indexOf(asked)) : [], asked?.text ?? "");
}

function joined(before: readonly Turn[], question: string): Conversation {
    if (question.trim() === "") {
        throw badField("messages", "There is no question: no message of the user's has text.");
    }
    const system = before.filter(({ role, text }) => role === "system" && text.trim() !== "");
    return {
        system: system.map(({ text }) => text).join("\n\n"),
        history: before.flatMap(({ role, text }) =>
            (role === "user" || role === "assistant") && text !== "" ? [{ role, content: text }] : [],
        ),
        question,
    };
}

function turnsOf(messages: unknown): Turn[] {
    if (!Array.isArray(messages) || messages.length === 0) {
        throw badField("messages", "messages must be a list of at least one message.");
    }
    return messages.map((message: unknown, at) => turnOf(message, `messages[${at}]`));
}

function turnOf(message: unknown, param: string): Turn {
    const role = isRecord(message) ? roles.get(message.role) : undefined;
    if (!isRecord(message) || !role) {
        throw badField(param, `${param} must have the role system, developer, user, assistant or tool.`);
    }
    const { content, tool_calls: calls } = message;
    const parts: unknown[] = Array.isArray(content) ? content : content == null ? [] : [content];
    const texts = parts.map(textOf);
    const other = parts.find((_, at) => texts[at] === undefined);
    const called = (Array.isArray(calls) && calls.length > 0) || isRecord(message.function_call);
    return {
        role,
        text: texts.filter((text) => text !== undefined).join("\n"),
        beyondText:
            role === "tool"
                ? "results of tools"
                : called
                  ? "tool_calls"
                  : other === undefined
                    ? undefined
                    : typeName(other),
        param,
    };
}

/** The text of a part; undefined if it is none. */
function textOf(part: unknown): string | undefined {
    if (isString(part)) {
        return part;
    }
    const text =
        isRecord(part) && (part.type === "text" ? part.text : part.type === "refusal" ? part.refusal : undefined);
    return isString(text) ? text : undefined;
}

const typeName = (part: unknown) => (isRecord(part) && isString(part.type) ? part.type : "content of this form");
