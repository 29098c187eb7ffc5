/* smacs calibrate: a model answers a few questions with known answers, and is in the index from then on. What it has
 * answered is in the record before the next question leaves, so that a break loses nothing. */
#include "base/error.h"
#include "cli/cli.h"
#include "host/http.h"
#include "host/pool.h"
#include "tool/lines.h"
#include "wire/retry.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { POLL_MS = 200, FAILURES_MOST = 3, PARALLEL_MOST = 64 };

typedef struct calibrate_flags {
    const char *embedder, *endpoint, *model, *name, *key_env, *questions, *record, *compare, *out;
    uint32_t budget, parallel, max_tokens;
    double error, price_input, price_output; /* prices: NAN when not known */
    int dry_run, json;
} calibrate_flags;

/* A question that is with the model, or waits to be asked again. */
typedef struct flight {
    uint32_t place;
    uint32_t attempts;
    uint32_t without; /* fields that it was sent without */
    uint64_t sent_ms, due_ms;
    bool used, flies;
} flight;

typedef struct calibration_tools {
    const calibrate_flags *given;
    tool_index x;
    tool_embedder e;
    host_endpoint endpoint;
    host_http *http;
    smacs_calibration *calibration;
    FILE *record;
    flight flights[PARALLEL_MOST];
    uint32_t next;     /* place to be asked */
    uint32_t refused;  /* fields that the model does not take */
    uint32_t failures; /* one after the other */
    uint32_t asked;    /* in this session */
    uint64_t begin_ms;
    double input, output; /* tokens of this session */
    bool failed;
} calibration_tools;

static const char *name_of(const calibrate_flags *given) { return given->name ? given->name : given->model; }

/* ---- the record ---- */

static bool is_true(const cJSON *line, const char *member) {
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(line, member));
}

/* A line's id and score, once it is clear that it is of this model. */
static smacs_status read_line(const calibration_tools *t, const cJSON *line, smacs_text *id, bool *right,
                              smacs_error *error) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(line, "id"));
    const char *model = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(line, "model"));
    const cJSON *score = cJSON_GetObjectItemCaseSensitive(line, "score");
    if (!text || !model || !cJSON_IsNumber(score)) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "a line of a record has an id, a model and a score");
    }
    if (strcmp(model, name_of(t->given)) != 0) {
        return smacs_fail(error, SMACS_E_MISMATCH, "this record is of another model; name another file", //
                          smacs_text_of(model), SMACS_NO_POSITION);
    }
    *id = smacs_text_of(text);
    *right = score->valuedouble >= 0.5;
    return SMACS_OK;
}

static smacs_status recall_line(void *context, cJSON *line, smacs_error *error) {
    const calibration_tools *t = context;
    smacs_text id = {0};
    bool right = false;
    const smacs_status status = read_line(t, line, &id, &right, error);
    if (status == SMACS_OK) {
        smacs_calibration_recall(t->calibration, id, right, is_true(line, "answered"));
    }
    return status;
}

static smacs_status compare_line(void *context, cJSON *line, smacs_error *error) {
    const calibration_tools *t = context;
    smacs_text id = {0};
    bool right = false;
    const smacs_status status = read_line(t, line, &id, &right, error);
    if (status == SMACS_OK) {
        smacs_calibration_compare(t->calibration, id, right);
    }
    return status;
}

static bool is_there(const char *file) {
    FILE *stream = fopen(file, "rb");
    const bool there = stream && fgetc(stream) != EOF;
    if (stream) {
        fclose(stream);
    }
    return there;
}

static bool open_record(calibration_tools *t) {
    const calibrate_flags *given = t->given;
    if (given->compare && !tool_read_lines(given->compare, compare_line, t)) {
        return false;
    }
    if (!given->record) {
        return true;
    }
    if (is_there(given->record) && !tool_read_lines(given->record, recall_line, t)) {
        return false;
    }
    t->record = given->dry_run ? NULL : fopen(given->record, "ab");
    return t->record || given->dry_run || tool_fail_plain(given->record, "cannot be written", NULL) == TOOL_OK;
}

