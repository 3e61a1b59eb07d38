"""Top-10 lists of all users by random walks with restart: ours beside SciPy's sparse products."""

import math
import time

import numpy as np
import scipy.sparse as sparse

from comparison import Comparison, alternate

LENGTH, RESTART = 10, 0.3
# After so many steps the power iteration has at most this share of the probability left to place.
TOLERANCE = 1e-8
STEPS = math.ceil(math.log(TOLERANCE) / math.log(1 - RESTART))
# The peer takes the fastest of these numbers of users at a time.
BLOCKS = (16, 64, 256)
# The peer ranks for so many of the users; the others take as long.
USERS = 1024


def scipy_scores(steps, count, users):
    """Visits of items, a row a user, by the power iteration p <- (1 - a) Q'p + a e, written with `@`."""
    columns = np.arange(len(users))
    visits = np.zeros((steps.shape[0], len(users)))
    visits[users, columns] = 1
    for _ in range(STEPS):
        visits = steps @ visits
        visits[users, columns] += RESTART
    return visits[count:].T.copy()


def scipy_lists(steps, shape, rated, users, block):
    """Lists and their scores, `block` users at a time."""
    count, items = shape
    lists = np.empty((len(users), LENGTH), dtype=np.int64)
    best_scores = np.empty((len(users), LENGTH))
    for start in range(0, len(users), block):
        own = users[start:start + block]
        scores = scipy_scores(steps, count, own)
        for row, user in enumerate(own):
            scores[row, rated.indices[rated.indptr[user]:rated.indptr[user + 1]]] = -np.inf
        best = np.argpartition(scores, items - LENGTH, axis=1)[:, -LENGTH:]
        values = np.take_along_axis(scores, best, axis=1)
        order = np.argsort(-values, axis=1, kind="stable")
        lists[start:start + len(own)] = np.take_along_axis(best, order, axis=1)
        best_scores[start:start + len(own)] = np.take_along_axis(values, order, axis=1)
    return lists, best_scores


def compare(driver, triples, shape, rounds):
    """Checks that lists hold the best items by the peer's scores, then times both in turns."""
    user, item, value = triples
    rated = sparse.csr_matrix((value, (user, item)), shape=shape)
    weights = sparse.bmat([[None, rated], [rated.T, None]], format="csr")
    sums = np.asarray(weights.sum(axis=1)).ravel()
    scale = sparse.diags(np.divide(1, sums, out=np.zeros_like(sums), where=sums > 0))
    steps = ((1 - RESTART) * (scale @ weights).T).tocsr()
    users = np.linspace(0, shape[0] - 1, min(USERS, shape[0])).astype(np.int64)
    _, ours = driver.walk(LENGTH, RESTART)
    _, best = scipy_lists(steps, shape, rated, users, 64)
    gap = 0.0
    for start in range(0, len(users), 64):
        scores = scipy_scores(steps, shape[0], users[start:start + 64])
        chosen = np.take_along_axis(scores, ours[users[start:start + 64]], axis=1)
        gap = max(gap, np.abs(chosen - best[start:start + 64]).max())
    if gap > 10 * TOLERANCE:
        raise AssertionError(f"a place of a list is {gap:.1e} from the best score there")

    def seconds(block):
        begin = time.perf_counter()
        scipy_lists(steps, shape, rated, users, block)
        return (time.perf_counter() - begin) * shape[0] / len(users)

    block = min(BLOCKS, key=seconds)
    return Comparison(
        "top-10 by random walks", f"SciPy, power iteration, {STEPS} steps, {block} users at a time",
        *alternate(lambda: driver.walk(LENGTH, RESTART)[0], lambda: seconds(block), min(rounds, 3)),
        agreement=f"scores of every place within {gap:.0e}")
