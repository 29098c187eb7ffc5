/* RPS, Retrieval-based Prior Selection: neighbours -> prior of each model -> panel (arXiv 2507.14200, section 3.1).
 *
 * Over the neighbours S with similarities sim_i and scores y_im, `paper` sums s_m = sum sim_i * y_im. `robust` first
 * estimates which group of questions this one belongs to (same source, benchmark and category: smacs_index_group). It
 * then adjusts the group's estimate by the scores of the nearest questions:
 *     t_i   = (sim_i - sim_k) / (sim_1 - sim_k), at least 0         1 at the nearest neighbour, 0 at the k-th
 *     g     = (1 - (low - sim_1) / max(typical - near_low, 0.1)) * (0.5 + 1.5 ln((1.002 - sim_0) / (1.002 - sim_1))),
 *             both factors cut to [0, 1]: closeness. low: near_low of smacs_index_facts, less 0.085 ln(64 / features)
 *             for a question of fewer than 64 features; sim_0: to the nearest of the index's small talk, if it has any
 *     h_k   = (sum of b_i t_i over group k) / (sum of b_i t_i): share of group k in the neighbourhood
 *     c     = (max h_k - 0.6) / 0.2, cut to [0, 1]: how far the question's group is believed
 *     pi_k  = g (c (sum of b_i t_i^8 over group k) / (sum of b_i t_i^8) + (1 - c) h_k) + (1 - g) (share of k in the bank)
 *     mu_km = share of group k that model m is expected to solve: smacs_index_expectation
 *     z_im  = y_im - mu_km: the residual; where y_im is missing, e_im - mu_km
 *     e_im  = smacs_index_chance, by the ease of question i
 *     s_m   = sum pi_k mu_km + (sum w_i (e_im - mu_km)) / (sum w_i + 2) + (sum w_i (y_im - e_im)) / (sum w_i + 30),
 *             w_i = g b_i t_i^2; the last sum over the scores that are there
 *     b_i   = (models scored on i, at least 1) / (a quarter of all models), at most 1. It gives less weight to
 *             questions that few models answered
 *
 * The incumbent is the allowed model with the highest sum pi_k mu_km minus its standard error. Models are ranked by
 *     u_m   = c (sum pi_k mu_km + (sum w_i z_im) / (sum w_i + 100)
 *                - one standard error of the difference from the incumbent)
 *             + (1 - c) (sum b_i (mu_km + z_im)) / (sum b_i),  k the group of question i
 * Leaving the incumbent on thin evidence loses accuracy, so all others lose that standard error. The model with the
 * highest u leads the panel, if its evidence there (pi_k times its scores in group k and what its published level is
 * worth, summed) comes to 20 scores; a model with less is ranked without the loss, but behind the leader, unless no
 * allowed model has more. For the others, a quarter of the distance to the leader comes from how they do in general:
 * u_lead - u = 3/4 (u_lead - u_m) + 1/4 max(0, o_lead - o_m),  o_m the mean of mu_km over the index's questions.
 *
 * A missing score does not count as a failure, and a model gains nothing from being run on easy questions only. */
#ifndef SMACS_PRIOR_H
#define SMACS_PRIOR_H

#include <smacs/embedder.h>
#include <smacs/export.h>
#include <smacs/index.h>
#include <smacs/mode.h>

SMACS_API_BEGIN

/* Of a conversation's earlier questions, only so many of the newest are looked at. */
enum { SMACS_EARLIER_MAX = 32 };

/* Zero in any field means the default named beside it, so a zeroed struct acts like smacs_route_options_init. */
typedef struct smacs_route_options {
    smacs_mode mode;
    uint32_t k;          /* neighbours asked for; default 400 */
    uint32_t n;          /* panel size; default 7; at most the number of models allowed */
    bool coverage;       /* choose the panel by greedy coverage instead of the n best */
    double alpha;        /* weight of quality against cost in (0, 1]; default 1, cost ignored */
    const double *cost;  /* [M] price of each model in any one unit, >= 0, NAN when unknown (taken as the dearest
                               known one); NULL: cost ignored */
    const bool *allowed; /* [M] false leaves the model out of the panel (its prior is still given); NULL: all that
                            something is known of (smacs_index_known) */
    uint32_t features;   /* that the embedder reads in the question (smacs_embed_features), where a vector is routed: a
                            short text is never as near as a whole question; 0: a whole question. smacs_route_text
                            counts them itself */
    const smacs_text
        *earlier; /* [earlier_count] what the same person asked before it, oldest first. A short question is
                                  routed together with the newest of these and with the last that is not short, a
                                  longer one by its own words; paper and routed vectors: ignored */
    uint32_t earlier_count;
} smacs_route_options;

/* The defaults written out: robust, k 400, n 7, alpha 1, no coverage, no costs, all models allowed. */
smacs_route_options smacs_route_options_init(void);

