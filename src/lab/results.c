#include "lab/results.h"

#include "lab/lab.h"
#include "lab/members.h"
#include "lab/report.h"
#include "tool/tool.h"
#include "json/fields.h"

#include <stdlib.h>

/* Makes what is read from the JSON as others read it: the tables behind the charts, and the page. */
static bool show(const char *json, size_t size, const lab_settings *settings) {
    cJSON *tree = NULL;
    smacs_error error;
    bool shown = smacs_json_parse((smacs_text){json, size}, &tree, &error) == SMACS_OK;
    if (!shown) {
        tool_fail(NULL, &error);
    } else {
        const cJSON *const results[1] = {tree};
        if (!settings->json) {
            lab_print_charts(tree);
        }
        shown = !settings->report || lab_report(settings->report, results, 1);
    }
    cJSON_Delete(tree);
    return shown;
}

int lab_print_json(smacs_json_writer *w) {
    char *json = NULL;
    size_t size = 0;
    if (smacs_json_finish(w, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    tool_print_json(json);
    smacs_mem_free(w->a, json);
    return TOOL_OK;
}

int lab_finish(smacs_json_writer *w, const lab_settings *settings) {
    char *json = NULL;
    size_t size = 0;
    if (smacs_json_finish(w, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    if (settings->json) {
        tool_print_json(json);
    }
    const bool shown = (settings->json && !settings->report) || show(json, size, settings);
    smacs_mem_free(w->a, json);
    return shown ? TOOL_OK : TOOL_FAILED;
}

/* ---- a page of results ---- */

static bool load_results(const tool_list *files, cJSON **results) {
    for (size_t i = 0; i < files->count; i++) {
        if (!tool_load_json(files->items[i], NULL, NULL, &results[i])) {
            return false;
        }
        if (!lab_member(lab_member(results[i], "evaluation"), "figures")) {
            tool_fail_plain(files->items[i], "this is no result of smacs eval route, select or compare with --json",
                            NULL);
            return false;
        }
    }
    return true;
}

int lab_report_files(const tool_list *files, const char *out) {
    cJSON **results = calloc(files->count, sizeof(cJSON *));
    if (!results) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    const bool made = load_results(files, results) && lab_report(out, (const cJSON *const *)results, files->count);
    for (size_t i = 0; i < files->count; i++) {
        cJSON_Delete(results[i]);
    }
    free((void *)results);
    return made ? TOOL_OK : TOOL_FAILED;
}
