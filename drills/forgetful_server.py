"""A deliberately broken comptoir, which forgets idempotency keys: `drills/numbers` must notice."""

import sys
from collections.abc import Callable

from sqlalchemy import Connection

from comptoir.cli import main
from comptoir.kernel import idempotency


def _once(
    connection: Connection,
    request: idempotency.Once | None,
    effect: Callable[[Connection], idempotency.Answer],
) -> idempotency.Answer:
    return effect(connection)


def _kept(connection: Connection, request: idempotency.Once | None) -> None:
    return None


idempotency.once = _once
idempotency.kept = _kept  # type: ignore[assignment]
sys.exit(main())
