/* Compares the final answers found in recorded responses with those that the bank's publisher found, by key, and the
 * correctness that follows from ours with the recorded scores; also by the form in which each was read. */
#include "base/error.h"
#include "lab/lab.h"
#include "lab/responses.h"
#include "lab/results.h"
#include "tool/lines.h"
#include "tool/made.h"

#include <math.h>
#include <string.h>

/* Answers that were read by one form, and how many of them are what the publisher found, or where that is unknown, are
 * judged like the recorded score. */
typedef struct form_tally {
    uint64_t read, right;
} form_tally;

/* Counts of one benchmark. */
typedef struct tally {
    uint64_t responses, agreeing, none, publisher_none, judged, judged_alike;
    form_tally forms[SMACS_HOW_COUNT];
} tally;

typedef struct comparison {
    smacs_allocator a;
    lab_responses recorded;
    smacs_names benchmarks;
    tally *tallies; /* [benchmarks.count] */
    size_t tally_capacity;
    uint32_t differences; /* still to be shown */
} comparison;

static const char *member(const cJSON *tree, const char *name) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(tree, name);
    return cJSON_IsString(value) ? value->valuestring : NULL;
}

static void show_difference(comparison *c, const char *id, const char *model, const char *response,
                            const smacs_answer *own, const char *theirs) {
    const size_t size = strlen(response);
    size_t shown = size < 160 ? size : 160;
    for (; shown > 0 && ((unsigned char)response[size - shown] & 0xC0U) == 0x80U; shown--) {
        /* not from the middle of a character */
    }
    if (c->differences > 0) {
        c->differences--;
        printf("%s %s (%s)\n  ours   %.*s\n  theirs %s\n  ..%s\n\n", id, model, smacs_answer_how_name(own->how),
               (int)own->key.size, own->key.data ? own->key.data : "(none)", theirs ? theirs : "(none)",
               response + size - shown);
    }
}

/* What one recorded question holds. */
typedef struct record {
    const char *id;
    const cJSON *extracted, *scores;
    smacs_answer expected;
    smacs_answer_form form;
} record;

static smacs_status compare(comparison *c, const record *r, const cJSON *response, tally *t, smacs_error *error) {
    const char *theirs = member(r->extracted, response->string);
    const cJSON *score = cJSON_GetObjectItemCaseSensitive(r->scores, response->string);
    smacs_answer own, published;
    smacs_status status = smacs_answer_extract(&c->a, smacs_text_of(response->valuestring), r->form, &own, error);
    if (status != SMACS_OK) {
        return status;
    }
    const bool empty = theirs && !theirs[0] && r->form.literal; /* an output, too */
    status = smacs_answer_of(&c->a, smacs_text_of(empty ? "''" : theirs), r->form, &published, error);
    if (status == SMACS_OK) {
        const bool both_none = own.kind == SMACS_ANSWER_NONE && published.kind == SMACS_ANSWER_NONE;
        const bool agree = both_none || smacs_answer_same(&own, &published);
        t->responses++;
        t->agreeing += agree;
        t->none += own.kind == SMACS_ANSWER_NONE;
        t->publisher_none += !theirs;
        bool alike = agree;
        if (cJSON_IsNumber(score) && r->expected.kind != SMACS_ANSWER_NONE) {
            alike = smacs_answer_same(&own, &r->expected) == (score->valuedouble >= 0.5);
            t->judged++;
            t->judged_alike += alike;
        }
        t->forms[own.how].read++;
        t->forms[own.how].right += published.kind != SMACS_ANSWER_NONE ? agree : alike;
        if (!agree) {
            show_difference(c, r->id, response->string, response->valuestring, &own, theirs);
        }
    }
    smacs_answer_free(&c->a, &own);
    smacs_answer_free(&c->a, &published);
    return status;
}

static smacs_status take_question(void *context, cJSON *tree, smacs_error *error) {
    comparison *c = context;
    const char *question = member(tree, "question"), *benchmark = member(tree, "benchmark");
    record r = {.id = member(tree, "id"),
                .extracted = cJSON_GetObjectItemCaseSensitive(tree, "extracted"),
                .scores = cJSON_GetObjectItemCaseSensitive(tree, "scores")};
    const cJSON *responses = r.id ? lab_responses_of(&c->recorded, smacs_text_of(r.id)) : NULL;
    uint32_t group = 0;
    if (!responses || !r.extracted || !question) {
        return SMACS_OK;
    }
    r.form = smacs_answer_expect(smacs_text_of(question));
    smacs_status status = smacs_names_intern(&c->a, &c->benchmarks, smacs_text_of(benchmark ? benchmark : ""), &group);
    if (status != SMACS_OK ||
        !smacs_mem_reserve(&c->a, &c->tallies, &c->tally_capacity, c->benchmarks.count, sizeof *c->tallies)) {
        return smacs_fail_memory(error);
    }
    status = smacs_answer_of(&c->a, smacs_text_of(member(tree, "answer")), r.form, &r.expected, error);
    for (const cJSON *response = responses->child; response && status == SMACS_OK; response = response->next) {
        /* Where the publisher says nothing of a model, there is nothing to compare. */
        if (cJSON_IsString(response) && cJSON_HasObjectItem(r.extracted, response->string)) {
            status = compare(c, &r, response, &c->tallies[group], error);
        }
    }
    smacs_answer_free(&c->a, &r.expected);
    return status;
}

