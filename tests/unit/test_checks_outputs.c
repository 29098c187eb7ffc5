/* Outputs are found however people ask for them, and nothing is run that nobody asks for. The questions are ours. */
#include "findings.h"

/* Each row names the way in which an output is asked for, or what is not to be run. */
TEST(outputs_are_found_however_they_are_asked_for) {
    static const finding findings[] = {
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
        {"Predict the output: print(sum(range(5)))", "output", "python", NULL, {""}, {NULL}},
        {"Python: was gibt das aus: print(len('hallo'))", "output", "python", NULL, {""}, {NULL}},
        {"Explain what this code does: print([1])", NULL, NULL, NULL, {NULL}, {NULL}},
        {"What does it print: print(1) or nothing?", NULL, NULL, NULL, {NULL}, {NULL}},
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
    CHECK_FINDINGS(findings)
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
