/* Sentences: where they end, which are courtesies, and which take back what was said before them. */
#ifndef SMACS_ANSWER_SENTENCE_H
#define SMACS_ANSWER_SENTENCE_H

#include "base/text.h"

/* Where the sentence that begins `text` ends, behind its mark: at a line's end, or at a mark before a blank. Points of
 * decimals and abbreviations end none. At most text.size. */
size_t smacs_sentence_end(smacs_text text);

/* Whether the sentence that goes on with `rest` ends in a question mark. */
bool smacs_asks(smacs_text rest);

/* Whether `rest` says the value that `before` ends with again, in the units of another system: "100 C, or 212 F". */
bool smacs_is_restated(smacs_text before, smacs_text rest);

/* The sentence that `text` begins with, up to where reasons begin that are no answer, and without a verb that stands
 * last; trimmed. `bold`: the sentence ends at "**", too. */
smacs_text smacs_answer_sentence(smacs_text text, bool bold);

/* Bytes of the mark that begins an item of a list: "- ", "2. "; 0: `line` begins with none. */
size_t smacs_item_mark(smacs_text line);

/* `text` without courtesies and remarks before and behind what it says: "Sure!", "I hope this helps!", "(Source: ..)",
 * signs that are no words. What a remark speaks of may be what `question` asks for. */
smacs_text smacs_without_courtesy(smacs_text text, smacs_text question);

/* Whether a sentence speaks of the reply rather than of what is asked: a courtesy, how sure it is, sources, "see page 14",
 * "Answer: see above". */
bool smacs_is_aside(smacs_text sentence, smacs_text question);

/* Whether `found` begins with words that are said of an answer, rather than with an answer: "correct", "based on ..". A
 * question that has the words may ask for them. */
bool smacs_is_remark(smacs_text found, smacs_text question);

/* Whether the sentence at `at` supposes what is not so: "If it were night, the answer would be A." */
bool smacs_is_supposed(smacs_text text, size_t at);

/* Whether a text says under what condition it holds: "Yes, but only on Sundays." */
bool smacs_has_proviso(smacs_text text);

/* Whether a text mentions `words`, in either case of ASCII. */
bool smacs_mentions(smacs_text text, smacs_text words);

/* The place behind the last words from `from` on that take back what stands before them ("Wait, .."), or text.size. */
size_t smacs_last_correction(smacs_text text, size_t from);

/* Whether `text` has a letter or a digit of any script. */
bool smacs_has_words(smacs_text text);

#endif
