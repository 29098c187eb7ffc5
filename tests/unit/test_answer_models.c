/* Replies in the wording of large models, of which many were written after recorded ones, in thirteen languages. The set
 * was written before the rules that read it; what is read otherwise is counted in src/answer/README.md. */
#include "replies.h"

TEST(replies_in_the_wording_of_models_are_read) {
    static const reply_pair pairs[] = {
        {"What is the capital of Australia?",
         "Great question! While many people assume it's Sydney, the capital of Australia is actually **Canberra**.",
         "Canberra"},
        {"How many tablespoons are in a cup?",
         "There are **16 tablespoons** in 1 US cup.\n\nFor reference:\n- 1/2 cup = 8 tablespoons\n- 1/4 cup = 4 "
         "tablespoons",
         "16"},
        {"A recipe for 4 people needs 300 g of rice. How much for 6?",
         "To scale from 4 to 6 people, multiply by 6/4 = 1.5:\n\n\\[\n300 \\times 1.5 = 450\n\\]\n\nSo, you need **450 "
         "grams** of rice.",
         "450 g"},
        {"Is it safe to eat raw cookie dough?",
         "Generally, **no** — raw cookie dough can contain raw eggs and uncooked flour, both of which may carry "
         "harmful bacteria.",
         "no"},
        {"Delfina says Gwenn tells the truth. Gwenn lies. Does Delfina tell the truth?",
         "1. **Gwenn lies.**\n2. Delfina says Gwenn tells the truth, so Delfina must be lying.\n\nWe know from step 2 "
         "that Delfina lies. So the answer is No.",
         "no"},
        {"Is the argument, given the explicitly stated premises, deductively valid or invalid?",
         "The premises give no information about the relationship. Therefore, we cannot logically deduce the "
         "hypothesis.\n\nConclusion: The argument is invalid.\n\nThe argument fails to establish a necessary "
         "connection between the categories.",
         "invalid"},
        {"Two dice are rolled. What is the probability that the sum is 7?",
         "There are 36 outcomes, 6 of which sum to 7:\n\\[\nP = \\frac{6}{36} = \\frac{1}{6} \\approx "
         "16.67\\%\n\\]\n\n### Answer:\n\\[\n\\boxed{\\frac{1}{6}}\n\\]",
         "1/6"},
        {"How many students take physics?",
         "The calculation gives \\( P = \\frac{200}{3} = 66.67 \\). Since the number of students must be a whole "
         "number, we recheck the conditions, and the count is rounded.\n\nAnswer: 67",
         "67"},
        {"What does HTTP 418 mean?",
         "HTTP status code **418** means **\"I'm a teapot\"**. It's an April Fools' joke defined in RFC 2324.",
         "I'm a teapot"},
        {"What is the time complexity of merge sort?",
         "Merge sort runs in **O(n log n)** time in all cases — best, average, and worst.", "O(n log n)"},
        {"What's the past tense of 'to seek'?",
         "The past tense of *seek* is **sought**.\n\nExample: *She sought advice from her teacher.*", "sought"},
        {"What port does SSH use by default?", "By default, SSH uses **TCP port 22**.", "22"},
        {"In what year did Finland join the EU?",
         "Finland joined the European Union on **January 1, 1995**, together with Austria and Sweden.",
         "January 1, 1995"},
        {"How long does it take light to travel from the Sun to the Earth?",
         "On average, it takes about **8 minutes and 20 seconds** for light to travel from the Sun to Earth. This is "
         "because the Sun is about 150 million km away.",
         "8 minutes 20 seconds"},
        {"Who painted The Night Watch?",
         "*The Night Watch* (1642) was painted by **Rembrandt van Rijn**, the Dutch Golden Age master. It hangs in the "
         "Rijksmuseum, Amsterdam.",
         "Rembrandt van Rijn"},
        {"If I have 3 apples and eat one, then buy a dozen, how many do I have?",
         "Let's go step by step:\n\n1. Start: 3 apples\n2. Eat one: 3 − 1 = 2\n3. Buy a dozen: 2 + 12 = 14\n\n✅ **You "
         "have 14 apples.**",
         "14"},
        {"Can dogs eat grapes?",
         "🚫 **No, dogs should never eat grapes (or raisins).** Even small amounts can cause kidney failure.", "no"},
        {"Solve 2x + 6 = 20.",
         "Subtract 6: \\(2x = 14\\). Divide by 2: \\(x = 7\\).\n\nSo the solution is \\(\\boxed{x = 7}\\).", "7"},
        {"Which of these is a prime: 21, 23, 25, 27?",
         "Only **23** is prime. The others factor: 21 = 3·7, 25 = 5², 27 = 3³.", "23"},
        {"Wie viele Bundesländer hat Deutschland?",
         "Deutschland besteht aus **16 Bundesländern**, darunter drei Stadtstaaten (Berlin, Hamburg und Bremen).",
         "16"},
        {"Wann endete der Dreißigjährige Krieg?",
         "Der Dreißigjährige Krieg endete **1648** mit dem Westfälischen Frieden.", "1648"},
        {"Darf man in Deutschland mit 16 Bier kaufen?",
         "Ja, in Deutschland darf man ab 16 Jahren Bier und Wein kaufen (§ 9 JuSchG). Spirituosen sind erst ab 18 "
         "erlaubt.",
         "ja"},
        {"Ein Pulli kostet 60 € und ist um 15 % reduziert. Wie viel kostet er jetzt?",
         "Rechnung:\n\n15 % von 60 € = 9 €\n60 € − 9 € = **51 €**\n\nDer Pulli kostet jetzt **51 €**. 😊", "51 €"},
        {"Welcher Fluss ist länger, der Rhein oder die Elbe?",
         "Der **Rhein** ist mit rund 1.233 km etwas länger als die Elbe (ca. 1.094 km).", "Rhein"},
        {"Combien de départements compte la France ?",
         "La France compte **101 départements** : 96 en métropole et 5 outre-mer.", "101"},
        {"Qui a peint La Joconde ?", "*La Joconde* a été peinte par **Léonard de Vinci** au début du XVIe siècle.",
         "Léonard de Vinci"},
        {"Est-ce que la tomate est un fruit ?",
         "Oui, botaniquement parlant, la tomate est un fruit, même si on la cuisine comme un légume.", "oui"},
        {"Un train part à 9 h 40 et roule 2 h 35. À quelle heure arrive-t-il ?",
         "9 h 40 + 2 h 35 = 12 h 15.\n\nLe train arrive donc à **12 h 15**.", "12:15"},
        {"¿Cuál es el río más largo de España?",
         "El río más largo que discurre íntegramente por España es el **Ebro**, con unos 930 km.", "Ebro"},
        {"¿Cuántos huesos tiene el cuerpo humano adulto?",
         "Un adulto tiene **206 huesos**. Los bebés nacen con unos 300.", "206"},
        {"¿Es el 2 un número primo?", "¡Sí! El 2 es primo y, además, el único primo par.", "sí"},
        {"Quanti minuti ci sono in un giorno?", "In un giorno ci sono 24 ore × 60 minuti = **1.440 minuti**.", "1440"},
        {"Qual é a moeda do Japão?", "A moeda oficial do Japão é o **iene** (¥, JPY).", "iene"},
        {"Quantos estados tem o Brasil?", "O Brasil tem **26 estados** e um Distrito Federal.", "26"},
        {"Сколько планет в Солнечной системе?",
         "В Солнечной системе **восемь планет**: Меркурий, Венера, Земля, Марс, Юпитер, Сатурн, Уран и Нептун.", "8"},
        {"Кто написал «Евгения Онегина»?", "Роман в стихах «Евгений Онегин» написал **Александр Сергеевич Пушкин**.",
         "Александр Сергеевич Пушкин"},
        {"澳大利亚的首都是哪里？", "不是悉尼，而是**堪培拉**。", "堪培拉"},
        {"澳大利亚的首都是哪里？", "澳大利亚的首都是**堪培拉（Canberra）**，很多人误以为是悉尼。", "堪培拉"},
        {"小明有15个苹果，吃了4个，还剩几个？", "15 − 4 = 11\n\n所以小明还剩 **11个** 苹果。", "11"},
        {"91是质数吗？", "不是。91 = 7 × 13，所以91是合数。", "不是"},
        {"日本で一番高い山は何ですか？", "日本で一番高い山は**富士山**で、標高は3,776メートルです。", "富士山"},
        {"1時間は何秒ですか？", "1時間は60分×60秒で、**3,600秒**です。", "3600"},
        {"トマトは果物ですか？", "はい、植物学的にはトマトは果物です。", "はい"},
        {"한국에서 가장 긴 강은 무엇인가요?", "한국에서 가장 긴 강은 **낙동강**이며, 길이는 약 510km입니다.", "낙동강"},
        {"12의 제곱은 얼마인가요?", "12의 제곱은 **144**입니다. (12 × 12 = 144)", "144"},
        {"ما هي أكبر قارة في العالم؟", "أكبر قارة في العالم هي **آسيا**، حيث تبلغ مساحتها حوالي 44 مليون كم².", "آسيا"},
        {"كم عدد أيام السنة الكبيسة؟", "عدد أيام السنة الكبيسة هو **366 يومًا**.", "366"},
        {"भारत की राजधानी क्या है?", "भारत की राजधानी **नई दिल्ली** है।", "नई दिल्ली"},
        {"एक घंटे में कितने मिनट होते हैं?", "एक घंटे में **60 मिनट** होते हैं।", "60"},
        {"澳大利亚的首都是哪里？", "不是悉尼，而是**堪培拉**", "堪培拉"},
        {"How many legs does a spider have?", "✅ **Spiders have 8 legs.**", "8"},
        {"日本には都道府県がいくつありますか？", "日本には**47**都道府県があります。", "47"},
    };
    check_pairs(pairs, sizeof pairs / sizeof *pairs, true);
}

