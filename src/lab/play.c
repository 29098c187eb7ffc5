/* Plays runs over recorded answers. Calls end in the order in which the run sends them, or after simulated times
 * (latency.h). Of banks, no merged answers are on record: where a run in mode auto asks for one, the call fails, the run
 * keeps the best reference, and only calls to references count. A live pool is asked for what is not on record. The
 * majority is taken over the final answers of the same panel, all asked; the better prior wins a tie. */
#include "lab/play.h"
#include "base/error.h"
#include "lab/latency.h"
#include "lab/vote.h"
#include "json/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Calls of a run: each member is asked once, and may fail to write each of the subsets. */
enum { CALLS_MAX = SMACS_POOL_MAX * 3 };

bool lab_play_begin(lab_play *p, const tool_index *x, const tool_embedder *e, const bool *allowed) {
    const uint32_t models = x->facts.models > SMACS_POOL_MAX ? x->facts.models : SMACS_POOL_MAX;
    p->a = smacs_allocator_or_default(NULL);
    p->x = x;
    p->e = e;
    p->allowed = allowed;
    p->pool = calloc((size_t)models + 1, sizeof *p->pool); /* one more: the referee */
    p->texts = calloc(models, sizeof *p->texts);
    p->scored = calloc(models, sizeof *p->scored);
    p->row = calloc(models, sizeof *p->row);
    if (!p->pool || !p->texts || !p->scored || !p->row) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    return true;
}

void lab_play_vector(lab_play *p, const tool_vectors *vectors, const int8_t *row) {
    tool_vectors_numbers(vectors, row, p->vector);
    p->vector_count = vectors->numbers;
}

void lab_play_free(lab_play *p) {
    lab_responses_free(&p->recorded);
    lab_responses_free(&p->checks);
    cJSON_Delete(p->ran);
    free(p->pool);
    free((void *)p->texts);
    free(p->scored);
    free(p->row);
}

static void forget_checks(lab_play *p) {
    cJSON_Delete(p->ran);
    p->ran = NULL;
}

static smacs_text maker_of(const lab_play *p, smacs_text model) {
    const size_t place = p->catalog ? smacs_catalog_find(p->catalog, model) : 0;
    return p->catalog && place < smacs_catalog_count(p->catalog) ? smacs_catalog_describe(p->catalog, place).maker
                                                                 : (smacs_text){0};
}

/* The pool of a question: members in the order of the record. */
uint32_t lab_play_pool(lab_play *p, const smacs_bank_record *record, const smacs_model_mean *means) {
    const uint32_t models = p->x->facts.models;
    const cJSON *responses = lab_responses_of(&p->recorded, record->question.id);
    p->pool_count = 0;
    p->checked = lab_responses_of(&p->checks, record->question.id);
    forget_checks(p);
    p->question = record->question.id;
    p->answer = record->answer;
    for (uint32_t m = 0; m < models; m++) {
        p->row[m] = NAN;
    }
    for (size_t i = 0; responses && record->question.text.data && i < record->score_count; i++) {
        const uint32_t m = tool_index_model(p->x, record->scores[i].model);
        char name[256];
        if (m == UINT32_MAX || !isnan(p->row[m]) || (p->allowed && !p->allowed[m]) || (means && means[m].scored == 0) ||
            record->scores[i].model.size >= sizeof name || p->pool_count == SMACS_POOL_MAX) {
            continue;
        }
        memcpy(name, record->scores[i].model.data, record->scores[i].model.size);
        name[record->scores[i].model.size] = 0;
        const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(responses, name));
        if (text) {
            const smacs_text model = smacs_index_model(p->x->handle, m);
            p->row[m] = record->scores[i].score;
            p->scored[p->pool_count] = record->scores[i].score;
            p->texts[p->pool_count] = text;
            smacs_member *member = &p->pool[p->pool_count++];
            *member = smacs_member_init();
            member->id = model;
            member->model = model;
            member->maker = maker_of(p, model);
        }
    }
    return p->pool_count;
}

/* ---- live calls ---- */

