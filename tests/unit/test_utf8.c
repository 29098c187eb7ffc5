/* Characters and features: malformed input, case, scripts, and what the tokenizer makes of them. */
#include "base/characters.h"
#include "base/utf8.h"
#include "embed/ngrams.h"
#include "test.h"
#include <string.h>

enum { POINTS_MAX = 64, FEATURES_MAX = 4096 };

typedef struct points {
    uint32_t at[POINTS_MAX];
    int count;
} points;

static points decode(const char *text, size_t size) {
    points found = {0};
    for (size_t at = 0; at < size && found.count < POINTS_MAX;) {
        const size_t before = at;
        found.at[found.count++] = smacs_utf8_next(text, size, &at);
        CHECK(at > before && at <= size);
    }
    return found;
}

TEST(every_code_point_is_read_back) {
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char text[4];
        size_t size = 0, at = 0;
        if (c >= 0xD800 && c <= 0xDFFF) {
            continue;
        }
        if (c < 0x80) {
            text[size++] = (char)c;
        } else {
            const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
            static const uint8_t lead[] = {0, 0xC0, 0xE0, 0xF0};
            text[size++] = (char)(lead[more] | c >> (6 * more));
            for (int i = more - 1; i >= 0; i--) {
                text[size++] = (char)(0x80 | (c >> (6 * i) & 0x3F));
            }
        }
        char written[4];
        if (smacs_utf8_next(text, size, &at) != c || at != size || smacs_utf8_put(c, written) != size ||
            memcmp(written, text, size) != 0) {
            CHECK_INT(c, -1);
        }
    }
}