static double percent(uint64_t part, uint64_t of) { return of > 0 ? 100.0 * (double)part / (double)of : NAN; }

static void print_forms_json(smacs_json_writer *w, const tally *t) {
    smacs_json_key(w, smacs_text_of("forms"));
    smacs_json_open(w, '{');
    for (unsigned how = 0; how < SMACS_HOW_COUNT; how++) {
        if (t->forms[how].read > 0) {
            smacs_json_key(w, smacs_text_of(smacs_answer_how_name((smacs_answer_how)how)));
            smacs_json_open(w, '{');
            smacs_json_integer_member(w, "read", t->forms[how].read);
            smacs_json_integer_member(w, "right", t->forms[how].right);
            smacs_json_close(w, '}');
        }
    }
    smacs_json_close(w, '}');
}

static int print_json(const comparison *c) {
    smacs_json_writer w;
    smacs_json_begin(&w, &c->a);
    smacs_json_open(&w, '{');
    smacs_json_name(&w, "benchmarks");
    smacs_json_open(&w, '{');
    for (uint32_t b = 0; b < c->benchmarks.count; b++) {
        const tally *t = &c->tallies[b];
        smacs_json_key(&w, smacs_names_get(&c->benchmarks, b));
        smacs_json_open(&w, '{');
        smacs_json_integer_member(&w, "responses", t->responses);
        smacs_json_number_member(&w, "agreement", percent(t->agreeing, t->responses));
        smacs_json_number_member(&w, "none", percent(t->none, t->responses));
        smacs_json_number_member(&w, "publisher_none", percent(t->publisher_none, t->responses));
        smacs_json_number_member(&w, "judged_alike", percent(t->judged_alike, t->judged));
        print_forms_json(&w, t);
        smacs_json_close(&w, '}');
    }
    smacs_json_close(&w, '}');
    tool_made_write(&w);
    smacs_json_close(&w, '}');
    return lab_print_json(&w);
}

/* By form, over all benchmarks. */
static void print_forms(const comparison *c) {
    printf("\n  form            read     right  stands alone\n");
    for (unsigned how = SMACS_HOW_NONE + 1; how < SMACS_HOW_COUNT; how++) {
        form_tally sum = {0};
        for (uint32_t b = 0; b < c->benchmarks.count; b++) {
            sum.read += c->tallies[b].forms[how].read;
            sum.right += c->tallies[b].forms[how].right;
        }
        if (sum.read > 0) {
            printf("  ");
            tool_print_padded(smacs_text_of(smacs_answer_how_name((smacs_answer_how)how)), 12, false);
            printf("  %6llu  %7.2f%%  %12s\n", (unsigned long long)sum.read, percent(sum.right, sum.read),
                   smacs_answer_sure((smacs_answer_how)how) ? "yes" : "no");
        }
    }
}

static int print_table(const comparison *c) {
    printf("  benchmark     responses  agreement  none  publisher's none  judged alike\n");
    for (uint32_t b = 0; b < c->benchmarks.count; b++) {
        const tally *t = &c->tallies[b];
        printf("  ");
        tool_print_padded(smacs_names_get(&c->benchmarks, b), 12, false);
        printf("  %9llu  %8.2f%%  %4.1f  %16.1f  %11.2f%%\n", (unsigned long long)t->responses,
               percent(t->agreeing, t->responses), percent(t->none, t->responses),
               percent(t->publisher_none, t->responses), percent(t->judged_alike, t->judged));
    }
    print_forms(c);
    return TOOL_OK;
}

int lab_extract(const tool_list *banks, const tool_list *responses, uint32_t differences, bool json) {
    comparison c = {.a = smacs_allocator_or_default(NULL), .differences = differences};
    bool read = lab_responses_read(responses, &c.recorded);
    int code = TOOL_FAILED;
    for (size_t i = 0; i < banks->count && read; i++) {
        read = tool_read_lines(banks->items[i], take_question, &c);
    }
    if (read) {
        code = json ? print_json(&c) : print_table(&c);
    }
    lab_responses_free(&c.recorded);
    smacs_mem_free(&c.a, c.tallies);
    smacs_names_free(&c.a, &c.benchmarks);
    return code;
}