/* The call as a run's action, with the id of its question. NULL: out of memory. */
static cJSON *write_call(const lab_play *p, const smacs_run_view *view, uint32_t number) {
    const smacs_action action = {SMACS_ACTION_CALL, number};
    smacs_json_writer w;
    cJSON *call = NULL;
    smacs_json_begin(&w, &p->a);
    smacs_json_open(&w, '{');
    smacs_json_text_member(&w, "id", p->question);
    smacs_json_name(&w, "action");
    smacs_run_action_write(&w, view, &action);
    smacs_json_close(&w, '}');
    (void)smacs_json_finish_tree(&w, &call, NULL);
    return call;
}

static const lab_said *find_said(const lab_play *p, const cJSON *call) {
    const lab_caller *caller = &p->live->caller;
    return caller->find(caller->context, p->question, cJSON_GetObjectItemCaseSensitive(call, "action"));
}

/* Adds calls in flight that were not made yet. False: out of memory. */
static bool add_missing(const lab_play *p, const smacs_run_view *view, cJSON *calls) {
    bool fine = true;
    for (uint32_t i = 0; i < view->call_count && fine; i++) {
        cJSON *call = view->calls[i].state == SMACS_CALL_IN_FLIGHT ? write_call(p, view, i) : NULL;
        fine = call || view->calls[i].state != SMACS_CALL_IN_FLIGHT;
        if (call && find_said(p, call)) {
            cJSON_Delete(call);
        } else if (call) {
            cJSON_AddItemToArray(calls, call);
        }
    }
    return fine;
}

/* What came of a call in flight; it is made, with all others that are missing, unless it was. NULL with OK: it could not
 * be, and p->stopped says so. Errors: MEMORY. */
static smacs_status said_of(lab_play *p, const smacs_run_view *view, uint32_t number, const lab_said **said,
                            smacs_error *error) {
    cJSON *call = write_call(p, view, number), *calls = NULL;
    *said = call ? find_said(p, call) : NULL;
    if (call && !*said) {
        calls = cJSON_CreateArray();
        if (!calls || !add_missing(p, view, calls)) {
            cJSON_Delete(calls);
            cJSON_Delete(call);
            return smacs_fail_memory(error);
        }
        p->stopped = !p->live->caller.make(p->live->caller.context, calls);
        *said = find_said(p, call);
        p->stopped = p->stopped || !*said;
    }
    cJSON_Delete(call);
    return call ? SMACS_OK : smacs_fail_memory(error);
}

static smacs_status tell_said(smacs_run *run, uint32_t number, const lab_said *said, smacs_error *error) {
    const bool priced = said->cost >= 0.0;
    const smacs_event event = {.kind = said->failure.data ? SMACS_EVENT_FAILED : SMACS_EVENT_COMPLETED,
                               .call = number,
                               .text = said->text,
                               .finish = said->finish,
                               .failure = said->failure,
                               .asked = said->asked,
                               .served = said->served,
                               .mean_logprob = said->mean_logprob,
                               .ms = said->ms,
                               .usage = {.input = said->input,
                                         .output = said->output,
                                         .cost = said->cost,
                                         .basis = said->counted ? SMACS_BASIS_ACTUAL : SMACS_BASIS_UNKNOWN,
                                         .cost_basis = priced ? SMACS_BASIS_ACTUAL : SMACS_BASIS_UNKNOWN}};
    return smacs_run_feed(run, &event, NULL, NULL, error);
}

smacs_status lab_play_find_vector(lab_play *p, const lab_inputs *in, const smacs_question *question, uint64_t place,
                                  smacs_error *error) {
    const int8_t *row = in->vectors ? lab_inputs_embed(in, question, place, error) : NULL;
    if (row) {
        lab_play_vector(p, in->vectors, row);
    }
    return row || !in->vectors ? SMACS_OK : SMACS_E_NOT_FOUND;
}

static void take_vector(const lab_play *p, smacs_run_request *request) {
    request->vector = p->vector_count > 0 ? p->vector : NULL;
    request->vector_count = p->vector_count;
}

static smacs_status begin_offer(const lab_play *p, const smacs_bank_record *record, const smacs_run_config *config,
                                smacs_run **run, smacs_error *error) {
    const smacs_event begin = {.kind = SMACS_EVENT_BEGIN, .mean_logprob = NAN};
    smacs_run_request request = smacs_run_request_init();
    request.question = record->question.text;
    request.pool = p->live->pool;
    request.pool_count = p->live->pool_count;
    request.nonce = p->live->nonce;
    request.config = *config;
    take_vector(p, &request);
    request.config.mode = SMACS_RUN_SELECT;
    request.config.n = p->live->pool_count;
    request.config.pace = SMACS_PACE_THOROUGH;
    const smacs_status status = smacs_run_create(NULL, p->x->handle, p->e->handle, &request, run, error);
    return status == SMACS_OK ? smacs_run_feed(*run, &begin, NULL, NULL, error) : status;
}

