/* The English words of phrases.c, which says how they are written. */
#include "answer/words.h"

#include <stddef.h>

const char *const smacs_phrases_english[SMACS_WORDS_COUNT] = {
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
    [SMACS_WORDS_HEADING_WORD] = "final|correct|overall|new|resulting",
    [SMACS_WORDS_BUT] = " but ",
    [SMACS_WORDS_ALSO] = "also",
    [SMACS_WORDS_REMARK] =
        ("correct|right|wrong|incorrect|helpful|useful|clear|unclear|based on|independent of|different"
         "|approximate|rounded|obtained|derived|found by|found in|valid|only valid|reasonable|expected"
         "|consistent|verified|confirmed|simple|straightforward|also|given|shown|below|see above|see below"
         "|described|provided|stated|explained|the same|in bold|in the|above|exact|unique|accurate|complete"
         "|incomplete|needed|required|of help|what you|in the form|satisfactory|subjective|ambiguous|important"
         "|not clear|not correct|not unique|see the|already|the best one|correct answer|as"),
    [SMACS_WORDS_POINTING] = "this |these |your |any |another |an |long ",
    [SMACS_WORDS_LABEL] =
        ("result|total|final|final result|final count|solution|final solution|conclusion|in short|short answer"
         "|output|value|sum|difference|product|quotient|in total|answered"),
    [SMACS_WORDS_CORRECTION] =
        ("wait|hold on|actually|oops|correction|no, wait|on second thought|hmm|sorry, i made|scratch that"
         "|no, that's wrong|no, that's incorrect|let me re|i made a mistake|i made an error|apologies"
         "|sorry, that|sorry, i meant|sorry, i mean|i meant|i mean|sorry: |my mistake|my bad|i misspoke|i miscounted"
         "|i misread|let me correct|strike that|scrap that|edit:|no wait|no, sorry|sorry, no"),

    [SMACS_WORDS_ABBREVIATION] = "dr|mr|mrs|ms|st|vs|approx|rs|cf",
    [SMACS_WORDS_REASON] =
        (", assuming|, including|, standing |, about the |, roughly the |, followed by |, ahead of |, home to |, known "
         "as |, known for |, also "
         "known |, also "
         "called |, compared | compared with | compared to |, with |, located|, although|, though| because|, because| "
         "since |, "
         "since|, as |, which|, so |, not | – not | (since| (because"
         "| rather than|, where| —|—| (not | (without quotes"
         "| without quotes| (a number| instead of |, in total|, or about |, or approximately "
         "|, or roughly |, after |, when |, during | if memory"),
    [SMACS_WORDS_COURTESY] =
        ("i hope|let me know|feel free|if you have any|if you have more|if you need|if you want|if you'd like"
         "|if you're interested|have a great|happy to help|enjoy|good luck|sure!|sure,|sure.|sure thing -|sure "
         "thing!|let me think|ans.|of course!"
         "|great question|good question|thanks for|thank you|you're welcome|hello|hi!|cheers|keep in mind"
         "|easy.|easy!|easy one.|simple.|good one|interesting question|interesting problem|fun fact|don't "
         "hesitate|i'm happy|see |cf|regards|for more|please |disclaimer|note:|tip:|check:|verif|hope "
         "th|source:|sources:|for "
         "further|to offer"),

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
         "yield|yields|become|becomes|that's|it's|there's|he|she|they|his|her|their|too|probably|likely|definitely|"
         "clearly|perhaps|maybe|been|did|i'd|say"
         "|most|best|guess|pretty|fairly|my|your|us|then|serves"),
    [SMACS_WORDS_CLOSING] = "so|thus|therefore|hence|given|based|overall|finally|ultimately|conclusion",
    [SMACS_WORDS_DENYING] = "not|no|never|hardly|cannot|neither|nor|niet|geen",
    [SMACS_WORDS_UNTOLD] = "unknown|unclear|unable|sorry|depends",
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
    [SMACS_WORDS_YEAR] = "what year|which year",
    [SMACS_WORDS_TIMING] = "when|what time|what date|which day|what day|which month|what month",
    [SMACS_WORDS_WHETHER] = "is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|may|might|must",
    [SMACS_WORDS_YOU] = "you",
    [SMACS_WORDS_CONDITIONAL] =
        ("if|unless|whether|but|however|although|though|except|may|might|could|with|without|only|partly"
         "|partially|mostly|before|after|until|during|under|as long as|when"),
    [SMACS_WORDS_VERDICT_ASKED] = "yes or no|true or false|yes/no",
    [SMACS_WORDS_AFFIRMING] = "absolutely|definitely|yep|yeah|yup|indeed|certainly|correct",
    [SMACS_WORDS_REFUSING] = "nope|nah",
    [SMACS_WORDS_SOLUTIONS] = "solutions are|solutions:|roots are|roots:|zeros are|two solutions are",
    [SMACS_WORDS_APPOSITION] =
        (", a |, an |, the |, one of |, from the |, which lies |, which is in |, of course|, obviously|, naturally|, "
         "clearly"
         "|, i believe|, i think|, i guess|, if i |, for sure|, no doubt|, without |, hands down|, definitely|, "
         "certainly"
         "|, in |, at |, also |, often |, sometimes |, as |, i'm |, last i |, at least according |; that|; it "),
    [SMACS_WORDS_RESTATED] = ", or |, which is | / |, that is |, i.e. ",
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
    [SMACS_WORDS_STEP] =
        "step |add |adding |subtract|multipl|divide |divided|dividing|substitut|plug |simplif|convert|rearrang",
    [SMACS_WORDS_COMES] =
        ": | to get | you get | we get | and get | you have | gives us | gives | we have | yields | equals | that's ",
    [SMACS_WORDS_NAMELY] = ", which is |, which equals |, that is, |, i.e. |, namely |, which ",
    [SMACS_WORDS_COPULA] = "is|are|was|were|it's|that's|equals",
    [SMACS_WORDS_WITHIN] = "of|the|da|de|von|van|du|di|del|der|la|le|and|bin|al",
    [SMACS_WORDS_PLACE] = "in",
    [SMACS_WORDS_TURNING] =
        ("all but|but all|except|everyone but|everything but|none but|and a half|half past|half eight"
         "|quarter to|quarter past|quarter of|quarter after|quarter before|one in|one out|out of|first half"
         "|second half|weekday|weekdays|weekend|weekends|mod|remainder|first|last|next"
         "|previous|day before|day after|used to be"),
    [SMACS_WORDS_PROVISO] =
        ", but only | but only |, but not | only if |, depending | depends |, for |, on |, at |, as long as ",
    [SMACS_WORDS_CONCLUDING] = (", so |; so |, therefore |, thus |, hence |, which means |, which gives |, which "
                                "leaves |, which makes |, which comes to |, for a total of |, giving "
                                "|, leaving |: so "),
    [SMACS_WORDS_CONTRASTING] = ", but |; but |, and |; |, while |, whereas |, it's |, it is |, they are ",
    [SMACS_WORDS_EXTENT] =
        "from|by|within|until|till|up|over|under|between|in|about|around|after|before|since|every|for",
    [SMACS_WORDS_VERDICT] = "yes|no|true|false",
    [SMACS_WORDS_SAYING] = " answer | say | be | as | conclude | but | think | believe |probably |definitely ",
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
                             "can say|question|i think"
                             "|i believe|it seems that|confidence|hmm|okay|ok|tl;dr|simple|my "
                             "guess|my best guess|ans|in a word"
                             "|long story short|although|though|even though|while|unlike|contrary to|despite|to the "
                             "best of|here you go|easy one"),
    [SMACS_WORDS_PAGE] = "p|pp|fig|eq|no",
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
    [SMACS_WORDS_CALLING] = "run|type|say|says|called|named|use|means|write|spelled|reads",
};
