/* The bank reader: every shape, however the bytes are cut; every error with its line and column. */
#include "base/error.h"
#include "counting.h"
#include "test.h"
#include <smacs/smacs.h>
#include <stdint.h>
#include <stdlib.h>

/* What a sink saw, one line for each record: line:column id|source|benchmark|category|text|answer model=score... */
typedef struct log_of_records {
    char text[4096];
    size_t size;
    int refuse_at; /* the record that the sink refuses, from 1; 0: none */
    int count;
} log_of_records;

static void put(log_of_records *log, smacs_text text, char after) {
    if (!text.data) {
        text = smacs_text_of("~");
    }
    if (text.size + 2 < sizeof log->text - log->size) {
        memcpy(log->text + log->size, text.data, text.size);
        log->size += text.size;
        log->text[log->size++] = after;
    }
    log->text[log->size] = 0;
}

static smacs_status note(void *context, const smacs_bank_record *record, smacs_error *error) {
    log_of_records *log = context;
    char place[64];
    if (++log->count == log->refuse_at) {
        return smacs_fail(error, SMACS_E_NOT_FOUND, "refused", record->question.id, UINT64_MAX);
    }
    snprintf(place, sizeof place, "%llu:%llu", (unsigned long long)record->line, (unsigned long long)record->column);
    put(log, smacs_text_of(place), ' ');
    put(log, record->question.id, '|');
    put(log, record->question.source, '|');
    put(log, record->question.benchmark, '|');
    put(log, record->question.category, '|');
    put(log, record->question.text, '|');
    put(log, record->answer, ' ');
    for (size_t i = 0; i < record->score_count; i++) {
        char score[32];
        snprintf(score, sizeof score, "%g", (double)record->scores[i].score);
        put(log, record->scores[i].model, '=');
        put(log, smacs_text_of(score), ' ');
    }
    put(log, smacs_text_of(""), '\n');
    return SMACS_OK;
}

/* Feeds `text` in pieces: first `cut` bytes, then pieces of `piece` bytes. */
static smacs_status read_cut(smacs_text text, size_t cut, size_t piece, log_of_records *log, smacs_error *error) {
    smacs_bank_reader *reader = NULL;
    smacs_status status = smacs_bank_reader_create(NULL, smacs_text_of("src"), note, log, &reader, error);
    for (size_t at = 0; at < text.size && status == SMACS_OK;) {
        size_t size = at < cut ? cut - at : piece;
        size = size < text.size - at ? size : text.size - at;
        /* A copy of its own, so that sanitizers see a step beyond the piece. */
        char *copy = malloc(size);
        memcpy(copy, text.data + at, size);
        status = smacs_bank_reader_feed(reader, copy, size, error);
        free(copy);
        at += size;
    }
    if (status == SMACS_OK) {
        status = smacs_bank_reader_finish(reader, error);
    } else {
        CHECK_INT(smacs_bank_reader_feed(reader, "{}", 2, NULL), SMACS_E_ARGUMENT);
        CHECK_INT(smacs_bank_reader_finish(reader, NULL), SMACS_E_ARGUMENT);
    }
    smacs_bank_reader_free(reader);
    return status;
}

/* The same records come out whole, byte by byte, and cut at every place. */
static void check_bank(const char *bank, const char *expected) {
    const smacs_text text = smacs_text_of(bank);
    for (size_t cut = 0; cut <= text.size; cut++) {
        log_of_records log = {0};
        smacs_error error = {0};
        const size_t piece = cut == 0 ? 1 : text.size;
        const smacs_status status = read_cut(text, cut, piece, &log, &error);
        if (status != SMACS_OK || strcmp(log.text, expected) != 0) {
            CHECK_INT(status, SMACS_OK);
            CHECK_STR(log.text, expected);
            return;
        }
    }
}

/* The same error at the same place, however the bytes are cut. */
static void check_error(const char *bank, smacs_status status, uint64_t line, uint64_t column, const char *detail) {
    const smacs_text text = smacs_text_of(bank);
    for (size_t cut = 0; cut <= text.size; cut++) {
        log_of_records log = {0};
        smacs_error error = {0};
        const smacs_status found = read_cut(text, cut, cut == 0 ? 1 : text.size, &log, &error);
        if (found != status || error.status != status || error.line != line || error.column != column ||
            (detail && strcmp(error.detail, detail) != 0)) {
            printf("      %s: %s (%s)\n", bank, error.message ? error.message : "", error.detail);
            CHECK_INT(found, status);
            CHECK_INT(error.line, line);
            CHECK_INT(error.column, column);
            CHECK_STR(error.detail, detail ? detail : error.detail);
            return;
        }
    }
}

