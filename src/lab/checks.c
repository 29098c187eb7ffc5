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
    const char *word = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "outcome"));
    for (uint32_t i = 0; word && smacs_run_outcomes[i]; i++) {
        if (strcmp(word, smacs_run_outcomes[i]) == 0) {
            return (smacs_outcome)i;
        }
    }
    return SMACS_OUTCOME_ERROR;
}

smacs_status lab_checks_feed(smacs_run *run, uint32_t number, const cJSON *recorded, smacs_error *error) {
    const smacs_run_view view = smacs_run_look(run);
    const uint32_t call = view.checks[number].call;
    smacs_check_result results[SMACS_CHECK_INPUTS_MAX];
    smacs_event event = {.kind = SMACS_EVENT_CHECKED, .call = number, .results = results};
    char model[256] = {0};
    const cJSON *list = recorded, *item;
    if (call != UINT32_MAX) {
        const smacs_text id = view.pool[view.calls[call].member].id;
        memcpy(model, id.data, id.size < sizeof model ? id.size : sizeof model - 1);
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
