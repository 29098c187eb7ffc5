/* Replies of endpoints: the first character picks the HTTP status, '0' being 200; the rest is the body. After 'A' to 'J',
 * which pick the same, lines of the head come first, up to an empty one. Whatever it says, the reply is an answer or a
 * failure, and holds neither the key nor U+0000. */
#include "base/text.h"
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
    const bool has_head = data[0] >= 'A' && data[0] <= 'J';
    wire_head head = {.status = statuses[(uint8_t)(data[0] - (has_head ? 'A' : '0')) % 10], .now_ms = 1796040000000.0};
    smacs_text body = {(const char *)data + 1, size - 1};
    while (has_head && body.size > 0 && body.data[0] != '\n') {
        const size_t end = smacs_text_find(body, "\n");
        wire_waits_take(&head.waits, smacs_text_before(body, end), head.now_ms);
        body = smacs_text_after(body, end + 1);
    }
    FUZZ_CHECK(wire_waits_asked(&head.waits) >= 0.0 && wire_waits_reset(&head.waits) >= 0.0);
    wire_chat_read(&head, body, key, &reply);
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
