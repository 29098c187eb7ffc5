"""Builds a sharded index with DuckDB: a bank of any size in Parquet or JSON Lines is cut into parts, an index of each part is
built by the command on all cores, and the parts are joined.

usage: build.py 'bank/*.parquet' bank.smh [--parts 16] [--jobs CORES] --embedder E.sme [--work DIR] [--smacs PATH]

Columns: id, question, scores (a struct, a map, or JSON: model -> score), and source, benchmark, category where there are some.
On several machines, give each its own files and keep its part-*.smx; `smacs index shard` joins them all.
"""

import argparse
import glob
import os
import resource
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import duckdb

COLUMNS = ["id", "source", "benchmark", "category", "question", "scores"]


def cut(bank, parts, folder):
    """Writes folder/part=K/*.parquet, the same question always into the same part. Returns how many questions there are."""
    db = duckdb.connect()
    where = "'" + bank.replace("'", "''") + "'"
    if bank.endswith(".parquet"):
        source = f"read_parquet({where})"
    else:  # scores stay JSON: as a struct, each question would have every model
        types = ", ".join(f"'{name}': '{'JSON' if name == 'scores' else 'VARCHAR'}'" for name in COLUMNS)
        source = f"read_json({where}, format = 'newline_delimited', columns = {{{types}}})"
    has = {row[0] for row in db.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    wanted = ", ".join("to_json(scores) AS scores" if name == "scores" else name for name in COLUMNS if name in has)
    db.execute(
        f"COPY (SELECT {wanted}, hash(id) % {parts} AS part FROM {source}) TO '{folder}' "
        "(FORMAT parquet, PARTITION_BY (part), OVERWRITE_OR_IGNORE)"
    )
    return db.execute(f"SELECT count(*) FROM {source}").fetchone()[0]


def build(smacs, embedder, folder, part):
    """An index of one part: DuckDB writes its questions as JSON Lines, a line each, in the order of their ids."""
    lines, out = f"{folder}/part-{part:03}.jsonl", f"{folder}/part-{part:03}.smx"
    source = f"read_parquet('{folder}/part={part}/*.parquet', hive_partitioning = false)"
    duckdb.connect().execute(f"COPY (SELECT * FROM {source} ORDER BY id) TO '{lines}' (FORMAT json)")
    subprocess.run(
        [smacs, "index", "build", "--bank", lines, "--embedder", embedder, "--no-keywords", "--out", out],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    os.remove(lines)
    return out


def processor():
    """Seconds of all cores so far, of this process and of those that it waited for."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def report(name, clock, work, count):
    seconds, cores = clock[1] - clock[0], work[1] - work[0]
    print(f"{name:14}{seconds:8.1f} s{cores:8.1f} s of all cores{cores * 1e6 / count:8.0f} s a million")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bank")
    parser.add_argument("out")
    parser.add_argument("--parts", type=int, default=16)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--work", default="parts")
    parser.add_argument("--embedder", required=True)
    parser.add_argument("--smacs", default="smacs")
    given = parser.parse_args()

    times, spent = [time.monotonic()], [processor()]
    count = cut(given.bank, given.parts, given.work)
    times.append(time.monotonic())
    spent.append(processor())
    full = [part for part in range(given.parts) if glob.glob(f"{given.work}/part={part}/*.parquet")]
    with ThreadPoolExecutor(given.jobs) as pool:
        parts = list(pool.map(lambda part: build(given.smacs, given.embedder, given.work, part), full))
    times.append(time.monotonic())
    spent.append(processor())
    subprocess.run([given.smacs, "index", "shard", *parts, "--out", given.out], check=True)
    times.append(time.monotonic())
    spent.append(processor())
    steps = ["cut by DuckDB", "built", "sharded"]
    for name, clock, work in zip(steps, zip(times, times[1:]), zip(spent, spent[1:])):
        report(name, clock, work, count)
    report("together", (times[0], times[-1]), (spent[0], spent[-1]), count)


if __name__ == "__main__":
    main()
