/* What is published of a model, from the flags of `smacs prior` and `smacs index add`. */
#include "base/error.h"
#include "base/text.h"
#include "cli/cli.h"
#include "json/writer.h"

#include <stdlib.h>
#include <string.h>

bool cli_card_given(const cli_card_flags *flags) {
    return flags->scores.count > 0 || flags->family || flags->released || flags->parameters > 0.0;
}

/* "MMLU-Pro=81.2", with or without a percent sign; names may have a "=" in them. */
static bool read_score(const char *text, smacs_card_score *out) {
    const char *mark = strrchr(text, '=');
    char *end = NULL;
    if (!mark || mark == text || mark[1] < '0' || mark[1] > '9') {
        return false;
    }
    out->benchmark = (smacs_text){text, (size_t)(mark - text)};
    out->score = smacs_number_read(mark + 1, &end);
    return *end == 0 || strcmp(end, "%") == 0;
}

static void add_known(const smacs_catalog *catalog, const char *model, smacs_card *card) {
    const size_t i = smacs_catalog_find(catalog, smacs_text_of(model));
    if (i == smacs_catalog_count(catalog)) {
        return;
    }
    const smacs_catalog_facts facts = smacs_catalog_describe(catalog, i);
    card->family = card->family.data ? card->family : facts.family;
    card->released = card->released.data ? card->released : facts.released;
    card->parameters_b = card->parameters_b > 0.0 ? card->parameters_b : facts.parameters_b;
    card->reasons = card->reasons || (facts.effort.data && !smacs_text_is(facts.effort, "none"));
}

bool cli_card_read(const cli_card_flags *flags, const smacs_catalog *known, const char *model, cli_card *out,
                   int *code) {
    smacs_card_score *scores = calloc(flags->scores.count + 1, sizeof *scores);
    if (!scores) {
        *code = tool_fail_plain(NULL, "out of memory", NULL);
        return false;
    }
    out->scores = scores;
    out->card = (smacs_card){.scores = scores,
                             .score_count = flags->scores.count,
                             .family = flags->family ? smacs_text_of(flags->family) : (smacs_text){0},
                             .parameters_b = flags->parameters,
                             .released = flags->released ? smacs_text_of(flags->released) : (smacs_text){0},
                             .reasons = flags->reasons};
    for (size_t i = 0; i < flags->scores.count; i++) {
        if (!read_score(flags->scores.items[i], &scores[i])) {
            fprintf(stderr, "smacs: --score takes NAME=VALUE, such as \"MMLU-Pro=81.2\", not \"%s\"\n",
                    flags->scores.items[i]);
            cli_card_free(out);
            *code = TOOL_USAGE;
            return false;
        }
    }
    if (known) {
        add_known(known, model, &out->card);
    }
    return true;
}

void cli_card_free(cli_card *card) {
    free(card->scores);
    *card = (cli_card){0};
}
