/* smacs embedder train, smacs embed. */
#include "bank/foreign.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/cli.h"

#include <math.h>
#include <string.h>

/* Text that arrives in pieces, cut into lines, each one document. */
typedef struct lines {
    smacs_trainer *trainer;
    smacs_allocator a;
    smacs_bytes line; /* what has arrived of it */
    uint64_t number;
    uint64_t documents;
    tool_progress progress;
} lines;

static smacs_status add_document(lines *l, const char *text, size_t size, smacs_error *error) {
    const smacs_status status = smacs_trainer_add(l->trainer, (smacs_text){text, size});
    l->documents++;
    tool_progress_count(&l->progress, l->documents);
    return status == SMACS_OK ? SMACS_OK : smacs_fail_plain(error, status, smacs_status_text(status));
}

/* The collected line; a blank one is no document. */
static smacs_status end_line(lines *l, smacs_error *error) {
    size_t size = l->line.size;
    bool blank = true;
    if (size > 0 && l->line.data[size - 1] == '\r') {
        size--;
    }
    for (size_t i = 0; i < size && blank; i++) {
        blank = l->line.data[i] == ' ' || l->line.data[i] == '\t';
    }
    l->number++;
    l->line.size = 0;
    if (blank) {
        return SMACS_OK;
    }
    const smacs_status status = add_document(l, l->line.data, size, error);
    if (status != SMACS_OK) {
        error->line = l->number;
        error->column = 1;
    }
    return status;
}

static smacs_status take_lines(void *context, const char *bytes, size_t size, smacs_error *error) {
    lines *l = context;
    const bool begins = l->number == 0 && l->line.size == 0;
    const char *foreign =
        begins ? smacs_foreign_bytes(smacs_text_before((smacs_text){bytes, size}, SMACS_FOREIGN_HEAD)) : NULL;
    if (foreign) {
        return smacs_fail_plain(error, SMACS_E_ARGUMENT, foreign);
    }
    while (size > 0) {
        const char *end = memchr(bytes, '\n', size);
        const size_t part = end ? (size_t)(end - bytes) : size;
        smacs_bytes_append(&l->a, &l->line, bytes, part);
        if (l->line.failed) {
            return smacs_fail_memory(error);
        }
        if (!end) {
            return SMACS_OK;
        }
        const smacs_status status = end_line(l, error);
        if (status != SMACS_OK) {
            return status;
        }
        bytes += part + 1;
        size -= part + 1;
    }
    return SMACS_OK;
}

static bool train_on_text(lines *l, const char *file) {
    smacs_error error;
    l->number = 0;
    if (!tool_read(file, take_lines, l)) {
        return false;
    }
    if (l->line.size > 0 && end_line(l, &error) != SMACS_OK) { /* the last line may have no end */
        tool_fail(file, &error);
        return false;
    }
    return true;
}

static smacs_status take_question(void *context, const smacs_bank_record *record, smacs_error *error) {
    const smacs_text text = record->question.text;
    if (!text.data) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "the record has no question");
    }
    return add_document(context, text.data, text.size, error);
}

static bool train_on_all(lines *l, const tool_list *texts, const tool_list *banks) {
    bool read = true;
    for (size_t i = 0; i < texts->count && read; i++) {
        read = train_on_text(l, texts->items[i]);
    }
    for (size_t i = 0; i < banks->count && read; i++) {
        read = tool_read_bank(banks->items[i], take_question, l);
    }
    tool_progress_end(&l->progress);
    return read;
}

static int finish_training(lines *l, const char *out) {
    void *bytes = NULL;
    size_t size = 0;
    smacs_error error;
    if (smacs_trainer_finish(l->trainer, &bytes, &size, &error) != SMACS_OK) {
        return tool_fail(NULL, &error);
    }
    const bool saved = tool_save(out, bytes, size);
    if (saved) {
        fprintf(stderr, "%s: trained on %llu texts, %llu bytes\n", out, (unsigned long long)l->documents,
                (unsigned long long)size);
    }
    smacs_free(NULL, bytes);
    return saved ? TOOL_OK : TOOL_FAILED;
}

static int train(const tool_list *texts, const tool_list *banks, const smacs_trainer_options *given, const char *out) {
    tool_progress fitting = tool_progress_begin("fitting");
    smacs_trainer_options options = *given;
    smacs_error error;
    lines l = {.a = smacs_allocator_or_default(NULL), .progress = tool_progress_begin("reading")};
    options.progress = tool_progress_step;
    options.progress_context = &fitting;
    if (smacs_trainer_create(NULL, &options, &l.trainer, &error) != SMACS_OK) {
        return tool_fail(NULL, &error);
    }
    int code = TOOL_FAILED;
    if (train_on_all(&l, texts, banks)) {
        code = finish_training(&l, out);
    }
    tool_progress_end(&fitting);
    smacs_bytes_free(&l.a, &l.line);
    smacs_trainer_free(l.trainer);
    return code;
}

