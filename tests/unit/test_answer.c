/* Final answers: where they stand, and when two are the same. All texts are made up. */
#include "answer/thoughts.h"
#include "base/error.h"
#include "base/text.h"
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
                                        {"5 m", "5"},
                                        {"# 18", "18"},
                                        {"\\frac{-1}{2}", "-0.5"},
                                        {"-\\frac{1}{2}", "-0.5"},
                                        {"2\xC2\xBD", "2.5"},
                                        {"1 000 000", "1000000"},
                                        {"2^{10}", "1024"},
                                        {"2**5", "32"},
                                        {"1.5 \\times 10^3", "1500"},
                                        {"3 \xC3\x97 10^{-2}", "0.03"},
                                        {"5 million", "5000000"},
                                        {"$2.5 billion dollars", "2500000000"},
                                        {"approximately 3.14 m", "3.14"},
                                        {"\\approx 3.14", "3.14"},
                                        {"(7)", "7"},
                                        {"123,456,789,012,345,678,901", "123456789012345678901"},
                                        {"-00123456789012345678901234.500", "-123456789012345678901234.5"},
                                        {"54\"", "54"},
                                        {"5\\,\\text{km}", "5"}};
    CHECK_CASES(cases, free_form, true);
}

TEST(what_is_no_number_is_not_made_one) {
    static const answer_case cases[] = {{"5x", "5x"},
                                        {"5 x", "5x"},
                                        {"16 - 3", "16-3"},
                                        {"2n", "2n"},
                                        {"3i", "3i"},
                                        {"2 pi", "2pi"},
                                        {"5 or 6", "5,6"},
                                        {"1/0", "1/0"},
                                        {"99999999999999999999999", "99999999999999999999999"},
                                        {"1,23", "1,23"},
                                        {"1,2,3", "1,2,3"},
                                        {"y = 2x + 3", "2x+3"},
                                        {"x^2 + y^2 = 4", "x^2+y^2=4"},
                                        {"50 * 5", "50*5"},
                                        {"(2)(3)", "(2)(3)"},
                                        {"+-5", "+-5"},
                                        {"5 base 7", "5 base 7"},
                                        {"101_2", "101_2"},
                                        {"101_{2}", "101_2"},
                                        {"2^{100}", "2^100"},
                                        {"123456789012345678901/2", "123456789012345678901/2"},
                                        {"10:30", "10:30"}};
    CHECK_CASES(cases, free_form, true);
}

TEST(mathematics_has_one_spelling) {
    static const answer_case cases[] = {{"2\\sqrt{3}", "2sqrt3"},
                                        {"2*sqrt(3)", "2sqrt3"},
                                        {"2\xE2\x88\x9A"
                                         "3",
                                         "2sqrt3"},
                                        {"2 \\sqrt 3", "2sqrt3"},
                                        {"\\left( 3, \\frac{\\pi}{2} \\right)", "(3,pi/2)"},
                                        {"(3,\\dfrac{\\pi}{2})", "(3,pi/2)"},
                                        {"(-\\infty, 2]", "(-inf,2]"},
                                        {"x^{2}", "x^2"},
                                        {"x^2", "x^2"},
                                        {"\\text{odd}", "odd"},
                                        {"$\\pi$", "pi"},
                                        {"2\\pi", "2pi"},
                                        {"2 \\cdot \\pi", "2pi"},
                                        {"\\frac{\\sqrt{3}}{2}", "sqrt3/2"},
                                        {"sqrt(3)/2", "sqrt3/2"},
                                        {"\\frac{x+1}{2}", "(x+1)/2"},
                                        {"(x + 1)/2", "(x+1)/2"},
                                        {"\\frac{1}{2x}", "1/(2x)"},
                                        {"1/(2x)", "1/(2x)"},
                                        {"1/\\sqrt{2}", "1/sqrt2"},
                                        {"\\\\dfrac{32\\\\sqrt{3}}{3}", "32sqrt3/3"},
                                        {"\\{1, 2\\}", "{1,2}"},
                                        {"{1,2}", "{1,2}"},
                                        {"x = 1, 2", "1,2"},
                                        {"1 and 2", "1,2"},
                                        {"\\sin x", "sinx"},
                                        {"x \\leq 3", "x<=3"},
                                        {"x \xE2\x89\xA4 3", "x<=3"},
                                        {"\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}", "begin{pmatrix}1;2end{pmatrix}"}};
    CHECK_CASES(cases, free_form, true);
}

