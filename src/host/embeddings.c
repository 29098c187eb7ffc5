#include "host/embeddings.h"

#include "base/error.h"
#include "base/rng.h"
#include "host/http.h"
#include "host/pool.h"
#include "host/vector_record.h"
#include "tool/tool.h"
#include "wire/embeddings.h"
#include "wire/retry.h"

#include <smacs/match.h>
#include <stdlib.h>
#include <string.h>

/* A reply is at most 8 MiB (http.c), and 32 vectors of 4,096 numbers of 22 characters are 3. */
enum { TEXTS_PER_CALL = 32, BYTES_PER_CALL = 200000, CALLS_AT_ONCE = 4, WAIT_MS = 100, TIMEOUT_MAX_S = 86400 };

/* A call for the wanted texts from `first` to before `end`. */
typedef struct batch {
    uint32_t first, end;
    uint32_t attempts;
    uint64_t due_ms;
    enum { BATCH_WAITING, BATCH_IN_FLIGHT, BATCH_DONE } state;
} batch;

typedef struct fetch {
    const host_embeddings *from;
    const smacs_names *texts;
    tool_vectors *v;
    host_vector_record record;
    uint32_t *wanted; /* [wanted_count] numbers of the texts whose vectors the record lacks */
    uint32_t wanted_count, came;
    host_endpoint endpoint; /* its url is that of embeddings */
    host_http *http;
    smacs_rng rng; /* spreads the pauses */
    batch *batches;
    uint32_t batch_count, done, in_flight;
    const batch *reading;
    tool_progress progress;
} fetch;

static bool open_endpoint(fetch *f) {
    static const char chats[] = "/chat/completions", embeddings[] = "/embeddings";
    const smacs_text key_env = f->from->key_env ? smacs_text_of(f->from->key_env) : (smacs_text){0};
    if (!host_endpoint_open("--embeddings", smacs_text_of(f->from->base), key_env, &f->endpoint)) {
        return false;
    }
    const uint32_t asked = f->from->timeout_s;
    f->endpoint.timeout_s = asked == 0 ? f->endpoint.timeout_s : asked < TIMEOUT_MAX_S ? asked : TIMEOUT_MAX_S;
    char *path = f->endpoint.url + strlen(f->endpoint.url) - strlen(chats);
    memcpy(path, embeddings, sizeof embeddings); /* the shorter one */
    return true;
}

static smacs_text wanted_text(const fetch *f, uint32_t at) { return smacs_names_get(f->texts, f->wanted[at]); }

/* Takes what the record has, and lists the other texts. */
static bool list_wanted(fetch *f) {
    const size_t count = (size_t)f->texts->count + 1;
    bool *have = calloc(count, sizeof *have);
    f->wanted = calloc(count, sizeof *f->wanted);
    bool good = have && f->wanted;
    if (!good) {
        tool_fail_plain(NULL, "out of memory", NULL);
    }
    good = good && host_vector_record_open(&f->record, f->from, f->texts, f->v, have);
    for (uint32_t i = 0; good && i < f->texts->count; i++) {
        if (!have[i]) {
            f->wanted[f->wanted_count++] = i;
        }
    }
    free(have);
    return good;
}

static bool make_batches(fetch *f) {
    f->batches = calloc((size_t)f->wanted_count + 1, sizeof *f->batches);
    size_t bytes = 0;
    for (uint32_t i = 0; f->batches && i < f->wanted_count; i++) {
        batch *last = f->batch_count ? &f->batches[f->batch_count - 1] : NULL;
        const size_t size = wanted_text(f, i).size;
        if (!last || last->end - last->first == TEXTS_PER_CALL || bytes + size > BYTES_PER_CALL) {
            last = &f->batches[f->batch_count++];
            last->first = i;
            bytes = 0;
        }
        last->end = i + 1;
        bytes += size;
    }
    if (!f->batches) {
        tool_fail_plain(NULL, "out of memory", NULL);
    }
    return f->batches != NULL;
}

