import { SmacsError } from "smacs";
import { Failure, saidBy } from "smacs/wire";
import { failureText } from "../endpoint/failure-text.ts";
import { problemText as indexProblemText } from "../index/problem-text.ts";
import { calibrateStrings } from "./strings.ts";

/** What happened and what to do: at the model, or with the files. */
export function problemText(error: unknown): string {
    if (error instanceof Failure) {
        return [failureText(error), saidBy(error)].filter(Boolean).join(" ");
    }
    if (error instanceof SmacsError && error.code === "empty") {
        return calibrateStrings.noQuestion;
    }
    const { what, said } = indexProblemText({ doing: "build", name: "", error });
    return [...what, said].filter(Boolean).join(" ");
}
