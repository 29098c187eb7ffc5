import { count, plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

export const pictureStrings = words("picture", {
    unnamed: "the picture",
    remove: (name: string) => `Take ${name} out`,
    carried: (n: number) =>
        `${n === 1 ? "The picture" : `The ${count(n)} pictures`} above in this conversation ${plural(n, "goes", "go")} along.`,
    missing: (n: number) =>
        n === 1
            ? "The models saw a picture that is not here: links and files hold only the text."
            : `The models saw ${count(n)} pictures that are not here: links and files hold only the text.`,
    leftOut: (n: number) =>
        n === 1
            ? "Copies, files and links leave the picture out, and say so."
            : `Copies, files and links leave the ${count(n)} pictures out, and say so.`,
    seeing: (n: number, all: number) =>
        `Only models that take pictures are asked: ${count(n)} of the ${count(all)} that are selected.`,
    blind: "None of the selected models is known to take pictures. Take the picture out, select a model that does, or, if one of these does, tick “Takes pictures” in its details.",
});