static bool send_batch(fetch *f, uint32_t number) {
    batch *b = &f->batches[number];
    smacs_text texts[TEXTS_PER_CALL];
    char *json = NULL;
    size_t size = 0;
    for (uint32_t i = b->first; i < b->end; i++) {
        texts[i - b->first] = wanted_text(f, i);
    }
    const smacs_text model = smacs_text_of(f->from->model);
    if (wire_embeddings_body(model, texts, b->end - b->first, f->from->dimensions, &json, &size) != SMACS_OK) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    const host_http_post post = {
        .url = f->endpoint.url, .key = f->endpoint.key, .body = {json, size}, .timeout_s = f->endpoint.timeout_s};
    const bool sent = host_http_send(f->http, number, &post);
    smacs_free(NULL, json);
    if (!sent) {
        tool_fail_plain("--embeddings", "a call could not be sent: out of memory, or libcurl refuses it",
                        f->from->base);
        return false;
    }
    b->state = BATCH_IN_FLIGHT;
    b->attempts++;
    f->in_flight++;
    return true;
}

static bool send_due(fetch *f) {
    const uint64_t now = host_clock_ms();
    bool sent = true;
    for (uint32_t i = 0; i < f->batch_count && sent && f->in_flight < CALLS_AT_ONCE; i++) {
        if (f->batches[i].state == BATCH_WAITING && f->batches[i].due_ms <= now) {
            sent = send_batch(f, i);
        }
    }
    return sent;
}

static smacs_status take_vector(void *context, size_t at, const double *numbers, size_t count, smacs_error *error) {
    fetch *f = context;
    return tool_vectors_put(f->v, f->wanted[f->reading->first + at], numbers, count, error);
}

/* Vectors of two models have nothing to do with each other, so that a route by them would mean nothing. */
static bool is_asked_model(const fetch *f, const char *served) {
    bool same = true;
    smacs_same_model(NULL, NULL, smacs_text_of(f->from->model), smacs_text_of(served), &same);
    if (!same) {
        fprintf(stderr,
                "smacs: --embeddings: another model made the vectors (%s, not %s)\n  ask an endpoint that has this "
                "model; if it only calls it so, build the index with --embedding-model %s\n",
                served, f->from->model, served);
    }
    return same;
}

/* What a server sends is no file, so it gets no advice on files. */
static bool refuse_reply(const fetch *f, const smacs_error *error) {
    tool_fail_plain("--embeddings", error->message, error->detail[0] ? error->detail : NULL);
    if (error->status == SMACS_E_SYNTAX || error->status == SMACS_E_SCHEMA) {
        fprintf(stderr, "  the address to give ends before /embeddings; asked was %s\n", f->endpoint.url);
    }
    return false;
}

static bool keep(fetch *f, const batch *b) {
    for (uint32_t i = b->first; i < b->end; i++) {
        if (!host_vector_record_add(&f->record, f->from, wanted_text(f, i), f->v, f->wanted[i])) {
            return false;
        }
    }
    f->came += b->end - b->first;
    return host_vector_record_flush(&f->record, f->from);
}

static bool read_vectors(fetch *f, batch *b, const host_http_reply *got) {
    char served[512];
    smacs_error error;
    const smacs_text body = {got->body.data, got->body.size};
    f->reading = b;
    if (wire_embeddings_read(body, b->end - b->first, take_vector, f, served, sizeof served, &error) != SMACS_OK) {
        return refuse_reply(f, &error);
    }
    if (!is_asked_model(f, served) || !keep(f, b)) {
        return false;
    }
    b->state = BATCH_DONE;
    f->done++;
    tool_progress_step(&f->progress, f->done, f->batch_count);
    return true;
}

/* Why a call failed, in the words of a chat's reply, which retry.h knows. */
static void read_failure(const fetch *f, const host_http_reply *got, wire_chat_reply *reply) {
    static const char *const kinds[] = {"", "timeout", "network", "bad-response"};
    if (got->end == HOST_HTTP_ANSWERED) {
        wire_chat_read(&got->head, (smacs_text){got->body.data, got->body.size}, f->endpoint.key, reply);
        return;
    }
    *reply = (wire_chat_reply){.failure = kinds[got->end]};
    snprintf(reply->message, sizeof reply->message, "%s",
             got->end == HOST_HTTP_TOO_LARGE ? "the reply is larger than 8 MiB" : got->message);
}

