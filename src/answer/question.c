/* A question is read for two things: how many lettered options it offers, and whether it asks for what a program
 * gives. */
#include "answer/question.h"
#include "answer/scan.h"
#include "answer/words.h"
#include <smacs/answer.h>

enum {
    OPTIONS_MAX = 26,
    QUESTION_MAX = 2000 /* bytes of a question whose words replies are held against */
};

/* The first style that most options are in counts. "a)" may number the parts of a task, and "(A)" an equation, so these
 * need more of them. */
static const smacs_option_style styles[] = {{"", ")", 'A', false, 2},
                                            {"(", ")", 'A', false, 2},
                                            {"", ".", 'A', false, 2},
                                            {"", ":", 'A', false, 2},
                                            {"", "\xEF\xBC\x8E", 'A', false, 2},
                                            {"", "\xE3\x80\x81", 'A', false, 2},
                                            {"", "\xEF\xBC\x89", 'A', false, 2},
                                            {"\xEF\xBC\x88", "\xEF\xBC\x89", 'A', false, 2},
                                            {"", ")", 'a', false, 3},
                                            {"(", ")", 'a', false, 3},
                                            {"", ".", 'a', false, 3},
                                            {"(", ")", 'A', true, 3},
                                            {"", ")", 'A', true, 3},
                                            {"", ".", 'A', true, 3},
                                            {"(", ")", 'a', true, 3},
                                            {"", ")", 'a', true, 3}};

enum { STYLES = sizeof styles / sizeof *styles, SURE_STYLES = 4 };

static bool begins_option(smacs_text rest, const smacs_option_style *style, char letter) {
    const size_t before = strlen(style->before);
    return smacs_text_begins(rest, style->before) && smacs_char_at(rest, before) == letter &&
           smacs_text_begins(smacs_text_after(rest, before + 1), style->after);
}

/* Counts options in the order of their letters, up to `most`. Each stands at the start of a line; `style->within`: or behind
 * a space. *at is where the last of them begins. */
static uint32_t count_options(smacs_text question, const smacs_option_style *style, uint32_t most, size_t *at) {
    uint32_t count = 0;
    bool starts = true;
    for (size_t i = 0; i < question.size && count < most; i++) {
        const char c = question.data[i];
        if (starts && begins_option(smacs_text_after(question, i), style, (char)(style->first + (char)count))) {
            count++;
            *at = i;
        }
        starts = c == '\n' || (starts && smacs_is_of(c, " \t*-")) ||
                 (style->within && (smacs_is_of(c, " \t{~?:") || (unsigned char)c >= 0x80));
    }
    return count;
}

/* Whether the question shows a program or an assertion and asks for what it gives. */
static bool asks_for_output(smacs_text question) {
    const bool asserts =
        smacs_text_find(question, "assert ") < question.size && smacs_text_find(question, "==") < question.size;
    const bool program =
        smacs_text_find(question, "print(") < question.size || smacs_text_find(question, "def ") < question.size;
    size_t size = 0;
    return asserts || (program && smacs_words_last(question, SMACS_WORDS_OUTPUT, &size) < question.size);
}

/* The question that is to be answered: the last one, where examples with their answers stand before it. */
static smacs_text last_asked(smacs_text question) {
    smacs_text last = question;
    unsigned asked = 0;
    for (size_t i = 0; i < question.size; i++) {
        const smacs_text rest = smacs_text_after(question, i);
        if ((i == 0 || question.data[i - 1] == '\n') && smacs_words_begin(rest, SMACS_WORDS_FURTHER) > 0) {
            last = rest;
            asked++;
        }
    }
    return asked > 1 ? last : question;
}

/* Bytes behind a verb: what is to be written is named at once, what else the sentence says later. */
enum { OBJECT_WITHIN = 40, SENTENCE_WITHIN = 80 };

/* Whether a place in the `within` bytes of `text` behind `at`, in the same sentence, has a word of `list`, as a word or
 * the start of one. */
static bool follows(smacs_text text, size_t at, size_t within, smacs_words list) {
    const size_t end = text.size - at < within ? text.size : at + within;
    for (size_t i = at; i < end && !smacs_is_of(text.data[i], ".?!\n"); i++) {
        const bool starts = !smacs_is_letter(text.data[i - 1]);
        const smacs_text rest = smacs_text_after(text, i);
        const size_t whole = starts ? smacs_words_begin_whole(rest, list) : 0;
        const size_t size = whole > 0 || !starts ? whole : smacs_words_begin(rest, list);
        const smacs_text behind = smacs_text_after(rest, size + (smacs_char_at(rest, size) == 's' ? 1 : 0));
        const bool stem = size > 0 && (unsigned char)rest.data[0] >= 0x80; /* languages with endings have stems */
        if (stem || (size > 0 && !smacs_is_letter(smacs_char_at(behind, 0)))) {
            return true;
        }
    }
    return false;
}

