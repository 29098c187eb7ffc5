#!/usr/bin/env python3
"""Fits the default embedder to question banks and a teacher, and writes it as an .sme of tokenizer kind 2.

usage: distill.py --bank ../shared/bank --out E.sme      (README.md here: set-up, method, measurements)

One thread and fixed seeds: the same packages on the same kind of processor write the same bytes.
"""

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"  # read when numpy is loaded

import argparse
import collections
import gzip
import json
import pathlib
import sys
import unicodedata

import numpy
import scipy.sparse
import scipy.sparse.linalg

import pieces
import sme
from teacher import Teacher

SOURCES = ("zeroeval", "mmlupro", "fresh2026")
TOKENS = 192  # that the teacher reads of a text
CLASS_WEIGHT = {pieces.WORD: 1.0, pieces.PIECE: 1.0, pieces.NUMBER: 1.0, pieces.SYMBOL: 1.2, pieces.SHAPE: 1.5,
                pieces.PAIR: 0.8}
MEANING, TEACHING, SUCCESS = 1.0, 0.5, 0.3  # lengths of the three parts of a text's vector,
SPREAD = 0.15  # and of the pseudo-random part, of the length of what is kept of them
UNKNOWN = 0.5  # length of a feature without a row, of that of the pseudo-random part of the rarest
MOST = {8: 127, 4: 3}  # size of a row's largest value; 7 values route as well as 15, and compress better
SVD_RANK, TEACHER_RANK, SUCCESS_RANK = 160, 128, 8
TEACHER_RIDGE, SUCCESS_RIDGE = 3.0, 5.0


def read_bank(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def is_word(piece):
    """Letters only: the tokenizer reads numbers and symbols otherwise."""
    return all(unicodedata.category(c)[0] in "LM" for c in pieces.without_mark(piece))


def choose_vocabulary(texts, teacher_pieces, most_features, most_pieces):
    """{(key, kind)}: the features of most texts, and the teacher's pieces, frequent ones first as in its own list."""
    words = [p for p in teacher_pieces if is_word(p)]
    feature_of = {p: pieces.feature_of_piece(p) for p in words}
    reader = pieces.Reader({key for key, _ in feature_of.values()})
    documents = collections.Counter(f for text in texts for f in reader.features(text))
    often = sorted((f for f in documents if documents[f] >= 2), key=lambda f: (-documents[f], f))
    chosen = set(often[:most_features]) | {feature_of[p] for p in words[:most_pieces]}
    return chosen, {feature_of[p]: p for p in words if feature_of[p] in chosen}


class Texts:
    """The training texts as a sparse matrix [n][V], rows of unit length."""

    def __init__(self, texts, vocabulary):
        reader = pieces.Reader({key for key, _ in vocabulary})
        counts = [reader.features(text) for text in texts]
        self.features = sorted(vocabulary)
        row_of = {f: i for i, f in enumerate(self.features)}
        documents = collections.Counter(f for c in counts for f in c)
        self.weights = numpy.array([
            (numpy.log((1 + len(texts)) / (1 + documents[f])) + 1) * CLASS_WEIGHT[f[1]] for f in self.features])
        entries = [(i, row_of[f], (1 + numpy.log(n)) * self.weights[row_of[f]])
                   for i, c in enumerate(counts) for f, n in c.items() if f in row_of]
        rows, columns, values = zip(*entries)
        matrix = scipy.sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), len(self.features)))
        lengths = scipy.sparse.linalg.norm(matrix, axis=1)
        self.matrix = (scipy.sparse.diags(1 / numpy.maximum(lengths, 1e-9)) @ matrix).tocsr()


def length(vectors):
    return numpy.sqrt((numpy.asarray(vectors) ** 2).sum(axis=1).mean())


def ridge(matrix, targets, penalty, start=None, steps=60):
    """argmin |matrix W - targets|^2 + penalty |W - start|^2, by preconditioned conjugate gradients."""
    columns = matrix.shape[1]
    start = numpy.zeros((columns, targets.shape[1])) if start is None else start
    transposed, found = matrix.T.tocsr(), numpy.zeros_like(start)
    scale = 1 / (penalty + numpy.asarray(matrix.multiply(matrix).sum(axis=0)).reshape(-1, 1))
    rest = transposed @ (targets - matrix @ start)
    step, first = scale * rest, numpy.linalg.norm(rest)
    product = (rest * step).sum(axis=0)
    for _ in range(steps):
        image = transposed @ (matrix @ step) + penalty * step
        along = product / numpy.maximum((step * image).sum(axis=0), 1e-30)
        found += along * step
        rest -= along * image
        if numpy.linalg.norm(rest) < 1e-4 * first:
            break
        scaled = scale * rest
        after = (rest * scaled).sum(axis=0)
        step = scaled + after / numpy.maximum(product, 1e-30) * step
        product = after
    return start + found


def fit_meaning(texts):
    """Latent semantic analysis without the direction that all texts share."""
    _, sigma, right = scipy.sparse.linalg.svds(texts.matrix, SVD_RANK, v0=numpy.ones(min(texts.matrix.shape)))
    order = numpy.argsort(-sigma)
    table = right[order].T * sigma[order] ** 0.25
    mean = numpy.asarray(texts.matrix @ table).mean(axis=0)
    mean /= numpy.linalg.norm(mean)
    table -= numpy.outer(table @ mean, mean)
    return table[:, :TEACHER_RANK]


