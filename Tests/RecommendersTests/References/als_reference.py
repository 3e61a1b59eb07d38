"""Reference digits for the tests of matrix factorization: three ALS sweeps in NumPy.

Run with `python3 als_reference.py`; prints the factors, J and its gradient norm, and a fold-in.
Independent of the package: normal equations by numpy.linalg.solve, J and its gradient by dense
matrices with a mask.
"""
import numpy as np

R = np.array([[5, 3, 0, 1, 0], [4, 0, 0, 1, 2], [1, 1, 0, 5, 0], [0, 0, 5, 4, 3]], float)
MASK = R > 0
Y = np.array([[0.4, -0.2], [0.1, 0.3], [-0.5, 0.2], [0.3, 0.6], [0.2, -0.1]])
LAMBDA = 0.7


def half(ratings, mask, fixed):
    rows = []
    for r, m in zip(ratings, mask):
        f = fixed[m]
        rows.append(np.linalg.solve(f.T @ f + LAMBDA * np.eye(2), f.T @ r[m]))
    return np.array(rows)


def objective(x, y):
    return (((R - x @ y.T) * MASK) ** 2).sum() + LAMBDA * ((x**2).sum() + (y**2).sum())


for _ in range(3):
    X = half(R, MASK, Y)
    Y = half(R.T, MASK.T, X)
E = (R - X @ Y.T) * MASK
GX, GY = 2 * (LAMBDA * X - E @ Y), 2 * (LAMBDA * Y - E.T @ X)
np.set_printoptions(precision=16, floatmode="maxprec", linewidth=90)
print("X", X.tolist())
print("Y", Y.tolist())
print("J", repr(objective(X, Y)))
print("gradient norm", repr(np.sqrt((GX**2).sum() + (GY**2).sum())))
print("training RMSE", repr(np.sqrt((E**2).sum() / MASK.sum())))
singular = np.linalg.svd(X @ Y.T, compute_uv=False)
print("singular values of XY^T", singular.tolist())
f = Y[[1, 4]]
print("fold-in of items 1, 4 at 4, 2", np.linalg.solve(f.T @ f + LAMBDA * np.eye(2), f.T @ [4.0, 2.0]).tolist())