TEST(words_and_yes_and_no) {
    static const answer_case cases[] = {{"Yes", "yes"},
                                        {"TRUE", "yes"},
                                        {"no.", "no"},
                                        {"False", "no"},
                                        {"Paris", "paris"},
                                        {"the Nile", "nile"},
                                        {"\"Paris\"", "paris"},
                                        {"NEW YORK", "new york"},
                                        {"  ", NULL},
                                        {"", NULL},
                                        {"aBcD", "aBcD"},
                                        {"Z\xC3\x9CRICH", "z\xC3\xBCrich"},
                                        {"the U.S. Army", "us army"},
                                        {"It's Paris!", "its paris"},
                                        {"New-York", "new york"},
                                        {"\xE5\xB7\xB4\xE9\xBB\x8E", "\xE5\xB7\xB4\xE9\xBB\x8E"}};
    CHECK_CASES(cases, free_form, true);
}

TEST(forms_that_were_not_filled_in_are_no_answers) {
    static const answer_case cases[] = {{"___", NULL}, {"...", NULL},        {"<your answer>", NULL},
                                        {"?", NULL},   {"$___$", NULL},      {"I don't know", NULL},
                                        {"N/A", NULL}, {"**", NULL},         {"unknown.", NULL},
                                        {"''", NULL},  {"your answer", NULL}};
    static const answer_case outputs[] = {{"??", NULL}, {"___", NULL}, {"-", "-"},
                                          {"", NULL},   {"''", "''"},  {"\"\"", "''"}};
    CHECK_CASES(cases, free_form, true);
    CHECK_CASES(outputs, literal, true);
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
                                        {"True", "True"},
                                        {"true", "true"},
                                        {"[true, null, 'null']", "[True,None,'null']"},
                                        {"`{1: 2}`", "{1:2}"},
                                        {"'{\"a\": 1}'", "{'a':1}"},
                                        {"'{'a': 1}'", "{'a':1}"},
                                        {"\\\"ab c\\\"", "ab c"},
                                        {"(1, 2) (3, 4)", "(1, 2) (3, 4)"},
                                        {"1.0", "1.0"},
                                        {"it's", "it's"}};
    CHECK_CASES(cases, literal, true);
}

typedef struct reply_case {
    const char *question, *reply, *key; /* NULL: none */
} reply_case;

static void check_replies(const reply_case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const answer_case one = {cases[i].reply, cases[i].key};
        check(&one, 1, smacs_answer_expect(smacs_text_of(cases[i].question)), false);
    }
}

TEST(conclusions_are_read) {
    static const char *const movies = "Find a movie like Up.\nOptions:\n(A) Detachment\n(B) Brave\n(C) Heat";
    static const reply_case cases[] = {
        {"Is the argument valid or invalid?", "The premises say little. Therefore, the argument is invalid.",
         "invalid"},
        {"Is the argument valid or invalid?", "So the argument is not valid.", "invalid"},
        {"not True is", "We evaluate it. So, the result of the expression \"not True\" is `False`.", "no"},
        {"Did he do it on purpose?", "He knew. A typical person would answer Yes, he did.", "yes"},
        {"Is the sentence plausible?", "He is a player. So the sentence is plausible. It is common.", "yes"},
        {"Is the sentence plausible?", "The sentence is not entirely plausible.", "no"},
        {"Is the sentence plausible?", "The sentence would only be plausible if he were a player.", NULL},
        {"Sort the words: pear fig", "**Sorted list:**\n- fig\n- pear\n", "fig pear"},
        {"How much, in dollars, is left?", "$50 - $35 = $15.", "15"},
        {"", "So, the final result of the expression `not True` is `False`.", "no"},
        {"", "So the result of the expression \\(\\text{not True}\\) is \\(\\text{False}\\).", "no"},
        {movies, "Few fit. The best answer from the given options is (B) Brave.", "B"},
        {movies, "None is perfect. The closest match would be (B) Brave.", "B"},
        {movies, "If we must choose, **(A) Detachment** is the closest in tone.", "A"},
        {movies, "#### Option (A):\n- It is slow.\n\n### Final Answer\nThe best fit is (C).", "C"},
        {movies, "The answer, based on its tone, is (B).", "B"},
        {movies, "It might be (B), but none of the options fits.", NULL},
        {movies, "A: Let's think. There is no way to tell which it is.", NULL},
    };
    check_replies(cases, sizeof cases / sizeof *cases);
}