TEST(different_replies_in_the_wording_of_models_differ) {
    static const reply_pair pairs[] = {
        {"How should I store tomatoes?", "Store them **at room temperature**.", "Store them **in the fridge**."},
        {"How often should I water it?", "Water it **once a week**.", "Water it **once a month**."},
        {"What is the speed limit?", "It's **50 km/h** in towns.", "It's **50 mph** in towns."},
        {"When is the meeting?", "It's on **Tuesday at 3 pm**.", "It's on **Thursday at 3 pm**."},
        {"Which flag do I need?", "Use **`--hard`**.", "Use **`--soft`**."},
        {"How do I take the pills?", "Take **two before** breakfast.", "Take **two after** breakfast."},
        {"What does the code print?", "It prints `[1, 2, 3]`.", "It prints `(1, 2, 3)`."},
        {"Wie oft soll ich es nehmen?", "**Zweimal täglich** vor dem Essen.", "**Zweimal täglich** nach dem Essen."},
        {"Combien ça coûte ?", "C'est **12 €** par personne.", "C'est **12 €** par groupe."},
        {"¿Cuándo abre la tienda?", "Abre **de lunes a viernes**.", "Abre **de lunes a sábado**."},
        {"每天吃几片？", "每天**2片**，饭前服用。", "每天**2片**，饭后服用。"},
        {"Сколько стоит билет?", "Билет стоит **500 рублей** для взрослых.", "Билет стоит **500 рублей** для детей."},
        {"Is the pool open?", "Yes, from 10 to 4.", "Yes, from 10 to 6."},
        {"Is the pool open?", "Yes, in summer.", "Yes, in winter."},
        {"How cold is it?", "It is **minus 5 degrees**.", "5 degrees"},
    };
    check_pairs(pairs, sizeof pairs / sizeof *pairs, false);
}

