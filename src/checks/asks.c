/* What the words of a question ask for: a program, what one gives, or something else; and in which language. */
#include "base/text.h"
#include "checks/check.h"

/* ---- words ---- */

/* Whether a word may begin at `at`: what stands before is no letter, but may be a mark outside of ASCII. */
static bool begins_word(smacs_text text, size_t at) {
    const unsigned char before = (unsigned char)(at > 0 ? text.data[at - 1] : ' ');
    if (before < 0x80) {
        return !smacs_is_name_byte((char)before);
    }
    const unsigned char lead = (unsigned char)(at > 1 ? text.data[at - 2] : ' ');
    return lead == 0xC2 || lead == 0x80 || (at > 2 && smacs_is_of(text.data[at - 3], "\xE3\xEF"));
}

size_t smacs_check_find_word(smacs_text text, size_t from, const char *word) {
    while (from < text.size) {
        const size_t at = from + smacs_text_find_folded(smacs_text_after(text, from), word);
        if (at == text.size || begins_word(text, at) || (word[0] & 0x80)) {
            return at;
        }
        from = at + 1;
    }
    return text.size;
}

/* Whether one of `words` stands in the text, and no letter behind it. */
static bool has_whole_word(smacs_text text, const char *words) {
    char word[SMACS_WORD_MAX];
    while (smacs_list_next(&words, word)) {
        for (size_t at = smacs_check_find_word(text, 0, word); at < text.size;
             at = smacs_check_find_word(text, at + 1, word)) {
            if (!smacs_is_name_byte(smacs_char_at(text, at + strlen(word)))) {
                return true;
            }
        }
    }
    return false;
}

/* The first place of one of `words`; text.size: none. */
static size_t find_words(smacs_text text, const char *words) {
    char word[SMACS_WORD_MAX];
    size_t first = text.size;
    while (smacs_list_next(&words, word)) {
        const size_t at = smacs_check_find_word(text, 0, word);
        first = at < first ? at : first;
    }
    return first;
}

bool smacs_check_has_word(smacs_text text, const char *words) { return find_words(text, words) < text.size; }

/* ---- programs ---- */

/* "twice(n)", "`twice(n)`" or "is_twice", behind a verb. */
static bool names_call(smacs_text text) {
    const smacs_text start = smacs_skip(text, " `*");
    const size_t end = smacs_code_name_end(start, 0);
    return start.size < text.size && end > 1 &&
           (smacs_char_at(start, end) == '(' || smacs_text_find(smacs_text_before(start, end), "_") < end);
}

/* A verb, and the noun behind it in the same sentence, or before it in Japanese. */
bool smacs_check_asks_for_program(smacs_text question) {
    static const char verbs[] =
        "write|name it|call it|implement|create|complete|develop|build|fix|generate|refactor|provide|give me|"
        "need a|want a|schreib|implementier|erstell|programmier|escrib|escrev|crea |crie |"
        "implementa|\xC3\xA9"
        "cri|\xC3\x89"
        "cri|\xD0\x9D\xD0\xB0\xD0\xBF\xD0\xB8\xD1\x88|\xE5\x86\x99|\xE5\xAE\x9E\xE7\x8E\xB0|\xE6\x9B\xB8|"
        "\xD0\xBD\xD0\xB0\xD0\xBF\xD0\xB8\xD1\x88";
    static const char nouns[] =
        "function|program |program.|code|script|method|funktion|funci|fonction|fun\xC3\xA7|def |"
        "c\xC3\xB3"
        "digo|\xE5\x87\xBD\xE6\x95\xB0|\xE7\xA8\x8B\xE5\xBA\x8F|"
        "\xE4\xBB\xA3\xE7\xA0\x81|\xD1\x84\xD1\x83\xD0\xBD\xD0\xBA\xD1\x86|\xE9\x96\xA2\xE6\x95\xB0";
    static const char others[] = "output|result|essay|story|poem|proof|letter|article|schedule|sentence|paragraph|"
                                 "definition|test|ensayo|cuento|aufsatz|"
                                 "gedicht|po\xC3\xA8me";
    static const char elsewhere[] =
        "conduct|dress|zip|discount|promo|postal|training|workout|exercise|fitness|quadratic|exponential|linear|wave|"
        "generating|injective|vertex|such that|equation|cost";
    static const char here[] = "python|javascript|`|def |return|assert|>>>|snippet|script";
    enum { NEAR = 60 };
    char verb[SMACS_WORD_MAX];
    if (smacs_check_has_word(question, elsewhere) && !smacs_check_has_word(question, here)) {
        return false;
    }
    for (const char *list = verbs; smacs_list_next(&list, verb);) {
        for (size_t from = 0; from < question.size;) {
            const size_t at = smacs_check_find_word(question, from, verb);
            const smacs_text rest = smacs_text_after(question, at);
            const smacs_text near = smacs_text_before(rest, NEAR);
            const size_t line = smacs_text_find(near, "\n");
            const smacs_text words = smacs_text_before(near, line);
            const size_t noun = find_words(words, nouns);
            if ((noun < words.size && find_words(words, others) > noun) ||
                names_call(smacs_text_after(near, strlen(verb)))) {
                return true;
            }
            from = at + 1;
        }
    }
    return smacs_check_has_word(
               question, "\xE6\x9B\xB8\xE3\x81\x84\xE3\x81\xA6|\xE5\xAE\x9F\xE8\xA3\x85|\xE4\xBD\x9C\xE6\x88\x90") &&
           smacs_check_has_word(question, "\xE9\x96\xA2\xE6\x95\xB0|\xE3\x82\xB3\xE3\x83\xBC\xE3\x83\x89");
}