smacs_status lab_play_offer(lab_play *p, const smacs_bank_record *record, const smacs_run_config *config, cJSON *calls,
                            smacs_error *error) {
    smacs_run *run = NULL;
    p->question = record->question.id;
    smacs_status status = begin_offer(p, record, config, &run, error);
    if (status == SMACS_OK) {
        const smacs_run_view view = smacs_run_look(run);
        status = add_missing(p, &view, calls) ? SMACS_OK : smacs_fail_memory(error);
    }
    smacs_run_free(run);
    return status;
}

/* Takes what one member said. */
static smacs_status take_said(lab_play *p, uint32_t member, const lab_said *said, smacs_answer_form form,
                              smacs_error *error) {
    bool right = false;
    p->texts[member] = said->text.data && !said->failure.data ? said->text.data : "";
    if (!said->failure.data && lab_vote_grade(&p->a, said->text, false, p->answer, form, &right) != SMACS_OK) {
        return smacs_fail_memory(error);
    }
    p->scored[member] = p->row[member] = right ? 1.0f : 0.0f;
    return SMACS_OK;
}

smacs_status lab_play_members(lab_play *p, const smacs_bank_record *record, const smacs_run_config *config,
                              bool *complete, smacs_error *error) {
    smacs_run *run = NULL;
    const smacs_answer_form form = smacs_answer_expect(record->question.text);
    p->question = record->question.id;
    p->answer = record->answer;
    p->pool_count = p->live->pool_count;
    memcpy(p->pool, p->live->pool, p->pool_count * sizeof *p->pool);
    forget_checks(p);
    p->checked = NULL;
    *complete = true;
    smacs_status status = begin_offer(p, record, config, &run, error);
    const smacs_run_view view = status == SMACS_OK ? smacs_run_look(run) : (smacs_run_view){.call_count = 0};
    for (uint32_t i = 0; i < view.call_count && status == SMACS_OK && *complete; i++) {
        cJSON *call = write_call(p, &view, i);
        const lab_said *said = call ? find_said(p, call) : NULL;
        *complete = said != NULL;
        status = !call  ? smacs_fail_memory(error)
                 : said ? take_said(p, view.calls[i].member, said, form, error)
                        : SMACS_OK;
        cJSON_Delete(call);
    }
    *complete = *complete && view.call_count == p->pool_count;
    smacs_run_free(run);
    return status;
}

/* ---- playing ---- */

/* Calls in flight, by when they left. */
typedef struct flights {
    uint64_t now_ms;
    uint64_t left_ms[CALLS_MAX];
    lab_latency times[CALLS_MAX];
    bool told_late[CALLS_MAX];
    uint32_t known;
} flights;

/* Notes when the calls left that have come since. */
static void note_departures(const lab_play *p, const smacs_run_view *view, flights *f) {
    for (; f->known < view->call_count && f->known < CALLS_MAX; f->known++) {
        const smacs_call *call = &view->calls[f->known];
        const bool timed = p->timed && call->role == SMACS_ROLE_REFERENCE;
        f->left_ms[f->known] = f->now_ms;
        f->times[f->known] = timed ? lab_latency_draw(p->latency_seed, p->pool[call->member].model, p->question,
                                                      strlen(p->texts[call->member]))
                                   : (lab_latency){0};
    }
}

/* The same of a live pool, whose calls took as long as they did; those that were not made yet are made, all at once. */
static smacs_status note_live_departures(lab_play *p, const smacs_run_view *view, flights *f, smacs_error *error) {
    smacs_status status = SMACS_OK;
    for (; f->known < view->call_count && f->known < CALLS_MAX && status == SMACS_OK && !p->stopped; f->known++) {
        const lab_said *said = NULL;
        if (view->calls[f->known].state == SMACS_CALL_IN_FLIGHT) {
            status = said_of(p, view, f->known, &said, error);
        }
        f->left_ms[f->known] = f->now_ms;
        f->times[f->known] = (lab_latency){.ends_ms = said ? said->ms : 0};
    }
    return status;
}

