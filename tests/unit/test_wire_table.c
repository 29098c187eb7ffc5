/* The table of replies that the package's tests read too, so that the two wires cannot drift apart. CMake turns the
 * file into the array wire_table, because the tests do no I/O; tests/README.md says what is in a line. */
#include "base/error.h"
#include "test.h"
#include "wire/retry.h"
#include "wire_table.h"

#include <stdlib.h>

static const cJSON *at(const cJSON *object, const char *name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

/* Compares one thing that was read with what the table wants; a field that it does not name counts as equal. */
static void check_text(const cJSON *line, const char *field, smacs_text found) {
    const char *wanted = cJSON_GetStringValue(at(at(line, "want"), field));
    if (wanted && (found.size != strlen(wanted) || (found.size > 0 && memcmp(found.data, wanted, found.size) != 0))) {
        test_failed(__FILE__, __LINE__, cJSON_GetStringValue(at(line, "name")));
        printf("      %s: found \"%.*s\", expected \"%s\"\n", field, (int)found.size, found.data ? found.data : "",
               wanted);
    }
}

static void check_number(const cJSON *line, const char *field, double found) {
    const cJSON *wanted = at(at(line, "want"), field);
    const double number = cJSON_IsBool(wanted) ? cJSON_IsTrue(wanted) : wanted ? wanted->valuedouble : found;
    if (found < number || found > number) {
        test_failed(__FILE__, __LINE__, cJSON_GetStringValue(at(line, "name")));
        printf("      %s: found %g, expected %g\n", field, found, number);
    }
}

/* All three fields were sent, with the limit in its first spelling. */
static void check_refused(const cJSON *line, uint32_t fields) {
    static const char *const names[] = {"logprobs", "temperature", "max_tokens"};
    static const uint32_t bits[] = {WIRE_CHAT_LOGPROBS, WIRE_CHAT_TEMPERATURE, WIRE_CHAT_MAX_TOKENS};
    const cJSON *wanted = at(at(line, "want"), "refused");
    uint32_t expected = 0;
    for (size_t i = 0; i < 3; i++) {
        for (const cJSON *item = wanted ? wanted->child : NULL; item; item = item->next) {
            expected |= strcmp(item->valuestring, names[i]) == 0 ? bits[i] : 0;
        }
    }
    if (wanted && fields != expected) {
        test_failed(__FILE__, __LINE__, cJSON_GetStringValue(at(line, "name")));
        printf("      refused: found %u, expected %u\n", (unsigned)fields, (unsigned)expected);
    }
}

static void check_line(const cJSON *line) {
    /* 2026-11-30T12:00:00Z */
    wire_head head = {.status = (uint32_t)cJSON_GetNumberValue(at(line, "status")), .now_ms = 1796040000000.0};
    const smacs_text body = smacs_text_of(cJSON_GetStringValue(at(line, "body")));
    wire_chat_reply reply;
    char header[256];
    const cJSON *one = NULL;
    cJSON_ArrayForEach(one, at(line, "headers")) {
        const int size = snprintf(header, sizeof header, "%s: %s\r\n", one->string, one->valuestring);
        CHECK(size > 0 && size < (int)sizeof header);
        wire_waits_take(&head.waits, (smacs_text){header, (size_t)size}, head.now_ms);
    }
    wire_chat_read(&head, body, cJSON_GetStringValue(at(line, "key")), &reply);
    check_text(line, "text", (smacs_text){reply.text.data, reply.text.size});
    check_text(line, "reasoning", (smacs_text){reply.reasoning.data, reply.reasoning.size});
    check_text(line, "finish", smacs_text_of(reply.finish));
    check_text(line, "model", smacs_text_of(reply.model));
    check_text(line, "fail", smacs_text_of(reply.failure));
    check_text(line, "message", smacs_text_of(reply.message));
    check_number(line, "again", wire_retry_pause(&reply, 1, 0.5) >= 0.0);
    check_number(line, "wait_ms", reply.wait_ms);
    check_refused(line, wire_retry_without(&reply, 0));
    CHECK(!reply.failure == !at(at(line, "want"), "fail") || at(at(line, "want"), "refused"));
    wire_chat_reply_free(&reply);
}

TEST(replies_are_read_as_the_table_says) {
    const char *from = (const char *)wire_table, *const end = from + sizeof wire_table;
    int read = 0;
    while (from < end) {
        const char *line_end = memchr(from, '\n', (size_t)(end - from));
        const size_t size = (size_t)((line_end ? line_end : end) - from);
        cJSON *line = cJSON_ParseWithLength(from, size);
        CHECK(line || size == 0);
        if (line && !at(line, "wire")) { /* the command speaks one format, and gets streams that it did not ask for */
            check_line(line);
            read++;
        }
        cJSON_Delete(line);
        from += size + 1;
    }
    CHECK(read > 700);
}

static double pause_of(const char *failure, uint32_t status, uint32_t attempts) {
    const wire_chat_reply reply = {.failure = failure, .status = status};
    return wire_retry_pause(&reply, attempts, 0.5);
}

TEST(pauses_grow_and_end) {
    CHECK_INT(pause_of("rate-limit", 429, 1), 1000);
    CHECK_INT(pause_of("rate-limit", 429, 2), 3000);
    CHECK(pause_of("rate-limit", 429, 3) < 0.0);
    CHECK_INT(pause_of("server", 500, 1), 200);
    CHECK_INT(pause_of("server", 503, 1), 1000);
    CHECK_INT(pause_of("network", 0, 2), 1500);
    CHECK(pause_of("timeout", 0, 1) < 0.0 && pause_of("auth", 401, 1) < 0.0 && pause_of(NULL, 0, 1) < 0.0);
    const wire_chat_reply late = {.failure = "rate-limit", .wait_ms = 60000.0},
                          begun = {.failure = "network", .begun = true};
    CHECK_INT(wire_retry_pause(&late, 1, 0.5), 60000);
    CHECK(wire_retry_pause(&begun, 1, 0.5) < 0.0);
}
