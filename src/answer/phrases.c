/* Words by which answers are announced, told apart and put into keys; numbers, units and dates are in values.c.
 *
 * "|" separates words. They are tried in order, so of two that begin alike the longer stands first. Spaces count. */
#include "answer/words.h"

#include <stddef.h>

static const char *const english[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = ("answer|correct one|correct value|correct result|correct solution|correct completion"
                            "|result of the expression|result of evaluating|correct order|correct spelling|sorted "
                            "list|sorted order|alphabetical order"),
    [SMACS_WORDS_PLURAL] = "s are",
    [SMACS_WORDS_OBJECT] = (" to the question| to this question| to your question| to the problem| to this problem"
                            "| to the riddle| to the puzzle| to the equation| of the sequence| of the expression| here"
                            "| from the given options| among the given options"
                            "| choice| option| letter"),
    [SMACS_WORDS_VERB] = (" is most likely| is likely| is therefore| is thus| is clearly| is| are|:| =|：| "
                          "would most likely be"
                          "| would likely be| would therefore be| would be| should be| will be| must be"
                          "| could be interpreted as"),
    [SMACS_WORDS_HEADING] = "the |final |correct |my |short ",
    [SMACS_WORDS_CONDITION] = "if the |whether the ",
    [SMACS_WORDS_NEGATION] = "not |n't |n’t ",
    [SMACS_WORDS_BUT] = " but ",
    [SMACS_WORDS_REMARK] =
        ("correct|right|wrong|incorrect|helpful|useful|clear|unclear|based on|independent of|different"
         "|approximate|rounded|obtained|derived|found by|found in|valid|only valid|reasonable|expected"
         "|consistent|verified|confirmed|simple|straightforward|also|given|shown|below|see above|see below"
         "|described|provided|stated|explained|the same|in bold|in the|above|exact|unique|accurate|complete"
         "|incomplete|needed|required|of help|what you|in the form|satisfactory|subjective|ambiguous|important"
         "|not clear|not correct|not unique|see the|already|the best one|correct answer|as"),
    [SMACS_WORDS_POINTING] = "this |these |your |any |another |an ",
    [SMACS_WORDS_LABEL] =
        ("result|total|final result|final count|solution|final solution|conclusion|in short|short answer"
         "|output|value|sum|difference|product|quotient|in total|answered"),
    [SMACS_WORDS_CORRECTION] =
        ("wait|hold on|actually|oops|correction|no, wait|on second thought|hmm|sorry, i made|scratch that"
         "|no, that's wrong|no, that's incorrect|let me re|i made a mistake|i made an error|apologies"
         "|sorry, that|sorry, i meant|sorry, i mean|i meant|i mean|sorry: |my mistake|my bad|i misspoke|i miscounted"
         "|i misread|let me correct|strike that|scrap that|edit:|no wait|no, sorry|sorry, no"),

    [SMACS_WORDS_ABBREVIATION] = "dr|mr|mrs|ms|st|vs|no|approx|rs",
    [SMACS_WORDS_REASON] =
        (", assuming|, including|, followed by |, ahead of |, home to |, known as |, known for |, also known |, also "
         "called |, compared | compared with | compared to |, with |, located|, although|, though| because|, because| "
         "since |, "
         "since|, as |, which|, so |, not | (since| (because"
         "| rather than|, where| —|—| (not | (without quotes"
         "| without quotes|, without quotes| (a number| instead of |, in total|, or about |, or approximately "
         "|, or roughly |, after |, when |, during "),
    [SMACS_WORDS_COURTESY] =
        ("i hope|let me know|feel free|if you have any|if you have more|if you need|if you want|if you'd like"
         "|if you're interested|have a great|happy to help|enjoy|good luck|sure!|sure,|sure.|of course!"
         "|great question|good question|thanks for|thank you|you're welcome|hello|hi!|cheers|keep in mind"
         "|fun fact|don't hesitate|i'm happy|see |cf|regards|for more|please |disclaimer|note:|tip:|hope this"),

    [SMACS_WORDS_OPTION] = "option|choice",
    [SMACS_WORDS_IS] = " is",
    [SMACS_WORDS_ARE] = " are | has | have | was | were ",
    [SMACS_WORDS_OPTION_LEAD] = "option |choice |letter ",
    [SMACS_WORDS_ANSWERS] = "answers",
    [SMACS_WORDS_CHOSEN] = (" is the correct answer| is the correct option| is the correct choice"
                            "| is the best answer| is the right answer| is the answer| is the best choice"
                            "| is the right choice| is the right option| is the best option"
                            "| is the closest| is the best match| is the best fit| is the most fitting"
                            "| is the most similar| is the most suitable| seems to be the closest"),
    [SMACS_WORDS_UNOFFERED] = "none of the|not listed|not among|no correct answer|not in the options",
    [SMACS_WORDS_LIKENESS] = "closest|similar|match|fitting|resembl|sarcastic",
    [SMACS_WORDS_LEADING] = " is| are| be| appears to be| seems to be",
    [SMACS_WORDS_MARKED_CHOSEN] = (" is correct| is right| is the correct| is the right| would be the best"
                                   "| fits best| would be the closest"
                                   "| is the largest| is the only"),
    [SMACS_WORDS_REJECTING] =
        (" not | never|never |avoid| wrong| incorrect| false|rule out|eliminate| cannot | unlike"),
    [SMACS_WORDS_PICKING] =
        ("choose |pick |picked |select |go with |going with |go for |it's |it is |must be |has to be |closest to |be "
         "closest to |leaves |leaving |left with |i'd say |i would say |my choice is |so |therefore |thus |hence "
         "|therefore, |thus, |hence, |conclude that |choice: |choice is |pick: |→ "),
    [SMACS_WORDS_SMALL] =
        ("the|a|an|is|are|was|were|be|of|in|on|at|to|by|for|and|or|it|its|this|that|these|there|has|have|had"
         "|with|as|from|than|so|thus|therefore|hence|will|would|can|you|we|i|all|among|them|about"
         "|approximately|exactly|equal|equals|called|person|one|number|option|choice|correct|only|same|yes"
         "|sure|certainly|believe|think|following|primarily|mainly|usually|typically|commonly|many|much"
         "|officially|currently|actually|always|approx|considered|regarded|deemed|classified|make|makes|give|gives|"
         "yield|yields|become|becomes|that's|it's|there's|he|she|they|his|her|their|too"),
    [SMACS_WORDS_CLOSING] = "so|thus|therefore|hence|given|based|overall|finally|ultimately|conclusion",
    [SMACS_WORDS_DENYING] = "not|no|never|hardly|cannot|neither|nor|niet|geen",
    [SMACS_WORDS_UNTOLD] = "unknown|unclear|unable|sorry",
    [SMACS_WORDS_ASKING] = "what|who|which|whose|whom|how|when|where|why|if",
    [SMACS_WORDS_CHOOSING] = "who|which|whose",
    [SMACS_WORDS_PERSON] = "who|whom|whose",
    [SMACS_WORDS_NO_FIRST] =
        ("north|south|east|west|northern|southern|eastern|western|new|real|inter|saint|st|san|central|democratic|united"
         "|great|upper|lower|old|the|no|mr|mrs|ms|dr"),
    [SMACS_WORDS_COUNTING] = ("how many|how much|how long|how far|how old|how fast|how tall|how big|how high|how often"
                              "|how heavy|which port|what port|status code|what number|how expensive|how cold|how "
                              "hot|how warm|how large|what percentage|what is the price|what's the price|what is the "
                              "temperature|what's the temperature|number of|what percent|how deep|how wide"),
    [SMACS_WORDS_TIMING] = "when|what time|which year|what year|what date|which day|what day|which month|what month",
    [SMACS_WORDS_WHETHER] = "is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|may|might|must",
    [SMACS_WORDS_YOU] = "you",
    [SMACS_WORDS_CONDITIONAL] =
        ("if|unless|whether|but|however|although|though|except|may|might|could|with|without|only|partly"
         "|partially|mostly|before|after|until|during|under|as long as|when"),
    [SMACS_WORDS_VERDICT_ASKED] = "yes or no|true or false|yes/no",
    [SMACS_WORDS_AFFIRMING] = "absolutely|definitely|yep|yeah|yup|indeed|certainly|correct",
    [SMACS_WORDS_REFUSING] = "nope|nah",
    [SMACS_WORDS_SOLUTIONS] = "solutions are|solutions:|roots are|roots:|zeros are|two solutions are",
    [SMACS_WORDS_APPOSITION] = ", a |, an |, the |, one of |, from the |, which lies |, which is in ",
    [SMACS_WORDS_RESTATED] = ", or |, which is | / |, that is |, i.e. | = ",
    [SMACS_WORDS_CHANCE] = "chance|probability|odds|likely",
    [SMACS_WORDS_RATIO] = "ratio|proportion",
    [SMACS_WORDS_THAN] = " than ",
    [SMACS_WORDS_VERSION] = "version|release|section|chapter",
    [SMACS_WORDS_FORMULA] = "formula|symbol|compound|molecule",
    [SMACS_WORDS_PATTERN] = "regular expression|regex|regexp|glob|wildcard",
    [SMACS_WORDS_OPEN] = ("write|give|explain|describe|list|tell|compose|suggest|discuss|summarize|summarise|draft"
                          "|outline|create|recommend|brainstorm|imagine|rewrite|schreibe|schreib|nenne|erkläre|gib"
                          "|écris|explique|donne|escribe|explica|dame"),
    [SMACS_WORDS_SEVERAL] = " some | ideas| suggestions| tips | tips?| examples| reasons| ways to| pros and cons",
    [SMACS_WORDS_FRONT] = "the |a |an ",
    [SMACS_WORDS_REQUESTING] =
        ("list|give|write|tell|explain|help|show|name|provide|describe|suggest|recommend|make|create|please"
         "|summarize|solve|calculate|compute"),
    [SMACS_WORDS_NAMELY] = ", which is |, which equals |, that is, |, i.e. |, namely ",
    [SMACS_WORDS_COPULA] = "is|are|was|were|it's|that's|equals",
    [SMACS_WORDS_WITHIN] = "of|the|da|de|von|van|du|di|del|der|la|le|and|bin|al",
    [SMACS_WORDS_PLACE] = "in",
    [SMACS_WORDS_TURNING] =
        ("all but|but all|except|everyone but|everything but|none but|and a half|half past|half eight"
         "|quarter to|quarter past|quarter of|quarter after|quarter before|one in|one out|out of|first half"
         "|second half|weekday|weekdays|weekend|weekends|minutes to|minutes past|mod|remainder|first|last|next"
         "|previous|day before|day after|used to"),
    [SMACS_WORDS_PROVISO] =
        ", but only | but only |, but not | only if |, depending | depends |, for |, on |, at |, as long as ",
    [SMACS_WORDS_CONCLUDING] = (", so |; so |, therefore |, thus |, hence |, which means |, which gives |, giving "
                                "|, leaving |: so "),
    [SMACS_WORDS_CONTRASTING] = ", but |; but |, and |; |, while |, whereas |, it's |, it is |, they are ",
    [SMACS_WORDS_EXTENT] =
        "from|by|within|until|till|up|over|under|between|in|about|around|after|before|since|every|for",
    [SMACS_WORDS_VERDICT] = "yes|no|true|false",
    [SMACS_WORDS_SAYING] = " answer | say | be | as | conclude | but ",
    [SMACS_WORDS_AND] = "and",
    [SMACS_WORDS_OR] = "or",

    [SMACS_WORDS_ABOUT] =
        ("approximately |approx. |about |roughly |around |exactly |simply |use |press |equal to |equals |= "
         "|probability = "),
    [SMACS_WORDS_NO_UNIT] = ("pi|sqrt|sin|cos|tan|log|ln|inf|or|and|to|mod|pm|cup|base|if|for|when|less|more|times"
                             "|plus|minus|hundred|thousand|million|billion|trillion|dozen|alpha|beta|theta|is|are|was"
                             "|were|not|has|have|does|do|can|cannot|will|than"),
    [SMACS_WORDS_YES] = "yes|true|yep|yeah|yup",
    [SMACS_WORDS_NO] = "no|false|nope|nah",
    [SMACS_WORDS_NOT_FILLED] = "n/a",

    [SMACS_WORDS_OUTPUT] =
        ("output|does this print|program print|code print|script print|be printed|is printed|evaluate to"
         "|snippet print|program display|does it print|it print|will print|does it output|be displayed"
         "|printed by|gets printed"),
    [SMACS_WORDS_OUTPUT_SHOWN] =
        "output|outputs|result|prints|printed|displays|will print|would print|will output|would output|will display",
    [SMACS_WORDS_CODE_VERB] = "write|implement|create|develop",
    [SMACS_WORDS_CODE_NOUN] = "function|program|script|code|query|class|method|regex|algorithm",
    [SMACS_WORDS_CODE_ASKED] = "only contain the code|your code should pass|should only contain code",
    [SMACS_WORDS_FURTHER] = "question:|q:|user:|human:|instruction:|problem:",
    [SMACS_WORDS_FURTHER_NUMBERED] = "question ",
    [SMACS_WORDS_FURTHER_HEADING] = "question|instruction|problem",

    [SMACS_WORDS_FOLLOWING] = "because|since|as |is |and |or |with ",
    [SMACS_WORDS_JOINT] = "and |or ",
    [SMACS_WORDS_LIST_JOINT] = " and | or ",
    [SMACS_WORDS_JUDGING] = " is ",
    [SMACS_WORDS_APPROVING] = " is correct| is the ",
    [SMACS_WORDS_NOT] = "n't|n’t",
    [SMACS_WORDS_FUNCTION] = ("and|sqrt|sin|cos|tan|log|inf|cup|cap|frac|alpha|beta|theta|sec|csc|cot|lfloor|rfloor"
                              "|lceil|rceil|binom|gcd|lcm|max|min|mod|ln"),

    [SMACS_WORDS_ARTICLE] = "the |a |an ",
    [SMACS_WORDS_REFUSAL] = ("your answer|insert |final answer|i dont know|i do not know|i cannot |i cant |im sorry"
                             "|sorry |i am sorry|i am unable|im unable|unable to |not enough information"
                             "|none of the provided|placeholder|lets |let us |to find |to solve |we need |first "),
    [SMACS_WORDS_PLACEHOLDER] = "answer|unknown|n a|null|na|sure|step 1|here|none|result|value|sorry|ok|okay",
    [SMACS_WORDS_PLEASE] = "please|can you|could you|would you|i want you to|i'd like you to|help me",
    [SMACS_WORDS_MAKING] = "write|compose|draft|create|give|suggest|tell|make",
    [SMACS_WORDS_TEXTS] =
        ("poem|story|essay|email|e-mail|a letter|cover letter|letter to|letter for|song|haiku|speech|tip|summary"
         "|message|slogan|joke|paragraph|article|plan|recipe|advice|idea"),
    [SMACS_WORDS_REWORDING] = "summarize|summarise|rewrite|rephrase|paraphrase|brainstorm",
    [SMACS_WORDS_ASIDE] =
        "sure|certain|confident|page |my knowledge|be checked|can check|double-check|be verified|this took",
    [SMACS_WORDS_OPENING] = ("since|because|given that|considering that|as of|according to|as an ai|in short|well|i "
                             "can say|i can say that|question|i think|i think that"
                             "|i believe|i believe that|it seems that|confidence"),
    [SMACS_WORDS_PAGE] = "p|pp|cf|fig|eq",
    [SMACS_WORDS_SUPPOSING] = "if|unless|had it|had he|had she|had they|had we|had the|were it|suppose|supposing",
    [SMACS_WORDS_WOULD] = "would|would've|unless|'d be",
    [SMACS_WORDS_SPANNING] = "by|from|until|till|since",
    [SMACS_WORDS_WRITING] = "write|compose|draft|rewrite",
    [SMACS_WORDS_SURELY] =
        ("of course it is|of course|definitely|certainly|absolutely yes|absolutely|that's right|that is right"
         "|that's correct|that is correct|that's true|that is true|it is|it does|it can|they are|naturally"),
    [SMACS_WORDS_SURELY_NOT] =
        ("not anymore|not any more|no longer|not quite|not exactly|of course not|definitely not|certainly "
         "not|absolutely not|not at all|no way|far from it|that's false"
         "|that is false|that's wrong|that is wrong|that's not true|that's incorrect|that is incorrect"
         "|that's not correct|that is not correct|that is not true|it is not|it isn't|it's not|it does not"
         "|it doesn't|it cannot|they are not|not really|by no means"),
    [SMACS_WORDS_OPINION] =
        "thought|assumed|guessed|many|people|most|seems|seemed|expected|tempting|glance|mistakenly|often|mistake",
    [SMACS_WORDS_NOW] = "now|today|nowadays|instead",
    [SMACS_WORDS_COMPARING] = "more|less",
    [SMACS_WORDS_LARGER] = "bigger|larger|greater|higher",
    [SMACS_WORDS_CALLING] = "say|says|called|named|use|means|write|spelled|reads",
};