/* When the host says that a call is late: when its first attempt fails, or after its late_ms. UINT64_MAX: never. */
static uint64_t late_at(const smacs_run_view *view, const flights *f, uint32_t i) {
    const uint64_t late = view->calls[i].late_ms, again = f->times[i].again_ms;
    const uint64_t after = again > 0 && again < late ? again : late;
    return !f->told_late[i] && late > 0 && after < f->times[i].ends_ms ? f->left_ms[i] + after : UINT64_MAX;
}

/* The next thing that happens to a call in flight; false: none is. */
static bool find_next(const smacs_run_view *view, flights *f, uint32_t *number, bool *late) {
    uint64_t soonest = UINT64_MAX;
    for (uint32_t i = 0; i < f->known; i++) {
        if (view->calls[i].state == SMACS_CALL_IN_FLIGHT) {
            const uint64_t ends = f->left_ms[i] + f->times[i].ends_ms, told = late_at(view, f, i);
            const uint64_t at = told < ends ? told : ends;
            if (at < soonest) {
                soonest = at;
                *number = i;
                *late = told < ends;
            }
        }
    }
    f->now_ms = soonest == UINT64_MAX ? f->now_ms : soonest;
    return soonest < UINT64_MAX;
}

static smacs_status tell_late(smacs_run *run, flights *f, uint32_t number, smacs_error *error) {
    const smacs_event event = {.kind = SMACS_EVENT_LATE, .call = number, .mean_logprob = NAN};
    f->told_late[number] = true;
    return smacs_run_feed(run, &event, NULL, NULL, error);
}

/* Says which of the two answers the judge prefers. */
static smacs_status answer_judge(const lab_play *p, smacs_run *run, const smacs_run_view *view, uint32_t number,
                                 smacs_error *error) {
    static const char *const words[] = {"Verdict: 1", "Verdict: 2", "Verdict: 0"};
    const smacs_call *call = &view->calls[number];
    const uint32_t *pair = view->referee.pair;
    const float first = p->scored[view->calls[pair[0]].member], second = p->scored[view->calls[pair[1]].member];
    const bool better = first == second ? lab_judge_toss(p->latency_seed, p->question) : first > second;
    const lab_verdict verdict = lab_judge_draw(p->judge, p->latency_seed, p->question).of[call->order];
    const uint32_t place = (uint32_t)better ^ (verdict == LAB_VERDICT_RIGHT) ^ call->order;
    const smacs_event event = {.kind = SMACS_EVENT_COMPLETED,
                               .call = number,
                               .text = smacs_text_of(words[verdict == LAB_VERDICT_NONE ? 2 : place]),
                               .finish = smacs_text_of("stop"),
                               .mean_logprob = NAN,
                               .usage = {.cost = NAN}};
    return smacs_run_feed(run, &event, NULL, NULL, error);
}

static smacs_status answer_call(lab_play *p, smacs_run *run, const flights *f, uint32_t number, smacs_error *error) {
    const smacs_run_view view = smacs_run_look(run);
    const smacs_call *call = &view.calls[number];
    if (p->live) {
        const lab_said *said = NULL;
        const smacs_status status = said_of(p, &view, number, &said, error);
        return said ? tell_said(run, number, said, error) : status;
    }
    if (call->role == SMACS_ROLE_JUDGE) {
        return answer_judge(p, run, &view, number, error);
    }
    const bool recorded = call->role == SMACS_ROLE_REFERENCE && !f->times[number].fails;
    const smacs_event event = {.kind = recorded ? SMACS_EVENT_COMPLETED : SMACS_EVENT_FAILED,
                               .call = number,
                               .text = recorded ? smacs_text_of(p->texts[call->member]) : (smacs_text){0},
                               .finish = smacs_text_of("stop"),
                               .failure = recorded ? (smacs_text){0} : smacs_text_of("refused"),
                               .mean_logprob = NAN,
                               .usage = {.cost = NAN}};
    return smacs_run_feed(run, &event, NULL, NULL, error);
}

static smacs_status answer_check(lab_play *p, smacs_run *run, uint32_t number, smacs_check *check, smacs_error *error) {
    smacs_status status = SMACS_OK;
    if (p->runner) {
        status = lab_checks_run(run, number, check, p->runner, &p->ran, error);
    }
    return status == SMACS_OK ? lab_checks_feed(run, number, p->runner ? p->ran : p->checked, error) : status;
}

