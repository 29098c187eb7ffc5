// Pictures that go with a question: beside its text, as each wire spells them.
import type { ChatMessage } from "./endpoint.ts";

export interface Picture {
    name: string;
    type: "image/png" | "image/jpeg";
    /** Base64. */
    data: string;
    /** In pixels. */
    width: number;
    height: number;
}

/** A picture and the question that it came with. */
export interface SentPicture extends Picture {
    question: string;
}

export interface SentMessage {
    role: ChatMessage["role"];
    content: string | Record<string, unknown>[];
}

/**
 * The messages, with each picture in those of the user that hold its question: also in what a model gets that merges or
 * compares answers.
 */
export function withPictures(
    messages: readonly ChatMessage[],
    pictures: readonly SentPicture[],
    wire: "openai" | "anthropic",
): SentMessage[] {
    return messages.map(({ role, content }) => {
        const here = role === "user" ? pictures.filter(({ question }) => content.includes(question)) : [];
        return here.length === 0
            ? { role, content }
            : { role, content: [...here.map(spell[wire]), { type: "text", text: content }] };
    });
}

const spell: Record<"openai" | "anthropic", (picture: Picture) => Record<string, unknown>> = {
    openai: ({ type, data }: Picture) => ({ type: "image_url", image_url: { url: dataAddress({ type, data }) } }),
    anthropic: ({ type, data }: Picture) => ({ type: "image", source: { type: "base64", media_type: type, data } }),
};

/** The picture as an address of its own. */
export const dataAddress = ({ type, data }: Pick<Picture, "type" | "data">) => `data:${type};base64,${data}`;

/** What services count for it, about: Anthropic documents a token for each 750 pixels. */
export const tokensOfPicture = ({ width, height }: Picture) => Math.ceil((width * height) / 750);

/** What was stored. */
export function arePictures(value: unknown): value is SentPicture[] {
    const fits = (one: Partial<Record<keyof SentPicture, unknown>> | null) =>
        typeof one === "object" &&
        one !== null &&
        (one.type === "image/png" || one.type === "image/jpeg") &&
        typeof one.data === "string" &&
        /^[\w+/]*={0,2}$/.test(one.data) &&
        [one.name, one.question].every((text) => typeof text === "string") &&
        [one.width, one.height].every(Number.isFinite);
    return Array.isArray(value) && value.every(fits);
}

/** The pictures that came with the question itself. */
export function ownPictures(pictures: readonly SentPicture[] = [], question: string): SentPicture[] {
    return pictures.filter((picture) => picture.question === question);
}
