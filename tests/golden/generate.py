#!/usr/bin/env python3
"""Writes rps_cases.h: made-up banks and what the independent reference of paper mode says of them.

usage: generate.py path/to/smacs_reference.py > rps_cases.h

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


def main():
    reference = load_reference(sys.argv[1])
    print("/* Made by generate.py from an independent statement of paper mode; do not edit. */")
    print("/* clang-format off */")
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


main()
