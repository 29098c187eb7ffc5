/* Final answers: where they stand, and when two are the same. All texts are made up. */
#include "base/error.h"
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>

typedef struct answer_case {
    const char *text, *key; /* NULL: none */
} answer_case;

static void check(const answer_case *cases, size_t count, smacs_answer_form form, bool whole) {
    for (size_t i = 0; i < count; i++) {
        smacs_answer answer;
        const smacs_text text = smacs_text_of(cases[i].text);
        CHECK_INT(whole ? smacs_answer_of(NULL, text, form, &answer, NULL)
                        : smacs_answer_extract(NULL, text, form, &answer, NULL),
                  SMACS_OK);
        const smacs_text expected = smacs_text_of(cases[i].key);
        const bool same = answer.key.size == expected.size &&
                          (expected.size == 0 || memcmp(answer.key.data, expected.data, expected.size) == 0);
        CHECK((answer.kind == SMACS_ANSWER_NONE) == !cases[i].key);
        CHECK(same);
        if (!same) {
            printf("      \"%s\" gives \"%.*s\", expected \"%s\"\n", cases[i].text, (int)answer.key.size,
                   answer.key.data ? answer.key.data : "", cases[i].key ? cases[i].key : "(none)");
        }
        smacs_answer_free(NULL, &answer);
        CHECK(answer.key.data == NULL);
    }
}

#define CHECK_CASES(cases, form, whole) check(cases, sizeof(cases) / sizeof *(cases), form, whole)

static const smacs_answer_form free_form = {0}, five_options = {.options = 5}, literal = {.literal = 1};

TEST(numbers_have_one_key) {
    static const answer_case cases[] = {{"18", "18"},
                                        {"$18", "18"},
                                        {"18.00", "18"},
                                        {"$1,234.50", "1234.5"},
                                        {"1,000,000", "1000000"},
                                        {"1{,}234", "1234"},
                                        {"-7", "-7"},
                                        {"\xE2\x88\x92"
                                         "7",
                                         "-7"},
                                        {"+7", "7"},
                                        {"-0", "0"},
                                        {"007", "7"},
                                        {".5", "0.5"},
                                        {"1/2", "0.5"},
                                        {"\\frac{1}{2}", "0.5"},
                                        {"\\dfrac12", "0.5"},
                                        {"2/6", "1/3"},
                                        {"-2/6", "-1/3"},
                                        {"4/2", "2"},
                                        {"1 / 3", "1/3"},
                                        {"3\\frac{1}{2}", "3.5"},
                                        {"3 1/2", "3.5"},
                                        {"1e3", "1000"},
                                        {"2.5e-3", "0.0025"},
                                        {"18 dollars", "18"},
                                        {"12%", "12"},
                                        {"12\\%", "12"},
                                        {"5 km/h", "5"},
                                        {"48g", "48"},
                                        {"10^\\circ", "10"},
                                        {"10\xC2\xB0", "10"},
                                        {"12 square units", "12"},
                                        {"5\\text{ cm}", "5"},
                                        {"8 cm^2", "8"},
                                        {"x = 5", "5"},
                                        {"f(x) = 5", "5"},
                                        {"2 + 3 = 5", "5"},
                                        {"\\boxed{7}", "7"},
                                        {"**42**", "42"},
                                        {"$x = \\boxed{7}$.", "7"},
                                        {"12.", "12"},
                                        {"18446744073709551615", "18446744073709551615"},
                                        {"0.1", "0.1"},
                                        {"1/8", "0.125"},
                                        {"0.333", "0.333"},
                                        {"5 m", "5"}};
    CHECK_CASES(cases, free_form, true);
}

TEST(what_is_no_number_is_not_made_one) {
    static const answer_case cases[] = {{"5x", "5x"},
                                        {"5 x", "5x"},
                                        {"16 - 3", "16-3"},
                                        {"2n", "2n"},
                                        {"3i", "3i"},
                                        {"2 pi", "2pi"},
                                        {"5 or 6", "5or6"},
                                        {"1/0", "1/0"},
                                        {"99999999999999999999999", "99999999999999999999999"},
                                        {"1,23", "1,23"},
                                        {"1,2,3", "1,2,3"},
                                        {"y = 2x + 3", "2x+3"},
                                        {"x^2 + y^2 = 4", "x^2+y^2=4"}};
    CHECK_CASES(cases, free_form, true);
}

