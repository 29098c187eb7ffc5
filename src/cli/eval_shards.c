/* smacs eval shards. */
#include "cli/cli.h"
#include "cli/outside.h"
#include "lab/shards.h"

#include <stdlib.h>

/* Percentages, "0.5,1,2". False after a report. */
static bool read_shares(const tool_list *words, lab_shards_inputs *in) {
    static const double usual[] = {0.25, 0.5, 1.0, 2.0, 5.0, 10.0};
    for (size_t i = 0; words->count == 0 && i < sizeof usual / sizeof *usual; i++) {
        in->shares[in->share_count++] = usual[i] / 100.0;
    }
    for (size_t i = 0; i < words->count; i++) {
        char *end = NULL;
        const double percent = strtod(words->items[i], &end);
        if (*end || !(percent > 0.0 && percent <= 100.0) || in->share_count == LAB_SHARES_MAX) {
            fprintf(stderr, "smacs eval shards: --shares are at most %d numbers, above 0 up to 100, not \"%s\"\n",
                    LAB_SHARES_MAX, words->items[i]);
            return false;
        }
        in->shares[in->share_count++] = percent / 100.0;
    }
    return true;
}

static bool agree(const char *embedder, const cli_outside *outside) {
    if (embedder && cli_outside_given(outside)) {
        fputs("smacs eval shards: give one of --embedder, --vectors and --embeddings\n", stderr);
        return false;
    }
    return cli_outside_check_questions("eval shards", outside);
}

/* NULL: the default one. */
static bool open_embedder(const char *file, tool_embedder *e) {
    file = cli_default_embedder(file);
    return file && tool_embedder_open(file, e);
}

int cli_eval_shards(int argc, char **argv) {
    tool_list positionals = {0}, banks = {0}, shares = {0};
    lab_shards_inputs in = {.test.banks = &banks};
    tool_shards s = {0};
    tool_embedder e = {0};
    tool_vectors vectors = {0};
    cli_outside outside = {0};
    const char *embedder = NULL;
    int json = 0, code;
    const cli_flag flags[] = {
        {"--embedder", CLI_TEXT, &embedder, "E.sme", "the embedder they were built with (the default one)", false},
        CLI_OUTSIDE_FLAGS(outside),
        CLI_EMBEDDINGS_RECORD_FLAG(outside),
        {"--bank", CLI_FILES, &banks, "FILE|-", "questions to route", true},
        {"--questions", CLI_COUNT, &in.most, "N", "of the banks, the first ones (all)", false},
        {"--shares", CLI_NAMES, &shares, "P,P,..", "percent of the questions looked at (0.25,0.5,1,2,5,10)", false},
        {"--json", CLI_SWITCH, &json, NULL, "print JSON (src/json/README.md)", false},
    };
    const cli_command command = {"eval shards",
                                 "BANK.smh",
                                 1,
                                 1,
                                 "measure what a sharded index loses",
                                 "smacs eval shards bank.smh --bank test.jsonl.gz --shares 1,2",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        code = read_shares(&shares, &in) && agree(embedder, &outside) ? TOOL_FAILED : TOOL_USAGE;
        in.shards = &s;
        in.json = json != 0;
        if (code == TOOL_FAILED && tool_shards_open(positionals.items[0], &s) &&
            (cli_outside_given(&outside) ? cli_outside_for_banks(&outside, &s.about, &banks, &vectors)
                                         : open_embedder(embedder, &e))) {
            in.test.index = &s.about;
            in.test.embedder = e.handle ? &e : NULL;
            in.test.vectors = e.handle ? NULL : &vectors;
            in.test.vectors_file = outside.file;
            code = lab_shards(&in);
        }
    }
    tool_shards_free(&s);
    tool_embedder_free(&e);
    tool_vectors_free(&vectors);
    tool_list_free(&banks);
    tool_list_free(&shares);
    tool_list_free(&positionals);
    return code;
}
