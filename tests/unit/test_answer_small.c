/* Replies of Qwen2.5-Coder-1.5B-Instruct to a hundred fresh everyday questions, as it is, asked to be brief, and asked to be
 * chatty. These were not read at first, or as something else. Some are shortened; some are wrong, and read as they say. */
#include "replies.h"

TEST(replies_of_a_small_model_are_read_as_they_say) {
    static const reply_pair pairs[] = {
        {"What is 144 divided by 12?", "144 divided by 12 is 12.", "12"},
        {"Quanto fa 144 diviso 12?", "144 diviso 12 è 12.", "12"},
        {"What is 144 divided by 12?", "It's 12.", "12"},
        {"Convert 72 degrees Fahrenheit to Celsius.", "72°F is equal to 22°C.", "22 degrees Celsius"},
        {"Convert 72 degrees Fahrenheit to Celsius.",
         "\\[ C \\approx 22.22 \\]\n\nSo, 72 degrees Fahrenheit is approximately 22.22 degrees Celsius.\n\nFor further "
         "help, "
         "you can ask if you need to convert another temperature.",
         "22.22 °C"},
        {"If I drive 150 miles in 2.5 hours, what's my average speed?", "Your average speed is 60 miles per hour.",
         "60 mph"},
        {"Roughly how far is the moon from the Earth?",
         "The moon is about 384,400 kilometers (238,855 miles) away from the Earth.", "384,400 km"},
        {"How many legs do 4 spiders have?",
         "There are 8 legs on each spider. Since there are 4 spiders, the total number of legs is 4 * 8 = 32.", "32"},
        {"Write 0.375 as a fraction.", "The fraction representation of 0.375 is 3/8.", "3/8"},
        {"Write 0.375 as a fraction.", "3/8", "0.375"},
        {"Which command lists files in Linux?", "The command `ls` is used to list files in Linux.", "`ls`"},
        {"Which is larger, 3/7 or 4/9?", "So, the answer is: \\(\\boxed{3/7}\\) is larger than \\(\\boxed{4/9}\\).",
         "3/7"},
        {"Is a tomato a fruit or a vegetable?",
         "A tomato is a fruit.\nExplanation: Tomatoes are a fruit, which means they come from the ovaries of a plant. "
         "Tomatoes are also a vegetable, as they are edible parts of a plant.",
         "fruit"},
        {"How many zeros are in a million?",
         "A million is written as 1,000,000. There are 6 zeros in a million.\nExplanation: A million is 1,000,000, "
         "which "
         "means there are 6 zeros after the number 1. This is because 1,000,000 is the same as 10 multiplied by itself "
         "6 "
         "times.",
         "6"},
        {"一件衣服原价200元，打八折后多少钱？", "打八折后，这件衣服的价格是160元。", "160元"},
        {"一件衣服原价200元，打八折后多少钱？", "所以，打八折后这件衣服的价格是160元。", "160"},
        {"りんごを12個買って5個食べました。残りは何個ですか？", "残り7個です。", "7"},
        {"भारत की राजधानी क्या है?", "सही उत्तर नई दिल्ली है।", "नई दिल्ली"},
    };
    check_pairs(pairs, sizeof pairs / sizeof *pairs, true);
}

TEST(a_small_model_does_not_say_what_only_stands_in_its_reply) {
    static const reply_pair pairs[] = {
        {"What is heavier, a kilo of feathers or a kilo of iron?", "Feathers are lighter than iron.", "feathers"},
        {"How tall is Mount Everest?",
         "It is located on the border of Nepal and China, standing almost 400 meters taller than Mount Kilimani in "
         "Kenya.",
         "400 m"},
        {"How tall is Mount Everest?", "Everest is 400 meters higher than Kilimani.", "400 m"},
        {"他们得到多少?", "每人4个。", "一共4个。"},
        {"书多少钱?", "价格上涨了8元。", "价格是8元。"},
        {"What is 144 divided by 12?", "144 divided by 12 is 12.", "144 divided by 12 is 13."},
        {"一件衣服原价200元，打八折后多少钱？", "打八折后，这件衣服的价格是160元。",
         "打八折后，这件衣服的价格是150元。"},
    };
    check_pairs(pairs, sizeof pairs / sizeof *pairs, false);
}