TEST(values_in_two_spellings_of_one_reply_are_one) {
    static const reply_case cases[] = {
        {"What is the boiling point of water?",
         "Water boils at 100\xC2\xB0"
         "C, or 212\xC2\xB0"
         "F.",
         "100"},
        {"How tall is it?", "It is 330 meters tall, which is 1,083 feet.", "330"},
        {"How tall is it?", "330 m (1,083 ft)", "330"},
        {"What is the area?", "The area is 9\xCF\x80 \xE2\x89\x88 28.27.", "9pi"},
        {"What is the root of 50?", "The answer is $5\\sqrt{2} \\approx 7.07$.", "5sqrt2"},
        {"What is 7 * 13?", "The answer is ~~81~~ 91.", "91"},
        {"Solve x^2 - 5x + 6 = 0.", "The solutions are $x = 2$ and $x = 3$.", "2,3"},
        {"Solve x^2 - 5x + 6 = 0.", "The answers are:\n- x = 2\n- x = 3", "2,3"},
        {"Who wrote Hamlet?", "It was William Shakespeare, one of the greatest writers.", "william shakespeare"},
        {"What is the capital of France?", "Paris, the City of Light.", "paris"},
        {"How many of each are there?", "- 12 apples\n- 3 pears", "12 apples 3 pears"},
        {"Is 51 prime?", "Definitely not.", "no"},
        {"Is the Earth round?", "Of course it is!", "yes"},
        {"Ist Berlin die Hauptstadt?", "Auf keinen Fall.", "no"},
        {"\xC2\xBF"
         "Es Madrid la capital de Espa\xC3\xB1"
         "a?",
         "Claro que no.", "no"},
        {"Was ist es?\na) Hai\nb) Delfin\nc) Forelle", "Richtig ist b).", "B"},
    };
    check_replies(cases, sizeof cases / sizeof *cases);
}

TEST(requests_to_write_a_text_are_open) {
    static const char *const requests[] = {
        "Write a poem about 3 trees.",        "Could you please draft an email to my boss?",
        "Give me tips for sleeping better.",  "Summarise this: 2 + 2 = 4.",
        "Schreib mir bitte eine Geschichte.", "R\xC3\xA9sume ce texte : 5.",
        "Dame consejos para dormir.",         "\xE5\x86\x99\xE4\xB8\x80\xE9\xA6\x96\xE8\xAF\x97\xE3\x80\x82"};
    static const char *const others[] = {"Write 0.75 as a fraction.",
                                         "Who wrote the story 'Emma'?",
                                         "Tell me how many pages the report has.",
                                         "Give me the root of 81.",
                                         "Write all words of this list that contain the letter n: plane, tree.",
                                         "Write the letter that comes after G.",
                                         "A poem has 3 lines. How many lines have 4 poems?"};
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        CHECK(smacs_answer_expect(smacs_text_of(requests[i])).open);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        CHECK(!smacs_answer_expect(smacs_text_of(others[i])).open);
    }
}

