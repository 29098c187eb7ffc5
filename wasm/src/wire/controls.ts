// Tokens that control a model's turns. Some servers leave them in the text, at its end or at its start. The command has
// the same rule (src/wire/controls.c).
import { inside, type Range } from "./range.js";

/** Of any model: <|im_end|>, <｜end▁of▁sentence｜>, </s>, <end_of_turn>, [EOS], [e~[; with the role that one opens. */
const atEnd =
    /(?:<\|(?:im_start|start_header_id|start|eot_id)\|>[a-z]{0,16}|<[|｜][a-z0-9_▁-]{1,40}[|｜]>|\[\|[a-z0-9_-]{1,40}\|\]|<\/?s>|<(?:eo[sdt]|bos|pad|extra_id_1|turn\||(?:start|end)_of_turn)>|\[(?:eos|\/inst)\]|\[e~\[)$/i;

/** The end of a sentence about such a token: "It is <|im_end|>" */
const naming = /(?:\b(?:is|are|be|by|with|the|use|token|tag|mark|called|named)|[:=]) +$/i;

/**
 * Of any model, where a word of the name opens a turn or an answer: <|im_start|>, <｜begin▁of▁sentence｜>; with the role
 * that it opens and the end of that. A token that a sentence begins with ("<|im_start|> is ..") stays.
 */
const atStart =
    /^(?:<[|｜](?!start[|｜])(?=(?:[a-z]*[_▁-])*(?:start|begin|bos|assistant|response|answer|chatbot)[_▁|｜-])(?![a-z_▁-]*(?:think|thought|reason|reflect|scratch|analys|monolog|inner|tool))[a-z_▁-]{1,40}[|｜]>(?:assistant)?(?:<[|｜][a-z_▁-]*(?:end|sep)[a-z_▁-]*[|｜]>)?|<s>|<bos>)(?! (?:mark|token|(?:is|are|means|tells|and|or|begins|starts|opens) ))/i;

/** Around an answer, unless quoted. */
const frames = /(?<![`"'])<\|(?:begin|end)_of_box\|>(?![`"'])/gi;

export const withoutFrames = (text: string) => text.replace(frames, "");

/** As long as one such token at most, with what stands before it. */
const window = 96;

/** The range of the raw text without such tokens and white space at both ends. */
export function withoutControls(raw: string): Range {
    let { start, end } = inside(raw, 0, raw.length);
    for (let found = atEnd.exec(raw.slice(Math.max(start, end - window), end)); found; ) {
        const before = end - found[0].length;
        if (naming.test(raw.slice(Math.max(start, before - window), before))) {
            break;
        }
        end = inside(raw, start, before).end;
        found = atEnd.exec(raw.slice(Math.max(start, end - window), end));
    }
    for (let found = atStart.exec(raw.slice(start, Math.min(end, start + window))); found; ) {
        start = inside(raw, start + found[0].length, end).start;
        found = atStart.exec(raw.slice(start, Math.min(end, start + window)));
    }
    return { start, end };
}
