/* The OpenAI wire: what is asked, and what is read of an answer. Whole calls are tested in tests/cli/run.test.mjs. */
#include "base/error.h"
#include "test.h"
#include "wire/chat.h"
#include "wire/failure.h"
#include "wire/mend.h"
#include "wire/thoughts.h"

static void check_body(uint32_t without, const char *expected) {
    cJSON *action = cJSON_Parse("{\"messages\":[{\"role\":\"user\",\"content\":\"2+2\"}],"
                                "\"params\":{\"temperature\":0.5,\"max_tokens\":7,\"logprobs\":true}}");
    char *json = NULL;
    size_t size = 0;
    CHECK_INT(wire_chat_body(smacs_text_of("m"), action, without, false, &json, &size), SMACS_OK);
    const char *params = json ? strstr(json, "\"stream\":false") : NULL;
    CHECK_STR(params ? params + 14 : NULL, expected);
    CHECK(json && strncmp(json, "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"2+2\"}],", 58) == 0);
    smacs_free(NULL, json);
    cJSON_Delete(action);
}

TEST(chat_asks_with_the_fields_that_are_taken) {
    check_body(0, ",\"temperature\":0.5,\"max_tokens\":7,\"logprobs\":true}");
    check_body(WIRE_CHAT_LOGPROBS | WIRE_CHAT_MAX_TOKENS, ",\"temperature\":0.5,\"max_completion_tokens\":7}");
    check_body(WIRE_CHAT_LOGPROBS | WIRE_CHAT_TEMPERATURE | WIRE_CHAT_MAX_TOKENS | WIRE_CHAT_LIMIT, "}");
}

static void check_text(const char *content, const char *text, const char *reasoning) {
    char body[512];
    wire_chat_reply reply;
    snprintf(body, sizeof body, "{\"choices\":[{\"message\":{\"content\":%s}}]}", content);
    wire_chat_read(&(wire_head){.status = 200}, smacs_text_of(body), "long-enough-key", &reply);
    const smacs_text said = {reply.text.data, reply.text.size}, thought = {reply.reasoning.data, reply.reasoning.size};
    CHECK(said.size == strlen(text) && (said.size == 0 || memcmp(said.data, text, said.size) == 0));
    CHECK(thought.size == strlen(reasoning) &&
          (thought.size == 0 || memcmp(thought.data, reasoning, thought.size) == 0));
    CHECK((reply.failure == NULL) == (text[0] != 0));
    wire_chat_reply_free(&reply);
}

TEST(chat_tells_answers_from_thoughts) {
    check_text("\"  4\"", "4", "");
    check_text("\"<think></think>4\"", "4", "");
    check_text("\"4</think>\"", "", "4");
    check_text("\"<think>2+2</think>\\n4\"", "4", "2+2");
    check_text("\"2+2</think>4\"", "4", "2+2");
    check_text("\"4, by <think>\"", "4, by <think>", "");
    check_text("\"<think>2+\"", "", "2+");
    check_text("[{\"type\":\"thinking\",\"thinking\":\"2+2\"},{\"type\":\"text\",\"text\":\"4\"}]", "4", "2+2");
    check_text("\"long-enough-keylong-enough-key long-enough-ke\"", "[key][key] long-enough-ke", "");
    check_text("null", "", "");
    check_text("[[]]", "", "");
}

TEST(chat_mends_escapes) {
    check_text("\"a\\u0000b\"",
               "a\xEF\xBF\xBD"
               "b",
               "");
    check_text("\"a\\\\u0000\"", "a\\u0000", "");
    check_text("\"\\ud800\\ud83d\\ude00\\ude00\"", "\xEF\xBF\xBD\xF0\x9F\x98\x80\xEF\xBF\xBD", "");
    check_text("\"\\ud800\\u0000x\"", "\xEF\xBF\xBD\xEF\xBF\xBDx", "");
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    static const char *const broken[] = {"", "\\", "\"\\u", "\"\\ud800\\u12\"", "{\"a\":1}}", "\"\\ud800\\"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        bool starved = false;
        CHECK(!wire_mend_parse(&a, smacs_text_of(broken[i]), &starved) && !starved);
    }
}

TEST(chat_messages_are_one_line) {
    char line[8];
    CHECK_INT(wire_one_line(smacs_text_of("a\r\n\t\x1B b\xC2\x9B"), line, sizeof line), 4);
    CHECK_STR(line, "a b ");
    CHECK_INT(wire_one_line(smacs_text_of("123456\xC3\xA9"), line, sizeof line), 6);
    CHECK_STR(line, "123456");
    CHECK_INT(wire_one_line((smacs_text){NULL, 0}, line, sizeof line), 0);
}