/* Plays a run to its end, and says when that was. */
static smacs_status play(lab_play *p, smacs_run *run, smacs_check *found, uint64_t *ms, smacs_error *error) {
    const smacs_event begin = {.kind = SMACS_EVENT_BEGIN, .mean_logprob = NAN};
    smacs_status status = smacs_run_feed(run, &begin, NULL, NULL, error);
    flights f = {.now_ms = 0};
    uint32_t number = 0, check = 0;
    bool late = false, flies = true;
    while (status == SMACS_OK && flies && !p->stopped) {
        const smacs_run_view view = smacs_run_look(run);
        if (p->live) {
            status = note_live_departures(p, &view, &f, error);
        } else {
            note_departures(p, &view, &f);
        }
        if (status != SMACS_OK || p->stopped) {
            break;
        }
        if (check < view.check_count) {
            status = answer_check(p, run, check++, found, error);
        } else {
            flies = find_next(&view, &f, &number, &late);
            status = !flies ? SMACS_OK
                     : late ? tell_late(run, &f, number, error)
                            : answer_call(p, run, &f, number, error);
        }
    }
    *ms = f.now_ms;
    return status;
}

/* The numbers behind the certainty that the run stated. */
static void measure(const smacs_run_view *view, double x[SMACS_X_COUNT]) {
    const smacs_call *kept = &view->calls[view->kept];
    const smacs_certainty_facts facts = {view->route ? view->route->closeness : (double)NAN, kept->answer.kind};
    smacs_voter voters[SMACS_POOL_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < view->call_count && count < SMACS_POOL_MAX; i++) {
        const smacs_call *call = &view->calls[i];
        if (call->role == SMACS_ROLE_REFERENCE && call->state == SMACS_CALL_DONE && !call->cut) {
            voters[count++] =
                (smacs_voter){view->priors[call->member].prior, call->answer_group, view->makers[call->member]};
        }
    }
    smacs_certainty_measure(voters, count, kept->answer_group, &facts, x);
}

/* What is kept of a bank scores what its model scored; else it is graded: what the question's own program gives, and
 * what an aggregator wrote. */
static smacs_status score_kept(const lab_play *p, const smacs_run_view *view, smacs_answer_form form, float *score) {
    bool right = false;
    *score = 0.0f;
    if (!view->kept_output && view->kept == UINT32_MAX) {
        return SMACS_OK;
    }
    if (!view->kept_output && view->calls[view->kept].role == SMACS_ROLE_REFERENCE) {
        *score = p->scored[view->calls[view->kept].member];
        return SMACS_OK;
    }
    const smacs_text text = view->kept_output ? view->output : view->calls[view->kept].text;
    const smacs_status status = lab_vote_grade(&p->a, text, view->kept_output, p->answer, form, &right);
    *score = right ? 1.0f : 0.0f;
    return status;
}

/* What was checked of what is kept. */
static void see_checks(const smacs_run_view *view, lab_play_outcome *o) {
    const smacs_run_check *kept = NULL;
    o->own = view->kept_output || (view->output.data && view->kept_camp < view->camp_count &&
                                   view->camps[view->kept_camp].checked == SMACS_CHECKED_PASSED);
    for (uint32_t i = 0; i < view->check_count; i++) {
        kept = view->checks[i].call == view->kept && view->kept != UINT32_MAX ? &view->checks[i] : kept;
    }
    for (uint32_t i = 0; i < view->check_count && kept; i++) {
        const smacs_run_check *check = &view->checks[i];
        o->alike += check->call != UINT32_MAX && check->passed == kept->passed &&
                    view->calls[check->call].answer_group == view->calls[kept->call].answer_group;
        o->failing += check->call != UINT32_MAX && check->failed > 0;
    }
    o->passed = kept ? kept->passed : 0;
    o->failed = kept ? kept->failed : 0;
    o->compared = kept && kept->inputs > 0;
}

static void see_effort(const lab_play *p, const smacs_run_view *view, lab_play_outcome *o) {
    const bool known = view->spent.cost_basis != SMACS_BASIS_UNKNOWN;
    for (uint32_t i = 0; i < view->call_count; i++) {
        o->calls += p->live || view->calls[i].role == SMACS_ROLE_REFERENCE;
    }
    o->tokens = p->live ? (double)(view->spent.input + view->spent.output) : (double)NAN;
    o->cost = p->live && known ? view->spent.cost : (double)NAN;
}

