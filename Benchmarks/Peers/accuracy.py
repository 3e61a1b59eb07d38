"""How well the peer `implicit` foresees held-out actions by Bayesian personalized ranking.

    python accuracy.py Beauty.txt.gz

Lines hold a user and all its items in order. The last action of each user is for test, the one before it for
validation, on which the settings are chosen. Lists hold no item that the user has acted on before.
"""

import argparse
import gzip
import itertools

import numpy as np
import scipy.sparse as sparse
from implicit.bpr import BayesianPersonalizedRanking

TOP = 10
GRID = itertools.chain(
    itertools.product((0.05, 0.1, 0.2), (0.003, 0.01, 0.03, 0.1), (100, 200, 400)),
    itertools.product((0.1, 0.2), (0.01, 0.02), (800,)))


def sequences(path):
    """The items of each user, as numbers from 0."""
    read = gzip.open if path.endswith(".gz") else open
    numbers = {}
    with read(path, "rt") as lines:
        return [[numbers.setdefault(item, len(numbers)) for item in line.split()[1:]]
                for line in lines], numbers


def accuracy(model, seen, held):
    """Recall and NDCG of one held-out item in lists of ten that leave out what was seen."""
    scores = model.user_factors @ model.item_factors.T
    own = scores[np.arange(len(held)), held]
    scores[seen.nonzero()] = -np.inf
    # An item that is held out and was seen before is never listed.
    repeated = np.asarray(seen[np.arange(len(held)), held]).ravel() > 0
    places = (scores > own[:, None]).sum(axis=1)
    hits = (places < TOP) & ~repeated
    return hits.mean(), (hits / np.log2(places + 2)).mean()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sequences")
    parser.add_argument("--threads", type=int, default=0)
    arguments = parser.parse_args()
    actions, numbers = sequences(arguments.sequences)

    def matrix(cut):
        pairs = [(user, item) for user, own in enumerate(actions) for item in own[:cut]]
        user, item = np.array(pairs).T
        table = sparse.csr_matrix(
            (np.ones(len(user), dtype=np.float32), (user, item)),
            shape=(len(actions), len(numbers)))
        table.data[:] = 1
        return table

    training, visible = matrix(-2), matrix(-1)
    validation = np.array([own[-2] for own in actions])
    test = np.array([own[-1] for own in actions])
    best = None
    for rate, penalty, epochs in GRID:
        model = BayesianPersonalizedRanking(
            factors=64, learning_rate=rate, regularization=penalty, iterations=epochs,
            num_threads=arguments.threads, random_state=1)
        model.fit(training, show_progress=False)
        found = accuracy(model, training, validation)
        print(f"rate {rate}, penalty {penalty}, {epochs} epochs: validation "
              f"{found[0]:.4f}, {found[1]:.4f}", flush=True)
        if best is None or found > best[0]:
            best = found, accuracy(model, visible, test), (rate, penalty, epochs)
    print("best: rate {}, penalty {}, {} epochs".format(*best[2]))
    print("validation {:.4f}, {:.4f}; test {:.4f}, {:.4f}".format(*best[0], *best[1]))


if __name__ == "__main__":
    main()