static const char *const german[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "antwort|lösung",
    [SMACS_WORDS_OBJECT] = " auf die frage",
    [SMACS_WORDS_VERB] = " ist:| ist| lautet:| lautet| wäre| sind",
    [SMACS_WORDS_HEADING] = "die |richtige |finale |endgültige |kurze ",
    [SMACS_WORDS_CONDITION] = "wenn die |ob die ",
    [SMACS_WORDS_NEGATION] = "nicht ",
    [SMACS_WORDS_BUT] = " sondern ",
    [SMACS_WORDS_REMARK] = ("richtig|korrekt|falsch|hilfreich|klar|unklar|basiert|ungefähr|gerundet|abhängig|unabhängig"
                            "|eindeutig|siehe oben|wie oben|oben"),
    [SMACS_WORDS_POINTING] = "diese |deine |ihre |meine ",
    [SMACS_WORDS_LABEL] = "ergebnis|endergebnis|summe|gesamt|insgesamt|gesamtkosten|fazit",
    [SMACS_WORDS_CORRECTION] = "moment mal|moment,|halt,|korrektur|nein, |warte|ich meine|ich meinte|genauer "
                               "gesagt|ich korrigiere|das war falsch|ich habe mich",
    [SMACS_WORDS_REASON] = " weil|, weil| denn |, denn |, da |, wobei| (ohne anführungszeichen|, nicht |, und nicht ",
    [SMACS_WORDS_COURTESY] =
        ("ich hoffe|wenn du noch|wenn sie noch|falls du|falls sie|lass mich wissen|lassen sie mich|gerne!"
         "|gerne,|natürlich!|gute frage|viel erfolg|viel spaß|melde dich|siehe |vgl|sag mir|sag bescheid"
         "|mit freundlichen|bitte "),
    [SMACS_WORDS_OPTION_LEAD] = "buchstabe |option ",
    [SMACS_WORDS_SMALL] = ("der|die|das|ein|eine|einen|einem|eines|ist|sind|war|waren|hat|haben|von|vom|in"
                           "|im|an|am|auf|zu|zum|zur|für|mit|und|es|sie|er|also|somit|daher|wird|werden"
                           "|wurde|wurden|beträgt|ergibt|gibt|genau|etwa|ungefähr|insgesamt|ergebnis"
                           "|antwort|lautet|man|den|dem|des|nach|um|als|geschrieben|genannt|heißt|nun|dann"
                           "|jetzt|liegt|bei|beläuft|sich|betragen"),
    [SMACS_WORDS_CLOSING] = "also|somit|daher|folglich|deshalb|damit",
    [SMACS_WORDS_DENYING] = "nicht|kein|keine|keinen|nie|nein",
    [SMACS_WORDS_UNTOLD] = "unbekannt|leider",
    [SMACS_WORDS_ASKING] = ("was|wer|welche|welcher|welches|wessen|wen|wem|wie|wann|wo|warum|wenn|wieviel"
                            "|wieviele|viele|viel"),
    [SMACS_WORDS_PERSON] = "wer|wem|wen|wessen",
    [SMACS_WORDS_CHOOSING] = "wer|welche|welcher|welches|wessen",
    [SMACS_WORDS_WHETHER] = "ist|sind|war|waren|hat|haben|hatte|kann|können|wird|gibt|darf|soll|muss",
    [SMACS_WORDS_YOU] = "du|sie",
    [SMACS_WORDS_EXTENT] = "von|um|bis|innerhalb|in|am|ab|seit",
    [SMACS_WORDS_VERDICT] = "ja|nein",
    [SMACS_WORDS_AND] = "und",
    [SMACS_WORDS_OR] = "oder",
    [SMACS_WORDS_YES] = "ja|wahr|richtig",
    [SMACS_WORDS_SOLUTIONS] = "lösungen sind|lösungen:|nullstellen sind",
    [SMACS_WORDS_MARKED_CHOSEN] = " ist richtig| ist korrekt| ist die richtige",
    [SMACS_WORDS_NO] = "nein|falsch",
    [SMACS_WORDS_OUTPUT] =
        ("ausgabe|gibt dieses programm|gibt der code|gibt das|gibt es aus|wird ausgegeben|gibt dieser code"
         "|gibt der folgende|wird angezeigt"),
    [SMACS_WORDS_OUTPUT_SHOWN] = "ergebnis|ausgabe",
    [SMACS_WORDS_CODE_VERB] = "schreibe|schreib|implementiere|erstelle|programmiere",
    [SMACS_WORDS_CODE_NOUN] = "funktion|programm|skript|abfrage|klasse",
    [SMACS_WORDS_COPULA] = "ist|sind|war|waren|heißt|lautet",
    [SMACS_WORDS_TURNING] = "alle bis auf|bis auf|außer|halb|viertel vor|viertel nach|dreiviertel|jeder|jede|hälfte",
    [SMACS_WORDS_CONCLUDING] = ", also |, somit |, daher ",
    [SMACS_WORDS_CONTRASTING] = "; |, aber |, und ",
    [SMACS_WORDS_COUNTING] =
        "wie viele|wie viel|wieviele|wieviel|wie lange|wie alt|wie weit|wie hoch|wie groß|wie schnell|was kostet|was "
        "kosten|wie teuer|wie schwer|wie tief|wie breit|wie oft|wie warm|wie kalt",
    [SMACS_WORDS_TIMING] = "wann|um wie viel uhr|in welchem jahr",
    [SMACS_WORDS_PICKING] = "ich wähle |ich nehme |also |es ist |muss es |richtig ist |korrekt ist ",
    [SMACS_WORDS_FRONT] = "der |die |das |den |dem |ein |eine |einen ",
    [SMACS_WORDS_CAPITALS] = "nouns",
    [SMACS_WORDS_CHANCE] = "wahrscheinlich",
    [SMACS_WORDS_RATIO] = "verhältnis",
    [SMACS_WORDS_THAN] = " als ",
    [SMACS_WORDS_PLEASE] = "bitte|kannst du|könntest du|können sie",
    [SMACS_WORDS_MAKING] = "schreibe|schreib|mir|verfasse|erstelle|gib|nenne|erzähle|erzähl|erfinde|mach",
    [SMACS_WORDS_TEXTS] = ("gedicht|geschichte|aufsatz|e-mail|email|brief|lied|rede|tipps|zusammenfassung|nachricht"
                           "|witz|artikel|plan|rezept|ratschläge|ideen|text"),
    [SMACS_WORDS_REWORDING] = "fasse|fass",
    [SMACS_WORDS_PAGE] = "s|vgl|abb",
    [SMACS_WORDS_SUPPOSING] = "wenn|falls|sofern|angenommen",
    [SMACS_WORDS_WOULD] = "wäre|wären|würde|würden|hätte|hätten",
    [SMACS_WORDS_CONDITIONAL] = "mit|ohne|nur|teilweise|vor|nach|außer|sofern|falls|wenn|solange|aber nur",
    [SMACS_WORDS_COMMA] = "2,5",
    [SMACS_WORDS_WRITING] = "schreibe|schreib|verfasse",
    [SMACS_WORDS_SURELY] =
        "natürlich|selbstverständlich|auf jeden fall|das stimmt|stimmt|ja, das stimmt|das ist richtig",
    [SMACS_WORDS_SURELY_NOT] = ("natürlich nicht|selbstverständlich nicht|auf keinen fall|keineswegs|das stimmt nicht"
                                "|das ist falsch|ganz und gar nicht"),
    [SMACS_WORDS_OPENING] = "weil|laut|kurz gesagt",
    [SMACS_WORDS_ASIDE] = "sicher|mein wissen",
    [SMACS_WORDS_PATTERN] = "regulärer ausdruck|regulären ausdruck|platzhalter",
    [SMACS_WORDS_OPINION] = "dachte|viele|manche|scheint|vermutete|oft|fälschlicherweise",
    [SMACS_WORDS_NOW] = "jetzt|nun|heute|stattdessen|mittlerweile",
    [SMACS_WORDS_COMPARING] = "mehr|weniger",
    [SMACS_WORDS_CALLING] = "sagt|heißt|nennt|bedeutet|schreibt",
};

