/* A line of the record is one call: {"id", "responses": {member: text}, "live": {..}}, so that the file is one of
 * recorded answers too. What aggregators wrote stands in "live"; their lines have no responses. A call is known by its
 * question, member, role, limit and messages. Failed calls are not written: the next time they are tried again. */
#include "host/live.h"

#include "base/bits.h"
#include "base/error.h"
#include "base/text.h"
#include "tool/lines.h"
#include "json/groups.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEY_SIZE = 17,
    WINDOW = 1024,   /* calls that wait or are in flight */
    FAILURES_MAX = 3 /* in a row, after which a model is not asked any more */
};

static const cJSON *at(const cJSON *object, const char *name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

static const char *word_at(const cJSON *object, const char *name) {
    const char *word = cJSON_GetStringValue(at(object, name));
    return word ? word : "";
}

static double number_at(const cJSON *object, const char *name) {
    const cJSON *number = at(object, name);
    return cJSON_IsNumber(number) ? number->valuedouble : (double)NAN;
}

/* ---- which call ---- */

static uint64_t mix(uint64_t digest, smacs_text text) {
    uint8_t size[4];
    smacs_store_u32(size, (uint32_t)text.size);
    return smacs_fnv1a(smacs_fnv1a(digest, size, sizeof size), text.data, text.size);
}

static void key_of(smacs_text id, const cJSON *action, char key[KEY_SIZE]) {
    const cJSON *message;
    const double limit = number_at(at(action, "params"), "max_tokens");
    char digits[SMACS_DIGITS_MAX];
    memset(key, 0, KEY_SIZE);
    uint64_t digest = mix(mix(mix(SMACS_FNV_BASIS, id), smacs_text_of(word_at(action, "member"))),
                          smacs_text_of(word_at(action, "role")));
    digest = mix(digest, (smacs_text){digits, smacs_text_digits(limit > 0.0 ? (uint64_t)limit : 0, 10, 1, digits)});
    cJSON_ArrayForEach(message, at(action, "messages")) {
        digest = mix(mix(digest, smacs_text_of(word_at(message, "role"))), smacs_text_of(word_at(message, "content")));
    }
    smacs_text_digits(digest, 16, KEY_SIZE - 1, digits);
    memcpy(key, digits, KEY_SIZE - 1);
}

static const lab_said *find_said(const void *context, smacs_text id, const cJSON *action) {
    const host_live *l = context;
    char key[KEY_SIZE];
    key_of(id, action, key);
    const uint32_t number = smacs_names_find(&l->keys, smacs_text_of(key));
    return number == SMACS_NO_NAME ? NULL : &l->calls[number].said;
}

/* ---- the record ---- */

static smacs_text text_at(const cJSON *object, const char *name) {
    const char *word = cJSON_GetStringValue(at(object, name));
    return word ? smacs_text_of(word) : (smacs_text){NULL, 0};
}

static uint64_t count_at(const cJSON *object, const char *name) {
    const double value = number_at(object, name);
    return value > 0.0 ? (uint64_t)value : 0;
}

/* What a line says of its call. */
static lab_said read_said(const cJSON *line) {
    const cJSON *live = at(line, "live");
    const smacs_text merged = text_at(live, "text");
    return (lab_said){.text = merged.data ? merged : text_at(at(line, "responses"), word_at(live, "member")),
                      .finish = text_at(live, "finish"),
                      .failure = text_at(live, "failure"),
                      .asked = text_at(live, "asked"),
                      .served = text_at(live, "served"),
                      .mean_logprob = number_at(live, "mean_logprob"),
                      .cost = number_at(live, "cost"),
                      .input = count_at(live, "input"),
                      .output = count_at(live, "output"),
                      .ms = count_at(live, "ms"),
                      .counted = cJSON_IsTrue(at(live, "counted"))};
}

/* Takes `line` over. Of a call that is known already, the first line stands. */
static smacs_status keep_line(host_live *l, cJSON *line) {
    const smacs_text key = text_at(at(line, "live"), "key");
    const uint32_t known = l->keys.count;
    uint32_t number = 0;
    if (!smacs_mem_reserve(&l->a, &l->calls, &l->capacity, (size_t)known + 1, sizeof *l->calls) ||
        smacs_names_intern(&l->a, &l->keys, key, &number) != SMACS_OK) {
        cJSON_Delete(line);
        return SMACS_E_MEMORY;
    }
    if (number < known) {
        cJSON_Delete(line);
        return SMACS_OK;
    }
    l->calls[number] = (host_live_call){line, read_said(line)};
    return SMACS_OK;
}

static smacs_status recall_line(void *context, cJSON *tree, smacs_error *error) {
    host_live *l = context;
    const cJSON *live = at(tree, "live");
    const char *nonce = word_at(live, "nonce");
    if (!word_at(tree, "id")[0] || strlen(word_at(live, "key")) != KEY_SIZE - 1 ||
        strlen(nonce) != HOST_NONCE_SIZE - 1 || !cJSON_IsObject(at(tree, "responses"))) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA,
                                "this is no record of a live evaluation; name another file, which will be made");
    }
    memcpy(l->nonce, nonce, HOST_NONCE_SIZE);
    cJSON *copy = cJSON_Duplicate(tree, true);
    l->recalled++;
    return copy && keep_line(l, copy) == SMACS_OK ? SMACS_OK : smacs_fail_memory(error);
}

