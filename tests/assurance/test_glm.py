"""Our regression against scikit-learn's, which minimises the same thing by another way."""

import numpy as np
import pytest
from scipy.linalg import block_diag, cholesky, solve_triangular
from sklearn.linear_model import PoissonRegressor

from comptoir.assurance import glm
from comptoir.assurance.glm import Block, Floats

ROWS = 4000


def blocks_of(random: np.random.Generator, smoothing: float) -> list[Block]:
    """An ordered factor, names, and the two together, as in the legal tariff."""
    ages, regions = random.integers(0, 30, ROWS), random.integers(0, 5, ROWS)
    both = (ages // 10) * 5 + regions
    return [
        Block(ages, 30, smoothing),
        Block(regions, 5, 3.0, ordered=False),
        Block(both, 15, 20.0, ordered=False),
    ]


def fitted_by_scikit_learn(
    blocks: list[Block], claims: Floats, exposure: Floats
) -> tuple[float, Floats]:
    """The level and the log relativities.

    It holds the sum of squares of its coefficients down and nothing else, so it gets coordinates
    in which our penalty is that sum; the level is free in both.
    """
    root = cholesky(block_diag(*(glm._penalty(block) for block in blocks)), lower=True)
    design = np.hstack([np.eye(block.size)[block.places] for block in blocks])
    ours = solve_triangular(root, np.eye(len(root)), lower=True).T
    model = PoissonRegressor(
        alpha=1 / exposure.sum(), solver="newton-cholesky", tol=1e-10, max_iter=100
    )
    model.fit(design @ ours, claims / exposure, sample_weight=exposure)
    return float(model.intercept_), ours @ model.coef_


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("smoothing", [0.5, 50.0])
def test_it_finds_what_scikit_learn_finds(seed: int, smoothing: float) -> None:
    random = np.random.default_rng(seed)
    blocks = blocks_of(random, smoothing)
    exposure = random.uniform(0.05, 1, ROWS)
    truth = np.exp(-2 - 0.03 * blocks[0].places + 0.2 * blocks[1].places)
    claims = random.poisson(exposure * truth).astype(float)
    assert claims.sum() > 200, "there is something to learn"

    fit = glm.fit(blocks, claims, exposure)
    level, effects = fitted_by_scikit_learn(blocks, claims, exposure)

    assert np.ptp(effects) > 0.1, "the factors matter"
    assert fit.level == pytest.approx(level, abs=1e-6)
    assert np.concatenate(fit.effects) == pytest.approx(effects, abs=1e-6)
    assert sum(fit.claims[0]) == pytest.approx(claims.sum(), rel=1e-9)
