/* smacs calibrate: a model answers a few questions with known answers and becomes a model of the index. */
#include "host/calibrate.h"
#include "base/error.h"
#include "cli/cli.h"
#include "cli/outside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARALLEL_MAX = 64 };

typedef struct calibrate_flags {
    const char *embedder, *endpoint, *model, *name, *key_env, *questions, *record, *compare, *out;
    uint32_t budget, parallel, max_tokens;
    double error, price_input, price_output; /* prices: NAN when not known */
    int dry_run, json;
    cli_outside outside;
} calibrate_flags;

typedef struct calibration_tools {
    calibrate_flags *given;
    tool_index x;
    tool_embedder e;
    tool_vectors vectors; /* of the questions, in place of the embedder */
    uint64_t place;       /* of the question at hand */
    host_endpoint endpoint;
    smacs_calibration *calibration;
    host_calibrate asking;
} calibration_tools;

static const char *name_of(const calibrate_flags *given) { return given->name ? given->name : given->model; }

/* ---- before ---- */

static double cost_of(const calibrate_flags *given, double input, double output) {
    return (input * given->price_input + output * given->price_output) / 1e6;
}

/* What a typical model writes, for the estimate before we have measured this one. */
static const double TOKENS_A_SECOND = 50.0;

/* The low estimate is for short answers, the high one for answers that reason up to the limit. A token is about four
 * characters. */
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

/* A prior of answers that nobody could read would say that the model is always wrong. */
static void print_unreadable(const calibration_tools *t, const smacs_calibration_state *s) {
    const smacs_calibration_sample unread = smacs_calibration_unread(t->calibration);
    printf("%s: stopped, because only %u of %u answers could be read, so there is no prior\n", name_of(t->given),
           s->asked - s->unanswered, s->asked);
    if (unread.id.data) {
        printf("  An answer to question ");
        tool_print_tamed(stdout, unread.id);
        printf(" without a final answer that could be read:\n\n");
        tool_print_tamed(stdout, unread.response);
        printf("\n\n");
    }
    printf(
        "  If it was cut off, try --max-tokens. If the model is right there, the questions may need another form.\n");
}

static void print_end(const calibration_tools *t, const cJSON *state) {
    const smacs_calibration_state s = smacs_calibration_describe(t->calibration);
    if (s.asked == 0) {
        return;
    }
    if (s.unreadable) {
        print_unreadable(t, &s);
        return;
    }
    printf("%s: %u of %u right, %u without a final answer; prior %.3f +- %.3f\n", name_of(t->given), s.right, s.asked,
           s.unanswered, s.prior, s.standard_error);
    const host_calibrate *c = &t->asking;
    if (c->output > 0.0) {
        printf("  %.0f tokens read, %.0f written, %.0f s in this session", c->input, c->output,
               (double)host_calibrate_ms(c) / 1000.0);
        const double cost = cost_of(t->given, c->input, c->output);
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
        tool_print_json(json);
    } else if (state) {
        print_end(t, state);
    } else {
        tool_fail_plain(NULL, "out of memory", NULL);
    }
    const bool told = t->given->json || state;
    cJSON_Delete(state);
    smacs_free(NULL, json);
    const smacs_calibration_state s = smacs_calibration_describe(t->calibration);
    const bool changed = s.again > 0 && s.p < 0.05;
    if (s.unreadable) {
        return TOOL_FAILED; /* and no index: its column would be wrong */
    }
    return save_index(t) && told && !t->asking.failed && s.asked > 0 && !changed ? TOOL_OK : TOOL_FAILED;
}

static void set_up_asking(calibration_tools *t) {
    const calibrate_flags *given = t->given;
    const smacs_text hosted = smacs_text_of(given->model);
    t->asking = (host_calibrate){
        .record = {.model = name_of(given), .calibration = t->calibration, .file = given->record},
        .model = {.id = hosted, .hosted = hosted, .endpoint = &t->endpoint},
        .parallel = given->parallel,
        .max_tokens = given->max_tokens,
    };
}

static bool agree(const calibrate_flags *given) {
    if (given->embedder && cli_outside_given(&given->outside)) {
        fputs("smacs calibrate: give one of --embedder, --vectors and --embeddings\n", stderr);
        return false;
    }
    return cli_outside_check_questions("calibrate", &given->outside);
}

/* The index, and what makes the vectors of questions. */
static bool open_tools(const char *index, calibration_tools *t) {
    calibrate_flags *given = t->given;
    const smacs_text name = smacs_text_of(name_of(given));
    smacs_error error;
    if (!cli_outside_given(&given->outside)) {
        return cli_open_tools(index, given->embedder, &t->x, &t->e) &&
               (smacs_calibration_create(NULL, t->x.handle, t->e.handle, name, &t->calibration, &error) == SMACS_OK ||
                tool_fail(t->x.file, &error) == TOOL_OK);
    }
    const tool_list banks = {.items = &given->questions, .count = 1};
    index = cli_default_index(index);
    return index && tool_index_open(index, &t->x) &&
           cli_outside_for_banks(&given->outside, &t->x, &banks, &t->vectors) &&
           (smacs_calibration_create_outside(NULL, t->x.handle, name, &t->calibration, &error) == SMACS_OK ||
            tool_fail(t->x.file, &error) == TOOL_OK);
}

