/* How sure running an answer makes of it: shares that were fitted to recorded answers (`make certainty`), by what was
 * checked. */
#ifndef SMACS_POSTERIOR_CHECKED_H
#define SMACS_POSTERIOR_CHECKED_H

#include <stdbool.h>
#include <stdint.h>

/* The probability that what the question's own program gives is right. */
double smacs_checked_output(void);

/* The same of an answer whose program passes all examples, or fails some. `alike`: answers that pass as many and behave like
 * it, itself among them; `failing`: answers that fail some. */
double smacs_checked_examples(bool passes, uint32_t alike, uint32_t failing);

/* FNV-1a over the fitted weights, from `digest` on. */
uint64_t smacs_checked_digest(uint64_t digest);

#endif
