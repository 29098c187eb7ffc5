/* Fills a smacs_error and returns its status, so that one line reports and leaves. */
#ifndef SMACS_BASE_ERROR_H
#define SMACS_BASE_ERROR_H

#include <smacs/status.h>

#define SMACS_NO_POSITION UINT64_MAX

/* `error` may be NULL; `message` is constant storage; `detail` is copied, cut and may be absent. */
smacs_status smacs_fail(smacs_error *error, smacs_status status, const char *message, smacs_text detail,
                        uint64_t position);

/* The same without detail or position; `smacs_fail_memory` is the one sentence for MEMORY. */
smacs_status smacs_fail_plain(smacs_error *error, smacs_status status, const char *message);
smacs_status smacs_fail_memory(smacs_error *error);

/* ARGUMENT: the caller gave NULL where something must be. */
smacs_status smacs_fail_null(smacs_error *error);

/* Text of a NUL-terminated string. */
smacs_text smacs_text_of(const char *string);

#endif
