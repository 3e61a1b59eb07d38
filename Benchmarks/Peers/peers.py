"""Times the package beside its peers in one sitting and prints a table; see `make bench-peers`."""

import argparse
import dataclasses
import json
import os
import pathlib
import platform
import sys
import tempfile

import numpy as np
import scipy
import threadpoolctl

import als
import bpr
import features
import influence
import topn
import walk
from driver import Driver

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "Reports"))
from markdown import table  # noqa: E402

# The data sets by the driver's name for them, with the ratios aimed at.
PRESETS = {"music": ("music preset", {}), "yelp": ("yelp preset", {})}
REAL = {
    "amazon-music": ("Amazon Music", {"Cholesky": 15.0, "conjugate gradients": 2.0}),
    "epinions": ("Epinions", {"Cholesky": 8.0, "conjugate gradients": 1.2}),
}
# Where the real data are, in the folder that MITHRIDATE_DATA names.
FOLDERS = {"amazon-music": "amazon-music-deepcf", "epinions": "epinions-sigformer"}
# The data sets on which influence is compared.
INFLUENCE = ("music", "amazon-music")
OTHER_TARGETS = {"argpartition": 2.0, "implicit, recommend": 1.5, "implicit, BPR": 2.0,
                 "solves": 20.0, "vectorized": 10.0,
                 "power": 5.0}
HEADER = [
    "data", "what", "peer", "ours, ms", "theirs, ms", "ratio", "quartiles", "aim", "answers"]


def is_there(data):
    """Whether the files of a real data set are there."""
    root = os.environ.get("MITHRIDATE_DATA")
    return bool(root) and (pathlib.Path(root) / FOLDERS[data]).is_dir()


def target(peer, targets):
    """The ratio aimed at beside this peer, if any."""
    return next((value for name, value in targets.items() if name in peer), None)


def measure(program, data, settings, rounds):
    """All comparisons on one data set."""
    title, targets = (PRESETS | REAL)[data]
    with tempfile.TemporaryDirectory() as folder:
        driver = Driver(program, data, *settings, folder)
        triples, shape = driver.ratings()
        found = [
            als.compare(driver, triples, shape, use_cg, settings, rounds)
            for use_cg in (False, True)]
        found += topn.compare(driver, triples, shape, settings, rounds)
        found.append(walk.compare(driver, triples, shape, rounds))
        found.append(bpr.compare(driver, triples, shape, settings, rounds))
        found.append(features.compare(driver, triples, shape, rounds))
        # SciPy needs a quarter of an hour on the larger sets.
        if data in INFLUENCE:
            found += influence.compare(driver, triples, settings, rounds)
        driver.close()
    for comparison in found:
        comparison.data = title
        comparison.target = target(comparison.peer, targets | OTHER_TARGETS)
        print("  ", *comparison.row(), sep="  ", file=sys.stderr)
    return found


def setting(settings, rounds):
    """A sentence on what ran and how."""
    rank, regularization, threads = settings
    blas = {
        f"{pool['internal_api']} {pool['version']} ({pool.get('architecture', 'unknown')})"
        for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"}
    return (
        f"d = {rank}, λ = {regularization:g}, double precision, {threads} threads, medians of "
        f"{rounds} rounds in turns; Python {platform.python_version()}, NumPy {np.__version__}, "
        f"SciPy {scipy.__version__} on {', '.join(sorted(blas))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the driver that was built")
    parser.add_argument("--data", nargs="*", help="data sets; by default all that are there")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--output", type=pathlib.Path, help="where to keep the results")
    options = parser.parse_args()
    settings = (64, 5.0, 2)
    names = options.data or [*PRESETS, *(name for name in REAL if is_there(name))]
    found = []
    for name in names:
        print(f"{name} …", file=sys.stderr)
        found += measure(options.program, name, settings, options.rounds)
    text = f"{setting(settings, options.rounds)}.\n\n{table(HEADER, [c.row() for c in found])}"
    print(text)
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
        (options.output / "peers.md").write_text(text)
        (options.output / "peers.json").write_text(
            json.dumps([dataclasses.asdict(c) for c in found], indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