TEST(a_reply_in_plain_words_says_what_it_adds_to_the_question) {
    static const reply_case cases[] = {
        {"What is the capital of Australia?", "Canberra", "canberra"},
        {"What is the capital of Australia?", "The capital of Australia is **Canberra**.", "canberra"},
        {"What is the capital of Australia?", "Canberra is the capital of Australia, not Sydney.", "canberra"},
        {"What is the capital of Australia?", "The capital of Australia is Canberra. It is no port.", "canberra"},
        {"Who painted the Mona Lisa?", "The Mona Lisa was painted by Leonardo da Vinci.", "leonardo da vinci"},
        {"In what year did World War II end?", "World War II ended in 1945.", "1945"},
        {"What is the past tense of \"go\"?", "The past tense of \"go\" is \"went\".", "went"},
        {"What is 17 * 23?", "The product of 17 and 23 is 391.", "391"},
        {"What is 17 * 23?", "17 \xC3\x97 23 = **391**", "391"},
        {"What is 17 * 23?", "20 * 23 is 460, and 3 * 23 is 69.\n\nSo, 17 * 23 = 391.", "391"},
        {"What is 17 * 23?", "17 * 20 = 340\n17 * 3 = 51\n\n340 + 51 = **391**", "391"},
        {"What is 17 * 23?", "17 * 20 = 340\n17 * 3 = 51\n\n340 + 51 = 391", "391"},
        {"What is the capital of France?", "I believe the capital of France is **Paris**.", "paris"},
        {"What is 5 - 8?", "The result of 5 - 8 is -3.", "-3"},
        {"Solve for x: 2x + 4 = 10", "The solution is x = 3.", "3"},
        {"How many days has a leap year?", "A leap year has 366 days.", "366"},
        {"How long does it take?", "It takes 14 weeks.", "14"},
        {"How many legs has a spider?", "A spider has eight legs.", "8"},
        {"How many continents are there?", "Seven", "7"},
        {"A pen costs $3. What do 6 pens cost?", "Six threes are 18.\nTherefore, the 6 pens cost $18.", "18"},
        {"What is the population of Chad?", "The population of Chad is about 17 million.", "17000000"},
        {"Is 17 a prime number?", "Yes, 17 is prime, since nothing divides it.\nIt is odd, too.", "yes"},
        {"I have a cat. Is it a mammal?", "**Yes**, cats are.", "yes"},
        {"Can penguins fly?", "No. They swim.", "no"},
    };
    check_replies(cases, sizeof cases / sizeof *cases);
}

TEST(an_options_text_is_as_good_as_its_letter) {
    static const char city[] = "What is the capital of Italy?\nA) Paris\nB) Rome\nC) None of the above";
    static const char sum[] = "What is 2 + 3, with its unit?\n(A) 5 cm\n(B) 6 cm\n(C) 5.0 cm";
    static const reply_case cases[] = {
        {city, "The answer is Rome.", "B"},
        {city, "The capital of Italy is **Rome**.", "B"},
        {city, "rome", "B"},
        {city, "None of the above", "C"},
        {city, "The answer is A, not Rome.", "A"},
        {city, "It is neither Paris nor Milan.", NULL},
        {city, "The answer is Milan.", NULL},
        {sum, "{\"answer\": \"6 cm\"}", "B"},
        {sum, "So we get \\boxed{6}.", "B"},
        {sum, "So we get \\boxed{5}.", NULL}, /* two say so */
    };
    check_replies(cases, sizeof cases / sizeof *cases);
}

