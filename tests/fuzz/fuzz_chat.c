/* Replies of endpoints: the first byte picks the HTTP status, the rest is the body. Whatever it says, the reply is an
 * answer or a failure, and holds neither the key nor U+0000. */
#include "test.h"
#include "wire/retry.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

void test_register(test_case *test) { (void)test; }
bool test_failed(const char *file, int line, const char *what) {
    fprintf(stderr, "%s:%d: %s\n", file, line, what);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    wire_chat_read(statuses[data[0] % 10], 0, (smacs_text){(const char *)data + 1, size - 1}, key, &reply);
    CHECK(reply.failure || (reply.text.size > 0 && reply.finish));
    CHECK(is_clean(&reply.text) && is_clean(&reply.reasoning) && !strstr(reply.message, key));
    CHECK(isnan(reply.mean_logprob) || reply.mean_logprob <= 0.0);
    CHECK(isnan(reply.cost) || reply.cost >= 0.0);
    CHECK(reply.input >= 0.0 && reply.output >= 0.0 && strlen(reply.message) < sizeof reply.message);
    CHECK(reply.wait_ms >= 0.0 && wire_retry_pause(&reply, 1, 0.5) <= 60000.0);
    wire_chat_reply_free(&reply);
    return 0;
}