bool smacs_check_asks_about(smacs_text question) {
    static const char words[] = "summari|explain|describe|what does this|review|translate";
    return smacs_check_has_word(question, words);
}

/* ---- output ---- */

/* The end of the sentence that `at` is in; `broad`: a line end alone does not end it. */
static size_t sentence_end(smacs_text text, size_t at, bool broad) {
    for (; at < text.size; at++) {
        const char next = smacs_char_at(text, at + 1);
        const bool last = at + 1 == text.size || smacs_is_blank(next) || next == '\n';
        if ((smacs_is_of(text.data[at], ".?!") && last) || (text.data[at] == '\n' && (!broad || next == '\n'))) {
            return at + 1;
        }
    }
    return text.size;
}

smacs_text smacs_check_sentence(smacs_text text, size_t at) {
    enum { LOOK_BACK = 200 };
    const size_t least = at > LOOK_BACK ? at - LOOK_BACK : 0, end = sentence_end(text, at, false);
    size_t start = at;
    while (start > least && text.data[start - 1] != '\n' &&
           !(smacs_is_of(text.data[start - 1], ".?!") && smacs_is_blank(text.data[start]))) {
        start--;
    }
    return smacs_text_after(smacs_text_before(text, end < at + LOOK_BACK ? end : at + LOOK_BACK), start);
}

/* Whether something else is to be done with the program than to say what it gives. */
static bool asks_for_other(smacs_text prose) {
    static const char words[] =
        "fix|refactor|rewrit|convert|translat|review|improve|optimi|faster|complexity|unit test|tests for|type "
        "hint|replac|remov|so that|python 2|pseudo|how can|how do i|how should|how to|how "
        "much|bug|debug|mistake|wrong|memory|docstring|would "
        "you|instead|difference|simplif|clean|verbesser|korrigier|fehler|\xC3\xBC"
        "bersetz|corrig|mejor|traduc|traduis|am\xC3\xA9lior";
    return smacs_check_has_word(prose, words);
}

bool smacs_check_asks_for_output(smacs_text prose) {
    static const char words[] = "output|print|return|result|evaluate|value|give|yield|show|equal|compute|produce|"
                                "display|log|logged|ausgabe|ausgegeben|wert|sortie|r\xC3\xA9sultat|"
                                "gibt|salida|imprim|devuelve|affich|renvoie|\xE8\xBE\x93\xE5\x87\xBA|"
                                "\xE6\x89\x93\xE5\x8D\xB0|\xE7\xBB\x93\xE6\x9E\x9C|\xE8\xBF\x94\xE5\x9B\x9E|"
                                "\xE5\x87\xBA\xE5\x8A\x9B|\xD0\xB2\xD1\x8B\xD0\xB2\xD0\xB5\xD0\xB4";
    static const char asks[] =
        "what|which value|predict|determine|tell|complete|give|was |welche|qu\xC3\xA9|que "
        "|qu'|quel|qual|\xD0\xA7\xD1\x82\xD0\xBE|"
        "\xE4\xBB\x80\xE4\xB9\x88|\xE4\xBD\x95|\xE5\xA4\x9A\xE5\xB0\x91|\xD1\x87\xD1\x82\xD0\xBE";
    static const char reasons[] = "why|warum|wieso|weshalb|por qu|pourquoi|explain how";
    static const char parts[] = /* of the output, or what is asked about something near it */
        "first |second |third |last |each |sum of the|number of|for what|for which|smallest|largest|makes|that gives|"
        "were |if we|if you|if i |if the|what error|which error|how many|in words";
    if (asks_for_other(prose)) {
        return false;
    }
    for (size_t at = 0, end = 0; at < prose.size; at = end) {
        end = sentence_end(prose, at, true);
        const smacs_text sentence = smacs_text_after(smacs_text_before(prose, end), at);
        const size_t output = find_words(sentence, words);
        if (output < sentence.size && smacs_check_has_word(sentence, asks) && find_words(sentence, reasons) >= output &&
            !smacs_check_has_word(sentence, parts)) {
            return true;
        }
    }
    return false;
}

/* ---- languages ---- */

bool smacs_check_names_other_language(smacs_text question) {
    static const char words[] =
        "java|c++|c#|rust|golang|php|ruby|kotlin|swift|scala|haskell|sql|bash|shell script|perl|lua|matlab|fortran|"
        "typescript|html|css|assembly|verilog|cobol|powershell|regex|in go|go program|go function|go code|a go|in r|"
        "r function|r script|r code|in c|a c program|c program|c function|c code|elixir|dart|groovy|julia";
    static const char python[] = "python";
    return has_whole_word(question, words) && smacs_check_find_word(question, 0, python) == question.size;
}

bool smacs_check_names_javascript(smacs_text question) {
    static const char words[] = "javascript|node.js|in js|js function|js code|console.log|ecmascript";
    return smacs_check_has_word(question, words);
}
