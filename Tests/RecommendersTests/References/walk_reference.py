"""The stationary distributions that RandomWalkTests compares with: the power iteration
p <- (1 - a) Q'p + a e_u on a small graph, by NumPy, with the rows of Q normalized.

Run: python3 walk_reference.py
"""

import numpy as np

ratings = np.array([[5, 3, 0, 1, 0], [4, 0, 0, 1, 2], [1, 1, 0, 5, 0], [0, 0, 5, 4, 3]], float)
users, items = ratings.shape
weights = np.zeros((users + items, users + items))
weights[:users, users:] = ratings
weights[users:, :users] = ratings.T
transitions = weights / weights.sum(axis=1, keepdims=True)

for restart in (0.3, 0.05):
    for user in (0, 3):
        start = np.zeros(users + items)
        start[user] = 1
        p = start
        for _ in range(2000):
            p = (1 - restart) * transitions.T @ p + restart * start
        print(restart, user, ", ".join(f"{value:.15f}" for value in p))
