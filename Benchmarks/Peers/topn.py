"""Top-10 lists of all users: ours beside NumPy's blocked product and `implicit`."""

import time

import implicit.als
import numpy as np
import scipy.sparse as sparse
import threadpoolctl

from comparison import Comparison, alternate

LENGTH = 10
BLOCKS = [64, 256, 1024]
# Sweeps that give factors to rank with.
SWEEPS = 5


def numpy_lists(users, items, rated, block):
    """Lists by a product for each block of users, argpartition, and a sort of what it leaves."""
    lists = np.empty((users.shape[0], LENGTH), dtype=np.int64)
    for start in range(0, users.shape[0], block):
        stop = min(start + block, users.shape[0])
        scores = users[start:stop] @ items.T
        places = slice(rated.indptr[start], rated.indptr[stop])
        rows = np.repeat(np.arange(stop - start), np.diff(rated.indptr[start:stop + 1]))
        scores[rows, rated.indices[places]] = -np.inf
        best = np.argpartition(scores, items.shape[0] - LENGTH, axis=1)[:, -LENGTH:]
        order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1, kind="stable")
        lists[start:stop] = np.take_along_axis(best, order, axis=1)
    return lists


def implicit_model(users, items, threads):
    """A model of `implicit` that has these factors."""
    with threadpoolctl.threadpool_limits(1):
        model = implicit.als.AlternatingLeastSquares(
            factors=users.shape[1], dtype=np.float64, num_threads=threads)
    model.user_factors, model.item_factors = users, items
    return model


def disagreement(ours, theirs, users, items):
    """How many places differ; an error if their scores differ by more than rounding."""
    differs = np.nonzero(ours != theirs)
    rows = users[differs[0]]
    scores = [np.einsum("ij,ij->i", rows, items[lists[differs]]) for lists in (ours, theirs)]
    if not np.allclose(*scores, rtol=1e-12, atol=1e-12):
        raise AssertionError("lists differ by more than ties")
    return differs[0].size


def compare(driver, triples, shape, settings, rounds):
    """Checks that lists agree, then times both peers in turns with ours."""
    threads = settings[2]
    user, item, value = triples
    rated = sparse.csr_matrix((value, (user, item)), shape=shape)
    driver.fit(SWEEPS)
    users, items = (np.ascontiguousarray(factors) for factors in driver.factors())
    _, ours = driver.top(LENGTH)
    model = implicit_model(users, items, threads)
    everyone = np.arange(shape[0])

    def seconds(run, blas_threads):
        with threadpoolctl.threadpool_limits(blas_threads):
            begin = time.perf_counter()
            lists = run()
            return time.perf_counter() - begin, lists

    def by_numpy(block):
        return seconds(lambda: numpy_lists(users, items, rated, block), threads)

    def by_implicit():
        # Its threads are its own: a threaded BLAS beneath them slows it down.
        return seconds(lambda: model.recommend(everyone, rated, N=LENGTH)[0], 1)

    block = min(BLOCKS, key=lambda size: by_numpy(size)[0])
    peers = [
        (f"NumPy, blocks of {block}, argpartition", lambda: by_numpy(block)),
        ("implicit, recommend", by_implicit)]
    result = []
    for name, run in peers:
        places = disagreement(ours, run()[1], users, items)
        samples = alternate(lambda: driver.top(LENGTH)[0], lambda: run()[0], rounds)
        same = "same lists" if places == 0 else f"same lists, {places} places swapped in ties"
        result.append(Comparison("top-10 of all users", name, *samples, agreement=same))
    return result
