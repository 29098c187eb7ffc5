/* When two answers are the same, and how they are counted. */
#include "base/error.h"
#include "test.h"
#include <smacs/smacs.h>

/* An answer written as "key|mark"; NULL: none. */
static smacs_answer answer_of(const char *text) {
    const char *bar = text ? strchr(text, '|') : NULL;
    if (!text) {
        return (smacs_answer){.kind = SMACS_ANSWER_NONE};
    }
    const size_t size = bar ? (size_t)(bar - text) : strlen(text);
    return (smacs_answer){
        .kind = SMACS_ANSWER_NUMBER, .key = {text, size}, .mark = smacs_text_of(bar ? bar + 1 : NULL)};
}

TEST(marks_contradict_only_where_both_have_one) {
    static const struct {
        const char *x, *y;
        bool same;
    } cases[] = {
        {"12", "12", true},
        {"12", "13", false},
        {"12", "12|unit:percent", true},
        {"12|unit:percent", "12|unit:usd", false},
        {"12|unit:percent way:down", "12|unit:percent", true},
        {"12|unit:percent way:down", "12|unit:percent way:up", false},
        {"12|unit:percent", "12|way:up", true},
        {"12|way:up", "12|unit:percent way:down", false},
        {"30|unit:deg", "30|unit:c+deg", true},
        {"30|unit:deg+f", "30|unit:c+deg", false},
        {"5|unit:apple+red", "5|unit:apple", true},
        {"5|unit:apple+red", "5|unit:app", false},
        {"2.5|unit:h", "150|unit:min", true},
        {"2.5|unit:h way:later", "150|unit:min", true},
        {"2.5|unit:h way:later", "150|unit:min way:ago", false},
        {"2.5|unit:h", "150|unit:s", false},
        {"2.5|unit:h", "150", false},
        {"9000", "2.5|unit:h", false},
        {"1/3|unit:h", "20|unit:min", true},
        {"-0.5|unit:km", "-500|unit:m", true},
        {"5|unit:cent", "0.05|unit:dollar", true},
        {"5|unit:cent", "0.05|unit:eur", true},
        {"5|unit:cent", "5|unit:dollar", false},
        {"0.05|unit:eur", "0.05|unit:dollar", false},
        {"99999999999999999999|unit:h", "99999999999999999999|unit:min", false},
        {"1e30|unit:h", "1e30|unit:h", true},
        {NULL, NULL, false},
        {"12", NULL, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const smacs_answer x = answer_of(cases[i].x), y = answer_of(cases[i].y);
        CHECK_INT(smacs_answer_same(&x, &y), cases[i].same);
        CHECK_INT(smacs_answer_same(&y, &x), cases[i].same);
    }
    CHECK(!smacs_answer_same(NULL, NULL));
}

static smacs_answer in_words(const char *key, const char *mark) {
    return (smacs_answer){.kind = SMACS_ANSWER_TEXT, .key = smacs_text_of(key), .mark = smacs_text_of(mark)};
}

TEST(a_surname_joins_the_one_full_name_that_ends_in_it) {
    static const char person[] = "name:person";
    const smacs_answer full = in_words("albert einstein", person), last = in_words("einstein", person),
                       other = in_words("alfred einstein", person), place = in_words("einstein", NULL),
                       tail = in_words("stein", person);
    const smacs_answer *two[] = {&last, &full}, *three[] = {&full, &last, &other};
    uint32_t groups[3];
    CHECK(smacs_answer_same(&full, &last) && smacs_answer_same(&last, &full));
    CHECK(!smacs_answer_same(&full, &other) && !smacs_answer_same(&full, &place) && !smacs_answer_same(&full, &tail));
    smacs_answer_group(two, 2, groups);
    CHECK(groups[0] == 0 && groups[1] == 0);
    smacs_answer_group(three, 3, groups);
    CHECK(groups[0] == 0 && groups[1] == 1 && groups[2] == 2);
}

TEST(solutions_of_one_variable_have_no_order) {
    static const char roots[] = "name:roots";
    smacs_answer x = in_words("3,-3", roots), y = in_words("-3,3", roots), z = in_words("3,3", roots);
    smacs_answer bare = in_words("-3,3", NULL);
    CHECK(smacs_answer_same(&x, &y) && smacs_answer_same(&y, &x) && smacs_answer_same(&y, &bare));
    CHECK(!smacs_answer_same(&x, &z) && !smacs_answer_same(&z, &x) && !smacs_answer_same(&x, &bare));
}

enum { ANSWERS_MAX = 6 };

typedef struct grouping {
    const char *answers[ANSWERS_MAX];
    uint32_t count, groups[ANSWERS_MAX];
} grouping;

static void check_grouping(const grouping *expected) {
    smacs_answer answers[ANSWERS_MAX];
    const smacs_answer *places[ANSWERS_MAX];
    uint32_t groups[ANSWERS_MAX], turned[ANSWERS_MAX];
    for (uint32_t i = 0; i < expected->count; i++) {
        answers[i] = answer_of(expected->answers[i]);
        places[i] = &answers[i];
    }
    smacs_answer_group(places, expected->count, groups);
    CHECK_MEM(groups, expected->groups, expected->count * sizeof *groups);
    for (uint32_t i = 0; i < expected->count; i++) {
        places[i] = &answers[expected->count - 1 - i];
    }
    smacs_answer_group(places, expected->count, turned);
    for (uint32_t i = 0; i < expected->count; i++) {
        for (uint32_t k = 0; k < expected->count; k++) { /* the order changes numbers, not camps */
            const uint32_t x = turned[expected->count - 1 - i], y = turned[expected->count - 1 - k];
            CHECK_INT(x == y, groups[i] == groups[k]);
        }
    }
}

TEST(an_answer_with_fewer_marks_joins_the_one_camp_it_fits) {
    static const grouping cases[] = {
        {{"7", "8", "7"}, 3, {0, 1, 0}},
        {{"7", NULL, "7"}, 3, {0, SMACS_NO_ANSWER, 0}},
        {{NULL, "8"}, 2, {SMACS_NO_ANSWER, 0}},
        {{"12", "12|unit:percent", "12"}, 3, {0, 0, 0}},
        {{"12|unit:percent", "12", "12|unit:kg"}, 3, {0, 1, 2}},
        {{"2.5", "2.5|unit:h", "150|unit:min", "150"}, 4, {0, 0, 0, 0}},
        {{"5|unit:cent", "0.05|unit:dollar"}, 2, {0, 0}},
        {{"0.05|unit:eur", "5|unit:cent", "0.05|unit:dollar"}, 3, {0, 1, 2}},
        {{"12", "12|unit:percent", "12|unit:percent way:up"}, 3, {0, 0, 0}},
        {{"12|unit:percent", "12|unit:percent way:down", "12|unit:percent way:up", "12"}, 4, {0, 1, 2, 3}},
        {{"12|unit:percent", "12|way:up"}, 2, {0, 1}},
        {{"5|unit:apple", "5|unit:apple+red", "5|unit:apple+green", "5|unit:apple+red"}, 4, {0, 1, 2, 1}},
        {{"5|unit:kg", "5", "6", "6|unit:kg", "5"}, 5, {0, 0, 1, 1, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_grouping(&cases[i]);
    }
    uint32_t group = 7;
    const smacs_answer *const none = NULL;
    smacs_answer_group(&none, 1, &group);
    CHECK_INT(group, SMACS_NO_ANSWER);
    smacs_answer_group(NULL, 1, &group);
    smacs_answer_group(&none, 1, NULL);
}

/* Whether two texts, each known to be an answer, are the same. */
static bool texts_agree(const char *first, const char *second) {
    smacs_answer x, y;
    CHECK_INT(smacs_answer_of(NULL, smacs_text_of(first), (smacs_answer_form){0}, &x, NULL), SMACS_OK);
    CHECK_INT(smacs_answer_of(NULL, smacs_text_of(second), (smacs_answer_form){0}, &y, NULL), SMACS_OK);
    CHECK(x.kind != SMACS_ANSWER_NONE && y.kind != SMACS_ANSWER_NONE);
    const bool same = smacs_answer_same(&x, &y);
    smacs_answer_free(NULL, &x);
    smacs_answer_free(NULL, &y);
    return same;
}

TEST(answers_are_the_same_when_their_keys_are_and_none_is_like_no_other) {
    smacs_answer none, other, twelve;
    CHECK(texts_agree("1,200", "1200.0"));
    CHECK(!texts_agree("12", "120"));
    CHECK(!texts_agree("12", "13"));
    CHECK_INT(smacs_answer_of(NULL, smacs_text_of(""), (smacs_answer_form){0}, &none, NULL), SMACS_OK);
    CHECK_INT(smacs_answer_of(NULL, smacs_text_of(""), (smacs_answer_form){0}, &other, NULL), SMACS_OK);
    CHECK_INT(smacs_answer_of(NULL, smacs_text_of("12"), (smacs_answer_form){0}, &twelve, NULL), SMACS_OK);
    CHECK(!smacs_answer_same(&none, &twelve));
    CHECK(!smacs_answer_same(&none, &other));
    smacs_answer_free(NULL, &none);
    smacs_answer_free(NULL, &other);
    smacs_answer_free(NULL, &twelve);
}

typedef struct text_pair {
    const char *first, *second;
} text_pair;

static void check_pairs(const text_pair *pairs, size_t count, bool same) {
    for (size_t i = 0; i < count; i++) {
        const bool agree = texts_agree(pairs[i].first, pairs[i].second);
        CHECK(agree == same);
        if (agree != same) {
            printf("      \"%s\" and \"%s\" %s\n", pairs[i].first, pairs[i].second, same ? "differ" : "are the same");
        }
    }
}

TEST(one_value_in_two_spellings_is_one_answer) {
    static const text_pair pairs[] = {
        {"5 minutes", "5 min"},
        {"12%", "12 percent"},
        {"$5", "5 dollars"},
        {"USD 25", "$25"},
        {"US$500", "500 dollars"},
        {"1,234.5", "1234.50"},
        {"1.234,56 \xE2\x82\xAC", "1234.56 euros"},
        {"3k", "3000"},
        {"$1.2M", "1.2 million dollars"},
        {"\xC2\xBD", "0.5"},
        {"2\xC2\xBD", "2.5"},
        {"1\xE2\x85\x93", "4/3"},
        {"July 20, 1969", "20 July 1969"},
        {"20. Juli 1969", "1969-07-20"},
        {"20 juillet 1969", "July 20, 1969"},
        {"Sunday, July 20, 1969", "July 20, 1969"},
        {"4:47 pm", "16:47"},
        {"16.47 Uhr", "4:47 PM"},
        {"16h47", "16:47"},
        {"7 pm", "7:00 PM"},
        {"7 p.m.", "19:00"},
        {"twenty-one", "21"},
        {"three hundred sixty-six", "366"},
        {"two and a half", "2.5"},
        {"sechsundsechzig", "66"},
        {"quatre-vingt-dix", "90"},
        {"trescientos sesenta y seis", "366"},
        {"\xD0\xB4\xD0\xB2\xD0\xB0\xD0\xB4\xD1\x86\xD0\xB0\xD1\x82\xD1\x8C \xD0\xBE\xD0\xB4\xD0\xB8\xD0\xBD", "21"},
        {"\xE4\xB8\x89\xE7\x99\xBE\xE5\x85\xAD\xE5\x8D\x81\xE5\x85\xAD", "366"},
        {"\xE5\x8D\x81\xE4\xBA\x94", "15"},
        {"a dozen", "12"},
        {"one hundred", "100"},
        {"5\xC2\xB0"
         "C",
         "5 degrees Celsius"},
        {"30\xC2\xB0", "30 degrees"},
        {"x = 5", "5"},
        {"x=5", "5"},
        {"(1, 2)", "(1,2)"},
        {"(0.5, 2)", "(1/2, 2)"},
        {"\\begin{pmatrix}1/2 & 2\\\\3 & 4\\end{pmatrix}", "\\begin{pmatrix}\\frac{1}{2}&2\\\\3&4\\end{pmatrix}"},
        {"{1, 2, 3}", "\\{1,2,3\\}"},
        {"true", "yes"},
        {"wahr", "yes"},
        {"**5**", "5"},
        {"$x=5$", "5"},
        {"$5$", "5"},
        {"`5`", "5"},
        {"5 km/h", "5 kilometers per hour"},
        {"10 m/s^2", "10 meters per second squared"},
        {"25 cm\xC2\xB2", "25 square centimeters"},
        {"44 BC", "44 B.C."},
        {"2 x 10^5", "200000"},
        {"2\xC3\x97"
         "10\xE2\x81\xB5",
         "2e5"},
        {"5!", "5!"},
        {"-5", "minus 5"},
        {"\xE2\x88\x92"
         "5",
         "-5"},
        {"5 kg of apples", "5 kg"},
        {"12% decrease", "a decrease of 12%"},
        {"decreased by 12%", "12% decrease"},
        {"20 degrees below zero", "-20 degrees"},
        {"-20\xC2\xB0"
         "C",
         "-20 degrees Celsius"},
        {"1 000 000", "1000000"},
        {"1'000'000", "1000000"},
        {"\xC2\xBD cup", "1/2 cup"},
        {"5 \xE2\x82\xAC", "5 euro"},
        {"Rs. 500", "\xE2\x82\xB9"
                    "500"},
        {"500\xE5\x85\x83", "500 yuan"},
        {"90 \xD0\xBC\xD0\xB8\xD0\xBD\xD1\x83\xD1\x82", "90 minutes"},
        {"3 stunden", "3 hours"},
        {"oui", "yes"},
        {"nein", "no"},
        {"The Beatles", "Beatles"},
        {"New York", "new york"},
        {"U.S.", "US"},
        {"Red, yellow and blue", "red, yellow, blue"},
        {"3:45 PM", "3:45pm"},
        {"9 a.m.", "9:00"},
        {"~50", "50"},
        {"approximately 50", "50"},
        {"\xE2\x89\x88 3.14", "3.14"},
        {"100 \xC2\xB0"
         "C (212 \xC2\xB0"
         "F)",
         "100 \xC2\xB0"
         "C"},
        {"2^{10}", "1024"},
        {"1/2", "0.5"},
        {"\\dfrac{3}{4}", "0.75"},
        {"0.75", "3/4"},
        {"[-2,7]", "x \\in [-2,7]"},
        {"5 apples", "5"},
        {"5 apples", "five apples"},
        {"seven", "7"},
        {"25\\pi \\text{ cm}^2", "25\\pi"},
        {"1.5 hours", "1.5 h"},
        {"5 feet", "5 ft"},
        {"10 lbs", "10 pounds"},
        {"$5 per hour", "$5/hour"},
        {"5 dollars an hour", "$5 per hour"},
        {"30 mph", "30 miles per hour"},
        {"\xD9\xA3\xD9\xA9", "39"},
        {"\xEF\xBC\x93\xEF\xBC\x99", "39"},
        {"1st", "1"},
        {"21 de julio de 1969", "1969-07-21"},
        {"7\xE6\x9C\x88"
         "20\xE6\x97\xA5",
         "July 20"},
        {"\xE4\xB8\x8B\xE5\x8D\x88"
         "4:47",
         "16:47"},
        {"4 in the afternoon", "4 pm"},
        {"Yes.", "yes"},
        {"\\text{yes}", "yes"},
        {"2/3 cups", "2/3 cup"},
        {"three quarters", "3/4"},
        {"1.000.000", "1000000"},
        {"12 percent", "12 %"},
        {"$2B", "$2 billion"},
        {"3.0", "3"},
        {"+7", "7"},
        {"6.02e23", "6.02 \xC3\x97 10^23"},
        {"1e-30", "10^{-30}"},
    };
    check_pairs(pairs, sizeof pairs / sizeof *pairs, true);
}

TEST(values_that_differ_in_a_mark_or_sign_are_two_answers) {
    static const text_pair pairs[] = {
        {"5 minutes", "5 seconds"},
        {"12% increase", "12% decrease"},
        {"12% increase", "a decrease of 12%"},
        {"30\xC2\xB0"
         "C",
         "30\xC2\xB0"
         "F"},
        {"30\xC2\xB0"
         "C",
         "86\xC2\xB0"
         "F"},
        {"5%", "$5"},
        {"5%", "5 km"},
        {"44 BC", "44"},
        {"44 BC", "44 AD"},
        {"4:47 pm", "4:47 am"},
        {"4:47 pm", "4:47"},
        {"5!", "5"},
        {"5!", "120.5"},
        {"5", "-5"},
        {"5 km", "5 km/h"},
        {"5 m", "5 m^2"},
        {"5 cm", "5 cm\xC2\xB2"},
        {"5 km", "5 miles"},
        {"\xE2\x82\xAC"
         "5",
         "$5"},
        {"$5", "5 cents"},
        {"A$5", "US$5"},
        {"5 apples", "5 pears"},
        {"5 kg of apples", "5 apples"},
        {"5 red apples", "5 green apples"},
        {"3 meters left", "3 meters right"},
        {"20 degrees north", "20 degrees south"},
        {"5 years ago", "5 years later"},
        {"July 20, 1969", "July 21, 1969"},
        {"July 20, 1969", "July 1969"},
        {"July 20, 1969", "20 August 1969"},
        {"July 4", "July 5"},
        {"\xF0\x9F\x90\xB6", "\xF0\x9F\x90\xB1"},
        {"\xF0\x9F\x87\xA6\xF0\x9F\x87\xBA", "\xF0\x9F\x87\xBA\xF0\x9F\x87\xA6"},
        {"\xF0\x9F\x91\x8D yes", "\xF0\x9F\x91\x8E yes"},
        {"C++", "C#"},
        {"C++", "C"},
        {"Co", "CO"},
        {"1,2", "1.2"},
        {"1,2", "2,1"},
        {"(1,2)", "[1,2]"},
        {"(1,2)", "(2,1)"},
        {"(2,000)", "(2,0)"},
        {"(1,2)", "(1,-2)"},
        {"x^2", "x^3"},
        {"x_1", "x_2"},
        {"x\xE2\x82\x81", "x\xE2\x82\x82"},
        {"x\xC2\xB2", "x\xC2\xB3"},
        {"2 x 10^5", "2 x 10^6"},
        {"10\xE2\x81\xBB\xC2\xB3", "10\xC2\xB3"},
        {"101_2", "101"},
        {"5 base 7", "5"},
        {"3 or 4", "3"},
        {"between 5 and 7", "5"},
        {"less than 5", "5"},
        {"more than 5", "5"},
        {"at least 5", "5"},
        {"> 5", "5"},
        {"\xE2\x89\xA5 5", "5"},
        {"\xE2\x89\xA4 5", "\xE2\x89\xA5 5"},
        {"5+", "5"},
        {"\xC2\xB1"
         "5",
         "5"},
        {"not 5", "5"},
        {"yes", "no"},
        {"true", "false"},
        {"mW", "MW"},
        {"5 mW", "5 MW"},
        {"5 mg", "5 Mg"},
        {"5 MB", "5 Mb"},
        {"1.5 hours", "1.5 minutes"},
        {"5 million", "5 billion"},
        {"5 million", "5"},
        {"3k", "3"},
        {"$3k", "$3"},
        {"\xE2\x85\x93", "\xE2\x85\x94"},
        {"1 1/3", "1/3"},
        {"\xC2\xBD", "2"},
        {"Mr. Smith", "Mrs. Smith"},
        {"$-5", "$5"},
        {"-$5", "$5"},
        {"5\xC2\xB0", "5%"},
        {"5 points", "5 percentage points"},
        {"5%", "5 percentage points"},
        {"north", "south"},
        {"increase", "decrease"},
        {"10:30", "10:31"},
        {"10:30 UTC", "10:30"},
        {"3/4/2020", "4/3/2020"},
        {"May 5", "March 5"},
        {"2:1", "1:2"},
        {"sqrt(2)", "sqrt(3)"},
        {"2\xE2\x88\x9A"
         "3",
         "3\xE2\x88\x9A"
         "2"},
        {"\xE2\x88\x9A"
         "2",
         "2"},
        {"i", "-i"},
        {"5i", "5"},
        {"2\\pi", "2"},
        {"log 5", "5"},
        {"inf", "-inf"},
        {"5 dollars profit", "5 dollars loss"},
        {"5 over par", "5 under par"},
        {"50 above average", "50 below average"},
        {"5 a.m.", "5 p.m."},
        {"6 feet", "6 inches"},
        {"10 per day", "10 per hour"},
        {"$10 per day", "$10 per hour"},
        {"5 times", "5"},
        {"twice", "2.5"},
        {"1969", "1970"},
        {"1990s", "1990"},
        {"19th century", "20th century"},
        {"2nd", "2 s"},
        {"first", "second"},
        {"one third", "one fourth"},
        {"+1", "-1"},
        {"[1, 2)", "[1, 2]"},
        {"1 2", "12"},
        {"1 2", "1,2"},
        {"A", "B"},
        {"0x10", "10"},
        {"2 h 30", "2:31"},
        {"10%", "0.1"},
        {"5 kg", "5 lb"},
        {"5 lb", "\xC2\xA3"
                 "5"},
        {"\xC2\xA3"
         "5",
         "$5"},
        {"\xC2\xA5"
         "5",
         "$5"},
        {"5 left", "5 right"},
        {"12 up", "12 down"},
        {"5 cm long", "5 mm long"},
        {"1.10", "1.1.0"},
        {"3.10.1", "3.1"},
        {"Win", "Lose"},
        {"odd", "even"},
        {"-40", "40 below"},
    };
    check_pairs(pairs, sizeof pairs / sizeof *pairs, false);
}
