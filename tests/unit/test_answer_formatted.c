/* Replies as large models format them: what was told apart or put together wrongly at first. tests/golden/formatted.jsonl has
 * such replies by what a person reads in them. */
#include "replies.h"

TEST(formatted_replies_say_the_same) {
    static const reply_pair pairs[] = {
        {"Who invented the telephone?",
         "**Alexander Graham Bell** is credited with it and was awarded the first patent in **1876**.",
         "Alexander Graham Bell"},
        {"What's the largest ocean on Earth?", "The **Pacific Ocean** is the largest.", "The Pacific."},
        {"Which gas do plants absorb?", "Plants absorb **carbon dioxide (CO₂)**.", "Carbon dioxide"},
        {"Which is heavier, a litre of water or a litre of oil?", "A litre of water is heavier than a litre of oil.",
         "Water."},
        {"Which HTTP status code means \"not found\"?", "The HTTP status code that means \"not found\" is 404.", "404"},
        {"Is 91 a prime number?", "No. Although it looks prime, it is 7 × 13.", "No."},
        {"What year was it released?", "It was released on **June 29, 2007**.", "2007"},
        {"When was Mozart born?", "On January 27, 1756.", "27 January 1756"},
        {"A car uses 6 liters per 100 km. How many liters for 350 km?", "So, the car uses 21 liters for 350 km.",
         "21 liters"},
        {"Tom is 8 years older than Ana. How old is Ana?", "Ana is 4 years old and Tom is 12.", "4"},
        {"Ana tiene 48 euros y gasta tres cuartas partes. ¿Cuánto le queda?", "Gasta 36 euros y le quedan 12 euros.",
         "12 euros"},
        {"小明有10元，每支笔2元，买3支，还剩多少钱？", "答：小明还剩4元。", "4元"},
        {"How do I undo the last git commit?",
         "Use:\n\n```bash\ngit reset --soft HEAD~1\n```\n\nThis keeps your changes.", "git reset --soft HEAD~1"},
        {"Factor x^2 - 5x + 6.", "It is **(x − 2)(x − 3)**.", "(x-2)(x-3)"},
        {"Simplify 18/24.", "\\[\\frac{18}{24} = \\frac{3}{4}\\]", "3/4"},
        {"How many pens does Tom need for 30 people?",
         "Tom needs 60 pens for 30 people. Everybody writes with two of them. Some are blue. Some are red. Others are "
         "green. They are kept in a box. The box stands in a cupboard. It is locked at night. Ann has the key.",
         "60"},
    };
    check_pairs(pairs, sizeof pairs / sizeof *pairs, true);
}

TEST(formatted_replies_that_differ_are_told_apart) {
    static const reply_pair pairs[] = {
        {"How do I undo the last git commit?", "git reset --soft HEAD~1", "git reset --hard HEAD~1"},
        {"Which is heavier, a litre of water or a litre of oil?", "A litre of water is heavier than a litre of oil.",
         "A litre of oil is heavier than a litre of water."},
        {"Wann wurde Mozart geboren?", "27. Januar 1756", "28. Januar 1756"},
        {"Factor x^2 - 5x + 6.", "(x-2)(x-3)", "(x-2)(x+3)"},
        {"What's the tallest building?", "It is the Burj Khalifa, which is 828 m tall.", "828 m"},
        {"The bat costs $1 more than the ball. How much does the ball cost?",
         "The ball costs 5 cents. The bat costs $1.05.", "$1.05"},
        {"My car gets 30 mpg and gas costs $4. How much does a 180-mile trip cost?",
         "You'll need 6 gallons, which at $4 each costs $24.", "6"},
        {"Should I use let or const for a value that never changes?",
         "Use **`const`** for it. Use `let` only when you need to reassign.", "let"},
        {"Which has the better worst case: quicksort or mergesort?",
         "**Merge sort** has the better worst case. Quicksort's is O(n²).", "quicksort"},
        {"Which is the best language?", "It depends. Python is great for data, and Rust for systems.", "Rust"},
        {"Solve for x: 3x - 7 = 14",
         "1. Add 7:\n   \\[3x = 21\\]\n2. Divide by 3:\n   \\[x = 7\\]\n\n**Check:** 3(7) - 7 = 14 ✓", "14"},
    };
    check_pairs(pairs, sizeof pairs / sizeof *pairs, false);
}
