/* What people's assistants put around a short answer: hedges ("I think it's Bern."), asides ("Bern, of course."), courtesies,
 * explanations ("Bern. It is the federal city."). Each stands around several values. A value is read in all of them, and two
 * values are never the same answer: what is around them must not be taken for it. */
#include "replies.h"

enum { VALUES = 4, REPLY_SIZE = 200 };

typedef struct asked {
    const char *question, *values[VALUES];
} asked;

/* Writes `value` in the place of "{}" of `wrapping`. */
static smacs_text wrapped(char out[REPLY_SIZE], const char *wrapping, const char *value) {
    const char *at = strstr(wrapping, "{}");
    const int size = snprintf(out, REPLY_SIZE, "%.*s%s%s", (int)(at - wrapping), wrapping, value, at + 2);
    return (smacs_text){out, (size_t)size};
}

static void read_in(const asked *q, const char *wrapping) {
    const smacs_answer_form form = smacs_answer_expect(smacs_text_of(q->question));
    smacs_answer read[VALUES];
    size_t count = 0;
    for (; count < VALUES && q->values[count]; count++) {
        char reply[REPLY_SIZE];
        smacs_answer value;
        CHECK_INT(smacs_answer_of(NULL, smacs_text_of(q->values[count]), form, &value, NULL), SMACS_OK);
        CHECK_INT(smacs_answer_extract(NULL, wrapped(reply, wrapping, q->values[count]), form, &read[count], NULL),
                  SMACS_OK);
        if (!smacs_answer_same(&value, &read[count])) {
            printf("      %s\n", reply);
            test_failed(__FILE__, __LINE__, "is read as something else");
        }
        for (size_t other = 0; other < count; other++) {
            CHECK(!smacs_answer_same(&read[count], &read[other]));
        }
        smacs_answer_free(NULL, &value);
    }
    for (size_t i = 0; i < count; i++) {
        smacs_answer_free(NULL, &read[i]);
    }
}

static void read_in_all(const asked *q, const char *const *wrappings, size_t count) {
    for (size_t i = 0; i < count; i++) {
        read_in(q, wrappings[i]);
    }
}

#define READ(q, wrappings) read_in_all(&(q), wrappings, sizeof(wrappings) / sizeof *(wrappings))

static const asked capital = {"What's the capital of Ruritania?", {"Bern", "Lima", "Quito", "Addis Ababa"}};
static const asked seats = {"How many seats does the theatre have?", {"42", "350", "1,200", "fifteen"}};
static const asked inventor = {"Who invented the gadget?", {"Marie Curie", "Tesla", "Alan Turing"}};
static const asked opening = {"When was the bridge opened?", {"1931", "1987", "May 3, 1954"}};
static const asked price = {"How much does the ticket cost?", {"$12", "$7.50", "$130"}};

TEST(hedges_asides_and_courtesies_are_no_part_of_an_answer) {
    static const char *const wrappings[] = {"{}.",
                                            "{}",
                                            "It's {}.",
                                            "That's {}.",
                                            "That would be {}.",
                                            "It is {}, I think.",
                                            "I think it's {}.",
                                            "I'm pretty sure it's {}.",
                                            "Probably {}.",
                                            "Most likely {}.",
                                            "Definitely {}.",
                                            "{}, hands down.",
                                            "{} for sure.",
                                            "{} — no doubt about it.",
                                            "{}; that's all I know.",
                                            "{} (I looked it up).",
                                            "{} if memory serves.",
                                            "{}, if memory serves me right.",
                                            "{}, I'm fairly certain.",
                                            "{}, last I checked.",
                                            "According to Wikipedia, it's {}.",
                                            "As of 2023, it's {}.",
                                            "Hmm, {}.",
                                            "Well, it's {}.",
                                            "Okay, so it's {}.",
                                            "Let me think... {}.",
                                            "Short answer: {}.",
                                            "TL;DR: {}",
                                            "Simple: {}.",
                                            "Easy one: {}.",
                                            "The correct answer would be {}.",
                                            "If I'm not mistaken, it's {}.",
                                            "To the best of my knowledge, it's {}.",
                                            "My best guess is {}.",
                                            "My guess: {}.",
                                            "I believe the answer is {}.",
                                            "I'd say {}.",
                                            "{} is correct.",
                                            "{}. Hope that helps!",
                                            "{}. Let me know if you need anything else.",
                                            "{}. Anything else?",
                                            "{}. That's it.",
                                            "{}. It's well known.",
                                            "{}. This is common knowledge.",
                                            "{}. I double-checked.",
                                            "{}. Source: Wikipedia.",
                                            "{}. Fun fact: it rains there a lot.",
                                            "Sure! It's {}.",
                                            "Sure thing - {}.",
                                            "Of course! {}.",
                                            "Great question! It's {}.",
                                            "Thanks for asking! The answer is {}.",
                                            "Here you go: {}",
                                            "Here's the answer: {}.",
                                            "**{}**",
                                            "**{}.**",
                                            "**{}** is the answer.",
                                            "*{}*",
                                            "`{}`",
                                            "\"{}\"",
                                            "“{}”",
                                            "- {}",
                                            "* {}",
                                            "> {}",
                                            "# {}",
                                            "Answer: {}",
                                            "A: {}",
                                            "Ans. {}",
                                            "→ {}",
                                            "Result: {}",
                                            "{} ✅",
                                            "✅ {}",
                                            "{} 😊",
                                            "So the answer is {}.",
                                            "So, {}.",
                                            "Therefore: {}.",
                                            "Thus {}.",
                                            "Final: {}",
                                            "In short, {}.",
                                            "In a word: {}.",
                                            "Long story short, it's {}."};
    READ(capital, wrappings);
    READ(seats, wrappings);
    READ(inventor, wrappings);
    READ(opening, wrappings);
    READ(price, wrappings);
}

