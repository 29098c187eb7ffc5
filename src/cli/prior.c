/* smacs prior: what share of each kind of question a model is expected to solve, by what is published of it. */
#include "base/error.h"
#include "cli/cli.h"
#include "json/writer.h"

#include <math.h>

typedef struct question {
    cli_card_flags card;
    int json, benchmarks;
} question;

static const char *const known_words[] = {"nothing is known", "family, size and release", "published scores",
                                          "scores on the questions of the index"};
static const char *const known_names[] = {"nothing", "family", "published", "scores"};

/* What is to be said of one model of one index. */
typedef struct answer {
    const smacs_index *index;
    uint32_t model;
} answer;

/* The first question of a group, which bears its labels. */
static smacs_question labels_of(const smacs_index *index, uint32_t group) {
    uint32_t i = 0;
    while (smacs_index_group(index, i) != group) {
        i++;
    }
    return smacs_index_question(index, i);
}

static int print_json(const answer *of) {
    const smacs_allocator a = smacs_allocator_or_default(NULL);
    smacs_json_writer w;
    smacs_json_begin(&w, &a);
    smacs_json_open(&w, '{');
    smacs_json_key(&w, smacs_text_of("model"));
    smacs_json_text(&w, smacs_index_model(of->index, of->model));
    smacs_json_key(&w, smacs_text_of("from"));
    smacs_json_text(&w, smacs_text_of(known_names[smacs_index_known(of->index, of->model)]));
    smacs_json_key(&w, smacs_text_of("groups"));
    smacs_json_open(&w, '[');
    for (uint32_t g = 0; g < smacs_index_groups(of->index); g++) {
        const smacs_question q = labels_of(of->index, g);
        const smacs_level level = smacs_index_level(of->index, g, of->model);
        const smacs_scores scores = smacs_index_group_scores(of->index, g, of->model);
        const struct {
            const char *name;
            smacs_text text;
        } labels[] = {{"source", q.source}, {"benchmark", q.benchmark}, {"category", q.category}};
        smacs_json_open(&w, '{');
        for (int i = 0; i < 3; i++) {
            smacs_json_key(&w, smacs_text_of(labels[i].name));
            smacs_json_text(&w, labels[i].text);
        }
        smacs_json_key(&w, smacs_text_of("questions"));
        smacs_json_integer(&w, smacs_index_group_size(of->index, g));
        smacs_json_key(&w, smacs_text_of("level"));
        smacs_json_number(&w, level.level);
        smacs_json_key(&w, smacs_text_of("error"));
        smacs_json_number(&w, level.error);
        smacs_json_key(&w, smacs_text_of("scored"));
        smacs_json_integer(&w, scores.scored);
        smacs_json_key(&w, smacs_text_of("mean"));
        smacs_json_number(&w, scores.scored ? scores.sum / scores.scored : (double)NAN);
        smacs_json_close(&w, '}');
    }
    smacs_json_close(&w, ']');
    smacs_json_close(&w, '}');
    char *json = NULL;
    size_t size = 0;
    if (smacs_json_finish(&w, &json, &size) != SMACS_OK) {
        return tool_fail_plain(NULL, "out of memory", NULL);
    }
    tool_print_json(json);
    smacs_free(NULL, json);
    return TOOL_OK;
}

static void print_table(const answer *of) {
    const smacs_text name = smacs_index_model(of->index, of->model);
    printf("%.*s: %s\n\n  expected  error  measured  on     questions of\n", (int)name.size, name.data,
           known_words[smacs_index_known(of->index, of->model)]);
    for (uint32_t g = 0; g < smacs_index_groups(of->index); g++) {
        const smacs_question q = labels_of(of->index, g);
        const smacs_level level = smacs_index_level(of->index, g, of->model);
        const smacs_scores scores = smacs_index_group_scores(of->index, g, of->model);
        if (isnan(level.level)) {
            printf("         -      -");
        } else {
            printf("     %5.1f  %5.1f", 100.0 * level.level, 100.0 * level.error);
        }
        if (scores.scored) {
            printf("     %5.1f  %-5u", 100.0 * scores.sum / scores.scored, scores.scored);
        } else {
            printf("         -  0    ");
        }
        printf("  %.*s%s%.*s\n", (int)q.benchmark.size, q.benchmark.data ? q.benchmark.data : "",
               q.category.size ? ": " : "", (int)q.category.size, q.category.data ? q.category.data : "");
    }
}

