"""A Poisson regression on classes, smoothed along each factor, then told in few classes.

Needs numpy (the extra `tariff`). Everything is summed in a fixed order, so that the same rows give
the same tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

STEPS = 25
CLOSE_ENOUGH = 1e-7


@dataclass(frozen=True)
class Block:
    """One factor's classes, and how much their neighbours are held together."""

    places: Places
    """The class of each row."""
    size: int
    smoothing: float
    """In claims: how many of them a difference of 1 in log relativity is worth."""
    ordered: bool = True
    """Ordered classes are drawn to their neighbours, names to the average of all."""


@dataclass(frozen=True)
class Fit:
    """Log relativities of each block, around a level."""

    level: float
    effects: tuple[Floats, ...]
    claims: tuple[Floats, ...]
    """Expected claims of each class."""


def fit(blocks: Sequence[Block], claims: Floats, exposure: Floats) -> Fit:
    """Penalised maximum likelihood by Newton's steps; `exposure` holds the imposed offset too."""
    starts = np.cumsum([0, *(block.size for block in blocks)])
    penalty = np.zeros((starts[-1] + 1, starts[-1] + 1))
    for block, start in zip(blocks, starts, strict=False):
        end = start + block.size
        penalty[start:end, start:end] = _penalty(block)
    beta = np.zeros(starts[-1] + 1)
    beta[-1] = np.log(claims.sum() / exposure.sum())
    observed = np.concatenate(
        [*(np.bincount(b.places, claims, b.size) for b in blocks), [claims.sum()]]
    )
    for _ in range(STEPS):
        expected = exposure * np.exp(_score(blocks, beta, starts))
        information = _information(blocks, expected, starts)
        gradient = observed - information[:, -1] - penalty @ beta
        step = np.linalg.solve(information + penalty, gradient)
        beta += np.clip(step, -2, 2)
        if np.abs(step).max() < CLOSE_ENOUGH:
            break
    expected = exposure * np.exp(_score(blocks, beta, starts))
    effects = tuple(beta[s : s + b.size] for b, s in zip(blocks, starts, strict=False))
    sums = tuple(np.bincount(b.places, expected, b.size).astype(np.float64) for b in blocks)
    return Fit(float(beta[-1]), effects, sums)


def _penalty(block: Block) -> Floats:
    # The small ridge makes the level and each block's average one thing only.
    ridge = np.eye(block.size) * (1e-3 if block.ordered else block.smoothing)
    if not block.ordered or block.size == 1:
        return ridge
    steps = np.diff(np.eye(block.size), axis=0)
    return block.smoothing * steps.T @ steps + ridge


def _score(blocks: Sequence[Block], beta: Floats, starts: Places) -> Floats:
    score = np.full(len(blocks[0].places), beta[-1])
    for block, start in zip(blocks, starts, strict=False):
        score += beta[start : start + block.size][block.places]
    return score


def _information(blocks: Sequence[Block], expected: Floats, starts: Places) -> Floats:
    """Expected claims shared by each two classes: the Hessian of the likelihood."""
    total = np.zeros((starts[-1] + 1, starts[-1] + 1))
    for at, one in enumerate(blocks):
        rows = slice(starts[at], starts[at] + one.size)
        total[rows, -1] = total[-1, rows] = np.bincount(one.places, expected, one.size)
        total[rows, rows] = np.diag(total[rows, -1])
        for other_at in range(at):
            other = blocks[other_at]
            columns = slice(starts[other_at], starts[other_at] + other.size)
            both = np.bincount(
                one.places * other.size + other.places, expected, one.size * other.size
            ).reshape(one.size, other.size)
            total[rows, columns], total[columns, rows] = both, both.T
    total[-1, -1] = expected.sum()
    return total


@dataclass(frozen=True)
class _Group:
    """Neighbouring classes told as one."""

    weight: float
    effect: float
    members: tuple[int, ...]

    def joined(self, other: "_Group") -> "_Group":
        weight = self.weight + other.weight
        effect = (self.weight * self.effect + other.weight * other.effect) / weight
        return _Group(weight, effect, self.members + other.members)

    def loss(self, other: "_Group") -> float:
        """What likelihood joining them costs."""
        weight = self.weight * other.weight / (self.weight + other.weight)
        return weight * (self.effect - other.effect) ** 2


def merged(fitted: Fit, cells: int) -> list[Places]:
    """For each ordered block, the new class of each old one: `cells` new ones in all.

    Two neighbours at a time: those whose merging loses least likelihood (expected claims times the
    squared difference of their log relativities).
    """
    blocks = [
        [
            _Group(max(float(weight), 1e-9), float(effect), (at,))
            for at, (weight, effect) in enumerate(zip(weights, effects, strict=True))
        ]
        for weights, effects in zip(fitted.claims, fitted.effects, strict=True)
    ]
    while sum(len(groups) for groups in blocks) > cells:
        _, block, at = min(
            (groups[at].loss(groups[at + 1]), block, at)
            for block, groups in enumerate(blocks)
            for at in range(len(groups) - 1)
        )
        groups = blocks[block]
        groups[at : at + 2] = [groups[at].joined(groups[at + 1])]
    places = []
    for groups, effects in zip(blocks, fitted.effects, strict=True):
        place = np.zeros(len(effects), dtype=np.int64)
        for number, group in enumerate(groups):
            place[list(group.members)] = number
        places.append(place)
    return places
