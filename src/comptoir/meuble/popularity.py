"""What people make of the answers: whether they helped, and how often they are read."""

import hashlib
import hmac
import secrets as random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, RowMapping, bindparam, select, update

from comptoir.kernel.clock import Clock
from comptoir.kernel.db import Database, insert
from comptoir.kernel.errors import Problem
from comptoir.meuble import questions
from comptoir.meuble.models import faq_questions, faq_votes

VIEWS_WRITTEN_EVERY = timedelta(minutes=1)

log = structlog.get_logger()

# ── Votes ─────────────────────────────────────────────────────────────────────────────────


def voter(secret: str, caller: str) -> str:
    """Who votes, so that it can be known again and not be read: an address is somebody's."""
    return hmac.new(secret.encode(), f"faq {caller}".encode(), hashlib.sha256).hexdigest()[:32]


def votes_of(connection: Connection, secrets: Sequence[str], caller: str) -> list[RowMapping]:
    """What a caller said of which questions, with their words."""
    voters = [voter(secret, caller) for secret in secrets]
    return list(
        connection.execute(
            select(
                faq_questions.c.number,
                faq_questions.c.question,
                faq_votes.c.helpful,
                faq_votes.c.voted_at,
            )
            .join(faq_questions, faq_questions.c.number == faq_votes.c.number)
            .where(faq_votes.c.voter.in_(voters))
            .order_by(faq_votes.c.voted_at, faq_votes.c.number)
        ).mappings()
    )


def forget_voter(connection: Connection, secrets: Sequence[str], caller: str) -> None:
    """Count a caller's votes as nobody's."""
    voters = [voter(secret, caller) for secret in secrets]
    for row in connection.execute(select(faq_votes).where(faq_votes.c.voter.in_(voters))).all():
        connection.execute(
            update(faq_votes)
            .where(faq_votes.c.number == row.number, faq_votes.c.voter == row.voter)
            .values(voter=random.token_hex(16))
        )


def vote(connection: Connection, number: int, who: str, helpful: bool, now: datetime) -> RowMapping:
    """Count what `who` says of a question, instead of what they said before; as it is now.

    Raises Problem 404.
    """
    held = select(faq_questions).where(faq_questions.c.number == number).with_for_update()
    if connection.execute(held).one_or_none() is None:
        raise questions.not_found()
    v = faq_votes.c
    before = connection.execute(
        select(v.helpful).where(v.number == number, v.voter == who)
    ).scalar_one_or_none()
    if before is not helpful:
        said = insert(connection)(faq_votes).values(
            number=number, voter=who, helpful=helpful, voted_at=now
        )
        connection.execute(
            said.on_conflict_do_update(
                index_elements=[v.number, v.voter], set_={"helpful": helpful, "voted_at": now}
            )
        )
        _count_vote(connection, number, helpful, 1)
        if before is not None:
            _count_vote(connection, number, before, -1)
    return questions.one(connection, number)


def _count_vote(connection: Connection, number: int, helpful: bool, by: int) -> None:
    column = faq_questions.c.helpful_count if helpful else faq_questions.c.not_helpful_count
    connection.execute(
        update(faq_questions).where(faq_questions.c.number == number).values({column: column + by})
    )


# ── Views ─────────────────────────────────────────────────────────────────────────────────


class Views:
    """How often questions were read, written together once a minute and not at each reading.

    What is not written when a process is killed is lost: it only says what is popular.
    """

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._unwritten: Counter[int] = Counter()
        self._written_at = clock.now()

    async def count(self, number: int) -> None:
        """One more reading of a question."""
        self._unwritten[number] += 1
        if self._clock.now() - self._written_at >= VIEWS_WRITTEN_EVERY:
            await self.write()

    async def write(self) -> None:
        """Write what was counted. A database that cannot be written to is no matter."""
        taken, self._unwritten = self._unwritten, Counter()
        self._written_at = self._clock.now()
        if not taken:
            return
        try:
            await self._db.write(_add_views, taken)
        except Problem as problem:
            self._unwritten += taken
            log.warning("faq_views_postponed", why=problem.code)


def _add_views(connection: Connection, views: Counter[int]) -> None:
    connection.execute(
        update(faq_questions)
        .where(faq_questions.c.number == bindparam("of"))
        .values(views=faq_questions.c.views + bindparam("more")),
        [{"of": number, "more": more} for number, more in sorted(views.items())],
    )
