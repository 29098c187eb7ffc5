/* Questions that ask for several functions, or for one without a name. The questions are ours. */
#include "findings.h"

TEST(examples_of_all_functions_that_are_asked_for_are_found) {
    static const finding findings[] = {
        {"Write two Python functions, is_even(n) and is_odd(n).\n\nassert is_even(2) == True\nassert is_odd(2) == "
         "False",
         "examples",
         "python",
         "is_even",
         {"is_even(2)", "is_odd(2)"},
         {"True", "False"}},
        {"I need a Python module with encode(s) and decode(s).\n>>> encode(\"aab\")\n'a2b1'\n>>> "
         "decode(\"a2b1\")\n'aab'",
         "examples",
         "python",
         "encode",
         {"encode(\"aab\")", "decode(\"a2b1\")"},
         {"'a2b1'", "'aab'"}},
        {"Please implement `to_f` and `to_c` in Python.\n\n- to_f(100) -> 212.0\n- to_c(32) -> 0.0",
         "examples",
         "python",
         "to_f",
         {"to_f(100)", "to_c(32)"},
         {"212.0", "0.0"}},
        {"Complete both:\n```python\ndef add(a, b):\n    \"\"\"\n    >>> add(1, 2)\n    3\n    \"\"\"\n\ndef mul(a, "
         "b):\n"
         "    \"\"\"\n    >>> mul(2, 3)\n    6\n    \"\"\"\n```",
         "examples",
         "python",
         "mul",
         {"add(1, 2)", "mul(2, 3)"},
         {"3", "6"}},
        {"Write gcd(a, b) and lcm(a, b) in python.\n| call | result |\n|---|---|\n| gcd(12, 18) | 6 |\n| lcm(4, 6) | "
         "12 |",
         "examples",
         "python",
         "gcd",
         {"gcd(12, 18)", "lcm(4, 6)"},
         {"6", "12"}},
        {"Write JavaScript functions `first(a)` and `last(a)`.\nexpect(first([1, 2])).toBe(1);\nexpect(last([1, "
         "2])).toBe(2);",
         "examples",
         "javascript",
         "first",
         {"first([1, 2])", "last([1, 2])"},
         {"1", "2"}},
        {"Write Python functions that pass:\nassert add(1, 2) == 3\nassert sub(5, 3) == 2",
         "examples",
         "python",
         "add",
         {"add(1, 2)", "sub(5, 3)"},
         {"3", "2"}},
        {"Schreibe zwei Python-Funktionen doppelt(x) und halb(x).\ndoppelt(4) == 8\nhalb(8) == 4",
         "examples",
         "python",
         "doppelt",
         {"doppelt(4)", "halb(8)"},
         {"8", "4"}},
        /* what is there already is none that answers define */
        {"You are given an API is_bad(v) which tells whether v is bad. Implement first_bad(n). is_bad(4) -> True. "
         "first_bad(5) -> 4",
         "examples",
         "python",
         "first_bad",
         {"first_bad(5)"},
         {"4"}},
        {"Here is my code:\n```python\ndef fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n```\n"
         "Write a faster function fast_fib(n).\nassert fib(10) == 55\nassert fast_fib(10) == 55",
         "examples",
         "python",
         "fast_fib",
         {"fast_fib(10)"},
         {"55"}},
        {"Write count_words(s). assert count_words('a b') == 2. Similar to count_chars(s), where count_chars('ab') == "
         "2.",
         "examples",
         "python",
         "count_words",
         {"count_words('a b')"},
         {"2"}},
        /* whose they are is not told */
        {"Write two functions encode(s) and decode(s) in Python.\nInput: 'aab'\nOutput: 'a2b1'\nInput: 'a2b1'\nOutput: "
         "'aab'",
         "behaviour",
         "python",
         NULL,
         {NULL},
         {NULL}},
    };
    CHECK_FINDINGS(findings)
}

TEST(examples_of_a_function_without_a_name_are_found) {
    static const finding findings[] = {
        {"Write a Python function that squares a number. For 3 it returns 9. For 5 it returns 25.",
         "examples",
         "python",
         NULL,
         {"candidate(3)", "candidate(5)"},
         {"9", "25"}},
        {"Write a function that merges two sorted lists.\n\nInput: [1, 3], [2]\nOutput: [1, 2, 3]",
         "examples",
         "python",
         NULL,
         {"candidate([1, 3], [2])"},
         {"[1, 2, 3]"}},
        {"I want a python function which turns words round. E.g. \"a b\" -> \"b a\"",
         "examples",
         "python",
         NULL,
         {"candidate(\"a b\")"},
         {"\"b a\""}},
        {"Write a Python function to convert celsius to fahrenheit, e.g. 100 -> 212.0",
         "examples",
         "python",
         NULL,
         {"candidate(100)"},
         {"212.0"}},
        {"Give me a Python function that counts vowels.\n| input | output |\n|---|---|\n| \"hello\" | 2 |",
         "examples",
         "python",
         NULL,
         {"candidate(\"hello\")"},
         {"2"}},
        {"Write a JavaScript function that capitalizes words. Given \"foo\", it should return \"Foo\".",
         "examples",
         "javascript",
         NULL,
         {"candidate(\"foo\")"},
         {"\"Foo\""}},
        /* no value, or not one of a function */
        {"Write a Python function for a recipe: for 4 people it returns 500 g of flour.",
         "behaviour",
         "python",
         NULL,
         {NULL},
         {NULL}},
        {"Write a function that connects to a server. For example, port 8080 -> 80 forwarding.",
         "behaviour",
         "python",
         NULL,
         {NULL},
         {NULL}},
        {"Write a Python program with a function. It prints n squared.\nInput: 3\nOutput: 9",
         "behaviour",
         "python",
         NULL,
         {NULL},
         {NULL}},
        {"Write a Python function bfs(graph) for the edges\n1 -> 2\n2 -> 3",
         "behaviour",
         "python",
         "bfs",
         {NULL},
         {NULL}},
        {"Write a Python function `pad(s, n)`. Example: n = 3, s = \"a\" -> \"a  \"",
         "behaviour",
         "python",
         "pad",
         {NULL},
         {NULL}},
    };
    CHECK_FINDINGS(findings)
}