static const char *const french[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "réponse",
    [SMACS_WORDS_OBJECT] = " à la question| correcte| finale| exacte",
    [SMACS_WORDS_VERB] = " est :| est:| est| serait| sont| :| :",
    [SMACS_WORDS_HEADING] = "la |bonne ",
    [SMACS_WORDS_CONDITION] = "si la ",
    [SMACS_WORDS_NEGATION] = "pas ",
    [SMACS_WORDS_BUT] = " mais ",
    [SMACS_WORDS_REMARK] =
        "correcte|exacte|juste|fausse|utile|basée|approximative|différente|claire|voir ci-dessus|ci-dessus",
    [SMACS_WORDS_POINTING] = "cette |votre |ta |ma ",
    [SMACS_WORDS_LABEL] = "résultat|résultat final|total|solution|somme|conclusion",
    [SMACS_WORDS_CORRECTION] =
        "attendez|attends|en fait|correction|non, |pardon, je|je voulais dire|je me suis tromp|erratum",
    [SMACS_WORDS_REASON] =
        " parce que|, parce que|, car |, donc |, puisque| (sans guillemets|, et non |, pas |, non pas ",
    [SMACS_WORDS_COURTESY] =
        ("j'espère|n'hésitez pas|n'hésite pas|si vous avez|si tu as|bien sûr !|bien sûr!|bonne question"
         "|bonne journée|avec plaisir|voir |dites-moi|veuillez "),
    [SMACS_WORDS_OPTION_LEAD] = "la lettre |l'option |la ",
    [SMACS_WORDS_SMALL] = ("le|la|les|un|une|des|du|de|d|l|est|sont|était|a|y|il|elle|ils|elles|on|en|à|au"
                           "|aux|dans|par|pour|sur|et|c'est|donc|ainsi|cela|ce|cette|qui|que|fait|font|vaut"
                           "|égal|égale|environ|exactement|résultat|total|été|écrit|appelle|se"
                           "|s'appelle|alors|maintenant"),
    [SMACS_WORDS_CLOSING] = "donc|ainsi|alors|finalement",
    [SMACS_WORDS_DENYING] = "pas|non|aucun|aucune|jamais|n'est|ne",
    [SMACS_WORDS_UNTOLD] = "désolé",
    [SMACS_WORDS_ASKING] = ("que|quel|quelle|quels|quelles|qui|comment|quand|où|pourquoi|combien|si"
                            "|qu'est-ce|est-ce|quoi"),
    [SMACS_WORDS_PERSON] = "qui",
    [SMACS_WORDS_CHOOSING] = "qui|quel|quelle|lequel|laquelle",
    [SMACS_WORDS_WHETHER] = "est-ce|est-il|est-elle|peut-on|a-t-il",
    [SMACS_WORDS_EXTENT] = "de|en|dans|jusqu'à|depuis|sous",
    [SMACS_WORDS_VERDICT] = "oui|non",
    [SMACS_WORDS_AND] = "et",
    [SMACS_WORDS_OR] = "ou",
    [SMACS_WORDS_YES] = "oui|vrai",
    [SMACS_WORDS_MARKED_CHOSEN] = " est correcte| est la bonne| est exacte",
    [SMACS_WORDS_NO] = "non|faux",
    [SMACS_WORDS_CODE_VERB] = "écris|écrivez|écrire|implémente|crée",
    [SMACS_WORDS_CODE_NOUN] = "fonction|programme|requête|classe",
    [SMACS_WORDS_COPULA] = "est|sont|était",
    [SMACS_WORDS_TURNING] = "sauf|et demi|et demie|et quart|moins le quart|un sur|une sur|chacun|chacune",
    [SMACS_WORDS_CONCLUDING] = ", donc ",
    [SMACS_WORDS_CONTRASTING] = "; |, mais |, et ",
    [SMACS_WORDS_COUNTING] = "combien|quel âge|quelle distance|quelle longueur",
    [SMACS_WORDS_TIMING] = "quand|à quelle heure|en quelle année",
    [SMACS_WORDS_PICKING] = "je choisis |c'est la réponse |c'est |donc ",
    [SMACS_WORDS_FRONT] = "le |la |les |l'|un |une ",
    [SMACS_WORDS_PLEASE] = "s'il te plaît|s'il vous plaît|peux-tu|pouvez-vous",
    [SMACS_WORDS_MAKING] = "écris|écrivez|écrire|rédige|rédigez|compose|donne|donnez|propose|raconte|crée|fais",
    [SMACS_WORDS_TEXTS] = ("poème|histoire|e-mail|email|courriel|lettre|chanson|discours|conseils|résumé|message"
                           "|blague|article|plan|recette|idées|texte"),
    [SMACS_WORDS_REWORDING] = "résume|résumez|reformule|reformulez|réécris",
    [SMACS_WORDS_SUPPOSING] = "si|s'il|s'ils",
    [SMACS_WORDS_WOULD] = "serait|seraient|aurait|auraient|resterait|était",
    [SMACS_WORDS_CONDITIONAL] = "avec|sans|seulement|avant|après|sauf|si|mais seulement|à condition",
    [SMACS_WORDS_COMMA] = "2,5",
    [SMACS_WORDS_WRITING] = "écris|écrivez|rédige",
    [SMACS_WORDS_SURELY] = "bien sûr|absolument|tout à fait|c'est vrai|c'est exact",
    [SMACS_WORDS_SURELY_NOT] = "bien sûr que non|pas du tout|absolument pas|certainement pas|c'est faux",
    [SMACS_WORDS_OPENING] = "puisque|comme|selon|en bref",
    [SMACS_WORDS_ASIDE] = "sûr|certain à",
    [SMACS_WORDS_PATTERN] = "expression régulière|expression rationnelle",
    [SMACS_WORDS_OPINION] = "pensais|beaucoup|souvent|semble|croyais",
    [SMACS_WORDS_NOW] = "maintenant|désormais|aujourd'hui",
    [SMACS_WORDS_COMPARING] = "plus|moins",
    [SMACS_WORDS_OUTPUT] = "affiche|sortie|imprime",
    [SMACS_WORDS_OUTPUT_SHOWN] = "sortie|résultat",
    [SMACS_WORDS_CALLING] = "dit|appelle|signifie|écrit",
};

