// What the recorder and the table share.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const folder = dirname(fileURLToPath(import.meta.url));

export const contractLine = 'End your reply with one line "Answer: " and your final answer.';

/** The further turns that were tried, by the name of the way. */
export const statePrompts = {
    state: "State only your final answer, in as few words as possible. If the question has no short final answer, reply: n/a",
    bare: "State only your final answer, in as few words as possible.",
};
