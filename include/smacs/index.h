/* The score index (.smx): questions with known per-model scores, searchable by direction.
 *
 * Shapes: n questions, M models, D dimensions; vectors int8 [n][D]; scores [n][M] in [0, 1] or missing.
 */
#ifndef SMACS_INDEX_H
#define SMACS_INDEX_H

#include <smacs/allocator.h>
#include <smacs/export.h>
#include <smacs/status.h>

SMACS_API_BEGIN

typedef struct smacs_index smacs_index;

/* Days as year * 10000 + month * 100 + day; day 0: some day of that month. 0: not known. */
typedef struct smacs_index_dates {
    uint32_t made;     /* the index */
    uint32_t from, to; /* when its models answered: the first and the last */
} smacs_index_dates;

typedef struct smacs_index_facts {
    uint32_t questions; /* n >= 1 */
    uint32_t of;        /* n, or how many questions the sharded index has that these are part of (smacs/shards.h) */
    uint32_t models;    /* M >= 1 */
    uint32_t dim;       /* D */
    bool has_text;      /* question texts are stored */
    bool has_map;       /* places of the questions on a plane are stored */
    uint64_t cells;     /* scores that are present, <= n * M */
    uint64_t digest;    /* of this whole file */
    uint64_t embedder_digest;
    uint32_t outside; /* numbers of a vector, where a model outside made them (smacs/vector.h), whose name then stands
                            as the embedder's; 0: an embedder file made them */
    uint32_t small_talk; /* texts that ask nothing, by which such questions are told; 0: none */
    double near_low;     /* cosine of its questions to the nearest other one: a tenth of them have less, */
    double near_typical; /* and half of them; what lies much farther is unlike all that the index knows */
    smacs_index_dates dates;
    smacs_text embedder_name;
    smacs_text model_facts; /* the catalog entries given to the builder, a JSON array; absent if none */
} smacs_index_facts;

/* What is known of one bank question. */
typedef struct smacs_question {
    smacs_text id; /* unique in its index */
    smacs_text source;
    smacs_text benchmark;
    smacs_text category; /* absent if the bank gave none */
    smacs_text text;     /* absent unless the index was built with text */
} smacs_question;

/* Opens an index file after checking all of it; same contract as smacs_embedder_open. The handle owns what the file has
 * packed: for each question D + 18 bytes, its id, and at most a byte a model. A small hostile file may ask for much
 * memory; the allocator can refuse it. Errors: MEMORY, TRUNCATED, MAGIC, VERSION, CHECKSUM, FORMAT, TOO_LARGE. */
smacs_status smacs_index_open(const smacs_allocator *allocator, const void *bytes, size_t size, smacs_index **out,
                              smacs_error *error);
void smacs_index_free(smacs_index *index);

smacs_index_facts smacs_index_describe(const smacs_index *index);

/* The cosine of a vector [D] to the nearest of the index's texts that ask nothing; -1 if it has none. */
double smacs_index_small_talk(const smacs_index *index, const int8_t *vector);

/* SMACS_OK if `embedder_digest` (of an embedder file, or smacs_vector_digest) made this index's vectors, else MISMATCH
 * with a sentence for people. */
smacs_status smacs_index_check_embedder(const smacs_index *index, uint64_t embedder_digest, smacs_error *error);

/* Makes `vector` [dim] of numbers [count] for this index, as smacs_vector_of does. Errors: MISMATCH (not as many as the
 * index's vectors have), ARGUMENT (NULL, one that is not finite, or all are 0). */
smacs_status smacs_index_vector_of(const smacs_index *index, const double *numbers, uint32_t count, int8_t *vector,
                                   smacs_error *error);

/* Name of model m < M. */
smacs_text smacs_index_model(const smacs_index *index, uint32_t model);

/* Number of the model called exactly `name`, or UINT32_MAX. */
uint32_t smacs_index_find_model(const smacs_index *index, smacs_text name);

/* Question i < n; all texts borrowed from the index. */
smacs_question smacs_index_question(const smacs_index *index, uint32_t question);

/* A few words that tell what question i < n is about, chosen when the index was built; in the order of their bytes,
 * borrowed. Returns how many, 0 where the index has none. */
#define SMACS_KEYWORDS_MAX 4
uint32_t smacs_index_keywords(const smacs_index *index, uint32_t question, smacs_text words[SMACS_KEYWORDS_MAX]);

/* Where a question lies on the map of its index (smacs/map.h), from left and top. The plane is SMACS_MAP_ASPECT times as
 * wide as high, and x and y count 256ths of it. */
#define SMACS_MAP_ASPECT 1.6
typedef struct smacs_spot {
    uint8_t x, y;
} smacs_spot;

/* The spot of question i < n; {0, 0} for all where the index has no map. */
smacs_spot smacs_index_spot(const smacs_index *index, uint32_t question);

/* How many models were run on question i < n, and how many of them have more than half of its score. */
typedef struct smacs_solved {
    uint32_t by, of;
} smacs_solved;
smacs_solved smacs_index_solved(const smacs_index *index, uint32_t question);

/* Vector [D] of question i < n; borrowed. */
const int8_t *smacs_index_vector(const smacs_index *index, uint32_t question);

/* Score of question i and model m in [0, 1]; NAN when that model was not run on that question. */
float smacs_index_score(const smacs_index *index, uint32_t question, uint32_t model);