static const char *const spanish[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "respuesta",
    [SMACS_WORDS_OBJECT] = " a la pregunta| correcta| final",
    [SMACS_WORDS_VERB] = " será:| será| es:| es| sería| son",
    [SMACS_WORDS_HEADING] = "la ",
    [SMACS_WORDS_CONDITION] = "si la ",

    [SMACS_WORDS_BUT] = " sino ",
    [SMACS_WORDS_REMARK] = "correcta|incorrecta|útil|clara|basada|aproximada|diferente|ver arriba|véase|arriba",
    [SMACS_WORDS_POINTING] = "esta |tu |su |mi ",
    [SMACS_WORDS_LABEL] = "resultado|resultado final|total|solución|suma|conclusión",
    [SMACS_WORDS_CORRECTION] = "espera|en realidad|corrección|perdón|quise decir|me equivoqu|mejor dicho",
    [SMACS_WORDS_REASON] = " porque|, porque| ya que|, ya que|, así que| (sin comillas|, y no |, no a ",
    [SMACS_WORDS_COURTESY] = ("espero que|si tienes|si necesitas|no dudes|avísame|¡claro|claro!|claro,|¡por supuesto"
                              "|¡buena pregunta|buena pregunta|¡espero|véase|ver |dime si"),
    [SMACS_WORDS_OPTION_LEAD] = "la opción |opción |la ",
    [SMACS_WORDS_SMALL] = ("el|la|los|las|un|una|unos|unas|es|son|fue|eran|era|de|del|en|a|al|por|para|con|y"
                           "|que|lo|se|hay|tiene|tienen|así|entonces|por tanto|igual|aproximadamente"
                           "|exactamente|resultado|total|sería|será|escrito|llama|ahora"),
    [SMACS_WORDS_CLOSING] = "entonces|así|luego|finalmente",
    [SMACS_WORDS_DENYING] = "no|ningún|ninguna|nunca|tampoco",
    [SMACS_WORDS_ASKING] = "qué|cuál|cuáles|quién|quiénes|cómo|cuándo|dónde|cuánto|cuánta|cuántos|cuántas|en",
    [SMACS_WORDS_CHOOSING] = "quién|cuál",
    [SMACS_WORDS_WHETHER] = "es|son|puede|hay|tiene|está",
    [SMACS_WORDS_EXTENT] = "de|en|hasta|desde|por",
    [SMACS_WORDS_VERDICT] = "sí|no",
    [SMACS_WORDS_AND] = "y",
    [SMACS_WORDS_OR] = "o",
    [SMACS_WORDS_YES] = "sí|verdadero|cierto",
    [SMACS_WORDS_MARKED_CHOSEN] = " es correcta| es la correcta",
    [SMACS_WORDS_NO] = "falso",
    [SMACS_WORDS_CODE_VERB] = "escribe|escriba|implementa|crea",
    [SMACS_WORDS_CODE_NOUN] = "función|programa|consulta|clase",
    [SMACS_WORDS_COPULA] = "es|son|fue|era",
    [SMACS_WORDS_TURNING] =
        ("excepto|salvo|menos cuarto|y cuarto|y media|y medio|uno de cada|una de cada|todos menos|todas menos"
         "|cada uno|cada una"),
    [SMACS_WORDS_CONCLUDING] = ", así que |, por lo que ",
    [SMACS_WORDS_CONTRASTING] = "; |, pero |, y ",
    [SMACS_WORDS_COUNTING] = "cuánto|cuánta|cuántos|cuántas",
    [SMACS_WORDS_TIMING] = "cuándo|en qué año|a qué hora",
    [SMACS_WORDS_PICKING] = "elijo |es la |es el ",
    [SMACS_WORDS_FRONT] = "el |la |los |las |un |una ",
    [SMACS_WORDS_OUTPUT] = "imprime|salida|muestra",
    [SMACS_WORDS_PLEASE] = "por favor|puedes|puede",
    [SMACS_WORDS_MAKING] = "escribe|escriba|escribir|redacta|dame|sugiere|cuéntame|crea|haz",
    [SMACS_WORDS_TEXTS] = ("poema|historia|ensayo|correo|email|carta|canción|discurso|consejos|resumen|mensaje"
                           "|chiste|artículo|plan|receta|ideas|texto"),
    [SMACS_WORDS_REWORDING] = "resume|resuma|reescribe",
    [SMACS_WORDS_SUPPOSING] = "si",
    [SMACS_WORDS_WOULD] = "sería|serían|habría|quedarían|fuera|hubiera",
    [SMACS_WORDS_COMMA] = "2,5",
    [SMACS_WORDS_WRITING] = "escribe|redacta",
    [SMACS_WORDS_SURELY] = "claro que sí|por supuesto|claro|desde luego|es cierto|así es",
    [SMACS_WORDS_SURELY_NOT] = "claro que no|por supuesto que no|en absoluto|desde luego que no|no es cierto",
    [SMACS_WORDS_OPENING] = "dado que|ya que|según|en resumen",
    [SMACS_WORDS_ASIDE] = "seguro|segura",
    [SMACS_WORDS_CONDITIONAL] = "con|sin|solo|salvo|si|pero solo",
    [SMACS_WORDS_PATTERN] = "expresión regular",
    [SMACS_WORDS_OPINION] = "pensé|muchos|parece|creía|gente",
    [SMACS_WORDS_NOW] = "ahora|hoy",
    [SMACS_WORDS_COMPARING] = "más|menos",
    [SMACS_WORDS_OUTPUT_SHOWN] = "salida|resultado",
    [SMACS_WORDS_CALLING] = "dice|llama|significa|escribe",
};