/* One line with what came of a question; a bank's lines for `smacs index add` need no more than the first two members. */
static bool write_record(calibration_tools *t, uint32_t place, const wire_chat_reply *reply, int right, int answered,
                         smacs_text found, uint64_t ms) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    const time_t now = time(NULL);
    const struct tm *utc = gmtime(&now);
    char when[32] = "", *json = NULL;
    size_t size = 0;
    smacs_json_writer w;
    if (!t->record) {
        return true;
    }
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", utc);
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "id", smacs_calibration_get(t->calibration, place).question.id);
    smacs_json_integer_member(&w, "score", (uint64_t)right);
    smacs_json_text_member(&w, "model", smacs_text_of(name_of(t->given)));
    smacs_json_name(&w, "answered");
    smacs_json_bool(&w, answered);
    smacs_json_text_member(&w, "found", found);
    smacs_json_text_member(&w, "finish", smacs_text_of(reply->failure ? reply->failure : reply->finish));
    smacs_json_integer_member(&w, "ms", ms);
    smacs_json_number_member(&w, "tokens", reply->counted ? reply->output : (double)NAN);
    smacs_json_text_member(&w, "on", smacs_text_of(when));
    smacs_json_close(&w, '}');
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL) == TOOL_OK;
    }
    const bool written =
        fwrite(json, 1, size, t->record) == size && fputc('\n', t->record) != EOF && fflush(t->record) == 0;
    smacs_mem_free(&a, json);
    return written || tool_fail_plain(t->given->record, "cannot be written; is the disk full?", NULL) == TOOL_OK;
}

/* ---- what it takes ---- */

static double cost_of(const calibrate_flags *given, double input, double output) {
    return (input * given->price_input + output * given->price_output) / 1e6;
}

/* What a usual model writes, to tell the time before any of its own is known. */
static const double TOKENS_A_SECOND = 50.0;

/* Short answers, and ones that reason as long as they may. Four characters are a token or so. */
static void tell_before(const calibration_tools *t) {
    const calibrate_flags *given = t->given;
    const smacs_calibration_state s = smacs_calibration_describe(t->calibration);
    const double left = (double)(s.chosen - s.asked);
    double input = 0.0;
    for (uint32_t k = 0; k < s.chosen; k++) {
        const smacs_calibration_question q = smacs_calibration_get(t->calibration, k);
        input += q.asked ? 0.0 : (double)q.question.text.size / 4.0 + 10.0;
    }
    const double low = left * 50.0, high = left * given->max_tokens;
    fprintf(stderr, "%s: up to %.0f questions of %u", name_of(given), left, s.offered);
    if (s.asked > 0) {
        fprintf(stderr, " (%u were asked before)", s.asked);
    }
    if (s.skipped > 0) {
        fprintf(stderr, "; %u records have no text, no answer or no id of their own", s.skipped);
    }
    const double a_minute = 60.0 * TOKENS_A_SECOND * given->parallel;
    fprintf(stderr, "\n  some %.0f tokens to read, %.0f to %.0f to write: %.0f to %.0f min at %.0f a second", input,
            low, high, ceil(low / a_minute), ceil(high / a_minute), TOKENS_A_SECOND);
    if (isnan(given->price_input) || isnan(given->price_output)) {
        fprintf(stderr, "; cost unknown without --price-input and --price-output\n");
    } else {
        fprintf(stderr, "; $%.4f to $%.4f\n", cost_of(given, input, low), cost_of(given, input, high));
    }
}

static void tell_progress(const calibration_tools *t, const smacs_calibration_state *s) {
    const double passed = (double)(host_clock_ms() - t->begin_ms) / 1000.0;
    fprintf(stderr, "asked %u of at most %u: %u right (%.0f %%), prior %.2f +- %.2f", s->asked, s->chosen, s->right,
            100.0 * s->right / s->asked, s->prior, s->standard_error);
    if (t->asked > 2 && !s->done) {
        fprintf(stderr, ", at most %.0f min left", ceil(passed / t->asked * (s->chosen - s->asked) / 60.0));
    }
    fprintf(stderr, "\n");
}

/* ---- asking ---- */

static bool next_place(calibration_tools *t, uint32_t *place) {
    const smacs_calibration_state s = smacs_calibration_describe(t->calibration);
    while (t->next < s.chosen && smacs_calibration_get(t->calibration, t->next).asked) {
        t->next++;
    }
    if (s.done || t->next >= s.chosen) {
        return false;
    }
    *place = t->next++;
    return true;
}