/* What differs must not be told as the same: where what it adds is no answer, a short reply counts as a whole. */
TEST(replies_that_choose_by_the_questions_words_are_kept_apart) {
    static const char tallest[] = "Alice is taller than Bob, and Bob than Carol. Who is the tallest?";
    static const reply_case cases[] = {
        {tallest, "Alice is the tallest person.", "alice"},
        {tallest, "Bob is the tallest of the group.", "bob is the tallest of the group"},
        {tallest, "The tallest of the whole group is, as one can see, Carol.", NULL},
        {"Which is larger, 9.11 or 9.9?", "The larger number is 9.9.", "9.9"},
        {"Which of these is a mammal: shark, dolphin, tuna?", "Dolphin is the mammal here.",
         "dolphin is the mammal here"},
        {"Of lead and gold, which is heavier?", "Gold is the heavier metal.", "gold is the heavier metal"},
        {"Who won, Leeds or York?", "Leeds won by 3 goals.", "leeds"},
        {"Who was first?", "In 2023 at the latest, it was Alice who came first.", "alice"},
        {"What is the capital of France?", "The capital of France isn't Lyon.", "capital of france isnt lyon"},
        {"Is 17 prime?", "17 is prime.", "yes"},
        {"Is 17 prime?", "17 is not prime.", "no"},
        {"Can you name the capital of France?", "Yes, I can, as everybody can who went to school.", NULL},
        {"How do I boil an egg?", "Place it in water that is boiling, and wait for 7 minutes.", NULL},
        {"What is 2 + 2?", "Let us see, how many are these?", NULL},
    };
    check_replies(cases, sizeof cases / sizeof *cases);
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
        {"", NULL},
        {"{\"answer\": \"7\"} as in {\"answer\": \"___\"}", "7"},
        {"{\"answer\": \"5\\u00b2\"}", "25"},
        {"{\"answer\": `5`}", "5"},
        {"{\"Final Answer\" : (10 * 30) + 1}", "(10*30)+1"},
        {"{\"answer\": \"he said \"7\" loudly\"}", "he said 7 loudly"},
        {"\\boxed {8}", "8"},
        {"\\fbox{8}", "8"},
        {"\\boxed{5} then \\boxed{never closed", "5"},
        {"The answers are 2 and 3.", "2,3"},
        {"The correct answer to this question is 7.", "7"},
        {"**Final Answer**\n\n\\[ x = 5 \\]", "5"},
        {"Answer:\n$$\n42\n$$\nDone.", "42"},
        {"### Answer\n12\n", "12"},
        {"The answer is:\n```python\n5\n```", "5"},
        {"The answer is **5** apples.", "5"},
        {"The answer is Dr. Smith.", "dr smith"},
        {"```\n42\n```", "42"}};
    CHECK_CASES(cases, free_form, false);
}

TEST(what_states_nothing_is_passed_over) {
    static const answer_case cases[] = {
        {"The answer is not 5.", NULL},
        {"It is 4, so the answer is 4. But the answer is not 5.", "4"},
        {"If the answer is yes then all is well, and we go on to the next of the many parts.", NULL},
        {"The answer depends.", NULL},
        {"The answer is 5 because 2+3=5.", "5"},
        {"The answer is 5, since 2+3=5.", "5"},
        {"#### Step 2: compute\nA text that goes on for longer than an answer would.", NULL},
        {"Answer: Let's think step by step. We add.\nMany words.", NULL},
        {"{\"answer\": \"___\"}", NULL},
        {"What is it?", NULL},
        {"Let me see:", NULL},
        {"I don't know.", NULL},
        {"The answer is ___.", NULL}};
    CHECK_CASES(cases, free_form, false);
}

