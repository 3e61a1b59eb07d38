"""Reference digits for the tests of detection: features, similarities and components in NumPy.

Run with `python3 detection.py`; prints what ReferenceDigits.swift holds. Independent of the package:
features by their definitions from a dense matrix with a mask, a user at a time, similarities by
numpy.corrcoef, principal components by numpy.linalg.svd of the dense z-scores, the area under the curve
by counting pairs.
"""
import numpy as np

USERS, ITEMS, MAXIMUM = 40, 14, 5


def ratings():
    """The matrix of TestRatings.swift, 0 where there is no rating."""
    u, i = np.meshgrid(np.arange(USERS), np.arange(ITEMS), indexing="ij")
    is_rated = (3 * u * u + 5 * i * i + 7 * u * i) % 11 < 6
    return np.where(is_rated, 1 + (2 * u + 3 * i + u * i) % 5, 0).astype(float)


R = ratings()
MASK = R > 0
COUNTS = MASK.sum(axis=0)
MEANS = R.sum(axis=0) / COUNTS
IS_MAXIMUM = R == MAXIMUM
LENGTHS = MASK.sum(axis=1)


def features(user):
    """The features of a user, in the order of UserFeature.allCases."""
    rated = np.flatnonzero(MASK[user])
    r, mean, count = R[user, rated], MEANS[rated], COUNTS[rated]
    top = r == MAXIMUM
    deviation, square = abs(r - mean), (r - mean) ** 2
    focus = [IS_MAXIMUM[:, j].sum() / IS_MAXIMUM.sum() for j in rated[top]]
    but_one = [np.delete(square, j).mean() for j in np.flatnonzero(top) if len(rated) > 1]
    return [
        (deviation / count).mean(), (deviation / count**2).mean(), (deviation / count).sum(),
        max(focus, default=0), abs(r[top].mean() - r[~top].mean()) if 0 < top.sum() < len(r) else 0,
        square[~top].mean() if not top.all() else 0, square.mean(),
        min(but_one, default=square.mean()), similarity(user),
        abs(len(rated) - LENGTHS.mean()) / ((LENGTHS - LENGTHS.mean()) ** 2).sum()]


def similarity(user):
    """The mean of the 25 greatest correlations over three or more common items."""
    found = []
    for other in range(USERS):
        common = MASK[user] & MASK[other]
        x, y = R[user, common], R[other, common]
        if other != user and common.sum() >= 3 and x.std() > 0 and y.std() > 0:
            found.append(max(0, np.corrcoef(x, y)[0, 1]))
    found = sorted(found, reverse=True)[:25]
    return sum(found) / 25


def loadings(components):
    """The sums of squared loadings, and the singular values."""
    z = (R - R.mean(axis=1, keepdims=True)) / R.std(axis=1, keepdims=True)
    u, s, _ = np.linalg.svd(z, full_matrices=False)
    return (u[:, :components] ** 2).sum(axis=1), s


def area(scores, fakes):
    """The share of pairs of a fake and a normal user that are in order, ties counting half."""
    fake, normal = scores[fakes], scores[~fakes]
    ahead = (fake[:, None] > normal).sum() + (fake[:, None] == normal).sum() / 2
    return ahead / (len(fake) * len(normal))


def swift(name, rows):
    print(f"  static let {name}: [[Double]] = [")
    for row in rows:
        print("    [" + ", ".join(repr(float(value)) for value in row) + "],")
    print("  ]")


table = [features(user) for user in range(USERS)]
swift("features", table)
sums, singular = loadings(3)
print("singular values", singular[:4])
swift("loadings", [sums[i:i + 4] for i in range(0, USERS, 4)])
scores = np.array([row[5] for row in table]).round(1)
print("area", repr(float(area(scores, np.arange(USERS) >= 28))))
