/* Robust priors and their ranking, against what smacs/index.h and smacs/prior.h state of them, from the cells
 * themselves. */
#include "kinds.h"
#include <string.h>

/* Scores of a model in a kind: their sum and number, less what the other models' scores there explain. */
static void sums_of_kinds(const bank *b, double sum[KINDS][M], double count[KINDS][M]) {
    double base[KINDS][M] = {{0}}, raw[KINDS][M] = {{0}};
    memset(count, 0, KINDS * sizeof *count);
    for (uint32_t j = 0; j < BANK * M; j++) {
        raw[j / M % KINDS][j % M] += isnan(b->scores[j]) ? 0 : b->scores[j];
        count[j / M % KINDS][j % M] += !isnan(b->scores[j]);
    }
    for (uint32_t k = 0; k < KINDS; k++) {
        double usual = 0;
        for (uint32_t m = 0; m < M; m++) {
            usual += raw[k][m] / count[k][m] / M;
        }
        for (uint32_t m = 0; m < M; m++) {
            base[k][m] = (raw[k][m] + 20 * usual) / (count[k][m] + 20);
            sum[k][m] = raw[k][m];
        }
    }
    for (uint32_t i = 0; i < BANK; i++) {
        for (uint32_t m = 0; m < M; m++) {
            double others = 0, number = 0;
            for (uint32_t o = 0; o < M; o++) {
                const bool counts = o != m && !isnan(b->scores[i * M + o]);
                others += counts ? b->scores[i * M + o] - base[i % KINDS][o] : 0;
                number += counts;
            }
            sum[i % KINDS][m] -= isnan(b->scores[i * M + m]) ? 0 : others / (number + 3);
        }
    }
}

static double share_of(double logit) { return 1 / (1 + exp(-logit)); }

/* mu_km of smacs/index.h, from the cells themselves; the fit by many small steps down its slope. */
static void means_of_kinds(const bank *b, double mu[KINDS][M]) {
    double sum[KINDS][M], count[KINDS][M], a[M] = {0}, e[KINDS] = {0};
    sums_of_kinds(b, sum, count);
    for (int round = 0; round < 20000; round++) {
        const double usual = (e[0] + e[1] + e[2]) / KINDS;
        double of_a[M], of_e[KINDS];
        for (uint32_t m = 0; m < M; m++) {
            of_a[m] = -4 * a[m];
        }
        for (uint32_t k = 0; k < KINDS; k++) {
            of_e[k] = 2 * (usual - e[k]);
            for (uint32_t m = 0; m < M; m++) {
                const double slope = sum[k][m] - count[k][m] * share_of(a[m] + e[k]);
                of_a[m] += slope;
                of_e[k] += slope;
            }
        }
        for (uint32_t m = 0; m < M; m++) {
            a[m] += 0.01 * of_a[m];
        }
        for (uint32_t k = 0; k < KINDS; k++) {
            e[k] += 0.01 * of_e[k];
        }
    }
    for (uint32_t k = 0; k < KINDS; k++) {
        for (uint32_t m = 0; m < M; m++) {
            mu[k][m] = (sum[k][m] + 40 * share_of(a[m] + e[k])) / (count[k][m] + 40);
        }
    }
}