int cli_embedder_train(int argc, char **argv) {
    tool_list texts = {0}, banks = {0}, positionals = {0};
    smacs_trainer_options options = {0};
    const char *out = NULL, *name = NULL;
    const cli_flag flags[] = {
        {"--text", CLI_FILES, &texts, "FILE|-", "text, plain or gzip: each line is one document", false},
        {"--bank", CLI_FILES, &banks, "FILE|-", "question banks: each question is one document", false},
        {"--dim", CLI_COUNT, &options.dim, "D", "dimensions, a multiple of 16 (128)", false},
        {"--vocabulary", CLI_COUNT, &options.vocabulary, "V", "features kept (16384)", false},
        {"--min-documents", CLI_COUNT, &options.min_documents, "N", "drop rarer features (2)", false},
        {"--iterations", CLI_COUNT, &options.iterations, "N", "power iterations (4)", false},
        {"--seed", CLI_SEED, &options.seed, "N", "seed of the projections, from 1 (1)", false},
        {"--name", CLI_TEXT, &name, "NAME", "the embedder's name (ngrams-D)", false},
        {"--out", CLI_OUT, &out, "E.sme", "the file to write", true},
    };
    const cli_command command = {"embedder train",
                                 "",
                                 0,
                                 0,
                                 "train an embedder from text",
                                 "smacs embedder train --text corpus.txt --dim 128 --out e.sme",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        if (texts.count + banks.count == 0) {
            fputs("smacs embedder train: give --text or --bank\n", stderr);
            code = TOOL_USAGE;
        } else {
            options.name = smacs_text_of(name);
            code = train(&texts, &banks, &options, out);
        }
    }
    tool_list_free(&texts);
    tool_list_free(&banks);
    tool_list_free(&positionals);
    return code;
}

typedef struct printer {
    tool_embedder e;
    int json;
} printer;

/* The direction as a unit vector, nine significant digits a number, which is all that a float holds. */
static void print_vector(printer *p, smacs_text text) {
    tool_embedder_embed(&p->e, text);
    const uint32_t dim = p->e.facts.dim;
    double sum = 0.0;
    for (uint32_t i = 0; i < dim; i++) {
        sum += p->e.vector[i] * p->e.vector[i];
    }
    const double norm = sum > 0.0 ? sqrt(sum) : 1.0;
    fputs(p->json ? "[" : "", stdout);
    for (uint32_t i = 0; i < dim; i++) {
        printf("%s%.9g", i == 0 ? "" : p->json ? "," : " ", p->e.vector[i] / norm);
    }
    fputs(p->json ? "]\n" : "\n", stdout);
}

static smacs_status print_question(void *context, const smacs_bank_record *record, smacs_error *error) {
    if (!record->question.text.data) {
        return smacs_fail_plain(error, SMACS_E_SCHEMA, "the record has no question");
    }
    print_vector(context, record->question.text);
    return SMACS_OK;
}

int cli_embed(int argc, char **argv) {
    tool_list banks = {0}, positionals = {0};
    const char *text = NULL;
    printer p = {0};
    const cli_flag flags[] = {
        {"--text", CLI_TEXT, &text, "TEXT|-", "the text to embed; - for stdin", false},
        {"--bank", CLI_FILES, &banks, "FILE|-", "banks: one vector for each question", false},
        {"--json", CLI_SWITCH, &p.json, NULL, "one JSON array a line", false},
    };
    const cli_command command = {"embed",
                                 "E.sme",
                                 1,
                                 1,
                                 "print the unit vectors of texts, one a line",
                                 "smacs embed e.sme --text \"What is 17 * 23?\" --json",
                                 flags,
                                 sizeof flags / sizeof flags[0]};
    int code;
    if (cli_parse(&command, argc, argv, &positionals, &code)) {
        if (!text == (banks.count == 0)) {
            fputs("smacs embed: give either --text or --bank\n", stderr);
            code = TOOL_USAGE;
        } else if (!tool_embedder_open(positionals.items[0], &p.e)) {
            code = TOOL_FAILED;
        } else if (text) {
            const smacs_allocator a = smacs_allocator_or_default(NULL);
            smacs_bytes kept = {0};
            smacs_text words;
            if (tool_read_question(text, &kept, &words)) {
                print_vector(&p, words);
            } else {
                code = TOOL_FAILED;
            }
            smacs_bytes_free(&a, &kept);
        }
        for (size_t i = 0; i < banks.count && code == TOOL_OK; i++) {
            code = tool_read_bank(banks.items[i], print_question, &p) ? TOOL_OK : TOOL_FAILED;
        }
    }
    tool_embedder_free(&p.e);
    tool_list_free(&banks);
    tool_list_free(&positionals);
    return code;
}
