// Replies in the shapes of other APIs, which gateways and wrong addresses give. The command has the same rule
// (src/wire/shapes.c).
import { isRecord, isString } from "./json.js";

type Body = Record<string, unknown>;

/**
 * A document as one of chat completions, made of its own parts: messages of Ollama, Cohere, Anthropic and Bedrock, texts of
 * llama.cpp and TGI, the Responses API whole and as events, Gemini's candidates. Others stay as they are.
 */
export function asCompletion(body: unknown): unknown {
    if (!isRecord(body) || body.choices) {
        return body;
    }
    const inner = [body.result, body.output].find(isRecord);
    return inner ? adopted({ ...body, ...inner }, true) : adopted(body, false);
}

/** `inside`: the document stood in another. */
function adopted(body: Body, inside: boolean): Body {
    const { response, output, candidates, usage } = body;
    const whole = Array.isArray(output) ? body : response;
    if (isRecord(whole) && Array.isArray(whole.output)) {
        const { model, error } = whole;
        return { ...shaped(body, answered(whole, whole.output.filter(isRecord)), whole.usage), model, error };
    }
    const event = choiceOfEvent(body);
    if (event) {
        return shaped(body, event);
    }
    if (Array.isArray(candidates) && isRecord(candidates[0])) {
        return shaped(body, proposed(candidates[0]), body.usageMetadata);
    }
    const said = saidIn(body, inside);
    if (!said) {
        return body;
    }
    const reason = reasons.map((name) => body[name]).find(isString);
    const ends = body.done === true || body.stop === true;
    const piece = "done" in body || "stop" in body;
    const choice = { [piece ? "delta" : "message"]: said, finish_reason: reason || (ends ? "stop" : undefined) };
    return shaped(body, choice, isRecord(usage) ? (usage.tokens ?? usage) : body);
}

const reasons = ["done_reason", "finish_reason", "stop_reason", "stopReason", "stop_type"];

/** The message, or the text that stands in place of one. */
function saidIn(body: Body, inside: boolean): Body | undefined {
    const { message, response, thinking, generated_text, content } = body;
    if (isRecord(message)) {
        return (message.content ?? message.thinking) === undefined ? undefined : message;
    }
    if (isString(response) && (inside || "done" in body)) {
        return { content: response, thinking };
    }
    const ends = body.type === "message" || "stop" in body;
    return isString(generated_text) ? { content: generated_text } : content && ends ? { content } : undefined;
}

function shaped(body: Body, choice: Body, counts?: unknown): Body {
    const count = (names: string) =>
        names
            .split(" ")
            .map((name) => isRecord(counts) && counts[name])
            .find(Boolean);
    const usage = {
        prompt_tokens: count("input_tokens prompt_eval_count promptTokenCount inputTokens"),
        completion_tokens: count("output_tokens eval_count candidatesTokenCount outputTokens"),
        total_tokens: count("total_tokens totalTokenCount totalTokens"),
    };
    return { ...body, choices: [choice], usage: usage.prompt_tokens ? usage : body.usage };
}

/** What an event adds, of the Responses API or Anthropic's. */
function choiceOfEvent({ type, delta }: Body): Body | undefined {
    const [, part, other] =
        (isString(type) &&
            /^(?:response\.(output_text\.|refusal\.|reasoning)|(content_block|message)_delta)/.exec(type)) ||
        [];
    if (part && isString(delta)) {
        return { delta: { [part === "output_text." ? "content" : part.replace(".", "")]: delta } };
    }
    return other && isRecord(delta)
        ? { delta: { content: delta.text, thinking: delta.thinking }, finish_reason: delta.stop_reason }
        : undefined;
}

/** A whole response. Items of thoughts have the whole as content, or a summary. */
function answered({ status, incomplete_details: details }: Body, output: Body[]): Body {
    const partsOf = (type: string) =>
        output
            .filter((item) => item.type === type)
            .map(({ content, summary }) =>
                Array.isArray(content) && content.length === 0 ? summary : (content ?? summary),
            );
    const why = (isRecord(details) && details.reason) || "length";
    const goesOn = status === "in_progress" || status === "queued";
    return {
        message: { reasoning: partsOf("reasoning"), content: partsOf("message") },
        finish_reason: goesOn ? undefined : status === "incomplete" ? why : status,
    };
}

/** One of Gemini's candidates. */
function proposed({ content, finishReason }: Body): Body {
    const parts = isRecord(content) && Array.isArray(content.parts) ? content.parts.filter(isRecord) : [];
    const [reasoning, said] = [true, false].map((thought) =>
        parts.filter((part) => (part.thought === true) === thought),
    );
    return { delta: { reasoning, content: said }, finish_reason: finishReason };
}