static const char *const italian[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "risposta",
    [SMACS_WORDS_OBJECT] = " alla domanda| corretta| finale| esatta| giusta",
    [SMACS_WORDS_VERB] = " è:| è| sarebbe| sono",
    [SMACS_WORDS_HEADING] = "la ",
    [SMACS_WORDS_CONDITION] = "se la ",
    [SMACS_WORDS_NEGATION] = "non ",
    [SMACS_WORDS_BUT] = " ma ",
    [SMACS_WORDS_REMARK] = "corretta|esatta|sbagliata|utile|chiara|basata|approssimativa|vedi sopra|sopra",
    [SMACS_WORDS_POINTING] = "questa |tua |mia |sua ",
    [SMACS_WORDS_LABEL] = "risultato|risultato finale|totale|soluzione|somma|conclusione",
    [SMACS_WORDS_CORRECTION] = "aspetta|in realtà|correzione|volevo dire|mi sono sbagliat|anzi",
    [SMACS_WORDS_REASON] = " perché|, perché| poiché|, poiché| (senza virgolette|, non |, e non ",
    [SMACS_WORDS_COURTESY] =
        "spero che|se hai|fammi sapere|certo!|certamente!|buona domanda|non esitare|vedi |cfr|ottima domanda",
    [SMACS_WORDS_OPTION_LEAD] = "la lettera |l'opzione |la ",
    [SMACS_WORDS_SMALL] = ("il|lo|la|i|gli|le|un|uno|una|è|sono|era|fu|di|del|della|dei|in|a|al|da|dal|per"
                           "|con|e|ha|hanno|ci|c'è|quindi|dunque|così|circa|esattamente|risultato|totale"
                           "|stato|stata|scritto|si|chiama"),
    [SMACS_WORDS_CLOSING] = "quindi|dunque|perciò",
    [SMACS_WORDS_DENYING] = "non|nessun|nessuno|mai|no",
    [SMACS_WORDS_ASKING] = ("che|cosa|qual|quale|quali|chi|come|quando|dove|perché|quanto|quanta|quanti"
                            "|quante"),
    [SMACS_WORDS_CHOOSING] = "chi|quale",
    [SMACS_WORDS_VERDICT] = "sì|no",
    [SMACS_WORDS_AND] = "e",
    [SMACS_WORDS_OR] = "o",
    [SMACS_WORDS_YES] = "sì|vero",
    [SMACS_WORDS_MARKED_CHOSEN] = " è corretta| è quella giusta",
    [SMACS_WORDS_NO] = "falso",
    [SMACS_WORDS_CODE_VERB] = "scrivi|implementa|crea",
    [SMACS_WORDS_CODE_NOUN] = "funzione|programma|classe",
    [SMACS_WORDS_COPULA] = "è|sono|era",
    [SMACS_WORDS_CONCLUDING] = ", quindi ",
    [SMACS_WORDS_CONTRASTING] = "; |, ma ",
    [SMACS_WORDS_COUNTING] = "quanto|quanta|quanti|quante",
    [SMACS_WORDS_TIMING] = "quando|in che anno|in quale anno|a che ora",
    [SMACS_WORDS_PICKING] = "scelgo |quindi ",
    [SMACS_WORDS_FRONT] = "il |lo |la |i |gli |le |l'|un |una ",
    [SMACS_WORDS_PLEASE] = "per favore|puoi|potresti|può",
    [SMACS_WORDS_MAKING] = "scrivi|scrivere|componi|dammi|suggerisci|raccontami|crea|fai",
    [SMACS_WORDS_TEXTS] = ("poesia|storia|racconto|saggio|email|e-mail|lettera|canzone|discorso|consigli|riassunto"
                           "|messaggio|barzelletta|articolo|piano|ricetta|idee|testo"),
    [SMACS_WORDS_REWORDING] = "riassumi|riscrivi",
    [SMACS_WORDS_SUPPOSING] = "se",
    [SMACS_WORDS_WOULD] = "sarebbe|sarebbero|avrebbe|resterebbero",
    [SMACS_WORDS_TURNING] = "tutti meno|tranne|ciascuno|ciascuna",
    [SMACS_WORDS_COMMA] = "2,5",
    [SMACS_WORDS_SURELY] = "certo che sì|certo|certamente|assolutamente sì|è vero|esatto",
    [SMACS_WORDS_SURELY_NOT] = "certo che no|assolutamente no|per niente|non è vero|è falso",
    [SMACS_WORDS_OPENING] = "secondo|in breve",
    [SMACS_WORDS_ASIDE] = "sicuro|sicura",
    [SMACS_WORDS_CONDITIONAL] = "con|senza|solo|se|purché|ma solo",
    [SMACS_WORDS_PATTERN] = "espressione regolare",
    [SMACS_WORDS_OUTPUT] = "stampa|output",
    [SMACS_WORDS_OUTPUT_SHOWN] = "risultato",
    [SMACS_WORDS_CALLING] = "dice|chiama|significa",
};

