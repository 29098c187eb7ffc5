/* "|" separates words. They are tried in order, so of two that begin alike the longer stands first. Spaces count. */
#include "answer/words.h"

#include "answer/scan.h"
#include "base/bits.h"
#include <string.h>

static const char *const english[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "answer",
    [SMACS_WORDS_PLURAL] = "s are",
    [SMACS_WORDS_OBJECT] = (" to the question| to this question| to the problem| to this problem| here"
                            "| choice| option| letter"),
    [SMACS_WORDS_VERB] = " is| are|:| =|\xEF\xBC\x9A| would be| should be| will be| must be",
    [SMACS_WORDS_HEADING] = "the |final |correct |my |short ",
    [SMACS_WORDS_CONDITION] = "if the |whether the ",
    [SMACS_WORDS_NEGATION] = "not ",

    [SMACS_WORDS_ABBREVIATION] = "dr|mr|mrs|ms|st|vs|no|approx",
    [SMACS_WORDS_REASON] = (" because|, because| since |, since|, as |, which|, so |, not | (since| (because"
                            "| rather than|, where| \xE2\x80\x94|\xE2\x80\x94"),

    [SMACS_WORDS_OPTION] = "option|choice",
    [SMACS_WORDS_IS] = " is",
    [SMACS_WORDS_OPTION_LEAD] = "option |choice |letter ",
    [SMACS_WORDS_ANSWERS] = "answers",
    [SMACS_WORDS_CHOSEN] = (" is the correct answer| is the correct option| is the correct choice"
                            "| is the best answer| is the right answer| is the answer"),

    [SMACS_WORDS_SMALL] = ("the|a|an|is|are|was|were|be|of|in|on|at|to|by|for|and|or|it|its|this|that|these|there|has"
                           "|have|had|with|as|from|than|so|thus|therefore|hence|will|would|can|you|we|i|all|among"
                           "|them|about|approximately|exactly|equal|equals|called|person|one|number|option|choice"
                           "|correct|only|same|yes|sure|certainly|believe|think"),
    [SMACS_WORDS_CLOSING] = "so|thus|therefore|hence",
    [SMACS_WORDS_DENYING] = "not|no|never|cannot|neither|nor|unknown|unclear|unable|sorry",
    [SMACS_WORDS_ASKING] = "what|who|which|whose|whom|how|when|where|why|if",
    [SMACS_WORDS_CHOOSING] = "who|which|whose",
    [SMACS_WORDS_WHETHER] = "is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|may|might|must",
    [SMACS_WORDS_YOU] = "you",
    [SMACS_WORDS_VERDICT] = "yes|no",
    [SMACS_WORDS_AND] = "and",
    [SMACS_WORDS_OR] = "or",

    [SMACS_WORDS_NUMBER] = ("zero=0|one=1|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|ten=10|eleven=11"
                            "|twelve=12"),
    [SMACS_WORDS_SCALE] = ("dozen=12|hundred=100|thousand=1000|million=1000000|billion=1000000000"
                           "|trillion=1000000000000"),
    [SMACS_WORDS_ABOUT] = ("approximately |approx. |about |roughly |around |exactly |simply |equal to |equals |= "
                           "|probability = "),
    [SMACS_WORDS_NO_UNIT] = ("pi|sqrt|sin|cos|tan|log|ln|inf|or|and|to|mod|pm|cup|base|if|for|when|less|more|times"
                             "|plus|minus|hundred|thousand|million|billion|trillion|dozen|alpha|beta|theta|is|are|was"
                             "|were|not|has|have|does|do|can|cannot|will|than"),
    [SMACS_WORDS_YES] = "yes|true",
    [SMACS_WORDS_NO] = "no|false",
    [SMACS_WORDS_NOT_FILLED] = "n/a",

    [SMACS_WORDS_OUTPUT] = "output",
    [SMACS_WORDS_FURTHER] = "question:|q:|user:|human:|instruction:|problem:",
    [SMACS_WORDS_FURTHER_NUMBERED] = "question ",
    [SMACS_WORDS_FURTHER_HEADING] = "question|instruction|problem",

    [SMACS_WORDS_FOLLOWING] = "because|since|as |is |and |or |with ",
    [SMACS_WORDS_JOINT] = "and |or ",
    [SMACS_WORDS_LIST_JOINT] = " and | or ",
    [SMACS_WORDS_JUDGING] = " is ",
    [SMACS_WORDS_APPROVING] = " is correct| is the ",
    [SMACS_WORDS_NOT] = "n't|n\xE2\x80\x99t",
    [SMACS_WORDS_FUNCTION] = "and|sqrt|sin|cos|tan|log|inf|cup|cap|frac|alpha|beta|theta|sec|csc|cot",

    [SMACS_WORDS_ARTICLE] = "the |a |an ",
    [SMACS_WORDS_REFUSAL] = ("your answer|insert |final answer|i dont know|i do not know|i cannot |i cant |im sorry"
                             "|sorry |i am sorry|i am unable|im unable|unable to |not enough information"
                             "|none of the provided|placeholder|lets |let us |to find |to solve |we need |first "),
    [SMACS_WORDS_PLACEHOLDER] = "answer|unknown|n a|null|na|sure|step 1|here|none|result|value|sorry|ok|okay",
};