/* What the index says about one model near this question. */
typedef struct smacs_prior {
    double prior; /* s_m as above; robust: cut to [0, 1], the share of such questions it is expected to solve */
    double standard_error; /* robust: from sampling the neighbours and the model's scores in the group, from not
                              knowing the group, and (1 - g) times the variance between all groups; at most 0.5, which
                              a model that nothing is known of also has; paper: NAN */
    double n_eff;          /* (sum w)^2 / sum w^2 over the scored neighbours, robust: times g; 0 when none is scored */
    double utility;        /* ranks the panel: u_m as above (paper: s_m), mixed with cost by alpha if costs are given */
    uint32_t scored;       /* neighbours with a score for this model */
    /* What the model's part of the estimate rests on besides the neighbours, robust: its scores in the question's
     * groups, and how many scores what is published of it is worth there; both weighted by pi_k. paper: 0. */
    double cells, published;
} smacs_prior;

/* A routed question. The route owns all arrays. */
typedef struct smacs_route {
    smacs_mode mode;
    double closeness;            /* g: 1 among the bank's questions, 0 far from all of them; paper: NAN */
    uint32_t k;                  /* as requested, or the default */
    double filled;               /* share of the index's questions that the allowed models were run on, in the mean */
    uint32_t neighbour_count;    /* |S| */
    smacs_neighbour *neighbours; /* [neighbour_count], most similar first */
    uint32_t model_count;        /* M */
    smacs_prior *priors;         /* [M] in the index's order of models */
    uint32_t panel_count;
    uint32_t *panel; /* [panel_count] model numbers, best first */
    /* Chance that some model of the panel is right: the mean of its best score over the neighbours that all of it were
     * run on, weighted by t_i; and its standard error sqrt(c (1 - c) (sum t^2 / (sum t)^2 + 1 - g)), at most 0.5. Where
     * there are fewer than 50 such neighbours: s + a / 2, s the highest prior of the panel and s + a what independent
     * errors would give, 1 - product (1 - s_m); the error is sqrt(e^2 + (0.16 a)^2), e that of s. In `paper` both are
     * NAN then, because its sums are no chances. */
    double ceiling, ceiling_error;
    uint32_t earlier;       /* how many of the earlier questions it was routed by, besides its own words */
    uint32_t ceiling_joint; /* how many neighbours the ceiling was counted on; 0: it is expected from the priors */
} smacs_route;

/* Whether the index has questions like the routed one, by its closeness: below 0.05, below 0.5, above. Not known in
 * `paper`. Where it has none, the priors say how models do on its questions in general. */
typedef enum smacs_nearness {
    SMACS_NEARNESS_UNKNOWN = 0,
    SMACS_NEARNESS_NONE = 1,
    SMACS_NEARNESS_FAR = 2,
    SMACS_NEARNESS_NEAR = 3
} smacs_nearness;
smacs_nearness smacs_route_nearness(const smacs_route *route);

/* Whether `paper` was asked of an index where more than half of the allowed models' scores are missing. Its sums count
 * those as failures, so they tell who was run most rather than who is good; hosts say so. */
bool smacs_route_misses_most(const smacs_route *route);

/* Routes a vector [D] that the index's embedder made. `options` NULL means all defaults.
 * Free *out with smacs_route_free. Errors: MEMORY, ARGUMENT (alpha or a cost out of range, unknown mode),
 * EMPTY (no model is allowed). */
smacs_status smacs_route_vector(const smacs_allocator *allocator, const smacs_index *index, const int8_t *vector,
                                const smacs_route_options *options, smacs_route **out, smacs_error *error);

/* The same for a vector as numbers [count], as the model that made those of the index gives it (smacs/vector.h). Further
 * errors: MISMATCH (not as many as the index's vectors have), ARGUMENT (one that is not finite, or all are
 * 0). */
smacs_status smacs_route_numbers(const smacs_allocator *allocator, const smacs_index *index, const double *numbers,
                                 uint32_t count, const smacs_route_options *options, smacs_route **out,
                                 smacs_error *error);

/* Embeds `question` and routes it. Further errors: MISMATCH (index made by another embedder), EMPTY (no text). */
smacs_status smacs_route_text(const smacs_allocator *allocator, const smacs_index *index,
                              const smacs_embedder *embedder, smacs_text question, const smacs_route_options *options,
                              smacs_route **out, smacs_error *error);
void smacs_route_free(smacs_route *route);

/* The vector [D] that smacs_route_text searches by: of the question, and of as many earlier ones as belong to it. The
 * nearest cells of a sharded index are chosen by it (smacs/shards.h). Errors: MEMORY, EMPTY (no text). */
smacs_status smacs_route_subject(const smacs_allocator *allocator, const smacs_embedder *embedder, smacs_text question,
                                 const smacs_route_options *options, int8_t *vector, smacs_error *error);

SMACS_API_END

#endif
