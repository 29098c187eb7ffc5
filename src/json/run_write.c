/* Actions and the state of a run, as JSON. */
#include "base/error.h"
#include "json/run.h"
#include <math.h>

static void null(smacs_json_writer *w, const char *name) { smacs_json_text_member(w, name, (smacs_text){0}); }

/* A number, or null where there is none. */
static void number_or_null(smacs_json_writer *w, const char *name, uint32_t number) {
    if (number == UINT32_MAX) {
        null(w, name);
    } else {
        smacs_json_integer_member(w, name, number);
    }
}

static smacs_text member_id(const smacs_run_view *view, uint32_t member) { return view->pool[member].id; }

static void write_usage(smacs_json_writer *w, const char *name, const smacs_usage *usage) {
    smacs_json_name(w, name);
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "input", usage->input);
    smacs_json_integer_member(w, "output", usage->output);
    smacs_json_number_member(w, "cost", usage->cost);
    smacs_json_word_member(w, "basis", smacs_run_bases[usage->basis]);
    smacs_json_word_member(w, "cost_basis", smacs_run_cost_bases[usage->cost_basis]);
    smacs_json_close(w, '}');
}

static void write_messages(smacs_json_writer *w, const smacs_call *call) {
    smacs_json_name(w, "messages");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < call->message_count; i++) {
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "role", call->messages[i].role);
        smacs_json_text_member(w, "content", call->messages[i].content);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

/* Who is called for what. */
static void write_task(smacs_json_writer *w, const smacs_run_view *view, uint32_t number) {
    const smacs_call *call = &view->calls[number];
    smacs_json_integer_member(w, "call", number);
    smacs_json_word_member(w, "role", smacs_run_roles[call->role]);
    smacs_json_text_member(w, "member", member_id(view, call->member));
    number_or_null(w, "subset", call->subset);
}

static void write_pair(smacs_json_writer *w, const smacs_run_view *view) {
    smacs_json_name(w, "pair");
    smacs_json_open(w, '[');
    smacs_json_integer(w, view->referee.pair[0]);
    smacs_json_integer(w, view->referee.pair[1]);
    smacs_json_close(w, ']');
}

/* What a referee compares, and which of the two it sees first; nothing of other calls. */
static void write_order(smacs_json_writer *w, const smacs_run_view *view, const smacs_call *call) {
    if (call->role == SMACS_ROLE_JUDGE) {
        write_pair(w, view);
        smacs_json_integer_member(w, "order", call->order);
    }
}

static void write_send(smacs_json_writer *w, const smacs_run_view *view, uint32_t number) {
    const smacs_call *call = &view->calls[number];
    write_task(w, view, number);
    if (call->of != UINT32_MAX) {
        smacs_json_integer_member(w, "of", call->of);
    }
    write_order(w, view, call);
    write_messages(w, call);
    smacs_json_name(w, "params");
    smacs_json_open(w, '{');
    smacs_json_number_member(w, "temperature", call->temperature);
    smacs_json_integer_member(w, "max_tokens", call->max_tokens);
    smacs_json_flag_member(w, "logprobs", call->logprobs);
    smacs_json_close(w, '}');
    if (call->late_ms > 0) {
        smacs_json_integer_member(w, "late_ms", call->late_ms);
    }
}

static void write_answer(smacs_json_writer *w, const smacs_answer *answer) {
    if (answer->kind == SMACS_ANSWER_NONE) {
        null(w, "answer");
        return;
    }
    smacs_json_name(w, "answer");
    smacs_json_open(w, '{');
    smacs_json_word_member(w, "kind", smacs_answer_kind_name(answer->kind));
    smacs_json_text_member(w, "found", answer->found);
    smacs_json_text_member(w, "key", answer->key);
    if (answer->mark.size > 0) {
        smacs_json_text_member(w, "mark", answer->mark);
    }
    smacs_json_close(w, '}');
}