/* The call as a line. NULL: out of memory. */
static cJSON *make_line(const host_live *l, smacs_text id, const char *key, const host_ended *ended) {
    const wire_chat_reply *reply = &ended->reply;
    const host_member *member = ended->call.member;
    const char *role = word_at(ended->call.action, "role");
    const bool reference = strcmp(role, "reference") == 0 && !reply->failure;
    const smacs_text text = {reply->text.data ? reply->text.data : "", reply->text.size};
    smacs_json_writer w;
    cJSON *line = NULL;
    smacs_json_begin(&w, &l->a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "id", id);
    smacs_json_name(&w, "responses");
    smacs_json_open(&w, '{');
    if (reference) {
        smacs_json_key(&w, member->id);
        smacs_json_text(&w, text);
    }
    smacs_json_close(&w, '}');
    smacs_json_name(&w, "live");
    smacs_json_open(&w, '{');
    smacs_json_word_member(&w, "nonce", l->nonce);
    smacs_json_word_member(&w, "key", key);
    smacs_json_text_member(&w, "member", member->id);
    smacs_json_word_member(&w, "role", role);
    if (reply->failure) {
        smacs_json_word_member(&w, "failure", reply->failure);
    } else if (!reference) {
        smacs_json_text_member(&w, "text", text);
    }
    smacs_json_word_member(&w, "finish", reply->failure ? NULL : reply->finish);
    smacs_json_number_member(&w, "mean_logprob", reply->mean_logprob);
    smacs_json_flag_member(&w, "counted", reply->counted || reply->free);
    smacs_json_number_member(&w, "input", reply->counted ? reply->input : 0.0);
    smacs_json_number_member(&w, "output", reply->counted ? reply->output : 0.0);
    smacs_json_number_member(&w, "cost", reply->cost);
    smacs_json_integer_member(&w, "ms", ended->call.sent_ms > 0 ? host_clock_ms() - ended->call.sent_ms : 0);
    if (reply->model[0]) {
        smacs_json_text_member(&w, "asked", member->hosted);
        smacs_json_word_member(&w, "served", reply->model);
    }
    smacs_json_close(&w, '}');
    smacs_json_close(&w, '}');
    (void)smacs_json_finish_tree(&w, &line, NULL);
    return line;
}

/* Writes a line before anything is made of it. False after a report. */
static bool write_line(const host_live *l, const cJSON *line) {
    char *json = l->stream ? cJSON_PrintUnformatted(line) : NULL;
    const bool written = !l->stream || (json && fprintf(l->stream, "%s\n", json) > 0 && fflush(l->stream) == 0);
    const bool starved = l->stream && !json;
    cJSON_free(json);
    if (starved) {
        tool_fail_plain(NULL, "out of memory", NULL);
    } else if (!written) {
        tool_fail_plain(l->file, "the answer could not be written; make room and run the same command again", NULL);
    }
    return written;
}

bool host_live_open(host_live *l) {
    l->a = smacs_allocator_or_default(NULL);
    l->failures = calloc(l->pool->member_count, sizeof *l->failures);
    l->given_up = calloc(l->pool->member_count, sizeof *l->given_up);
    if (!l->failures || !l->given_up) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    return host_nonce(l->nonce) && (!l->file || tool_resume_lines(l->file, recall_line, l, l->dry ? NULL : &l->stream));
}

void host_live_free(host_live *l) {
    for (uint32_t i = 0; i < l->keys.count && i < l->capacity; i++) {
        cJSON_Delete(l->calls[i].line);
    }
    if (l->stream) {
        fclose(l->stream);
    }
    smacs_free(&l->a, l->calls);
    smacs_names_free(&l->a, &l->keys);
    free(l->failures);
    free((void *)l->given_up);
}

/* ---- before ---- */

/* About as many tokens as the messages of a call have. */
static double tokens_in(const cJSON *action) {
    const cJSON *message;
    double bytes = 0.0;
    cJSON_ArrayForEach(message, at(action, "messages")) { bytes += (double)strlen(word_at(message, "content")); }
    return bytes / 4.0 + 8.0;
}

