/* What stands beside a number is never dropped: it becomes the mark. A known unit, a currency or a share is one name
 * however it is spelt; other words are names of their own, in the singular. Only words that add nothing ("in total") are
 * left out. What cannot be read as a unit (a sum, a verb, a variable) makes the text no quantity. */
#include "answer/quantity.h"
#include "answer/scan.h"
#include "answer/units.h"
#include "answer/words.h"
#include "base/characters.h"
#include "base/utf8.h"
#include <string.h>

enum { PHRASE_MAX = 64, UNIT_MAX = 48 };

/* A phrase behind a number, as far as it has been read. */
typedef struct phrase {
    smacs_text rest;
    smacs_mark *mark;
    smacs_dimension to;  /* where words go */
    bool apart;          /* a blank or sign stands before what follows */
    bool per;            /* "per" came last */
    bool times;          /* a sign of multiplication did */
    bool money;          /* the unit is a currency or share */
    bool lacking;        /* "without" came before */
    bool worded;         /* another word stands behind the unit: "5 mg twice a day" */
    bool known_only;     /* words that are no units make it no quantity */
    uint64_t power;      /* from "square", for the unit to come */
    char unit[UNIT_MAX]; /* "m/s^2" */
    size_t unit_size;
    bool open; /* the unit may take a power */
} phrase;

static void skip_bytes(phrase *p, size_t size) { p->rest = smacs_text_after(p->rest, size); }

/* ---- units ---- */

static bool append(phrase *p, const char *data, size_t size) {
    if (size > UNIT_MAX - p->unit_size) {
        return false;
    }
    memcpy(p->unit + p->unit_size, data, size);
    p->unit_size += size;
    return true;
}

static bool append_power(phrase *p, uint64_t power) {
    const char digits[2] = {'^', (char)('0' + power)};
    return power < 2 || append(p, digits, 2);
}

/* Takes a unit of measurement. The first one is the unit; one behind "/" or "*" is joined to it. Behind money, "per" has
 * a part of its own, since "$5" may be short for "$5 per hour". */
static bool take_unit(phrase *p, smacs_text name) {
    const bool first = p->unit_size == 0 && !p->money;
    const uint64_t power = p->power;
    p->power = 0;
    p->open = false;
    if (p->per && first && !smacs_mark_has(p->mark, SMACS_MARK_UNIT)) {
        return false; /* "7 per day" */
    }
    if (p->per && (p->unit_size == 0 || p->worded)) {
        smacs_mark_add(p->mark, SMACS_MARK_PER, name);
    } else if (p->per || (p->times && !first)) {
        p->open = true;
        if (!append(p, p->per ? "/" : "*", 1) || !append(p, name.data, name.size) || !append_power(p, power)) {
            return false;
        }
    } else if (first && p->to == SMACS_MARK_UNIT) {
        p->open = true;
        if (!append(p, name.data, name.size) || !append_power(p, power)) {
            return false;
        }
        p->to = SMACS_MARK_OF;
    } else if (p->unit_size == 3 && memcmp(p->unit, "deg", 3) == 0 && power == 0) { /* "degrees Celsius" */
        smacs_mark_add(p->mark, SMACS_MARK_UNIT, name);
    } else {
        smacs_mark_add(p->mark, p->to == SMACS_MARK_UNIT ? SMACS_MARK_OF : p->to, name);
    }
    p->per = p->times = false;
    return true;
}

static bool take_money(phrase *p, smacs_text name) {
    if (p->per) {
        smacs_mark_add(p->mark, SMACS_MARK_PER, name);
    } else if (p->unit_size > 0) {
        smacs_mark_add(p->mark, SMACS_MARK_OF, name);
    } else {
        smacs_mark_add(p->mark, SMACS_MARK_UNIT, name);
        p->money = true;
        p->to = SMACS_MARK_OF;
    }
    p->per = p->open = false;
    return true;
}

/* ---- words ---- */

/* Whether a word behind a number may be what it counts. Single letters are mostly variables; "17 is prime" is a
 * sentence. */
static bool is_unit_word(smacs_text word, bool apart) {
    return !smacs_words_is(word, SMACS_WORDS_NO_UNIT) &&
           (word.size > 1 || word.data[0] == 'g' || (apart && !smacs_is_of(word.data[0], "abceiknpqrtxyzABCXYZ")));
}

static bool is_high(char c) { return (unsigned char)c >= 0x80; }