static cJSON *action_for(const calibration_tools *t, uint32_t place) {
    const smacs_text text = smacs_calibration_get(t->calibration, place).question.text;
    cJSON *action = cJSON_CreateObject(), *messages = cJSON_AddArrayToObject(action, "messages");
    cJSON *message = cJSON_CreateObject(), *params = cJSON_AddObjectToObject(action, "params");
    char *copy = calloc(text.size + 1, 1);
    if (copy) {
        memcpy(copy, text.data, text.size);
    }
    cJSON_AddStringToObject(message, "role", "user");
    cJSON_AddStringToObject(message, "content", copy ? copy : "");
    cJSON_AddItemToArray(messages, message);
    cJSON_AddNumberToObject(params, "temperature", 0);
    cJSON_AddNumberToObject(params, "max_tokens", t->given->max_tokens);
    free(copy);
    return action;
}

static bool send_flight(calibration_tools *t, flight *f) {
    const host_endpoint *endpoint = &t->endpoint;
    cJSON *action = action_for(t, f->place);
    char *body = NULL;
    size_t size = 0;
    f->without = t->refused;
    const smacs_status status = wire_chat_body(smacs_text_of(t->given->model), action, f->without, &body, &size);
    const host_http_post post = {endpoint->url, endpoint->key, {body, size}, endpoint->timeout_s};
    const bool sent = status == SMACS_OK && host_http_send(t->http, (uint32_t)(f - t->flights), &post);
    smacs_free(NULL, body);
    cJSON_Delete(action);
    f->flies = sent;
    f->sent_ms = host_clock_ms();
    f->attempts++;
    return sent || tool_fail_plain(NULL, "a call could not be sent", endpoint->url) == TOOL_OK;
}

/* Fills free flights with what is next, and sends again what was to wait. False when nothing is left to do. */
static bool send_due(calibration_tools *t) {
    bool busy = false;
    for (uint32_t i = 0; i < t->given->parallel && !t->failed; i++) {
        flight *f = &t->flights[i];
        uint32_t place = 0;
        if (!f->used && next_place(t, &place)) {
            *f = (flight){.used = true, .place = place};
        }
        if (f->used && !f->flies && f->due_ms <= host_clock_ms()) {
            t->failed = !send_flight(t, f);
        }
        busy = busy || f->used;
    }
    return busy && !t->failed;
}

/* Whether a failure passes by itself, or by doing without a field. */
static bool asks_again(calibration_tools *t, flight *f, const wire_chat_reply *reply) {
    const uint32_t fields = wire_retry_without(reply, f->without);
    const double pause = wire_retry_pause(reply, f->attempts, 0.5);
    if (fields != 0) {
        t->refused |= fields;
        f->attempts--;
    } else if (pause >= 0.0) {
        f->due_ms = host_clock_ms() + (uint64_t)pause;
    }
    return fields != 0 || pause >= 0.0;
}