/* The most that a call may cost; NAN: not known. */
static double most_of(const host_member *member, double input, double output) {
    return (input * member->price_input + output * member->price_output) / 1e6;
}

static bool tell(void *context, uint32_t questions, const cJSON *calls) {
    const host_live *l = context;
    const unsigned members = l->pool->member_count, missing = (unsigned)cJSON_GetArraySize(calls);
    const unsigned known = questions * members - missing, merges = questions * l->merges;
    double input = 0.0, cost = 0.0, dearest = 0.0;
    const cJSON *call;
    cJSON_ArrayForEach(call, calls) {
        const cJSON *action = at(call, "action");
        const host_member *member = host_pool_find(l->pool, smacs_text_of(word_at(action, "member")));
        input += tokens_in(action);
        cost += member ? most_of(member, tokens_in(action), l->max_tokens) : (double)NAN;
    }
    for (unsigned i = 0; i < members; i++) {
        const double one = most_of(&l->pool->members[i], (double)l->max_tokens * members, l->max_tokens);
        dearest = isnan(one) || one > dearest ? one : dearest;
    }
    fprintf(stderr,
            "%u questions, %u models: %u calls for answers (%u are on record) and at most %u for merging them\n",
            questions, members, missing, known, merges);
    fprintf(stderr, "about %.0f tokens read and at most %.0f written for the answers; each merge reads all of them\n",
            input, (double)missing * l->max_tokens);
    if (!isnan(cost + dearest)) {
        fprintf(stderr, "cost: at most %.4f USD for the answers and %.4f for merging\n", cost, merges * dearest);
    } else {
        fputs("cost: not known, since not all models have prices in the pool\n", stderr);
    }
    if (l->most_calls > 0 || !isnan(l->most_cost)) {
        fputs("it stops at your limit:", stderr);
        if (l->most_calls > 0) {
            fprintf(stderr, " %u calls", l->most_calls);
        }
        if (!isnan(l->most_cost)) {
            fprintf(stderr, " %.4f USD", l->most_cost);
        }
        fputs("\n", stderr);
    }
    return !l->dry;
}

/* ---- making calls ---- */

/* The calls of one array on their way. */
typedef struct batch {
    host_live *l;
    host_calls calls;
    cJSON **items;          /* [count] */
    char (*keys)[KEY_SIZE]; /* [count] */
    double *most;           /* [count] what a call in flight may cost */
    uint32_t count, next, done;
    double open_cost; /* of calls in flight, at most */
    bool stopped;
} batch;

static uint32_t number_of(const host_live *l, const host_member *member) {
    return (uint32_t)(member - l->pool->members);
}

static void note_failure(host_live *l, const host_member *member, const wire_chat_reply *reply) {
    const uint32_t m = number_of(l, member);
    l->failed++;
    l->failures[m]++;
    if (l->given_up[m]) {
        return;
    }
    const char *why = wire_chat_why(reply);
    fprintf(stderr, "%s gave no answer: %s%s%s\n", member->id.data, reply->failure, why[0] ? ": " : "", why);
    if (host_calls_would_fail_again(reply->failure) || l->failures[m] >= FAILURES_MAX) {
        l->given_up[m] = reply->failure;
        fprintf(stderr, "%s is not asked any more; the same command asks it again\n", member->id.data);
    }
}

static void count_reply(host_live *l, const host_member *member, const wire_chat_reply *reply) {
    const double priced = most_of(member, reply->input, reply->output);
    const double cost = reply->free ? 0.0 : reply->cost >= 0.0 ? reply->cost : reply->counted ? priced : (double)NAN;
    l->made++;
    l->input += reply->counted ? reply->input : 0.0;
    l->output += reply->counted ? reply->output : 0.0;
    l->cost += isnan(cost) ? 0.0 : cost;
    l->cost_unknown = l->cost_unknown || isnan(cost);
}

/* Keeps what came of a call. */
static void take_ended(batch *b, host_ended *ended) {
    host_live *l = b->l;
    const uint32_t n = ended->call.number;
    const smacs_text id = text_at(b->items[n], "id");
    cJSON *line = make_line(l, id, b->keys[n], ended);
    b->done++;
    b->open_cost -= b->most[n];
    count_reply(l, ended->call.member, &ended->reply);
    if (ended->reply.failure) {
        note_failure(l, ended->call.member, &ended->reply);
    } else {
        l->failures[number_of(l, ended->call.member)] = 0;
        b->stopped = !line || !write_line(l, line) || b->stopped;
    }
    if (!line || keep_line(l, line) != SMACS_OK) {
        tool_fail_plain(NULL, "out of memory", NULL);
        b->stopped = true;
    }
}

