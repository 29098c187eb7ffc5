/* Looks words up in the lists of phrases.c and values.c. */
#include "answer/words.h"

#include "answer/scan.h"
#include "base/bits.h"
#include <string.h>

static bool is_value_list(smacs_words list) {
    return (list >= SMACS_WORDS_VALUES && list <= SMACS_WORDS_MOUNT) ||
           (list >= SMACS_WORDS_VALUE_SIGNS && list <= SMACS_WORDS_MONEY_MULTIPLE);
}

static unsigned table_count(smacs_words list) {
    return is_value_list(list) ? smacs_value_table_count : smacs_phrase_table_count;
}

/* The words of a list in one language; NULL: none. */
static const char *list_in(smacs_words list, unsigned language) {
    return is_value_list(list) ? smacs_value_words[language][list] : smacs_phrases[language][list];
}

bool smacs_words_next(smacs_words list, smacs_words_cursor *cursor, smacs_text *word) {
    while (!cursor->rest || !*cursor->rest) {
        if (cursor->language >= table_count(list)) {
            return false;
        }
        cursor->rest = list_in(list, cursor->language++);
    }
    size_t size = 0;
    while (cursor->rest[size] && cursor->rest[size] != '|') {
        size++;
    }
    *word = (smacs_text){cursor->rest, size};
    cursor->rest += cursor->rest[size] ? size + 1 : size;
    return true;
}

/* The byte at `at` in lower case, which has as many bytes: Latin, also with accents, and Cyrillic. */
static char low_at(smacs_text text, size_t at) {
    const uint8_t c = (uint8_t)smacs_char_at(text, at), before = at > 0 ? (uint8_t)smacs_char_at(text, at - 1) : 0;
    if (c < 0x80) {
        return (char)(smacs_is_capital((char)c) ? c | 32 : c);
    }
    if (c == 0xD0) { /* the second half of Cyrillic's small letters has another first byte */
        const uint8_t next = (uint8_t)smacs_char_at(text, at + 1);
        return (char)(next >= 0xA0 && next < 0xB0 ? 0xD1 : c);
    }
    const bool capital = before == 0xC3 ? c < 0x9F && c != 0x97 : before == 0xD0 && c >= 0x90 && c < 0xB0;
    return (char)(!capital ? c : before == 0xD0 && c >= 0xA0 ? c - 0x20 : c + 0x20);
}

static bool begins(smacs_text text, smacs_text word, bool folds) {
    if (word.size > text.size) {
        return false;
    }
    for (size_t i = 0; i < word.size; i++) {
        if ((folds ? low_at(text, i) : text.data[i]) != word.data[i]) {
            return false;
        }
    }
    return true;
}

/* The next entry of a list, from `at` within it on, that begins with a character; NULL: none. */
static const char *entry_from(const char *list, const char *at, char first) {
    at = list && first ? strchr(at, first) : NULL;
    while (at && at > list && at[-1] != '|') {
        at = strchr(at + 1, first);
    }
    return at;
}

/* Bytes of the first word of `list` in a language that `text` begins with, or all of which `text` is; 0: none. */
static size_t find_in(smacs_text text, smacs_words list, unsigned language, bool whole) {
    const bool folds = list < SMACS_WORDS_AS_SPELT;
    const char low = folds ? low_at(text, 0) : smacs_char_at(text, 0);
    const char *words = list_in(list, language);
    for (const char *at = entry_from(words, words, low); at; at = entry_from(words, at + 1, low)) {
        const smacs_text word = {at, strcspn(at, "|")};
        if ((!whole || word.size == text.size) && begins(text, word, folds)) {
            return word.size;
        }
    }
    return 0;
}

static size_t find(smacs_text text, smacs_words list, bool whole) {
    size_t size = 0;
    for (unsigned i = 0; i < table_count(list) && size == 0; i++) {
        size = find_in(text, list, i, whole);
    }
    return size;
}

size_t smacs_words_begin(smacs_text text, smacs_words list) { return find(text, list, false); }

size_t smacs_words_begin_whole(smacs_text text, smacs_words list) {
    smacs_words_cursor cursor = {0};
    smacs_text word;
    while (smacs_words_next(list, &cursor, &word)) {
        const bool goes_on = word.size > 0 && text.size > word.size && smacs_is_letter(word.data[word.size - 1]) &&
                             smacs_is_letter(text.data[word.size]);
        if (!goes_on && begins(text, word, list < SMACS_WORDS_AS_SPELT)) {
            return word.size;
        }
    }
    return 0;
}

bool smacs_words_is(smacs_text text, smacs_words list) { return find(text, list, true) > 0; }

size_t smacs_words_begin_in(smacs_text text, smacs_words list, unsigned language) {
    return find_in(text, list, language, false);
}