static bool take_failure(fetch *f, batch *b, const host_http_reply *got) {
    wire_chat_reply reply = {0};
    read_failure(f, got, &reply);
    const double pause = wire_retry_pause(&reply, b->attempts, smacs_rng_unit(&f->rng));
    if (pause >= 0.0) {
        b->state = BATCH_WAITING;
        b->due_ms = host_clock_ms() + (uint64_t)pause;
    } else {
        char detail[512];
        const bool redirect =
            reply.status >= 300 && reply.status < 400; /* other words of a chat's are of its address */
        const char *why = redirect ? wire_chat_why(&reply) : reply.message;
        snprintf(detail, sizeof detail, "%s%s%s", reply.failure ? reply.failure : "bad-response", why[0] ? ": " : "",
                 why);
        tool_fail_plain("--embeddings", "the endpoint gave no embeddings", detail);
        if (got->end == HOST_HTTP_TIMEOUT) {
            fprintf(stderr, "  a call may take %u s; --embeddings-timeout SECONDS gives it more\n",
                    f->endpoint.timeout_s);
        }
    }
    wire_chat_reply_free(&reply);
    return pause >= 0.0;
}

static bool take_reply(fetch *f, const host_http_reply *got) {
    batch *b = &f->batches[got->tag];
    f->in_flight--;
    return got->end == HOST_HTTP_ANSWERED && got->head.status == 200 ? read_vectors(f, b, got)
                                                                     : take_failure(f, b, got);
}

static bool fetch_all(fetch *f) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    bool good = true;
    while (good && f->done < f->batch_count) {
        host_http_reply got;
        good = send_due(f);
        if (good && host_http_next(f->http, WAIT_MS, &got)) {
            good = take_reply(f, &got);
            smacs_bytes_free(&a, &got.body);
        }
        if (good && host_interrupts() > 0) {
            tool_fail_plain(NULL, "stopped", NULL);
            good = false;
        }
    }
    return good;
}

/* After a failure: keeps what calls in flight still bring, since they are paid. */
static void drain(fetch *f) {
    while (f->record.stream && f->in_flight > 0 && host_interrupts() == 0) {
        host_http_reply got;
        if (host_http_next(f->http, WAIT_MS, &got)) {
            const smacs_allocator a = smacs_allocator_or_default(NULL);
            f->in_flight--;
            if (got.end == HOST_HTTP_ANSWERED && got.head.status == 200 &&
                !read_vectors(f, &f->batches[got.tag], &got)) {
                f->in_flight = 0;
            }
            smacs_bytes_free(&a, &got.body);
        }
    }
}

/* Says after a failure what became of the vectors that had come. */
static void tell_kept(const fetch *f) {
    const uint32_t all = f->texts->count, have = all - f->wanted_count + f->came;
    if (f->record.stream && have > 0) {
        fprintf(stderr, "%u of %u vectors are in %s; the same command asks for the others\n", have, all,
                f->from->record);
    } else if (f->came > 0) {
        fprintf(stderr,
                "%u of %u vectors had come; with --embeddings-record FILE they are kept, and the same command "
                "goes on\n",
                have, all);
    }
}

bool host_embed(const host_embeddings *from, const smacs_names *texts, tool_vectors *v) {
    fetch f = {.from = from, .texts = texts, .v = v, .progress = tool_progress_begin("embedding")};
    smacs_rng_seed(&f.rng, host_clock_ms(), 0);
    bool good = open_endpoint(&f) && list_wanted(&f) && make_batches(&f);
    if (good && f.batch_count > 0) {
        good = (f.http = host_http_open()) != NULL && fetch_all(&f);
        tool_progress_end(&f.progress);
        if (!good && f.http) {
            drain(&f);
            tell_kept(&f);
        }
    }
    tool_progress_end(&f.progress);
    host_http_close(f.http);
    host_vector_record_close(&f.record);
    free(f.batches);
    free(f.wanted);
    free(f.endpoint.url);
    return good;
}