TEST(bank_json_lines) {
    check_bank("{\"id\":\"a\",\"source\":\"s\",\"benchmark\":\"b\",\"category\":\"c\",\"question\":\"Q?\","
               "\"answer\":\"42\",\"scores\":{\"m1\":1,\"m2\":0.5,\"m3\":null}}\n"
               "\n"
               "{\"id\":7,\"benchmark\":\"b\",\"question\":\"R\",\"answer\":null,\"scores\":{}}",
               "1:1 a|s|b|c|Q?|42 m1=1 m2=0.5 \n"
               "3:1 7|src|b|~|R|~ \n");
}

TEST(bank_accepts_marks_line_ends_and_whitespace) {
    check_bank("\xEF\xBB\xBF{\"question\":\"Q\",\"scores\":{\"m\":true}}\r\n\r\n"
               "  {\"question\":\"R\",\r\n\"scores\":{\"m\":false}}\r\n",
               "1:1 src/1|src|src|~|Q|~ m=1 \n"
               "3:3 src/2|src|src|~|R|~ m=0 \n");
    check_bank("{\"question\":\"a } ] \\\" "
               "\\\\\",\"scores\":{\"m\":1}}{\"question\":\"\\u00e4\",\"scores\":{}}",
               "1:1 src/1|src|src|~|a } ] \" \\|~ m=1 \n"
               "1:44 src/2|src|src|~|\xC3\xA4|~ \n");
}

TEST(bank_union_shapes) {
    check_bank("{\"0\": "
               "{\"question\":\"Q\",\"src\":\"MATH\",\"src_subject\":\"algebra\",\"model_res\":{\"m1\":"
               "{\"is_correct\":true},\"m2\":{\"is_correct\":0},\"m3\":{\"is_correct\":null},\"m4\":1}},\n"
               " \"k\\\"1\": {\"question\":\"R\",\"src\":\"GPQA\",\"model_res\":{}}}\n",
               "1:7 0|MATH|MATH|algebra|Q|~ m1=1 m2=0 m4=1 \n"
               "2:10 k\"1|GPQA|GPQA|~|R|~ \n");
    check_bank("[{\"question\":\"Q\",\"src\":\"MATH\",\"model_res\":{\"m1\":false}} ,\n"
               "{\"question\":\"R\",\"src\":\"GPQA\",\"model_res\":{\"m1\":0.25}}]",
               "1:2 src/1|MATH|MATH|~|Q|~ m1=0 \n"
               "2:1 src/2|GPQA|GPQA|~|R|~ m1=0.25 \n");
    check_bank("{\"question\":\"Q\",\"src\":\"MATH\",\"model_res\":{\"m1\":true}}\n",
               "1:1 src/1|MATH|MATH|~|Q|~ m1=1 \n");
}

TEST(bank_router_benchmark_lines) {
    check_bank("{\"query\":\"Q\",\"records\":{\"m1\":0.5},\"dataset\":\"mmlu\"}\n"
               "{\"records\":{\"m1\":1},\"query\":\"R\"}\n",
               "1:1 src/1|src|mmlu|~|Q|~ m1=0.5 \n"
               "2:1 src/2|src|src|~|R|~ m1=1 \n");
}

TEST(bank_one_model_lines) {
    check_bank("{\"id\":\"a\",\"score\":0.5}\n{\"id\":\"b\",\"score\":null}\n{\"id\":\"c\","
               "\"score\":true}",
               "1:1 a|src|src|~|~|~ ~=0.5 \n"
               "2:1 b|src|src|~|~|~ \n"
               "3:1 c|src|src|~|~|~ ~=1 \n");
}

TEST(bank_questions_without_scores) {
    check_bank("{\"question\":\"Q\",\"answer\":\"x\"}\n{\"id\":\"a\",\"question\":\"R\",\"answer\":2.50}\n"
               "{\"question\":\"S\",\"answer\":null}\n",
               "1:1 src/1|src|src|~|Q|x \n"
               "2:1 a|src|src|~|R|2.5 \n"
               "3:1 src/3|src|src|~|S|~ \n");
}

