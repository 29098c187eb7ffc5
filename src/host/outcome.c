/* What a run came to, in words. */
#include "host/outcome.h"
#include "base/error.h"
#include "tool/tool.h"
#include "json/writer.h"

#include <string.h>
#include <unistd.h>

static const cJSON *at(const cJSON *object, const char *name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

static const char *text_at(const cJSON *object, const char *name) {
    const char *text = cJSON_GetStringValue(at(object, name));
    return text ? text : "";
}

static unsigned long whole_at(const cJSON *object, const char *name) {
    const cJSON *number = at(object, name);
    return cJSON_IsNumber(number) ? (unsigned long)number->valuedouble : 0;
}

/* ---- opening ---- */

bool host_outcome_open(const smacs_session *session, host_outcome *o) {
    char *json = NULL;
    size_t size = 0;
    if (smacs_session_view(session, &json, &size) != SMACS_OK) {
        tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    return host_outcome_read(json, size, o);
}

bool host_outcome_read(char *json, size_t size, host_outcome *o) {
    *o = (host_outcome){.json = json};
    if (smacs_json_parse((smacs_text){json, size}, &o->view, NULL) != SMACS_OK) {
        tool_fail_plain(NULL, "out of memory", NULL);
        host_outcome_free(o);
        return false;
    }
    const cJSON *kept = at(o->view, "kept");
    if (cJSON_IsNumber(kept)) {
        o->kept = cJSON_GetArrayItem(at(o->view, "calls"), (int)kept->valuedouble);
    }
    return true;
}

void host_outcome_free(host_outcome *o) {
    smacs_free(NULL, o->json);
    cJSON_Delete(o->view);
    *o = (host_outcome){0};
}

bool host_outcome_keeps_output(const host_outcome *o) { return cJSON_IsTrue(at(o->view, "kept_output")); }

bool host_outcome_has_answer(const host_outcome *o) { return o->kept || host_outcome_keeps_output(o); }

const char *host_outcome_member(const host_outcome *o) { return text_at(o->kept, "member"); }

const char *host_outcome_model(const host_outcome *o) {
    const char *id = host_outcome_member(o);
    const cJSON *panel = at(o->view, "panel");
    for (const cJSON *item = panel ? panel->child : NULL; item; item = item->next) {
        if (strcmp(text_at(item, "member"), id) == 0) {
            return text_at(item, "model");
        }
    }
    return "";
}

/* ---- the answer ---- */

smacs_text host_outcome_text(const host_outcome *o) {
    return smacs_text_of(host_outcome_keeps_output(o) ? text_at(o->view, "output") : text_at(o->kept, "text"));
}

void host_outcome_print(const host_outcome *o) {
    const smacs_text text = host_outcome_text(o);
    if (isatty(1) == 1) {
        tool_print_tamed(stdout, text);
    } else {
        fwrite(text.data, 1, text.size, stdout);
    }
    if (text.size > 0 && text.data[text.size - 1] != '\n') {
        fputs("\n", stdout);
    }
    fflush(stdout);
}

/* ---- the line ---- */

static void tell_term(const char *between, const char *name, const cJSON *number) {
    if (cJSON_IsNumber(number)) {
        fprintf(stderr, "%s%s %.3f", between, name, number->valuedouble);
    } else {
        fprintf(stderr, "%s%s unknown", between, name);
    }
}

static void tell_score(const host_outcome *o) {
    const cJSON *candidates = at(o->view, "candidates");
    for (const cJSON *c = candidates ? candidates->child : NULL; c; c = c->next) {
        if (cJSON_Compare(at(c, "call"), at(o->view, "kept"), true)) {
            tell_term(", ", "score", at(c, "score"));
            tell_term(" (", "agreement", at(c, "agreement"));
            tell_term(", ", "confidence", at(c, "confidence"));
            tell_term(", ", "vote", at(c, "vote"));
            fputs(")", stderr);
        }
    }
}

/* How the cost is known, in words. */
static const char *basis_of(const cJSON *usage) {
    const char *basis = text_at(usage, "cost_basis");
    return strcmp(basis, "actual") == 0 ? "as charged" : strcmp(basis, "listed") == 0 ? "at listed prices" : basis;
}

static void tell_cost(const cJSON *usage) {
    const cJSON *cost = at(usage, "cost");
    fprintf(stderr, "; %lu tokens in, %lu out (%s)", whole_at(usage, "input"), whole_at(usage, "output"),
            text_at(usage, "basis"));
    if (cJSON_IsNumber(cost) && strcmp(text_at(usage, "cost_basis"), "unknown") != 0) {
        fprintf(stderr, "; cost %.6g USD (%s)", cost->valuedouble, basis_of(usage));
    } else {
        fputs("; cost unknown", stderr);
    }
}

static void tell_asked_back(const cJSON *asked) {
    if (whole_at(asked, "calls") > 0) {
        fprintf(stderr, ", %lu asked back (%lu tokens)", whole_at(asked, "calls"),
                whole_at(at(asked, "usage"), "input") + whole_at(at(asked, "usage"), "output"));
    }
}

/* What a referee took and changed. */
static void tell_referee(const cJSON *referee) {
    if (whole_at(referee, "calls") > 0) {
        fprintf(stderr, ", %lu by the referee %s (%lu tokens), who %s", whole_at(referee, "calls"),
                text_at(referee, "member"),
                whole_at(at(referee, "usage"), "input") + whole_at(at(referee, "usage"), "output"),
                cJSON_IsTrue(at(referee, "changed"))    ? "changed the answer"
                : cJSON_IsNumber(at(referee, "winner")) ? "changed nothing"
                                                        : "gave no clear verdict");
    }
}

/* What running the kept answer's program showed. */
static void tell_checked(const host_outcome *o) {
    const cJSON *kept = at(o->view, "kept"), *check;
    const cJSON *camp = cJSON_GetArrayItem(at(o->view, "camps"), (int)whole_at(o->view, "kept_camp"));
    if (o->kept && text_at(o->view, "output")[0] && cJSON_IsNumber(at(o->view, "kept_camp"))) {
        const bool same = strcmp(text_at(camp, "checked"), "passed") == 0;
        fprintf(stderr, "; checked by running the question's program, which gives %s",
                same ? "the same" : "something else");
    }
    cJSON_ArrayForEach(check, at(o->view, "checks")) {
        const unsigned long passed = whole_at(check, "passed"), failed = whole_at(check, "failed");
        if (o->kept && cJSON_Compare(at(check, "call"), kept, true) && whole_at(check, "inputs") > 0) {
            fputs("; checked by running it", stderr);
            if (passed + failed > 0) {
                fprintf(stderr, ", it passes %lu of %lu examples", passed, passed + failed);
            }
        }
    }
}

static void tell_certainty(const cJSON *certainty) {
    const cJSON *p = at(certainty, "p");
    if (cJSON_IsNumber(p)) {
        fprintf(stderr, "; about %.0f in 100 such answers are right", 100.0 * p->valuedouble);
    }
}

static const char *words_for(const char *degradation) {
    static const char *const words[][2] = {
        {"references", "some answers failed or were cut short"},
        {"aggregator", "merging did not go as planned"},
        {"selected", "nothing could be merged, so one model's own answer was kept"},
        {"cut", "the kept answer is not whole"},
        {"budget", "calls were left out for the budget's sake"},
        {"stopped", "it was stopped before all was there"},
        {"deadline", "the deadline came before all was there"},
        {"fallback", "the first choice did not answer"},
        {"nothing", "nothing arrived"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(degradation, words[i][0]) == 0) {
            return words[i][1];
        }
    }
    return degradation;
}

static void tell_degraded(const cJSON *list) {
    const char *between = "; degraded: ";
    for (const cJSON *item = list ? list->child : NULL; item; item = item->next) {
        fprintf(stderr, "%s%s", between, words_for(item->valuestring ? item->valuestring : ""));
        between = ", ";
    }
}

void host_outcome_tell(const host_outcome *o) {
    const char *model = host_outcome_model(o);
    if (o->kept) {
        fprintf(stderr, "kept the answer of %s%s%s%s, %s", host_outcome_member(o), model[0] ? " (" : "", model,
                model[0] ? ")" : "", text_at(o->view, "settled"));
        if (text_at(o->kept, "served")[0]) {
            fputs(", served: ", stderr);
            tool_print_tamed(stderr, smacs_text_of(text_at(o->kept, "served")));
        }
        tell_score(o);
        fputs(cJSON_IsTrue(at(o->view, "guarded")) ? ", put before the merged answers by their vote" : "", stderr);
    } else {
        fputs(host_outcome_keeps_output(o) ? "kept what the question's own program gives, which no answer says"
                                           : "no answer",
              stderr);
    }
    tell_checked(o);
    tell_certainty(at(o->view, "certainty"));
    fprintf(stderr, "; %lu calls made, %lu planned, %lu saved", whole_at(o->view, "calls_made"),
            whole_at(o->view, "calls_planned"), whole_at(o->view, "calls_saved"));
    tell_asked_back(at(o->view, "asked_back"));
    tell_referee(at(o->view, "referee"));
    tell_cost(at(o->view, "usage"));
    tell_degraded(at(o->view, "degraded"));
    fputs("\n", stderr);
}
