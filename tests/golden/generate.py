#!/usr/bin/env python3
"""Writes what the independent reference of paper mode says of made-up cases.

usage: generate.py path/to/smacs_reference.py rps > rps_cases.h    banks: neighbours, priors, panels
       generate.py path/to/smacs_reference.py epe > epe_cases.h    priors: chances to be drawn; candidates: scores

Vectors are small integers, so that the reference (which normalises doubles) and the core (which compares int8 rows)
see the same directions exactly. A C header rather than JSON, because the Emscripten test module has no files.
"""
import importlib.util
import random
import sys


def load_reference(path):
    spec = importlib.util.spec_from_file_location("smacs_reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made_bank(rng, n, dim, models, topics, levels, opposite=False):
    """Questions around a few topics; each model is good at some of them."""
    centres = [[rng.gauss(0, 1) for _ in range(dim)] for _ in range(topics)]
    skill = [[rng.random() for _ in range(topics)] for _ in range(models)]

    def point(topic):
        v = [c + rng.gauss(0, 0.6) for c in centres[topic]]
        top = max(abs(x) for x in v)
        return [round(x / top * 127) for x in v]

    bank, scores = [], []
    for _ in range(n):
        topic = rng.randrange(topics)
        bank.append(point(topic))
        row = []
        for m in range(models):
            p = skill[m][topic]
            row.append(levels[min(len(levels) - 1, int(rng.random() * 0.5 * len(levels) + p * 0.5 * len(levels)))])
        scores.append(row)
    query = point(rng.randrange(topics))
    if opposite:  # nothing is similar: the rule's fall-back to the k nearest
        bank = [[-max(1, abs(x)) for x in v] for v in bank]
        query = [abs(x) for x in query]
    return query, bank, scores


# name, n, models, topics, k, panel size, score levels, all dissimilar
CASES = [
    ("small_bits", 40, 5, 3, 10, 3, [0, 1], False),
    ("k_beyond_bank", 60, 8, 4, 400, 7, [0, 1], False),
    ("fractions", 90, 6, 4, 25, 4, [0, 0.2, 0.25, 1 / 3, 0.5, 2 / 3, 1], False),
    ("wide_panel", 120, 12, 5, 60, 12, [0, 1], False),
    ("one_neighbour", 30, 4, 6, 1, 2, [0, 1], False),
    ("nothing_similar", 30, 5, 2, 8, 3, [0, 1], True),
    ("two_questions", 2, 3, 1, 400, 7, [0, 1], False),
    ("larger", 250, 9, 6, 100, 7, [0, 0.5, 1], False),
]
DIM = 16


def numbers(values, form="{}"):
    return "{" + ", ".join(form.format(v) for v in values) + "}"


def float_literal(value):
    text = f"{value:.9g}"
    return text + ("f" if "." in text or "e" in text else ".0f")


def flat(rows):
    return [x for row in rows for x in row]


def write_rps(reference):
    table = []
    for seed, (name, n, models, topics, k, panel_size, levels, opposite) in enumerate(CASES):
        rng = random.Random(2507 * 1000 + seed)
        query, bank, scores = made_bank(rng, n, DIM, models, topics, levels, opposite)
        near, priors, panel = reference.rps(query, bank, scores, k, panel_size)
        print(f"static const int8_t {name}_query[] = {numbers(query)};")
        print(f"static const int8_t {name}_bank[] = {numbers(flat(bank))};")
        print(f"static const float {name}_scores[] = {numbers(map(float_literal, flat(scores)))};")
        print(f"static const uint32_t {name}_near[] = {numbers(near)};")
        print(f"static const double {name}_priors[] = {numbers(priors, '{:.17g}')};")
        print(f"static const uint32_t {name}_panel[] = {numbers(panel)};")
        table.append(f'    {{"{name}", {n}, {models}, {k}, {panel_size}, {len(near)}, {len(panel)}, {name}_query, '
                     f"{name}_bank, {name}_scores, {name}_near, {name}_priors, {name}_panel}},")
    print(f"enum {{ RPS_DIM = {DIM} }};")
    print("static const struct rps_case {")
    print("    const char *name;")
    print("    uint32_t questions, models, k, n, near_count, panel_count;")
    print("    const int8_t *query, *bank;")
    print("    const float *scores;")
    print("    const uint32_t *near;")
    print("    const double *priors;")
    print("    const uint32_t *panel;")
    print("} rps_cases[] = {")
    print("\n".join(table))
    print("};")


# name, priors
DROPS = [
    ("sums", [231.4, 230.2, 219.9, 200.0, 187.25, 180.5, 150.125]),
    ("means", [0.91, 0.9, 0.88, 0.81, 0.8, 0.74, 0.5]),
    ("equal", [0.5, 0.5, 0.5]),
    ("one", [0.7]),
    ("two", [0.7, 0.2]),
    ("zeros", [0.0, 0.0, 0.0, 0.0]),
]
# name, candidates, log-probs: "all", "some" or None, lambda
POSTERIORS = [
    ("eight", 8, "all", 1.0),
    ("half_weight", 8, "all", 0.5),
    ("no_logprobs", 8, None, 1.0),
    ("some_logprobs", 8, "some", 1.0),
    ("alone", 1, "all", 1.0),
    ("pair", 2, "all", 1.0),
]


def write_drops(reference):
    table = []
    for name, priors in DROPS:
        p = reference.drop_probabilities(priors)
        print(f"static const double drop_{name}[] = {numbers(priors, '{:.17g}')};")
        print(f"static const double drop_{name}_p[] = {numbers(p, '{:.17g}')};")
        table.append(f'    {{"{name}", {len(priors)}, drop_{name}, drop_{name}_p}},')
    print("static const struct drop_case {\n    const char *name;\n    uint32_t n;\n    const double *priors, *p;")
    print("} drop_cases[] = {\n" + "\n".join(table) + "\n};")


def write_posteriors(reference):
    table = []
    for seed, (name, n, logprobs, weight) in enumerate(POSTERIORS):
        rng = random.Random(9000 + seed)
        vectors = [[rng.randint(-60, 60) + 40 for _ in range(DIM)] for _ in range(n)]
        known = [-rng.random() * 1.5 for _ in range(n)] if logprobs else [None] * n
        if logprobs == "some":
            known[n // 2] = None
        given = None if logprobs is None else known
        agreement, confidence, score, kept = reference.posterior(vectors, given, weight)
        shown = ["NAN" if x is None else f"{x:.17g}" for x in known]
        sure = ["NAN"] * n if confidence is None else [f"{x:.17g}" for x in confidence]
        print(f"static const int8_t {name}_vectors[] = {numbers(flat(vectors))};")
        print(f"static const double {name}_logprobs[] = {numbers(shown)};")
        print(f"static const double {name}_agreement[] = {numbers(agreement, '{:.17g}')};")
        print(f"static const double {name}_confidence[] = {numbers(sure)};")
        print(f"static const double {name}_score[] = {numbers(score, '{:.17g}')};")
        parts = ", ".join(f"{name}_{part}" for part in ("vectors", "logprobs", "agreement", "confidence", "score"))
        table.append(f'    {{"{name}", {n}, {kept}, {weight}, {parts}}},')
    print("static const struct posterior_case {\n    const char *name;\n    uint32_t n, kept;\n    double weight;")
    print("    const int8_t *vectors;\n    const double *logprobs, *agreement, *confidence, *score;")
    print("} posterior_cases[] = {\n" + "\n".join(table) + "\n};")


def write_epe(reference):
    print(f"enum {{ EPE_DIM = {DIM} }};")
    write_drops(reference)
    write_posteriors(reference)


def main():
    reference = load_reference(sys.argv[1])
    print("/* Made by generate.py from an independent statement of paper mode; do not edit. */")
    print("/* clang-format off */")
    {"rps": write_rps, "epe": write_epe}[sys.argv[2]](reference)


main()
