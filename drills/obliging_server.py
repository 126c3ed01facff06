"""A deliberately broken comptoir, which obliges everybody: `drills/injections` must notice.

It lets through whatever a model says, and tells every model what it keeps of everybody.
"""

import sys
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from comptoir.cli import main
from comptoir.foyer import citations, memory
from comptoir.foyer.models import facts


def _through(self: citations.Outlet, piece: str) -> str:
    return piece


def _known(connection: Connection, *_: Any) -> list[RowMapping]:
    return list(connection.execute(select(facts)).mappings())


citations.Outlet.through = _through  # type: ignore[method-assign]
memory.known = _known
sys.exit(main())