static bool is_lasting(const char *failure) {
    static const char *const kinds[] = {"auth", "credit", "unknown-model", "network"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(failure, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A call that failed says nothing of the model: its question is left for another time. */
static void give_up(calibration_tools *t, const wire_chat_reply *reply) {
    t->failures++;
    fprintf(stderr, "a question was not answered: %s%s%s\n", reply->failure, reply->message[0] ? ": " : "",
            reply->message);
    if (is_lasting(reply->failure) || t->failures >= FAILURES_MOST) {
        t->failed = true;
        tool_fail_plain(
            NULL,
            t->given->record
                ? "the model cannot be asked now; what was asked is in the record, and the same command goes on"
                : "the model cannot be asked now; with --record, another try would go on from here",
            reply->failure);
    }
}

/* An answer without words is an answer: the model named no result. */
static void grade(calibration_tools *t, const flight *f, const wire_chat_reply *reply) {
    smacs_error error;
    smacs_text found = {0};
    bool right = false, answered = false;
    const smacs_text text = {reply->text.data ? reply->text.data : "", reply->text.size};
    if (smacs_calibration_grade(t->calibration, f->place, text, &right, &answered, &found, &error) != SMACS_OK) {
        t->failed = true;
        tool_fail(NULL, &error);
        return;
    }
    t->failures = 0;
    t->asked++;
    t->input += reply->counted ? reply->input : 0.0;
    t->output += reply->counted ? reply->output : 0.0;
    t->failed = !write_record(t, f->place, reply, right, answered, found, host_clock_ms() - f->sent_ms);
    const smacs_calibration_state s = smacs_calibration_describe(t->calibration);
    tell_progress(t, &s);
}

static void take_reply(calibration_tools *t, host_http_reply *got) {
    static const char *const kinds[] = {"", "timeout", "network", "bad-response"};
    flight *f = &t->flights[got->tag];
    wire_chat_reply reply = {.failure = kinds[got->end], .begun = got->body.size > 0};
    if (got->end == HOST_HTTP_ANSWERED) {
        wire_chat_read(got->status, got->retry_after, (smacs_text){got->body.data, got->body.size}, t->endpoint.key,
                       &reply);
    } else {
        snprintf(reply.message, sizeof reply.message, "%s", got->message);
    }
    f->flies = false;
    if (!reply.failure || strcmp(reply.failure, "empty") == 0) {
        grade(t, f, &reply);
        f->used = false;
    } else if (!asks_again(t, f, &reply)) {
        give_up(t, &reply);
        f->used = false;
    }
    wire_chat_reply_free(&reply);
}

static void ask_all(calibration_tools *t) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    t->begin_ms = host_clock_ms();
    while (send_due(t)) {
        host_http_reply got;
        if (host_interrupts() > 0) {
            fprintf(stderr, "stopped%s\n", t->given->record ? "; the same command goes on from here" : "");
            return;
        }
        if (host_http_next(t->http, POLL_MS, &got)) {
            take_reply(t, &got);
            smacs_bytes_free(&a, &got.body);
        }
    }
}

/* ---- the end ---- */

static bool save_index(const calibration_tools *t) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_error error;
    if (!t->given->out || smacs_calibration_describe(t->calibration).asked == 0) {
        return true;
    }
    if (smacs_calibration_finish(t->calibration, &bytes, &size, &error) != SMACS_OK) {
        tool_fail(t->given->out, &error);
        return false;
    }
    const bool saved = tool_save(t->given->out, bytes, size);
    smacs_free(NULL, bytes);
    return saved;
}

static void print_kinds(const cJSON *state) {
    printf("\n  asked  right  kind of question\n");
    for (const cJSON *kind = cJSON_GetObjectItemCaseSensitive(state, "kinds")->child; kind; kind = kind->next) {
        const char *benchmark = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(kind, "benchmark"));
        const char *category = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(kind, "category"));
        printf("  %5.0f  %5.0f  %s%s%s\n", cJSON_GetObjectItemCaseSensitive(kind, "asked")->valuedouble,
               cJSON_GetObjectItemCaseSensitive(kind, "right")->valuedouble, benchmark ? benchmark : "(none)",
               category ? ", " : "", category ? category : "");
    }
}

static void print_end(const calibration_tools *t, const cJSON *state) {
    const smacs_calibration_state s = smacs_calibration_describe(t->calibration);
    if (s.asked == 0) {
        return;
    }
    printf("%s: %u of %u right, %u without a final answer; prior %.3f +- %.3f\n", name_of(t->given), s.right, s.asked,
           s.unanswered, s.prior, s.standard_error);
    if (t->output > 0.0) {
        printf("  %.0f tokens read, %.0f written, %.0f s in this session", t->input, t->output,
               (double)(host_clock_ms() - t->begin_ms) / 1000.0);
        const double cost = cost_of(t->given, t->input, t->output);
        printf(isnan(cost) ? "\n" : ", $%.4f\n", cost);
    }
    if (s.again > 0) {
        printf("  asked again: %u; right before and wrong now: %u, the other way round: %u, p = %.3f: %s\n", s.again,
               s.lost, s.won, s.p, s.p < 0.05 ? "it has changed" : "no change seen");
    }
    print_kinds(state);
}

