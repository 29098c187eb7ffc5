// What came of asking a model back.
import { words } from "../../lib/words.ts";

export const askedBackStrings = words("askedBack", {
    flying: "asking back",
    said: "asked back: ",
    none: "asked back: it says that there is no short answer",
    unbelieved: "asked back, but this is not in its answer: ",
    failed: "asked back, without a reply",
    cancelled: "asking back was not needed",
});
