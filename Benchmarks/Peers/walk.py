"""Top-10 lists of all users by random walks with restart: ours beside SciPy's sparse products."""

import time

import numpy as np
import scipy.sparse as sparse

from comparison import Comparison, alternate

LENGTH, RESTART = 10, 0.3
# The power iteration ends when a step changes the probabilities by less than this share.
TOLERANCE = 1e-8
BLOCK = 256
# The peer ranks for so many of the users; the others take as long.
USERS = 1024


def scipy_lists(steps, shape, rated, users):
    """Lists by the power iteration p <- (1 - a) Q'p + a e, written with `@`, a block of users at a time."""
    count, items = shape
    lists = np.empty((len(users), LENGTH), dtype=np.int64)
    for start in range(0, len(users), BLOCK):
        own = users[start:start + BLOCK]
        restart = np.zeros((count + items, len(own)))
        restart[own, np.arange(len(own))] = RESTART
        visits = restart / RESTART
        while True:
            following = steps @ visits + restart
            change = np.abs(following - visits).sum(axis=0).max()
            visits = following
            if change < TOLERANCE:
                break
        scores = visits[count:].T.copy()
        for row, user in enumerate(own):
            scores[row, rated.indices[rated.indptr[user]:rated.indptr[user + 1]]] = -np.inf
        best = np.argpartition(scores, items - LENGTH, axis=1)[:, -LENGTH:]
        order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1, kind="stable")
        lists[start:start + len(own)] = np.take_along_axis(best, order, axis=1)
    return lists


def compare(driver, triples, shape, rounds):
    """Checks that lists agree but for ties, then times both in turns."""
    user, item, value = triples
    rated = sparse.csr_matrix((value, (user, item)), shape=shape)
    weights = sparse.bmat([[None, rated], [rated.T, None]], format="csr")
    sums = np.asarray(weights.sum(axis=1)).ravel()
    scale = sparse.diags(np.divide(1, sums, out=np.zeros_like(sums), where=sums > 0))
    steps = ((1 - RESTART) * (scale @ weights).T).tocsr()
    users = np.linspace(0, shape[0] - 1, min(USERS, shape[0])).astype(np.int64)
    _, ours = driver.walk(LENGTH, RESTART)
    differing = int((ours[users] != scipy_lists(steps, shape, rated, users)).sum())
    if differing > 0.005 * ours[users].size:
        raise AssertionError(f"{differing} places of lists differ")

    def seconds():
        begin = time.perf_counter()
        scipy_lists(steps, shape, rated, users)
        return (time.perf_counter() - begin) * shape[0] / len(users)

    return Comparison(
        "top-10 by random walks", "SciPy, power iteration",
        *alternate(lambda: driver.walk(LENGTH, RESTART)[0], seconds, min(rounds, 3)),
        agreement=f"same lists, {differing} places swapped in ties")
