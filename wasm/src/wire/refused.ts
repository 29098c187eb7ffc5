// Which fields of a request an endpoint does not take, from the words of its refusal.
import type { Failure } from "./failure.js";

const refusalWords =
    /unsupported|not (be )?(supported|permitted|allowed|enabled)|unknown|unrecogni[sz]ed|unexpected|extra inputs|cannot find|does not support|use '?max_/i;

const parameterWords = /parameter|field|argument|input|property|keyword|unknown name|option/i;

/**
 * The fields among `sent` that the failure refuses. A limit of tokens may also be named because it is too large, so for
 * it the failure must contain a word of refusal. `spellings`: patterns for fields whose names are common words.
 */
export function refusedFields(
    { status, said }: Failure,
    sent: readonly string[],
    spellings: Readonly<Record<string, RegExp>> = {},
): string[] {
    const names = (field: string) => {
        if (field === "logprobs") {
            return /log.?prob/i.test(said);
        }
        const name = spellings[field] ?? new RegExp(`\\b${field}\\b`, "i");
        return name.test(said) && (!/^max_/.test(field) || refusalWords.test(said));
    };
    return status === 400 || status === 422 ? sent.filter(names) : [];
}

/** Whether the failure refuses a field without naming one that was sent. */
export function isAboutField({ status, said, kind }: Failure): boolean {
    const turnedAway = (status === 400 || status === 422) && kind === "bad-request";
    return turnedAway && parameterWords.test(said) && refusalWords.test(said);
}