/* Whether the question asks for a program: "Write a function .." */
static bool asks_for_code(smacs_text question) {
    smacs_words_filter filter;
    size_t size = 0;
    smacs_words_filter_make(SMACS_WORDS_CODE_VERB, &filter);
    for (size_t i = 0; i < question.size; i++) {
        const smacs_text rest = smacs_text_after(question, i);
        const bool starts = i == 0 || !smacs_is_letter(question.data[i - 1]);
        size = starts && smacs_words_may(&filter, rest) ? smacs_words_begin(rest, SMACS_WORDS_CODE_VERB) : 0;
        if (size > 0 && !smacs_is_letter(smacs_char_at(rest, size)) &&
            follows(question, i + size, SENTENCE_WITHIN, SMACS_WORDS_CODE_NOUN)) {
            return true;
        }
    }
    return smacs_words_last(question, SMACS_WORDS_CODE_ASKED, &size) < question.size;
}

/* Whether the question begins by asking for a text that is not compared: "Write a poem ..", "Please summarise ..". */
static bool asks_for_text(smacs_text question) {
    smacs_text rest = smacs_skip(question, " \n*_#\"\xC2\xBF");
    size_t size = 0;
    for (unsigned i = 0; i < 3; i++) {
        rest = smacs_skip(smacs_text_after(rest, smacs_words_begin_whole(rest, SMACS_WORDS_PLEASE)), " ,");
    }
    const size_t verb = smacs_words_begin_whole(rest, SMACS_WORDS_MAKING);
    return smacs_words_begin_whole(rest, SMACS_WORDS_REWORDING) > 0 ||
           (verb > 0 && follows(rest, verb, OBJECT_WITHIN, SMACS_WORDS_TEXTS) &&
            !follows(rest, verb, SENTENCE_WITHIN, SMACS_WORDS_COUNTING)) ||
           smacs_words_last(question, SMACS_WORDS_TEXT_ASKED, &size) < question.size;
}

/* Whether the last two options, of which the second begins at `at`, are joined by "or": "(A) tea or (B) coffee". */
static bool joined_by_or(smacs_text question, size_t at) {
    size_t start = at > 0 ? at - 1 : 0;
    while (start > 0 && !smacs_is_blank(question.data[start - 1])) {
        start--;
    }
    return at > 0 &&
           smacs_words_is(smacs_text_trimmed(smacs_text_after(smacs_text_before(question, at), start)), SMACS_WORDS_OR);
}

/* The style of the question's options; NULL: it has none. */
static const smacs_option_style *best_style(smacs_text question) {
    const smacs_option_style *best = NULL;
    uint32_t most = 0;
    for (size_t i = 0; i < STYLES && (i < SURE_STYLES || !best); i++) {
        size_t at = 0;
        const uint32_t count = count_options(question, &styles[i], OPTIONS_MAX, &at);
        const bool two = count == 2 && styles[i].within && styles[i].before[0] && joined_by_or(question, at);
        if (count > most && (count >= styles[i].least || two)) {
            best = &styles[i];
            most = count;
        }
    }
    return best;
}

smacs_answer_form smacs_answer_expect(smacs_text question) {
    smacs_answer_form form = {0};
    size_t at = 0;
    question = last_asked(question);
    const smacs_text words = smacs_text_trimmed(question);
    const smacs_option_style *style = best_style(question);
    form.options = style ? count_options(question, style, OPTIONS_MAX, &at) : 0;
    form.code = form.options == 0 && asks_for_code(question);
    form.open = form.options == 0 && !form.code && asks_for_text(question);
    form.literal = form.options == 0 && !form.code && !form.open && asks_for_output(question);
    form.question = words.size <= QUESTION_MAX ? words : (smacs_text){NULL, 0};
    return form;
}

const smacs_option_style *smacs_option_style_of(smacs_text question, uint32_t options) {
    size_t at = 0;
    const smacs_option_style *style = best_style(question);
    return style && count_options(question, style, OPTIONS_MAX, &at) == options ? style : NULL;
}

smacs_text smacs_option_stem(smacs_text question, const smacs_option_style *style) {
    size_t at = 0;
    (void)count_options(question, style, 1, &at);
    return smacs_text_trimmed(smacs_text_before(question, at));
}

smacs_text smacs_option_text(smacs_text question, const smacs_option_style *style, uint32_t number) {
    size_t at = 0, next = 0;
    (void)count_options(question, style, number + 1, &at);
    const size_t start = at + strlen(style->before) + 1 + strlen(style->after);
    const smacs_text text = smacs_text_after(question, start);
    size_t end = smacs_text_find(text, "\n");
    if (style->within && count_options(question, style, number + 2, &next) == number + 2) {
        end = next - start < end ? next - start : end;
    }
    smacs_text option = smacs_text_trimmed(smacs_text_before(text, end));
    if (style->within) { /* "(A) tea, or (B) coffee?" */
        size_t cut = option.size;
        while (cut > 0 && !smacs_is_blank(option.data[cut - 1])) {
            cut--;
        }
        const bool joint = cut > 0 && smacs_words_is(smacs_text_after(option, cut), SMACS_WORDS_OR);
        option = smacs_text_trimmed(smacs_text_before(option, joint ? cut : option.size));
        while (option.size > 0 && smacs_is_of(option.data[option.size - 1], ",;?.")) {
            option.size--;
        }
    }
    return option;
}
