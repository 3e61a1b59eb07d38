"""Timings of two sides taken in turns, and what is made of them."""

import dataclasses
import statistics


def alternate(ours, theirs, rounds):
    """Samples of both sides, who begins changing from round to round."""
    samples = ([], [])
    for number in range(rounds):
        order = (0, 1) if number % 2 == 0 else (1, 0)
        for side in order:
            samples[side].append((ours, theirs)[side]())
    return samples


def quartiles(values):
    """First quartile, median and third quartile."""
    return statistics.quantiles(values, n=4, method="inclusive")


@dataclasses.dataclass
class Comparison:
    """Seconds of both sides, a pair a round, and how far their answers agree."""

    subject: str
    peer: str
    ours: list
    theirs: list
    agreement: str
    data: str = ""
    target: float | None = None

    @property
    def ratios(self):
        """Theirs over ours, round by round: above 1 where ours is faster."""
        return [theirs / ours for ours, theirs in zip(self.ours, self.theirs)]

    def row(self):
        """The cells of the table."""
        low, middle, high = quartiles(self.ratios)
        if self.target is None:
            verdict = ""
        else:
            verdict = f"{self.target:g} × {'met' if middle >= self.target else 'missed'}"
        return [
            self.data, self.subject, self.peer,
            f"{1e3 * statistics.median(self.ours):.1f}",
            f"{1e3 * statistics.median(self.theirs):.1f}",
            f"{middle:.2f} ×", f"{low:.2f}–{high:.2f}", verdict, self.agreement]
