/* RPS, Retrieval-based Prior Selection: neighbours -> prior of each model -> panel (arXiv 2507.14200, section 3.1).
 *
 * Over the neighbours S with similarities sim_i and scores y_im, `paper` sums s_m = sum sim_i * y_im. `robust` compares
 * each model with the incumbent m0, the model that is best over the whole bank, on the questions both were run on:
 *     w_i = (sim_i / max sim)^4        d_i = y_im - y_im0        D, D2 = means of d and d^2 over the whole bank
 *     s_m0  = (sum w y_im0 + 20 mu_m0) / (sum w + 20)             mu: the model's own mean
 *     delta = (sum w d + 20 D) / (sum w + 20)
 *     SE    = sqrt(((sum w d^2 + 20 D2) / (sum w + 20) - delta^2) / (n_eff + 1))
 *     s_m   = s_m0 + delta - SE / 2, cut to [0, 1]
 * Sums run over the cells that are there, so a missing cell is no failure, and a model that was run on easy questions
 * only gains nothing by it. Half a standard error is taken off because leaving the incumbent on thin evidence loses. */
#ifndef SMACS_PRIOR_H
#define SMACS_PRIOR_H

#include <smacs/embedder.h>
#include <smacs/index.h>

typedef enum smacs_mode {
    SMACS_MODE_ROBUST = 0, /* shrunk paired differences over scored cells; the default */
    SMACS_MODE_PAPER = 1   /* the paper's weighted sums; a missing cell adds nothing */
} smacs_mode;

/* Zero in any field means the default named beside it. */
typedef struct smacs_route_options {
    smacs_mode mode;
    uint32_t k;             /* neighbours asked for; default 400 */
    uint32_t n;             /* panel size; default 7; at most the number of models allowed */
    int coverage;           /* != 0: choose the panel by greedy coverage instead of the n best */
    double alpha;           /* weight of quality against cost in (0, 1]; default 1, cost ignored */
    const double *cost;     /* [M] price of each model in any one unit, >= 0, NAN when unknown (taken as the dearest
                               known one); NULL: cost ignored */
    const uint8_t *allowed; /* [M] 0 leaves the model out of the panel (its prior is still given); NULL: all allowed */
} smacs_route_options;

/* What the bank says of one model near this question. */
typedef struct smacs_prior {
    double prior;          /* s_m as above; robust: in [0, 1] */
    double standard_error; /* robust: sqrt(s (1 - s) / n_eff), 0.5 without evidence; paper: NAN */
    double n_eff;          /* (sum w)^2 / sum w^2 over the scored neighbours; 0 when none is scored */
    double utility;        /* what ranks the panel: s_m before it is cut, or that and cost mixed by alpha */
    uint32_t scored;       /* neighbours with a score for this model */
} smacs_prior;

/* A routed question. All arrays are owned by the route. */
typedef struct smacs_route {
    smacs_mode mode;
    uint32_t k;                  /* as asked for after defaults */
    uint32_t neighbour_count;    /* |S| */
    smacs_neighbour *neighbours; /* [neighbour_count], most similar first */
    uint32_t model_count;        /* M */
    smacs_prior *priors;         /* [M] in the index's order of models */
    uint32_t panel_count;
    uint32_t *panel; /* [panel_count] model numbers, best first */
} smacs_route;

/* Routes a vector [D] that the index's embedder made. `options` NULL means all defaults.
 * *out is freed with smacs_route_free. Errors: MEMORY, ARGUMENT (alpha or a cost out of range, unknown mode),
 * EMPTY (no model is allowed). */
smacs_status smacs_route_vector(const smacs_allocator *allocator, const smacs_index *index, const int8_t *vector,
                                const smacs_route_options *options, smacs_route **out, smacs_error *error);

/* Embeds `question` and routes it. Further errors: MISMATCH (index made by another embedder), EMPTY (no text). */
smacs_status smacs_route_text(const smacs_allocator *allocator, const smacs_index *index,
                              const smacs_embedder *embedder, smacs_text question, const smacs_route_options *options,
                              smacs_route **out, smacs_error *error);
void smacs_route_free(smacs_route *route);

#endif