static const char *const portuguese[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "resposta",
    [SMACS_WORDS_OBJECT] = " à pergunta| correta| final| certa",
    [SMACS_WORDS_VERB] = " é:| é| seria| são",
    [SMACS_WORDS_HEADING] = "a ",
    [SMACS_WORDS_CONDITION] = "se a ",
    [SMACS_WORDS_NEGATION] = "não ",
    [SMACS_WORDS_BUT] = " mas ",
    [SMACS_WORDS_REMARK] = "correta|errada|útil|clara|baseada|aproximada|ver acima|veja acima|acima",
    [SMACS_WORDS_POINTING] = "esta |essa |sua |minha ",
    [SMACS_WORDS_LABEL] = "resultado|resultado final|total|solução|soma|conclusão",
    [SMACS_WORDS_CORRECTION] = "espere|espera|na verdade|correção|quis dizer|me enganei|aliás|ou melhor",
    [SMACS_WORDS_REASON] = " porque|, porque| pois |, pois | já que| (sem aspas|, não |, e não ",
    [SMACS_WORDS_COURTESY] = "espero que|se você|se precisar|claro!|ótima pergunta|boa pergunta|ver |avise",
    [SMACS_WORDS_OPTION_LEAD] = "a opção |opção |a letra |letra ",
    [SMACS_WORDS_SMALL] = ("o|a|os|as|um|uma|é|são|foi|era|de|do|da|dos|das|em|no|na|nos|nas|por|para|com"
                           "|e|há|tem|têm|portanto|assim|então|igual|cerca|exatamente|resultado|total|que"
                           "|se|chama"),
    [SMACS_WORDS_CLOSING] = "portanto|assim|então|logo",
    [SMACS_WORDS_DENYING] = "não|nenhum|nenhuma|nunca",
    [SMACS_WORDS_ASKING] = "que|qual|quais|quem|como|quando|onde|quanto|quanta|quantos|quantas|o",
    [SMACS_WORDS_CHOOSING] = "quem|qual",
    [SMACS_WORDS_VERDICT] = "sim|não",
    [SMACS_WORDS_AND] = "e",
    [SMACS_WORDS_OR] = "ou",
    [SMACS_WORDS_YES] = "sim|verdadeiro",
    [SMACS_WORDS_MARKED_CHOSEN] = " é correta| é a correta",
    [SMACS_WORDS_NO] = "não|falso",
    [SMACS_WORDS_CODE_VERB] = "escreva|implemente|crie",
    [SMACS_WORDS_CODE_NOUN] = "função|programa|consulta|classe",
    [SMACS_WORDS_COPULA] = "é|são|foi|era",
    [SMACS_WORDS_CONCLUDING] = ", portanto |, então ",
    [SMACS_WORDS_CONTRASTING] = "; |, mas ",
    [SMACS_WORDS_COUNTING] = "quanto|quanta|quantos|quantas",
    [SMACS_WORDS_TIMING] = "quando|em que ano|a que horas",
    [SMACS_WORDS_PICKING] = "escolho |portanto ",
    [SMACS_WORDS_FRONT] = "o |a |os |as |um |uma ",
    [SMACS_WORDS_PLEASE] = "por favor|você pode|pode",
    [SMACS_WORDS_MAKING] = "escreva|escreve|me dê|sugira|conte|crie|faça",
    [SMACS_WORDS_TEXTS] = ("poema|história|redação|ensaio|e-mail|email|carta|música|discurso|dicas|conselhos"
                           "|resumo|mensagem|piada|artigo|plano|receita|ideias|texto"),
    [SMACS_WORDS_REWORDING] = "resuma|resume|reescreva",
    [SMACS_WORDS_SUPPOSING] = "se",
    [SMACS_WORDS_WOULD] = "seria|seriam|haveria|restariam",
    [SMACS_WORDS_TURNING] = "todos menos|exceto|cada um|cada uma",
    [SMACS_WORDS_COMMA] = "2,5",
    [SMACS_WORDS_SURELY] = "claro que sim|com certeza|claro|é verdade|exatamente",
    [SMACS_WORDS_SURELY_NOT] = "claro que não|de modo algum|com certeza não|não é verdade|é falso",
    [SMACS_WORDS_OPENING] = "segundo|em resumo",
    [SMACS_WORDS_ASIDE] = "certeza",
    [SMACS_WORDS_CONDITIONAL] = "com|sem|só|se|desde que",
    [SMACS_WORDS_PATTERN] = "expressão regular",
    [SMACS_WORDS_OUTPUT] = "imprime|saída|exibe",
    [SMACS_WORDS_OUTPUT_SHOWN] = "saída|resultado",
    [SMACS_WORDS_CALLING] = "diz|chama|significa",
};