TEST(bank_tells_a_record_from_an_object_of_records) {
    /* The first key is a record's own, though its value is an object. */
    check_bank("{\"scores\":{\"m\":1},\"question\":\"Q\"}", "1:1 src/1|src|src|~|Q|~ m=1 \n");
    check_bank("{\"records\":{\"m\":1},\"query\":\"Q\"}", "1:1 src/1|src|src|~|Q|~ m=1 \n");
    check_bank(" { \"x\" : {\"question\":\"Q\",\"scores\":{}} }", "1:10 x|src|src|~|Q|~ \n");
    check_bank("{\"x\":[{}],\"question\":\"Q\",\"scores\":{}}", "1:1 src/1|src|src|~|Q|~ \n");
}

TEST(bank_equal_duplicates_count_once) {
    check_bank("{\"question\":\"Q\",\"scores\":{\"m\":1,\"n\":0,\"m\":1}}", "1:1 src/1|src|src|~|Q|~ m=1 n=0 \n");
    check_error("{\"question\":\"Q\",\"scores\":{\"m\":1,\"n\":0,\"m\":0}}", SMACS_E_DUPLICATE, 1, 1, "m");
    check_error("{\"question\":\"Q\",\"scores\":{\"m\":1,\"m\":null}}", SMACS_E_DUPLICATE, 1, 1, "m");
}

TEST(bank_syntax_errors_have_their_place) {
    check_error("x", SMACS_E_SYNTAX, 1, 1, "x");
    check_error("\n\n  7", SMACS_E_SYNTAX, 3, 3, "7");
    check_error("{\"question\":\"Q\",\"scores\":{}}\n{\"question\": oops}\n", SMACS_E_SYNTAX, 2, 14, "");
    check_error("{\"question\":\"Q\",\n \"scores\":{},}\n", SMACS_E_SYNTAX, 2, 14, "");
    check_error("{\"question\":\"Q\",\"scores\":{}}\n]", SMACS_E_SYNTAX, 2, 1, "]");
    check_error("{\"question\":\"Q\n", SMACS_E_SYNTAX, 1, 15, "");
    check_error("{\"question\":\"\x01\"}", SMACS_E_SYNTAX, 1, 14, "");
    check_error("{\"question\":\"Q\",\"scores\":{\"m\":NaN}}", SMACS_E_SYNTAX, 1, 31, "");
    check_error("{\"question\":\"Q\",\"scores\":{\"m\":[}}}", SMACS_E_SYNTAX, 1, 32, "");
    check_error("[{\"question\":\"Q\",\"scores\":{}},]", SMACS_E_SYNTAX, 1, 31, "]");
    check_error("[{\"question\":\"Q\",\"scores\":{}} {", SMACS_E_SYNTAX, 1, 31, "{");
    check_error("[] x", SMACS_E_SYNTAX, 1, 4, "x");
    check_error("[1]", SMACS_E_SYNTAX, 1, 2, "1");
    check_error("{\"a\":{\"question\":\"Q\",\"scores\":{}},\"b\":1}", SMACS_E_SYNTAX, 1, 39, "1");
    check_error("{\"a\":{\"question\":\"Q\",\"scores\":{}} \"b\"}", SMACS_E_SYNTAX, 1, 35, "\"");
    check_error("{\"a\":{\"question\":\"Q\",\"scores\":{}},\n}", SMACS_E_SYNTAX, 2, 1, "}");
    check_error("\xEF\xBB{", SMACS_E_SYNTAX, 1, 1, NULL);
}

TEST(bank_unfinished_input) {
    check_error("{\"question\":\"Q\"", SMACS_E_SYNTAX, 1, 16, "");
    check_error("{\"question", SMACS_E_SYNTAX, 1, 11, "");
    check_error("{", SMACS_E_SYNTAX, 1, 2, "");
    check_error("[{\"question\":\"Q\",\"scores\":{}}", SMACS_E_SYNTAX, 1, 30, "");
    check_error("{\"a\":{\"question\":\"Q\",\"scores\":{}},", SMACS_E_SYNTAX, 1, 35, "");
    /* A bracket that was never closed is told where the next record begins, not at the end of the file. */
    check_error("{\"question\":\"Q\",\"scores\":{}\n{\"question\":\"R\",\"scores\":{}}\n", SMACS_E_SYNTAX, 2, 1, "");
    check_error("", SMACS_E_EMPTY, 0, 0, "");
    check_error(" \n\n", SMACS_E_EMPTY, 0, 0, "");
    check_error("[]", SMACS_E_EMPTY, 0, 0, "");
}

