/* Replies of endpoints: the first character picks the HTTP status, '0' being 200; the rest is the body. Whatever it says,
 * the reply is an answer or a failure, and holds neither the key nor U+0000. */
#include "fuzz.h"
#include "wire/retry.h"
#include <math.h>

static const char key[] = "made-up-key";

static bool is_clean(const smacs_bytes *bytes) {
    for (size_t i = 0; i < bytes->size; i++) {
        if (!bytes->data[i] ||
            (bytes->size - i >= sizeof key - 1 && memcmp(bytes->data + i, key, sizeof key - 1) == 0)) {
            return false;
        }
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const uint32_t statuses[] = {200, 400, 401, 404, 422, 429, 500, 503, 302, 0};
    wire_chat_reply reply;
    if (size == 0) {
        return 0;
    }
    wire_chat_read(statuses[(uint8_t)(data[0] - (uint8_t)'0') % 10], 0, (smacs_text){(const char *)data + 1, size - 1},
                   key, &reply);
    FUZZ_CHECK(reply.failure || (reply.text.size > 0 && reply.finish));
    FUZZ_CHECK(is_clean(&reply.text) && is_clean(&reply.reasoning) && !strstr(reply.message, key));
    FUZZ_CHECK(isnan(reply.mean_logprob) || reply.mean_logprob <= 0.0);
    FUZZ_CHECK(isnan(reply.cost) || reply.cost >= 0.0);
    FUZZ_CHECK(reply.input >= 0.0 && reply.output >= 0.0 && strlen(reply.message) < sizeof reply.message);
    reply.begun = size % 2; /* as the network says */
    FUZZ_CHECK(reply.wait_ms >= 0.0);
    for (uint32_t attempts = 1; attempts < 5; attempts++) {
        FUZZ_CHECK(wire_retry_pause(&reply, attempts, 0.5) <= 60000.0);
    }
    const uint32_t without = wire_retry_without(&reply, 0);
    FUZZ_CHECK((wire_retry_without(&reply, without) & without) == 0);
    wire_chat_reply_free(&reply);
    return 0;
}
