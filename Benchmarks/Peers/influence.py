"""Influence on one target: ours beside SciPy's conjugate gradients on a NumPy Hessian product."""

import time

import numpy as np
import scipy.sparse as sparse
import scipy.sparse.linalg as linalg

from comparison import Comparison, alternate

# The damping that goes with twenty sweeps, and how far conjugate gradients go.
DAMPING, TOLERANCE = 0.3 / 20, 1e-8
SWEEPS = 20
# After so many sweeps H with the damping is positive definite.
FIT = 200
# The peer solves for so many of the right-hand sides; the others take as long.
SOLVES = 2
# Solutions of one system to the tolerance may differ by this.
CLOSE = 1e-6


class Hessian:
    """H + δ·blockdiag(H) as one writes it with NumPy: gathers, row sums and sparse products."""

    def __init__(self, triples, users, items, regularization):
        self.user, self.item, value = triples
        self.users, self.items, self.regularization = users, items, regularization
        self.x, self.y = users[self.user], items[self.item]
        shape = (len(users), len(items))
        errors = value - np.einsum("ij,ij->i", self.x, self.y)
        self.errors = sparse.csr_matrix((errors, (self.user, self.item)), shape=shape)
        self.transposed = self.errors.T.tocsr()
        self.shape = shape
        self.blocks = [self.inverses(self.user, self.y, len(users)),
                       self.inverses(self.item, self.x, len(items))]

    def inverses(self, rows, factors, count):
        """The inverse of each diagonal block."""
        rank = factors.shape[1]
        order = np.argsort(rows, kind="stable")
        ends = np.cumsum(np.bincount(rows, minlength=count))
        blocks = np.empty((count, rank, rank))
        start = 0
        for row, end in enumerate(ends):
            own = factors[order[start:end]]
            blocks[row] = 2 * (own.T @ own + self.regularization * np.eye(rank))
            start = end
        return np.linalg.inv(blocks)

    def split(self, vector):
        rank = self.users.shape[1]
        return (vector[:self.users.size].reshape(-1, rank),
                vector[self.users.size:].reshape(-1, rank))

    def product(self, vector):
        a, b = self.split(vector)
        own_user = np.einsum("ij,ij->i", self.y, a[self.user])
        own_item = np.einsum("ij,ij->i", self.x, b[self.item])

        def matrix(weights):
            return sparse.csr_matrix((weights, (self.user, self.item)), shape=self.shape)

        scale = (1 + DAMPING) * self.regularization
        ofusers = matrix((1 + DAMPING) * own_user + own_item) @ self.items
        ofitems = matrix((1 + DAMPING) * own_item + own_user).T @ self.users
        return 2 * np.concatenate([
            (scale * a + ofusers - self.errors @ b).ravel(),
            (scale * b + ofitems - self.transposed @ a).ravel()])

    def precondition(self, vector):
        return np.concatenate([
            np.einsum("nij,nj->ni", block, part).ravel()
            for block, part in zip(self.blocks, self.split(vector))])

    def solve(self, gradient):
        size = gradient.size
        solution, info = linalg.cg(
            linalg.LinearOperator((size, size), matvec=self.product), gradient, rtol=TOLERANCE,
            M=linalg.LinearOperator((size, size), matvec=self.precondition))
        if info != 0:
            raise AssertionError(f"conjugate gradients ended with {info}")
        return solution


def compare(driver, triples, settings, rounds):
    """Checks that one solve agrees, then times solves, and all users' influence, in turns."""
    rank, regularization, _ = settings
    driver.fit(FIT)
    users, items = driver.factors()
    # A target with a middling number of ratings.
    counts = np.bincount(triples[1], minlength=len(items))
    target = int(np.argsort(counts, kind="stable")[len(items) * 9 // 10])
    hessian = Hessian(triples, users, items, regularization)

    def gradient(factor):
        vector = np.zeros(users.size + items.size)
        vector[users.size + rank * target + factor] = 1
        return vector

    _, ours = driver.adjoint(target, 0, DAMPING)
    theirs = hessian.solve(gradient(0))
    difference = np.linalg.norm(ours - theirs) / np.linalg.norm(theirs)
    if difference > CLOSE:
        raise AssertionError(f"solutions differ by {difference}")

    def seconds(count):
        begin = time.perf_counter()
        for factor in range(count):
            hessian.solve(gradient(factor))
        return time.perf_counter() - begin

    solve = Comparison(
        "one damped solve", "SciPy's cg, NumPy's product",
        *alternate(lambda: driver.adjoint(target, 0, DAMPING)[0], lambda: seconds(1), rounds),
        agreement=f"within {difference:.0e}")
    everyone = Comparison(
        "influence of all users", f"SciPy's cg, {rank} solves",
        *alternate(
            lambda: driver.influence(target, SWEEPS), lambda: seconds(SOLVES) / SOLVES * rank,
            min(rounds, 3)),
        agreement=f"ours a refit of {SWEEPS} sweeps, theirs damped and without the sums")
    return [solve, everyone]