TEST(expectations_follow_their_formula) {
    bank b;
    void *bytes = NULL;
    double mu[KINDS][M];
    fill_bank(&b);
    means_of_kinds(&b, mu);
    smacs_index *index = index_of_kinds(&b, &bytes);
    for (uint32_t k = 0; k < KINDS; k++) {
        for (uint32_t m = 0; m < M; m++) {
            CHECK_NEAR(smacs_index_expectation(index, k, m).mean, mu[k][m], 1e-3);
            CHECK(smacs_index_expectation(index, k, m).published == 0.0);
        }
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

static double logit_of(double share) { return log(share / (1 - share)); }

/* d of smacs/index.h for question i, by many small steps. */
static double ease_of(const bank *b, uint32_t i, const double levels[M]) {
    double ease = 0;
    for (int round = 0; round < 2000; round++) {
        double slope = 0, scored = 0;
        for (uint32_t m = 0; m < M; m++) {
            const float y = b->scores[i * M + m];
            slope += isnan(y) ? 0 : y - share_of(logit_of(levels[m]) + ease);
            scored += !isnan(y);
        }
        ease += 0.1 * (slope * fmax(0, scored - 1) / (scored + 1) - 0.35 * ease);
    }
    return ease;
}

TEST(chances_follow_their_formula) {
    bank b;
    void *bytes = NULL;
    fill_bank(&b);
    smacs_index *index = index_of_kinds(&b, &bytes);
    for (uint32_t k = 0; k < KINDS; k++) {
        double levels[M], ease[BANK], mean = 0, variance = 0;
        for (uint32_t m = 0; m < M; m++) {
            levels[m] = smacs_index_expectation(index, k, m).mean;
        }
        for (uint32_t i = k; i < BANK; i += KINDS) {
            ease[i] = ease_of(&b, i, levels);
            mean += ease[i] * KINDS / BANK;
        }
        for (uint32_t i = k; i < BANK; i += KINDS) {
            variance += (ease[i] - mean) * (ease[i] - mean) * KINDS / BANK;
        }
        for (uint32_t m = 0; m < M; m++) {
            const double theta = logit_of(levels[m]) * sqrt(1 + 0.346 * variance) - mean;
            double sum = 0;
            for (uint32_t i = k; i < BANK; i += KINDS) {
                sum += smacs_index_chance(index, i, m) * KINDS / BANK;
                CHECK_NEAR(smacs_index_chance(index, i, m), share_of(theta + ease[i]), 2e-3);
            }
            CHECK_NEAR(sum, levels[m], 0.02);
        }
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* What smacs/prior.h states of one route, from the cells themselves. */
typedef struct stated {
    double g, c;
    double chance[KINDS], mu[KINDS][M];
    double t[BANK], z[BANK][M], e[BANK][M]; /* by neighbour */
} stated;

static void state(const bank *b, const smacs_index *index, const smacs_route *route, stated *s) {
    const smacs_index_facts facts = smacs_index_describe(index);
    const double first = route->neighbours[0].similarity, last = route->neighbours[K].similarity;
    const double reach = fmax(0.1, facts.near_typical - facts.near_low);
    double eighth[KINDS] = {0}, share[KINDS] = {0}, eighths = 0, shares = 0, most = 0;
    s->g = fmin(1, fmax(0, 1 - (facts.near_low - first) / reach));
    for (uint32_t j = 0; j < KINDS * M; j++) {
        s->mu[j / M][j % M] = smacs_index_expectation(index, j / M, j % M).mean;
    }
    for (uint32_t n = 0; n < route->neighbour_count; n++) {
        const uint32_t i = route->neighbours[n].question;
        const double t = fmax(0, (route->neighbours[n].similarity - last) / (first - last));
        for (uint32_t m = 0; m < M; m++) {
            const float y = b->scores[i * M + m];
            s->e[n][m] = smacs_index_chance(index, i, m) - s->mu[i % KINDS][m];
            s->z[n][m] = isnan(y) ? s->e[n][m] : y - s->mu[i % KINDS][m];
        }
        s->t[n] = t;
        eighth[i % KINDS] += pow(t, 8);
        share[i % KINDS] += t;
        eighths += pow(t, 8);
        shares += t;
    }
    for (uint32_t k = 0; k < KINDS; k++) {
        most = fmax(most, share[k] / shares);
    }
    s->c = fmin(1, fmax(0, (most - 0.6) / 0.2));
    for (uint32_t k = 0; k < KINDS; k++) {
        const double near = s->c * eighth[k] / eighths + (1 - s->c) * share[k] / shares;
        s->chance[k] = s->g * near + (1 - s->g) / KINDS;
    }
}

/* sum pi_k mu_km. */
static double of_kinds(const stated *s, uint32_t model) {
    double sum = 0;
    for (uint32_t k = 0; k < KINDS; k++) {
        sum += s->chance[k] * s->mu[k][model];
    }
    return sum;
}

/* The same plus (sum w z) / (sum w + 100). */
static double moved(const stated *s, const smacs_route *route, uint32_t model) {
    double sum = 0, weight = 0;
    for (uint32_t n = 0; n < route->neighbour_count; n++) {
        sum += s->g * s->t[n] * s->t[n] * s->z[n][model];
        weight += s->g * s->t[n] * s->t[n];
    }
    return of_kinds(s, model) + sum / (weight + 100);
}

/* The prior: ease and what the model's own scores add are shrunken by 2 and 30. */
static double prior_of(const stated *s, const smacs_route *route, uint32_t model) {
    double ease = 0, own = 0, weight = 0;
    for (uint32_t n = 0; n < route->neighbour_count; n++) {
        const double w = s->g * s->t[n] * s->t[n];
        ease += w * s->e[n][model];
        own += w * (s->z[n][model] - s->e[n][model]);
        weight += w;
    }
    return fmin(1, fmax(0, of_kinds(s, model) + ease / (weight + 2) + own / (weight + 30)));
}

static double plain(const stated *s, const smacs_route *route, uint32_t model) {
    double sum = 0;
    for (uint32_t n = 0; n < route->neighbour_count; n++) {
        sum += s->mu[route->neighbours[n].question % KINDS][model] + s->z[n][model];
    }
    return sum / route->neighbour_count;
}

TEST(robust_priors_follow_their_formula) {
    bank b;
    void *bytes = NULL;
    fill_bank(&b);
    smacs_index *index = index_of_kinds(&b, &bytes);
    stated s[3];
    for (int q = 0; q < 3; q++) {
        smacs_route *route = NULL;
        CHECK_INT(smacs_route_vector(NULL, index, ASKED[q], &(smacs_route_options){.k = K}, &route, NULL), SMACS_OK);
        state(&b, index, route, &s[q]);
        CHECK_NEAR(route->closeness, s[q].g, 1e-12);
        for (uint32_t m = 0; m < M; m++) {
            CHECK_NEAR(route->priors[m].prior, prior_of(&s[q], route, m), 1e-9);
            CHECK(route->priors[m].standard_error > 0 && route->priors[m].standard_error <= 0.5);
        }
        smacs_route_free(route);
    }
    CHECK(s[0].g == 1.0 && s[0].c == 1.0);
    CHECK(s[1].g == 1.0 && s[1].c < 0.5);
    CHECK(s[2].g > 0.0 && s[2].g < 0.5);
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}

/* Expected share over all questions; the kinds are of one size. */
static double overall_of(const stated *s, uint32_t m) { return (s->mu[0][m] + s->mu[1][m] + s->mu[2][m]) / KINDS; }

/* The allowed model with the highest lower bound of what is expected of it from its kinds. */
static uint32_t incumbent_of(const stated *s, const smacs_index *index) {
    uint32_t best = 0;
    double bound = -1;
    for (uint32_t m = 0; m < M; m++) {
        const double alone = of_kinds(s, m);
        double cells = 20;
        for (uint32_t k = 0; k < KINDS; k++) {
            cells += s->chance[k] * smacs_index_group_scores(index, k, m).scored;
        }
        if (alone - sqrt(alone * (1 - alone) / cells) > bound) {
            bound = alone - sqrt(alone * (1 - alone) / cells);
            best = m;
        }
    }
    return best;
}

/* Standard error of the difference between a model and the incumbent. */
static double error_between(const stated *s, const bank *b, const smacs_index *index, const smacs_route *route,
                            uint32_t m, uint32_t incumbent) {
    double sw = 0, sw2 = 0, sd = 0, sd2 = 0, joint = 0;
    for (uint32_t n = 0; n < route->neighbour_count; n++) {
        const uint32_t i = route->neighbours[n].question;
        const double w = s->g * s->t[n] * s->t[n], d = s->z[n][m] - s->z[n][incumbent];
        sw += w;
        sw2 += w * w;
        sd += w * d;
        sd2 += w * d * d;
        joint += isnan(b->scores[i * M + m]) || isnan(b->scores[i * M + incumbent]) ? 0 : w;
    }
    const smacs_pair pair = smacs_index_pair(index, m, incumbent);
    const double mean = pair.difference / pair.joint, overall = pair.squares / pair.joint - mean * mean;
    const double variance = (sd2 + 100 * overall) / (sw + 100) - pow(sd / (sw + 100), 2);
    return sqrt(variance / (s->g * sw * joint / sw2 + 1));
}

/* Every part of the ranking again: the incumbent, the standard error of differences, the doubt, the part of ability. */
TEST(robust_ranking_follows_its_formula) {
    bank b;
    void *bytes = NULL;
    fill_bank(&b);
    smacs_index *index = index_of_kinds(&b, &bytes);
    for (int q = 0; q < 3; q++) {
        smacs_route *route = NULL;
        CHECK_INT(smacs_route_vector(NULL, index, ASKED[q], &(smacs_route_options){.k = K}, &route, NULL), SMACS_OK);
        stated s;
        double u[M];
        state(&b, index, route, &s);
        const uint32_t incumbent = incumbent_of(&s, index);
        uint32_t leader = 0;
        for (uint32_t m = 0; m < M; m++) {
            const double lost = m == incumbent ? 0 : error_between(&s, &b, index, route, m, incumbent);
            u[m] = s.c * (moved(&s, route, m) - lost) + (1 - s.c) * plain(&s, route, m);
            leader = u[m] > u[leader] ? m : leader;
        }
        for (uint32_t m = 0; m < M; m++) {
            const double here = m == leader ? 0 : fmax(1e-9, u[leader] - u[m]);
            const double overall = fmax(0, overall_of(&s, leader) - overall_of(&s, m));
            CHECK_NEAR(u[leader] - route->priors[m].utility, 0.75 * here + 0.25 * overall, 1e-12);
        }
        CHECK_INT(route->panel[0], leader);
        smacs_route_free(route);
    }
    smacs_index_free(index);
    smacs_free(NULL, bytes);
}
