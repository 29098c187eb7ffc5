#!/usr/bin/env python3
"""Compares embedders by how well neighbours route and foretell scores, apart from the rest of the product.

usage: compare.py --smacs build/native/smacs --bank ../shared/bank [--dev | --answers | --near] E.sme ...

For each source: accuracy of the best model by the paper's rule (k = 400, bound 0.95), and by scores shrunk to the
models' means (20 pseudo-neighbours, similarity to the fourth), as the mean of its benchmarks or categories; mean
squared error of the latter (Brier); and how many of the 20 nearest are of the question's own benchmark or category.
Questions come from five folds of the bank split, with --dev from the dev split. Open-weight models only.

With --near, for the dev questions of fresh2026: how many of the 20 nearest questions in all three shipped banks are of
their own kind (SQL, Japanese chat, Spanish business, ..), by kind.

With --answers, how often a right answer agrees more than a wrong one with six others to the same question: 7 drawn
models on each of 700 drawn questions of zeroeval's bank split.
"""

import argparse
import gzip
import json
import pathlib
import subprocess
import tempfile

import numpy

SOURCES = ("routerdc", "zeroeval", "mmlupro")
SHIPPED = ("zeroeval", "mmlupro", "fresh2026")  # whose questions are in the default index
FOLDS, NEIGHBOURS, SHRINKAGE, SHARPNESS = 5, 400, 20, 4


