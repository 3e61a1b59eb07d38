"""Makes one table of what the harness and `Overhead` measured; see `make bench`."""

import argparse
import collections
import json
import pathlib
import re
import statistics

from markdown import duration, number, table

HEADER = ["what", "median", "quartiles", "throughput", "share of peak", "direct / ours"]
SUFFIX = ".histogram.samples.tsv"
# Throughputs by the unit of work: what to divide by, and what it then is.
RATES = {
    "flops": (1e9, "GFLOP/s"), "bytes": (1e6, "MB/s"), "rows": (1e3, "thousand rows/s"),
    "ratings": (1e6, "million ratings/s"), "users": (1e3, "thousand users/s"),
    "samples": (1e6, "million samples/s"), "rewards": (1e3, "thousand rewards/s"),
    "outcomes": (1, "outcomes/s"), "solves": (1, "solves/s")}


def timing(seconds):
    """The cells median and quartiles."""
    if len(seconds) < 2:
        return [duration(seconds[0]), ""]
    low, middle, high = statistics.quantiles(seconds, n=4, method="inclusive")
    return [duration(middle), f"{duration(low)}–{duration(high)}"]


def rate(work, unit, seconds):
    """The cell of throughput."""
    divisor, name = RATES[unit]
    return f"{number(work / statistics.median(seconds) / divisor)} {name}"


def natural(name):
    """A key that sorts the numbers in names by their size."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def overhead(path):
    """Rows of `Tensor` beside direct calls, and a sentence on the library."""
    library, *operations = [json.loads(line) for line in path.read_text().splitlines()]
    peak = max(o["flops"] / statistics.median(o["direct"]) for o in operations)
    rows = []
    for operation in sorted(operations, key=lambda o: natural(o["name"])):
        ratios = [direct / ours for ours, direct in zip(operation["ours"], operation["direct"])]
        low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
        share = operation["flops"] / statistics.median(operation["ours"]) / peak
        rows.append([
            operation["name"], *timing(operation["ours"]),
            rate(operation["flops"], "flops", operation["ours"]), f"{100 * share:.0f} %",
            f"{middle:.3f} ({low:.3f}–{high:.3f})"])
    return rows, (
        f"{library['configuration']}, kernel {library['kernel']}; "
        f"GEMM peak {peak / 1e9:.1f} GFLOP/s on one thread")


def samples(folder):
    """What the harness exported: by benchmark, by metric, the values."""
    found = collections.defaultdict(dict)
    for path in folder.glob(f"*{SUFFIX}"):
        _, _, name, metric = path.name.removesuffix(SUFFIX).split(".")
        header, *values = path.read_text().splitlines()
        if not header.endswith("(ns)") and header.strip() != "work":
            raise SystemExit(f"{path}: neither nanoseconds nor a plain count: '{header}'")
        found[name.replace("_", " ")][metric] = [float(value) for value in values]
    return found


def harness(folder):
    """Rows of what the harness measured."""
    rows = []
    found = samples(folder)
    for name in sorted(found, key=natural):
        subject, unit = re.fullmatch(r"(.*) \((\w+)\)", name).groups()
        seconds = [nanoseconds / 1e9 for nanoseconds in found[name]["wallClock"]]
        work = statistics.median(found[name]["work"])
        rows.append([subject, *timing(seconds), rate(work, unit, seconds), "", ""])
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, help="where the results are and the table goes")
    folder = parser.parse_args().folder
    rows, library = overhead(folder / "overhead.json")
    text = f"{library}.\n\n{table(HEADER, rows + harness(folder / 'harness'))}"
    print(text)
    (folder / "bench.md").write_text(text)


if __name__ == "__main__":
    main()