/* Mean score of model m over its scored questions and their number. {NAN, 0} when it has none. */
typedef struct smacs_model_mean {
    double mean;
    uint32_t scored;
} smacs_model_mean;
smacs_model_mean smacs_index_model_mean(const smacs_index *index, uint32_t model);

/* Groups of questions: those with the same source, benchmark and category; where there would be more than
 * SMACS_GROUPS_MAX, without the categories, and so on, down to one group for all. Numbered from 0. */
#define SMACS_GROUPS_MAX 256
uint32_t smacs_index_groups(const smacs_index *index);
uint32_t smacs_index_group(const smacs_index *index, uint32_t question);
uint32_t smacs_index_group_size(const smacs_index *index, uint32_t group);

/* Sum of a model's scores over the questions of a group that it was run on, and the number of those. */
typedef struct smacs_scores {
    double sum;
    uint32_t scored;
} smacs_scores;
smacs_scores smacs_index_group_scores(const smacs_index *index, uint32_t group, uint32_t model);

/* The share of a group's questions that a model is expected to solve by what is published of it, and the standard error
 * of that; {NAN, NAN} where nothing is known. A model's own scores play no part in it. */
typedef struct smacs_level {
    double level;
    double error;
} smacs_level;
smacs_level smacs_index_level(const smacs_index *index, uint32_t group, uint32_t model);

/* Where what the index knows of a model comes from; the highest that holds. */
typedef enum smacs_known {
    SMACS_KNOWN_NOT = 0,
    SMACS_KNOWN_BY_FAMILY = 1,    /* only size, release or family */
    SMACS_KNOWN_BY_PUBLISHED = 2, /* published scores */
    SMACS_KNOWN_BY_SCORES = 3     /* scores on questions of this index */
} smacs_known;
smacs_known smacs_index_known(const smacs_index *index, uint32_t model);

/* How many published scores the index has of a model. */
uint32_t smacs_index_card_scores(const smacs_index *index, uint32_t model);

/* The share of a group's questions that a model is expected to solve, by its scores there, its ability as its other
 * scores show it, and what is published of it; and how many scores the published level is worth, 0 if there is none:
 *     mean  = (sum of its scores in the group - luck + published * level + 40 fit) / (their number + published + 40)
 *     fit   = 1 / (1 + exp(-ability - ease)), by logistic regression over all scores and levels
 *     luck  = sum over the questions it was run on of how much better than expected the other models did, shrunken
 * A model that nothing is known of has mean ability. Computed when the index is opened. */
typedef struct smacs_expectation {
    double mean;
    double published;
} smacs_expectation;
smacs_expectation smacs_index_expectation(const smacs_index *index, uint32_t group, uint32_t model);

/* The chance that a model solves question i < n, by what is expected of it in the question's group and by how the models
 * did that were run on the question:
 *     1 / (1 + exp(-d - theta))
 * d is the ease for which these models were expected to score what they did, by logistic regression with ridge 0.35 in
 * which n scores count (n - 1) / (n + 1) each: one alone may as well tell of its model.
 * theta is such that the chances on the group's questions have its expectation as their mean, nearly: logit(expectation)
 * sqrt(1 + 0.346 v) - d', d' and v mean and variance of the group's d. */
double smacs_index_chance(const smacs_index *index, uint32_t question, uint32_t model);

/* What the index has of published scores. All 0 without. */
typedef struct smacs_index_published {
    uint32_t benchmarks; /* that its fit knows */
    uint32_t kinds;      /* groups of questions that its fit knows */
    uint32_t cards;      /* models with a card */
    uint64_t fit;        /* digest: cards of one fit can stand in one index */
} smacs_index_published;
smacs_index_published smacs_index_describe_published(const smacs_index *index);

/* The benchmark with number b < benchmarks as the fit names it; borrowed. */
smacs_text smacs_index_benchmark(const smacs_index *index, uint32_t benchmark);

/* How two models compare on the questions that both were run on: number of those, sum of y_a - y_b, and of its
 * square. */
typedef struct smacs_pair {
    uint32_t joint;
    double difference;
    double squares;
} smacs_pair;
smacs_pair smacs_index_pair(const smacs_index *index, uint32_t a, uint32_t b);

typedef struct smacs_neighbour {
    double similarity; /* cosine */
    uint32_t question;
} smacs_neighbour;

/* Neighbours of `vector` [D] by the rule of SMACS, section 2 of the method: with similarities sorted descending and
 * k' = min(k, n - 1), all questions more similar than 0.95 times the one at place k' (counted from 0); when that one is
 * not positive, the max(k', 1) most similar. k = 0 means 400. Exact: every row is compared.
 * `neighbours` [n]: caller's buffer for all n questions, used as scratch; on return the first *count hold the result,
 * most similar first, ties by lower question number. Cannot fail. */
void smacs_index_search(const smacs_index *index, const int8_t *vector, uint32_t k, smacs_neighbour *neighbours,
                        uint32_t *count);

/* The neighbours' scores for one model: scores[i] = smacs_index_score(index, neighbours[i].question, model) for i <
 * count, faster than one by one. */
void smacs_index_scores_near(const smacs_index *index, uint32_t model, const smacs_neighbour *neighbours,
                             uint32_t count, float *scores);

SMACS_API_END

#endif
