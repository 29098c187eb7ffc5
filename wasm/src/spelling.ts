// The core's messages spell their fields in snake_case (schema/run.schema.json), options of JavaScript in camelCase.
// Here the one becomes the other, for everything that a run is told.

type CamelCase<Name> = Name extends `${infer Head}_${infer Tail}`
    ? `${Head}${Capitalize<CamelCase<Tail> & string>}`
    : Name;

/** A message of the schema with every field in camelCase: `earlyStop` for `early_stop`. */
export type Options<Message> = Message extends readonly (infer Item)[]
    ? Options<Item>[]
    : Message extends object
      ? { [Name in keyof Message as CamelCase<Name>]: Options<Message[Name]> }
      : Message;

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The JSON text of a message, however its fields are spelt. */
export function messageText<Message>(message: Message | Options<Message>): string {
    return JSON.stringify(message, (_, value: unknown) =>
        typeof value === "string" ? speakable(value) : spelt(value),
    );
}

/** The message that options say; one that is a message already stays as it is. Parts of it are left alone. */
export function spelt(value: unknown): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return value;
    }
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [snakeCase(name), part]));
}

/** U+0000 and halves of surrogate pairs have no place in the core's texts. */
function speakable(text: string): string {
    const whole = text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text;
    return /[\uD800-\uDFFF]/.test(whole) ? whole.replace(loneSurrogate, "\uFFFD") : whole;
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