static int print_benchmarks(const smacs_index *index) {
    const uint32_t count = smacs_index_describe_published(index).benchmarks;
    for (uint32_t b = 0; b < count; b++) {
        const smacs_text name = smacs_index_benchmark(index, b);
        printf("%.*s\n", (int)name.size, name.data);
    }
    return count ? TOOL_OK
                 : tool_fail_plain(NULL, "this index has no fit of published scores; build it with --published", NULL);
}

static int print_model(const smacs_index *index, uint32_t model, const question *given) {
    const answer of = {index, model};
    if (given->json) {
        return print_json(&of);
    }
    print_table(&of);
    return TOOL_OK;
}

/* The model with what the flags say of it, in a copy of the index. */
static int print_given(const tool_index *x, const char *name, const question *given) {
    smacs_assembly *assembly = NULL;
    smacs_index *index = NULL;
    cli_card card = {0};
    void *bytes = NULL;
    size_t size = 0;
    smacs_error error = {0};
    int code = TOOL_FAILED;
    if (!cli_card_read(&given->card, x->catalog, name, &card, &code)) {
        return code;
    }
    if (smacs_assembly_extend(NULL, x->handle, smacs_text_of(name), NULL, false, &assembly, &error) != SMACS_OK ||
        smacs_assembly_card(assembly, &card.card, &error) != SMACS_OK ||
        smacs_assembly_finish(assembly, &bytes, &size, &error) != SMACS_OK ||
        smacs_index_open(NULL, bytes, size, &index, &error) != SMACS_OK) {
        tool_fail(x->file, &error);
    } else {
        code = print_model(index, smacs_index_find_model(index, smacs_assembly_model(assembly)), given);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
    smacs_assembly_free(assembly);
    cli_card_free(&card);
    return code;
}

static int answer_question(const char *file, const char *name, const question *given) {
    tool_index x = {0};
    int code = TOOL_FAILED;
    file = cli_default_index(file);
    if (file && tool_index_open(file, &x)) {
        const uint32_t model = name ? tool_index_model(&x, smacs_text_of(name)) : UINT32_MAX;
        if (given->benchmarks) {
            code = print_benchmarks(x.handle);
        } else if (cli_card_given(&given->card)) {
            code = print_given(&x, name, given);
        } else if (model == UINT32_MAX) {
            tool_fail_plain(file, "the index does not know this model; --score, --parameters or --family tell of it",
                            name);
        } else {
            code = print_model(x.handle, model, given);
        }
    }
    tool_index_free(&x);
    return code;
}

int cli_prior(int argc, char **argv) {
    tool_list positionals = {0};
    question given = {0};
    const cli_flag flags[] = {
        CLI_CARD_FLAGS(given.card),
        {"--benchmarks", CLI_SWITCH, &given.benchmarks, NULL, "list the benchmarks that --score knows", false},
        {"--json", CLI_SWITCH, &given.json, NULL, "print JSON (src/json/README.md)", false},
    };
    const cli_command command = {"prior",
                                 "[X.smx] [MODEL]",
                                 0,
                                 2,
                                 "what a model is expected to solve, by what is published of it",
                                 "smacs prior New-32B --score \"MMLU-Pro=81.2\" --score GPQA=58 --parameters 32",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        const char *index = NULL, *model = NULL;
        if (!cli_take_question(&positionals, &index, &model, &code)) {
            /* it has reported */
        } else if (!model && !given.benchmarks) {
            fputs("smacs prior: name a model, or give --benchmarks\n", stderr);
            code = TOOL_USAGE;
        } else {
            code = answer_question(index, model, &given);
        }
    }
    tool_list_free(&positionals);
    tool_list_free(&given.card.scores);
    return code;
}