static size_t word_end(smacs_text text) {
    size_t end = 0;
    while (smacs_is_letter(smacs_char_at(text, end)) || is_high(smacs_char_at(text, end)) ||
           (end > 0 && smacs_is_of(smacs_char_at(text, end), "'-") && smacs_is_letter(smacs_char_at(text, end + 1)))) {
        end++;
    }
    return end;
}

size_t smacs_answer_singular(smacs_text word, char out[SMACS_SINGULAR_MAX]) {
    size_t size = 0;
    if (word.size <= 3 && smacs_is_capital(word.data[0])) { /* a sign: "Mg" is not "mg" */
        memcpy(out, word.data, word.size);
        return word.size;
    }
    for (size_t at = 0; at < word.size && size + 4 <= SMACS_SINGULAR_MAX;) {
        size += smacs_utf8_put(smacs_fold(smacs_utf8_next(word.data, word.size, &at)), out + size);
    }
    if (size > 4 && memcmp(out + size - 3, "ies", 3) == 0) {
        out[size - 3] = 'y';
        return size - 2;
    }
    const bool hissing = size > 4 && memcmp(out + size - 2, "es", 2) == 0 &&
                         (smacs_is_of(out[size - 3], "xz") || memcmp(out + size - 4, "ss", 2) == 0 ||
                          memcmp(out + size - 4, "ch", 2) == 0 || memcmp(out + size - 4, "sh", 2) == 0);
    const bool plural = size > 2 && out[size - 1] == 's' && !smacs_is_of(out[size - 2], "su");
    return size - (hissing ? 2 : plural ? 1 : 0);
}

static bool take_word(phrase *p, size_t size) {
    char folded[1 + SMACS_SINGULAR_MAX];
    const smacs_text word = smacs_text_before(p->rest, size);
    char key[SMACS_NUMBER_KEY_MAX];
    if (size == 0 || smacs_text_is(word, "\xE2\x80\xA6") || smacs_answer_number_word(word, key) == size ||
        p->known_only || p->times || !is_unit_word(word, p->apart) || p->power > 0) {
        return false;
    }
    const smacs_dimension to = p->per ? SMACS_MARK_PER : p->to;
    folded[0] = '-';
    const size_t start = p->lacking ? 1 : 0, bytes = start + smacs_answer_singular(word, folded + start);
    smacs_mark_add(p->mark, to, (smacs_text){folded, bytes});
    p->worded = p->worded || p->unit_size > 0;
    p->per = p->open = false;
    skip_bytes(p, size);
    return true;
}

/* Behind degrees: the scale, or a direction. */
static bool take_scale(phrase *p) {
    static const struct {
        const char *letter, *name;
        smacs_dimension dimension;
    } scales[] = {{"C", "c", SMACS_MARK_UNIT},    {"F", "f", SMACS_MARK_UNIT},   {"N", "north", SMACS_MARK_WAY},
                  {"S", "south", SMACS_MARK_WAY}, {"E", "east", SMACS_MARK_WAY}, {"W", "west", SMACS_MARK_WAY}};
    if (p->unit_size < 3 || memcmp(p->unit + p->unit_size - 3, "deg", 3) != 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (smacs_text_begins(p->rest, scales[i].letter) && word_end(p->rest) == 1) {
            smacs_mark_add(p->mark, scales[i].dimension, (smacs_text){scales[i].name, strlen(scales[i].name)});
            skip_bytes(p, 1);
            return true;
        }
    }
    return false;
}

/* Whether a unit or currency begins behind blanks. */
static bool unit_follows(smacs_text text) {
    smacs_text name;
    text = smacs_skip(text, " ");
    return smacs_words_name(text, SMACS_WORDS_UNIT, &name) > 0 ||
           smacs_words_name(text, SMACS_WORDS_UNIT_SIGN, &name) > 0 ||
           smacs_words_name(text, SMACS_WORDS_MONEY, &name) > 0;
}

typedef enum outcome { NOTHING, TAKEN, FAILED } outcome;

static outcome taken(phrase *p, size_t size, bool well) {
    skip_bytes(p, size);
    return well ? TAKEN : FAILED;
}