/* A question with its vector; one that the index has needs none. */
static smacs_status offer(void *context, const smacs_bank_record *record, smacs_error *error) {
    calibration_tools *t = context;
    const int8_t *vector = NULL;
    const uint64_t place = t->place++;
    if (cli_outside_given(&t->given->outside) && record->question.text.size > 0 && record->answer.size > 0) {
        vector = tool_vectors_of(&t->vectors, &record->question, place, error);
        if (!vector && t->vectors.keys.count == 0) {
            return SMACS_E_NOT_FOUND; /* there are too few of them */
        }
    }
    return smacs_calibration_offer_vector(t->calibration, record, vector, error);
}

static bool read_questions(calibration_tools *t) {
    const cli_outside *outside = &t->given->outside;
    return tool_read_bank(t->given->questions, offer, t) &&
           (!cli_outside_given(outside) || tool_vectors_check_order(&t->vectors, outside->file, t->place));
}

static bool prepare(const char *index, calibration_tools *t) {
    const calibrate_flags *given = t->given;
    smacs_error error;
    if (!host_endpoint_open("--endpoint", smacs_text_of(given->endpoint), smacs_text_of(given->key_env),
                            &t->endpoint) ||
        !open_tools(index, t)) {
        return false;
    }
    set_up_asking(t);
    host_record *record = &t->asking.record;
    if (!read_questions(t) || (given->compare && !host_record_compare(record, given->compare)) ||
        !host_record_open(record, given->dry_run)) {
        return false;
    }
    return smacs_calibration_choose(t->calibration, given->budget, given->error, &error) == SMACS_OK ||
           tool_fail(given->questions, &error) == TOOL_OK;
}

static int ask(calibration_tools *t) {
    t->asking.http = host_http_open();
    if (!t->asking.http) {
        return TOOL_FAILED;
    }
    host_calibrate_ask(&t->asking);
    return finish(t);
}

static int calibrate(const char *index, calibrate_flags *given) {
    calibration_tools t = {.given = given};
    int code = TOOL_FAILED;
    if (prepare(index, &t)) {
        tell_before(&t);
        const bool kept = given->dry_run || !given->out || tool_can_save(given->out);
        code = !kept ? TOOL_FAILED : given->dry_run ? TOOL_OK : ask(&t);
    }
    host_calibrate_free(&t.asking);
    host_http_close(t.asking.http);
    smacs_calibration_free(t.calibration);
    free(t.endpoint.url);
    tool_embedder_free(&t.e);
    tool_vectors_free(&t.vectors);
    tool_index_free(&t.x);
    return code;
}

int cli_calibrate(int argc, char **argv) {
    tool_list positionals = {0};
    calibrate_flags given = {.budget = 100,
                             .parallel = 1,
                             .max_tokens = 1024,
                             .error = 0.05,
                             .price_input = NAN,
                             .price_output = NAN,
                             .outside = {.key_flag = "--embeddings-key-env"}};
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &given.embedder, "E.sme", "the embedder the index was built with (the default one)",
         false},
        CLI_OUTSIDE_FLAGS_KEYED(given.outside, "--embeddings-key-env"),
        CLI_EMBEDDINGS_RECORD_FLAG(given.outside),
        {"--endpoint", CLI_TEXT, &given.endpoint, "URL", "base address, up to before /chat/completions", true},
        {"--model", CLI_TEXT, &given.model, "ID", "the model's id there", true},
        {"--name", CLI_TEXT, &given.name, "NAME", "its name in the index (the id)", false},
        {"--key-env", CLI_TEXT, &given.key_env, "VAR", "environment variable that holds the key (none)", false},
        {"--questions", CLI_TEXT, &given.questions, "Q.jsonl", "questions with answers, plain or gzip", true},
        {"--budget", CLI_COUNT, &given.budget, "N", "the most questions to ask (100)", false},
        {"--standard-error", CLI_AMOUNT, &given.error, "S",
         "stop when the standard error of the prior is at most S (0.05)", false},
        {"--parallel", CLI_COUNT, &given.parallel, "N", "calls in flight, at most 64 (1)", false},
        {"--max-tokens", CLI_COUNT, &given.max_tokens, "N", "the longest answer, in tokens (1024)", false},
        {"--price-input", CLI_AMOUNT, &given.price_input, "USD", "for a million tokens read", false},
        {"--price-output", CLI_AMOUNT, &given.price_output, "USD", "for a million tokens written", false},
        {"--record", CLI_OUT, &given.record, "R.jsonl",
         "keep each answer's score here; an existing record is continued", false},
        {"--check", CLI_TEXT, &given.compare, "R.jsonl",
         "ask the questions of this record again: has the model changed?", false},
        {"--out", CLI_UPDATE, &given.out, "Y.smx", "write the index with the model in it", false},
        {"--dry-run", CLI_SWITCH, &given.dry_run, NULL, "tell the cost and time, and ask nothing", false},
        {"--json", CLI_SWITCH, &given.json, NULL, "print JSON (src/json/README.md)", false},
    };
    const cli_command command = {
        "calibrate",
        "[X.smx]",
        0,
        1,
        "score a model on a few questions and add it to an index",
        "smacs calibrate x.smx --embedder e.sme --endpoint http://127.0.0.1:8080/v1 --model small --questions q.jsonl "
        "--record small.jsonl --out y.smx",
        flags,
        sizeof flags / sizeof *flags};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        given.parallel = given.parallel < PARALLEL_MAX ? given.parallel : PARALLEL_MAX;
        code = agree(&given) ? calibrate(positionals.count > 0 ? positionals.items[0] : NULL, &given) : TOOL_USAGE;
    }
    tool_list_free(&positionals);
    return code;
}
