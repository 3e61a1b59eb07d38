"""Digits for the tests of layers, losses and Adam: python3 learning.py

Written from the formulas of the papers in NumPy and mpmath, apart from the package. Weights are
sines, so that both sides know them: element k of a matrix, in column order, is sin(k + offset) / 2.
"""
import mpmath as mp
import numpy as np

mp.mp.dps = 40


def wave(rows, columns, offset):
    return (np.sin(np.arange(rows * columns) + offset) / 2).reshape(columns, rows).T


def digits(values):
    return ", ".join(f"{value:.16g}" for value in np.ravel(values, order="F"))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


print("GRU: 2 inputs, 3 units, sequences of 3, 1, 0 steps")
W, U, b, c = wave(9, 2, 1), wave(9, 3, 2), wave(9, 1, 3), wave(9, 1, 4)
inputs, initial, lengths = wave(2, 9, 5), wave(3, 3, 6), [3, 1, 0]
final = []
for sequence, length in enumerate(lengths):
    h = initial[:, sequence]
    for step in range(length):
        x = inputs[:, step * 3 + sequence]
        a, s = (W @ x + b[:, 0]).reshape(3, 3), (U @ h + c[:, 0]).reshape(3, 3)
        r, z = sigmoid(a[0] + s[0]), sigmoid(a[1] + s[1])
        n = np.tanh(a[2] + r * s[2])
        h = (1 - z) * n + z * h
    final.append(h)
print("  final states", digits(np.array(final).T))

print("Adam: four steps on x^2 + 3y from (1, -2), rate 0.1, decays 0.8 and 0.95, epsilon 1e-3")
p = [mp.mpf(1), mp.mpf(-2)]
m, v = [mp.mpf(0)] * 2, [mp.mpf(0)] * 2
first, second = mp.mpf("0.8"), mp.mpf("0.95")
for t in range(1, 5):
    g = [2 * p[0], mp.mpf(3)]
    m = [first * x + (1 - first) * y for x, y in zip(m, g)]
    v = [second * x + (1 - second) * y * y for x, y in zip(v, g)]
    p = [
        q - mp.mpf("0.1") * (x / (1 - first**t)) / (mp.sqrt(y / (1 - second**t)) + mp.mpf("0.001"))
        for q, x, y in zip(p, m, v)
    ]
print("  parameters", [mp.nstr(x, 18) for x in p])

print("log sigma")
for x in (-800, -40, -1, 0, 1, 40):
    print("  ", x, mp.nstr(-mp.log(1 + mp.exp(-mp.mpf(x))), 20))

print("cross entropy of the columns (1, 2, -1), (0, 1000, 3) at rows 0 and 2")
losses = [mp.log(sum(mp.exp(mp.mpf(s)) for s in column)) - column[row]
          for column, row in (((1, 2, -1), 0), ((0, 1000, 3), 2))]
print("  ", [mp.nstr(x, 20) for x in losses], "mean", mp.nstr(sum(losses) / 2, 20))

print("NMF: two updates of H, then W, of a 3 x 4 matrix at rank 2")
V = np.array([[5, 0, 1, 0], [0, 3, 0, 2], [4, 1, 0, 0]], float)
W, H = 1 + wave(2, 3, 1).T, 1 + wave(2, 4, 2)
for _ in range(2):
    H = H * (W.T @ V) / (W.T @ W @ H)
    W = W * (V @ H.T) / (W @ H @ H.T)
print("  W transposed", digits(W.T))
print("  H", digits(H))
print("  objective", f"{((V - W @ H) ** 2).sum():.16g}")
