"""Reference digits for the tests of lengths of sequences, from NumPy and SciPy.

Run with `python3 sequence_lengths.py`; prints what SequenceLengthsTests and KolmogorovSmirnovTestTests
hold. Independent of the package: p-values on tied data come from going through all divisions of the
pooled sample (scipy.stats.permutation_test), or 200,000 random ones of the large samples; on data
without ties from scipy.stats.ks_2samp; those of the limit law from scipy.special.kolmogorov.
"""
import numpy as np
from scipy import special, stats


def statistic(x, y):
    return float(stats.ks_2samp(x, y, method="asymp").statistic)


def permuted(x, y, count=np.inf):
    result = stats.permutation_test(
        (x, y), statistic, n_resamples=count, alternative="greater", vectorized=False,
        rng=np.random.default_rng(1))
    return float(result.pvalue)


def limit(x, y):
    size = len(x) * len(y) / (len(x) + len(y))
    return float(special.kolmogorov(np.sqrt(size) * statistic(x, y)))


def show(name, x, y, p, limit_p):
    print(f"{name}: statistic {statistic(x, y)!r}, exact {p!r}, limit {limit_p!r}")


lengths = [5, 9, 6, 5, 7, 31, 5, 8, 12, 6]
quartiles = np.percentile(lengths, [25, 50, 75]).tolist()
print("spread", float(np.mean(lengths)), float(np.std(lengths)), quartiles)

TIED = [
    ([5, 5, 6, 7, 9, 5], [5, 8, 8, 9, 15]),
    ([5, 5, 5, 6, 6, 7, 8, 12, 30], [6, 9, 15, 15, 15, 15, 15, 15]),
    ([1, 1, 1, 2], [1, 2, 2, 2, 3, 3, 3]),
    ([4, 4, 4], [4, 4, 4, 4]),
    ([1, 2, 3], [7, 8, 9, 10]),
]
for number, (x, y) in enumerate(TIED):
    show(f"tied {number}", x, y, permuted(x, y), limit(x, y))

# Without ties: the multiples of 7 and of 11 modulo primes do not repeat.
x, y = [2 * (7 * k % 61) for k in range(1, 41)], [2 * (11 * k % 97) + 1 for k in range(1, 31)]
show("apart", x, y, float(stats.ks_2samp(x, y, method="exact").pvalue), limit(x, y))
x, y = [2 * k for k in range(200)], [2 * (k + 60) + 1 for k in range(180)]
show("shifted", x, y, float(stats.ks_2samp(x, y, method="exact").pvalue), limit(x, y))

# Normal users with long tails, and 30 fakes a little longer.
x = [5 + k * k % 7 + (k % 13 == 0) * 9 for k in range(400)]
y = [6 + k * k % 7 for k in range(30)]
print("many", statistic(x, y), "random divisions", permuted(x, y, 200_000), "limit", limit(x, y))
