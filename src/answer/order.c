/* The order in which statements are believed. The plainest statement is the answer. Of equal statements the last one
 * is, because models correct themselves:
 *   1. an "answer" field of JSON;
 *   2. where the question offers options: a letter that is announced, then letters in other places, then the text of
 *      one option, stated in one of the ways below; nothing else is an answer;
 *   3. where it asks for a program's output: what is announced or asserted;
 *   4. the last box, then what follows an announcement ("the answer is", "####");
 *   5. what a reply in plain words adds to the question (reply.c);
 *   6. the whole response, if it is short.
 * Otherwise there is no answer: the last number of a text would be a guess.
 *
 * Thoughts are passed over. Base models go on with questions of their own making; their answers to those are not read,
 * unless all text before them is a preamble. */
#include "answer/choice.h"
#include "answer/find.h"
#include "answer/held.h"
#include "answer/key.h"
#include "answer/pattern.h"
#include "answer/proper.h"
#include "answer/question.h"
#include "answer/reply.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "answer/thoughts.h"
#include "answer/words.h"
#include "base/error.h"
#include "base/mem.h"

/* ---- the order ---- */

/* A response of one line and at most this many bytes is an answer as a whole, unless it is a broken statement. */
enum { WHOLE_MAX = 40, FORMULA_MAX = 160 };

/* The content of a response that is one block of code; else all of it. */
static smacs_text unfenced(smacs_text text) {
    static const char fence[] = "```";
    const size_t size = sizeof fence - 1;
    const smacs_text end = smacs_text_after(text, text.size < size ? text.size : text.size - size);
    const char *line = text.size > 0 ? memchr(text.data, '\n', text.size) : NULL;
    if (text.size < 2 * size || !line || !smacs_text_begins(text, fence) || !smacs_text_is(end, fence)) {
        return text;
    }
    const size_t start = (size_t)(line - text.data);
    const smacs_text inner = smacs_text_before(smacs_text_after(text, start), text.size - size - start);
    return smacs_text_find(inner, fence) == inner.size ? smacs_text_trimmed(inner) : text;
}

static bool offer_whole(smacs_answer_search *s, smacs_text text) {
    const smacs_asked asked = smacs_asked_of(text.size <= WHOLE_MAX ? s->form.question : (smacs_text){NULL, 0});
    const bool writes = smacs_words_begin_whole(s->form.question, SMACS_WORDS_WRITING) > 0;
    if ((writes && !smacs_rewrites_number(s->form.question)) || smacs_affirms_denied(&asked, text)) {
        return false;
    }
    const size_t whole = text.size;
    text = unfenced(text);
    const bool shown = s->form.literal && text.size < whole; /* a program's output, maybe of several lines */
    const bool lines = text.size > 0 && memchr(text.data, '\n', text.size);
    const bool literal = s->form.literal && text.size <= SMACS_LITERAL_MAX && smacs_structure_end(text) == text.size;
    const bool asks = !s->form.literal && smacs_is_of(smacs_char_at(text, text.size - 1), "?:");
    size_t size = 0;
    const bool broken = smacs_words_last(text, SMACS_WORDS_ANSWER, &size) < text.size ||
                        smacs_text_find_folded(text, "boxed") < text.size;
    return text.size > 0 && (!lines || (shown && !broken)) &&
           (literal ||
            ((text.size <= WHOLE_MAX || (text.size <= FORMULA_MAX && smacs_is_formula(text))) && !asks && !broken)) &&
           smacs_answer_offer(s, SMACS_HOW_WHOLE, text);
}

/* A response that is a list of short items and nothing else. */
static bool offer_list(smacs_answer_search *s, smacs_text text) {
    return s->form.question.size > 0 && !smacs_asked_of(s->form.question).open &&
           smacs_answer_offer_items(s, SMACS_HOW_WHOLE, text);
}

static void search(smacs_answer_search *s, smacs_text text);