TEST(examples_in_json_are_found) {
    static const finding findings[] = {
        {"Implement `tidy(s)` in Python. Test cases:\n```json\n[\n  {\"input\": \" A \", \"output\": \"a\"},\n"
         "  {\"input\": \"X\", \"output\": \"x\"}\n]\n```",
         "examples",
         "python",
         "tidy",
         {"tidy(\" A \")", "tidy(\"X\")"},
         {"\"a\"", "\"x\""}},
        {"Implement is_anagram(a, b).\n[{\"args\": [\"on\", \"no\"], \"expected\": true}]",
         "examples",
         "python",
         "is_anagram",
         {"is_anagram(\"on\", \"no\")"},
         {"true"}},
        {"Implement `top(nums, k)`.\nExamples:\n{\"input\": {\"nums\": [4, 1, 3], \"k\": 2}, \"expected_output\": [4, "
         "3]}",
         "examples",
         "python",
         "top",
         {"top([4, 1, 3], 2)"},
         {"[4, 3]"}},
        /* in Python these would be names */
        {"Implement `flip(x)` in Python. Tests:\n{\"input\": true, \"output\": false}\n{\"input\": 1, \"output\": "
         "null}",
         "behaviour",
         "python",
         "flip",
         {NULL},
         {NULL}},
        /* what the program is to read or write */
        {"Write a Python function load(path) that reads a JSONL file, for example {\"input\": 1, \"output\": 2}",
         "behaviour",
         "python",
         "load",
         {NULL},
         {NULL}},
        {"Write a Python function for a chatbot; an example of my data:\n{\"input\": \"Hi\", \"output\": \"Hello!\"}",
         "behaviour",
         "python",
         NULL,
         {NULL},
         {NULL}},
    };
    CHECK_FINDINGS(findings)
}

/* Whether the program of an answer is `expected`; NULL: it holds none. */
static void check_code(const char *question, const char *answer, const char *expected) {
    smacs_check *check = NULL;
    char *code = NULL;
    size_t size = 0;
    CHECK_INT(smacs_check_find(NULL, smacs_text_of(question), &check, NULL), SMACS_OK);
    CHECK_INT(smacs_check_program(check, smacs_text_of(answer), &code, &size, NULL), SMACS_OK);
    if (expected ? !code || strcmp(code, expected) != 0 : code != NULL) {
        test_failed(__FILE__, __LINE__, answer);
        printf("      found %s\n", code ? code : "no program");
    }
    smacs_free(NULL, code);
    smacs_check_free(check);
}

TEST(programs_hold_all_functions_that_are_asked_for) {
    static const char both[] = "Write Python functions up(n) and down(n).\nassert up(1) == 2\nassert down(2) == 1";
    static const char two[] = "def up(n):\n    return n + 1\n\ndef down(n):\n    return n - 1\n\n";
    check_code(
        both, "```python\ndef up(n):\n    return n + 1\n```\nand\n```python\ndef down(n):\n    return n - 1\n```", two);
    check_code(both,
               "```python\ndef up(n):\n    return n + 1\n```\nUse:\n```python\nprint(up(1))\n```\n"
               "```python\ndef down(n):\n    return n - 1\n```\n```python\ndef down(n):\n    return 0\n```",
               two);
    check_code(both, "```python\ndef up(n):\n    return n + 1\n```\nDown is left out.\n```python\nprint(up(1))\n```",
               "def up(n):\n    return n + 1\n\n");
    /* the whole of it, after a part */
    check_code(both,
               "```python\ndef up(n):\n    return 0\n```\nAll:\n"
               "```python\ndef up(n):\n    return n + 1\n\ndef down(n):\n    return n - 1\n```",
               "def up(n):\n    return n + 1\n\ndef down(n):\n    return n - 1\n\n");
    check_code(both,
               "```python\nclass S:\n    def up(self, n):\n        return n + 1\n    def down(self, n):\n        "
               "return 1\n```",
               "class S:\n    def up(self, n):\n        return n + 1\n    def down(self, n):\n        return 1\n\n"
               "def up(*a, **k):\n    return S().up(*a, **k)\ndef down(*a, **k):\n    return S().down(*a, **k)\n");
}

TEST(a_function_without_a_name_is_known_by_its_parameters) {
    static const char square[] = "Write a Python function that squares a number. For 3 it returns 9.";
    check_code(square, "```python\ndef sq(x):\n    return x * x\n\ndef main():\n    print(sq(3))\n```",
               "def sq(x):\n    return x * x\n\ndef main():\n    print(sq(3))\n\ncandidate = sq\n");
    check_code(square, "```python\ndef times(x, y):\n    return x * y\n\ndef sq(x, by=2):\n    return times(x, x)\n```",
               "def times(x, y):\n    return x * y\n\ndef sq(x, by=2):\n    return times(x, x)\n\ncandidate = sq\n");
    /* one cannot tell, or it wants other arguments */
    check_code(square, "```python\ndef twice(x):\n    return x + x\n\ndef sq(x):\n    return x * x\n```", NULL);
    check_code(square, "```python\ndef sq(x, y):\n    return x * y\n```", NULL);
    check_code("Write a JavaScript function that squares. For 3 it returns 9.", "```js\nconst sq = x => x * x;\n```",
               "const sq = x => x * x;\n\ncandidate = sq\n");
}
