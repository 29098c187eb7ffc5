/* The search of an index, for bench-search.mjs: over made vectors or those of an index file, in a page beside other
 * libraries and as a program of this machine. It links the library as it is shipped. */
#include "index/format.h"
#include <math.h>
#include <smacs/vector.h>
#include <stdlib.h>

#define EXPORT __attribute__((visibility("default"), used))
EXPORT void *bench_memory(size_t size);
EXPORT smacs_index *bench_made(int8_t *rows, uint32_t count, uint32_t dim);
EXPORT smacs_index *bench_opened(const void *bytes, size_t size);
EXPORT const int8_t *bench_vectors(const smacs_index *index);
EXPORT uint32_t bench_questions(const smacs_index *index);
EXPORT uint32_t bench_dim(const smacs_index *index);
EXPORT uint32_t bench_search(const smacs_index *index, const int8_t *query, uint32_t k, uint32_t *out);

void *bench_memory(size_t size) { return malloc(size); }

/* As index.c has it after reading vectors; NULL without memory. Never freed. */
smacs_index *bench_made(int8_t *rows, uint32_t count, uint32_t dim) {
    smacs_index *index = calloc(1, sizeof *index);
    if (!index) {
        return NULL;
    }
    index->facts.questions = count;
    index->facts.dim = dim;
    index->vectors = rows;
    index->squares = malloc(count * sizeof *index->squares);
    index->scales = malloc(count * sizeof *index->scales);
    for (uint32_t i = 0; i < count && index->squares && index->scales; i++) {
        int32_t square = 0;
        for (uint32_t d = 0; d < dim; d++) {
            square += rows[(size_t)i * dim + d] * rows[(size_t)i * dim + d];
        }
        index->squares[i] = square;
        index->scales[i] = square ? (float)(1.0 / sqrt(square)) : 0.0f;
    }
    return index->squares && index->scales ? index : NULL;
}

smacs_index *bench_opened(const void *bytes, size_t size) {
    smacs_index *index = NULL;
    smacs_index_open(NULL, bytes, size, &index, NULL);
    return index;
}

const int8_t *bench_vectors(const smacs_index *index) { return index->vectors; }
uint32_t bench_questions(const smacs_index *index) { return index->facts.questions; }
uint32_t bench_dim(const smacs_index *index) { return index->facts.dim; }

/* The numbers of the k most similar, best first, in out [k]; what the search finds beyond them is left out. Returns how
 * many it found, 0 without memory. */
uint32_t bench_search(const smacs_index *index, const int8_t *query, uint32_t k, uint32_t *out) {
    static smacs_neighbour *found;
    static uint32_t room;
    if (room < index->facts.questions) {
        free(found);
        room = index->facts.questions;
        found = malloc(room * sizeof *found);
    }
    uint32_t count = 0;
    if (found) {
        smacs_index_search(index, query, k, found, &count);
    }
    for (uint32_t i = 0; i < count && i < k; i++) {
        out[i] = found[i].question;
    }
    return count;
}

#ifndef __wasm__
#include <stdio.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* usage: search FILE COUNT QUERIES DIM K ROUNDS     FILE: COUNT rows, then QUERIES rows, of int8
 * Prints the ms of each search. */
int main(int argc, char **argv) {
    enum { FILE_NAME = 1, COUNT, QUERIES, DIM, K, ROUNDS, ARGUMENTS };
    FILE *file = argc == ARGUMENTS ? fopen(argv[FILE_NAME], "rb") : NULL;
    if (!file) {
        return 2;
    }
    uint32_t numbers[ARGUMENTS];
    for (int i = COUNT; i < ARGUMENTS; i++) {
        numbers[i] = (uint32_t)strtoul(argv[i], NULL, 10);
    }
    const size_t rows = (size_t)numbers[COUNT] + numbers[QUERIES];
    int8_t *vectors = malloc(rows * numbers[DIM]);
    uint32_t *out = malloc(numbers[K] * sizeof *out);
    if (!vectors || !out || fread(vectors, numbers[DIM], rows, file) != rows) {
        return 2;
    }
    smacs_index *index = bench_made(vectors, numbers[COUNT], numbers[DIM]);
    for (uint32_t i = 0; index && i < numbers[ROUNDS] * numbers[QUERIES]; i++) {
        const uint32_t query = i % numbers[QUERIES] + numbers[COUNT];
        const double start = now();
        bench_search(index, vectors + (size_t)query * numbers[DIM], numbers[K], out);
        printf("%.4f\n", now() - start);
    }
    return index ? 0 : 2;
}
#endif