/* A call to a model that is not asked any more has failed as its last one did. */
static void fail_at_once(batch *b, host_member *member, cJSON *action) {
    host_ended ended = {.call = {.number = b->next, .member = member, .action = action},
                        .reply = {.failure = b->l->given_up[number_of(b->l, member)], .free = true}};
    b->most[b->next] = 0.0;
    b->l->made--; /* it is not made */
    take_ended(b, &ended);
    cJSON_Delete(action);
}

/* Whether the next call fits into the limits. One that may fit later waits for those in flight. */
static bool fits(batch *b, const host_member *member, const cJSON *action, bool *later) {
    const host_live *l = b->l;
    const double limit = number_at(at(action, "params"), "max_tokens");
    const double most = most_of(member, tokens_in(action), limit > 0.0 ? limit : l->max_tokens);
    *later = false;
    b->most[b->next] = isnan(most) ? 0.0 : most;
    if (l->most_calls > 0 && l->made + b->calls.count >= l->most_calls) {
        return false;
    }
    if (!isnan(l->most_cost) && !(l->cost + b->open_cost + most <= l->most_cost)) {
        *later = b->calls.count > 0 && !isnan(most);
        return false;
    }
    return true;
}

/* Hands calls over until the window is full or a limit reached. */
static void add_calls(batch *b) {
    bool later = false;
    while (!b->stopped && !later && b->next < b->count && b->calls.count < WINDOW) {
        cJSON *item = b->items[b->next];
        host_member *member = host_pool_find(b->l->pool, smacs_text_of(word_at(at(item, "action"), "member")));
        key_of(text_at(item, "id"), at(item, "action"), b->keys[b->next]);
        const bool known = smacs_names_find(&b->l->keys, smacs_text_of(b->keys[b->next])) != SMACS_NO_NAME;
        if (known) {
            b->done++;
        } else if (member && b->l->given_up[number_of(b->l, member)]) {
            fail_at_once(b, member, cJSON_DetachItemFromObjectCaseSensitive(item, "action"));
        } else if (member && fits(b, member, at(item, "action"), &later)) {
            b->open_cost += b->most[b->next];
            b->stopped =
                !host_calls_add(&b->calls, b->next, member, cJSON_DetachItemFromObjectCaseSensitive(item, "action"));
        } else if (!later) {
            fputs("stopped at the limit; the same command with a higher one goes on from here\n", stderr);
            b->stopped = true;
        }
        b->next += !later;
    }
}

static void run_batch(batch *b) {
    tool_progress progress = tool_progress_begin("asking models");
    host_calls_open(&b->calls, b->l->http, true);
    for (add_calls(b); b->calls.count > 0; add_calls(b)) {
        host_ended ended;
        if (host_interrupts() > 0) {
            fprintf(stderr, "stopped%s\n", b->l->file ? "; the same command goes on from here" : "");
            b->stopped = true;
            break;
        }
        if (!host_calls_next(&b->calls, &ended)) {
            b->stopped = true;
            break;
        }
        if (ended.call.member) {
            take_ended(b, &ended);
            tool_progress_step(&progress, b->done, b->count);
        }
        host_ended_free(&ended);
    }
    host_calls_free(&b->calls);
    tool_progress_end(&progress);
}

static bool make(void *context, cJSON *calls) {
    const uint32_t count = (uint32_t)cJSON_GetArraySize(calls);
    batch b = {.l = context,
               .count = count,
               .items = calloc(count + 1u, sizeof *b.items),
               .keys = calloc(count + 1u, sizeof *b.keys),
               .most = calloc(count + 1u, sizeof *b.most)};
    cJSON *item;
    uint32_t i = 0;
    b.stopped = !b.items || !b.keys || !b.most;
    if (b.stopped) {
        tool_fail_plain(NULL, "out of memory", NULL);
    } else {
        cJSON_ArrayForEach(item, calls) { b.items[i++] = item; }
        run_batch(&b);
    }
    cJSON_Delete(calls);
    free((void *)b.items);
    free(b.keys);
    free(b.most);
    return !b.stopped;
}

lab_caller host_live_caller(host_live *l) {
    return (lab_caller){.context = l, .tell = tell, .make = make, .find = find_said};
}

void host_live_report(const host_live *l) {
    fprintf(stderr, "%u calls made, %u taken from the record, %u without an answer; %.0f tokens in, %.0f out", l->made,
            l->recalled, l->failed, l->input, l->output);
    if (l->cost_unknown) {
        fputs("; cost not known\n", stderr);
    } else {
        fprintf(stderr, "; cost %.6g USD\n", l->cost);
    }
}