/* The letter of the one option that is the same answer as `own`; 0: none, or several. */
static char letter_of(smacs_answer_search *s, const smacs_option_style *style, const smacs_answer *own) {
    char letter = 0;
    size_t matches = 0;
    for (uint32_t i = 0; i < s->form.options && !s->failed; i++) {
        smacs_answer known;
        const smacs_text text = smacs_option_text(s->form.question, style, i);
        s->failed = smacs_answer_of(s->a, text, (smacs_answer_form){0}, &known, NULL) != SMACS_OK;
        if (smacs_answer_same(own, &known)) {
            letter = (char)('A' + i);
            matches++;
        }
        smacs_answer_free(s->a, &known);
    }
    return matches == 1 ? letter : 0;
}

/* Whether `text` has `option` as whole words, in either case. */
static bool mentions(smacs_text text, smacs_text option) {
    for (size_t i = 0; i + option.size <= text.size; i++) {
        size_t same = 0;
        while (same < option.size && (text.data[i + same] | 32) == (option.data[same] | 32)) {
            same++;
        }
        if (same == option.size && (i == 0 || !smacs_is_letter(text.data[i - 1])) &&
            !smacs_is_letter(smacs_char_at(text, i + same))) {
            return true;
        }
    }
    return false;
}

/* The letter of the one option that a brief reply names, where it denies nothing: "The dolphin is a mammal."; 0: none. */
static char named_option(smacs_answer_search *s, const smacs_option_style *style, smacs_text text) {
    const smacs_asked asked = smacs_asked_of(s->form.question);
    char letter = 0;
    for (uint32_t i = 0; i < s->form.options; i++) {
        const smacs_text option = smacs_option_text(s->form.question, style, i);
        if (option.size > 2 && smacs_is_letter(option.data[0]) && mentions(text, option)) {
            if (letter) {
                return 0;
            }
            letter = (char)('A' + i);
        }
    }
    return smacs_denies(&asked, text) ? 0 : letter;
}

/* Bytes of a reply that is held against a question with options: longer ones end in a letter. */
enum { BRIEF_MAX = 200 };

/* Searches the response as if there were no options, first by itself, then held against the question, and takes the
 * option whose text that answer is. */
static void offer_option_text(smacs_answer_search *s, smacs_text text) {
    const smacs_text question = s->form.question;
    const smacs_option_style *style = smacs_option_style_of(question, s->form.options);
    const int ways = text.size <= BRIEF_MAX ? 2 : 1;
    if (smacs_is_supposed(text, 0)) {
        return;
    }
    for (int held = 0; style && held < ways && s->out->kind == SMACS_ANSWER_NONE && !s->failed; held++) {
        smacs_answer own = {.kind = SMACS_ANSWER_NONE};
        smacs_answer_search plain = {.a = s->a, .out = &own};
        if (held) {
            plain.form.question = smacs_option_stem(question, style);
        }
        search(&plain, text);
        s->failed = plain.failed;
        const char letter = s->failed ? 0 : letter_of(s, style, &own);
        if (letter && !s->failed) {
            s->failed = smacs_answer_key(s->a, (smacs_text){&letter, 1}, s->form, s->out) != SMACS_OK;
            s->out->found = own.found;
            s->out->how = SMACS_HOW_OPTION;
        }
        smacs_answer_free(s->a, &own);
    }
    const char named = style && text.size <= BRIEF_MAX && s->out->kind == SMACS_ANSWER_NONE && !s->failed
                           ? named_option(s, style, text)
                           : 0;
    if (named) {
        (void)smacs_answer_offer_spelt(s, SMACS_HOW_OPTION, text, (smacs_text){&named, 1});
    }
}

/* Whether an answer was taken back by what stands behind it ("Wait, .."), which is searched in its place. */
static void search_correction(smacs_answer_search *s, smacs_text text) {
    const smacs_answer_how how = s->out->how;
    const size_t end = (size_t)(s->out->found.data - text.data) + s->out->found.size;
    const size_t correction = smacs_last_correction(text, end < text.size ? end : text.size);
    const bool stated = how == SMACS_HOW_TAG || how == SMACS_HOW_BOXED || how == SMACS_HOW_ANNOUNCED ||
                        how == SMACS_HOW_CHOSEN || how == SMACS_HOW_LETTER;
    if (stated && correction < text.size) {
        smacs_answer_free(s->a, s->out);
        s->tries = 0;
        search(s, smacs_skip(smacs_text_after(text, correction), " ,.:!-"));
    }
}