/* Takes a word of the lists that say what it is to a unit: its power, "per". */
static outcome take_relation(phrase *p) {
    smacs_text name = {NULL, 0};
    size_t size = smacs_words_name(p->rest, SMACS_WORDS_POWER, &name);
    if (size > 0 && unit_follows(smacs_text_after(p->rest, size))) {
        p->power = smacs_words_decimal(name);
        return taken(p, size, true);
    }
    size = smacs_words_name(p->rest, SMACS_WORDS_POWERED, &name);
    if (size > 0) {
        return taken(p, size, p->open && append_power(p, smacs_words_decimal(name)));
    }
    size = smacs_words_name(p->rest, SMACS_WORDS_PER, &name);
    const bool article = size > 0 && size < 3;
    const bool counted = p->money && p->apart && smacs_char_at(p->rest, size) == ' '; /* "$90 a night" */
    if (size > 0 && (unit_follows(smacs_text_after(p->rest, size)) || !article || counted)) {
        const bool last = smacs_skip(smacs_text_after(p->rest, size), " .").size == 0;
        if (last) { /* "5 each" */
            smacs_mark_add(p->mark, SMACS_MARK_PER, (smacs_text){"each", 4});
        }
        p->per = !last;
        return taken(p, size, true);
    }
    return NOTHING;
}

/* Bytes of a word of direction at the start of `text`, "less" or "fell", and its name; 0: none. */
static size_t direction(smacs_text text, smacs_text *name) {
    size_t size = smacs_words_name(text, SMACS_WORDS_WAY, name);
    size = size > 0 ? size : smacs_words_name(text, SMACS_WORDS_MOVE, name);
    return size > 0 ? size : smacs_words_name(text, SMACS_WORDS_DEED, name);
}

/* Takes a word that a list knows. */
static outcome take_known(phrase *p) {
    smacs_text name = {NULL, 0};
    size_t size = smacs_words_name(p->rest, SMACS_WORDS_MONEY, &name);
    if (size > 0) {
        return taken(p, size, take_money(p, name));
    }
    if (take_scale(p)) {
        return TAKEN;
    }
    size = smacs_words_name(p->rest, SMACS_WORDS_UNIT_SIGN, &name);
    if (size > 0 &&
        (smacs_is_of(p->rest.data[0], "\"'") || ((p->apart || size > 1 || p->rest.data[0] == 'g') &&
                                                 is_unit_word(smacs_text_before(p->rest, size), p->apart)))) {
        return taken(p, size, take_unit(p, name));
    }
    size = smacs_words_name(p->rest, SMACS_WORDS_UNIT, &name);
    if (size > 0) {
        return taken(p, size, take_unit(p, name));
    }
    size = smacs_words_name(p->rest, SMACS_WORDS_SHARE, &name);
    if (size > 0) {
        smacs_mark_add(p->mark, SMACS_MARK_PER, name);
        return taken(p, size, true);
    }
    const outcome relation = take_relation(p);
    if (relation != NOTHING) {
        return relation;
    }
    size = direction(p->rest, &name);
    if (size > 0) {
        const bool reached =
            smacs_mark_has(p->mark, SMACS_MARK_WAY) && smacs_text_is(p->mark->names[SMACS_MARK_WAY][0], "to");
        if (smacs_text_is(name, "to") && !reached) { /* "fell to 5": where it fell from is another matter */
            p->mark->counts[SMACS_MARK_WAY] = 0;
        }
        smacs_mark_add(p->mark, reached ? SMACS_MARK_AT : SMACS_MARK_WAY, name);
        return taken(p, size, true);
    }
    size = p->known_only ? 0 : smacs_words_name(p->rest, SMACS_WORDS_LACKING, &name);
    if (size > 0) {
        p->to = SMACS_MARK_AT;
        p->lacking = true;
        return taken(p, size, true);
    }
    size = smacs_words_name(p->rest, SMACS_WORDS_AT, &name);
    if (size > 0) {
        const bool last = smacs_skip(smacs_text_after(p->rest, size), " .").size == 0;
        if (last && smacs_text_begins(p->rest, "in")) {
            return taken(p, size, take_unit(p, (smacs_text){"in", 2}));
        }
        p->to = p->to == SMACS_MARK_OF && p->rest.data[0] == 'o' && !p->known_only ? SMACS_MARK_OF : SMACS_MARK_AT;
        return taken(p, size, !last && !p->known_only);
    }
    size = smacs_words_name(p->rest, SMACS_WORDS_FILLER, &name);
    return size > 0 ? taken(p, size, true) : NOTHING;
}

