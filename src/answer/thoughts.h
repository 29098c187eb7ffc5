/* Models that think aloud write <think>..</think> in front of their answer. Hosts tell thoughts from answers already
 * (wire/thoughts.h); this finds the plain forms in texts that come from elsewhere. */
#ifndef SMACS_ANSWER_THOUGHTS_H
#define SMACS_ANSWER_THOUGHTS_H

#include <smacs/status.h>

/* What a response says apart from thinking aloud, trimmed. Both forms of thoughts are left out: <think>..</think> in
 * front, and all text up to a lone </think> at an end of a line, whose opening mark was part of the prompt. Thoughts
 * that never end leave an empty text. The result is borrowed from `response`. */
smacs_text smacs_text_visible(smacs_text response);

#endif