/* The last sentence of a text, in which line ends may be written "\\n". */
static smacs_text last_sentence(smacs_text text) {
    const size_t line = smacs_text_find_last_folded(text, "\\n");
    smacs_text last = text,
               rest = smacs_is_capital(smacs_char_at(text, line + 2)) ? smacs_text_after(text, line + 2) : text;
    while (rest.size > 0) {
        const smacs_text sentence = smacs_text_before(rest, smacs_sentence_end(rest));
        last = smacs_has_words(sentence) ? sentence : last;
        rest = smacs_text_after(rest, sentence.size > 0 ? sentence.size : rest.size);
    }
    return smacs_text_trimmed(last);
}

static void search(smacs_answer_search *s, smacs_text text) {
    text = smacs_text_trimmed(text);
    s->field = (smacs_text){NULL, 0};
    if (text.size == 0 || smacs_answer_in_json(s, text)) {
        return;
    }
    s->tries = 0;
    if (s->form.options == 0 && s->field.size > WHOLE_MAX && smacs_answer_in_reply(s, last_sentence(s->field))) {
        return; /* a field of sentences, too long for an answer */
    }
    s->tries = 0;
    if (s->form.options > 0) {
        if (!smacs_answer_in_letters(s, text)) {
            offer_option_text(s, text);
        }
    } else if (!(s->form.literal ? smacs_answer_in_program(s, text) : smacs_answer_in_statement(s, text))) {
        s->tries = 0;
        (void)((smacs_answer_pattern(text, s->form.question).data && smacs_answer_offer(s, SMACS_HOW_WHOLE, text)) ||
               smacs_answer_in_reply(s, text) || offer_whole(s, text) || offer_list(s, text));
    }
    if (!s->failed && s->out->kind != SMACS_ANSWER_NONE && !s->form.literal) {
        search_correction(s, text);
    }
}

/* ---- further questions ---- */

/* Marks that end a turn. */
static const char turns[][14] = {"<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|eot_id|>",
                                 "<|user|>",     "[INST]",     "</s>"};

/* Whether a line asks: "Question 7" does, "question is" does not. */
static bool asks_at(smacs_text line) {
    const bool heading = smacs_char_at(line, 0) == '#' && smacs_char_at(line, 1) == '#';
    const smacs_text words = smacs_skip(line, "#* ");
    const size_t numbered = smacs_words_begin(words, SMACS_WORDS_FURTHER_NUMBERED);
    return (heading && smacs_words_begin(words, SMACS_WORDS_FURTHER_HEADING) > 0) ||
           smacs_words_begin(words, SMACS_WORDS_FURTHER) > 0 ||
           (numbered > 0 && smacs_is_digit(smacs_char_at(words, numbered)));
}

static bool turns_at(smacs_text rest) {
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        if (smacs_text_begins(rest, turns[i])) {
            return true;
        }
    }
    return false;
}

/* The first place from `from` on where a further question begins, or text.size. */
static size_t run_on(smacs_text text, size_t from) {
    for (size_t i = from; i < text.size; i++) {
        const char c = text.data[i];
        if ((c == '\n' && asks_at(smacs_text_after(text, i + 1))) ||
            (smacs_is_of(c, "<[") && turns_at(smacs_text_after(text, i)))) {
            return i;
        }
    }
    return text.size;
}

/* A response may begin by stating the question again, behind a preamble of at most this many bytes. */
enum { PREAMBLE_MAX = 80, YEAR = 4 /* bytes of a year in a date's key */ };

/* Of a date keeps the year, where a question asks for that: "On June 29, 2007." */
static void keep_year(const smacs_answer_search *s) {
    if (!s->failed && s->out->key.size == YEAR + 6 && s->out->key.data[YEAR] == '-' &&
        s->out->kind == SMACS_ANSWER_EXPRESSION && smacs_asks_for(s->form.question, SMACS_WORDS_YEAR)) {
        s->out->key.size = YEAR;
        s->out->kind = SMACS_ANSWER_NUMBER;
    }
}