bool smacs_words_is_just(smacs_text text, smacs_words list, unsigned language) {
    return find_in(text, list, language, true) > 0;
}

bool smacs_words_is_in(smacs_text text, smacs_words list, unsigned language) {
    return find_in(text, list, 0, true) > 0 || (language > 0 && find_in(text, list, language, true) > 0);
}

static uint32_t pair(char first, char second) { return ((uint8_t)first * 37u + (uint8_t)second) % 256; }

static uint32_t triple(char first, char second, char third) {
    return (((uint32_t)(uint8_t)first << 16 | (uint32_t)(uint8_t)second << 8 | (uint8_t)third) * 2654435761u) >> 20;
}

static void set_bit(uint8_t *bits, uint32_t bit) { bits[bit / 8] |= (uint8_t)(1u << bit % 8); }

static bool has_bit(const uint8_t *bits, uint32_t bit) { return bits[bit / 8] >> bit % 8 & 1; }

void smacs_words_filter_add(smacs_words list, unsigned language, smacs_words_filter *filter) {
    for (const char *at = list_in(list, language); at && *at;) {
        const char *end = strchr(at, '|');
        const size_t size = end ? (size_t)(end - at) : strlen(at);
        if (size > 2) {
            set_bit(filter->may, triple(at[0], at[1], at[2]));
        }
        for (unsigned c = size == 1 ? 0 : 255; c < 256 && size <= 2; c++) {
            set_bit(filter->brief, pair(at[0], size == 1 ? (char)c : at[1]));
        }
        at = end ? end + 1 : NULL;
    }
}

void smacs_words_filter_make(smacs_words list, smacs_words_filter *filter) {
    memset(filter, 0, sizeof *filter);
    smacs_words_filter_more(list, filter);
}

void smacs_words_filter_more(smacs_words list, smacs_words_filter *filter) {
    for (unsigned i = 0; i < table_count(list); i++) {
        smacs_words_filter_add(list, i, filter);
    }
}

bool smacs_words_may(const smacs_words_filter *filter, smacs_text text) {
    const char first = low_at(text, 0), second = low_at(text, 1);
    return has_bit(filter->may, triple(first, second, low_at(text, 2))) || has_bit(filter->brief, pair(first, second));
}

/* How many of the first words of a text, of *words that it has, are small words or words of asking of a language. */
static unsigned known_words(smacs_text text, unsigned language, unsigned *words) {
    enum { WORDS_MAX = 24 };
    smacs_words_filter filter;
    memset(&filter, 0, sizeof filter);
    unsigned known = 0;
    size_t at = 0;
    smacs_words_filter_add(SMACS_WORDS_SMALL, language, &filter);
    smacs_words_filter_add(SMACS_WORDS_ASKING, language, &filter);
    smacs_words_filter_add(SMACS_WORDS_WHETHER, language, &filter);
    for (*words = 0; *words < WORDS_MAX && at < text.size; ++*words) {
        size_t end = at;
        while (end < text.size && !smacs_is_blank(text.data[end])) {
            end++;
        }
        smacs_text word = smacs_text_before(smacs_text_after(text, at), end - at);
        while (word.size > 0 && smacs_is_of(word.data[word.size - 1], ".,;:?!\"')")) {
            word.size--;
        }
        word = smacs_text_after(word, smacs_text_begins(word, "¿") ? 2 : 0);
        known += smacs_words_may(&filter, word) && (find_in(word, SMACS_WORDS_SMALL, language, true) > 0 ||
                                                    find_in(word, SMACS_WORDS_WHETHER, language, true) > 0 ||
                                                    find_in(word, SMACS_WORDS_ASKING, language, true) > 0);
        at = end + 1;
    }
    return known;
}

static bool has_foreign(smacs_text text) {
    bool foreign = false;
    for (size_t i = 0; i < text.size && !foreign; i++) {
        foreign = (unsigned char)text.data[i] >= 0x80;
    }
    return foreign;
}

unsigned smacs_words_language(smacs_text text) {
    unsigned words = 0, best = 0, most = known_words(text, 0, &words);
    const bool english_enough = most * 2 >= words;
    for (unsigned i = 1; i < smacs_phrase_table_count && !english_enough; i++) {
        const unsigned known = known_words(text, i, &words);
        const bool better = known > most || (known == most && known > 0 && best == 0 && has_foreign(text));
        best = better ? i : best;
        most = better ? known : most;
    }
    return best;
}

bool smacs_words_comma(smacs_text question) {
    const unsigned language = smacs_words_language(question);
    return language > 0 && smacs_phrases[language][SMACS_WORDS_COMMA];
}

