/* What of questions and answers can be run, and when values are equal. The questions are ours. */
#include "base/error.h"
#include "test.h"
#include <smacs/smacs.h>
#include <stdlib.h>

enum { MOST = 4 };

typedef struct finding {
    const char *question;
    const char *kind; /* NULL: nothing is found */
    const char *language;
    const char *function; /* NULL: none is named */
    const char *calls[MOST];
    const char *expects[MOST]; /* NULL: not known */
} finding;

static bool is(smacs_text text, const char *expected) {
    return expected ? text.data && text.size == strlen(expected) && memcmp(text.data, expected, text.size) == 0
                    : text.data == NULL;
}

static void check_finding(const finding *f) {
    smacs_check *check = NULL;
    CHECK_INT(smacs_check_find(NULL, smacs_text_of(f->question), &check, NULL), SMACS_OK);
    if (!check || !f->kind) {
        if ((check != NULL) != (f->kind != NULL)) {
            test_failed(__FILE__, __LINE__, f->question);
        }
        smacs_check_free(check);
        return;
    }
    CHECK_STR(smacs_check_kind_name(check->kind), f->kind);
    CHECK_STR(smacs_check_language_name(check->language), f->language);
    bool same = is(check->function, f->function);
    uint32_t count = 0;
    while (count < MOST && f->calls[count]) {
        same = same && count < check->input_count && is(check->inputs[count].call, f->calls[count]) &&
               is(check->inputs[count].expects, f->expects[count]);
        count++;
    }
    if (!same || check->input_count != count) {
        test_failed(__FILE__, __LINE__, f->question);
        for (uint32_t i = 0; i < check->input_count; i++) {
            const smacs_check_input *input = &check->inputs[i];
            printf("      %.*s -> %.*s\n", (int)input->call.size, input->call.data, (int)input->expects.size,
                   input->expects.data ? input->expects.data : "");
        }
    }
    smacs_check_free(check);
}

#define STUB "def area(w, h):\n    \"\"\"The area.\n    "

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
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++) {
        check_finding(&findings[i]);
    }
}

