"""What is known of the files customers sent, and how long they are kept.

A row is written before its bytes are, and counts only once they are durable: whatever dies in
between, `forget_expired` finds the row and takes both away. A file that no claim took within 24
hours goes the same way.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, delete, or_, select, update

from comptoir.kernel import jobs
from comptoir.kernel.files import Files, new_token
from comptoir.kernel.jobs import Job
from comptoir.kernel.media.inspector import Finding
from comptoir.kernel.media.kinds import KINDS, Kind
from comptoir.kernel.worker import Kind as JobKind
from comptoir.meuble import wire
from comptoir.meuble.models import files

FOLDER = "sav-uploads"
STORING_TAKES_AT_MOST = timedelta(minutes=5)
"""Longer than any request may last."""
DELETING = "meuble_delete_files"
DELETED_TOGETHER = 20
"""By one job: a slow store is done with so many before its deadline."""
_REFERENCE = re.compile(rf"(?:upload_|.*/?{FOLDER}/)([0-9a-f]{{32}})(?:\.[a-z0-9]{{2,4}})?")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was looked at and is about to be stored."""

    token: str
    original_name: str
    finding: Finding

    @property
    def name(self) -> str:
        """What the store knows it by."""
        return stored_name(self.token, self.finding.kind)


def new_file(original_name: str, finding: Finding) -> NewFile:
    """A file of this finding, with an unguessable token."""
    return NewFile(new_token(), original_name, finding)


def stored_name(token: str, kind: Kind) -> str:
    """What the store knows a file by."""
    return f"{FOLDER}/{token}.{kind.name}"


def token_in(reference: str) -> str | None:
    """The token of the file that a `file_id` or an address of ours names; None for others."""
    found = _REFERENCE.fullmatch(reference)
    return found[1] if found else None


def expect(
    connection: Connection,
    new: Sequence[NewFile],
    owner: str,
    description: str | None,
    now: datetime,
) -> None:
    """Note files that are about to be stored."""
    connection.execute(
        files.insert(),
        [
            {
                "token": file.token,
                "owner": owner,
                "original_name": file.original_name,
                "kind": file.finding.kind.name,
                "size_bytes": file.finding.size_bytes,
                "sha256": file.finding.sha256,
                "description": description,
                "measures": file.finding.measures,
                "stored": False,
                "created_at": now,
                "expires_at": now + STORING_TAKES_AT_MOST,
            }
            for file in new
        ],
    )


def count_as_stored(connection: Connection, tokens: Sequence[str], now: datetime) -> None:
    """Let files be found from now on: their bytes are durable."""
    connection.execute(
        update(files)
        .where(files.c.token.in_(tokens))
        .values(stored=True, expires_at=now + wire.UNATTACHED_FILE_LIFETIME)
    )


def find(connection: Connection, token: str, now: datetime) -> RowMapping | None:
    """The file of this token, if it is there for good or for now."""
    return (
        connection.execute(
            select(files).where(
                files.c.token == token,
                files.c.stored,
                or_(files.c.expires_at.is_(None), files.c.expires_at > now),
            )
        )
        .mappings()
        .one_or_none()
    )


def of_person(
    connection: Connection,
    owner: str,
    claims: Sequence[int],
    after: str,
    limit: int,
    now: datetime,
) -> list[RowMapping]:
    """The files that somebody sent, or brought to these claims of theirs before they signed in.

    By token, those that come after the token `after`.
    """
    before_signing_in = files.c.attached_to.in_(claims) & files.c.owner.startswith("address:")
    return list(
        connection.execute(
            select(files)
            .where(
                or_(files.c.owner == owner, before_signing_in),
                files.c.token > after,
                files.c.stored,
                or_(files.c.expires_at.is_(None), files.c.expires_at > now),
            )
            .order_by(files.c.token)
            .limit(limit)
        ).mappings()
    )


def attach(
    connection: Connection, references: Iterable[str], ticket_number: int, now: datetime
) -> frozenset[str]:
    """Keep for a claim those files among `references` that are ours; return these.

    A reference is a `file_id` or an address. A file of an earlier claim stays that one's, and
    serves this one too.
    """
    tokens = {reference: token_in(reference) for reference in references}
    if not any(tokens.values()):
        return frozenset()
    usable = (
        files.c.token.in_([token for token in tokens.values() if token]),
        files.c.stored,
        or_(files.c.expires_at.is_(None), files.c.expires_at > now),
    )
    ours = set(connection.scalars(select(files.c.token).where(*usable)))
    connection.execute(
        update(files)
        .where(*usable, files.c.attached_to.is_(None))
        .values(attached_to=ticket_number, expires_at=None)
    )
    return frozenset(reference for reference, token in tokens.items() if token in ours)


def expire_all_of(connection: Connection, owner: str, now: datetime) -> None:
    """Make everything somebody sent unreadable at once, and deleted within the hour."""
    connection.execute(update(files).where(files.c.owner == owner).values(expires_at=now))


def expire_attached(connection: Connection, ticket_numbers: Sequence[int], now: datetime) -> None:
    """Make what belongs to these claims unreadable at once, and deleted within the hour."""
    connection.execute(
        update(files).where(files.c.attached_to.in_(ticket_numbers)).values(expires_at=now)
    )


# ── Deleting ──────────────────────────────────────────────────────────────────────────────


def forget_expired(connection: Connection, now: datetime) -> None:
    """Forget the files whose time is over, and have their bytes deleted: nothing revives them."""
    forgotten = connection.execute(
        delete(files).where(files.c.expires_at <= now).returning(files.c.token, files.c.kind)
    )
    names = [stored_name(row.token, KINDS[row.kind]) for row in forgotten]
    for first in range(0, len(names), DELETED_TOGETHER):
        together = names[first : first + DELETED_TOGETHER]
        jobs.enqueue(connection, DELETING, {"names": together}, run_at=now)


def deletion_from(store: Files) -> JobKind:
    """The jobs that delete the bytes of forgotten files; what is gone already is no matter."""

    async def delete_each(job: Job) -> None:
        for name in job.payload["names"]:
            await store.delete(name)

    return JobKind(DELETING, delete_each)