TEST(mathematics_has_one_spelling) {
    static const answer_case cases[] = {{"2\\sqrt{3}", "2sqrt3"},
                                        {"2*sqrt(3)", "2sqrt3"},
                                        {"2\xE2\x88\x9A"
                                         "3",
                                         "2sqrt3"},
                                        {"2 \\sqrt 3", "2sqrt3"},
                                        {"\\left( 3, \\frac{\\pi}{2} \\right)", "(3,\\frac{pi}2)"},
                                        {"(3,\\dfrac{\\pi}{2})", "(3,\\frac{pi}2)"},
                                        {"(-\\infty, 2]", "(-inf,2]"},
                                        {"x^{2}", "x^2"},
                                        {"x^2", "x^2"},
                                        {"\\text{odd}", "odd"},
                                        {"$\\pi$", "pi"},
                                        {"2\\pi", "2pi"},
                                        {"2 \\cdot \\pi", "2pi"}};
    CHECK_CASES(cases, free_form, true);
}

TEST(words_and_yes_and_no) {
    static const answer_case cases[] = {
        {"Yes", "yes"},     {"TRUE", "yes"},      {"no.", "no"},          {"False", "no"},
        {"Paris", "paris"}, {"the Nile", "nile"}, {"\"Paris\"", "paris"}, {"NEW YORK", "new york"},
        {"  ", NULL},       {"", NULL},           {"aBcD", "aBcD"}};
    CHECK_CASES(cases, free_form, true);
}

TEST(literals_are_compared_to_the_letter) {
    static const answer_case cases[] = {{"'abc'", "abc"},
                                        {"\"abc\"", "abc"},
                                        {"abc", "abc"},
                                        {"'aBc d'", "aBc d"},
                                        {" a  b ", " a  b "},
                                        {"[1,  2, 'x y']", "[1,2,'x y']"},
                                        {"[1,2,\"x y\"]", "[1,2,'x y']"},
                                        {"{'a': 1}", "{'a':1}"},
                                        {"('a', \"b's\")", "('a','b's')"},
                                        {"'a\\nb'", "a\nb"},
                                        {"8.50", "8.50"},
                                        {"31 let it", "31 let it"},
                                        {"True", "True"}};
    CHECK_CASES(cases, literal, true);
}

TEST(the_strongest_statement_is_believed) {
    static const answer_case cases[] = {
        {"{\"reasoning\": \"first 12, then 7\", \"answer\": \"18\"}", "18"},
        {"Sure!\n```json\n{\n  \"reasoning\": \"..\",\n  \"answer\": 18\n}\n```\nLet me know.", "18"},
        {"{\"answer\": \"4\"} no wait {\"answer\": \"5\"}", "5"},
        {"{\"reasoning\": \"so \\boxed{9}\", \"answer\": \"\\frac{1}{2}\"}", "0.5"},
        {"{\"answer\": \"$\\\\frac{1}{2}$\"}", "0.5"},
        {"{\"final_answer\": [1, 2]}", "[1,2]"},
        {"{\"answer\": null}", NULL},
        {"{\"answer\": \"\"}", NULL},
        {"{'answer': '7'}", "7"},
        {"{\"answer\": \"cut off", NULL},
        {"So it is \\boxed{3} at first, but then \\boxed{\\frac{1}{4}}. Done.", "0.25"},
        {"\\boxed{never closed", NULL},
        {"Therefore, the final answer is: $\\boxed{17}$. I hope it is correct.", "17"},
        {"Thinking.\nThe answer is 12. That was easy.", "12"},
        {"The answer is 3.5 km.", "3.5"},
        {"**Answer:** 42 apples", "42"},
        {"The answer is:\n\n7", "7"},
        {"Work\n#### 1,200", "1200"},
        {"The answer is 5.\nQuestion: what is next?\nThe answer is 6.", "5"},
        {"<think>The answer is 3.</think>The answer is 4.", "4"},
        {"the thoughts</think>\nThe answer is 4.", "4"},
        {"<think>The answer is 3.", NULL},
        {"42", "42"},
        {"There are 3 red and 4 blue marbles, so in the end one counts some 7 of them in total.", NULL},
        {"An essay.\nIt has lines.", NULL},
        {"", NULL}};
    CHECK_CASES(cases, free_form, false);
}