TEST(malformed_sequences_cost_one_byte_each) {
    static const struct {
        const char *text;
        int count; /* code points, all U+FFFD but the last, which is 'z' */
    } cases[] = {
        {"\x80z", 2},             /* continuation without a lead */
        {"\xBF\xBFz", 3},         /* two of them */
        {"\xC0\x80z", 3},         /* overlong NUL */
        {"\xC1\xBFz", 3},         /* overlong ASCII */
        {"\xE0\x9F\xBFz", 4},     /* overlong two-byte */
        {"\xF0\x8F\xBF\xBFz", 5}, /* overlong three-byte */
        {"\xED\xA0\x80z", 4},     /* the first surrogate */
        {"\xED\xBF\xBFz", 4},     /* the last */
        {"\xF4\x90\x80\x80z", 5}, /* beyond U+10FFFF */
        {"\xF5\x80\x80\x80z", 5}, /* lead that does not exist */
        {"\xFFz", 2},
        {"\xC3z", 2}, /* cut by an ASCII byte */
        {"\xE4\xBDz", 3},
        {"\xF0\x9F\x98z", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const points found = decode(cases[i].text, strlen(cases[i].text));
        CHECK_INT(found.count, cases[i].count);
        for (int k = 0; k + 1 < found.count; k++) {
            CHECK_INT(found.at[k], SMACS_REPLACEMENT);
        }
        CHECK_INT(found.at[found.count - 1], 'z');
    }
}

TEST(a_text_cut_anywhere_is_read_to_its_end) {
    const char text[] = "a\xC3\xA9\xE4\xBD\xA0\xF0\x9F\x98\x80";
    for (size_t size = 0; size < sizeof text; size++) {
        const points found = decode(text, size);
        CHECK(found.count <= 6);
    }
    CHECK_INT(decode(text, 10).count, 4);
    CHECK_INT(decode(text, 9).count, 6);   /* the emoji without its last byte: three bad bytes */
    CHECK_INT(decode("a\0b", 3).count, 3); /* NUL is a character like others */
}

TEST(capitals_fold_to_their_small_letters) {
    static const uint32_t pairs[][2] = {
        {'A', 'a'},     {'Z', 'z'},     {'a', 'a'},     {'0', '0'},       {0xC4, 0xE4},       {0xDE, 0xFE},
        {0xD7, 0xD7},   {0xDF, 0xDF},   {0x10C, 0x10D}, {0x10D, 0x10D},   {0x141, 0x142},     {0x147, 0x148},
        {0x160, 0x161}, {0x178, 0xFF},  {0x17D, 0x17E}, {0x1EA4, 0x1EA5}, {0x391, 0x3B1},     {0x3A9, 0x3C9},
        {0x3C2, 0x3C3}, {0x386, 0x3AC}, {0x38F, 0x3CE}, {0x410, 0x430},   {0x42F, 0x44F},     {0x401, 0x451},
        {0xFF21, 'a'},  {0xFF11, '1'},  {0xFF1F, '?'},  {0x4F60, 0x4F60}, {0x1F600, 0x1F600},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        CHECK_INT(smacs_fold(pairs[i][0]), pairs[i][1]);
        CHECK_INT(smacs_fold(smacs_fold(pairs[i][0])), pairs[i][1]);
    }
}

TEST(characters_have_kinds) {
    static const struct {
        uint32_t point;
        smacs_char kind;
    } cases[] = {
        {' ', SMACS_CHAR_SPACE},     {'\n', SMACS_CHAR_SPACE},     {0, SMACS_CHAR_SPACE},
        {0x7F, SMACS_CHAR_SPACE},    {0xA0, SMACS_CHAR_SPACE},     {0x3000, SMACS_CHAR_SPACE},
        {'q', SMACS_CHAR_LETTER},    {0xE9, SMACS_CHAR_LETTER},    {0x3B1, SMACS_CHAR_LETTER},
        {0x44F, SMACS_CHAR_LETTER},  {0xE01, SMACS_CHAR_LETTER},   {0x5D0, SMACS_CHAR_LETTER},
        {'7', SMACS_CHAR_DIGIT},     {'\\', SMACS_CHAR_SYMBOL},    {'_', SMACS_CHAR_SYMBOL},
        {0xB1, SMACS_CHAR_SYMBOL},   {0x2264, SMACS_CHAR_SYMBOL},  {0x3002, SMACS_CHAR_SYMBOL},
        {0xFFFD, SMACS_CHAR_SYMBOL}, {0x1F600, SMACS_CHAR_SYMBOL}, {0x4E2D, SMACS_CHAR_CJK},
        {0x3042, SMACS_CHAR_CJK},    {0x30A2, SMACS_CHAR_CJK},     {0xD55C, SMACS_CHAR_CJK},
        {0x20000, SMACS_CHAR_CJK},   {0x301, SMACS_CHAR_MARK},     {0xFE0F, SMACS_CHAR_MARK},
        {0x200D, SMACS_CHAR_MARK},   {0xFEFF, SMACS_CHAR_MARK},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_INT(smacs_char_kind(cases[i].point), cases[i].kind);
    }
}

typedef struct features {
    uint32_t hash[FEATURES_MAX];
    smacs_feature kind[FEATURES_MAX];
    int count;
    int of_kind[SMACS_FEATURE_GRAM + 1];
} features;

static void collect(void *context, uint32_t hash, smacs_feature kind) {
    features *f = context;
    if (f->count < FEATURES_MAX) {
        f->hash[f->count] = hash;
        f->kind[f->count++] = kind;
    }
    f->of_kind[kind]++;
}

static const features *scan(features *f, uint32_t gram_min, uint32_t gram_max, uint32_t pairs, const char *text) {
    const smacs_ngrams params = {gram_min, gram_max, pairs};
    memset(f, 0, sizeof *f);
    smacs_ngrams_each(&params, text, strlen(text), collect, f);
    return f;
}

static bool same(const char *a, const char *b) {
    static features x, y;
    scan(&x, 3, 4, 1, a);
    scan(&y, 3, 4, 1, b);
    return x.count == y.count && memcmp(x.hash, y.hash, sizeof x.hash) == 0;
}

TEST(a_word_gives_its_grams_with_its_ends_marked) {
    static features f;
    scan(&f, 3, 4, 0, "cats");
    CHECK_INT(f.of_kind[SMACS_FEATURE_WORD], 1);
    CHECK_INT(f.of_kind[SMACS_FEATURE_GRAM], 4 + 3); /* of <cats> */
    CHECK_INT(f.count, 8);
    CHECK_INT(scan(&f, 3, 4, 0, "a")->of_kind[SMACS_FEATURE_GRAM], 1); /* <a> */
    CHECK_INT(scan(&f, 0, 0, 0, "cats")->count, 1);
    CHECK_INT(scan(&f, 1, 1, 0, "cats")->of_kind[SMACS_FEATURE_GRAM], 6);
    CHECK(!same("cat", "cats") && !same("ab", "ba"));
}

TEST(neighbours_pair_and_so_do_the_edges_of_the_text) {
    static features f;
    CHECK_INT(scan(&f, 0, 0, 1, "one two three")->of_kind[SMACS_FEATURE_PAIR], 4);
    CHECK_INT(scan(&f, 0, 0, 0, "one two three")->of_kind[SMACS_FEATURE_PAIR], 0);
    scan(&f, 0, 0, 1, "x = 12, y");
    CHECK_INT(f.of_kind[SMACS_FEATURE_PAIR],
              6); /* the edge and x, x =, = 12, 12 and the comma, that and y, y and the edge */
    CHECK_INT(f.of_kind[SMACS_FEATURE_SYMBOL], 2);
    CHECK(!same("one two", "two one") && !same("A one", "A. one") && !same("Answer", "Answer:"));
    CHECK(same("one two", "  one\ttwo \n") && same("one\ntwo", "\n\none\r\n\n two"));
    CHECK(!same("one two", "one\ntwo")); /* options stand on lines of their own */
}

TEST(numbers_give_themselves_and_their_shape) {
    static features a, b;
    scan(&a, 3, 4, 0, "1234");
    scan(&b, 3, 4, 0, "56789");
    CHECK_INT(a.count, 2);
    CHECK_INT(a.kind[0], SMACS_FEATURE_NUMBER);
    CHECK_INT(a.kind[1], SMACS_FEATURE_SHAPE);
    CHECK(a.hash[0] != b.hash[0] && a.hash[1] == b.hash[1]); /* four digits or more */
    CHECK(scan(&b, 3, 4, 0, "12")->hash[1] != a.hash[1]);
    scan(&a, 0, 0, 0, "x2y"); /* letters and digits part */
    CHECK_INT(a.of_kind[SMACS_FEATURE_WORD], 2);
    CHECK_INT(a.of_kind[SMACS_FEATURE_NUMBER], 1);
}

TEST(cjk_is_read_by_character) {
    static features f;
    scan(&f, 3, 4, 1, "你好世界"); /* Chinese */
    CHECK_INT(f.of_kind[SMACS_FEATURE_WORD], 4);
    CHECK_INT(f.of_kind[SMACS_FEATURE_PAIR], 5);
    CHECK_INT(f.of_kind[SMACS_FEATURE_GRAM], 0);
    CHECK_INT(scan(&f, 3, 4, 1, "ひらカナ")->of_kind[SMACS_FEATURE_WORD], 4); /* Japanese */
    CHECK_INT(scan(&f, 3, 4, 1, "한국어")->of_kind[SMACS_FEATURE_WORD], 3);   /* Korean */
    scan(&f, 0, 0, 0, "用Python写。");
    CHECK_INT(f.of_kind[SMACS_FEATURE_WORD], 3);
    CHECK_INT(f.of_kind[SMACS_FEATURE_SYMBOL], 1);
}

TEST(case_width_and_marks_do_not_matter) {
    CHECK(same("WORD Word", "word word"));
    CHECK(same("ÄÖÜ ŠKODA", "äöü škoda"));
    CHECK(same("ΟΔΥΣΣΕΥΣ", "οδυσσευς"));
    CHECK(same("МОСКВА", "москва"));
    CHECK(same("ＡＢＣ１２３？", "abc123?"));
    CHECK(same("cafe\xCC\x81", "cafe"));     /* a combining accent */
    CHECK(same("re\xC2\xADturn", "return")); /* a soft hyphen */
    CHECK(same("\xEF\xBB\xBFword", "word")); /* a byte order mark */
    CHECK(!same("word", "wort"));
}

TEST(long_words_are_cut_and_nothing_overflows) {
    static char text[100001];
    static features f;
    memset(text, 'a', sizeof text - 1);
    scan(&f, 0, 0, 0, text);
    CHECK_INT(f.of_kind[SMACS_FEATURE_WORD], (100000 + 63) / 64);
    scan(&f, 8, 8, 0, text);
    CHECK_INT(f.of_kind[SMACS_FEATURE_GRAM], 1562 * (64 + 2 - 7) + (32 + 2 - 7));
    memset(text, '\xFF', sizeof text - 1);
    CHECK_INT(scan(&f, 3, 4, 1, text)->of_kind[SMACS_FEATURE_SYMBOL], 100000);
    CHECK_INT(scan(&f, 3, 4, 1, "")->count, 0);
    CHECK_INT(scan(&f, 3, 4, 1, " \t\n")->count, 0);
}
