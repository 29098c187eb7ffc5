/* A token at the end of a sentence about it ("It is <|im_end|>") stays. */
#include "wire/controls.h"
#include "answer/scan.h"

enum { ROLE_MAX = 16, NAME_MAX_SIZE = 40 };

static bool ends_folded(smacs_text text, const char *word) {
    const size_t size = strlen(word);
    return text.size >= size && smacs_text_begins_folded(smacs_text_after(text, text.size - size), word);
}

/* The size of the longest of `words`, which end with NULL, at the end of the text; 0: of none. */
static size_t measure_last(smacs_text text, const char *const *words) {
    size_t longest = 0;
    for (size_t i = 0; words[i]; i++) {
        const size_t size = strlen(words[i]);
        longest = size > longest && ends_folded(text, words[i]) ? size : longest;
    }
    return longest;
}

static const char *const angle_starts[] = {"<|", "<\xEF\xBD\x9C", NULL};
static const char *const angle_ends[] = {"|>", "\xEF\xBD\x9C>", NULL};
static const char *const square_starts[] = {"[|", NULL};
static const char *const square_ends[] = {"|]", NULL};

/* The size of a token such as <|im_end|>, <｜end▁of▁sentence｜> or [|endofturn|] at the end. */
static size_t measure_piped(smacs_text text, const char *const *starts, const char *const *ends) {
    const size_t end = measure_last(text, ends);
    size_t at = text.size - end, name = 0;
    while (end > 0 && at > 0 && name < NAME_MAX_SIZE) {
        const size_t start = measure_last(smacs_text_before(text, at), starts);
        if (start > 0) {
            return name > 0 ? text.size - at + start : 0;
        }
        const char c = text.data[at - 1];
        const bool line = at >= 3 && memcmp(text.data + at - 3, "\xE2\x96\x81", 3) == 0; /* ▁ */
        if (!line && !smacs_is_letter(c) && !smacs_is_digit(c) && c != '_' && c != '-') {
            return 0;
        }
        at -= line ? 3 : 1;
        name++;
    }
    return 0;
}

/* The size of a token that opens a turn, with the role behind it, at the end. */
static size_t measure_turn(smacs_text text) {
    static const char *const turns[] = {"<|im_start|>", "<|start_header_id|>", "<|start|>", "<|eot_id|>", NULL};
    size_t role = 0;
    while (role < text.size && role < ROLE_MAX && smacs_is_letter(text.data[text.size - role - 1])) {
        role++;
    }
    const size_t turn = measure_last(smacs_text_before(text, text.size - role), turns);
    return turn > 0 ? turn + role : 0;
}

static size_t measure_token(smacs_text text) {
    static const char *const tokens[] = {
        "</s>",    "<s>",           "<eos>",           "<eot>", "<eod>",   "<bos>", "<pad>", "<extra_id_1>",
        "<turn|>", "<end_of_turn>", "<start_of_turn>", "[eos]", "[/inst]", "[e~[",  NULL};
    const size_t turn = measure_turn(text), angles = measure_piped(text, angle_starts, angle_ends),
                 piped = angles > 0 ? angles : measure_piped(text, square_starts, square_ends);
    return turn > 0 ? turn : piped > 0 ? piped : measure_last(text, tokens);
}

/* Whether the text ends with what comes before a name. */
static bool is_naming(smacs_text before) {
    static const char *const words[] = {"is",    "are", "be",   "by",     "with",  "the", "use",
                                        "token", "tag", "mark", "called", "named", NULL};
    size_t spaces = 0;
    while (spaces < before.size && before.data[before.size - spaces - 1] == ' ') {
        spaces++;
    }
    const smacs_text sentence = smacs_text_before(before, before.size - spaces);
    const size_t word = measure_last(sentence, words);
    const char last = sentence.size > 0 ? sentence.data[sentence.size - 1] : 0;
    const char ahead = word > 0 && word < sentence.size ? sentence.data[sentence.size - word - 1] : ' ';
    const bool whole = word > 0 && !smacs_is_letter(ahead) && !smacs_is_digit(ahead) && ahead != '_';
    return spaces > 0 && (last == ':' || last == '=' || whole);
}

static size_t measure_first(smacs_text text) {
    static const char *const tokens[] = {"<|im_start|>assistant",
                                         "<|start_header_id|>assistant<|end_header_id|>",
                                         "<|start_header_id|>assistant",
                                         "<|begin_of_text|>",
                                         "<|start_response|>",
                                         "<|begin_of_solution|>",
                                         "<|assistant|>",
                                         "<s>",
                                         "<bos>"};
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        if (smacs_text_begins_folded(text, tokens[i])) {
            return strlen(tokens[i]);
        }
    }
    return 0;
}

smacs_text wire_without_controls(smacs_text text) {
    text = smacs_text_trimmed(text);
    for (size_t size = measure_token(text); size > 0; size = measure_token(text)) {
        const smacs_text before = smacs_text_before(text, text.size - size);
        if (is_naming(before)) {
            break;
        }
        text = smacs_text_trimmed(before);
    }
    for (size_t size = measure_first(text); size > 0; size = measure_first(text)) {
        text = smacs_text_trimmed(smacs_text_after(text, size));
    }
    return text;
}
