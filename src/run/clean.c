/* What an aggregator must not see of a reference: thoughts, calls of tools, and the control tokens of chat templates,
 * which a server would read as the end of a turn or as a system message.
 *
 * The text is copied byte by byte, and a token goes as soon as its last byte is there. So what is left has none, however
 * they were nested: "<[TOOL_CALLS]|im_end|>" loses the inner one first, and the next byte completes the outer one. */
#include "answer/scan.h"
#include "run/run.h"
#include <string.h>

enum {
    TOKEN_MAX = 64, /* bytes of a token that is known by its form */
    OPEN_MAX = 16   /* opened pairs that are kept in mind */
};

/* Known by their form, without a blank inside: "<|im_end|>", "<|turn>", "<turn|>", and DeepSeek's with full-width bars. */
static const struct {
    const char *begin, *end;
} forms[] = {{"<|", ">"},         {"<", "|>"},         {"<\xEF\xBD\x9C", ">"}, {"[|", "|]"},
             {"<start_of_", ">"}, {"<end_of_", ">"},   {"<unused", ">"},       {"<SPECIAL_", ">"},
             {"<extra_id_", ">"}, {"<reserved_", ">"}, {"<fim_", ">"},         {"<seed:", ">"}};

/* Known by their names, of Llama 2, Mistral, Gemma, Cohere, GLM, MiniMax and others. */
static const char names[] =
    "<s>\0</s>\0<bos>\0<eos>\0<pad>\0<unk>\0<mask>\0<sop>\0<eop>\0<BOS_TOKEN>\0<EOS_TOKEN>\0"
    "<<SYS>>\0<</SYS>>\0[INST]\0[/INST]\0[SYSTEM_PROMPT]\0[/SYSTEM_PROMPT]\0"
    "[AVAILABLE_TOOLS]\0[/AVAILABLE_TOOLS]\0[TOOL_CALLS]\0[TOOL_RESULTS]\0[/TOOL_RESULTS]\0"
    "[TOOL_CONTENT]\0[ARGS]\0[CALL_ID]\0[gMASK]\0[sMASK]\0[MASK]\0[BOS]\0[EOS]\0[PAD]\0"
    "[UNK]\0[IMG]\0[IMG_BREAK]\0[IMG_END]\0]~b]\0]~!b[\0[e~[\0<image_soft_token>\0<audio_soft_token>\0"
    "[multimodal]\0";

/* Words that StarCoder and those who took its vocabulary made tokens of. They begin no turn and people write some of them,
 * as in "git add <filename>", so they lose their last byte alone. */
static const char words[] =
    "<filename>\0<file_sep>\0<reponame>\0<repo_name>\0<gh_stars>\0<empty_output>\0<issue_start>\0<issue_comment>\0"
    "<issue_closed>\0<jupyter_start>\0<jupyter_text>\0<jupyter_code>\0<jupyter_output>\0<jupyter_script>\0"
    "<commit_before>\0<commit_msg>\0<commit_after>\0";

/* Pairs that go with what they hold; a mark without its other half goes alone. */
static const struct {
    const char *open, *close;
} pairs[] = {{"<think>", "</think>"},         {"[THINK]", "[/THINK]"},
             {"<tool_call>", "</tool_call>"}, {"<function_call>", "</function_call>"},
             {"<function=", "</function>"},   {"<tool_response>", "</tool_response>"}};
enum { PAIRS = sizeof pairs / sizeof *pairs };

/* The copy so far, and the places in it where pairs have begun. */
typedef struct copy {
    smacs_bytes *out;
    uint32_t open_count;
    struct {
        uint32_t pair;
        size_t at;
    } open[OPEN_MAX];
} copy;

/* Bytes of `word`, if the copy ends with it; otherwise 0. */
static size_t ends_with(const copy *c, const char *word) {
    const size_t size = strlen(word);
    return size <= c->out->size && memcmp(c->out->data + c->out->size - size, word, size) == 0 ? size : 0;
}

/* Bytes of a token at the end of the copy that has a known form; 0: none. */
static size_t form_at_end(const copy *c) {
    const char *end = c->out->data + c->out->size;
    bool worded = false;
    for (size_t size = 2; size <= c->out->size && size <= TOKEN_MAX; size++) {
        const char first = end[-(ptrdiff_t)size];
        if ((unsigned char)first <= ' ') {
            return 0;
        }
        for (size_t i = 0; i < sizeof forms / sizeof *forms && worded; i++) {
            const size_t begin = strlen(forms[i].begin);
            if (first == forms[i].begin[0] && size > begin && memcmp(end - size, forms[i].begin, begin) == 0 &&
                ends_with(c, forms[i].end)) {
                return size;
            }
        }
        worded = worded || smacs_is_word_byte(first);
    }
    return 0;
}

/* Bytes of the one of `list` that the copy ends with; 0: none. */
static size_t name_at_end(const copy *c, const char *list) {
    size_t size = 0;
    for (const char *name = list; *name && size == 0; name += strlen(name) + 1) {
        size = ends_with(c, name);
    }
    return size;
}

/* Bytes that go from the end of the copy. */
static size_t token_at_end(const copy *c) {
    const size_t named = name_at_end(c, names);
    return named > 0 ? named : name_at_end(c, words) > 0 ? 1 : form_at_end(c);
}

/* Forgets pairs whose beginning is gone. */
static void cut(copy *c, size_t size) {
    c->out->size = size;
    while (c->open_count > 0 && c->open[c->open_count - 1].at > size) {
        c->open_count--;
    }
}

/* Takes a mark of a pair off the end of the copy, and with the closing one all that the pair holds. */
static bool take_pair(copy *c) {
    for (uint32_t p = 0; p < PAIRS; p++) {
        const size_t close = ends_with(c, pairs[p].close), open = ends_with(c, pairs[p].open);
        if (close + open == 0) {
            continue;
        }
        cut(c, c->out->size - close - open);
        if (open > 0 && c->open_count < OPEN_MAX) {
            c->open[c->open_count].pair = p;
            c->open[c->open_count++].at = c->out->size;
        }
        for (uint32_t i = close > 0 ? c->open_count : 0; i > 0; i--) {
            if (c->open[i - 1].pair == p) {
                cut(c, c->open[i - 1].at);
                c->open_count = i - 1;
                break;
            }
        }
        return true;
    }
    return false;
}

void smacs_run_clean(const smacs_run *run, smacs_text text, smacs_bytes *out) {
    copy c = {.out = out};
    size_t kept = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (!strchr(">]=[", text.data[i])) {
            continue;
        }
        smacs_bytes_append(&run->a, out, text.data + kept, i + 1 - kept);
        kept = i + 1;
        if (!out->failed && !take_pair(&c)) {
            cut(&c, out->size - token_at_end(&c));
        }
    }
    smacs_bytes_append(&run->a, out, text.data + kept, text.size - kept);
}