/* The ways in which people state examples and ask for outputs; each row names its own. */
TEST(examples_are_found_however_they_are_stated) {
    static const finding findings[] = {
        /* assert plain */
        {"Write a function to double.\nassert twice(2) == 4\nassert twice(0) == 0",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice(0)"},
         {"4", "0"}},
        /* assert in prose */
        {"Write a Python function twice so that assert twice(2) == 4 and assert twice(5) == 10 hold.",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice(5)"},
         {"4", "10"}},
        /* assert in backticks */
        {"Write a function `twice(n)`. Your code should satisfy `assert twice(2) == 4` and `assert twice(-1) == -2`.",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice(-1)"},
         {"4", "-2"}},
        /* tests heading list */
        {"Write a function that doubles a number.\nYour code should pass these tests:\n- assert twice(2) == 4\n- "
         "assert twice(3) == 6",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice(3)"},
         {"4", "6"}},
        /* numbered asserts */
        {"Implement it.\n1. assert twice(2) == 4\n2. assert twice(3) == 6",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice(3)"},
         {"4", "6"}},
        /* assert with message */
        {"Write it.\nassert twice(2) == 4, \"Expected 4\"", "examples", "python", "twice", {"twice(2)"}, {"4"}},
        /* assert is */
        {"Write it.\nassert is_even(2) is True\nassert is_even(3) is False",
         "examples",
         "python",
         "is_even",
         {"is_even(2)", "is_even(3)"},
         {"True", "False"}},
        /* reversed assert */
        {"Write a function.\nassert 4 == twice(2)\nassert [1] == tail([0, 1])",
         "examples",
         "python",
         "twice",
         {"twice(2)"},
         {"4"}},
        /* fenced asserts */
        {"Write a Python function `twice`.\n```python\nassert twice(2) == 4\nassert twice(3) == 6\n```",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice(3)"},
         {"4", "6"}},
        /* check function humaneval */
        {"Complete the function.\n```python\ndef twice(x):\n    pass\n\ndef check(candidate):\n    assert candidate(2) "
         "== 4\n    assert candidate(3) == 6\n```",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice(3)"},
         {"4", "6"}},
        /* unittest */
        {"Write `twice`.\n```python\nclass T(unittest.TestCase):\n    def test_a(self):\n        "
         "self.assertEqual(twice(2), 4)\n        self.assertTrue(is_ok(1))\n```",
         "examples",
         "python",
         "twice",
         {"twice(2)"},
         {"4"}},
        /* assertTrue */
        {"Write a function even.\nself.assertTrue(even(2))\nself.assertFalse(even(3))",
         "examples",
         "python",
         "even",
         {"even(2)", "even(3)"},
         {"True", "False"}},
        /* assertIsNone */
        {"Write a function first.\nself.assertIsNone(first([]))\nself.assertEqual(first([1]), 1)",
         "examples",
         "python",
         "first",
         {"first([])", "first([1])"},
         {"None", "1"}},
        /* doctest */
        {"def twice(x):\n    \"\"\"Doubles.\n    >>> twice(2)\n    4\n    >>> twice('a')\n    'aa'\n    \"\"\"\n",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice('a')"},
         {"4", "'aa'"}},
        /* doctest in prose */
        {"Write a function twice:\n\n>>> twice(2)\n4\n>>> twice([1, 2])\n[1, 2, 1, 2]\n",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice([1, 2])"},
         {"4", "[1, 2, 1, 2]"}},
        /* doctest print */
        {"Write a function twice:\n\n>>> print(twice(2))\n4\n",
         "examples",
         "python",
         "twice",
         {"str(twice(2))"},
         {"\"4\""}},
        /* ipython */
        {"Write twice(n) in Python.\nIn [1]: twice(2)\nOut[1]: 4\n",
         "examples",
         "python",
         "twice",
         {"twice(2)"},
         {"4"}},
        /* arrow -> */
        {"Write a Python function twice. twice(2) -> 4, twice(3) -> 6",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice(3)"},
         {"4", "6"}},
        /* arrow => */
        {"Implement twice(n).\n\ntwice(2) => 4\ntwice(3) => 6",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice(3)"},
         {"4", "6"}},
        /* arrow unicode */
        {"Write a function twice: twice(2) \xE2\x86\x92"
         " 4; twice(0) \xE2\x86\x92"
         " 0",
         "examples",
         "python",
         "twice",
         {"twice(2)", "twice(0)"},
         {"4", "0"}},
        /* returns */
        {"Write a function `rev` to reverse a list. For example, rev([1, 2]) returns [2, 1] and rev([]) returns [].",
         "examples",
         "python",
         "rev",
         {"rev([1, 2])", "rev([])"},
         {"[2, 1]", "[]"}},
        /* should return */
        {"Create a function called rev. rev('ab') should return 'ba'.",
         "examples",
         "python",
         "rev",
         {"rev('ab')"},
         {"'ba'"}},
        /* should be equal to */
        {"Create a function called rev. rev('ab') should be equal to 'ba'.",
         "examples",
         "python",
         "rev",
         {"rev('ab')"},
         {"'ba'"}},
        /* must equal */
        {"Create a function called rev; rev('ab') must equal 'ba'.",
         "examples",
         "python",
         "rev",
         {"rev('ab')"},
         {"'ba'"}},
        /* evaluates to */
        {"Write a function rev. rev('ab') evaluates to 'ba'.", "examples", "python", "rev", {"rev('ab')"}, {"'ba'"}},
        /* gives */
        {"Write a function rev, where `rev('ab')` gives `'ba'`.", "examples", "python", "rev", {"rev('ab')"}, {"'ba'"}},
        /* calling */
        {"Write a function rev. Calling `rev('ab')` should produce `'ba'`.",
         "examples",
         "python",
         "rev",
         {"rev('ab')"},
         {"'ba'"}},
        /* result of is */
        {"Write a function rev. The result of rev('ab') is 'ba'.",
         "examples",
         "python",
         "rev",
         {"rev('ab')"},
         {"'ba'"}},
        /* equals sign */
        {"Write a Python function fact. fact(0) = 1, fact(5) = 120",
         "examples",
         "python",
         "fact",
         {"fact(0)", "fact(5)"},
         {"1", "120"}},
        /* == sign */
        {"Write a Python function fact. fact(0) == 1; fact(5) == 120.",
         "examples",
         "python",
         "fact",
         {"fact(0)", "fact(5)"},
         {"1", "120"}},
        /* comment */
        {"Write the function:\nrev('ab')  # 'ba'\nrev('')  # ''",
         "examples",
         "python",
         "rev",
         {"rev('ab')", "rev('')"},
         {"'ba'", "''"}},
        /* comment returns */
        {"Write the function:\nrev('ab')  # returns 'ba'\nrev('')  # => ''",
         "examples",
         "python",
         "rev",
         {"rev('ab')", "rev('')"},
         {"'ba'", "''"}},
        /* print comment */
        {"Write a function rev in Python.\n```python\nprint(rev('ab'))  # ba\nprint(rev('xyz'))  # Output: zyx\n```",
         "examples",
         "python",
         "rev",
         {"str(rev('ab'))", "str(rev('xyz'))"},
         {"\"ba\"", "\"zyx\""}},
        /* print number comment */
        {"Write a function fact in Python.\n```python\nprint(fact(3))  # 6\nprint(fact(5))  # Output: 120\n```",
         "examples",
         "python",
         "fact",
         {"str(fact(3))", "str(fact(5))"},
         {"\"6\"", "\"120\""}},
        /* leetcode */
        {"Write a function two_sum(nums, target).\n\nExample 1:\n\nInput: nums = [2,7,11,15], target = 9\nOutput: "
         "[0,1]\nExplanation: Because nums[0] + nums[1] == 9.\n\nExample 2:\n\nInput: nums = [3,2,4], target = "
         "6\nOutput: [1,2]",
         "examples",
         "python",
         "two_sum",
         {"two_sum([2,7,11,15], 9)", "two_sum([3,2,4], 6)"},
         {"[0,1]", "[1,2]"}},
        /* leetcode markdown */
        {"Write a function `two_sum(nums, target)`.\n\n**Example 1:**\n\n**Input:** nums = [2,7], target = "
         "9\n**Output:** [0,1]\n",
         "examples",
         "python",
         "two_sum",
         {"two_sum([2,7], 9)"},
         {"[0,1]"}},
        /* leetcode class */
        {"```python\nclass Solution:\n    def twoSum(self, nums: List[int], target: int) -> List[int]:\n```\nComplete "
         "the method.\nInput: nums = [2,7], target = 9\nOutput: [0,1]",
         "examples",
         "python",
         "Solution",
         {"Solution().twoSum([2,7], 9)"},
         {"[0,1]"}},
        /* input next line */
        {"Write a function `double_all(xs)`.\n\nInput:\n[1, 2]\nOutput:\n[2, 4]\n",
         "examples",
         "python",
         "double_all",
         {"double_all([1, 2])"},
         {"[2, 4]"}},
        /* input output one line */
        {"Write a function `double_all(xs)`. Input: [1, 2] Output: [2, 4]",
         "examples",
         "python",
         "double_all",
         {"double_all([1, 2])"},
         {"[2, 4]"}},
        /* input arrow output */
        {"Write a function `double_all(xs)`.\nExamples:\n[1, 2] -> [2, 4]\n[] -> []",
         "examples",
         "python",
         "double_all",
         {"double_all([1, 2])", "double_all([])"},
         {"[2, 4]", "[]"}},
        /* input returns expected */
        {"Write a function `total(xs)`.\nSample input: [1, 2, 3]\nSample output: 6\n",
         "examples",
         "python",
         "total",
         {"total([1, 2, 3])"},
         {"6"}},
        /* given the list */
        {"Write a function `total(xs)`. Given [1, 2, 3], it should return 6.",
         "examples",
         "python",
         "total",
         {"total([1, 2, 3])"},
         {"6"}},
        /* for the input */
        {"Write a Python function `total(xs)`. For the input [1, 2, 3] the function should return 6. For [] it should "
         "return 0.",
         "examples",
         "python",
         "total",
         {"total([1, 2, 3])", "total([])"},
         {"6", "0"}},
        /* if the input is */
        {"Write a Python function `total(xs)`. If the input is [1, 2, 3], the output should be 6.",
         "examples",
         "python",
         "total",
         {"total([1, 2, 3])"},
         {"6"}},
        /* table */
        {"Write a function `area(w, h)`.\n\n| w | h | area |\n|---|---|---|\n| 2 | 3 | 6 |\n| 1 | 9 | 9 |",
         "examples",
         "python",
         "area",
         {"area(2, 3)", "area(1, 9)"},
         {"6", "9"}},
        /* table call */
        {"Write a function `area(w, h)`.\n\n| Call | Result |\n|:--|--:|\n| `area(2, 3)` | `6` |",
         "examples",
         "python",
         "area",
         {"area(2, 3)"},
         {"6"}},
        /* table input tuple */
        {"Write a function `total(xs)`.\n\n| Input | Expected output |\n|---|---|\n| [1, 2] | 3 |\n| [] | 0 |",
         "examples",
         "python",
         "total",
         {"total([1, 2])", "total([])"},
         {"3", "0"}},
        /* table with explanation */
        {"Write a function `total(xs)`.\n\n| Input | Output | Explanation |\n|---|---|---|\n| [1, 2] | 3 | one and two "
         "|\n| [] | 0 | nothing |",
         "examples",
         "python",
         "total",
         {"total([1, 2])", "total([])"},
         {"3", "0"}},
        /* plain columns */
        {"Write a function `total(xs)`.\n\nInput      Output\n[1, 2]     3\n[]         0",
         "examples",
         "python",
         "total",
         {"total([1, 2])", "total([])"},
         {"3", "0"}},
        /* csv dict return */
        {"Write a function `count(s)`. count('aab') returns {'a': 2, 'b': 1}",
         "examples",
         "python",
         "count",
         {"count('aab')"},
         {"{'a': 2, 'b': 1}"}},
        /* tuple return */
        {"Write a function minmax(xs): minmax([3, 1]) \xE2\x86\x92"
         " (1, 3)",
         "examples",
         "python",
         "minmax",
         {"minmax([3, 1])"},
         {"(1, 3)"}},
        /* negative float */
        {"Write a function half(x). half(-3) should give -1.5.", "examples", "python", "half", {"half(-3)"}, {"-1.5"}},
        /* nested quote */
        {"Write a function wrap(s). wrap('a\"b') returns '\"a\\\"b\"'.",
         "examples",
         "python",
         "wrap",
         {"wrap('a\"b')"},
         {"'\"a\\\"b\"'"}},
        /* js expect */
        {"Write a JavaScript function add.\n```js\nexpect(add(1, 2)).toBe(3);\nexpect(add(0, 0)).toEqual(0);\n```",
         "examples",
         "javascript",
         "add",
         {"add(1, 2)", "add(0, 0)"},
         {"3", "0"}},
        /* js test block */
        {"Implement add in JavaScript so that these tests pass:\n```javascript\ntest('adds', () => {\n  expect(add(1, "
         "2)).toBe(3);\n});\n```",
         "examples",
         "javascript",
         "add",
         {"add(1, 2)"},
         {"3"}},
        /* js console.assert */
        {"Write a JS function add.\nconsole.assert(add(1, 2) === 3);",
         "examples",
         "javascript",
         "add",
         {"add(1, 2)"},
         {"3"}},
        /* js assert.equal */
        {"Write a Node.js function add.\nassert.strictEqual(add(1, 2), 3);\nassert.deepStrictEqual(pair(1), [1, 1]);",
         "examples",
         "javascript",
         "add",
         {"add(1, 2)"},
         {"3"}},
        /* js console.log comment */
        {"Write a JavaScript function add.\n```js\nconsole.log(add(1, 2)); // 3\nconsole.log(add(2, 2)); // => 4\n```",
         "examples",
         "javascript",
         "add",
         {"String(add(1, 2))", "String(add(2, 2))"},
         {"\"3\"", "\"4\""}},
        /* js comment */
        {"Write a JavaScript function add.\nadd(1, 2); // 3\nadd(2, 2) // returns 4",
         "examples",
         "javascript",
         "add",
         {"add(1, 2)", "add(2, 2)"},
         {"3", "4"}},
        /* js jsdoc */
        {"Complete this JavaScript:\n```js\n/**\n * Adds numbers.\n * @example add(1, 2) // 3\n */\nfunction add(a, b) "
         "{\n}\n```",
         "examples",
         "javascript",
         "add",
         {"add(1, 2)"},
         {"3"}},
        /* js not.toBe */
        {"Write a JavaScript function even.\nexpect(even(2)).toBeTruthy();\nexpect(even(3)).toBe(false);",
         "examples",
         "javascript",
         "even",
         {"even(2)", "even(3)"},
         {"true", "false"}},
        /* js toBe null */
        {"Write a JavaScript function "
         "first.\nexpect(first([])).toBeUndefined();\nexpect(first([4])).toBe(4);\nexpect(first([null])).toBeNull();",
         "examples",
         "javascript",
         "first",
         {"first([4])", "first([null])", "first([])"},
         {"4", "null", NULL}},
        /* german */
        {"Schreibe eine Python-Funktion namens `quadrat`. quadrat(3) ergibt 9, quadrat(-2) ergibt 4.",
         "examples",
         "python",
         "quadrat",
         {"quadrat(3)", "quadrat(-2)"},
         {"9", "4"}},
        /* german soll liefern */
        {"Schreibe eine Funktion `quadrat(n)`. `quadrat(3)` soll 9 liefern.",
         "examples",
         "python",
         "quadrat",
         {"quadrat(3)"},
         {"9"}},
        /* spanish */
        {"Escribe una funci\xC3\xB3"
         "n llamada `doble`. Por ejemplo, doble(2) devuelve 4 y doble(5) debe devolver 10.",
         "examples",
         "python",
         "doble",
         {"doble(2)", "doble(5)"},
         {"4", "10"}},
        /* spanish entrada */
        {"Escribe una funci\xC3\xB3"
         "n `suma(xs)`.\nEntrada: [1, 2]\nSalida: 3",
         "examples",
         "python",
         "suma",
         {"suma([1, 2])"},
         {"3"}},
        /* french */
        {"\xC3\x89"
         "cris une fonction `double`. double(2) renvoie 4 ; double(5) doit renvoyer 10.",
         "examples",
         "python",
         "double",
         {"double(2)", "double(5)"},
         {"4", "10"}},
        /* french entrée */
        {"\xC3\x89"
         "cris une fonction `somme(xs)`.\nEntr\xC3\xA9"
         "e : [1, 2]\nSortie : 3",
         "examples",
         "python",
         "somme",
         {"somme([1, 2])"},
         {"3"}},
        /* chinese */
        {"\xE5\x86\x99\xE4\xB8\x80\xE4\xB8\xAA\xE5\x87\xBD\xE6\x95\xB0"
         " `double(x)`\xE3\x80\x82"
         "double(2) \xE8\xBF\x94\xE5\x9B\x9E"
         " 4\xEF\xBC\x8C"
         "double(5) \xE5\xBA\x94\xE8\xBF\x94\xE5\x9B\x9E"
         " 10\xE3\x80\x82",
         "examples",
         "python",
         "double",
         {"double(2)", "double(5)"},
         {"4", "10"}},
        /* chinese in out */
        {"\xE5\x86\x99\xE4\xB8\x80\xE4\xB8\xAA"
         "Python\xE5\x87\xBD\xE6\x95\xB0"
         " `total(xs)`\xE3\x80\x82"
         "\n\xE8\xBE\x93\xE5\x85\xA5\xEF\xBC\x9A"
         "[1, 2]\n\xE8\xBE\x93\xE5\x87\xBA\xEF\xBC\x9A"
         "3",
         "examples",
         "python",
         "total",
         {"total([1, 2])"},
         {"3"}},
        /* russian */
        {"\xD0\x9D\xD0\xB0\xD0\xBF\xD0\xB8\xD1\x88\xD0\xB8\xD1\x82\xD0\xB5"
         " \xD1\x84\xD1\x83\xD0\xBD\xD0\xBA\xD1\x86\xD0\xB8\xD1\x8E"
         " `double(x)`. double(2) \xD0\xB2\xD0\xBE\xD0\xB7\xD0\xB2\xD1\x80\xD0\xB0\xD1\x89\xD0\xB0\xD0\xB5\xD1\x82"
         " 4, double(5) \xD0\xB4\xD0\xBE\xD0\xBB\xD0\xB6\xD0\xBD\xD0\xBE"
         " \xD0\xB2\xD0\xB5\xD1\x80\xD0\xBD\xD1\x83\xD1\x82\xD1\x8C"
         " 10.",
         "examples",
         "python",
         "double",
         {"double(2)", "double(5)"},
         {"4", "10"}},
        /* japanese */
        {"\xE9\x96\xA2\xE6\x95\xB0"
         " `double(x)` "
         "\xE3\x82\x92\xE6\x9B\xB8\xE3\x81\x84\xE3\x81\xA6\xE3\x81\x8F\xE3\x81\xA0\xE3\x81\x95\xE3\x81\x84\xE3\x80\x82"
         "double(2) \xE3\x81\xAF"
         " 4 \xE3\x82\x92\xE8\xBF\x94\xE3\x81\x97\xE3\x81\xBE\xE3\x81\x99\xE3\x80\x82",
         "examples",
         "python",
         "double",
         {"double(2)"},
         {"4"}},
        /* portuguese */
        {"Escreva uma fun\xC3\xA7\xC3\xA3"
         "o `dobro(x)` em Python. dobro(2) retorna 4. dobro(5) deve retornar 10.",
         "examples",
         "python",
         "dobro",
         {"dobro(2)", "dobro(5)"},
         {"4", "10"}},
        /* stub typed arrow doc */
        {"def area(w: int, h: int) -> int:\n    \"\"\"area(2, 3) -> 6\n    area(1, 9) returns 9\n    \"\"\"\n",
         "examples",
         "python",
         "area",
         {"area(2, 3)", "area(1, 9)"},
         {"6", "9"}},
        /* stub Examples section */
        {"def area(w: int, h: int) -> int:\n    \"\"\"\n    Examples:\n        area(2, 3) = 6\n        area(1, 9): 9\n "
         "   \"\"\"\n    ...\n",
         "examples",
         "python",
         "area",
         {"area(2, 3)", "area(1, 9)"},
         {"6", "9"}},
        /* keyword args */
        {"Write `area`. area(w=2, h=3) == 6", "examples", "python", "area", {"area(w=2, h=3)"}, {"6"}},
        /* multi-line assert */
        {"Write it.\nassert merge([1, 3],\n             [2]) == [1,\n                      2, 3]",
         "examples",
         "python",
         "merge",
         {"merge([1, 3],\n             [2])"},
         {"[1,\n                      2, 3]"}},
        /* sorted call */
        {"Write it.\nassert sorted(unique([1, 1, 2])) == [1, 2]",
         "examples",
         "python",
         "unique",
         {"sorted(unique([1, 1, 2]))"},
         {"[1, 2]"}},
        /* abs diff */
        {"Write it.\nassert abs(mean([1, 2]) - 1.5) < 1e-6", "examples", "python", "mean", {"mean([1, 2])"}, {"1.5"}},
        /* approx */
        {"Write it.\nassert mean([1, 2]) == pytest.approx(1.5)",
         "examples",
         "python",
         "mean",
         {"mean([1, 2])"},
         {"1.5"}},
        /* round */
        {"Write it.\nassert round(mean([1, 2]), 2) == 1.5",
         "examples",
         "python",
         "mean",
         {"round(mean([1, 2]), 2)"},
         {"1.5"}},
        /* no parens name */
        {"Write a python function to reverse a string called reverse_string. Example: reverse_string(\"abc\") # "
         "\"cba\"",
         "examples",
         "python",
         "reverse_string",
         {"reverse_string(\"abc\")"},
         {"\"cba\""}},
        /* e.g. parens */
        {"Write a function that doubles a number (e.g. twice(2) is 4).",
         "examples",
         "python",
         "twice",
         {"twice(2)"},
         {"4"}},
        /* Java name in prose with python */
        {"I know Java and C++, but please write a Python function twice. twice(2) == 4",
         "examples",
         "python",
         "twice",
         {"twice(2)"},
         {"4"}},
        /* ordinal */
        {"Write a Python function nth(n). nth(3) returns the 3rd number.",
         "behaviour",
         "python",
         "nth",
         {NULL},
         {NULL}},
        /* comment prose */
        {"Write a Python function nth(n).\nnth(3)  # 3 times as much", "behaviour", "python", "nth", {NULL}, {NULL}},
        /* or raises */
        {"Write a Python function `inv(x)`. inv(2) returns 0.5, inv(0) raises ZeroDivisionError",
         "examples",
         "python",
         "inv",
         {"inv(2)"},
         {"0.5"}},
        /* numbered example words */
        {"Write a function `total(xs)`.\n\nExample 1\nInput: xs = [1, 2]\nOutput: 3\n\nExample 2\nInput: xs = "
         "[]\nOutput: 0\n\nConstraints: 0 <= len(xs) <= 100",
         "examples",
         "python",
         "total",
         {"total([1, 2])", "total([])"},
         {"3", "0"}},
        /* input arrow bullets */
        {"Write a function `total(xs)`. Examples:\n* `[1, 2]` \xE2\x86\x92"
         " `3`\n* `[]` \xE2\x86\x92"
         " `0`",
         "examples",
         "python",
         "total",
         {"total([1, 2])", "total([])"},
         {"3", "0"}},
        /* for x should */
        {"Write a function `total(xs)`. For xs = [1, 2] the result should be 3.",
         "examples",
         "python",
         "total",
         {"total([1, 2])"},
         {"3"}},
        /* string in prose */
        {"Write a Python function `shout(s)`. For example, shout(\"hi\") should return the string \"HI!\".",
         "examples",
         "python",
         "shout",
         {"shout(\"hi\")"},
         {"\"HI!\""}},
        /* JS arrow */
        {"Create a JavaScript function called capitalize. capitalize('abc') -> 'Abc'",
         "examples",
         "javascript",
         "capitalize",
         {"capitalize('abc')"},
         {"'Abc'"}},
        /* jest it each */
        {"Write isEven in JavaScript:\nassert.equal(isEven(2), true)\nassert.equal(isEven(3), false)",
         "examples",
         "javascript",
         "isEven",
         {"isEven(2)", "isEven(3)"},
         {"true", "false"}},
        /* chai */
        {"Write a JavaScript function add(a, b).\nexpect(add(1, 2)).to.equal(3);\nexpect(add(1, 2) === 3).to.be.true;",
         "examples",
         "javascript",
         "add",
         {"add(1, 2)", "add(1, 2) === 3"},
         {"3", "true"}},
        /* nothing: sum f */
        {"If f(2) = 4 and f(x + 1) = f(x) + 5, what is f(10)?", NULL, NULL, NULL, {NULL}, {NULL}},
        /* nothing: C++ */
        {"Write a C++ function twice. twice(2) == 4", NULL, NULL, NULL, {NULL}, {NULL}},
        /* nothing: rust */
        {"Implement in Rust: fn twice(x: i32). twice(2) -> 4", NULL, NULL, NULL, {NULL}, {NULL}},
        /* nothing: TypeScript */
        {"Write a TypeScript function twice(x: number). twice(2) === 4", NULL, NULL, NULL, {NULL}, {NULL}},
        /* nothing: maths function */
        {"The function f(x) = x^2 is given. Write f(3).", NULL, NULL, NULL, {NULL}, {NULL}},
        /* nothing: letter */
        {"Write a letter to my bank about call(3).", NULL, NULL, NULL, {NULL}, {NULL}},
        /* nothing: history */
        {"What happened in 1848?", NULL, NULL, NULL, {NULL}, {NULL}},
        /* nothing: explain */
        {"Explain what this does: f(3) returns 9", NULL, NULL, NULL, {NULL}, {NULL}},
        /* nothing: go */
        {"Write a Go program that prints twice(2) = 4", NULL, NULL, NULL, {NULL}, {NULL}},
        /* nothing: SQL */
        {"Write a SQL query that returns count(3) -> 4", NULL, NULL, NULL, {NULL}, {NULL}},
        /* out: print */
        {"What does this print?\n```python\nprint(3 * '-')\n```", "output", "python", NULL, {""}, {NULL}},
        /* out: what is printed */
        {"What is printed by the following code?\n\nfor i in range(2):\n    print(i)",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        /* out: output of */
        {"Give the output of this Python program:\n```\nx = 3\nprint(x ** 2)\n```",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        /* out: predict */
        {"Predict the output.\n```python\na = [1]\nb = a\nb.append(2)\nprint(a)\n```",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        /* out: will be displayed */
        {"What will be displayed after running this?\n```python\nprint('a' * 2)\n```",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        /* out: value of x */
        {"What is the value of x after this code runs?\n```python\nx = 1\nfor i in range(4):\n    x += i\n```",
         "output",
         "python",
         NULL,
         {"x"},
         {NULL}},
        /* out: call */
        {"What does f(3) return?\n```python\ndef f(n):\n    return n * n\n```",
         "output",
         "python",
         NULL,
         {"f(3)"},
         {NULL}},
        /* out: result of calling */
        {"What is the result of calling `f(3, b=2)`?\n```python\ndef f(a, b):\n    return a - b\n```",
         "output",
         "python",
         NULL,
         {"f(3, b=2)"},
         {NULL}},
        /* out: evaluates */
        {"What does `[x for x in range(5) if x % 2]` evaluate to in Python?",
         "output",
         "python",
         NULL,
         {"[x for x in range(5) if x % 2]"},
         {NULL}},
        /* out: inline print */
        {"What does `print(7 // 2)` output in Python?", "output", "python", NULL, {""}, {NULL}},
        /* out: js log */
        {"What will this log?\n```js\nconsole.log([1, 2].map(String));\n```",
         "output",
         "javascript",
         NULL,
         {""},
         {NULL}},
        /* out: js typeof */
        {"What is the output of the following JavaScript code?\n\nconsole.log(typeof null)",
         "output",
         "javascript",
         NULL,
         {""},
         {NULL}},
        /* out: last expr */
        {"What is the result?\n```python\ndef f(n):\n    return n + 1\nf(3)\n```",
         "output",
         "python",
         NULL,
         {"f(3)"},
         {NULL}},
        /* out: German */
        {"Was gibt der folgende Code aus?\n```python\nprint(1 + 1)\n```", "output", "python", NULL, {""}, {NULL}},
        /* out: Spanish */
        {"\xC2\xBF"
         "Qu\xC3\xA9"
         " imprime este c\xC3\xB3"
         "digo?\n```python\nprint(1 + 1)\n```",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        /* out: French */
        {"Qu'affiche ce programme ?\n```python\nprint(1 + 1)\n```", "output", "python", NULL, {""}, {NULL}},
        /* out: Russian */
        {"\xD0\xA7\xD1\x82\xD0\xBE"
         " \xD0\xB2\xD1\x8B\xD0\xB2\xD0\xB5\xD0\xB4\xD0\xB5\xD1\x82"
         " \xD1\x8D\xD1\x82\xD0\xBE\xD1\x82"
         " \xD0\xBA\xD0\xBE\xD0\xB4"
         "?\n```python\nprint(1 + 1)\n```",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        /* out: Japanese */
        {"\xE3\x81\x93\xE3\x81\xAE\xE3\x82\xB3\xE3\x83\xBC\xE3\x83\x89\xE3\x81\xAE\xE5\x87\xBA\xE5\x8A\x9B\xE3\x81\xAF"
         "\xE4\xBD\x95\xE3\x81\xA7\xE3\x81\x99\xE3\x81\x8B\xEF\xBC\x9F"
         "\n```python\nprint(1 + 1)\n```",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        /* out: several languages */
        {"What is the output of this Python program (not Java, not C++)?\n```python\nprint(1)\n```",
         "output",
         "python",
         NULL,
         {""},
         {NULL}},
        /* out none: java */
        {"What does this print?\n```java\nSystem.out.println(1);\n```", NULL, NULL, NULL, {NULL}, {NULL}},
        /* out none: two languages */
        {"What does this C program print?\n```c\nprintf(\"%d\", 1);\n```", NULL, NULL, NULL, {NULL}, {NULL}},
        /* out none: input() */
        {"What does this print?\n```python\nx = input()\nprint(x)\n```", NULL, NULL, NULL, {NULL}, {NULL}},
        /* out none: rewrite */
        {"Rewrite this code to be faster:\n```python\nprint(sum(range(10)))\n```", NULL, NULL, NULL, {NULL}, {NULL}},
        /* out none: explain */
        {"Explain this code.\n```python\nprint(1)\n```", NULL, NULL, NULL, {NULL}, {NULL}},
        /* out none: error */
        {"Why does this code raise an error?\n```python\nprint(undefined_name)\n```", NULL, NULL, NULL, {NULL}, {NULL}},
        /* out none: options */
        {"What does this print?\n```python\nprint(1)\n```\n(A) 1\n(B) 2\n(C) 3", NULL, NULL, NULL, {NULL}, {NULL}},
        /* out none: untagged C */
        {"What does this print?\n\nint main() { printf(\"%d\\n\", 3); }", NULL, NULL, NULL, {NULL}, {NULL}},
        /* out none: ruby */
        {"What does this Ruby code print?\n```\nputs [1, 2].sum\nprint(3)\n```", NULL, NULL, NULL, {NULL}, {NULL}},
        /* out none: random/time */
        {"How long does this take?\n```python\nimport time\nprint(time.time())\n```", NULL, NULL, NULL, {NULL}, {NULL}},
        /* open assert */
        {"Complete the assertion.\n```python\ndef f(x):\n    return x[::-1]\nassert f('abc') == ?\?\n```",
         "output",
         "python",
         NULL,
         {"f('abc')"},
         {NULL}},
        /* open assert blank */
        {"Fill in the blank:\n```python\ndef f(x):\n    return len(x)\nassert f('abc') == ___\n```",
         "output",
         "python",
         NULL,
         {"f('abc')"},
         {NULL}},
        /* behaviour */
        {"Write a Python function that reverses a string.", "behaviour", "python", NULL, {NULL}, {NULL}},
        /* behaviour js */
        {"Write a JavaScript function isPrime(n).", "behaviour", "javascript", "isPrime", {NULL}, {NULL}},
    };
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++) {
        check_finding(&findings[i]);
    }
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

#define ADDS "\n```python\ndef add(a, b):\n    return a + b\nprint(add(1, 2))\n```\n"

TEST(nothing_is_run_that_nobody_asks_for) {
    static const char *const questions[] = {
        /* something else is to be done with the program */
        "Explain what this code does and why it prints 3:" ADDS,
        "Review my code please. It prints the result of a sum. What could be better?" ADDS,
        "What is the time complexity of this? What value must n have for it to be slow?" ADDS,
        "What would you change so that this prints 4?" ADDS,
        "Why does this return 3 instead of a value? What should I do?" ADDS,
        "Rewrite this in Rust. What does the output look like?" ADDS,
        "I want this to print 10 but what it prints is 3. Tell me how to fix it." ADDS,
        "Add type hints to this code and give the result:" ADDS,
        "Wie verbessere ich das? Was gibt es aus?" ADDS,
        "What does this code do?" ADDS,
        /* something near its output is asked for */
        "What is the third line of the output?" ADDS,
        "What would be printed if a were 5?" ADDS,
        "What does it print if we remove the second line?" ADDS,
        "For what input does add return 10?" ADDS,
        "What is the smallest n for which this returns True?" ADDS,
        "What must be put in place of ??? so that this prints 5?\n```python\nx = ???\nprint(x)\n```",
        "What is the output of each of these?\n```python\nprint(1)\n```\n```python\nprint(2)\n```",
        "What is the output?" ADDS "a) 1\nb) 3\nc) 5",
        "What is the output: (A) 1 (B) 3?" ADDS,
        /* interpreters differ, or it is of another language */
        "What does this print?\n```python\nprint(list(set([3, 1, 2])))\n```",
        "What does this print?\n```python\ntry:\n    int('x')\nexcept ValueError as e:\n    print(e)\n```",
        "What does this print?\n```python\nclass C(A, B):\n    pass\nprint(C().who())\n```",
        "What does this print?\n```python\nprint(id([]))\n```",
        "What does this print in Python 2?\n```python\nprint(7 / 2)\n```",
        "What does this pseudo code print?\nx = 1\nprint(x)",
        "What is the output?\n```\nx <- c(1, 2)\nprint(sum(x))\n```",
        "What is printed?\n```\nlet x = 5\nprint(\"\\(x)\")\n```",
        "What is the output?\n```\nx = 5\nputs x\nprint(x)\n```",
        /* a span that is no expression by itself */
        "What does `if __name__ == \"__main__\":` evaluate to in Python?",
        "What does `pip install -r requirements.txt` print for Python?",
        "What does `**kwargs` give in Python?",
        "What does `f(x)` return in Python for a function f?",
        "What does `f(3)` return in Python for a function f?",
        "What is the result of `x = 5` in Python?",
        "What is the output of the shell command `python -c \"print(1)\"`?",
        /* functions and programs of another kind */
        "Write a quadratic function f(x) such that f(1) = 2, f(2) = 5 and f(3) = 10.",
        "The cost function is C(10) = 200. Write the linear function.",
        "Write an essay about a function called love. love(1) = 2.",
        "Develop a training program for a marathon. Week 1 -> 20, Week 2 -> 25.",
        "Write the dress code policy for our office.",
        "Escribe un ensayo sobre la funci\xC3\xB3n del coraz\xC3\xB3n.",
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        check_finding(&(finding){questions[i], NULL, NULL, NULL, {NULL}, {NULL}});
    }
}

#define WRITE "Write a Python function `size(x)`. "

TEST(values_that_are_not_whole_are_not_expected) {
    static const char *const questions[] = {
        WRITE "size(3) -> 1,000",
        WRITE "size(3) -> 3, 1",
        WRITE "size(3) -> 2024-01-05",
        WRITE "size(3) -> 10:30",
        WRITE "size(3) -> 1.2.3",
        WRITE "size(3) -> 3.14...",
        WRITE "size(3) returns 1 to 5.",
        WRITE "Return them in any order. size(3) -> [1, 2]",
        WRITE "The buggy version gives size(3) -> 5.",
        WRITE "size(3) returns 5.\nsize(3) returns 4.",
        WRITE "Currently size(3) returns 5.",
        WRITE "size(3) prints 3.",
        WRITE "size(3) -> 0x10",
        WRITE "size(3) -> r'\\d'",
        WRITE "size(3) -> f'{x}'",
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        smacs_check *check = NULL;
        CHECK_INT(smacs_check_find(NULL, smacs_text_of(questions[i]), &check, NULL), SMACS_OK);
        if (!check || check->kind != SMACS_CHECK_BEHAVIOUR) {
            test_failed(__FILE__, __LINE__, questions[i]);
        }
        smacs_check_free(check);
    }
    check_finding(&(finding){
        WRITE "size(3) -> 1, size(4) -> 2", "examples", "python", "size", {"size(3)", "size(4)"}, {"1", "2"}});
    check_finding(&(finding){STUB "Inputs are sides; begins with w.\n    >>> area(2, 3)\n    6\n    \"\"\"",
                             "examples",
                             "python",
                             "area",
                             {"area(2, 3)"},
                             {"6"}});
    check_finding(&(finding){"What does this print and why?" ADDS, "output", "python", NULL, {""}, {NULL}});
    static const char *const asked[] = {
        "Give me the output of this code. Only the output, no explanation." ADDS,
        "Welchen Wert gibt das Programm am Ende aus?" ADDS,
        "Quel est le r\xC3\xA9sultat affich\xC3\xA9 ?" ADDS,
        "Quelle est la sortie de ce programme ?" ADDS,
        "Quale \xC3\xA8 l'output di questo codice?" ADDS,
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        check_finding(&(finding){asked[i], "output", "python", NULL, {""}, {NULL}});
    }
    check_finding(&(finding){"What does this print? Explain." ADDS, "output", "python", NULL, {""}, {NULL}});
    check_finding(&(finding){"What does this print?\n```python\nprint(sorted(set([2, 1])), len(set('a')))\n```",
                             "output",
                             "python",
                             NULL,
                             {""},
                             {NULL}});
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
