/* Examples are found however people state them. The questions are ours. */
#include "findings.h"

/* Each row names the way in which examples are stated. */
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
    };
    CHECK_FINDINGS(findings)
}

/* Ways of 2025: test files, results in the line below, prose. */
TEST(examples_are_found_as_people_state_them_today) {
    static const finding findings[] = {
        {"Schreibe eine Python-Funktion f(n). Es soll f(123) den Wert 6 ergeben.",
         "examples",
         "python",
         "f",
         {"f(123)"},
         {"6"}},
        {"Write `swap(s)` in Python.\n\n> \"ab\" -> \"ba\"\n> \"cd\" -> \"dc\"",
         "examples",
         "python",
         "swap",
         {"swap(\"ab\")", "swap(\"cd\")"},
         {"\"ba\"", "\"dc\""}},
        {"Make this pass and write is_leap:\n```python\nimport pytest\nfrom utils import is_leap\n\n"
         "@pytest.mark.parametrize(\"year,expected\", [\n    (2000, True),\n    (1900, False),\n])\n"
         "def test_is_leap(year, expected):\n    assert is_leap(year) == expected\n```",
         "examples",
         "python",
         "is_leap",
         {"is_leap(2000)", "is_leap(1900)"},
         {"True", "False"}},
        {"Write a function:\n@pytest.mark.parametrize('n', [2, 4])\ndef test_even(n):\n    assert is_even(n) is True",
         "examples",
         "python",
         "is_even",
         {"is_even(2)", "is_even(4)"},
         {"True", "True"}},
        {"Write a function in JS: `pick(list, test)`.\n```js\npick([1, 2], x => x > 1);\n// => [2]\n```",
         "examples",
         "javascript",
         "pick",
         {"pick([1, 2], x => x > 1)"},
         {"[2]"}},
        {"Write a Python function.\nkeep([1, 2], lambda v: v > 1) -> [2]",
         "examples",
         "python",
         "keep",
         {"keep([1, 2], lambda v: v > 1)"},
         {"[2]"}},
        {"Write a function `compress(s)`: \"aab\" becomes \"a2b\". In Python.",
         "examples",
         "python",
         "compress",
         {"compress(\"aab\")"},
         {"\"a2b\""}},
        {"Given a list, return the second largest value. Name it second_largest.\n- second_largest([3, 1]) returns 1",
         "examples",
         "python",
         "second_largest",
         {"second_largest([3, 1])"},
         {"1"}},
        {"Write `def tidy(path: str) -> str`:\n    tidy(\"/a/../c\")   # \"/c\"",
         "examples",
         "python",
         "tidy",
         {"tidy(\"/a/../c\")"},
         {"\"/c\""}},
        {"Can you summarise this README?\nUsage: flatten([1,[2]]) -> [1, 2]", NULL, NULL, NULL, {NULL}, {NULL}},
        {"What's the result of [1, 2, 3][::-1] in Python?", "output", "python", NULL, {"[1, 2, 3][::-1]"}, {NULL}},
        {"what does print(1 / 2) print in python", "output", "python", NULL, {""}, {NULL}},
        {"In JavaScript, what does `typeof null` return?", "output", "javascript", NULL, {"typeof null"}, {NULL}},
        {"What does print() return in Python?", NULL, NULL, NULL, {NULL}, {NULL}},
        {"What is f(3) in Python if f doubles?", NULL, NULL, NULL, {NULL}, {NULL}},
    };
    CHECK_FINDINGS(findings)
}