static const char *const russian[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "ответ",
    [SMACS_WORDS_OBJECT] = " на вопрос| здесь",
    [SMACS_WORDS_VERB] = " — | – | - | равен| будет",
    [SMACS_WORDS_HEADING] = "правильный |итоговый |окончательный ",
    [SMACS_WORDS_NEGATION] = "не ",
    [SMACS_WORDS_BUT] = " а ",
    [SMACS_WORDS_REMARK] = ("верный|правильный|неверный|основан|полезен|см. выше"
                            "|выше"),
    [SMACS_WORDS_POINTING] = "этот |ваш |мой ",
    [SMACS_WORDS_LABEL] = "результат|итого|итог|решение",
    [SMACS_WORDS_CORRECTION] = "подожди|нет, |стоп|исправление|на самом деле|я ошиб|точнее|вернее",
    [SMACS_WORDS_REASON] = ", потому что| потому что|, так как|, поскольку|, а не ",
    [SMACS_WORDS_COURTESY] = ("надеюсь|если у вас|если у тебя|конечно|хороший вопрос"
                              "|обращайтесь|см|дайте знать|с уважением|пожалуйста"),
    [SMACS_WORDS_SMALL] = ("это|в|на|и|из|по|с|у|к|был|была|было|будет|есть|равно"
                           "|равен|равна|итак|таким|образом|значит|примерно"
                           "|ровно|всего|является|называется"),
    [SMACS_WORDS_CLOSING] = "итак|таким|значит|следовательно",
    [SMACS_WORDS_DENYING] = "не|нет|никогда",
    [SMACS_WORDS_UNTOLD] = "неизвестно",
    [SMACS_WORDS_ASKING] = ("что|кто|какой|какая|какое|какие|как|когда|где|почему"
                            "|сколько"),
    [SMACS_WORDS_CHOOSING] = "кто|какой",
    [SMACS_WORDS_VERDICT] = "да|нет",
    [SMACS_WORDS_AND] = "и",
    [SMACS_WORDS_OR] = "или",
    [SMACS_WORDS_YES] = "да|верно",
    [SMACS_WORDS_NO] = "нет|неверно",
    [SMACS_WORDS_CODE_VERB] = "напиши|реализуй",
    [SMACS_WORDS_CODE_NOUN] = "функци|программ|скрипт|запрос|класс",
    [SMACS_WORDS_COPULA] = "—|–|-|это|будет|является|являются",
    [SMACS_WORDS_CONCLUDING] = ", поэтому |, значит ",
    [SMACS_WORDS_CONTRASTING] = "; |, но |, а ",
    [SMACS_WORDS_COUNTING] = "сколько",
    [SMACS_WORDS_TIMING] = "когда|в каком году",
    [SMACS_WORDS_PICKING] = "выбираю |вариант ",
    [SMACS_WORDS_PLEASE] = "пожалуйста|можешь",
    [SMACS_WORDS_MAKING] = ("напиши|напишите|сочини|составь|придумай|дай"
                            "|расскажи|предложи"),
    [SMACS_WORDS_TEXTS] = ("стих|поэм|истори|рассказ|эссе|сочинени|письм"
                           "|песн|хокку|речь|совет|сообщени|шутк|стать|план"
                           "|рецепт|сказк|иде|текст"),
    [SMACS_WORDS_REWORDING] = "перескажи|кратко изложи",
    [SMACS_WORDS_PAGE] = "см|стр|рис|с",
    [SMACS_WORDS_SUPPOSING] = "если",
    [SMACS_WORDS_WOULD] = "бы",
    [SMACS_WORDS_CONDITIONAL] = ("с|без|только|частично|до|после|во|при|кроме|если"
                                 "|но только|при условии"),
    [SMACS_WORDS_TURNING] = "кроме|остаток",
    [SMACS_WORDS_COMMA] = "2,5",
    [SMACS_WORDS_SURELY] = "конечно|безусловно|разумеется|это так",
    [SMACS_WORDS_SURELY_NOT] = ("конечно, нет|конечно нет|вовсе нет|совсем нет"
                                "|это не так"),
    [SMACS_WORDS_OPENING] = "согласно|кратко",
    [SMACS_WORDS_ASIDE] = "увере",
    [SMACS_WORDS_PATTERN] = "регулярное выражение|регулярного выражения",
    [SMACS_WORDS_OUTPUT] = "выведет|вывод|печатает",
    [SMACS_WORDS_OUTPUT_SHOWN] = "вывод|результат",
};

static const char *const chinese[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "答案|结果",
    [SMACS_WORDS_VERB] = "是：|是:|是|为：|为:|为|為|应该是|应为|就是",
    [SMACS_WORDS_HEADING] = "最终|正确",
    [SMACS_WORDS_NEGATION] = "不",
    [SMACS_WORDS_BUT] = "而是",
    [SMACS_WORDS_REMARK] = "正确|对的|错误|基于|唯一|见上|如上|同上",
    [SMACS_WORDS_POINTING] = "这个|此",
    [SMACS_WORDS_LABEL] = "结果|最终结果|总计|结论|解",
    [SMACS_WORDS_CORRECTION] = "等等|不对|更正|其实|等一下|应该说|我算错了",
    [SMACS_WORDS_REASON] = "，因为|因为|，所以|（不带引号|（",
    [SMACS_WORDS_COURTESY] = "希望这|如果您|如果你|当然|好的|参见|参考|详见|好问题|请|（|(",
    [SMACS_WORDS_OPTION] = "选项|选",
    [SMACS_WORDS_OPTION_LEAD] = "选项|选",
    [SMACS_WORDS_DENYING] = "不知道|无法",
    [SMACS_WORDS_ASKING] = "什么|什麼|谁|誰|哪|几|多少|何|どこ|いつ|どの|どれ|なに|だれ|なぜ|怎",
    [SMACS_WORDS_VERDICT] = "是|是的|不是|否|不",
    [SMACS_WORDS_YES] = "是|是的|对|正确",
    [SMACS_WORDS_NO] = "否|不是|不|错误",
    [SMACS_WORDS_CODE_VERB] = "编写|写|实现",
    [SMACS_WORDS_CODE_NOUN] = "函数|程序|代码|脚本|查询",
    [SMACS_WORDS_COUNTING] = "多少|几",
    [SMACS_WORDS_TIMING] = "什么时候|哪一年",
    [SMACS_WORDS_PICKING] = "故选|应选|所以选|因此选|选择|选",
    [SMACS_WORDS_OUTPUT] = "输出",
    [SMACS_WORDS_OUTPUT_SHOWN] = "输出结果|输出",
    [SMACS_WORDS_SEVERAL] = "解释|写一|列出|建议|描述",
    [SMACS_WORDS_VERDICT_ASKED] = "吗|是不是|是否",
    [SMACS_WORDS_PLEASE] = "请|你能|帮我",
    [SMACS_WORDS_MAKING] = "写|写一|编|创作|起草|给我|给出|讲|想",
    [SMACS_WORDS_TEXTS] = ("诗|故事|作文|文章|邮件|信|歌|俳句|演讲|建议|摘要|总结|消息|笑话"
                           "|计划|食谱"),
    [SMACS_WORDS_REWORDING] = "总结|概括|改写",
    [SMACS_WORDS_SUPPOSING] = "如果|假如|要是",
    [SMACS_WORDS_WOULD] = "就|会|将",
    [SMACS_WORDS_PROVISO] = "但只|但仅|只限|除非|只要|仅限",
    [SMACS_WORDS_CONDITIONAL] = "但|只|除非",
    [SMACS_WORDS_TURNING] = "除了|以外|每人",
    [SMACS_WORDS_CONTRASTING] = "，而是|,而是",
    [SMACS_WORDS_WRITING] = "写",
    [SMACS_WORDS_OPENING] = "根据|总之",
    [SMACS_WORDS_ASIDE] = "把握|确信|希望",
    [SMACS_WORDS_PATTERN] = "正则表达式|正则|通配符",
};