/* A record whose fields are given, on line 2. */
static void check_schema(const char *fields, const char *detail) {
    char bank[512];
    snprintf(bank, sizeof bank, "\n {%s}", fields);
    check_error(bank, SMACS_E_SCHEMA, 2, 2, detail);
}

TEST(bank_schema_errors_name_the_field) {
    check_error("{}", SMACS_E_SCHEMA, 1, 1, "scores, model_res, records or score");
    check_schema("\"id\":\"a\",\"responses\":{}", "scores, model_res, records or score");
    check_schema("\"id\":\"a\",\"question\":\"Q\"", "scores, model_res, records or score");
    check_schema("\"id\":\"a\",\"answer\":\"x\"", "scores, model_res, records or score");
    check_schema("\"scores\":{}", "question or query");
    check_schema("\"question\":\"\",\"scores\":{}", "question or query");
    check_schema("\"question\":5,\"scores\":{}", "question");
    check_schema("\"question\":\"Q\",\"scores\":[]", "scores");
    check_schema("\"question\":\"Q\",\"scores\":null", "scores");
    check_schema("\"question\":\"Q\",\"scores\":{\"m\":1.5}", "m");
    check_schema("\"question\":\"Q\",\"scores\":{\"m\":-0.1}", "m");
    check_schema("\"question\":\"Q\",\"scores\":{\"m\":1e999}", "m");
    check_schema("\"question\":\"Q\",\"scores\":{\"m\":\"1\"}", "m");
    check_schema("\"question\":\"Q\",\"scores\":{\"m\":{}}", "m");
    check_schema("\"question\":\"Q\",\"scores\":{\"\":1}", "scores");
    check_schema("\"question\":\"Q\",\"scores\":{},\"records\":{}", "records");
    check_schema("\"question\":\"Q\",\"question\":\"Q\",\"scores\":{}", "question");
    check_schema("\"id\":1.5,\"score\":1", "id");
    check_schema("\"id\":\"\",\"score\":1", "id");
    check_schema("\"id\":\"a\",\"source\":1,\"score\":1", "source");
    check_schema("\"id\":\"a\",\"score\":2", "score");
    check_schema("\"id\":\"a\\nb\",\"score\":1", "a");
    check_schema("\"id\":\"a\",\"source\":\"s\\u007f\",\"score\":1", "s");
    check_schema("\"id\":\"a\",\"benchmark\":\"\\u001b[2J\",\"score\":1", "");
    check_schema("\"id\":\"a\",\"category\":\"c\\td\",\"score\":1", "c");
    check_schema("\"question\":\"Q\",\"scores\":{\"m\":1,\"n\\r\":null}", "n");
    check_error("{\"a\\nb\":{\"question\":\"Q\",\"scores\":{}}}", SMACS_E_SCHEMA, 1, 9, "a");
    check_error("\n{\"id\":\"a\\u0000b\",\"score\":1}", SMACS_E_SCHEMA, 2, 9, "");
    check_error("{\"\":{\"question\":\"Q\",\"scores\":{}}}", SMACS_E_SCHEMA, 1, 5, "");
}

TEST(bank_nesting_has_a_limit) {
    enum { DEEP = 999 };
    char bank[DEEP * 2 + 64];
    const char *head = "{\"question\":\"Q\",\"scores\":{},\"x\":";
    const size_t start = strlen(head);
    log_of_records log = {0};
    smacs_error error = {0};
    memcpy(bank, head, start);
    memset(bank + start, '[', DEEP);
    memset(bank + start + DEEP, ']', DEEP);
    bank[start + 2 * DEEP] = '}';
    CHECK_INT(read_cut((smacs_text){bank, start + 2 * DEEP + 1}, 100, 100, &log, &error), SMACS_OK);
    bank[start + DEEP] = '[';
    CHECK_INT(read_cut((smacs_text){bank, start + 2 * DEEP + 1}, 100, 100, &log, &error), SMACS_E_SYNTAX);
    CHECK_INT(error.column, start + DEEP + 1);
    CHECK_INT(error.position, start + DEEP);
}

