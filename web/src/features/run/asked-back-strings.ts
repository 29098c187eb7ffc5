// What came of asking a model back.
import { words } from "../../lib/words.ts";

export const askedBackStrings = words("askedBack", {
    flying: "asked to clarify",
    said: "clarified: ",
    none: "asked to clarify: says that there is no short answer",
    unbelieved: "clarified, but this is not in its answer: ",
    failed: "asked to clarify, without a reply",
    cancelled: "did not need to clarify",
});
