"""The 400 nearest of the same vectors by numpy or FAISS, for bench-search.mjs. Prints the ms of each search.

usage: bench-search.py numpy|faiss FILE COUNT QUERIES DIM K ROUNDS
"""

import sys
import time

import numpy

name, file = sys.argv[1:3]
count, queries, dim, k, rounds = map(int, sys.argv[3:])
rows = numpy.fromfile(file, numpy.int8).reshape(-1, dim).astype(numpy.float32)
rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
data, asked = rows[:count], rows[count:]
if name == "faiss":
    import faiss

    faiss.omp_set_num_threads(1)
    index = faiss.IndexFlatIP(dim)
    index.add(data)


def nearest(query):
    if name == "faiss":
        return index.search(query[None], k)[1][0]
    similarity = data @ query
    found = numpy.argpartition(-similarity, k)[:k]
    return found[numpy.argsort(-similarity[found])]


for at in range(rounds * queries):
    start = time.perf_counter()
    nearest(asked[at % queries])
    print(f"{(time.perf_counter() - start) * 1000:.4f}")
