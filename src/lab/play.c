/* Plays runs over recorded answers. Calls end in the order in which the run sends them. No merged answers are on
 * record: where a run in mode auto asks for one, the call fails, the run keeps the best reference, and only calls to
 * references count. The majority is taken over the final answers of the same panel, all asked; the better prior wins
 * a tie. */
#include "lab/play.h"
#include "base/error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool lab_play_begin(lab_play *p, const tool_index *x, const tool_embedder *e, const bool *allowed) {
    const uint32_t models = x->facts.models;
    p->a = smacs_allocator_or_default(NULL);
    p->x = x;
    p->e = e;
    p->allowed = allowed;
    p->pool = calloc(models, sizeof *p->pool);
    p->texts = calloc(models, sizeof *p->texts);
    p->scored = calloc(models, sizeof *p->scored);
    p->row = calloc(models, sizeof *p->row);
    if (!p->pool || !p->texts || !p->scored || !p->row) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    return true;
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

/* The pool of a question: members in the order of the record. */
uint32_t lab_play_pool(lab_play *p, const smacs_bank_record *record, const smacs_model_mean *means) {
    const uint32_t models = p->x->facts.models;
    const cJSON *responses = lab_responses_of(&p->recorded, record->question.id);
    p->pool_count = 0;
    p->checked = lab_responses_of(&p->checks, record->question.id);
    cJSON_Delete(p->ran);
    p->ran = NULL;
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
        }
    }
    return p->pool_count;
}

static smacs_status answer_call(const lab_play *p, smacs_run *run, uint32_t number, smacs_error *error) {
    const smacs_call *call = &smacs_run_look(run).calls[number];
    const bool recorded = call->role == SMACS_ROLE_REFERENCE;
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

static smacs_status play(lab_play *p, smacs_run *run, smacs_check *found, smacs_error *error) {
    const smacs_event begin = {.kind = SMACS_EVENT_BEGIN, .mean_logprob = NAN};
    smacs_status status = smacs_run_feed(run, &begin, NULL, NULL, error);
    for (uint32_t call = 0, check = 0; status == SMACS_OK;) {
        const smacs_run_view view = smacs_run_look(run);
        if (check < view.check_count) {
            status = answer_check(p, run, check++, found, error);
        } else if (call == view.call_count) {
            break;
        } else {
            status = view.calls[call].state == SMACS_CALL_IN_FLIGHT ? answer_call(p, run, call, error) : SMACS_OK;
            call++;
        }
    }
    return status;
}

/* The panel's answer that most give: its best member. */
static smacs_status find_majority(const lab_play *p, const smacs_run_view *view, smacs_answer_form form,
                                  uint32_t *member) {
    smacs_answer answers[SMACS_POOL_MAX] = {0};
    const smacs_answer *places[SMACS_POOL_MAX];
    uint32_t groups[SMACS_POOL_MAX] = {0}, counts[SMACS_POOL_MAX] = {0}, best = UINT32_MAX;
    smacs_status status = SMACS_OK;
    for (uint32_t i = 0; i < view->panel_count && status == SMACS_OK; i++) {
        status = smacs_answer_extract(&p->a, smacs_text_of(p->texts[view->panel[i]]), form, &answers[i], NULL);
        places[i] = &answers[i];
    }
    if (status == SMACS_OK) {
        smacs_answer_group(places, view->panel_count, groups);
    }
    for (uint32_t i = 0; i < view->panel_count && status == SMACS_OK; i++) {
        counts[groups[i] == SMACS_NO_ANSWER ? 0 : groups[i]] += groups[i] != SMACS_NO_ANSWER;
    }
    for (uint32_t i = 0; i < view->panel_count; i++) {
        smacs_answer_free(&p->a, &answers[i]);
    }
    for (uint32_t i = 0; i < view->panel_count && status == SMACS_OK; i++) {
        if (groups[i] != SMACS_NO_ANSWER && (best == UINT32_MAX || counts[groups[i]] > counts[groups[best]])) {
            best = i;
        }
    }
    *member = view->panel[best == UINT32_MAX ? 0 : best];
    return status;
}

/* What keeping the output of the question's own program scores: whether it is the bank's answer. */
static float score_output(const lab_play *p, const smacs_run_view *view, smacs_answer_form form) {
    smacs_answer own = {0}, expected = {0};
    form.literal = true;
    const bool read = smacs_answer_of(&p->a, view->output, form, &own, NULL) == SMACS_OK &&
                      smacs_answer_of(&p->a, p->answer, form, &expected, NULL) == SMACS_OK;
    const bool same = read && smacs_answer_same(&own, &expected);
    smacs_answer_free(&p->a, &own);
    smacs_answer_free(&p->a, &expected);
    return same ? 1.0f : 0.0f;
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
            voters[count++] = (smacs_voter){view->priors[call->member].prior, call->answer_group};
        }
    }
    smacs_certainty_measure(voters, count, kept->answer_group, &facts, x);
}

static smacs_status see_outcome(const lab_play *p, const smacs_run_view *view, smacs_answer_form form,
                                lab_play_outcome *o) {
    uint32_t majority = 0;
    const smacs_status status = find_majority(p, view, form, &majority);
    *o = (lab_play_outcome){.kept = view->kept_output          ? score_output(p, view, form)
                                    : view->kept == UINT32_MAX ? 0.0f
                                                               : p->scored[view->calls[view->kept].member],
                            .majority = p->scored[majority],
                            .top1 = p->scored[view->panel[0]],
                            .certainty = view->certainty};
    if (view->certainty.why == SMACS_CERTAINTY_KNOWN && view->kept != UINT32_MAX) {
        measure(view, o->x);
    }
    for (uint32_t i = 0; i < view->panel_count; i++) {
        const float score = p->scored[view->panel[i]];
        o->best_of_n = score > o->best_of_n ? score : o->best_of_n;
    }
    for (uint32_t i = 0; i < view->call_count; i++) {
        o->calls += view->calls[i].role == SMACS_ROLE_REFERENCE;
    }
    return status;
}

smacs_status lab_play_run(lab_play *p, smacs_text question, const smacs_index *index, const smacs_run_config *config,
                          uint64_t seed, lab_play_outcome *o, smacs_error *error) {
    smacs_run *run = NULL;
    smacs_run_request request = smacs_run_request_init();
    request.question = question;
    request.pool = p->pool;
    request.pool_count = p->pool_count;
    request.config = *config;
    request.config.state = false; /* recorded models cannot be asked back */
    request.seed = seed;
    smacs_check *check = NULL;
    smacs_text expects[SMACS_CHECK_INPUTS_MAX];
    smacs_status status =
        p->checked || p->runner ? lab_checks_plan(question, &check, &request.checks, expects) : SMACS_OK;
    if (status == SMACS_OK && check && p->runner) { /* after the plan, which has the examples alone */
        status = smacs_check_derive(check, NULL, 0, error);
    }
    if (status == SMACS_OK) {
        status = smacs_run_create(NULL, index, p->e->handle, &request, &run, error);
    }
    if (status == SMACS_OK) {
        status = play(p, run, check, error);
    }
    if (status == SMACS_OK) {
        const smacs_run_view view = smacs_run_look(run);
        if (see_outcome(p, &view, smacs_answer_expect(question), o) != SMACS_OK) {
            status = smacs_fail_memory(error);
        }
    }
    smacs_run_free(run);
    smacs_check_free(check);
    return status;
}