/* Takes a sign between words. */
static outcome take_sign(phrase *p) {
    const char c = p->rest.data[0], next = smacs_char_at(p->rest, 1);
    const bool has = p->unit_size > 0 || smacs_mark_has(p->mark, SMACS_MARK_UNIT);
    if (c == ' ' || (c == '-' && smacs_is_letter(next)) || (c == '.' && (!next || next == ' '))) {
        p->apart = true;
        p->times = c == ' ' && p->times;
        return taken(p, 1, true);
    }
    if (c == ',' && next == ' ' && !p->known_only) {
        p->to = SMACS_MARK_AT;
        return taken(p, 1, true);
    }
    if (smacs_is_of(c, "/*") && has && !p->per) {
        p->per = c == '/';
        p->times = c == '*';
        p->apart = true;
        return taken(p, 1, c == '/' || p->unit_size > 0);
    }
    if (c == '^') {
        const size_t brace = next == '{' ? 1 : 0;
        const char power = smacs_char_at(p->rest, 1 + brace);
        return taken(p, 2 + 2 * brace,
                     smacs_is_of(power, "23") && p->open && p->rest.size >= 2 + 2 * brace &&
                         append_power(p, (uint64_t)(power - '0')));
    }
    return NOTHING;
}

/* "100 deg C (212 deg F)": what stands in brackets behind a whole unit says the same again. */
static bool ends_with_remark(const phrase *p) {
    const bool has = p->unit_size > 0 || smacs_mark_has(p->mark, SMACS_MARK_UNIT);
    return has && p->apart && !p->known_only && p->rest.data[0] == '(' && smacs_group_end(p->rest) == p->rest.size &&
           smacs_is_digit(smacs_char_at(smacs_skip(p->rest, "(= ~$"), 0));
}

/* Reads all of the phrase into the mark. */
static bool read_phrase(phrase *p) {
    if (p->rest.size > PHRASE_MAX) {
        return false;
    }
    while (p->rest.size > 0 && !ends_with_remark(p)) {
        outcome o = take_sign(p);
        if (o == NOTHING) {
            o = take_known(p);
            o = o == NOTHING ? (take_word(p, word_end(p->rest)) ? TAKEN : FAILED) : o;
            p->apart = false;
        }
        if (o == FAILED) {
            return false;
        }
    }
    smacs_mark_add(p->mark, SMACS_MARK_UNIT, (smacs_text){p->unit, p->unit_size});
    return !p->per && !p->times && p->power == 0 && !p->mark->full;
}

/* ---- quantities ---- */

/* Takes a currency off the front of `text`, with the blanks around it. */
static smacs_text take_currency(smacs_text text, phrase *p) {
    smacs_text name;
    const size_t size = smacs_words_name(text, SMACS_WORDS_MONEY, &name);
    const smacs_text rest = smacs_skip(smacs_text_after(text, size), " ");
    const char next = smacs_char_at(rest, 0);
    if (size == 0 || !(smacs_is_digit(next) || smacs_is_of(next, ".-+"))) {
        return text;
    }
    (void)take_money(p, name);
    return rest;
}

/* Whether a direction before a number makes it another: "below 5" is not 5. */
static bool is_bound(smacs_text name) {
    static const char bounds[][7] = {"above", "below", "over", "under", "before", "after", "late", "early"};
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        if (smacs_text_is(name, bounds[i])) {
            return true;
        }
    }
    return false;
}

/* "an increase of 12 %": takes a direction off the front. */
static smacs_text take_way(smacs_text text, smacs_mark *mark) {
    smacs_text name, rest = smacs_text_after(text, smacs_words_begin(text, SMACS_WORDS_ARTICLE));
    const size_t size = direction(rest, &name);
    if (size == 0 || is_bound(name)) {
        return text;
    }
    rest = smacs_skip(smacs_text_after(rest, size), " ");
    smacs_text between;
    rest = smacs_skip(smacs_text_after(rest, smacs_words_name(rest, SMACS_WORDS_AT, &between)), " ");
    if (!smacs_is_digit(smacs_char_at(smacs_skip(rest, "$"), 0))) {
        return text;
    }
    smacs_mark_add(mark, SMACS_MARK_WAY, name);
    return rest;
}

/* Takes an era off `text` where it begins with one; bc or ad, or an empty name. */
static smacs_text take_era(smacs_text *text, bool all) {
    smacs_text name = {NULL, 0};
    const smacs_text rest = smacs_skip(*text, " ");
    const size_t size = smacs_words_name(rest, SMACS_WORDS_ERA, &name);
    const smacs_text behind = smacs_text_after(rest, size);
    if (size == 0 || (all && smacs_skip(behind, " .").size > 0)) {
        return (smacs_text){NULL, 0};
    }
    *text = smacs_skip(behind, " ");
    return name;
}

