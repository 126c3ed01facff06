"""Finding tickets by what is in them: number, order, product, description, however it is typed.

Making a claim is not slowed by the index: claims are put into it in the order of their numbers, by
whoever searches next and by the housekeeping. What is searched of a claim never changes.
"""

import re
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, or_, select, update

from comptoir.kernel import search as index
from comptoir.kernel.db import Database, insert
from comptoir.kernel.matching import having
from comptoir.meuble import wire
from comptoir.meuble.history import NUMBERING
from comptoir.meuble.models import counters
from comptoir.meuble.models import tickets as t

SCOPE: Final = "meuble.tickets"
MARK: Final = "tickets_searched"
"""The counter that says up to which number claims are in the index."""
INDEXED_TOGETHER: Final = 50
MAXIMUM_ROUNDS: Final = 20
"""Of one search: it puts at most a thousand claims into the index before it looks."""
MAXIMUM_FOUND: Final = 200
_DIGITS: Final = re.compile(r"[0-9]{1,9}")


async def catch_up(db: Database) -> None:
    """Put the claims into the index that are not yet there; a thousand at most."""
    for _ in range(MAXIMUM_ROUNDS):
        if not await db.read(_is_behind):
            return
        await db.write(index_next)


def _is_behind(connection: Connection) -> bool:
    wanted = select(counters).where(counters.c.name.in_([NUMBERING, MARK]))
    values = {row.name: row.value for row in connection.execute(wanted)}
    return bool(values.get(MARK, 0) < values.get(NUMBERING, 0))


def index_next(connection: Connection) -> None:
    """Put the next claims into the index, in the order of their numbers."""
    # Numbers become visible in their order: the counter they come from is held until the commit.
    first = insert(connection)(counters).values(name=MARK, value=0)
    done: int = connection.execute(
        first.on_conflict_do_update(
            index_elements=[counters.c.name], set_={"value": counters.c.value}
        ).returning(counters.c.value)
    ).scalar_one()
    rows = connection.execute(
        select(
            t.c.number,
            t.c.order_number,
            t.c.product_sku,
            t.c.product_name,
            t.c.problem_description,
            t.c.language,
        )
        .where(t.c.number > done)
        .order_by(t.c.number)
        .limit(INDEXED_TOGETHER)
    ).all()
    if not rows:
        return
    named = [filter(None, [row.product_name, row.product_sku, row.order_number]) for row in rows]
    index.put(
        connection,
        SCOPE,
        [
            index.Document(row.number, row.problem_description, " ".join(names), row.language)
            for row, names in zip(rows, named, strict=True)
        ],
    )
    connection.execute(
        update(counters).where(counters.c.name == MARK).values(value=rows[-1].number)
    )


def index_at_leisure(connection: Connection, now: datetime) -> None:
    """Put some claims into the index, so that the next search need not: for the housekeeping."""
    index_next(connection)


def forget(connection: Connection, numbers: list[int]) -> None:
    """Take claims out of the index whose words were erased."""
    index.remove(connection, SCOPE, numbers)


def matches(connection: Connection, asked: str, *, everything: bool) -> ColumnElement[bool]:
    """Which tickets a search means: those of that name or number, or that say it.

    For staff (`everything`) the 200 that say it best, however it is typed; for a customer, who has
    few, all of theirs that have each of its words.
    """
    asked = asked.strip()
    name = wire.ticket_number(asked.upper())
    if name is not None:
        return t.c.number == name[0]
    if wire.ORDER_NUMBER.fullmatch(asked.upper()):
        return t.c.order_number == asked.upper()
    meant: list[ColumnElement[bool]] = []
    if _DIGITS.fullmatch(asked):
        meant.append(t.c.number == int(asked))
    if everything:
        hits = index.search(connection, SCOPE, asked, MAXIMUM_FOUND)
        meant.append(t.c.number.in_([hit.id for hit in hits]))
    else:
        columns = (t.c.order_number, t.c.product_sku, t.c.product_name, t.c.problem_description)
        meant.append(having(asked, *columns))
    return or_(*meant)