TEST(equal_replies_in_the_wording_of_models_are_one) {
    static const reply_pair pairs[] = {
        {"Who discovered penicillin?", "Penicillin was discovered by **Alexander Fleming** in 1928.",
         "Sir Alexander Fleming discovered it."},
        {"What is the boiling point of ethanol?", "Ethanol boils at **78.37 °C** (173.1 °F).",
         "78.37°C at standard pressure"},
        {"Was ist die Hauptstadt der Schweiz?",
         "Die Schweiz hat offiziell keine Hauptstadt, aber **Bern** ist die Bundesstadt.", "Bern"},
        {"Combien font 7 fois 8 ?", "7 × 8 = **56**.", "Cela fait cinquante-six."},
        {"¿Cuántos lados tiene un hexágono?", "Un hexágono tiene **seis lados**.", "6"},
        {"中国有多少个省级行政区？", "中国共有**34个**省级行政区。", "34"},
        {"水の化学式は何ですか？", "水の化学式は**H₂O**です。", "H2O"},
        {"What is the Spanish word for 'butterfly'?",
         "The Spanish word for \"butterfly\" is **\"mariposa\"** (feminine: *la mariposa*).", "mariposa"},
    };
    check_pairs(pairs, sizeof pairs / sizeof *pairs, true);
}