TEST(sentences_around_an_answer_are_no_part_of_it) {
    static const char *const of_capital[] = {"The capital is {}.",
                                             "The capital of Ruritania is {}.",
                                             "Ruritania's capital is {}.",
                                             "{} is the capital of Ruritania.",
                                             "{} is the capital.",
                                             "The capital city is {}.",
                                             "It has been {} since 1990.",
                                             "Since 1990, the capital has been {}.",
                                             "{}, a city of two million people.",
                                             "{}, which has two million inhabitants.",
                                             "{}, the largest city.",
                                             "The capital of Ruritania is {}, a city of about two million people.",
                                             "The capital of Ruritania is {}. It has about two million inhabitants.",
                                             "Many people think it's Zenda, but it's {}.",
                                             "Not Zenda, but {}.",
                                             "{}, not Zenda.",
                                             "It's {}, not Zenda.",
                                             "While Zenda is the largest city, the capital is {}.",
                                             "{} serves as the capital of Ruritania.",
                                             "In Ruritania, the capital is {}.",
                                             "{}, located in the north of the country.",
                                             "{} (population: 2 million)",
                                             "Its capital is {}. The official language is Ruritanian."};
    static const char *const of_seats[] = {"It has {} seats.",
                                           "The theatre has {} seats.",
                                           "There are {} seats in the theatre.",
                                           "{} seats.",
                                           "{} seats in total.",
                                           "It seats {} people.",
                                           "About {} seats.",
                                           "The theatre has {} seats, spread over 3 levels.",
                                           "The theatre, built in 1905, has {} seats.",
                                           "With 3 balconies, it has {} seats.",
                                           "Since the renovation in 2010 it has {} seats.",
                                           "The main hall has {} seats.",
                                           "In total, the theatre has {} seats.",
                                           "The total number of seats is {}.",
                                           "It has {}.",
                                           "{}, including 10 for wheelchairs.",
                                           "{} (10 of them for wheelchairs)",
                                           "There are 10 rows, for a total of {} seats.",
                                           "Each of the 10 rows is full, so {} seats.",
                                           "The theatre has a capacity of {}."};
    static const char *const of_inventor[] = {"{} invented it.",
                                              "{} invented the gadget.",
                                              "The gadget was invented by {}.",
                                              "It was {}.",
                                              "It was invented by {}.",
                                              "It was {} who invented it.",
                                              "{} did.",
                                              "{} in 1901.",
                                              "The gadget was invented by {} in 1901.",
                                              "The inventor was {}.",
                                              "The inventor of the gadget is {}.",
                                              "{} is credited with inventing the gadget.",
                                              "{} is often credited with it.",
                                              "The credit goes to {}.",
                                              "{}, an engineer from Ruritania.",
                                              "{}. The patent was granted in 1901.",
                                              "The gadget's inventor was {}, who also built clocks."};
    static const char *const of_opening[] = {"It was opened in {}.",
                                             "The bridge was opened in {}.",
                                             "The bridge opened in {}.",
                                             "In {}.",
                                             "in {}",
                                             "{}, after 4 years of work.",
                                             "The bridge was opened in {}. It was renovated in 2005.",
                                             "The official opening was in {}."};
    static const char *const of_price[] = {"It costs {}.",
                                           "The ticket costs {}.",
                                           "A ticket costs {}.",
                                           "The price is {}.",
                                           "Tickets cost {} each.",
                                           "The price of the ticket is {}.",
                                           "You pay {}.",
                                           "It's {} per person.",
                                           "It costs {}, but children pay half.",
                                           "The ticket costs {} online and more at the door.",
                                           "The total comes to {}.",
                                           "That'll be {}.",
                                           "{} per ticket.",
                                           "{} each."};
    READ(capital, of_capital);
    READ(seats, of_seats);
    READ(inventor, of_inventor);
    READ(opening, of_opening);
    READ(price, of_price);
}