/* A list that a language leaves out is NULL. */
static const char *const *const languages[] = {english};

bool smacs_words_next(smacs_words list, smacs_words_cursor *cursor, smacs_text *word) {
    while (!cursor->rest || !*cursor->rest) {
        if (cursor->language == sizeof languages / sizeof *languages) {
            return false;
        }
        cursor->rest = languages[cursor->language++][list];
    }
    size_t size = 0;
    while (cursor->rest[size] && cursor->rest[size] != '|') {
        size++;
    }
    *word = (smacs_text){cursor->rest, size};
    cursor->rest += cursor->rest[size] ? size + 1 : size;
    return true;
}

static bool begins(smacs_text text, smacs_text word, bool folds) {
    for (size_t i = 0; i < word.size; i++) {
        const char c = smacs_char_at(text, i);
        if ((folds && smacs_is_capital(c) ? c | 32 : c) != word.data[i]) {
            return false;
        }
    }
    return true;
}

bool smacs_words_match(smacs_text text, smacs_text word) { return begins(text, word, true); }

size_t smacs_words_begin(smacs_text text, smacs_words list) {
    smacs_words_cursor cursor = {0};
    smacs_text word;
    while (smacs_words_next(list, &cursor, &word)) {
        if (begins(text, word, list < SMACS_WORDS_AS_SPELT)) {
            return word.size;
        }
    }
    return 0;
}

bool smacs_words_is(smacs_text text, smacs_words list) {
    smacs_words_cursor cursor = {0};
    smacs_text word;
    while (smacs_words_next(list, &cursor, &word)) {
        if (word.size == text.size && begins(text, word, list < SMACS_WORDS_AS_SPELT)) {
            return true;
        }
    }
    return false;
}

/* Which bytes a word of `list` begins with. */
static void find_starts(smacs_words list, bool starts[256]) {
    smacs_words_cursor cursor = {0};
    smacs_text word;
    memset(starts, 0, 256 * sizeof *starts);
    while (smacs_words_next(list, &cursor, &word)) {
        const char first = word.size > 0 ? word.data[0] : 0;
        starts[(uint8_t)first] = true;
        starts[(uint8_t)(first >= 'a' && first <= 'z' && list < SMACS_WORDS_AS_SPELT ? first - 'a' + 'A' : first)] =
            true;
    }
}

size_t smacs_words_last(smacs_text text, smacs_words list, size_t *size) {
    bool starts[256];
    find_starts(list, starts);
    for (size_t i = text.size; i > 0; i--) {
        *size = starts[(uint8_t)text.data[i - 1]] ? smacs_words_begin(smacs_text_after(text, i - 1), list) : 0;
        if (*size > 0) {
            return i - 1;
        }
    }
    return text.size;
}

size_t smacs_words_value(smacs_text text, smacs_words list, uint64_t *value) {
    smacs_words_cursor cursor = {0};
    smacs_text entry;
    while (smacs_words_next(list, &cursor, &entry)) {
        const size_t size = smacs_text_find(entry, "=");
        if (begins(text, smacs_text_before(entry, size), true) && !smacs_is_letter(smacs_char_at(text, size))) {
            *value = 0;
            for (size_t i = size + 1; i < entry.size; i++) {
                *value = *value * 10 + (uint64_t)(entry.data[i] - '0');
            }
            return size;
        }
    }
    return 0;
}

uint64_t smacs_words_digest(void) {
    uint64_t digest = SMACS_FNV_BASIS;
    for (smacs_words list = 0; list < SMACS_WORDS_COUNT; list++) {
        smacs_words_cursor cursor = {0};
        smacs_text word;
        while (smacs_words_next(list, &cursor, &word)) {
            const uint8_t number = (uint8_t)list;
            digest = smacs_fnv1a(smacs_fnv1a(digest, &number, 1), word.data, word.size);
        }
    }
    return digest;
}
