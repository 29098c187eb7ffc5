/* Yes or no, where a question asks for it, and one of two, where it has "or". */
#include "answer/verdict.h"
#include "answer/scan.h"
#include "answer/sentence.h"
#include "base/error.h"
#include "base/text.h"

enum { ALONE_MAX = 8 /* bytes of yes or no alone */ };

/* ---- yes or no ---- */

/* Whether a word sets a condition that is not the question's own: "if", "with". */
static bool is_conditional(const smacs_asked *asked, smacs_text word) {
    return smacs_words_is_in(word, SMACS_WORDS_CONDITIONAL, asked->language) && !smacs_mentions(asked->question, word);
}

/* The verdict that `text` begins with, and in *spelt how it counts; empty: none. */
static smacs_text verdict_at(const smacs_asked *asked, smacs_text text, const char **spelt) {
    smacs_text rest = text;
    smacs_text raw = smacs_next_word(&rest);
    const size_t comma = smacs_text_find(raw, "\xEF\xBC\x8C"); /* Chinese puts no blank behind it */
    raw = smacs_text_before(raw, comma + 3);
    const smacs_text word = smacs_bare_word(raw);
    const char next = raw.size > 0 ? raw.data[raw.size - 1] : 0;
    const smacs_text after = smacs_bare_word(smacs_next_word(&rest));
    const bool alone =
        !smacs_has_words(after) || raw.data + raw.size > word.data + word.size || (unsigned char)next >= 0x80;
    const smacs_text sentence = smacs_text_before(text, smacs_sentence_end(text));
    if (smacs_has_proviso(sentence)) {
        return (smacs_text){NULL, 0};
    }
    if (!smacs_is_of(next, ".!") && is_conditional(asked, after)) {
        return (smacs_text){NULL, 0}; /* "Yes, with a licence." */
    }
    const bool both = smacs_words_is(after, SMACS_WORDS_AND) || smacs_words_is(after, SMACS_WORDS_OR);
    *spelt = smacs_words_is_in(word, SMACS_WORDS_AFFIRMING, asked->language)  ? "yes"
             : smacs_words_is_in(word, SMACS_WORDS_REFUSING, asked->language) ? "no"
                                                                              : NULL;
    const bool says = *spelt || smacs_words_is_in(word, SMACS_WORDS_VERDICT, asked->language);
    return says && alone && !both ? word : (smacs_text){NULL, 0};
}

/* Adds what stands behind a verdict that was taken from `text`, by how much, how far or when: "Yes, from 10 to 4." Always
 * true. */
static bool with_extent(smacs_answer_search *s, const smacs_asked *asked, smacs_text text, smacs_text verdict) {
    const smacs_text behind = smacs_text_after(text, (size_t)(verdict.data - text.data) + verdict.size);
    const smacs_text extent = smacs_skip(behind, "*_, :-");
    smacs_text rest = extent;
    if (!s->failed && s->out->kind == SMACS_ANSWER_BOOLEAN &&
        smacs_words_is_in(smacs_next_word(&rest), SMACS_WORDS_EXTENT, asked->language)) {
        smacs_answer_add_phrase(s, extent);
    }
    return true;
}

bool smacs_answer_in_verdict_at(smacs_answer_search *s, const smacs_asked *asked, smacs_text text) {
    const char *spelt = NULL;
    const smacs_text verdict = verdict_at(asked, text, &spelt);
    return verdict.size > 0 &&
           (spelt ? smacs_answer_offer_spelt(s, SMACS_HOW_VERDICT, verdict, smacs_text_of(spelt))
                  : smacs_answer_offer(s, SMACS_HOW_VERDICT, verdict)) &&
           with_extent(s, asked, text, verdict);
}

/* Whether `head` ends with a word that leads to what is said: "would answer ". */
static bool ends_saying(smacs_text head) {
    size_t size = 0;
    const smacs_text near = smacs_text_after(head, head.size > 16 ? head.size - 16 : 0);
    const size_t at = smacs_words_last(near, SMACS_WORDS_SAYING, &size);
    return at < near.size && at + size == near.size;
}

