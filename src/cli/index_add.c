/* smacs index add: one more model, or more scores of one. */
#include "base/error.h"
#include "cli/cli.h"

typedef struct addition {
    const char *model, *scores, *out, *catalog;
    int replace;
    cli_card_flags card;
} addition;

static int save(smacs_assembly *assembly, const addition *given) {
    const smacs_assembly_counts counts = smacs_assembly_count(assembly);
    const smacs_text name = smacs_assembly_model(assembly);
    void *bytes = NULL;
    size_t size = 0;
    smacs_error error;
    if (smacs_assembly_finish(assembly, &bytes, &size, &error) != SMACS_OK) {
        return error.status == SMACS_E_EMPTY
                   ? tool_fail_plain(given->scores ? given->scores : given->out, error.message, error.detail)
                   : tool_fail(given->out, &error);
    }
    const bool saved = tool_save(given->out, bytes, size);
    smacs_free(NULL, bytes);
    if (!saved) {
        return TOOL_FAILED;
    }
    fprintf(stderr, "%s: %llu scores of %.*s", given->out, (unsigned long long)counts.cells, (int)name.size, name.data);
    if (cli_card_given(&given->card)) {
        fprintf(stderr, ", and what is published of it: %zu scores", given->card.scores.count);
    }
    if (counts.unscored > 0) {
        fprintf(stderr, "; %llu records have none", (unsigned long long)counts.unscored);
    }
    fputs("\n", stderr);
    return TOOL_OK;
}

/* Says how to overwrite, which is not the library's to know. */
static smacs_status take(void *assembly, const smacs_bank_record *record, smacs_error *error) {
    const smacs_status status = smacs_assembly_take(assembly, record, error);
    if (status == SMACS_E_DUPLICATE) {
        error->message = "the index has another score in this cell; --replace overwrites it";
    }
    return status;
}

/* What is published of the model, and its scores. */
static bool fill(smacs_assembly *assembly, const smacs_catalog *catalog, const char *file, const addition *given) {
    cli_card card = {0};
    smacs_error error;
    int code;
    if (cli_card_given(&given->card)) {
        if (!cli_card_read(&given->card, catalog, given->model, &card, &code)) {
            return false;
        }
        const smacs_status status = smacs_assembly_card(assembly, &card.card, &error);
        cli_card_free(&card);
        if (status != SMACS_OK) {
            tool_fail(file, &error);
            return false;
        }
    }
    return !given->scores || tool_read_bank(given->scores, take, assembly);
}

static int add(const char *file, const addition *given) {
    tool_index x = {0};
    smacs_catalog *catalog = NULL;
    smacs_assembly *assembly = NULL;
    smacs_error error;
    int code = TOOL_FAILED;
    if ((!given->catalog || tool_catalog_open(given->catalog, &catalog)) && tool_index_open(file, &x)) {
        if (smacs_assembly_extend(NULL, x.handle, smacs_text_of(given->model), catalog, given->replace, &assembly,
                                  &error) != SMACS_OK) {
            tool_fail(file, &error);
        } else if (fill(assembly, catalog ? catalog : x.catalog, file, given)) {
            code = save(assembly, given);
        }
    }
    smacs_assembly_free(assembly);
    smacs_catalog_free(catalog);
    tool_index_free(&x);
    return code;
}

int cli_index_add(int argc, char **argv) {
    tool_list positionals = {0};
    addition given = {0};
    const cli_flag flags[] = {
        {"--model", CLI_TEXT, &given.model, "NAME", "the model that was scored", true},
        {"--scores", CLI_TEXT, &given.scores, "FILE|-", "lines {\"id\", \"score\"}, or a bank that has scores of NAME",
         false},
        {"--out", CLI_UPDATE, &given.out, "Y.smx", "the file to write", true},
        {"--catalog", CLI_TEXT, &given.catalog, "FILE", "facts of a model that is new (src/bank/README.md)", false},
        CLI_CARD_FLAGS(given.card),
        {"--replace", CLI_SWITCH, &given.replace, NULL, "overwrite scores that are there", false},
    };
    const cli_command command = {"index add",
                                 "X.smx",
                                 1,
                                 1,
                                 "add a model to an index: its scores, or what is published of it",
                                 "smacs index add x.smx --model My-Model --scores scores.jsonl --out y.smx",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        if (!given.scores && !cli_card_given(&given.card)) {
            fputs("smacs index add: give --scores, or what is published of the model (--score, --family, ..)\n",
                  stderr);
            code = TOOL_USAGE;
        } else {
            code = add(positionals.items[0], &given);
        }
    }
    tool_list_free(&positionals);
    tool_list_free(&given.card.scores);
    return code;
}
