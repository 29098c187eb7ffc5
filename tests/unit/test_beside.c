/* What a sentence says around its value: replies that differ in it alone must never be one answer. All texts are made
 * up. */
#include "replies.h"

TEST(what_stands_beside_a_claimed_number_tells_answers_apart) {
    static const reply_pair cases[] = {
        {"By how much did rents change?", "Rents rose by 8%.", "Rents fell by 8%."},
        {"By how much did rents change?", "It went up by **8%**.", "It went down by **8%**."},
        {"By how much did rents change?", "+8%", "-8%"},
        {"By how much did rents change?", "An increase of 8%.", "A drop of 8%."},
        {"Um wie viel hat sich die Miete geändert?", "Die Miete stieg um 8 %.", "Die Miete sank um 8 %."},
        {"这个价格变了多少？", "价格上涨了8元。", "价格下跌了8元。"},
        {"How cold was it?", "It was minus 8 degrees.", "It was 8 degrees."},
        {"How many seats are free?", "There are at least 8 seats free.", "There are at most 8 seats free."},
        {"How many seats are free?", "More than 8.", "8."},
        {"How many seats are free?", "No more than 8.", "More than 8."},
        {"Solve y^2 = 64", "y > 8", "y < 8"},
        {"Solve y^2 = 64", "$y = \\pm 8$", "$y = 8$"},
        {"What is the derivative of y^2?", "2y", "-2y"},
        {"When does the bakery close?", "It closes at 8:00 in the morning.", "It closes at 8:00 in the evening."},
        {"When was it built?", "It was built in the spring of 1804.", "It was built in the fall of 1804."},
        {"How heavy is the parcel?", "It is **8** kg.", "It is **8** g."},
        {"How far is it, if I walk 8 km per hour?", "It is 20 km per hour.", "It is 20 km."},
        {"How much does it cost?", "It costs 8 €.", "It costs 8 £."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool both = false;
        const bool same = replies_agree(cases[i].question, cases[i].x, cases[i].y, &both);
        CHECK(!same);
        CHECK(both);
        if (same || !both) {
            printf("      \"%s\" and \"%s\"\n", cases[i].x, cases[i].y);
        }
    }
}

TEST(what_is_cut_off_or_only_remarked_tells_answers_apart) {
    static const reply_pair cases[] = {
        {"Who won the race?", "Ann B. Clark won the race.", "Ann D. Clark won the race."},
        {"Who won the race?", "The answer is Ann B. Clark.", "The answer is Ann B. Dole."},
        {"How many came?", "42 people came.\n\n**Note:** This is a guess.",
         "52 people came.\n\n**Note:** This is a guess."},
        {"How many came?", "The answer is: see above. 42", "The answer is: see above. 52"},
        {"Solve for y: 3y + 7 = 22", "3y + 7 = 22\n3y = 15\ny = 5", "y = 22"},
        {"Which operator do I use?", "`x == y`", "`x = y`"},
        {"Which gas do plants absorb?\nA) Oxygen\nB) Neon\nC) Carbon dioxide",
         "Option C is right. They release oxygen (A).", "Option A is right. They release oxygen (A)."},
        {"What are the colors of the flag?", "Red, yellow, and blue are the colors of the flag.",
         "Red, green, and blue are the colors of the flag."},
        {"How many pens does he have?", "He starts with 20 pens and gives away 3, so he has", "He has 20 pens."},
    };
    check_pairs(cases, sizeof cases / sizeof *cases, false);
}

TEST(what_stands_beside_a_claimed_number_parts_no_equal_answers) {
    static const reply_pair cases[] = {
        {"By how much did rents change?", "Rents rose by 8%.", "Rents increased 8 percent."},
        {"By how much did rents rise?", "Rents rose by 8%.", "8 %"},
        {"When did the wall fall?", "The wall fell on May 8, 1804.", "8 May 1804"},
        {"What is the speed if it goes 160 km in 2 hours?", "The speed is 80 kilometers per hour.", "80 km/h"},
        {"What is a half of 3 million euros?", "It's 1.5 million euros.", "1,500,000 euros"},
        {"Is the sun a star or a planet?", "The sun isn't a planet; it's a star.",
         "The sun is a **star**, not a planet."},
        {"How many people came?", "42 people came.\n\n**Note:** This is a guess.", "42"},
        {"Who won the race?", "Ann B. Clark won the race.", "Ann B. Clark"},
    };
    check_pairs(cases, sizeof cases / sizeof *cases, true);
}
