"""Digits for the tests of matrices and factorizations: python3 linear_algebra.py
Everything is computed by mpmath with 40 digits, where SciPy is the named witness beside it."""
import mpmath as mp
import numpy as np
import scipy.linalg as la

mp.mp.dps = 40
show = lambda x: mp.nstr(x, 20)


def rows(matrix):
    return [[show(matrix[i, j]) for j in range(matrix.cols)] for i in range(matrix.rows)]


S = mp.matrix([[4, 1, -2, 0.5], [1, 5, 0.25, -1], [-2, 0.25, 6, 1.5], [0.5, -1, 1.5, 3]])
print("symmetric positive definite S")
print("  Cholesky L", rows(mp.cholesky(S)))
print("  log det", show(mp.log(mp.det(S))))
print("  1-norm condition", show(mp.mnorm(S, 1) * mp.mnorm(S**-1, 1)))
print("  solution for 1, -2, 3, 0.5", [show(x) for x in mp.lu_solve(S, mp.matrix([1, -2, 3, 0.5]))])
E, Q = mp.eigsy(S)
print("  eigenvalues", [show(x) for x in E], "witness", la.eigvalsh(np.array(S.tolist(), float)))

A = mp.matrix([[0, 2, -1, 3], [1, -1, 4, 0.5], [2, 0.25, 0, -3], [-1, 5, 2, 1]])
print("general A")
print("  det", show(mp.det(A)), "witness", la.det(np.array(A.tolist(), float)))
print("  1-norm condition", show(mp.mnorm(A, 1) * mp.mnorm(A**-1, 1)))
print("  solution for 1, 2, 3, 4", [show(x) for x in mp.lu_solve(A, mp.matrix([1, 2, 3, 4]))])
print("  solution of the transpose", [show(x) for x in mp.lu_solve(A.T, mp.matrix([1, 2, 3, 4]))])

T = mp.matrix([[1, 2, 0.5], [3, -1, 2], [0, 4, 1], [-2, 1, 1.5], [1, 1, 1]])
b = mp.matrix([1, -1, 2, 0.5, 3])
print("tall T")
print("  least squares", [show(x) for x in mp.lu_solve(T.T * T, T.T * b)],
      "witness", la.lstsq(np.array(T.tolist(), float), np.array(b.tolist(), float).ravel())[0])
U, s, V = mp.svd_r(T)
print("  singular values", [show(x) for x in s])
print("  pseudo-inverse", rows((T.T * T) ** -1 * T.T))
W = T.T
c = mp.matrix([1, 2, 3])
print("  shortest solution of the transpose for 1, 2, 3", [show(x) for x in W.T * mp.lu_solve(W * W.T, c)])