void smacs_run_scores_write(smacs_json_writer *w, const smacs_run_view *view, const smacs_terms *terms,
                            uint32_t kept_call) {
    number_or_null(w, "kept", kept_call);
    smacs_json_name(w, "candidates");
    smacs_json_open(w, '[');
    for (uint32_t j = 0; j < view->candidate_count; j++) {
        const uint32_t number = view->candidates[j];
        smacs_json_open(w, '{');
        smacs_json_integer_member(w, "call", number);
        smacs_json_text_member(w, "member", member_id(view, view->calls[number].member));
        write_answer(w, &view->calls[number].answer);
        smacs_json_number_member(w, "agreement", terms[j].agreement);
        smacs_json_number_member(w, "confidence", terms[j].confidence);
        smacs_json_number_member(w, "vote", terms[j].vote);
        smacs_json_number_member(w, "score", terms[j].score);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

static void write_degradations(smacs_json_writer *w, uint32_t bits) {
    smacs_json_name(w, "degraded");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; smacs_run_degradations[i]; i++) {
        if (bits >> i & 1) {
            smacs_json_text(w, smacs_text_of(smacs_run_degradations[i]));
        }
    }
    smacs_json_close(w, ']');
}

static void write_result(smacs_json_writer *w, const smacs_run_view *view) {
    smacs_json_word_member(w, "settled", smacs_run_modes[view->settled]);
    smacs_run_scores_write(w, view, view->terms, view->kept);
    write_degradations(w, view->degraded);
    smacs_json_flag_member(w, "guarded", view->guarded);
    smacs_json_flag_member(w, "stopped_early", view->stopped_early);
    smacs_json_integer_member(w, "calls_made", view->calls_made);
    smacs_json_integer_member(w, "calls_planned", view->calls_planned);
    smacs_json_integer_member(w, "calls_saved", view->calls_saved);
    write_usage(w, "usage", &view->spent);
}

static void write_programs(smacs_json_writer *w, const smacs_run_check *check) {
    smacs_json_name(w, "programs");
    smacs_json_open(w, '[');
    smacs_json_open(w, '{');
    number_or_null(w, "call", check->call);
    smacs_json_close(w, '}');
    smacs_json_close(w, ']');
}

void smacs_run_action_write(smacs_json_writer *w, const smacs_run_view *view, const smacs_action *action) {
    static const char *const types[] = {"call", "cancel", "answer", "check"};
    smacs_json_open(w, '{');
    smacs_json_word_member(w, "type", types[action->kind]);
    if (action->kind == SMACS_ACTION_CALL) {
        write_send(w, view, action->call);
    } else if (action->kind == SMACS_ACTION_CANCEL) {
        smacs_json_integer_member(w, "call", action->call);
        smacs_json_word_member(w, "why", smacs_run_cancel_reasons[view->calls[action->call].why]);
    } else if (action->kind == SMACS_ACTION_CHECK) {
        smacs_json_integer_member(w, "id", action->call);
        smacs_json_word_member(w, "kind", smacs_run_check_kinds[view->plan->kind]);
        smacs_json_word_member(w, "language", smacs_run_check_languages[view->plan->language]);
        write_programs(w, &view->checks[action->call]);
    } else {
        const smacs_text other = view->kept_output ? view->output : (smacs_text){NULL, 0};
        smacs_json_text_member(w, "text", view->kept == UINT32_MAX ? other : view->calls[view->kept].text);
        write_result(w, view);
    }
    smacs_json_close(w, '}');
}

static void write_call(smacs_json_writer *w, const smacs_run_view *view, uint32_t number) {
    const smacs_call *call = &view->calls[number];
    smacs_json_open(w, '{');
    write_task(w, view, number);
    number_or_null(w, "of", call->of);
    write_order(w, view, call);
    smacs_json_word_member(w, "state", smacs_run_call_states[call->state]);
    smacs_json_word_member(w, "why", smacs_run_cancel_reasons[call->why]);
    smacs_json_flag_member(w, "cut", call->cut);
    smacs_json_flag_member(w, "late", call->late);
    smacs_json_text_member(w, "text", call->text);
    smacs_json_text_member(w, "finish", call->finish);
    smacs_json_text_member(w, "failure", call->failure);
    smacs_json_text_member(w, "served", call->served);
    write_answer(w, &call->answer);
    if (call->answer.kind == SMACS_ANSWER_NONE) {
        null(w, "how");
    } else {
        smacs_json_word_member(w, "how", smacs_answer_how_name(call->answer.how));
    }
    smacs_json_number_member(w, "mean_logprob", call->mean_logprob);
    smacs_json_integer_member(w, "ms", call->ms);
    write_usage(w, "usage", &call->usage);
    smacs_json_close(w, '}');
}

static void write_panel(smacs_json_writer *w, const smacs_run_view *view) {
    smacs_json_name(w, "panel");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < view->panel_count; i++) {
        const uint32_t member = view->panel[i];
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "member", member_id(view, member));
        smacs_json_text_member(w, "model", view->pool[member].model);
        smacs_json_number_member(w, "prior", view->priors[member].prior);
        smacs_json_number_member(w, "standard_error", view->priors[member].standard_error);
        smacs_json_flag_member(w, "dropped", view->dropped[member]);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

static void write_subsets(smacs_json_writer *w, const smacs_run_view *view) {
    smacs_json_name(w, "subsets");
    smacs_json_open(w, '[');
    for (uint32_t s = 0; s < view->subset_count; s++) {
        smacs_json_open(w, '[');
        for (uint32_t i = 0; i < view->subsets[s].count; i++) {
            smacs_json_integer(w, view->subsets[s].references[i]);
        }
        smacs_json_close(w, ']');
    }
    smacs_json_close(w, ']');
}

/* How alike the candidates' texts are: cosines of their vectors, a row each. */
static void write_similarity(smacs_json_writer *w, const smacs_run_view *view) {
    smacs_json_name(w, "similarity");
    smacs_json_open(w, '[');
    for (uint32_t j = 0; j < view->candidate_count; j++) {
        smacs_json_open(w, '[');
        for (uint32_t k = 0; k < view->candidate_count; k++) {
            const int8_t *a = view->calls[view->candidates[j]].vector, *b = view->calls[view->candidates[k]].vector;
            smacs_json_number(w, smacs_cosine(a, b, view->dim));
        }
        smacs_json_close(w, ']');
    }
    smacs_json_close(w, ']');
}

void smacs_run_weights_write(smacs_json_writer *w, const smacs_weights *weights) {
    smacs_json_name(w, "weights");
    smacs_json_open(w, '{');
    smacs_json_number_member(w, "agreement", weights->agreement);
    smacs_json_number_member(w, "confidence", weights->confidence);
    smacs_json_number_member(w, "vote", weights->vote);
    smacs_json_close(w, '}');
}

static void checked_or_null(smacs_json_writer *w, smacs_checked checked) {
    if (checked == SMACS_CHECKED_NOT) {
        null(w, "checked");
    } else {
        smacs_json_word_member(w, "checked", smacs_run_checked_words[checked - 1]);
    }
}

/* What was run; not there in runs that check nothing. */
static void write_checks(smacs_json_writer *w, const smacs_run_view *view) {
    if (!view->plan->wanted) {
        return;
    }
    smacs_json_name(w, "checks");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < view->check_count; i++) {
        const smacs_run_check *check = &view->checks[i];
        smacs_json_open(w, '{');
        smacs_json_integer_member(w, "id", i);
        number_or_null(w, "call", check->call);
        smacs_json_flag_member(w, "done", check->done);
        smacs_json_integer_member(w, "inputs", check->inputs);
        smacs_json_integer_member(w, "passed", check->passed);
        smacs_json_integer_member(w, "failed", check->failed);
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
    smacs_json_text_member(w, "output", view->output);
    smacs_json_flag_member(w, "kept_output", view->kept_output);
}

static void write_camps(smacs_json_writer *w, const smacs_run_view *view) {
    smacs_json_name(w, "camps");
    smacs_json_open(w, '[');
    for (uint32_t c = 0; c < view->camp_count; c++) {
        const smacs_camp *camp = &view->camps[c];
        smacs_json_open(w, '{');
        smacs_json_text_member(w, "key", camp->key);
        if (camp->mark.size > 0) {
            smacs_json_text_member(w, "mark", camp->mark);
        }
        smacs_json_text_member(w, "claim", camp->claim);
        smacs_json_name(w, "members");
        smacs_json_open(w, '[');
        for (uint32_t i = 0; i < camp->count; i++) {
            smacs_json_integer(w, camp->members[i]);
        }
        smacs_json_close(w, ']');
        smacs_json_integer_member(w, "makers", camp->makers);
        smacs_json_number_member(w, "share", camp->share);
        if (view->plan->wanted) {
            checked_or_null(w, camp->checked);
        }
        smacs_json_close(w, '}');
    }
    smacs_json_close(w, ']');
}

/* What asking back took. */
static void write_asked_back(smacs_json_writer *w, const smacs_run_view *view) {
    smacs_json_name(w, "asked_back");
    smacs_json_open(w, '{');
    smacs_json_integer_member(w, "calls", view->asked_back);
    write_usage(w, "usage", &view->asked_back_spent);
    smacs_json_close(w, '}');
}

/* What a referee took and changed; null where none was called. */
static void write_referee(smacs_json_writer *w, const smacs_run_view *view) {
    const smacs_referee *r = &view->referee;
    if (r->calls == 0) {
        null(w, "referee");
        return;
    }
    smacs_json_name(w, "referee");
    smacs_json_open(w, '{');
    smacs_json_text_member(w, "member", member_id(view, r->member));
    write_pair(w, view);
    number_or_null(w, "winner", r->winner);
    smacs_json_flag_member(w, "changed", r->changed);
    smacs_json_number_member(w, "expected", r->expected);
    smacs_json_number_member(w, "break_even", r->break_even);
    smacs_json_integer_member(w, "calls", r->calls);
    write_usage(w, "usage", &r->spent);
    smacs_json_close(w, '}');
}

/* Who agrees, who could not be read, and how sure that makes. */
static void write_evidence(smacs_json_writer *w, const smacs_run_view *view) {
    write_camps(w, view);
    number_or_null(w, "kept_camp", view->kept_camp);
    smacs_json_integer_member(w, "unread", view->unread);
    smacs_json_integer_member(w, "failed", view->failed);
    smacs_json_name(w, "certainty");
    smacs_json_open(w, '{');
    smacs_json_number_member(w, "p", view->certainty.p);
    smacs_json_word_member(w, "why", smacs_run_certainty_reasons[view->certainty.why]);
    smacs_json_close(w, '}');
}

void smacs_run_view_write(smacs_json_writer *w, const smacs_run_view *view) {
    smacs_json_open(w, '{');
    smacs_json_word_member(w, "phase", smacs_run_phases[view->phase]);
    smacs_json_word_member(w, "mode", smacs_run_modes[view->mode]);
    smacs_json_word_member(w, "pace", smacs_run_paces[view->pace]);
    write_panel(w, view);
    smacs_json_name(w, "calls");
    smacs_json_open(w, '[');
    for (uint32_t i = 0; i < view->call_count; i++) {
        write_call(w, view, i);
    }
    smacs_json_close(w, ']');
    write_subsets(w, view);
    write_similarity(w, view);
    smacs_run_weights_write(w, &view->weights);
    write_evidence(w, view);
    write_asked_back(w, view);
    write_referee(w, view);
    write_checks(w, view);
    write_result(w, view);
    smacs_json_close(w, '}');
}