TEST(further_questions_are_not_read) {
    static const answer_case cases[] = {
        {"Question: foo?\nAnswer: 7\nQuestion: bar?\nAnswer: 8", "7"},
        {"The answer is 4<|im_end|>\nuser: The answer is 5", "4"},
        {"The answer is 4.\n\n## Instruction\nThe answer is 5.", "4"},
        {"The answer is 4.\nUser: and now?\nThe answer is 5.", "4"},
        {"The answer is 4.\nQuestion 2: and now?\nThe answer is 5.", "4"},
        {"Sure!\nQuestion: the same again?\nAnswer: 7", "7"},
        {"The question is hard.\nQuestion marks abound. The answer is 7", "7"},
        {"Words that state nothing, and go on for so long that they are no mere preamble any more.\n"
         "Question: another one, of its own making?\nAnswer: 8",
         NULL}};
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
        {"(A) is wrong since it is too small, and so on.", NULL},
        {"Long words.\n\n**C**", "C"},
        {"Long words.\nC.", "C"},
        {"The answer is A good one", NULL},
        {"A good answer is hard to find.", NULL},
        {"The answer is (G).", NULL},
        {"I cannot say; the options are all wrong.", NULL},
        {"The answer is Berlin", NULL},
        {"", NULL},
        {"We use articles. The answer is (B).\n\nQuestion:\nNext?\nThe answer is (C).", "B"},
        {"{\"answer\": \"Z\"}", NULL},
        {"The answer is (A) and (E).", NULL},
        {"The answer is A, B.", NULL},
        {"The answer is (B) or (D). The answer is (D).", "D"},
        {"The answer is (A), because B is wrong.", "A"},
        {"The answer is A because it fits.", "A"},
        {"The answer is A's fault.", NULL},
        {"The answer is D-day.", NULL},
        {"The answer is ABC.", NULL},
        {"The answer is (None).", NULL},
        {"The answer is not (B).", NULL},
        {"The answer is b.", "B"},
        {"The answer is (b)", "B"},
        {"the answer is \\(B\\)", "B"},
        {"the answer is $\\boxed{B}$", "B"},
        {"Final Answer: C. Twelve", "C"},
        {"The correct option is D.", "D"},
        {"The closest choice is (C) with 3 of them.", "C"},
        {"Option C is the correct answer, as shown.", "C"},
        {"We see that (B) is the correct answer.", "B"},
        {"A) one fails\nB) two fails\nall fail", NULL},
        {"(a) The first part is 5. (b) The second is 7, which ends it.", NULL},
        {"The best one of them is:\n\nD. A producer", "D"},
        {"Let us check each option:\nA. fits in part\nand so on for all of them", NULL},
        {"Now all the answers:\nA. one\nC. two\nand more of them", NULL},
        {"{\"answer\": \"A and B\"}", NULL}};
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
                                        {"The answer is \"a. b\"", "a. b"},
                                        {"assert f(x == 2) == 3", "3"},
                                        {"assert f('==') == \"a == b\"", "a == b"},
                                        {"assert f(1) == 2\nassert f(1) == ??", "2"},
                                        {"The answer is `[1, 2]`, since it is sorted.", "[1,2]"},
                                        {"The answer is [1, 2]. It is sorted.", "[1,2]"},
                                        {"{\"answer\": \"\\\"\\\"\"}", "''"},
                                        {"{\"answer\": true}", "True"},
                                        {"{\"answer\": {\"a\": [1,\n 2]}}", "{'a':[1,2]}"},
                                        {"```python\n[1,  2]\n```", "[1,2]"},
                                        {"[1,  2]", "[1,2]"}};
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
                 {"Which? (A) one (B) two (C) three", 3, 0},
                 {"Triangles (A) and (B) are alike.", 0, 0},
                 {"Which?\n  A: one\n  B: two", 2, 0},
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

TEST(a_banks_marks_are_no_part_of_its_answers) {
    static const answer_case cases[] = {{"#### 72", "72"}, {"# 18", "18"}, {"# ", NULL}, {"C#", "C#"}};
    CHECK_CASES(cases, free_form, true);
}

static void extract_without_memory(const char *response, smacs_answer_form form) {
    bool done = false;
    for (long fail_at = 0; !done && fail_at < 50; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        smacs_answer answer;
        const smacs_status status = smacs_answer_extract(&a, smacs_text_of(response), form, &answer, NULL);
        done = status == SMACS_OK;
        CHECK(done || status == SMACS_E_MEMORY);
        smacs_answer_free(&a, &answer);
        CHECK_INT(c.alive, 0);
    }
    CHECK(done);
}

TEST(extraction_survives_without_memory) {
    extract_without_memory("{\"answer\": \"\\text{about } 2\\sqrt{3}\"}", free_form);
    extract_without_memory("The city is Rome.", smacs_answer_expect(smacs_text_of("Which city?\nA) Paris\nB) Rome")));
}

/* Time is linear in the size: a quarter of a million bytes that look like statements everywhere take no longer than
 * others. */
TEST(hostile_responses_are_read_in_time) {
    static const char *const units[] = {"\"answer\":\"a", "answer is ",
                                        "the option is ", "\\boxed{",
                                        "assert f(\"",    "option ",
                                        "(A) or ",        "\"answer\":[\"",
                                        "[answer]",       "answer is $$",
                                        "\nQuestion",     "is the correct answer ",
                                        "#### ",          "{",
                                        "\xFF",           "answer is (A) or (B) ",
                                        "a. so ",         "b "};
    static char question[2000];
    static const smacs_answer_form forms[] = {{0}, {.options = 5}, {.literal = 1}, {.question = {question, 2000}}};
    static char text[1 << 18];
    memset(question, 'a', sizeof question);
    for (size_t i = 1; i < sizeof question; i += 2) {
        question[i] = ' ';
    }
    for (size_t i = 0; i < 4 * sizeof units / sizeof *units; i++) {
        const char *unit = units[i / 4];
        const size_t size = strlen(unit);
        for (size_t k = 0; k < sizeof text; k++) {
            text[k] = unit[k % size];
        }
        smacs_answer answer;
        CHECK_INT(smacs_answer_extract(NULL, (smacs_text){text, sizeof text}, forms[i % 4], &answer, NULL), SMACS_OK);
        smacs_answer_free(NULL, &answer);
    }
}