def fit_teacher(texts, sentences, alone):
    """The teacher's sentence vectors [n], regularised towards the vectors `alone` {feature: vector} of its pieces."""
    centred = sentences.astype(float) - sentences.mean(axis=0)
    _, axes = numpy.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1][:, :TEACHER_RANK]
    targets = centred @ axes
    targets /= length(targets)
    middle = numpy.mean(list(alone.values()), axis=0)
    start = numpy.zeros((len(texts.features), TEACHER_RANK))
    for row, feature in enumerate(texts.features):
        if feature in alone:
            start[row] = (alone[feature] - middle) @ axes
    start /= length(texts.matrix @ start)
    return ridge(texts.matrix, targets, TEACHER_RIDGE, start)


def fit_success(texts, banks, row_of):
    """Which models succeed where, beyond each model's mean in its source: the main patterns of each bank."""
    tables = []
    for bank in banks:
        models = sorted({model for record in bank for model in record["scores"]})
        scores = numpy.array([[record["scores"].get(m, numpy.nan) for m in models] for record in bank])
        known, beyond = ~numpy.isnan(scores), numpy.nan_to_num(scores)
        sources = numpy.array([record["source"] for record in bank])
        for source in sorted(set(sources)):
            own = sources == source
            beyond[own] -= known[own] * (beyond[own].sum(axis=0) / numpy.maximum(known[own].sum(axis=0), 1))
        left, sigma, _ = numpy.linalg.svd(beyond, full_matrices=False)
        targets = left[:, :SUCCESS_RANK] * sigma[:SUCCESS_RANK]
        rows = [row_of[record["question"]] for record in bank]
        tables.append(ridge(texts.matrix[rows], targets / length(targets), SUCCESS_RIDGE))
    return numpy.concatenate(tables, axis=1)


def join(matrix, parts, dim):
    """Parts side by side, each with texts of its length, turned to the `dim` axes on which texts vary most."""
    table = numpy.concatenate([part * (size / length(matrix @ part)) for part, size in parts], axis=1)
    vectors = numpy.asarray(matrix @ table)
    _, axes = numpy.linalg.eigh(vectors.T @ vectors)
    axes = axes[:, ::-1][:, :dim]
    # Either sense of an axis would do; a processor's last bits must not choose it.
    table = table @ (axes * numpy.where(((vectors @ axes) ** 3).sum(axis=0) < 0, -1, 1))
    return table / length(matrix @ table)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bank", type=pathlib.Path, required=True, help="folder of the question banks")
    options.add_argument("--out", type=pathlib.Path, required=True, help="the .sme to write")
    options.add_argument("--dim", type=int, default=96)
    options.add_argument("--bits", type=int, default=4, choices=(4, 8))
    options.add_argument("--features", type=int, default=10000, help="kept of the banks' most frequent ones")
    options.add_argument("--pieces", type=int, default=10000, help="kept of the teacher's most frequent ones")
    options.add_argument("--name", default="smacs-default-3")
    options.add_argument("--cache", type=pathlib.Path, help=".npy of the teacher's vectors, written where missing")
    o = options.parse_args()

    teacher = Teacher()
    banks = [read_bank(o.bank / f"{source}.bank.jsonl.gz") for source in SOURCES]
    questions = list(dict.fromkeys(record["question"] for bank in banks for record in bank))
    vocabulary, words = choose_vocabulary(questions, teacher.pieces, o.features, o.pieces)
    texts = Texts(questions, vocabulary)
    if o.cache and o.cache.exists():
        sentences = numpy.load(o.cache)
    else:
        sentences = teacher.embed([teacher.tokens(q, TOKENS) for q in questions], progress("teacher", len(questions)))
        if o.cache:
            numpy.save(o.cache, sentences)
    alone = dict(zip(words, teacher.embed([teacher.around([teacher.number_of[p]]) for p in words.values()])))

    table = join(texts.matrix, [(fit_meaning(texts), MEANING), (fit_teacher(texts, sentences, alone), TEACHING),
                                (fit_success(texts, banks, {q: i for i, q in enumerate(questions)}), SUCCESS)], o.dim)
    spread = numpy.stack([sme.signs(key, o.dim) for key, _ in texts.features])
    size = SPREAD / length(texts.matrix @ spread)
    rows = (table + size * spread) * texts.weights[:, None]
    values, scales = sme.quantise_rows(rows, MOST[o.bits])
    keys = [key for key, _ in texts.features]
    file = sme.write(o.name, keys, values, scales, o.bits, UNKNOWN * size * texts.weights.max())
    o.out.write_bytes(file)
    print(f"{o.out}: {len(keys)} features, {o.dim} dimensions, {len(file)} bytes", file=sys.stderr)


def progress(what, total):
    def show(done):
        print(f"\r{what} {done}/{total}", end="" if done < total else "\n", file=sys.stderr, flush=True)
    return show


if __name__ == "__main__":
    main()
