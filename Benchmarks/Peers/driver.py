"""The package's side: a process that keeps its data and does what it is told, line by line."""

import json
import pathlib
import subprocess

import numpy as np


class Driver:
    """A running `PeerDriver` on one data set; see its Swift source for the commands."""

    def __init__(self, program, data, rank, regularization, threads, folder):
        self.folder = pathlib.Path(folder)
        self.process = subprocess.Popen(
            [program, data, str(rank), str(regularization), str(threads)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *words):
        """Sends one command and returns its answer."""
        print(*words, sep="\t", file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"PeerDriver ended at the command {words}")
        return json.loads(line)

    def ratings(self):
        """The ratings as arrays (user, item, value), and the shape of their matrix."""
        path = self.folder / "ratings.npy"
        answer = self.ask("export", path)
        table = np.load(path)
        triples = (table[:, 0].astype(np.int32), table[:, 1].astype(np.int32), table[:, 2].copy())
        return triples, (answer["users"], answer["items"])

    def start(self, users, items):
        """Sets the factors, a row for each user or item, that fits and lists start from."""
        paths = [self.folder / "start_users.npy", self.folder / "start_items.npy"]
        for path, factors in zip(paths, (users, items)):
            np.save(path, factors)
        self.ask("start", *paths)

    def fit(self, sweeps):
        """Seconds and objective of so many sweeps."""
        answer = self.ask("fit", sweeps)
        return answer["seconds"], answer["objective"]

    def factors(self):
        """The factors of the last fit, a row for each user or item."""
        paths = [self.folder / "users.npy", self.folder / "items.npy"]
        self.ask("keep", *paths)
        return tuple(np.load(path) for path in paths)

    def top(self, length):
        """Seconds and item lists (users × length, -1 where a list ends) by the factors last set."""
        path = self.folder / "lists.npy"
        answer = self.ask("topn", length, path)
        return answer["seconds"], np.load(path).astype(np.int64)

    def adjoint(self, target, factor, damping):
        """Seconds and solution of one damped solve, for a factor of the target at the last fit."""
        path = self.folder / "solution.npy"
        answer = self.ask("adjoint", target, factor, damping, path)
        return answer["seconds"], np.load(path).ravel()

    def influence(self, target, sweeps):
        """Seconds that the influence of all users on a target takes, at the last fit."""
        return self.ask("influence", target, sweeps)["seconds"]

    def walk(self, length, restart):
        """Seconds and item lists (users × length, -1 where a list ends) by random walks."""
        path = self.folder / "lists.npy"
        answer = self.ask("walk", length, restart, path)
        return answer["seconds"], np.load(path).astype(np.int64)

    def bpr(self, epochs, rate, penalty):
        """Seconds, and users and items with offsets last, of pairwise ranking."""
        paths = [self.folder / "bpr_users.npy", self.folder / "bpr_items.npy"]
        answer = self.ask("bpr", epochs, rate, penalty, *paths)
        return answer["seconds"], tuple(np.load(path) for path in paths)

    def features(self):
        """Seconds and the six detection features, users × 6."""
        path = self.folder / "features.npy"
        answer = self.ask("features", path)
        return answer["seconds"], np.load(path)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
