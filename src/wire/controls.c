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

/* The size of the first of `words`, which end with NULL, at the start of the text; 0: of none. */
static size_t measure_begin(smacs_text text, const char *const *words) {
    for (size_t i = 0; words[i]; i++) {
        if (smacs_text_begins_folded(text, words[i])) {
            return strlen(words[i]);
        }
    }
    return 0;
}

static bool has_any(smacs_text text, const char *const *words) {
    bool found = false;
    for (size_t i = 0; words[i] && !found; i++) {
        found = smacs_text_find_folded(text, words[i]) < text.size;
    }
    return found;
}

/* The name of a token such as <|im_start|> at the start, and its size with both ends; 0: there is none. */
static size_t measure_named(smacs_text text, smacs_text *name) {
    const size_t start = measure_begin(text, angle_starts);
    size_t size = 0;
    *name = smacs_text_after(text, start);
    while (size < name->size && size <= NAME_MAX_SIZE) {
        const smacs_text rest = smacs_text_after(*name, size);
        const size_t line = smacs_text_begins(rest, "\xE2\x96\x81") ? 3 : 0; /* ▁ */
        if (line == 0 && !smacs_is_letter(rest.data[0]) && !smacs_is_of(rest.data[0], "_-")) {
            break;
        }
        size += line > 0 ? line : 1;
    }
    const size_t end = measure_begin(smacs_text_after(*name, size), angle_ends);
    *name = smacs_text_before(*name, size);
    return start > 0 && size > 0 && end > 0 ? start + size + end : 0;
}

/* Whether one of the words of a name opens a turn or an answer. */
static bool opens_turn(smacs_text name) {
    static const char *const opening[] = {"start", "begin", "bos", "assistant", "response", "answer", "chatbot", NULL};
    static const char *const others[] = {"think",  "thought", "reason", "reflect", "scratch",
                                         "analys", "monolog", "inner",  "tool",    NULL};
    bool found = false;
    for (size_t at = 0; at < name.size && !found;) {
        size_t size = 0;
        while (smacs_is_letter(smacs_char_at(name, at + size))) {
            size++;
        }
        for (size_t i = 0; opening[i]; i++) {
            found = found || smacs_text_is_folded(smacs_text_before(smacs_text_after(name, at), size), opening[i]);
        }
        at += size + 1;
    }
    return found && !smacs_text_is_folded(name, "start") && !has_any(name, others);
}

/* The size of the token at the start, with the role that it opens and the end of that. A token that a sentence begins
 * with ("<|im_start|> is ..") stays. */
static size_t measure_first(smacs_text text) {
    static const char *const plain[] = {"<s>", "<bos>", NULL}, *const role[] = {"assistant", NULL};
    static const char *const ends[] = {"end", "sep", NULL};
    static const char *const told[] = {" is ",  " are ", " mark",    " means ",  " token",  " tells ",
                                       " and ", " or ",  " begins ", " starts ", " opens ", NULL};
    smacs_text name;
    size_t size = measure_begin(text, plain);
    const size_t named = size > 0 ? 0 : measure_named(text, &name);
    if (named > 0 && opens_turn(name)) {
        size = named + measure_begin(smacs_text_after(text, named), role);
        const size_t end = measure_named(smacs_text_after(text, size), &name);
        size += end > 0 && has_any(name, ends) ? end : 0;
    }
    return size > 0 && measure_begin(smacs_text_after(text, size), told) == 0 ? size : 0;
}

size_t wire_drop_frames(char *text, size_t size) {
    static const char *const frames[] = {"<|begin_of_box|>", "<|end_of_box|>", NULL};
    size_t kept = 0;
    for (size_t at = 0; at < size;) {
        const size_t frame = text[at] == '<' ? measure_begin((smacs_text){text + at, size - at}, frames) : 0;
        const bool quoted = frame > 0 && (smacs_is_of(kept > 0 ? text[kept - 1] : 0, "`\"'") ||
                                          (at + frame < size && smacs_is_of(text[at + frame], "`\"'")));
        if (frame > 0 && !quoted) {
            at += frame;
        } else {
            text[kept++] = text[at++];
        }
    }
    return kept;
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