TEST(nor_are_they_around_letters_and_verdicts) {
    static const asked letter = {"Which one is a bird?\nA) dog\nB) wren\nC) carp\nD) newt", {"A", "B", "C", "D"}};
    static const char *const around_letter[] = {"{}",
                                                "{}.",
                                                "({})",
                                                "{})",
                                                "Option {}",
                                                "It's {}.",
                                                "I'd say {}.",
                                                "I'd go with {}.",
                                                "The answer is {}.",
                                                "Answer: {}",
                                                "Choice {}.",
                                                "Letter {}.",
                                                "**{}**",
                                                "**{})**",
                                                "I choose {}.",
                                                "I pick {}.",
                                                "I believe it's {}.",
                                                "It must be {}.",
                                                "{}. It has wings.",
                                                "{}) because it has wings.",
                                                "{}, because it has wings.",
                                                "The correct option is {}.",
                                                "Hmm, {}.",
                                                "So {}.",
                                                "Therefore, {}.",
                                                "Final answer: {}",
                                                "Option ({}) is the bird."};
    READ(letter, around_letter);
    static const asked verdict = {"Is 91 a prime number?", {"Yes", "No"}};
    static const char *const around_verdict[] = {"{}.",
                                                 "{}!",
                                                 "{}, of course.",
                                                 "{}, I think.",
                                                 "{}, it is obvious.",
                                                 "I think {}.",
                                                 "I believe {}.",
                                                 "Probably {}.",
                                                 "Definitely {}.",
                                                 "The answer is {}.",
                                                 "Answer: {}",
                                                 "**{}**",
                                                 "**{}.** It is odd.",
                                                 "{}. It is odd.",
                                                 "{} - it's odd.",
                                                 "{}: 91 = 7 × 13.",
                                                 "{}, because 91 = 7 × 13.",
                                                 "Short answer: {}.",
                                                 "TL;DR: {}",
                                                 "Hmm, {}.",
                                                 "Well, {}.",
                                                 "So, {}.",
                                                 "Therefore {}.",
                                                 "In short: {}.",
                                                 "I'd say {}.",
                                                 "I would say {}.",
                                                 "{}, as far as I know.",
                                                 "{}, hands down.",
                                                 "My answer is {}.",
                                                 "Simple: {}.",
                                                 "{}, definitely.",
                                                 "{}. Hope that helps!"};
    READ(verdict, around_verdict);
}