TEST(failures_are_told_apart) {
    static const struct {
        uint32_t status;
        const char *word, *message, *kind;
    } cases[] = {
        {429, "", "", "rate-limit"},
        {429, "insufficient_quota", "", "credit"},
        {402, "", "", "credit"},
        {200, "", "The model is Overloaded", "rate-limit"},
        {401, "", "", "auth"},
        {400, "invalid_api_key", "", "auth"},
        {403, "", "flagged by moderation", "refused"},
        {400, "content_filter", "", "refused"},
        {404, "", "", "unknown-model"},
        {400, "", "model 'x' not found", "unknown-model"},
        {408, "", "", "timeout"},
        {500, "", "upstream timed out", "timeout"},
        {500, "", "", "server"},
        {0, "", "", "server"},
        {418, "", "", "bad-request"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const wire_said said = {.word = cases[i].word, .inner_word = ""};
        CHECK_STR(wire_failure_kind(cases[i].status, &said, smacs_text_of(cases[i].message)), cases[i].kind);
    }
    CHECK_INT(wire_failure_fields(400, smacs_text_of("Log probs and Temperature")),
              WIRE_CHAT_LOGPROBS | WIRE_CHAT_TEMPERATURE);
    CHECK_INT(wire_failure_fields(422, smacs_text_of("max_tokens: use max_completion_tokens")), WIRE_CHAT_MAX_TOKENS);
    CHECK_INT(wire_failure_fields(400, smacs_text_of("unknown: max_completion_tokens")), WIRE_CHAT_LIMIT);
    CHECK_INT(wire_failure_fields(500, smacs_text_of("logprobs")), 0);
}

/* Parts between bars, thoughts in brackets. */
static void write_part(void *context, smacs_text part, bool thought) {
    char *written = context;
    const size_t size = strlen(written);
    snprintf(written + size, 512 - size, thought ? "[%.*s]" : "|%.*s|", (int)part.size, part.data ? part.data : "");
}

TEST(thoughts_are_told_from_what_is_said) {
    static const struct {
        const char *response, *parts;
    } cases[] = {
        {" Paris. \n", "|Paris.|"},
        {"\n<think>\nFrance..\n</think>\n\nParis.", "[\nFrance..\n]|Paris.|"},
        {"France..\n</think>\nParis.", "[France..\n]|Paris.|"}, /* the prompt had the opening mark */
        {"<think>France.. and so", "[France.. and so]||"},      /* cut short */
        {"<think>", "[]||"},
        {"<think></think>Paris.", "[]|Paris.|"},
        {"<think>a <think> b</think>Paris.", "[a <think> b]|Paris.|"},
        {"<think>a</think>\n<think>b</think>Paris.", "[a][b]|Paris.|"},
        {"<think>a</think>Paris.\n<think>b</think>Yes.", "[a]|Paris.\n|[b]|Yes.|"},
        {"<seed:think>a</seed:think>Paris.", "[a]|Paris.|"},
        {"<THINK>a</Think>Paris.", "[a]|Paris.|"},
        {"[THINK]a[/THINK]Paris.", "[a]|Paris.|"},
        {"\u25C1think\u25B7a\u25C1/think\u25B7Paris.", "[a]|Paris.|"},
        {"<think>a</thinking>b</think>Paris.", "[a</thinking>b]|Paris.|"},
        {"<think>I write </think> at the end.</think>Paris.", "[I write </think> at the end.]|Paris.|"},
        {"<think>I write `</think>`.</think>Paris.", "[I write `</think>`.]|Paris.|"},
        {"<think>a </think> paris", "[a ]|paris|"},
        {"The mark `</think>` closes.", "|The mark `</think>` closes.|"},
        {"The mark \u201C</think>\u201D closes.", "|The mark \u201C</think>\u201D closes.|"},
        {"The mark </think> closes.", "|The mark </think> closes.|"},
        {"Write <think>a</think> first.", "|Write <think>a</think> first.|"},
        {"So:\n```\n<think>\na\n</think>\n```", "|So:\n```\n<think>\na\n</think>\n```|"},
        {"[1] Paris <b> </b>", "|[1] Paris <b> </b>|"},
        {"<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>Paris.",
         "[a<|end|><|start|>assistant]|Paris.|"},
        {"<|channel|>analysis<|message|>a", "[a]||"},
        {"analysisIt is France.assistantfinalParis.", "[It is France.]|Paris.|"},
        {"analysis of it: Paris", "|analysis of it: Paris|"},
        {"", "||"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const smacs_text response = smacs_text_of(cases[i].response);
        char parts[512] = "";
        wire_parts(response, write_part, parts);
        CHECK_STR(parts, cases[i].parts);
    }
}