TEST(letters_of_options_are_never_guessed) {
    static const answer_case cases[] = {
        {"The answer is (B).", "B"},
        {"The answer is B", "B"},
        {"Answer: C) the third", "C"},
        {"**Answer: D**", "D"},
        {"The answer is (A) because that fits, not (B).", "A"},
        {"The correct option is clear. The answer is option E.", "E"},
        {"{\"answer\": \"C\"}", "C"},
        {"{\"answer\": \"C) blue\"}", "C"},
        {"\\boxed{D}", "D"},
        {"\\boxed{\\text{D}}", "D"},
        {"B", "B"},
        {"(B)", "B"},
        {"B) because", "B"},
        {"Long words.\n\n**C**", "C"},
        {"Long words.\nC.", "C"},
        {"The answer is A good one", NULL},
        {"A good answer is hard to find.", NULL},
        {"The answer is (G).", NULL},
        {"I cannot say; the options are all wrong.", NULL},
        {"The answer is Berlin", NULL},
        {"", NULL},
        {"We use articles. The answer is (B).\n\nQuestion:\nNext?\nThe answer is (C).", "B"},
        {"{\"answer\": \"Z\"}", NULL}};
    CHECK_CASES(cases, five_options, false);
}

TEST(outputs_of_programs) {
    static const answer_case cases[] = {{"{\"answer\": \"'ab'\"}", "ab"},
                                        {"{\"answer\": \"('a', 'b')\"}", "('a','b')"},
                                        {"{\"answer\": [1, 2]}", "[1,2]"},
                                        {"{\"answer\": \"a\\nb\"}", "a\nb"},
                                        {"assert f(1) == [2, 3]", "[2,3]"},
                                        {"[ANSWER]'x'[/ANSWER]", "x"},
                                        {"[ANSWER]\nassert f('a') == 'b'\n[/ANSWER]", "b"},
                                        {"The answer is \"a. b\"", "a. b"}};
    CHECK_CASES(cases, literal, false);
}

TEST(questions_tell_what_they_expect) {
    static const struct {
        const char *question;
        uint32_t options;
        int literal;
    } cases[] = {{"Which?\nA) one\nB) two\nC) three", 3, 0},
                 {"Which?\n(A) one\n(B) two", 2, 0},
                 {"Which?\nA. one\nB. two\nC. three\nD. four", 4, 0},
                 {"A. Lincoln was who?", 0, 0},
                 {"Which?\nA) one\nC) three", 0, 0},
                 {"Complete: assert f(2) == ??", 0, 1},
                 {"What is the output of\ndef f(): print(1)", 0, 1},
                 {"What is a function?", 0, 0},
                 {"", 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const smacs_answer_form form = smacs_answer_expect(smacs_text_of(cases[i].question));
        CHECK_INT(form.options, cases[i].options);
        CHECK_INT(form.literal, cases[i].literal);
    }
}

TEST(found_is_where_it_stands) {
    const char *const text = "So the answer is $1,000.";
    smacs_answer answer;
    CHECK_INT(smacs_answer_extract(NULL, smacs_text_of(text), free_form, &answer, NULL), SMACS_OK);
    CHECK(answer.found.data == text + 17 && answer.found.size == 6);
    CHECK_STR(smacs_answer_kind_name(answer.kind), "number");
    smacs_answer_free(NULL, &answer);
    smacs_answer_free(NULL, NULL);
}

TEST(extraction_survives_without_memory) {
    const smacs_text text = smacs_text_of("{\"answer\": \"\\text{about } 2\\sqrt{3}\"}");
    bool done = false;
    for (long fail_at = 0; !done && fail_at < 50; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        smacs_answer answer;
        const smacs_status status = smacs_answer_extract(&a, text, free_form, &answer, NULL);
        done = status == SMACS_OK;
        CHECK(done || status == SMACS_E_MEMORY);
        smacs_answer_free(&a, &answer);
        CHECK_INT(c.alive, 0);
    }
    CHECK(done);
}
