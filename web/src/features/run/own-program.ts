import { words } from "../../lib/words.ts";

/** What a question's program is called where a model's name would stand. The history needs no other word of checks. */
export const ownProgram = words("ownProgram", "The question's own program");