static const char *const japanese[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "答え|解答|正解|回答|答|結果",
    [SMACS_WORDS_VERB] = "は、|は",
    [SMACS_WORDS_HEADING] = "最終",
    [SMACS_WORDS_REMARK] = "正しい|正解|上記|前述",
    [SMACS_WORDS_LABEL] = "結果|合計|結論",
    [SMACS_WORDS_CORRECTION] = "待って|訂正|いや、|間違え|失礼しました|正しくは",
    [SMACS_WORDS_REASON] = "、なぜなら|なぜなら|、したがって|（",
    [SMACS_WORDS_TRAIL] = ("です。|です|である。|である|となります|になります|だ。"
                           "|だ"),
    [SMACS_WORDS_COURTESY] = "他にご質問|もちろん|お役に立|参照|良い質問|いい質問",
    [SMACS_WORDS_VERDICT] = "はい|いいえ",
    [SMACS_WORDS_YES] = "はい",
    [SMACS_WORDS_NO] = "いいえ",
    [SMACS_WORDS_CODE_ASKED] = ("関数を書|プログラムを書|コードを書|関数を作成"
                                "|関数を実装"),
    [SMACS_WORDS_COUNTING] = "いくつ|いくら|何人|何個|何日|何年間",
    [SMACS_WORDS_TIMING] = "いつ|何年",
    [SMACS_WORDS_PICKING] = "選択肢",
    [SMACS_WORDS_SUPPOSING] = "もし",
    [SMACS_WORDS_WOULD] = "たら|なら|れば",
    [SMACS_WORDS_PROVISO] = "ただし|だけ|のみ|限り",
    [SMACS_WORDS_TURNING] = "以外",
    [SMACS_WORDS_ASIDE] = "確信|参照|お知らせ",
    [SMACS_WORDS_PATTERN] = "正規表現|ワイルドカード",
    [SMACS_WORDS_OUTPUT] = "出力|表示",
    [SMACS_WORDS_OUTPUT_SHOWN] = "出力結果|出力|結果",
};

static const char *const korean[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "정답|최종 답|답변|해답|답",
    [SMACS_WORDS_VERB] = "은 |는 |은: |이 ",
    [SMACS_WORDS_HEADING] = "최종 ",
    [SMACS_WORDS_REASON] = " 왜냐하면|, 왜냐하면",
    [SMACS_WORDS_TRAIL] = "입니다.|입니다| 입니다|이다|이에요|예요|가 됩니다",
    [SMACS_WORDS_COURTESY] = "도움이 되|다른 질문|물론",
    [SMACS_WORDS_ASKING] = "누구|누가|무엇|무엇을|어디|언제|몇|어느|왜|어떻게|얼마|뭐",
    [SMACS_WORDS_VERDICT] = "네|아니요|예|아니오",
    [SMACS_WORDS_YES] = "네|예",
    [SMACS_WORDS_NO] = "아니요|아니오",
    [SMACS_WORDS_CODE_ASKED] = "함수를 작성|프로그램을 작성|코드를 작성|함수를 구현",
    [SMACS_WORDS_COUNTING] = "몇|얼마",
    [SMACS_WORDS_TIMING] = "언제|몇 년",
    [SMACS_WORDS_PICKING] = "선택지 ",
    [SMACS_WORDS_REMARK] = "위 참조|위와 같|위를 참조",
    [SMACS_WORDS_PATTERN] = "정규식|정규 표현식",
    [SMACS_WORDS_OUTPUT] = "출력",
    [SMACS_WORDS_OUTPUT_SHOWN] = "출력 결과|출력|결과",
};

static const char *const arabic[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "الإجابة|الاجابة|الجواب|إجابة",
    [SMACS_WORDS_OBJECT] = " الصحيحة| النهائية| الصحيح| النهائي",
    [SMACS_WORDS_VERB] = " هي:| هي| هو:| هو",
    [SMACS_WORDS_NEGATION] = "ليس |ليست ",
    [SMACS_WORDS_BUT] = " بل ",
    [SMACS_WORDS_REMARK] = "صحيحة|خاطئة|مفيدة|انظر أعلاه|أعلاه",
    [SMACS_WORDS_REASON] = " لأن|، لأن",
    [SMACS_WORDS_COURTESY] = "آمل أن|أتمنى أن|إذا كان لديك|بالتأكيد|انظر",
    [SMACS_WORDS_SMALL] = "هي|هو|في|من|على|إلى|هناك|كان|كانت|إذن",
    [SMACS_WORDS_DENYING] = "لا|ليس|ليست|غير",
    [SMACS_WORDS_ASKING] = "ما|من|ماذا|كم|متى|أين|كيف",
    [SMACS_WORDS_WHETHER] = "هل",
    [SMACS_WORDS_VERDICT] = "نعم|لا",
    [SMACS_WORDS_OR] = "أم|أو",
    [SMACS_WORDS_YES] = "نعم|صحيح",
    [SMACS_WORDS_NO] = "لا|خطأ",
    [SMACS_WORDS_CODE_VERB] = "اكتب",
    [SMACS_WORDS_CODE_NOUN] = "دالة|برنامج",
    [SMACS_WORDS_COPULA] = "هي|هو",
    [SMACS_WORDS_COUNTING] = "كم",
    [SMACS_WORDS_TIMING] = "متى",
    [SMACS_WORDS_PLEASE] = "من فضلك|هل يمكنك|رجاء",
    [SMACS_WORDS_MAKING] = "اكتب|أعطني|اعطني|اقترح",
    [SMACS_WORDS_TEXTS] = ("قصيدة|قصة|مقال|بريد|رسالة|نصائح|ملخص|نكتة|أفكار"
                           "|نص"),
    [SMACS_WORDS_REWORDING] = "لخص|لخّص|أعد صياغة",
};

static const char *const hindi[SMACS_WORDS_COUNT] = {
    [SMACS_WORDS_ANSWER] = "उत्तर|जवाब",
    [SMACS_WORDS_VERB] = " है:| :",
    [SMACS_WORDS_HEADING] = "सही |अंतिम ",
    [SMACS_WORDS_REMARK] = "सही|गलत|ऊपर",
    [SMACS_WORDS_VERB_LAST] = " है| हैं|है।",
    [SMACS_WORDS_REASON] = ", क्योंकि| क्योंकि",
    [SMACS_WORDS_TRAIL] = " है।| हैं।| है| हैं|।",
    [SMACS_WORDS_COURTESY] = "मुझे उम्मीद|यदि आप|देखें|कृपया",
    [SMACS_WORDS_SMALL] = ("है|हैं|का|की|के|में|से|को|और|यह"
                           "|था|थी|होते|होता|होती"),
    [SMACS_WORDS_DENYING] = "नहीं",
    [SMACS_WORDS_ASKING] = ("क्या|कौन|किस|कहाँ|कहां|कब"
                            "|कितने|कितना|कितनी"),
    [SMACS_WORDS_VERDICT] = "हाँ|हां|नहीं|जी",
    [SMACS_WORDS_OR] = "या",
    [SMACS_WORDS_YES] = "हाँ|हां|सही",
    [SMACS_WORDS_NO] = "नहीं|गलत",
    [SMACS_WORDS_COUNTING] = "कितने|कितना|कितनी",
    [SMACS_WORDS_TIMING] = "कब",
};

/* A list that a language leaves out is NULL. */
const char *const *const smacs_phrases[] = {english, german,  french,   spanish, italian, portuguese,
                                            russian, chinese, japanese, korean,  arabic,  hindi};

const unsigned smacs_phrase_table_count = sizeof smacs_phrases / sizeof *smacs_phrases;
