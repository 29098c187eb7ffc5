/* An embedder, an index and a bank for fuzz targets: the index knows models m0 .. m7 by scores, published scores and
 * facts, and small talk. */
#ifndef SMACS_FUZZ_WORLD_H
#define SMACS_FUZZ_WORLD_H

#include "fuzz.h"
#include "topics.h"
#include <smacs/vector.h>

static const char world_catalog[] =
    "[{\"name\":\"m0\",\"aliases\":[\"Owl "
    "One\"],\"family\":\"Owl\",\"maker\":\"A\",\"parameters_b\":8,\"open_weights\":"
    "true,\"released\":\"2025-01\",\"ids\":{\"x\":\"a/owl-1\"},\"prices\":[{\"service\":\"x\",\"input\":0.1,\"output\":"
    "0.2,\"on\":\"2025-01-31\"}]},{\"name\":\"m1\",\"family\":\"Owl\",\"parameters_b\":32},{\"name\":\"m2\",\"family\":"
    "\"Finch\",\"released\":\"2024\",\"reasons\":true},{\"name\":\"m9\",\"family\":\"Finch\",\"parameters_b\":4}]";
static const char world_published[] = "model,BBH,GPQA\nm0,80,50\nm1,70,45\nm2,65,40\nm3,60,35\nm4,50,\nm8,75,48\n";

static const char world_programs[] =
    "{\"id\":\"p0\",\"source\":\"s\",\"benchmark\":\"code\",\"question\":\"What does this print?\\n```python\\nprint(1 "
    "+ 1)"
    "\\n```\",\"answer\":\"2\",\"scores\":{\"m0\":1,\"m1\":0,\"m3\":1}}\n"
    "{\"id\":\"p1\",\"source\":\"s\",\"benchmark\":\"code\",\"question\":\"Write a Python function.\\nassert twice(2) "
    "== "
    "4\\nassert twice(3) == 6\",\"answer\":\"\",\"scores\":{\"m0\":1,\"m1\":0,\"m3\":1}}\n";

typedef struct fuzz_world {
    void *embedder_bytes, *index_bytes;
    size_t embedder_size, index_size;
    smacs_embedder *embedder;
    smacs_index *index;
    char *bank; /* JSON Lines, NUL-terminated */
} fuzz_world;

static inline void world_must(bool condition) {
    if (!condition) {
        fputs("the fuzz target's own index could not be made\n", stderr);
        abort();
    }
}

/* Questions q0 .. with numbers as answers, in two benchmarks, and two about programs; m0 is right on five in six, m7 on
 * under half. */
static inline char *world_bank(void) {
    const size_t capacity = 1 << 14;
    char *bank = malloc(capacity);
    size_t size = 0;
    world_must(bank != NULL);
    for (int i = 0; i < TOPICS * TOPIC_TEXTS; i++) {
        size += (size_t)snprintf(bank + size, capacity - size,
                                 "{\"id\":\"q%d\",\"source\":\"s\",\"benchmark\":\"%s\",\"question\":\"%s\",\"answer\":"
                                 "\"%d\",\"scores\":{",
                                 i, i % 2 ? "sums" : "words", topics[i % TOPICS][i / TOPICS], i % 5);
        for (int m = 0; m < 8; m++) {
            size += (size_t)snprintf(bank + size, capacity - size, "%s\"m%d\":%d", m ? "," : "", m,
                                     (i * 7 + m * 5) % 36 < 30 - 2 * m);
        }
        size += (size_t)snprintf(bank + size, capacity - size, "}}\n");
    }
    size += (size_t)snprintf(bank + size, capacity - size, "%s", world_programs);
    world_must(size < capacity);
    return bank;
}

/* Hands the records of a bank to a sink. */
static inline smacs_status world_read(smacs_bank_sink sink, void *context, smacs_text bank) {
    smacs_bank_reader *reader = NULL;
    smacs_status status = smacs_bank_reader_create(NULL, smacs_text_of("s"), sink, context, &reader, NULL);
    status = status == SMACS_OK ? smacs_bank_reader_feed(reader, bank.data, bank.size, NULL) : status;
    status = status == SMACS_OK ? smacs_bank_reader_finish(reader, NULL) : status;
    smacs_bank_reader_free(reader);
    return status;
}

static inline void world_index(fuzz_world *w) {
    static const char hello[] = "hi, how are you today?";
    const smacs_text talk = smacs_text_of(hello);
    smacs_catalog *catalog = NULL;
    smacs_published *table = NULL;
    smacs_assembly *assembly = NULL;
    world_must(smacs_catalog_parse(NULL, smacs_text_of(world_catalog), &catalog, NULL) == SMACS_OK);
    world_must(smacs_published_create(NULL, &table, NULL) == SMACS_OK &&
               smacs_published_begin(table, smacs_text_of("t"), NULL) == SMACS_OK &&
               smacs_published_feed(table, world_published, sizeof world_published - 1, NULL) == SMACS_OK &&
               smacs_published_end(table, NULL) == SMACS_OK);
    const smacs_assembly_options options = {
        .catalog = catalog, .small_talk = &talk, .small_talk_count = 1, .published = table, .publish = smacs_publish};
    world_must(smacs_assembly_begin(NULL, w->embedder, &options, &assembly, NULL) == SMACS_OK &&
               world_read(smacs_assembly_take, assembly, smacs_text_of(w->bank)) == SMACS_OK &&
               smacs_assembly_finish(assembly, &w->index_bytes, &w->index_size, NULL) == SMACS_OK);
    smacs_assembly_free(assembly);
    smacs_published_free(table);
    smacs_catalog_free(catalog);
    world_must(smacs_index_open(NULL, w->index_bytes, w->index_size, &w->index, NULL) == SMACS_OK);
}

/* The one world of this process, made at the first call and freed by the process's end. */
static inline const fuzz_world *world(void) {
    static fuzz_world w;
    if (!w.index) {
        const smacs_trainer_options options = {.dim = 16, .vocabulary = 512};
        w.bank = world_bank();
        world_must(topics_train(NULL, &options, &w.embedder_bytes, &w.embedder_size, NULL) == SMACS_OK);
        world_must(smacs_embedder_open(NULL, w.embedder_bytes, w.embedder_size, &w.embedder, NULL) == SMACS_OK);
        world_index(&w);
    }
    return &w;
}

/* An index of vectors of a model outside, of 3 numbers each; the caller frees the bytes. */
static inline void *world_outside(size_t *size) {
    static const char *const ids[] = {"a", "b"};
    smacs_assembly *assembly = NULL;
    void *bytes = NULL;
    world_must(smacs_assembly_begin_outside(NULL, smacs_text_of("made"), 3, NULL, &assembly, NULL) == SMACS_OK);
    for (int i = 0; i < 2; i++) {
        const smacs_bank_score score = {smacs_text_of("m"), i ? 0.0f : 1.0f};
        const smacs_bank_record record = {.question = {.id = smacs_text_of(ids[i]), .text = smacs_text_of(ids[i])},
                                          .scores = &score,
                                          .score_count = 1};
        int8_t vector[SMACS_DIM_MAX];
        world_must(smacs_vector_of((const double[]){i, 1, 0.5}, 3, vector) == SMACS_OK &&
                   smacs_assembly_take_vector(assembly, &record, vector, NULL) == SMACS_OK);
    }
    world_must(smacs_assembly_finish(assembly, &bytes, size, NULL) == SMACS_OK);
    smacs_assembly_free(assembly);
    return bytes;
}

#endif