static int finish(const calibration_tools *t) {
    char *json = NULL;
    size_t size = 0;
    if (smacs_calibration_to_json(t->calibration, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    cJSON *state = cJSON_Parse(json);
    if (t->given->json) {
        printf("%s\n", json);
    } else if (state) {
        print_end(t, state);
    }
    cJSON_Delete(state);
    smacs_free(NULL, json);
    const smacs_calibration_state s = smacs_calibration_describe(t->calibration);
    const bool changed = s.again > 0 && s.p < 0.05;
    return save_index(t) && !t->failed && s.asked > 0 && !changed ? TOOL_OK : TOOL_FAILED;
}

static bool prepare(const char *index, calibration_tools *t) {
    const calibrate_flags *given = t->given;
    smacs_error error;
    if (!host_endpoint_open("--endpoint", smacs_text_of(given->endpoint), smacs_text_of(given->key_env),
                            &t->endpoint) ||
        !tool_index_open(index, &t->x) || !tool_embedder_open(given->embedder, &t->e)) {
        return false;
    }
    if (smacs_calibration_create(NULL, t->x.handle, t->e.handle, smacs_text_of(name_of(given)), &t->calibration,
                                 &error) != SMACS_OK) {
        return tool_fail(index, &error) == TOOL_OK;
    }
    if (!tool_read_bank(given->questions, smacs_calibration_offer, t->calibration) || !open_record(t)) {
        return false;
    }
    return smacs_calibration_choose(t->calibration, given->budget, given->error, &error) == SMACS_OK ||
           tool_fail(given->questions, &error) == TOOL_OK;
}

static int calibrate(const char *index, const calibrate_flags *given) {
    calibration_tools t = {.given = given};
    int code = TOOL_FAILED;
    if (prepare(index, &t)) {
        tell_before(&t);
        t.http = given->dry_run ? NULL : host_http_open();
        if (t.http) {
            ask_all(&t);
            code = finish(&t);
        } else if (given->dry_run) {
            code = TOOL_OK;
        }
    }
    host_http_close(t.http);
    if (t.record) {
        fclose(t.record);
    }
    smacs_calibration_free(t.calibration);
    free(t.endpoint.url);
    tool_embedder_free(&t.e);
    tool_index_free(&t.x);
    return code;
}

int cli_calibrate(int argc, char **argv) {
    tool_list positionals = {0};
    calibrate_flags given = {
        .budget = 100, .parallel = 1, .max_tokens = 1024, .error = 0.05, .price_input = NAN, .price_output = NAN};
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &given.embedder, "E.sme", "the embedder that made the index", true},
        {"--endpoint", CLI_TEXT, &given.endpoint, "URL", "base address, up to before /chat/completions", true},
        {"--model", CLI_TEXT, &given.model, "ID", "the model's id there", true},
        {"--name", CLI_TEXT, &given.name, "NAME", "its name in the index (the id)", false},
        {"--key-env", CLI_TEXT, &given.key_env, "VAR", "environment variable that holds the key (none)", false},
        {"--questions", CLI_TEXT, &given.questions, "Q.jsonl", "questions with answers, plain or gzip", true},
        {"--budget", CLI_COUNT, &given.budget, "N", "at most so many questions (100)", false},
        {"--standard-error", CLI_AMOUNT, &given.error, "S", "enough when the prior's is at most this (0.05)", false},
        {"--parallel", CLI_COUNT, &given.parallel, "N", "calls at once, at most 64 (1)", false},
        {"--max-tokens", CLI_COUNT, &given.max_tokens, "N", "of an answer (1024)", false},
        {"--price-input", CLI_AMOUNT, &given.price_input, "USD", "for a million tokens read", false},
        {"--price-output", CLI_AMOUNT, &given.price_output, "USD", "for a million tokens written", false},
        {"--record", CLI_TEXT, &given.record, "R.jsonl", "keeps each answer's score; one that is there is continued",
         false},
        {"--check", CLI_TEXT, &given.compare, "R.jsonl", "ask the questions of this record again: did it change?",
         false},
        {"--out", CLI_TEXT, &given.out, "Y.smx", "the index with the model in it", false},
        {"--dry-run", CLI_SWITCH, &given.dry_run, NULL, "say what it would take, and ask nothing", false},
        {"--json", CLI_SWITCH, &given.json, NULL, "print JSON (src/json/README.md)", false},
    };
    const cli_command command = {
        "calibrate",
        "X.smx",
        1,
        1,
        "score a model on a few questions and add it to an index",
        "smacs calibrate x.smx --embedder e.sme --endpoint http://127.0.0.1:8080/v1 --model small --questions q.jsonl "
        "--record small.jsonl --out y.smx",
        flags,
        sizeof flags / sizeof *flags};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        given.parallel = given.parallel < PARALLEL_MOST ? given.parallel : PARALLEL_MOST;
        code = calibrate(positionals.items[0], &given);
    }
    tool_list_free(&positionals);
    return code;
}