static bool add_suffix(char key[SMACS_NUMBER_KEY_MAX], const char *suffix) {
    const size_t size = strlen(key);
    if (size + strlen(suffix) >= SMACS_NUMBER_KEY_MAX) {
        return false;
    }
    memcpy(key + size, suffix, strlen(suffix) + 1);
    return true;
}

static bool negate(char key[SMACS_NUMBER_KEY_MAX]) {
    const size_t size = strlen(key);
    if (key[0] == '-' || size + 1 >= SMACS_NUMBER_KEY_MAX) {
        return false;
    }
    memmove(key + 1, key, size + 1);
    key[0] = '-';
    return true;
}

static bool is_zero(const char *key) { return key[0] == '0' && !key[1]; }

/* What stands behind the number. */
static bool read_behind(phrase *p, smacs_text era, char key[SMACS_NUMBER_KEY_MAX]) {
    smacs_text own = take_era(&p->rest, true);
    const smacs_text behind = smacs_skip(p->rest, " ");
    if (own.size == 0 && smacs_is_capital(smacs_char_at(behind, 0)) && smacs_text_find(behind, " ") < behind.size) {
        own = take_era(&p->rest, false); /* "283 BC under Ptolemy" */
        own = smacs_text_is(own, "bc") ? own : (smacs_text){NULL, 0};
        p->rest = own.size > 0 ? p->rest : behind;
        if (own.size > 0) {
            return add_suffix(key, "BC") && read_phrase(p);
        }
    }
    const smacs_text named = own.size > 0 ? own : era;
    if (named.size > 0) {
        if (smacs_text_is(named, "bc")) {
            return p->rest.size == 0 && add_suffix(key, "BC"); /* as it can be read again */
        }
        smacs_mark_add(p->mark, SMACS_MARK_ERA, named);
    }
    for (size_t at = 0; at < p->rest.size; at++) {
        const smacs_text tail = smacs_text_after(p->rest, at);
        const size_t below = smacs_words_begin(tail, SMACS_WORDS_BELOW_ZERO);
        const size_t above = below > 0 ? 0 : smacs_words_begin(tail, SMACS_WORDS_ABOVE_ZERO);
        if ((below > 0 || above > 0) && smacs_skip(smacs_text_after(tail, below + above), " .").size == 0) {
            p->rest.size = at;
            if (below > 0 && !is_zero(key) && !negate(key)) {
                return false;
            }
        }
    }
    return read_phrase(p);
}

static bool has_capital(smacs_text text) {
    for (size_t i = 0; i < text.size; i++) {
        if (smacs_is_capital(text.data[i])) {
            return true;
        }
    }
    return false;
}

/* The two parts of a quantity that stand before its number, and the number. */
typedef struct front {
    smacs_text value; /* from the number on */
    smacs_text era;
    bool negative;
} front;

/* Takes era, direction, sign and currency off the front of a text that has figures. */
static front take_front(smacs_text text, phrase *p) {
    smacs_text name;
    front f = {.value = text};
    f.era = take_era(&f.value, false);
    f.value = take_way(f.value, p->mark);
    const size_t minus = smacs_words_begin(f.value, SMACS_WORDS_MINUS);
    const bool sign =
        smacs_char_at(f.value, 0) == '-' && smacs_words_name(smacs_skip(f.value, "- "), SMACS_WORDS_MONEY, &name) > 0;
    f.negative = sign || minus > 0;
    f.value = take_currency(smacs_skip(smacs_text_after(f.value, sign ? 1 : minus), " "), p);
    return f;
}

/* A number in words, which nothing but "minus" may stand before. Returns its bytes. */
static size_t read_words(front *f, phrase *p, char key[SMACS_NUMBER_KEY_MAX]) {
    const size_t minus = smacs_words_begin(f->value, SMACS_WORDS_MINUS);
    f->value = smacs_text_after(f->value, minus);
    f->negative = minus > 0;
    const size_t size = smacs_answer_number_word(f->value, key);
    const smacs_text rest = smacs_text_after(f->value, size);
    p->known_only = size > 0 && (unsigned char)f->value.data[0] >= 0xE3;    /* scripts without spaces */
    return has_capital(rest) || smacs_text_begins(rest, " of ") ? 0 : size; /* "Seven Samurai" */
}

