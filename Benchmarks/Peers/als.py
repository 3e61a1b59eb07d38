"""ALS sweeps: ours beside cmfrec's, by Cholesky factorizations and by conjugate gradients."""

import time

import cmfrec
import numpy as np
import scipy.sparse as sparse

from comparison import Comparison, alternate

# A fit of FIRST sweeps and one of LAST differ by SWEEPS sweeps and by nothing else.
FIRST, SWEEPS = 1, 3
LAST = FIRST + SWEEPS
# So many sweeps are a fit that is all but done.
MANY = 100
# What two fits that are all but done may differ by.
CLOSE = 1e-6


def fit(ratings, sweeps, use_cg, rank, regularization, threads):
    """Seconds and factors of a plain fit: no biases, no centering, only the ratings given."""
    model = cmfrec.CMF(
        k=rank, lambda_=float(regularization), method="als", use_cg=use_cg, finalize_chol=False,
        niter=sweeps, user_bias=False, item_bias=False, center=False, scale_lam=False,
        NA_as_zero=False, use_float=False, nthreads=threads, random_state=1, verbose=False,
        precompute_for_predictions=False, handle_interrupt=False)
    begin = time.perf_counter()
    model.fit(ratings)
    return time.perf_counter() - begin, model.A_, model.B_


def objective(triples, users, items, regularization):
    """J at the given factors."""
    user, item, value = triples
    errors = value - np.einsum("ij,ij->i", users[user], items[item])
    return errors @ errors + regularization * ((users**2).sum() + (items**2).sum())


def equal_sweeps(driver, triples, theirs, use_cg, regularization):
    """Checks J after SWEEPS sweeps from where theirs stood after FIRST; says by how much it differs.

    cmfrec's sweep solves for items, then for users; ours for users, then for items. So from its
    items after FIRST sweeps, our users after SWEEPS more are its users after LAST - 1 sweeps and
    our items its items after LAST. With Cholesky both are exact; inexact conjugate gradients take
    another path, on which J may be lower for a while.
    """
    _, ours = driver.fit(SWEEPS)
    peers = objective(triples, theirs(LAST - 1)[1], theirs(LAST)[2], regularization)
    computed = objective(triples, *driver.factors(), regularization)
    if abs(ours - computed) > 1e-10 * computed:
        raise AssertionError(f"objective {ours} reported, {computed} by NumPy")
    difference = (ours - peers) / peers
    if abs(difference) > (0.05 if use_cg else 1e-8):
        raise AssertionError(f"objective {ours} after equal sweeps, cmfrec has {peers}")
    return f"{difference:+.0e} after {SWEEPS} sweeps"


def final(driver, triples, theirs, regularization):
    """Checks that J after MANY sweeps is not above theirs; says by how much it differs.

    The two went different ways and neither is at its end, so a part in a million is allowed.
    """
    _, ours = driver.fit(MANY)
    _, users, items = theirs(FIRST + MANY)
    peers = objective(triples, users, items, regularization)
    difference = (ours - peers) / peers
    if difference > CLOSE:
        raise AssertionError(f"objective {ours} after {MANY} sweeps, cmfrec has {peers}")
    return f"{difference:+.0e} after {MANY}"


def per_sweep(seconds):
    """A function that times one sweep: what a fit of more sweeps takes longer, by their number.

    There are as many more sweeps as fill half a second, so that noise in two fits does not drown
    their difference.
    """
    def sample(sweeps):
        return (seconds(FIRST + sweeps) - seconds(FIRST)) / sweeps

    pilot = min(sample(SWEEPS) for _ in range(2))
    sweeps = min(max(SWEEPS, round(0.5 / max(pilot, 0.01))), 50)
    return lambda: sample(sweeps)


def compare(driver, triples, shape, use_cg, settings, rounds):
    """Checks that answers agree, then times sweeps in turns."""
    rank, regularization, threads = settings
    user, item, value = triples
    ratings = sparse.coo_matrix((value, (user, item)), shape=shape)

    def theirs(sweeps):
        return fit(ratings, sweeps, use_cg, rank, regularization, threads)

    _, users, items = theirs(FIRST)
    driver.start(users, items)
    agreement = equal_sweeps(driver, triples, theirs, use_cg, regularization)
    if use_cg:
        agreement += ", " + final(driver, triples, theirs, regularization)

    samples = alternate(
        per_sweep(lambda sweeps: driver.fit(sweeps)[0]),
        per_sweep(lambda sweeps: theirs(sweeps)[0]), rounds)
    solver = "conjugate gradients" if use_cg else "Cholesky"
    return Comparison(
        "ALS sweep", f"cmfrec, {solver}", *samples,
        agreement=f"J {agreement}")