TEST(bank_record_size_has_a_limit) {
    smacs_bank_reader *reader = NULL;
    log_of_records log = {0};
    smacs_error error = {0};
    const size_t piece = (size_t)1 << 20;
    char *spaces = malloc(piece);
    memset(spaces, ' ', piece);
    smacs_bank_reader_create(NULL, smacs_text_of("s"), note, &log, &reader, NULL);
    smacs_status status = smacs_bank_reader_feed(reader, "\n{\"id\":", 7, &error);
    for (int i = 0; i < 64 && status == SMACS_OK; i++) {
        status = smacs_bank_reader_feed(reader, spaces, piece, &error);
    }
    CHECK_INT(status, SMACS_E_TOO_LARGE);
    CHECK_INT(error.line, 2);
    CHECK_INT(error.column, 1);
    free(spaces);
    smacs_bank_reader_free(reader);
}

TEST(bank_sink_errors_carry_the_record) {
    log_of_records log = {.refuse_at = 2};
    smacs_error error = {0};
    const smacs_text bank = smacs_text_of("{\"id\":\"a\",\"score\":1}\n  {\"id\":\"b\",\"score\":1}\n");
    CHECK_INT(read_cut(bank, 0, 1, &log, &error), SMACS_E_NOT_FOUND);
    CHECK_INT(error.line, 2);
    CHECK_INT(error.column, 3);
    CHECK_STR(error.detail, "b");
    log = (log_of_records){.refuse_at = 1};
    CHECK_INT(read_cut(bank, 0, 1, &log, NULL), SMACS_E_NOT_FOUND);
}

TEST(bank_names_files_of_other_kinds) {
    check_error("\x1F\x8B\x08", SMACS_E_SYNTAX, 0, 0, "");
    check_error("PK\3\4 and more", SMACS_E_SYNTAX, 0, 0, "");
    check_error("\xFF\xFE{", SMACS_E_SYNTAX, 0, 0, "");
    check_error("id,question\n1,Q\n", SMACS_E_SYNTAX, 0, 0, "");
    check_error("\xEF\xBB\xBF\n <html>", SMACS_E_SYNTAX, 0, 0, "");
    check_error("{\"question\":\"Q\",\"scores\":{}}\n{\"question\":\"\xE9t\xE9\",\"scores\":{}}", SMACS_E_SYNTAX, 2, 14,
                "");
    check_error("{\"\xE9\":{\"question\":\"Q\",\"scores\":{}}}", SMACS_E_SYNTAX, 1, 6, "");
    check_error("{\"data\":[{\"question\":\"Q\",\"scores\":{}}]}", SMACS_E_SCHEMA, 1, 1, "data");
    check_error("{\"question\":\"Q\",\"scores\":[{\"m\":1}]}", SMACS_E_SCHEMA, 1, 1, "scores");
}

TEST(bank_survives_failing_allocations) {
    const char *bank = "{\"a\":{\"question\":\"Q\",\"scores\":{\"m\":1,\"n\":0}},\"b\":{\"query\":"
                       "\"R\",\"records\":{}}}";
    for (long fail_at = 0; fail_at < 100; fail_at++) {
        counting c = {.fail_at = fail_at};
        const smacs_allocator a = counting_allocator(&c);
        smacs_bank_reader *reader = NULL;
        log_of_records log = {0};
        smacs_error error = {0};
        smacs_status status = smacs_bank_reader_create(&a, smacs_text_of("s"), note, &log, &reader, &error);
        if (status == SMACS_OK) {
            status = smacs_bank_reader_feed(reader, bank, strlen(bank), &error);
        }
        if (status == SMACS_OK) {
            status = smacs_bank_reader_finish(reader, &error);
        }
        smacs_bank_reader_free(reader);
        CHECK_INT(c.alive, 0);
        if (status == SMACS_OK) {
            CHECK(fail_at > 3);
            CHECK_INT(log.count, 2);
            return;
        }
        CHECK_INT(status, SMACS_E_MEMORY);
        CHECK_INT(error.status, SMACS_E_MEMORY);
    }
    CHECK(false);
}