/* A number in figures. Returns its bytes. */
static size_t read_figures(smacs_text value, bool comma, bool money, char key[SMACS_NUMBER_KEY_MAX]) {
    char other[SMACS_NUMBER_KEY_MAX];
    const size_t size = smacs_answer_number_read(value, (smacs_answer_number_style){comma || money, money}, key);
    const size_t more =
        comma || money ? 0 : smacs_answer_number_read(value, (smacs_answer_number_style){true, false}, other);
    const bool scaled = more > size && !smacs_is_digit(value.data[more - 1]);
    if (more <= size || !(scaled || unit_follows(smacs_text_after(value, more)))) {
        return size;
    }
    memcpy(key, other, sizeof other); /* "12,5 km", "1,2 Millionen" */
    return more;
}

bool smacs_answer_quantity(smacs_text text, bool comma, char key[SMACS_NUMBER_KEY_MAX], smacs_mark *mark) {
    char halved[PHRASE_MAX];
    const size_t half = smacs_answer_half_spell(text, halved, sizeof halved);
    text = half > 0 ? (smacs_text){halved, half} : text;
    phrase p = {.mark = mark, .to = SMACS_MARK_UNIT};
    const bool brackets = text.size > 2 && text.data[0] == '(' && smacs_group_end(text) == text.size;
    front f = {.value = brackets ? smacs_text_before(smacs_text_after(text, 1), text.size - 2) : text};
    bool figures = false;
    for (size_t i = 0; i < text.size && !figures; i++) {
        figures = smacs_is_digit(text.data[i]);
    }
    const bool formula = smacs_text_begins(f.value, "$") &&
                         smacs_text_find(smacs_text_after(f.value, 1), "$ ") < f.value.size - 1; /* "$90$ minutes" */
    f.value = smacs_text_after(f.value, formula ? 1 : 0);
    f = figures ? take_front(f.value, &p) : f;
    size_t size = p.money ? 0 : smacs_answer_compound(f.value, key);
    size = size == 0 && figures ? read_figures(f.value, comma, p.money, key) : size;
    size = size == 0 && !p.money ? read_words(&f, &p, key) : size;
    p.rest = smacs_text_after(f.value, size);
    p.rest = formula ? smacs_skip(p.rest, "$") : p.rest;
    return size > 0 && (!f.negative || is_zero(key) || negate(key)) && read_behind(&p, f.era, key);
}

/* Whether an expression has variables or is a sum: there a single letter behind it is hardly a unit. */
static bool is_algebra(smacs_text text) {
    for (size_t at = 0; at < text.size;) {
        const size_t size = word_end(smacs_text_after(text, at));
        const smacs_text word = smacs_text_before(smacs_text_after(text, at), size);
        if (smacs_is_of(text.data[at], "+-=<>") ||
            (size > 0 && !smacs_text_is(word, "pi") && !smacs_words_is(word, SMACS_WORDS_FUNCTION))) {
            return true;
        }
        at += size > 0 ? size : 1;
    }
    return false;
}

size_t smacs_answer_unit_tail(smacs_text text, smacs_mark *mark) {
    const size_t start = text.size > UNIT_MAX ? text.size - UNIT_MAX : 0;
    size_t last = text.size;
    while (last > 0 && text.data[last - 1] != ' ' && text.data[last - 1] != '/') {
        last--;
    }
    smacs_text name;
    const smacs_text word = smacs_text_after(text, last);
    if (last == 0 || (!unit_follows(word) && smacs_words_name(word, SMACS_WORDS_POWERED, &name) == 0)) {
        return text.size; /* most expressions */
    }
    for (size_t at = start > 0 ? start : 1; at < text.size; at++) {
        if (text.data[at] == ' ' && text.data[at - 1] != ' ') {
            smacs_mark tail = {.size = 0};
            phrase p = {.rest = smacs_text_after(text, at), .mark = &tail, .known_only = true, .to = SMACS_MARK_UNIT};
            const smacs_text unit = smacs_skip(p.rest, " ");
            const bool letter = smacs_is_letter(unit.data[0]) && word_end(unit) == 1;
            if (read_phrase(&p) && smacs_mark_has(&tail, SMACS_MARK_UNIT) &&
                !(letter && is_algebra(smacs_text_before(text, at)))) {
                smacs_mark_add(mark, SMACS_MARK_UNIT, tail.names[SMACS_MARK_UNIT][0]);
                return at;
            }
        }
    }
    return text.size;
}
