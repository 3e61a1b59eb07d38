"""Training by Bayesian personalized ranking: ours beside `implicit`."""

import time

import implicit.bpr
import numpy as np
import scipy.sparse as sparse

from comparison import Comparison, alternate

EPOCHS = 20
RATE = 0.05
PENALTY = 0.01
# Pairs of a chosen item and another one that both are asked to put in order.
PAIRS = 200_000


def ordered(users, items, rated):
    """The share of random pairs that factors put in order."""
    random = np.random.default_rng(1)
    places = random.integers(rated.nnz, size=PAIRS)
    user = np.searchsorted(rated.indptr, places, side="right") - 1
    other = random.integers(rated.shape[1], size=PAIRS)
    unknown = np.asarray(rated[user, other]).ravel() == 0
    margins = np.einsum("ij,ij->i", users[user], items[rated.indices[places]] - items[other])
    return np.mean(margins[unknown] > 0)


def compare(driver, triples, shape, settings, rounds):
    """Times both on as many samples, after a look at what each has learned."""
    rank, _, threads = settings
    user, item, value = triples
    rated = sparse.csr_matrix((np.ones_like(value, dtype=np.float32), (user, item)), shape=shape)

    def theirs():
        model = implicit.bpr.BayesianPersonalizedRanking(
            factors=rank, learning_rate=RATE, regularization=PENALTY, iterations=EPOCHS,
            num_threads=threads, random_state=1)
        begin = time.perf_counter()
        model.fit(rated, show_progress=False)
        return time.perf_counter() - begin, (model.user_factors, model.item_factors)

    def ours():
        return driver.bpr(EPOCHS, RATE, PENALTY)

    learned = [ordered(*side()[1], rated) for side in (ours, theirs)]
    samples = alternate(lambda: ours()[0], lambda: theirs()[0], rounds)
    million = rated.nnz * EPOCHS / np.median(samples[0]) / 1e6
    return Comparison(
        f"BPR, {EPOCHS} epochs, {million:.1f} million samples a second", "implicit, BPR", *samples,
        agreement=f"pairs in order: {learned[0]:.3f} and {learned[1]:.3f}")