def read_bank(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def vectors(smacs, embedder, bank):
    out = subprocess.run([smacs.resolve(), "embed", embedder, "--bank", bank, "--json"], check=True, capture_output=True).stdout
    return numpy.array([json.loads(line) for line in out.splitlines()], dtype=numpy.float32)


def labels(source, records):
    return numpy.array([r["category"] if source == "mmlupro" else r["benchmark"] for r in records])


def folds(records):
    """Of every question, the same for questions that begin alike."""
    rng, seen = numpy.random.default_rng(7), {}
    return numpy.array([seen.setdefault(r["question"].strip().lower()[:200], rng.integers(FOLDS)) for r in records])


def near(similarity):
    k = min(NEIGHBOURS, similarity.shape[1] - 1)
    best = -numpy.partition(-similarity, k, axis=1)
    chosen = similarity > 0.95 * best[:, k:k + 1]
    low = best[:, k] <= 0
    chosen[low] = similarity[low] >= best[low, k - 1:k]
    return chosen


def foretell(similarity, scores):
    """Priors by the paper's rule, and shrunk ones."""
    chosen, known, cells = near(similarity), ~numpy.isnan(scores), numpy.nan_to_num(scores)
    top = numpy.maximum(similarity.max(axis=1, keepdims=True), 1e-9)
    weights = numpy.where(chosen, numpy.clip(similarity / top, 0, None) ** SHARPNESS, 0)
    shrunk = (weights @ cells + SHRINKAGE * numpy.nanmean(scores, axis=0)) / (weights @ known + SHRINKAGE)
    return (similarity * chosen) @ cells, shrunk


def accuracy(priors, scores, groups):
    chosen = numpy.where(numpy.isnan(scores), -numpy.inf, priors).argmax(axis=1)
    got = scores[numpy.arange(len(scores)), chosen]
    return 100 * numpy.mean([numpy.nanmean(got[groups == g]) for g in sorted(set(groups))])


def measure(bank, bank_scores, bank_labels, asked, asked_scores, asked_labels, parts):
    """`parts`: pairs of masks, which questions of the bank serve which of those asked."""
    paper, shrunk, same = numpy.zeros_like(asked_scores), numpy.zeros_like(asked_scores), 0
    for serve, ask in parts:
        similarity = asked[ask] @ bank[serve].T
        paper[ask], shrunk[ask] = foretell(similarity, bank_scores[serve])
        nearest = numpy.argpartition(-similarity, 20, axis=1)[:, :20]
        same += (bank_labels[serve][nearest] == asked_labels[ask][:, None]).mean(axis=1).sum()
    return (accuracy(paper, asked_scores, asked_labels), accuracy(shrunk, asked_scores, asked_labels),
            numpy.nanmean((shrunk - asked_scores) ** 2), 100 * same / len(asked))


def draw_answers(folder, is_open):
    """[(right or wrong, text) of 7 models] of 700 questions."""
    texts = {r["id"]: r["responses"] for r in read_bank(folder / "zeroeval.responses.bank.jsonl.gz")}
    asked = [r for r in read_bank(folder / "zeroeval.bank.jsonl.gz") if r["id"] in texts]
    rng, drawn = numpy.random.default_rng(0), []
    for record in (asked[i] for i in rng.permutation(len(asked))[:700]):
        given = texts[record["id"]]
        models = [m for m in given if m in record["scores"] and is_open(m) and given[m]]
        if len(models) >= 7:
            drawn.append([(record["scores"][models[i]], given[models[i]]) for i in rng.permutation(len(models))[:7]])
    return drawn


def agreement(smacs, embedder, drawn):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        texts = [text for answers in drawn for _, text in answers]
        file.writelines(json.dumps({"id": str(i), "question": t, "scores": {"m": 1}}) + "\n" for i, t in enumerate(texts))
        file.flush()
        found = vectors(smacs, embedder, file.name).reshape(len(drawn), 7, -1)
    rates = []
    for rows, answers in zip(found, drawn):
        score, right = (rows @ rows.T).sum(axis=1), numpy.array([s for s, _ in answers])
        pairs = right[:, None] > right[None, :]
        if pairs.any():
            more = (score[:, None] > score[None, :]) + 0.5 * (score[:, None] == score[None, :])
            rates.append(more[pairs].mean())
    return numpy.mean(rates)


def kind_of(record):
    """What a question is like, where several sources or benchmarks are alike."""
    alike = {"shaberi41": "Japanese chat", "shaberi51": "Japanese chat", "scale": "SQL"}
    if record["source"] == "mmlupro":
        return "mmlu-pro " + record["category"]
    return alike.get(record["source"], record["benchmark"] if record["source"] == "zeroeval" else record["source"])


def print_nearest(smacs, embedder, folder):
    """A line for each kind of fresh2026, and their mean."""
    found, kinds, seen = [], [], set()
    for source in SHIPPED:
        path = folder / f"{source}.bank.jsonl.gz"
        records = read_bank(path)
        fresh = numpy.array([r["id"] not in seen for r in records])
        seen.update(r["id"] for r in records)
        found.append(vectors(smacs, embedder, path)[fresh])
        kinds += [kind_of(r) for r, is_fresh in zip(records, fresh) if is_fresh]
    path = folder / "fresh2026.dev.jsonl.gz"
    asked, kinds = numpy.array([kind_of(r) for r in read_bank(path)]), numpy.array(kinds)
    nearest = numpy.argpartition(-vectors(smacs, embedder, path) @ numpy.concatenate(found).T, 20, axis=1)[:, :20]
    own = (kinds[nearest] == asked[:, None]).mean(axis=1)
    shares = {kind: 100 * own[asked == kind].mean() for kind in sorted(set(asked))}
    shown = ", ".join(f"{kind} {share:.1f} (n {(asked == kind).sum()})" for kind, share in shares.items())
    print(f"{pathlib.Path(embedder).name:24} {shown}; mean {numpy.mean(list(shares.values())):.1f} %", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--smacs", type=pathlib.Path, required=True)
    options.add_argument("--bank", type=pathlib.Path, required=True)
    options.add_argument("--dev", action="store_true")
    options.add_argument("--answers", action="store_true")
    options.add_argument("--near", action="store_true")
    options.add_argument("embedders", nargs="+")
    o = options.parse_args()
    facts = json.loads((o.bank / "models.json").read_text())
    if o.answers:
        drawn = draw_answers(o.bank, lambda model: facts.get(model, {}).get("open_weight"))
        for embedder in o.embedders:
            print(f"{pathlib.Path(embedder).name:24} {agreement(o.smacs, embedder, drawn):.3f}", flush=True)
        return
    if o.near:
        for embedder in o.embedders:
            print_nearest(o.smacs, embedder, o.bank)
        return
    for source in SOURCES:
        splits = [read_bank(o.bank / f"{source}.{split}.jsonl.gz") for split in ("bank", "dev")]
        models = sorted({m for r in splits[0] for m in r["scores"] if facts.get(m, {}).get("open_weight")})
        scores = [numpy.array([[r["scores"].get(m, numpy.nan) for m in models] for r in s]) for s in splits]
        names = [labels(source, s) for s in splits]
        fold, every = folds(splits[0]), [numpy.full(len(s), True) for s in splits]
        parts = [tuple(every)] if o.dev else [(fold != i, fold == i) for i in range(FOLDS)]
        for embedder in o.embedders:
            bank, dev = (vectors(o.smacs, embedder, o.bank / f"{source}.{split}.jsonl.gz") for split in ("bank", "dev"))
            asked = (dev, scores[1], names[1]) if o.dev else (bank, scores[0], names[0])
            paper, shrunk, error, same = measure(bank, scores[0], names[0], *asked, parts)
            print(f"{source:9} {pathlib.Path(embedder).name:24} paper {paper:.2f}  shrunk {shrunk:.2f}  "
                  f"Brier {error:.4f}  own kind {same:.1f} %", flush=True)


if __name__ == "__main__":
    main()