TEST(a_nul_is_a_character_like_others) {
    static const char text[] = "The answer is \0 7.";
    smacs_answer answer;
    CHECK_INT(smacs_answer_extract(NULL, (smacs_text){text, sizeof text - 1}, free_form, &answer, NULL), SMACS_OK);
    CHECK(answer.key.size == 1 && answer.key.data[0] == '7');
    smacs_answer_free(NULL, &answer);
    CHECK_INT(smacs_answer_extract(NULL, (smacs_text){"\0", 1}, five_options, &answer, NULL), SMACS_OK);
    CHECK_INT(answer.kind, SMACS_ANSWER_NONE);
}

TEST(thoughts_are_told_from_the_answer) {
    static const char *const cases[][2] = {
        {" Paris. \n", "Paris."},
        {"\n<think>\nFrance..\n</think>\n\nParis.", "Paris."},
        {"France..\n</think>\nParis.", "Paris."}, /* the prompt had the opening mark */
        {"France.. </think>\nParis.", "Paris."},
        {"France..\n</think> Paris.", "Paris."},
        {"<think>France.. and so", ""}, /* cut short */
        {"<think>", ""},
        {"France..</think>", ""},
        {"<think></think>Paris.", "Paris."},
        {"<think>a</think>\n<think>b</think>Paris.", "Paris."},
        {"<think>a <think> b</think>Paris.", "Paris."},
        {"Write <think>a</think> first.", "Write <think>a</think> first."}, /* quoted */
        {"The mark `</think>` closes.", "The mark `</think>` closes."},
        {"<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>Paris.", "Paris."},
        {"<|channel|>analysis<|message|>a", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK(smacs_text_is(smacs_text_visible(smacs_text_of(cases[i][0])), cases[i][1]));
    }
    CHECK_INT(smacs_text_visible((smacs_text){NULL, 0}).size, 0);
}

TEST(the_form_of_an_answer_is_told) {
    static const struct {
        const char *response;
        smacs_answer_form form;
        smacs_answer_how how;
    } cases[] = {{"{\"answer\": \"7\"}", {0}, SMACS_HOW_FIELD},
                 {"So it is $\\boxed{7}$.", {0}, SMACS_HOW_BOXED},
                 {"The answer is 7.", {0}, SMACS_HOW_ANNOUNCED},
                 {"[ANSWER]assert f(2) == 7[/ANSWER]", {.literal = true}, SMACS_HOW_ASSERTED},
                 {"The answer is (C).", {.options = 5}, SMACS_HOW_CHOSEN},
                 {"C) seven", {.options = 5}, SMACS_HOW_LETTER},
                 {"7", {0}, SMACS_HOW_WHOLE},
                 {"I cannot say.", {.options = 5}, SMACS_HOW_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        smacs_answer answer;
        CHECK_INT(smacs_answer_extract(NULL, smacs_text_of(cases[i].response), cases[i].form, &answer, NULL), SMACS_OK);
        CHECK_INT(answer.how, cases[i].how);
        smacs_answer_free(NULL, &answer);
        CHECK_INT(answer.how, SMACS_HOW_NONE);
    }
    CHECK(!strcmp(smacs_answer_how_name(SMACS_HOW_BOXED), "boxed"));
    CHECK(!strcmp(smacs_answer_how_name((smacs_answer_how)99), "none"));
    CHECK(smacs_answer_sure(SMACS_HOW_BOXED) && !smacs_answer_sure(SMACS_HOW_NONE));
    CHECK(!smacs_answer_sure((smacs_answer_how)99));
}