size_t smacs_words_at(const smacs_words_filter *filter, smacs_text text, size_t at, smacs_words list) {
    const smacs_text rest = smacs_text_after(text, at);
    const bool starts = at == 0 || !smacs_is_letter(text.data[at - 1]) || (unsigned char)text.data[at] >= 0x80;
    return starts && smacs_words_may(filter, rest) ? smacs_words_begin_whole(rest, list) : 0;
}

size_t smacs_words_behind(smacs_text text, smacs_words list) {
    smacs_words_filter filter;
    smacs_words_filter_make(list, &filter);
    for (size_t i = 0; i < text.size; i++) {
        const size_t size = smacs_words_at(&filter, text, i, list);
        if (size > 0) {
            return i + size;
        }
    }
    return 0;
}

size_t smacs_words_last(smacs_text text, smacs_words list, size_t *size) {
    smacs_words_filter filter;
    smacs_words_filter_make(list, &filter);
    for (size_t i = text.size; i > 0; i--) {
        const smacs_text rest = smacs_text_after(text, i - 1);
        *size = smacs_words_may(&filter, rest) ? smacs_words_begin(rest, list) : 0;
        if (*size > 0) {
            return i - 1;
        }
    }
    return text.size;
}

uint64_t smacs_words_decimal(smacs_text digits) {
    uint64_t value = 0;
    for (size_t i = 0; i < digits.size; i++) {
        value = value * 10 + (uint64_t)(digits.data[i] - '0');
    }
    return value;
}

/* Whether a word may end before `next`. Those of letters end before anything but letters and digits; signs, and words
 * of scripts without spaces, anywhere. In UTF-8 the bytes C3 to E1 begin a letter of a script with spaces. */
static bool ends_before(smacs_text word, char next) {
    size_t last = word.size - 1;
    while (last > 0 && ((uint8_t)word.data[last] & 0xC0) == 0x80) {
        last--;
    }
    const uint8_t lead = (uint8_t)word.data[last], follower = (uint8_t)next;
    const bool letter = smacs_is_letter(word.data[last]) || (lead >= 0xC3 && lead <= 0xE1);
    return !letter || !(smacs_is_letter(next) || smacs_is_digit(next) || (follower >= 0xC3 && follower <= 0xE1));
}

/* Bytes of the ending of a noun in `rest` behind `word`: an "s", or up to two letters of Cyrillic. */
static size_t ending_size(smacs_text word, smacs_text rest) {
    size_t size = 0;
    if (word.size > 2 && smacs_is_letter(word.data[word.size - 1])) {
        return low_at(rest, 0) == 's' ? 1 : 0;
    }
    while (word.size > 4 && (uint8_t)word.data[word.size - 2] >> 1 == 0x68 && size < 4 &&
           (uint8_t)smacs_char_at(rest, size) >> 1 == 0x68) {
        size += 2;
    }
    return size;
}

size_t smacs_words_name(smacs_text text, smacs_words list, smacs_text *name) {
    const bool folds = list < SMACS_WORDS_AS_SPELT;
    const char low = folds ? low_at(text, 0) : smacs_char_at(text, 0);
    size_t longest = 0;
    for (unsigned i = 0; i < table_count(list); i++) {
        const char *words = list_in(list, i);
        for (const char *at = entry_from(words, words, low); at; at = entry_from(words, at + 1, low)) {
            const smacs_text word = {at, strcspn(at, "=|")};
            if (word.size < longest || !begins(text, word, folds)) {
                continue;
            }
            const bool ends = list == SMACS_WORDS_UNIT || list == SMACS_WORDS_MONEY;
            const size_t size = word.size + (ends ? ending_size(word, smacs_text_after(text, word.size)) : 0);
            if (size > longest && ends_before(word, smacs_char_at(text, size))) {
                const char *behind = at + word.size + (at[word.size] == '=' ? 1 : 0);
                longest = size;
                *name = (smacs_text){behind, strcspn(behind, "|")};
            }
        }
    }
    return longest;
}

size_t smacs_words_part(unsigned language, smacs_text text, smacs_words list, uint64_t *value) {
    const char low = low_at(text, 0);
    const char *words = list_in(list, language);
    size_t longest = 0;
    for (const char *at = entry_from(words, words, low); at; at = entry_from(words, at + 1, low)) {
        const smacs_text word = {at, strcspn(at, "=|")};
        if (word.size > longest && begins(text, word, true)) {
            const char *behind = at + word.size;
            longest = word.size;
            *value = *behind == '=' ? smacs_words_decimal((smacs_text){behind + 1, strcspn(behind + 1, "|")}) : 0;
        }
    }
    return longest;
}

bool smacs_words_table(unsigned number) { return number < smacs_value_table_count; }

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
