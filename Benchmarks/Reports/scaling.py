"""Time and memory of ALS and top-N by the number of ratings and by rank; see `make bench-scaling`.

Each point is measured in a process of its own, in seconds of processors. Exponents are
least-squares slopes of log cost over log size, beside the slope that the documented cost has on the
same points.
"""

import argparse
import json
import math
import pathlib
import subprocess
import sys

from markdown import duration, number, table

RATINGS = [10_000, 100_000, 1_000_000, 10_000_000]
RANKS = [8, 16, 32, 64, 128, 256]
# What is held fixed while the other grows.
RANK, COUNT = 64, 300_000
# What a fit of the yelp preset may take at most, in megabytes.
MEMORY_AIM = 400


def measure(program, ratings, rank):
    """One point, with what can be derived from it."""
    print(f"ratings: {ratings}, rank {rank} …", file=sys.stderr)
    run = subprocess.run(
        [program, str(ratings), str(rank)], stdout=subprocess.PIPE, text=True, check=True)
    point = json.loads(run.stdout)
    point["factorBytes"] = 8 * rank * (point["users"] + point["items"])
    point["productFlops"] = 2 * rank * point["scores"]
    point["one"] = 1
    return point


def slope(xs, ys):
    """The exponent b of y ≈ a·x^b, by least squares of logarithms."""
    points = [(math.log(x), math.log(y)) for x, y in zip(xs, ys) if y > 0]
    if len(points) < 2:
        return math.nan
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points))
    above = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return above / sum((x - mean_x) ** 2 for x, _ in points)


def exponents(points, size, curves):
    """Rows of measured exponents beside stated ones: (name, measured key, stated key, cost)."""
    sizes = [point[size] for point in points]
    return [
        [name, f"{slope(sizes, [p[measured] for p in points]):.2f}",
         f"{slope(sizes, [p[stated] for p in points]):.2f}", cost]
        for name, measured, stated, cost in curves]


def megabytes(value):
    return f"{number(value / 1e6)} MB"


def cells(point):
    """The row of a point."""
    return [
        f"{point['ratings']:,}", point["rank"], f"{point['users']:,}", f"{point['items']:,}",
        duration(point["sweepSeconds"]),
        f"{number(point['statedFlops'] / point['sweepSeconds'] / 1e9)} GFLOP/s",
        megabytes(point["fitMemory"]), megabytes(point["factorBytes"]),
        megabytes(point["fitPeak"]),
        duration(point["rankingSeconds"]),
        f"{number(point['productFlops'] / point['rankingSeconds'] / 1e9)} GFLOP/s",
        megabytes(point["rankingMemory"]), duration(point["generationSeconds"]),
        megabytes(point["generationMemory"])]


HEADER = [
    "ratings", "rank", "users", "items", "sweep", "of stated cost", "fit adds", "factors",
    "fit's peak", "top-10", "of products", "it adds", "generating", "it adds"]
SWEEP = ("time of a sweep", "sweepSeconds", "statedFlops", "Σ min(m²d + m³, md² + d³)")
MEMORY = ("memory a fit adds", "fitMemory", "factorBytes", "d(users + items)")
BY_RATINGS = [
    SWEEP, MEMORY,
    ("time of generating", "generationSeconds", "ratings", "users · genres + ratings"),
    ("memory generating adds", "generationMemory", "ratings", "ratings")]
BY_SCORES = [
    ("time of top-10", "rankingSeconds", "scores", "users · items · d"),
    ("memory that top-10 adds", "rankingMemory", "one", "a block for each thread, and lists")]
BY_RANK = [
    SWEEP, MEMORY, ("time of top-10", "rankingSeconds", "rank", "users · items · d")]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the executable Scaling")
    parser.add_argument("--output", type=pathlib.Path, help="where to keep the results")
    options = parser.parse_args()
    yelp = measure(options.program, "yelp", RANK)
    by_ratings = [measure(options.program, ratings, RANK) for ratings in RATINGS]
    by_rank = [measure(options.program, COUNT, rank) for rank in RANKS]
    header = ["curve", "exponent", "stated", "stated cost"]
    text = "\n".join([
        f"A fit of the `yelp` preset at rank {RANK}: at most {megabytes(yelp['fitPeak'])} for the "
        f"process (aim: below {MEMORY_AIM} MB).\n",
        table(HEADER, [cells(point) for point in by_ratings + by_rank]),
        f"Exponents by ratings, rank {RANK}; top-10 of at most 2,048 users, by scores:\n",
        table(header, exponents(by_ratings, "ratings", BY_RATINGS)
              + exponents(by_ratings, "scores", BY_SCORES)),
        f"Exponents by rank, {COUNT:,} ratings:\n",
        table(header, exponents(by_rank, "rank", BY_RANK))])
    print(text)
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
        (options.output / "scaling.md").write_text(text)
        points = json.dumps([yelp, *by_ratings, *by_rank], indent=1)
        (options.output / "scaling.json").write_text(points)


if __name__ == "__main__":
    main()
