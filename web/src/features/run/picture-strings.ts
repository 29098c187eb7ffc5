import { count, plural } from "../../lib/format.ts";
import { words } from "../../lib/words.ts";

export const pictureStrings = words("picture", {
    unnamed: "the picture",
    remove: (name: string) => `Remove ${name}`,
    carried: (n: number) =>
        `${n === 1 ? "The picture" : `The ${count(n)} pictures`} above in this conversation ${plural(n, "goes", "go")} along.`,
    missing: (n: number) =>
        n === 1
            ? "The models saw a picture that is not here: links and files hold only the text."
            : `The models saw ${count(n)} pictures that are not here: links and files hold only the text.`,
    leftOut: (n: number) =>
        n === 1
            ? "Links and saved files do not contain the picture, and say so."
            : `Links and saved files do not contain the ${count(n)} pictures, and say so.`,
    seeing: (n: number, all: number) =>
        `Only models that take pictures are asked: ${count(n)} of the ${count(all)} that are selected.`,
    blind: "None of the selected models is known to take pictures. Remove the picture, select a model that does, or, if one of these does, tick “Takes pictures” in its details.",
});
