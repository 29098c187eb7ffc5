/* What of questions and answers can be run, and when values are equal. The questions are ours. */
#include "findings.h"
#include <stdlib.h>

TEST(checks_are_found_in_questions) {
    static const finding findings[] = {
        {"Complete it.\n\n[PYTHON]\ndef f(x):\n    return x * 2\nassert f(4) == ??\n[/PYTHON]\n",
         "output",
         "python",
         NULL,
         {"f(4)"},
         {NULL}},
        {"What does this program print?\n```python\nfor i in range(3):\n    print(i)\n```",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        {"what's the output of this code\n\nx = [1, 2]\nx.append(3)\nprint(len(x))\n",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        {"What does `g(3)` return?\n```py\ndef g(n):\n    return n ** 2\n```",
         "output",
         "python",
         NULL,
         {"g(3)"},
         {NULL}},
        {"What does this log?\n```js\nconst a = [1, 2];\nconsole.log(a.map((x) => x * 2));\n```",
         "output",
         "javascript",
         NULL,
         {""},
         {NULL}},
        {"Was gibt dieses Programm aus?\n```python\nprint(7 // 2)\n```", "output", "python", NULL, {""}, {NULL}},
        {"\xE8\xBF\x99\xE6\xAE\xB5\xE4\xBB\xA3\xE7\xA0\x81\xE8\xBE\x93\xE5\x87\xBA\xE4\xBB\x80\xE4\xB9\x88\xEF\xBC\x9F"
         "\n"
         "```python\nprint(1 + 1)\n```",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        {"Write a function to double.\n\nassert twice(2) == 4\nassert twice([1]) == [1, 1]\nassert not twice(0)",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice([1])", "twice(0)"},
         {"4", "[1, 1]", "False"}},
        {STUB ">>> area(2, 3)\n    6\n    >>> area(1, 1) == 1\n    \"\"\"\n",
         "examples",
         "python",
         "area",
         {"area(2, 3)", "area(1, 1)"},
         {"6", "1"}},
        {STUB "area(2, 3) \xE2\x9E\x9E 6\n    area(4, 5) ==> 20 # rows\n    \"\"\"",
         "examples",
         "python",
         "area",
         {"area(2, 3)", "area(4, 5)"},
         {"6", "20"}},
        {STUB "For w = 2, h = 3 the output should be 6\n    \"\"\"",
         "examples",
         "python",
         "area",
         {"area(2, 3)"},
         {"6"}},
        {STUB
         "Example 1:\n  Input: w = 2, h = 3\n  Output: 6\n\n  Example 2:\n  Input: w = 1, h = 9\n  Output: 9\"\"\"",
         "examples",
         "python",
         "area",
         {"area(2, 3)", "area(1, 9)"},
         {"6", "9"}},
        {"Please write a Python function `area(w, h)` for rectangles.\n\n| w | h | area |\n|---|---|---|\n| 2 | 3 | 6 "
         "|\n"
         "| 1 | 9 | 9 |",
         "examples",
         "python",
         "area",
         {"area(2, 3)", "area(1, 9)"},
         {"6", "9"}},
        {"Implement a function called `initials`. initials(\"Ada Lovelace\") should return \"AL\".",
         "examples",
         "python",
         "initials",
         {"initials(\"Ada Lovelace\")"},
         {"\"AL\""}},
        {"Write a JavaScript function sum(a) that adds numbers: sum([1, 2]) // => 3",
         "examples",
         "javascript",
         "sum",
         {"sum([1, 2])"},
         {"3"}},
        {"Write it.\nassert math.isclose(half(1), 0.5, rel_tol=0.001)\n",
         "examples",
         "python",
         "half",
         {"half(1)"},
         {"0.5"}},
        {"Write a test.\nassert set(top([3, 1], 1)) == set([3])",
         "examples",
         "python",
         "top",
         {"set(top([3, 1], 1))"},
         {"set([3])"}},
        {"Write a Python function that reverses a string.", "behaviour", "python", NULL, {NULL}, {NULL}},
        /* Nothing that can be run, or nothing that could be compared. */
        {"What is 17 * 23?", NULL, NULL, NULL, {NULL}, {NULL}},
        {"If f(2) = 4 and f(3) = 9, what is f(5)?", NULL, NULL, NULL, {NULL}, {NULL}},
        {"Write a Java function that reverses a string.", NULL, NULL, NULL, {NULL}, {NULL}},
        {"What does this print?\n```java\nSystem.out.println(1);\n```", NULL, NULL, NULL, {NULL}, {NULL}},
        {"What does this print?\nA) 1\nB) 2\n```python\nprint(1)\n```", NULL, NULL, NULL, {NULL}, {NULL}},
        {"Write a poem about the sea.", NULL, NULL, NULL, {NULL}, {NULL}},
        {"", NULL, NULL, NULL, {NULL}, {NULL}},
    };
    CHECK_FINDINGS(findings)
}

/* The program of an answer; the caller frees it. */
static char *program_of(const char *question, const char *answer) {
    smacs_check *check = NULL;
    char *code = NULL;
    size_t size = 0;
    CHECK_INT(smacs_check_find(NULL, smacs_text_of(question), &check, NULL), SMACS_OK);
    CHECK(check != NULL);
    if (check) {
        CHECK_INT(smacs_check_program(check, smacs_text_of(answer), &code, &size, NULL), SMACS_OK);
        CHECK_INT(code ? strlen(code) : 0, size);
    }
    smacs_check_free(check);
    return code;
}

static void check_program(const char *question, const char *answer, const char *expected) {
    char *code = program_of(question, answer);
    if (expected ? !code || strcmp(code, expected) != 0 : code != NULL) {
        test_failed(__FILE__, __LINE__, answer);
        printf("      found %s\n", code ? code : "no program");
    }
    smacs_free(NULL, code);
}

TEST(programs_are_cut_out_of_answers) {
    static const char twice[] = "Write it.\nassert twice(2) == 4";
    static const char code[] = "def twice(x):\n    return 2 * x\n";
    check_program(twice, "def twice(x):\n    return 2 * x", code);
    check_program(twice, "Sure! Here it is:\n\n```python\ndef twice(x):\n    return 2 * x\n```\nIt doubles.",
                  "def twice(x):\n    return 2 * x\n\n");
    check_program(twice,
                  "First helpers:\n```\nTWO = 2\n```\nThen:\n```py\ndef twice(x):\n    return TWO * x\n```\nOr:\n"
                  "```py\ndef twice(x):\n    return x + x\n```",
                  "TWO = 2\n\ndef twice(x):\n    return TWO * x\n\n");
    check_program(twice, "```python\ndef twice(x):\n    return 2 * x", code); /* the fence does not close */
    check_program(twice, "def twice(x):\n    return 2 * x\n\nThis doubles the number.",
                  "def twice(x):\n    return 2 * x\n\n\n");
    check_program(twice, "```java\nint twice(int x) { return 2 * x; }\n```", NULL);
    check_program(twice, "I would multiply it by two.", NULL);
    check_program(twice, "```python\ndef double(x):\n    return 2 * x\n```", NULL); /* another name */
    check_program("Write a Python function that doubles a number.", "```python\ndef double(x):\n    return 2 * x\n```",
                  "def double(x):\n    return 2 * x\n\ncandidate = double\n");
    check_program("Complete it:\n" STUB ">>> area(2, 3)\n    6\n    \"\"\"\n", "    return w * h",
                  STUB ">>> area(2, 3)\n    6\n    \"\"\"\n\n    return w * h\n");
    check_program(
        "Complete it:\n```python\nclass Solution:\n    def twice(self, x):\n        pass\n```\nInput: x = 2\nOutput: 4",
        "```python\nclass Solution:\n    def twice(self, x):\n        return 2 * x\n```",
        "class Solution:\n    def twice(self, x):\n        return 2 * x\n\n");
    check_program("Complete it: sum([1]) // => 1\n```js\nfunction sum(a) {\n}\n```",
                  "```js\nconst sum = (a) => a.reduce((x, y) => x + y);\n```",
                  "const sum = (a) => a.reduce((x, y) => x + y);\n\n");
    check_program("Write a JavaScript function sum(a): sum([1]) // => 1",
                  "```js\nconst sum = (a) => a.reduce((x, y) => x + y);\n```",
                  "const sum = (a) => a.reduce((x, y) => x + y);\n\n");
}

TEST(inputs_are_derived) {
    static const struct {
        const char *question, *answer;
        uint32_t before, least;
    } cases[] = {
        {"Write it.\nassert twice(2) == 4", NULL, 1, 3},
        {"Write it.\nassert join([\"a\", \"b\"], \"-\") == \"a-b\"", NULL, 1, 3},
        {"Write a function.\n```python\ndef area(w: int, h: float) -> float:\n    \"\"\"The area.\"\"\"\n```", NULL, 0,
         3},
        {"Write a Python function that doubles a number.",
         "```python\ndef double(x):\n    return 2 * x\nprint(double(21))\n```", 0, 3},
        {"Write a Python function that doubles a number.", NULL, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        smacs_check *check = NULL;
        const smacs_text answer = smacs_text_of(cases[i].answer);
        CHECK_INT(smacs_check_find(NULL, smacs_text_of(cases[i].question), &check, NULL), SMACS_OK);
        CHECK(check != NULL);
        if (check) {
            CHECK_INT(check->input_count, cases[i].before);
            CHECK_INT(smacs_check_derive(check, &answer, answer.data ? 1 : 0, NULL), SMACS_OK);
            CHECK(check->input_count >= cases[i].before + cases[i].least);
            const uint32_t count = check->input_count;
            CHECK_INT(smacs_check_derive(check, &answer, answer.data ? 1 : 0, NULL), SMACS_OK);
            CHECK_INT(check->input_count, count); /* once is enough */
        }
        smacs_check_free(check);
    }
}

TEST(values_are_compared_as_their_languages_do) {
    static const struct {
        const char *expects, *value;
        double within;
        bool same;
    } cases[] = {
        {"4", "4", 0, true},
        {"4", "5", 0, false},
        {"4", "4.0", 0, true},
        {"0.3", "0.30000000000000004", 0, true},
        {"0.3", "0.3001", 0, false},
        {"0.3", "0.3001", 1e-3, true},
        {"1e3", "1000.0", 0, true},
        {"12345678901234567890", "12345678901234567891", 0, false},
        {"'\xC3\xA9\xE6\x97\xA5'", "'\\xe9\\u65e5'", 0, true},
        {"'\\xe9'", "'\\xe8'", 0, false},
        {"'\\U0001f600'", "'\xF0\x9F\x98\x80'", 0, true},
        {"'\\\\n'", "'\\n'", 0, false},
        {"'\\\\n'", "'\\\\\n'", 0, false},
        {"'a\\'", "'a'", 0, false},
        {"True", "1", 0, true},
        {"true", "True", 0, true},
        {"True", "False", 0, false},
        {"None", "None", 0, true},
        {"None", "0", 0, false},
        {"\"it's\"", "'it\\'s'", 0, true},
        {"'a'", "'b'", 0, false},
        {"'1'", "1", 0, false},
        {"b'a'", "'a'", 0, false},
        {"'a\\n'", "\"a\\n\"", 0, true},
        {"[1,2, 3]", "[1, 2, 3]", 0, true},
        {"[1, 2, 3,]", "[1, 2, 3]", 0, true},
        {"[1, 2]", "[2, 1]", 0, false},
        {"[1, 2]", "(1, 2)", 0, false},
        {"[1, 2]", "[1, 2, 3]", 0, false},
        {"{1, 2}", "{2, 1}", 0, true},
        {"{1, 2}", "{2, 3}", 0, false},
        {"set([2, 1])", "{1, 2}", 0, true},
        {"{'a': [1], 'b': 2}", "{'b': 2, 'a': [1]}", 0, true},
        {"{'a': 1}", "{'a': 2}", 0, false},
        {"{'a': 1}", "{'a'}", 0, false},
        {"{a: 1}", "{\"a\": 1}", 0, true},
        {"[(1, 'a'), {2: [3.0]}]", "[(1, \"a\"), {2: [3]}]", 0, true},
        {"set()", "set()", 0, true},
        {"[]", "[]", 0, true},
        {"[]", "[0]", 0, false},
        {"", "", 0, false},
        {"", "1", 0, false},
        {"[[[[", "[[[[", 0, true},
        {"[[[[", "[[[", 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const smacs_text x = smacs_text_of(cases[i].expects), y = smacs_text_of(cases[i].value);
        if (smacs_check_same(x, y, cases[i].within) != cases[i].same ||
            smacs_check_same(y, x, cases[i].within) != cases[i].same) {
            test_failed(__FILE__, __LINE__, cases[i].expects);
            printf("      against %s\n", cases[i].value);
        }
    }
}

/* Sets of `count` items, the last of each alone differing; the other set has them in the opposite order. */
static smacs_text crafted_set(char *out, size_t size, const char *item, int count, bool reversed) {
    size_t at = (size_t)snprintf(out, size, "{");
    for (int i = 0; i < count; i++) {
        at += (size_t)snprintf(out + at, size - at, item, reversed ? count - 1 - i : i);
    }
    at += (size_t)snprintf(out + at, size - at, "}");
    return (smacs_text){out, at};
}

/* Programs choose what is compared, and the page waits for it: seconds for each pair before there was a limit. */
TEST(comparing_values_ends_however_they_are_crafted) {
    static char x[40000], y[40000], item[400];
    CHECK(smacs_check_same(crafted_set(x, sizeof x, "'abcdefghijklmnop%03d': 1, ", 199, false),
                           crafted_set(y, sizeof y, "'abcdefghijklmnop%03d': 1, ", 199, true), 0));
    size_t at = (size_t)snprintf(item, sizeof item, "{");
    for (int i = 0; i < 80; i++) {
        at += (size_t)snprintf(item + at, sizeof item - at, "%d,", i % 10);
    }
    snprintf(item + at, sizeof item - at, "%%d}, ");
    CHECK(!smacs_check_same(crafted_set(x, sizeof x, item, 190, false), crafted_set(y, sizeof y, item, 190, true), 0));
    CHECK(smacs_check_same(crafted_set(x, sizeof x, item, 20, false), crafted_set(y, sizeof y, item, 20, true), 0));
}

TEST(checks_refuse_null) {
    smacs_check *check = NULL;
    char *code = NULL;
    size_t size = 0;
    const smacs_text text = {"x", 1}, broken = {NULL, 1};
    CHECK_INT(smacs_check_find(NULL, text, NULL, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_check_find(NULL, broken, &check, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_check_derive(NULL, NULL, 0, NULL), SMACS_E_ARGUMENT);
    CHECK_INT(smacs_check_program(NULL, text, &code, &size, NULL), SMACS_E_ARGUMENT);
    smacs_check_free(NULL);
}

TEST(programs_are_found_in_answers_of_today) {
    static const char twice[] = "Write it.\nassert twice(2) == 4";
    static const char method[] =
        "class Solution:\n    def twice(self, x):\n        pass\n\nComplete it.\n>>> twice(2)\n4";
    static const char script[] = "Write a JavaScript function `twice(x)`.\ntwice(2) // 4";
    check_program(twice, "1. First:\n\n   ```python\n   def twice(x):\n       return 2 * x\n   ```",
                  "def twice(x):\n    return 2 * x\n\n");
    check_program(twice,
                  "<think>\n```python\ndef twice(x):\n    return x\n```\n</think>\ndef twice(x):\n    return 2 * x",
                  "def twice(x):\n    return 2 * x\n");
    check_program(twice, "```python\nclass S:\n    def twice(self, x):\n        return 2 * x\n```",
                  "class S:\n    def twice(self, x):\n        return 2 * x\n\n"
                  "def twice(*a, **k):\n    return S().twice(*a, **k)\n");
    char *code = program_of(method, "```python\ndef twice(x):\n    return 2 * x\n```");
    static const char wrapped[] = "class Solution:\n    def twice(self, *a, **k):\n        return twice(*a, **k)\n";
    CHECK(code && strstr(code, wrapped));
    smacs_free(NULL, code);
    code = program_of(method, "```python\ndef twice(self, x):\n    return 2 * x\n```");
    static const char bound[] = "class Solution:\n    def twice(self, *a, **k):\n        return twice(self, *a, **k)\n";
    CHECK(code && strstr(code, bound));
    smacs_free(NULL, code);
    check_program(script, "```js\nexport const twice = (x) => 2 * x;\nexport { twice };\n```",
                  "const twice = (x) => 2 * x;\n\n\n");
    check_program(script, "```js\nexport default function twice(x) {\n  return 2 * x;\n}\n```",
                  "function twice(x) {\n  return 2 * x;\n}\n\n");
}