/* Offers the verdict within a sentence: "Botanically, yes.", "57 = 3 * 19. So no, it isn't." */
static bool offer_within(smacs_answer_search *s, const smacs_asked *asked, smacs_text sentence) {
    smacs_text words = sentence;
    const smacs_text first = smacs_bare_word(smacs_next_word(&words));
    if (is_conditional(asked, first)) {
        return false; /* "With a permit, yes." */
    }
    for (size_t i = sentence.size; i > 0; i--) {
        const char before = i > 1 ? sentence.data[i - 2] : 0;
        if (i > 1 && sentence.data[i - 1] == ' ') {
            smacs_text rest = smacs_text_after(sentence, i);
            smacs_text head = smacs_text_before(sentence, i);
            const bool led = smacs_is_of(before, ",:;") || ends_saying(head) ||
                             (i < 12 && smacs_words_is_in(smacs_bare_word(smacs_next_word(&head)), SMACS_WORDS_CLOSING,
                                                          asked->language));
            smacs_text word = smacs_next_word(&rest);
            const bool closing = smacs_words_is_in(word, SMACS_WORDS_CLOSING, asked->language);
            const smacs_text from = closing ? smacs_text_trimmed(rest) : smacs_text_after(sentence, i);
            if (led && smacs_answer_in_verdict_at(s, asked, from)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a sentence says the question again as a statement: it adds nothing, and leaves out one word at most. */
static bool restates(const smacs_asked *asked, smacs_text sentence) {
    unsigned held = 0, missing = 0;
    for (smacs_text rest = sentence, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        const bool verb =
            smacs_words_is_in(plain, SMACS_WORDS_WHETHER, asked->language) && !is_conditional(asked, plain);
        const bool small =
            verb || smacs_is_small(asked, plain) || smacs_words_is_in(plain, SMACS_WORDS_DENYING, asked->language);
        const bool among = smacs_is_among(plain, asked->question, true);
        size_t size = 0;
        const bool denies = smacs_words_last(plain, SMACS_WORDS_NOT, &size) < plain.size;
        if (smacs_has_words(plain) && !small && !among && !denies) {
            return false;
        }
        held += among && !small;
    }
    smacs_text rest = asked->question, last = {NULL, 0};
    for (smacs_text word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        const bool small =
            smacs_is_small(asked, plain) || smacs_words_is_in(plain, SMACS_WORDS_WHETHER, asked->language);
        if (smacs_has_words(plain) && !small) {
            missing += !smacs_is_among(plain, sentence, true);
            last = plain;
        }
        if (word.data[word.size - 1] == '?') {
            break;
        }
    }
    const bool noun = missing == 1 && last.size > 0 && !smacs_is_among(last, sentence, true);
    return held > 0 && (missing == 0 || noun);
}

/* Whether one of two words is the other with letters before it: "valid", "invalid". */
static bool is_opposite(smacs_text one, smacs_text other) {
    const smacs_text longer = one.size > other.size ? one : other, shorter = one.size > other.size ? other : one;
    return shorter.size > 3 && longer.size <= shorter.size + 3 &&
           smacs_is_among(smacs_text_after(longer, longer.size - shorter.size), shorter, false);
}

/* Whether a word says how: "clearly". */
static bool is_manner(smacs_text word) {
    return word.size > 4 && smacs_text_is(smacs_text_after(word, word.size - 2), "ly");
}

/* The last word of a question for yes or no apart from adverbs, which its answer says of the same thing: "plausible". */
static smacs_text predicate(const smacs_asked *asked) {
    smacs_text rest = asked->question, last = {NULL, 0};
    for (smacs_text word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        last = last.size > 0 && is_manner(plain) ? last : plain; /* "Are tomatoes vegetables botanically?" */
        if (word.data[word.size - 1] == '?') {
            break;
        }
    }
    return last;
}

/* What a sentence says of that word: "The sentence is (not) plausible", "It is implausible"; NULL: nothing for sure. */
static const char *says_of(const smacs_asked *asked, smacs_text sentence, smacs_text asked_for) {
    const char *verdict = NULL;
    bool verb = false, denied = false, had = false;
    for (smacs_text rest = sentence, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        size_t size = 0;
        const bool not_verb = smacs_words_last(plain, SMACS_WORDS_NOT, &size) < plain.size;
        if (is_conditional(asked, plain)) {
            return NULL; /* "if it is plausible", "plausible but .." */
        }
        if (not_verb || smacs_words_is_in(plain, SMACS_WORDS_COPULA, asked->language)) {
            verb = true;
            denied = not_verb;
            had = true;
        } else if (had && smacs_words_is_in(plain, SMACS_WORDS_DENYING, asked->language)) {
            verb = denied = true; /* "Whales are mammals, not fish." */
        } else if (verb && (smacs_is_among(plain, asked_for, false) ||
                            (is_opposite(plain, asked_for) && plain.size > asked_for.size))) {
            verdict = denied != (plain.size > asked_for.size) ? "no" : "yes";
            verb = false;
        } else if (!denied && smacs_has_words(plain) && !smacs_is_small(asked, plain) && !is_manner(plain) &&
                   !smacs_is_among(plain, asked->question, true)) {
            verb = false; /* "a dwarf planet" need not be a planet */
        }
    }
    return verdict;
}

/* What a sentence that begins with "of course" or "not at all" and ends there says; NULL: it is none. */
static const char *surely(smacs_text text) {
    const size_t no = smacs_words_begin_whole(text, SMACS_WORDS_SURELY_NOT);
    const size_t yes = no > 0 ? 0 : smacs_words_begin_whole(text, SMACS_WORDS_SURELY);
    const smacs_text rest = smacs_text_after(text, no + yes), next = smacs_skip(rest, "*_`");
    const bool ends =
        next.size == 0 || smacs_is_of(next.data[0], ".,;:!\n") || smacs_text_begins(next, " \xE2\x80\x94");
    return !ends || no + yes == 0 ? NULL : no > 0 ? "no" : "yes";
}

bool smacs_answer_in_verdict(smacs_answer_search *s, const smacs_asked *asked, const smacs_text *sentences,
                             size_t count) {
    const smacs_text first = smacs_skip(sentences[0], "*_`#> ");
    smacs_text rest = first;
    (void)smacs_next_word(&rest);
    const char *spelt = NULL;
    const smacs_text verdict = verdict_at(asked, first, &spelt);
    const bool yes = (spelt && spelt[0] == 'y') || smacs_words_is(verdict, SMACS_WORDS_YES);
    if (yes && smacs_denies(asked, rest) && restates(asked, smacs_answer_sentence(rest, false))) {
        return false; /* "Yes, 51 is not prime." */
    }
    if (smacs_answer_in_verdict_at(s, asked, first)) {
        return true;
    }
    const char *sure = surely(first);
    if (sure && !smacs_denies(asked, smacs_text_after(first, smacs_text_find(first, ",")))) {
        return smacs_answer_offer_spelt(s, SMACS_HOW_VERDICT, first, smacs_text_of(sure));
    }
    if (count > 1 && sentences[count - 1].size <= ALONE_MAX &&
        smacs_answer_in_verdict_at(s, asked, sentences[count - 1])) {
        return true; /* "I would not. No." */
    }
    for (size_t i = count; i > 0; i--) {
        if (offer_within(s, asked, sentences[i - 1])) {
            return true;
        }
    }
    for (size_t i = count; i > 0; i = i > 1 ? 1 : 0) {
        const smacs_text sentence = smacs_answer_sentence(sentences[i - 1], false);
        if (sentence.size > 0 && sentence.size <= 200 && restates(asked, sentence)) {
            return smacs_answer_offer_spelt(s, SMACS_HOW_VERDICT, sentence,
                                            smacs_text_of(smacs_denies(asked, sentence) ? "no" : "yes"));
        }
    }
    const smacs_text word = predicate(asked);
    for (size_t i = count; i > 0 && i + SMACS_LAST_MAX > count && word.size > 3; i--) {
        const char *said = says_of(asked, sentences[i - 1], word);
        if (said) {
            return smacs_answer_offer_spelt(s, SMACS_HOW_REPLY, sentences[i - 1], smacs_text_of(said));
        }
    }
    return false;
}

bool smacs_answer_in_head(smacs_answer_search *s, const smacs_asked *asked, smacs_text text) {
    static const char *const commas[] = {",", "\xEF\xBC\x8C", "\xE3\x80\x81", "\xD8\x8C", "\xE3\x80\x82"};
    size_t end = text.size, size = 0;
    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
        const size_t at = smacs_text_find(text, commas[i]);
        end = at < end ? at : end;
    }
    const smacs_text word = smacs_text_before(text, end);
    bool asks = asked->counts || asked->times || asked->either || asked->chooses || end == text.size ||
                (asked->language == 0 && smacs_words_is_in(word, SMACS_WORDS_VERDICT, 0));
    for (smacs_text rest = asked->question, next = smacs_next_word(&rest); next.size > 0 && !asks;
         next = smacs_next_word(&rest)) {
        asks = (unsigned char)next.data[0] >= 0xE3 ? smacs_words_last(next, SMACS_WORDS_ASKING, &size) < next.size
               : asked->language > 0 ? smacs_words_is_in(smacs_bare_word(next), SMACS_WORDS_ASKING, asked->language)
                                     : smacs_words_is(smacs_bare_word(next), SMACS_WORDS_ASKING);
    }
    const bool no = smacs_words_is(word, SMACS_WORDS_NO);
    return !asks && (no || smacs_words_is(word, SMACS_WORDS_YES)) && !smacs_has_proviso(text) &&
           smacs_answer_offer_spelt(s, SMACS_HOW_VERDICT, word, smacs_text_of(no ? "no" : "yes")) &&
           with_extent(s, asked, text, word);
}

/* ---- one of two ---- */

/* The next two alternatives around an "or" in `rest`: its neighbours, without articles and marks. `asking`: in a sentence
 * that asks; else in the last one. False where there are none left. */
static bool alternatives(const smacs_asked *asked, bool asking, smacs_text *rest, smacs_text *one, smacs_text *other) {
    smacs_text before = {NULL, 0};
    for (smacs_text word = smacs_next_word(rest); word.size > 0; word = smacs_next_word(rest)) {
        if (smacs_words_is_in(word, SMACS_WORDS_OR, asked->language) &&
            (asking ? smacs_asks(*rest) : smacs_sentence_end(*rest) == rest->size)) {
            const smacs_text front = smacs_text_before(asked->question, (size_t)(word.data - asked->question.data));
            smacs_text behind = smacs_bare_word(smacs_next_word(rest));
            while (behind.size > 0 && (smacs_is_small(asked, behind) || smacs_is_among(behind, front, false))) {
                behind = smacs_bare_word(smacs_next_word(rest)); /* "a litre of water or a litre of oil" */
            }
            *one = before;
            *other = behind;
            if (one->size > 1 && other->size > 1 && !smacs_is_among(*one, *other, false)) {
                return true;
            }
        }
        before = smacs_bare_word(word);
    }
    return false;
}

/* The one alternative that a part of a sentence names without denying it: "Buy, don't rent."; absent: none, or both. */
static smacs_text undenied(const smacs_asked *asked, smacs_text sentence, smacs_text one, smacs_text other) {
    bool names_one = false, names_other = false;
    while (sentence.size > 0) {
        const size_t end = smacs_text_find(sentence, ",");
        const smacs_text part = smacs_text_before(sentence, end);
        const bool denies = smacs_denies(asked, part);
        names_one |= !denies && smacs_is_among(one, part, false);
        names_other |= !denies && smacs_is_among(other, part, false);
        sentence = smacs_text_after(sentence, end + 1);
    }
    return names_one == names_other ? (smacs_text){NULL, 0} : names_one ? one : other;
}

/* `sentence` up to "than" behind a comparison of the question's own: "9.9 is bigger" of "9.9 is bigger than 9.11"; else all
 * of it. */
static smacs_text before_than(const smacs_asked *asked, smacs_text sentence) {
    size_t size = 0;
    const size_t at = smacs_words_last(sentence, SMACS_WORDS_THAN, &size);
    const smacs_text front = smacs_text_before(sentence, at);
    size_t start = front.size;
    while (start > 0 && !smacs_is_blank(front.data[start - 1])) {
        start--;
    }
    const bool own = at < sentence.size && smacs_is_among(smacs_text_after(front, start), asked->question, false);
    return own && !smacs_denies(asked, asked->question) ? front : sentence;
}

/* Whether a sentence compares by a word that the question has not: "The bus is more expensive." where the cheaper is asked
 * for. */
static bool compares_otherwise(const smacs_asked *asked, smacs_text sentence) {
    bool compares = false;
    for (smacs_text rest = sentence, word = smacs_next_word(&rest); word.size > 0; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        const bool added = !smacs_is_small(asked, plain) && !smacs_is_among(plain, asked->question, true);
        const bool longer = asked->language == 0 && plain.size > 5 &&
                            smacs_text_is(smacs_text_after(plain, plain.size - 2), "er"); /* "slower" */
        const bool alike =
            smacs_words_is(plain, SMACS_WORDS_LARGER) && smacs_has_one_of(asked, asked->question, SMACS_WORDS_LARGER);
        const bool than = smacs_is_comparison(plain, sentence);
        if (added && (compares || (longer && !alike && (asked->chooses || than) && !smacs_is_capital(plain.data[0])))) {
            return true;
        }
        compares = smacs_words_is_in(plain, SMACS_WORDS_COMPARING, asked->language) &&
                   !smacs_is_among(plain, asked->question, false);
    }
    return false;
}

/* `word` without the zeros that add nothing to its decimals: "9.90" is "9.9". */
static smacs_text without_zeros(smacs_text word) {
    const size_t point = smacs_text_find(word, ".");
    while (point < word.size && word.data[word.size - 1] == '0') {
        word.size--;
    }
    return word;
}

/* Whether a text has the letters of `word`, in either case, with blanks or hyphens between them. */
static bool has_apart(smacs_text text, smacs_text word) {
    size_t same = 0;
    for (size_t i = 0; i < text.size && same < word.size; i++) {
        const bool between = same > 0 && smacs_is_of(text.data[i], " -");
        same = between ? same : (text.data[i] | 32) == (word.data[same] | 32) ? same + 1 : 0;
    }
    return same == word.size;
}

/* Whether a sentence has an alternative, as a word or as the same decimal. */
static bool has_alternative(smacs_text sentence, smacs_text which) {
    const bool decimal = smacs_is_digit(smacs_char_at(which, 0)) && smacs_text_find(which, ".") < which.size;
    const bool apart = which.size > 6 && has_apart(sentence, which); /* "merge sort" */
    bool has = apart || smacs_is_among(which, sentence, false);
    for (smacs_text word = smacs_next_word(&sentence); decimal && !has && word.size > 0;
         word = smacs_next_word(&sentence)) {
        has = smacs_text_equal(without_zeros(smacs_bare_word(word)), without_zeros(which));
    }
    return has;
}

/* The one alternative that a sentence names, or the opposite of the one that it denies; absent: none. *from: the part of the
 * sentence that says so. */
static smacs_text chosen_of(const smacs_asked *asked, smacs_text sentence, smacs_text one, smacs_text other,
                            smacs_text *from) {
    const smacs_text none = {NULL, 0};
    size_t size = 0;
    const size_t at = smacs_words_last(sentence, SMACS_WORDS_CONTRASTING, &size);
    if (at < sentence.size && smacs_denies(asked, smacs_text_before(sentence, at))) {
        sentence = smacs_text_after(sentence, at + size); /* "It is no planet; it is a star." */
    }
    sentence = before_than(asked, smacs_answer_sentence(sentence, false)); /* "a star, not a planet" */
    *from = sentence;
    const bool denies =
        asked->denied.size == 0 && smacs_denies(asked, sentence) && !smacs_denies(asked, asked->question);
    if (smacs_affirms_denied(asked, sentence) || compares_otherwise(asked, sentence)) {
        return none;
    }
    const bool first = has_alternative(sentence, one), second = has_alternative(sentence, other);
    const smacs_text kept = denies ? undenied(asked, sentence, one, other) : none;
    if (kept.data || first == second || (denies && !is_opposite(one, other))) {
        return kept;
    }
    return first != denies ? one : other;
}

/* Whether a sentence that names `which` does so as its answer: it closes, has a further word of the question, or has
 * nothing else. "Compare it with 9.11." does not. */
static bool concludes(const smacs_asked *asked, smacs_text sentence, smacs_text which) {
    smacs_text rest = sentence;
    const smacs_text start = smacs_bare_word(smacs_next_word(&rest));
    bool more = false, held = smacs_words_is_in(start, SMACS_WORDS_CLOSING, asked->language);
    rest = sentence;
    for (smacs_text word = smacs_next_word(&rest); word.size > 0 && !held; word = smacs_next_word(&rest)) {
        const smacs_text plain = smacs_bare_word(word);
        if (plain.size > 0 && !smacs_is_small(asked, plain) && !smacs_is_among(which, plain, false)) {
            more = true;
            held = smacs_is_held(asked, plain);
        }
    }
    return held || !more;
}

/* Offers what a sentence chooses of two. *torn: the first sentence chose the other, and this one does not conclude. */
static bool offer_one_of(smacs_answer_search *s, const smacs_asked *asked, const smacs_text *sentences, size_t at,
                         const smacs_text pair[2], bool *torn) {
    smacs_text from, before;
    const smacs_text which = chosen_of(asked, sentences[at], pair[0], pair[1], &from);
    if (!which.data) {
        return false;
    }
    const smacs_text first = at ? chosen_of(asked, sentences[0], pair[0], pair[1], &before) : which;
    *torn = first.data && first.data != which.data && !concludes(asked, from, which);
    return !*torn && smacs_answer_offer_spelt(s, SMACS_HOW_REPLY, from, which);
}

/* Whether the sentence at `at` is one of two, and says which; *torn as above, which ends it. */
static bool in_either_at(smacs_answer_search *s, const smacs_asked *asked, const smacs_text *sentences, size_t at,
                         bool *asks, bool *torn) {
    smacs_text rest = asked->question, pair[2];
    while (!*torn && alternatives(asked, true, &rest, &pair[0], &pair[1])) {
        *asks = true;
        if (offer_one_of(s, asked, sentences, at, pair, torn)) {
            return true;
        }
    }
    rest = asked->question;
    while (!*asks && !*torn && alternatives(asked, false, &rest, &pair[0], &pair[1])) {
        if (offer_one_of(s, asked, sentences, at, pair, torn)) {
            return true;
        }
    }
    return false;
}

bool smacs_answer_in_either(smacs_answer_search *s, const smacs_asked *asked, const smacs_text *sentences, size_t count,
                            bool *asks, bool *torn) {
    const bool bold = memchr(sentences[0].data, '*', sentences[0].size); /* "Use **`const`**. Use `let` only if .." */
    bool later = false;
    for (size_t i = 1; i < count && bold; i++) {
        later = later || memchr(sentences[i].data, '*', sentences[i].size);
    }
    bool found = bold && !later && in_either_at(s, asked, sentences, 0, asks, torn);
    for (size_t i = count; i > 0 && !found && !*torn; i--) {
        found = (i + SMACS_LAST_MAX > count || i == 1) && in_either_at(s, asked, sentences, i - 1, asks, torn);
    }
    return found;
}