smacs_status smacs_answer_extract(const smacs_allocator *allocator, smacs_text response, smacs_answer_form form,
                                  smacs_answer *out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = (smacs_answer){.kind = SMACS_ANSWER_NONE};
    if (smacs_text_lacks(response)) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    const smacs_text text = smacs_text_visible(response);
    smacs_answer_search s = {.a = &a, .form = form, .out = out};
    size_t end = run_on(text, 0);
    if (form.code || form.open) {
        return SMACS_OK;
    }
    search(&s, smacs_text_before(text, end));
    if (!s.failed && out->kind == SMACS_ANSWER_NONE && end < text.size && end <= PREAMBLE_MAX) {
        end = run_on(text, end + 1);
        s.tries = 0;
        search(&s, smacs_text_before(text, end));
    }
    if (!s.failed && !form.literal && form.question.size > 0 &&
        (out->kind == SMACS_ANSWER_NUMBER || out->kind == SMACS_ANSWER_TEXT || out->kind == SMACS_ANSWER_EXPRESSION)) {
        smacs_answer_add_aside(&s, smacs_text_before(text, end));
    }
    keep_year(&s);
    if (s.failed) { /* maybe behind a key that was written */
        smacs_answer_free(&a, out);
    }
    return s.failed ? smacs_fail_memory(error) : SMACS_OK;
}

/* `text` without the marks that banks put before an answer: "#### 72". */
static smacs_text behind_marks(smacs_text text) {
    size_t marks = 0;
    while (marks < text.size && text.data[marks] == '#') {
        marks++;
    }
    return marks > 0 && marks < text.size && text.data[marks] == ' ' ? smacs_text_after(text, marks + 1) : text;
}

smacs_status smacs_answer_of(const smacs_allocator *allocator, smacs_text text, smacs_answer_form form,
                             smacs_answer *out, smacs_error *error) {
    if (!out) {
        return smacs_fail_null(error);
    }
    *out = (smacs_answer){.kind = SMACS_ANSWER_NONE};
    if (smacs_text_lacks(text)) {
        return smacs_fail_null(error);
    }
    const smacs_allocator a = smacs_allocator_or_default(allocator);
    smacs_answer_search s = {.a = &a, .form = form, .out = out};
    (void)smacs_answer_offer(&s, SMACS_HOW_GIVEN, behind_marks(text));
    keep_year(&s);
    return s.failed ? smacs_fail_memory(error) : SMACS_OK;
}

void smacs_answer_free(const smacs_allocator *allocator, smacs_answer *answer) {
    if (answer) {
        const smacs_allocator a = smacs_allocator_or_default(allocator);
        smacs_mem_free(&a, (void *)(uintptr_t)answer->key.data);
        smacs_mem_free(&a, (void *)(uintptr_t)answer->mark.data);
        *answer = (smacs_answer){.kind = SMACS_ANSWER_NONE};
    }
}

const char *smacs_answer_kind_name(smacs_answer_kind kind) {
    static const char names[][11] = {"none", "choice", "number", "boolean", "expression", "literal", "text"};
    return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : "none";
}

/* The forms of answers; `sure`: at least 97 in 100 are what the response says (README.md has the table). */
static const struct {
    const char *name;
    bool sure;
} forms[] = {
    [SMACS_HOW_NONE] = {"none", false},         [SMACS_HOW_GIVEN] = {"given", true},
    [SMACS_HOW_FIELD] = {"field", true},        [SMACS_HOW_TAG] = {"tag", true},
    [SMACS_HOW_BOXED] = {"boxed", true},        [SMACS_HOW_ANNOUNCED] = {"announced", true},
    [SMACS_HOW_LABELLED] = {"labelled", true},  [SMACS_HOW_ASSERTED] = {"asserted", true},
    [SMACS_HOW_CHOSEN] = {"chosen", true},      [SMACS_HOW_LETTER] = {"letter", true},
    [SMACS_HOW_OPTION] = {"option", false},     [SMACS_HOW_VERDICT] = {"verdict", true},
    [SMACS_HOW_STRESSED] = {"stressed", false}, [SMACS_HOW_REPLY] = {"reply", false},
    [SMACS_HOW_WHOLE] = {"whole", false},       [SMACS_HOW_STATED] = {"stated", true},
};

const char *smacs_answer_how_name(smacs_answer_how how) {
    return (unsigned)how < sizeof forms / sizeof *forms ? forms[how].name : "none";
}

bool smacs_answer_sure(smacs_answer_how how) { return (unsigned)how < sizeof forms / sizeof *forms && forms[how].sure; }