TEST(the_same_holds_in_other_languages) {
    static const asked de = {"Was ist die Hauptstadt von Ruritanien?", {"Bern", "Lima", "Quito"}};
    static const char *const in_de[] = {"{}.",
                                        "{}!",
                                        "Es ist {}.",
                                        "Das ist {}.",
                                        "Ich glaube, es ist {}.",
                                        "Ich denke, {}.",
                                        "Vermutlich {}.",
                                        "Wahrscheinlich {}.",
                                        "Sicher {}.",
                                        "Natürlich {}.",
                                        "{}, natürlich.",
                                        "{}, glaube ich.",
                                        "{}, soweit ich weiß.",
                                        "{}, ganz klar.",
                                        "{}, ohne Zweifel.",
                                        "Na klar: {}.",
                                        "Gerne! {}.",
                                        "Kurz gesagt: {}.",
                                        "Die Antwort ist {}.",
                                        "Die Antwort lautet {}.",
                                        "Antwort: {}",
                                        "{} ist die Antwort.",
                                        "Ich würde sagen: {}.",
                                        "Ich würde sagen, {}.",
                                        "Also {}.",
                                        "{}. Das weiß jeder.",
                                        "{}. Es ist sehr bekannt.",
                                        "{}. Viel Spaß!",
                                        "{}. Ich hoffe, das hilft!",
                                        "{}. Sonst noch Fragen?",
                                        "{} (ohne Gewähr)",
                                        "**{}**",
                                        "Soweit ich weiß, ist es {}.",
                                        "Gute Frage! Es ist {}.",
                                        "Hm, {}.",
                                        "Tja, {}."};
    READ(de, in_de);
    static const asked de_seats = {"Wie viele Plätze hat das Theater?", {"42", "350", "1.200"}};
    static const char *const in_den[] = {"{}.",
                                         "Es ist {}.",
                                         "Das ist {}.",
                                         "Ich glaube, es ist {}.",
                                         "Ich denke, {}.",
                                         "Vermutlich {}.",
                                         "Wahrscheinlich {}.",
                                         "Sicher {}.",
                                         "Natürlich {}.",
                                         "{}, natürlich.",
                                         "{}, glaube ich.",
                                         "{}, soweit ich weiß.",
                                         "{}, ganz klar.",
                                         "{}, ohne Zweifel.",
                                         "Na klar: {}.",
                                         "Gerne! {}.",
                                         "Kurz gesagt: {}.",
                                         "Die Antwort ist {}.",
                                         "Die Antwort lautet {}.",
                                         "Antwort: {}",
                                         "{} ist die Antwort.",
                                         "{} ist richtig.",
                                         "Meine Antwort: {}.",
                                         "Ich würde sagen: {}.",
                                         "Ich würde sagen, {}.",
                                         "Also {}.",
                                         "{}. Das weiß jeder.",
                                         "{}. Es ist sehr bekannt.",
                                         "{}. Viel Spaß!",
                                         "{}. Ich hoffe, das hilft!",
                                         "{}. Sonst noch Fragen?",
                                         "{} (ohne Gewähr)",
                                         "**{}**",
                                         "Laut Wikipedia ist es {}.",
                                         "Soweit ich weiß, ist es {}.",
                                         "Meines Wissens {}.",
                                         "Gute Frage! Es ist {}.",
                                         "Hm, {}.",
                                         "Tja, {}.",
                                         "Es hat {} Plätze.",
                                         "Das Theater hat {} Plätze.",
                                         "{} Plätze.",
                                         "Ungefähr {}.",
                                         "Etwa {} Plätze."};
    READ(de_seats, in_den);
    static const asked fr = {"Quelle est la capitale de la Ruritanie ?", {"Berne", "Lima", "Quito"}};
    static const char *const in_fr[] = {"{}.",
                                        "C'est {}.",
                                        "Je crois que c'est {}.",
                                        "Je pense que c'est {}.",
                                        "Probablement {}.",
                                        "Sans doute {}.",
                                        "{}, bien sûr.",
                                        "{}, je crois.",
                                        "{}, sans aucun doute.",
                                        "{}, évidemment.",
                                        "Bien sûr ! C'est {}.",
                                        "En bref : {}.",
                                        "La réponse est {}.",
                                        "Réponse : {}",
                                        "{} est la réponse.",
                                        "{}. C'est bien connu.",
                                        "{}. J'espère que cela vous aide !",
                                        "D'après Wikipédia, c'est {}.",
                                        "À ma connaissance, c'est {}.",
                                        "Bonne question ! C'est {}.",
                                        "Alors, {}.",
                                        "Donc {}.",
                                        "**{}**"};
    READ(fr, in_fr);
    static const asked fr_seats = {"Combien de places compte le théâtre ?", {"42", "350", "1 200"}};
    static const char *const in_frn[] = {"{}.",
                                         "C'est {}.",
                                         "Je crois que c'est {}.",
                                         "Je pense que c'est {}.",
                                         "Probablement {}.",
                                         "Sans doute {}.",
                                         "{}, bien sûr.",
                                         "{}, je crois.",
                                         "{}, sans aucun doute.",
                                         "{}, évidemment.",
                                         "Bien sûr ! C'est {}.",
                                         "En bref : {}.",
                                         "La réponse est {}.",
                                         "Réponse : {}",
                                         "{} est la réponse.",
                                         "{}. C'est bien connu.",
                                         "{}. J'espère que cela vous aide !",
                                         "D'après Wikipédia, c'est {}.",
                                         "À ma connaissance, c'est {}.",
                                         "Bonne question ! C'est {}.",
                                         "Alors, {}.",
                                         "Donc {}.",
                                         "**{}**",
                                         "Il compte {} places.",
                                         "{} places.",
                                         "Environ {} places."};
    READ(fr_seats, in_frn);
    static const asked es = {"¿Cuál es la capital de Ruritania?", {"Berna", "Lima", "Quito"}};
    static const char *const in_es[] = {"{}.",
                                        "Es {}.",
                                        "Creo que es {}.",
                                        "Pienso que es {}.",
                                        "Probablemente {}.",
                                        "{}, por supuesto.",
                                        "{}, creo.",
                                        "{}, sin duda.",
                                        "{}, obviamente.",
                                        "¡Claro! Es {}.",
                                        "En resumen: {}.",
                                        "La respuesta es {}.",
                                        "Respuesta: {}",
                                        "{} es la respuesta.",
                                        "{}. Es muy conocido.",
                                        "{}. ¡Espero que ayude!",
                                        "Según Wikipedia, es {}.",
                                        "Que yo sepa, es {}.",
                                        "¡Buena pregunta! Es {}.",
                                        "Pues {}.",
                                        "Así que {}.",
                                        "**{}**"};
    READ(es, in_es);
    static const asked es_seats = {"¿Cuántas butacas tiene el teatro?", {"42", "350", "1200"}};
    static const char *const in_esn[] = {"{}.",
                                         "Es {}.",
                                         "Creo que es {}.",
                                         "Pienso que es {}.",
                                         "Probablemente {}.",
                                         "{}, por supuesto.",
                                         "{}, creo.",
                                         "{}, sin duda.",
                                         "{}, obviamente.",
                                         "¡Claro! Es {}.",
                                         "En resumen: {}.",
                                         "La respuesta es {}.",
                                         "Respuesta: {}",
                                         "{} es la respuesta.",
                                         "{}. Es muy conocido.",
                                         "{}. ¡Espero que ayude!",
                                         "Según Wikipedia, es {}.",
                                         "Que yo sepa, es {}.",
                                         "¡Buena pregunta! Es {}.",
                                         "Pues {}.",
                                         "Así que {}.",
                                         "**{}**",
                                         "Tiene {} butacas.",
                                         "{} butacas.",
                                         "Unas {} butacas."};
    READ(es_seats, in_esn);
    static const asked it = {"Qual è la capitale della Ruritania?", {"Berna", "Lima", "Quito"}};
    static const char *const in_it[] = {"{}.",
                                        "È {}.",
                                        "Credo che sia {}.",
                                        "Penso sia {}.",
                                        "Probabilmente {}.",
                                        "{}, ovviamente.",
                                        "{}, credo.",
                                        "{}, senza dubbio.",
                                        "Certo! È {}.",
                                        "In breve: {}.",
                                        "La risposta è {}.",
                                        "Risposta: {}",
                                        "{}. È ben noto.",
                                        "Secondo Wikipedia, è {}.",
                                        "Quindi {}."};
    READ(it, in_it);
    static const asked pt = {"Qual é a capital da Ruritânia?", {"Berna", "Lima", "Quito"}};
    static const char *const in_pt[] = {"{}.",
                                        "É {}.",
                                        "Acho que é {}.",
                                        "Provavelmente {}.",
                                        "{}, claro.",
                                        "{}, acho.",
                                        "{}, sem dúvida.",
                                        "Claro! É {}.",
                                        "Em resumo: {}.",
                                        "A resposta é {}.",
                                        "Resposta: {}",
                                        "{}. É bem conhecida.",
                                        "Segundo a Wikipédia, é {}.",
                                        "Então {}."};
    READ(pt, in_pt);
    static const asked ru = {"Какая столица Руритании?", {"Берн", "Лима", "Кито"}};
    static const char *const in_ru[] = {"{}.",
                                        "Это {}.",
                                        "Думаю, это {}.",
                                        "Наверное, {}.",
                                        "Вероятно, {}.",
                                        "{}, конечно.",
                                        "{}, думаю.",
                                        "{}, без сомнения.",
                                        "Конечно! Это {}.",
                                        "Коротко: {}.",
                                        "Ответ: {}.",
                                        "Ответ — {}.",
                                        "{}. Это всем известно.",
                                        "По данным Википедии, это {}.",
                                        "Итак, {}."};
    READ(ru, in_ru);
}