static void see_referee(const lab_play *p, const smacs_run_view *view, lab_play_outcome *o) {
    const smacs_referee *r = &view->referee;
    o->refereed = r->calls > 0;
    o->changed = r->changed;
    if (o->refereed && !p->live) {
        o->contest = (lab_contest){r->chances[0], r->break_even, p->scored[view->calls[r->pair[0]].member],
                                   p->scored[view->calls[r->pair[1]].member]};
    }
}

static smacs_status see_outcome(const lab_play *p, const smacs_run_view *view, smacs_answer_form form,
                                lab_play_outcome *o) {
    uint32_t majority = 0;
    smacs_status status = lab_vote_majority(&p->a, p->texts, view->panel, view->panel_count, form, &majority);
    *o = (lab_play_outcome){
        .majority = p->scored[majority], .top1 = p->scored[view->panel[0]], .certainty = view->certainty};
    if (status == SMACS_OK) {
        status = score_kept(p, view, form, &o->kept);
    }
    if (view->certainty.why == SMACS_CERTAINTY_KNOWN && view->kept != UINT32_MAX) {
        measure(view, o->x);
    }
    for (uint32_t i = 0; i < view->panel_count; i++) {
        const float score = p->scored[view->panel[i]];
        o->best_of_n = score > o->best_of_n ? score : o->best_of_n;
    }
    see_checks(view, o);
    see_referee(p, view, o);
    see_effort(p, view, o);
    return status;
}

/* Puts the judge behind the pool, where a run asks it for nothing but verdicts. */
static void add_judge(const lab_play *p, smacs_run_request *request) {
    static const char id[] = "referee of the evaluation";
    if (p->pool_count == SMACS_POOL_MAX) {
        request->config.referee = false;
        return;
    }
    p->pool[p->pool_count] = smacs_member_init();
    p->pool[p->pool_count].id = smacs_text_of(id);
    request->pool_count = p->pool_count + 1;
    request->aggregators = &p->pool_count;
    request->aggregator_count = 1;
    request->config.n = request->config.n < p->pool_count ? request->config.n : p->pool_count;
    request->config.referee = true;
    request->config.referee_accuracy = p->judge->expected;
}

smacs_status lab_play_run(lab_play *p, smacs_text question, const smacs_index *index, const smacs_run_config *config,
                          uint64_t seed, lab_play_outcome *o, smacs_error *error) {
    smacs_run *run = NULL;
    uint64_t ms = 0;
    smacs_run_request request = smacs_run_request_init();
    request.question = question;
    request.nonce = smacs_text_of("recorded"); /* nobody is there to guess it */
    request.pool = p->pool;
    request.pool_count = p->pool_count;
    request.config = *config;
    request.config.state = config->state && p->live; /* recorded models cannot be asked back */
    request.config.referee = config->referee && (p->live || p->judge);
    request.seed = seed;
    take_vector(p, &request);
    if (p->judge) {
        add_judge(p, &request);
    }
    if (p->live) {
        request.aggregators = p->live->aggregators;
        request.aggregator_count = p->live->aggregator_count;
        request.nonce = p->live->nonce;
    }
    smacs_check *check = NULL;
    smacs_text expects[SMACS_CHECK_INPUTS_MAX];
    smacs_status status =
        p->checked || p->runner ? lab_checks_plan(question, &check, &request.checks, expects) : SMACS_OK;
    if (p->behaviour && check) {
        request.checks.kind = SMACS_CHECK_BEHAVIOUR;
        request.checks.expect_count = 0;
    }
    if (status == SMACS_OK && check && p->runner) { /* after the plan, which has the examples alone */
        status = smacs_check_derive(check, NULL, 0, error);
    }
    if (status == SMACS_OK) {
        status = smacs_run_create(NULL, index, p->e->handle, &request, &run, error);
    }
    if (status == SMACS_OK) {
        status = play(p, run, check, &ms, error);
    }
    if (status == SMACS_OK && !p->stopped) {
        const smacs_run_view view = smacs_run_look(run);
        if (see_outcome(p, &view, smacs_answer_expect(question), o) != SMACS_OK) {
            status = smacs_fail_memory(error);
        }
        o->ms = ms;
    }
    smacs_run_free(run);
    smacs_check_free(check);
    return status;
}
