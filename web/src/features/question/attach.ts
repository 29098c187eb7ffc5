// Files in a question: the text of one goes into it, where it can be seen and cut before anything is sent; a picture
// goes beside it.
import type { Picture } from "../../engine/pictures.ts";
import { bytes } from "../../lib/format.ts";
import { readPicture } from "./picture.ts";
import { questionStrings } from "./strings.ts";

/** In bytes. More would fill the context of most models. */
const largest = 200_000;

/** More would fill the context too, and are refused by some services. */
export const mostPictures = 4;

export interface Attached {
    /** The question with the file's text behind it; left out: it has none, or was not taken. */
    question?: string;
    picture?: Picture;
    /** For people: what was added, or why not. */
    said: string;
}

/** Never rejects. `pictures`: how many there are already. */
export async function attach(file: File, question: string, pictures: number): Promise<Attached> {
    const words = questionStrings.attach;
    const name = file.name || words.unnamed;
    if (file.type.startsWith("image/")) {
        return attachPicture(file, name, pictures);
    }
    if (/^(audio|video)\//.test(file.type)) {
        return { said: words.media(name) };
    }
    if (file.size > largest) {
        return { said: words.large(name, bytes(file.size), bytes(largest)) };
    }
    try {
        const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
        if (text.includes("\0")) {
            return { said: words.binary(name) };
        }
        const before = question.trimEnd();
        const added = `${words.file(name)}\n${fenced(text)}\n`;
        return {
            question: before === "" ? added : `${before}\n\n${added}`,
            // Rounded, a few letters would be 0 kB.
            said: words.added(name, bytes(Math.max(file.size, 100))),
        };
    } catch {
        return { said: words.binary(name) };
    }
}

async function attachPicture(file: File, name: string, pictures: number): Promise<Attached> {
    const words = questionStrings.attach;
    if (pictures >= mostPictures) {
        return { said: words.many(name, mostPictures) };
    }
    try {
        const picture = await readPicture(file);
        return { picture, said: words.picture(name, picture.width, picture.height) };
    } catch {
        return { said: words.unreadable(name) };
    }
}

/** Between marks that the text does not hold itself. */
function fenced(text: string): string {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    return `${fence}\n${text.replace(/\n$/, "")}\n${fence}`;
}
