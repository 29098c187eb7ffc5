#include "lab/checks.h"

#include "base/error.h"
#include "json/run.h"
#include <string.h>

bool lab_checks_read(const tool_list *files, lab_responses *r) {
    return lab_responses_read_members(files, r, "results", "own");
}

smacs_status lab_checks_plan(smacs_text question, smacs_check **check, smacs_run_plan *plan,
                             smacs_text expects[SMACS_CHECK_INPUTS_MAX]) {
    *plan = (smacs_run_plan){.wanted = false};
    const smacs_status status = smacs_check_find(NULL, question, check, NULL);
    if (status != SMACS_OK || !*check) {
        return status;
    }
    *plan = (smacs_run_plan){.wanted = true,
                             .kind = (*check)->kind,
                             .language = (*check)->language,
                             .expects = expects,
                             .expect_count = (*check)->input_count,
                             .within = (*check)->within};
    for (uint32_t i = 0; i < plan->expect_count; i++) {
        expects[i] = (*check)->inputs[i].expects;
    }
    return SMACS_OK;
}

static smacs_outcome outcome_of(const cJSON *tree) {
    uint32_t place = SMACS_OUTCOME_ERROR;
    (void)smacs_find_word(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "outcome")), smacs_run_outcomes,
                          &place);
    return (smacs_outcome)place;
}

/* The model whose program a check is about; "": the question's own. */
static void name_of(const smacs_run_view *view, uint32_t number, char model[256]) {
    const uint32_t call = view->checks[number].call;
    memset(model, 0, 256);
    if (call != UINT32_MAX) {
        const smacs_text id = view->pool[view->calls[call].member].id;
        memcpy(model, id.data, id.size < 256 ? id.size : 255);
    }
}

/* Results of a program; an empty array: the answer holds none, or there is nothing to ask it. */
static smacs_status run_program(smacs_check *check, smacs_text answer, const lab_runner *runner, cJSON **results,
                                smacs_error *error) {
    char *code = NULL;
    size_t size = 0;
    smacs_status status = smacs_check_program(check, answer, &code, &size, error);
    if (status == SMACS_OK && code && check->input_count == 0) {
        status = smacs_check_derive(check, &answer, 1, error);
    }
    if (status == SMACS_OK) {
        const bool runs = code && check->input_count > 0;
        *results = runs ? runner->run(runner->context, check, (smacs_text){code, size}) : cJSON_CreateArray();
        status = *results ? SMACS_OK
                 : runs   ? smacs_fail_plain(error, SMACS_E_ARGUMENT, "the programs cannot be run")
                          : smacs_fail_memory(error);
    }
    smacs_free(NULL, code);
    return status;
}

smacs_status lab_checks_run(const smacs_run *run, uint32_t number, smacs_check *check, const lab_runner *runner,
                            cJSON **ran, smacs_error *error) {
    const smacs_run_view view = smacs_run_look(run);
    const uint32_t call = view.checks[number].call;
    char model[256];
    name_of(&view, number, model);
    cJSON *results = NULL;
    if (call == UINT32_MAX) {
        return *ran ? SMACS_OK : run_program(check, (smacs_text){NULL, 0}, runner, ran, error);
    }
    *ran = *ran ? *ran : cJSON_CreateObject();
    if (cJSON_HasObjectItem(*ran, model)) {
        return SMACS_OK;
    }
    const smacs_status status = run_program(check, view.calls[call].text, runner, &results, error);
    if (status == SMACS_OK && !cJSON_AddItemToObject(*ran, model, results)) {
        cJSON_Delete(results);
        return smacs_fail_memory(error);
    }
    return status;
}

smacs_status lab_checks_feed(smacs_run *run, uint32_t number, const cJSON *recorded, smacs_error *error) {
    const smacs_run_view view = smacs_run_look(run);
    smacs_check_result results[SMACS_CHECK_INPUTS_MAX];
    smacs_event event = {.kind = SMACS_EVENT_CHECKED, .call = number, .results = results};
    char model[256];
    const cJSON *list = recorded, *item;
    name_of(&view, number, model);
    if (model[0]) {
        list = cJSON_GetObjectItemCaseSensitive(recorded, model);
    }
    cJSON_ArrayForEach(item, list) {
        if (event.result_count < SMACS_CHECK_INPUTS_MAX) {
            results[event.result_count] = (smacs_check_result){
                .input = event.result_count,
                .outcome = outcome_of(item),
                .out = smacs_text_of(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, "out")))};
            event.result_count++;
        }
    }
    return smacs_run_feed(run, &event, NULL, NULL, error);
}
