"""The six detection features of all users: ours beside vectorized NumPy."""

import time

import numpy as np

from comparison import Comparison, alternate

# Both sides divide and add in other orders.
CLOSE = 1e-10


class Ratings:
    """The ratings as arrays, sorted by user as ours are, which is not timed."""

    def __init__(self, triples, shape):
        user, item, value = triples
        order = np.lexsort((item, user))
        self.user, self.item, self.value = user[order], item[order], value[order]
        self.users, self.items = shape
        self.maximum = self.value.max()
        counts = np.bincount(self.user, minlength=self.users)
        self.rated = np.flatnonzero(counts)
        self.starts = (np.cumsum(counts) - counts)[self.rated]

    def features(self):
        """RDMA, WDMA, WDA, TMF, FMTD and MeanVar: gathers, and sums by bincount or reduceat."""
        user, item, value = self.user, self.item, self.value

        def by_user(weights):
            # The ratings stand user by user: twice as fast as bincount.
            sums = np.zeros(self.users)
            sums[self.rated] = np.add.reduceat(weights, self.starts)
            return sums

        counts = np.bincount(item, minlength=self.items)
        sums = np.bincount(item, weights=value, minlength=self.items)
        weight = 1 / np.maximum(counts, 1)
        deviation = np.abs(value - (sums * weight)[item])
        own_weight = weight[item]
        share = deviation * own_weight
        is_maximum = value == self.maximum
        maxima = np.bincount(item[is_maximum], minlength=self.items)
        focus = np.where(is_maximum, (maxima / max(1, is_maximum.sum()))[item], 0)
        top = by_user(is_maximum.astype(float))
        lengths = by_user(np.ones_like(value))
        rest = lengths - top
        rest_sum = by_user(np.where(is_maximum, 0, value))
        rest_squares = by_user(np.where(is_maximum, 0, deviation * deviation))
        wda = by_user(share)
        result = np.zeros((self.users, 6))
        safe = np.maximum(lengths, 1)
        result[:, 0] = wda / safe
        result[:, 1] = by_user(share * own_weight) / safe
        result[:, 2] = wda
        result[self.rated, 3] = np.maximum.reduceat(focus, self.starts)
        safe_rest = np.maximum(rest, 1)
        result[:, 4] = np.where(
            (top > 0) & (rest > 0), np.abs(self.maximum - rest_sum / safe_rest), 0)
        result[:, 5] = rest_squares / safe_rest
        return result


def compare(driver, triples, shape, rounds):
    """Checks that all features agree, then times both sides in turns."""
    ratings = Ratings(triples, shape)
    _, ours = driver.features()
    theirs = ratings.features()
    difference = np.max(np.abs(ours - theirs) / (1 + np.abs(theirs)))
    if not difference <= CLOSE:
        raise AssertionError(f"features differ by {difference}")

    def seconds():
        begin = time.perf_counter()
        ratings.features()
        return time.perf_counter() - begin

    return Comparison(
        "six features of all users", "vectorized NumPy",
        *alternate(lambda: driver.features()[0], seconds, rounds),
        agreement=f"within {difference:.0e}")
