// Text files in a question: their text goes into it, where it can be seen and cut before anything is sent.
import { bytes } from "../../lib/format.ts";
import { questionStrings } from "./strings.ts";

/** In bytes. More would fill the context of most models. */
const largest = 200_000;

export interface Attached {
    /** The question with the file's text behind it; undefined: it was not taken. */
    question: string | undefined;
    /** For people: what was added, or why not. */
    said: string;
}

/** Never rejects. */
export async function attach(file: File, question: string): Promise<Attached> {
    const words = questionStrings.attach;
    const name = file.name || words.unnamed;
    if (/^(image|audio|video)\//.test(file.type)) {
        return { question: undefined, said: words.media(name) };
    }
    if (file.size > largest) {
        return { question: undefined, said: words.large(name, bytes(file.size), bytes(largest)) };
    }
    try {
        const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
        if (text.includes("\0")) {
            return { question: undefined, said: words.binary(name) };
        }
        const before = question.trimEnd();
        const added = `${words.file(name)}\n${fenced(text)}\n`;
        return {
            question: before === "" ? added : `${before}\n\n${added}`,
            // Rounded, a few letters would be 0 kB.
            said: words.added(name, bytes(Math.max(file.size, 100))),
        };
    } catch {
        return { question: undefined, said: words.binary(name) };
    }
}

/** Between marks that the text does not hold itself. */
function fenced(text: string): string {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}\n${text.replace(/\n$/, "")}\n${fence}`;
}
