"""Counts instructions and allocations under valgrind and holds them against thresholds.

A threshold is exceeded when a count is more than 5 % above it. After a deliberate change run
`make bench-check RENEW=1`, look at the differences, and commit the file with the change.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from markdown import table

MARGIN = 0.05
SUBJECTS = ["sweep", "doubled-sweep", "ranking", "reading"]
# One repetition costs the difference of these two runs, divided by their difference.
FEW, MANY = 1, 3
TOOLS = {
    "instructions": (
        ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=" + os.devnull],
        r"I\s+refs:\s+([\d,]+)"),
    "allocations": (
        ["--tool=memcheck", "--leak-check=no", "--undef-value-errors=no"],
        r"total heap usage: ([\d,]+) allocs"),
}
# Twice the rows may not take more allocations than this beyond those of a sweep: none for a row.
ALLOWED_GROWTH = 10


def count(program, kind, subject, repetitions):
    """What one run costs."""
    options, pattern = TOOLS[kind]
    # valgrind 3.19 lacks AVX-512, so OpenBLAS has to take kernels for AVX2.
    environment = os.environ | {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1"}
    run = subprocess.run(
        ["valgrind", *options, program, subject, str(repetitions)],
        capture_output=True, text=True, env=environment, check=False)
    found = re.search(pattern, run.stderr)
    if run.returncode != 0 or not found:
        raise SystemExit(f"valgrind on '{subject}' failed:\n{run.stderr}")
    return int(found.group(1).replace(",", ""))


def measure(program):
    """The costs of one repetition, by subject and kind."""
    jobs = [(kind, subject, n) for kind in TOOLS for subject in SUBJECTS for n in (FEW, MANY)]
    with (tempfile.TemporaryDirectory() as folder,
          concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool):
        # valgrind 3.19 cannot read Swift's debug information.
        stripped = f"{folder}/Check"
        subprocess.run(["strip", "--strip-all", "-o", stripped, program], check=True)
        counts = dict(zip(jobs, pool.map(lambda job: count(stripped, *job), jobs)))
    return {
        subject: {
            kind: round(
                (counts[kind, subject, MANY] - counts[kind, subject, FEW]) / (MANY - FEW))
            for kind in TOOLS}
        for subject in SUBJECTS}


def failures(costs, thresholds):
    """Sentences on what is too much."""
    for subject in SUBJECTS:
        for kind in TOOLS:
            now, allowed = costs[subject][kind], thresholds[subject][kind]
            if now > allowed * (1 + MARGIN) + (1 if kind == "allocations" else 0):
                yield f"{subject}: {now:,} {kind}, {100 * (now / max(allowed, 1) - 1):.1f} % above"
    growth = costs["doubled-sweep"]["allocations"] - costs["sweep"]["allocations"]
    if growth > ALLOWED_GROWTH:
        yield f"a sweep of twice the rows takes {growth:,} allocations more: some are by row"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the executable Check")
    parser.add_argument("thresholds", type=pathlib.Path)
    parser.add_argument("--renew", action="store_true", help="write the counts as thresholds")
    options = parser.parse_args()
    costs = measure(options.program)
    thresholds = costs
    if options.thresholds.exists() and not options.renew:
        thresholds = json.loads(options.thresholds.read_text())
    rows = [
        [subject, kind, f"{costs[subject][kind]:,}", f"{thresholds[subject][kind]:,}"]
        for subject in SUBJECTS for kind in TOOLS]
    print(table(["one repetition of", "counted", "now", "threshold"], rows))
    if options.renew:
        options.thresholds.write_text(json.dumps(costs, indent=2) + "\n")
    found = list(failures(costs, thresholds))
    for failure in found:
        print(f"bench-check: {failure}", file=sys.stderr)
    if found:
        print("bench-check: if that is meant, `make bench-check RENEW=1`", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
