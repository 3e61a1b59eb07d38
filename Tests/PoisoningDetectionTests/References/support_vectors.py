"""Reference digits for the tests of the support-vector classifier, from scikit-learn (on its own
copy of libsvm): python3 support_vectors.py

Prints the samples, their folds, and for three kinds of class weights the cross-validated balanced
accuracy on the grid, the choice, and the decision values of the samples and of three others.
"""
import numpy as np
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from sklearn.svm import SVC

rng = np.random.default_rng(20200420)
NORMAL, FAKE, FOLDS = 36, 24, 4
X = np.vstack([rng.normal([0, 10, 0.02], [1, 4, 0.01], (NORMAL, 3)),
               rng.normal([1.2, 14, 0.03], [0.7, 3, 0.012], (FAKE, 3))]).round(4)
y = np.array([False] * NORMAL + [True] * FAKE)
order = rng.permutation(len(y))
X, y = X[order], y[order]
fold = np.zeros(len(y), int)
for label in (False, True):
    members = rng.permutation(np.flatnonzero(y == label))
    fold[members] = np.arange(len(members)) % FOLDS
OTHERS = np.array([[0.5, 12, 0.025], [3, 25, 0.09], [-2, -3, 0]])
COSTS, GAMMAS = [0.125, 1, 8, 64, 512], [0.0078125, 0.03125, 0.125, 0.5, 2]


def fit(x, labels, cost, gamma, weights, scaler):
    scale = scaler().fit(x)
    machine = SVC(C=cost, gamma=gamma, class_weight=weights, tol=1e-10, cache_size=100)
    machine.fit(scale.transform(x), labels)
    return lambda z: machine.decision_function(scale.transform(z)), machine


print("samples", X.tolist())
print("labels", y.astype(int).tolist())
print("folds", fold.tolist())
for name, weights, scaler in (("balanced", "balanced", StandardScaler), ("equal", None, MinMaxScaler),
                              ("fixed", {False: 1, True: 3}, StandardScaler)):
    print(name)
    best = None
    nearest = np.inf
    for cost in COSTS:
        row = []
        for gamma in GAMMAS:
            right = np.zeros(2)
            for f in range(FOLDS):
                decide, _ = fit(X[fold != f], y[fold != f], cost, gamma, weights, scaler)
                values = decide(X[fold == f])
                nearest = min(nearest, abs(values).min())
                hit = (values > 0) == y[fold == f]
                right += [(hit & ~y[fold == f]).sum(), (hit & y[fold == f]).sum()]
            score = (right[0] / NORMAL + right[1] / FAKE) / 2
            row.append([int(right[0]), int(right[1])])
            if best is None or score > best[0]:
                best = (score, cost, gamma)
        print(" normal and fake users recognized at C =", cost, row)
    print(" best", best, "smallest |decision value| in all folds", nearest)
    decide, machine = fit(X, y, best[1], best[2], weights, scaler)
    print(" support vectors", len(machine.support_), "bias", repr(float(machine.intercept_[0])))
    print(" decision values", [float(f"{v:.12g}") for v in decide(X[:12])])
    print(" of others", [float(f"{v:.12g}") for v in decide(OTHERS)])
