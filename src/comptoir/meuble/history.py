"""A claim's history: everything that was done to it, chained so that an edit is found.

Each entry's digest is an HMAC over the digest before it and over all of its own fields, and the
claim's row holds the last one with the number of entries. Personal fields are covered by salted
digests: an erasure takes values and salts, and what is left still verifies. An entry also says
which columns of the claim's row it sets (`facts`), so that the row is held against its history.

What no chain can prove: that a claim was not set back, row and all, to an earlier state of its
own, nor anything against whoever holds the secret. For that `heads` gives one digest to keep
elsewhere.
"""

import functools
import hashlib
import hmac
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection, RowMapping, bindparam, select, update

from comptoir.kernel.prepared import PreparedWrite
from comptoir.meuble import wire
from comptoir.meuble.models import Row, counters, evidence, ticket_actions, tickets

NUMBERING: Final = "tickets"
UNCHAINED: Final = "unchained_tickets"
"""The counter that says up to which number claims were made before there was a chain."""
SEALED_LATE: Final = "history_sealed"
ERASED: Final = "erased"
FACTS: Final = "facts"
"""Under this name an entry's metadata keeps what it set in the claim's row."""
PERSONAL_FACTS: Final = frozenset(
    {"account_id", "order_number", "problem_description", "said", "photos", "rating_comment"}
)
"""Columns that an erasure empties: the chain has them by salted digests alone."""
DIGESTED: Final = frozenset({"priority_factors", "warranty"})
"""Columns of much text, whole numbers and no instants: an entry has their digest."""
LET_GO: Final = frozenset({"account_id", "assigned_to"})
"""Columns that a deleted account leaves empty by itself."""
FOR_CUSTOMERS: Final = frozenset({"content"})
"""The personal fields of an entry that a customer sees too; the others are for staff."""
_EVIDENCE: Final = tuple(str(column.name) for column in evidence.columns)
_LABEL: Final = b"comptoir meuble history"
_EXACT_BELOW: Final = 2**53
_MOVES_SOUGHT_AMONG: Final = 60
_READ_TOGETHER: Final = 500


# ── Digests ───────────────────────────────────────────────────────────────────────────────


class Chain:
    """The keys that histories are sealed with: the first seals, all verify."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._keys = tuple(hmac.digest(each.encode(), _LABEL, "sha256") for each in secrets)

    def digest(self, previous: str, covered: bytes) -> str:
        """The digest of an entry that follows the one of digest `previous`."""
        return hmac.digest(self._keys[0], previous.encode() + covered, "sha256").hex()

    def holds(self, digest: str, previous: str, covered: bytes) -> bool:
        """Whether `digest` is that of such an entry, under any of the keys."""
        content = previous.encode() + covered
        return any(
            hmac.compare_digest(digest, hmac.digest(key, content, "sha256").hex())
            for key in self._keys
        )


@functools.lru_cache(maxsize=8)
def chain(secrets: tuple[str, ...]) -> Chain:
    """The chain of these secrets (`settings.secrets`)."""
    return Chain(secrets)


def _plain(value: Any) -> Any:
    """`value` as both databases give it back: instants as text, whole numbers as such."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is int or kind is float:
        if not -_EXACT_BELOW < value < _EXACT_BELOW:
            return float(value)
        return value if kind is int else int(value) if value == int(value) else value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Mapping):
        # Most leaves are text: a call for each is most of what sealing an entry costs.
        return {name: each if type(each) is str else _plain(each) for name, each in value.items()}
    return [each if type(each) is str else _plain(each) for each in value]


def _dumped(plain: Any) -> bytes:
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


def _canonical(value: Any) -> bytes:
    return _dumped(_plain(value))


def _digest(plain: Any) -> str:
    return hashlib.sha256(_dumped(plain)).hexdigest()


def _personal_digest(salt: str, value: Any) -> str:
    return hashlib.sha256(salt.encode() + _canonical(value)).hexdigest()


def _covered(entry: Row, seq: int) -> bytes:
    """What the chain covers of an entry that stands at `seq`; its metadata is plain."""
    return _dumped(
        [
            entry["ticket_number"],
            seq,
            _plain(entry["at"]),
            entry["actor"],
            entry["action_type"],
            entry["description"],
            entry["metadata"],
            bool(entry["internal"]),
            entry["personal_digests"],
        ]
    )


def _read_back(row: RowMapping, seq: int) -> bytes:
    """The same of an entry as a database gives it back."""
    return _covered({**row, "metadata": _plain(row["metadata"])}, seq)


# ── Writing ───────────────────────────────────────────────────────────────────────────────

_ADD = PreparedWrite(lambda _: ticket_actions.insert(), *ticket_actions.columns.keys())
_NEXT = (
    update(tickets)
    .where(tickets.c.number == bindparam("the_number"))
    .values(history_length=tickets.c.history_length + 1)
    .returning(tickets.c.history_length, tickets.c.history_head)
)


def entry_of(
    chain: Chain,
    number: int,
    seq: int,
    previous: str,
    now: datetime,
    *,
    actor: str,
    action_type: str,
    description: str,
    metadata: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
    evidence_rows: Sequence[Mapping[str, Any]] = (),
    internal: bool = False,
) -> dict[str, Any]:
    """An entry with its digest, not yet written. See `append`."""
    facts = facts or {}
    kept: dict[str, dict[str, Any]] = {}
    digests: dict[str, str] = {}
    # Values of the claim's row and of evidence stay there: with the entry goes the salt alone.
    elsewhere = {name: facts[name] for name in PERSONAL_FACTS & facts.keys()}
    elsewhere |= {f"evidence {row['seq']}": _evidence_fields(row) for row in evidence_rows}
    named = {**(personal or {}), **elsewhere}
    salts = os.urandom(16 * len(named)).hex() if named else ""
    for place, (name, value) in enumerate(named.items()):
        salt = salts[32 * place : 32 * place + 32]
        kept[name] = {"salt": salt} if name in elsewhere else {"salt": salt, "value": value}
        digests[name] = _personal_digest(salt, value)
    impersonal = {
        name: _digest(value) if name in DIGESTED else value
        for name, value in facts.items()
        if name not in PERSONAL_FACTS
    }
    entry = {
        "ticket_number": number,
        "seq": seq,
        "at": now,
        "actor": actor,
        "action_type": action_type,
        "description": description,
        "metadata": _plain({**(metadata or {}), FACTS: impersonal} if facts else metadata or {}),
        "internal": internal,
        "personal": kept or None,
        "personal_digests": digests,
    }
    entry["digest"] = chain.digest(previous, _covered(entry, seq))
    return entry


def write_first(connection: Connection, entry: Mapping[str, Any]) -> None:
    """Write the first entry of a claim whose row already names it as its history's head."""
    _ADD.first(connection, entry)


def append(
    connection: Connection,
    chain: Chain,
    number: int,
    now: datetime,
    *,
    actor: str,
    action_type: str,
    description: str,
    metadata: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
    evidence_rows: Sequence[Mapping[str, Any]] = (),
    internal: bool = False,
) -> int:
    """Write one entry of a claim's history, holding its row; return the entry's place.

    `facts` are columns of the claim's row: they are set here, and nothing else may set them.
    `personal` fields are covered by digests and can be erased; of them a customer sees
    FOR_CUSTOMERS alone. An `internal` entry is for staff. Raises LookupError without such a claim.
    """
    held = connection.execute(_NEXT, {"the_number": number}).one_or_none()
    if held is None:
        raise LookupError(f"there is no claim {number}")
    seq, previous = held.history_length, held.history_head
    if previous is None:
        seq, previous = _seal_old(connection, chain, number, now)
    entry = entry_of(
        chain,
        number,
        seq,
        previous,
        now,
        actor=actor,
        action_type=action_type,
        description=description,
        metadata=metadata,
        facts=facts,
        personal=personal,
        evidence_rows=evidence_rows,
        internal=internal,
    )
    _ADD.first(connection, entry)
    connection.execute(
        update(tickets)
        .where(tickets.c.number == number)
        .values(**(facts or {}), history_length=seq, history_head=entry["digest"], updated_at=now)
    )
    return int(seq)


def _seal_old(connection: Connection, chain: Chain, number: int, now: datetime) -> tuple[int, str]:
    """Chain the entries of a claim from before there was a chain; what comes next, after what.

    An entry says since when they are vouched for.
    """
    old = _of(connection, number)
    previous = ""
    for row in old:
        previous = chain.digest(previous, _read_back(row, row["seq"]))
        connection.execute(
            update(ticket_actions)
            .where(ticket_actions.c.ticket_number == number, ticket_actions.c.seq == row["seq"])
            .values(digest=previous)
        )
    seq = old[-1]["seq"] + 1 if old else 1
    entry = entry_of(
        chain,
        number,
        seq,
        previous,
        now,
        actor="system",
        action_type=SEALED_LATE,
        description="Historique scellé",
        metadata={"entries": len(old)},
        internal=True,
    )
    _ADD.first(connection, entry)
    return seq + 1, str(entry["digest"])


def erase(connection: Connection, chain: Chain, number: int, now: datetime) -> None:
    """Take every personal value and salt out of a claim's history, and note that it was done.

    The columns of PERSONAL_FACTS in the claim's row are the caller's to empty, in the same
    transaction: from `erased_at` on, verification expects nothing of them.
    """
    append(
        connection,
        chain,
        number,
        now,
        actor="system",
        action_type=ERASED,
        description="Données personnelles effacées",
        facts={"erased_at": now},
    )
    connection.execute(
        update(ticket_actions).where(ticket_actions.c.ticket_number == number).values(personal=None)
    )


# ── Reading ───────────────────────────────────────────────────────────────────────────────


def _of(connection: Connection, number: int) -> list[RowMapping]:
    return list(
        connection.execute(
            select(ticket_actions)
            .where(ticket_actions.c.ticket_number == number)
            .order_by(ticket_actions.c.seq)
        ).mappings()
    )


def entries(connection: Connection, number: int, *, staff: bool) -> list[dict[str, Any]]:
    """A claim's history, oldest first, as staff or as its customer may read it.

    Each has `seq`, `at`, `actor`, `action_type`, `description`, `internal` and `metadata`, which
    holds the personal fields too.
    """
    return [
        {
            "seq": row["seq"],
            "at": row["at"],
            "actor": row["actor"],
            "action_type": row["action_type"],
            "description": row["description"],
            "internal": row["internal"],
            "metadata": _shown(row, staff=staff),
        }
        for row in _of(connection, number)
        if staff or not row["internal"]
    ]


def statuses(connection: Connection, number: int) -> list[tuple[datetime, str]]:
    """The statuses a claim had, each with when it took it, oldest first."""
    changes = []
    for row in _of(connection, number):
        # Before there was a chain, the first entry alone said a status.
        found = row["metadata"].get(FACTS, row["metadata"] if row["digest"] is None else {})
        if "status" in found:
            changes.append((row["at"], found["status"]))
    return changes


def _shown(row: RowMapping, *, staff: bool) -> dict[str, Any]:
    metadata = {name: value for name, value in row["metadata"].items() if name != FACTS}
    personal = {
        name: each["value"]
        for name, each in (row["personal"] or {}).items()
        if "value" in each and (staff or name in FOR_CUSTOMERS)
    }
    return metadata | personal


# ── Verifying ─────────────────────────────────────────────────────────────────────────────


@dataclass
class Findings:
    """What verification found: `faults` are edits, `notes` are not."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tickets: int = 0
    entries: int = 0
    heads: str = ""
    """One digest over every claim's last entry at `until`: keep it elsewhere, compare it later."""


def verify(connection: Connection, chain: Chain, until: datetime) -> Findings:
    """Look at every history. Words for the operator; the findings name ticket and entry."""
    found = Findings()
    heads = hashlib.sha256()
    unchained_until, made_before = _counted(connection)
    expected = 1
    for row in _all_tickets(connection):
        found.faults += _missing(expected, row["number"])
        expected = row["number"] + 1
        rows = _of(connection, row["number"])
        found.tickets += 1
        found.entries += len(rows)
        if row["history_head"] is None and not any(entry["digest"] for entry in rows):
            _note_unsealed(row["number"], unchained_until, found)
        else:
            _verify_one(connection, chain, row, rows, found)
        before = [entry["digest"] for entry in rows if entry["at"] <= until]
        if before:
            heads.update(f"{row['number']} {before[-1]}\n".encode())
    found.faults += _missing(expected, made_before + 1)
    if expected > _counted(connection)[1] + 1:
        found.faults.append("the counter of ticket numbers was set back")
    found.heads = heads.hexdigest()
    return found


def _counted(connection: Connection) -> tuple[int, int]:
    """Up to which number claims were made before there was a chain, and at all."""
    numbers = {
        row.name: row.value
        for row in connection.execute(
            select(counters).where(counters.c.name.in_([NUMBERING, UNCHAINED]))
        )
    }
    return numbers.get(UNCHAINED, 0), numbers.get(NUMBERING, 0)


def _all_tickets(connection: Connection) -> Iterator[RowMapping]:
    last = 0
    while True:
        rows = (
            connection.execute(
                select(tickets)
                .where(tickets.c.number > last)
                .order_by(tickets.c.number)
                .limit(_READ_TOGETHER)
            )
            .mappings()
            .all()
        )
        yield from rows
        if not rows:
            return
        last = rows[-1]["number"]


def _missing(first: int, after: int) -> list[str]:
    if after == first + 1:
        return [f"{wire.ticket_id(first)}: the ticket is missing"]
    if after > first:
        return [f"{wire.ticket_id(first)} to {wire.ticket_id(after - 1)}: the tickets are missing"]
    return []


def _note_unsealed(number: int, unchained_until: int, found: Findings) -> None:
    name = wire.ticket_id(number)
    if number <= unchained_until:
        found.notes.append(f"{name}: from before there was a chain, not sealed")
    else:
        found.faults.append(f"{name}: its seals were removed")


def _verify_one(
    connection: Connection,
    chain: Chain,
    ticket: RowMapping,
    rows: list[RowMapping],
    found: Findings,
) -> None:
    name = wire.ticket_id(ticket["number"])
    faults = _faults(connection, chain, ticket, rows)
    if faults:
        # The shop goes on meanwhile: what was written between two readings is no edit.
        again = select(tickets).where(tickets.c.number == ticket["number"])
        rows = _of(connection, ticket["number"])
        ticket = connection.execute(again).mappings().one()
        if len(rows) == ticket["history_length"]:
            faults = _faults(connection, chain, ticket, rows)
    found.faults += [f"{name}: {fault}" for fault in faults]
    for row in rows:
        if row["action_type"] == SEALED_LATE:
            found.notes.append(
                f"{name}: entries before {row['seq']} are vouched for since {row['at']:%Y-%m-%d}"
            )


def _faults(
    connection: Connection, chain: Chain, ticket: RowMapping, rows: list[RowMapping]
) -> list[str]:
    faults = [*_chain_faults(chain, ticket, rows), *_personal_faults(rows)]
    # A row held against entries that are not what they were would only say the same again.
    return faults or list(_row_faults(connection, ticket, rows))


def _chain_faults(chain: Chain, ticket: RowMapping, rows: list[RowMapping]) -> Iterator[str]:
    previous, expected = "", 1
    for row in rows:
        seq = row["seq"]
        if seq != expected:
            yield (
                f"entry {expected} is missing"
                if seq == expected + 1
                else (f"entries {expected} to {seq - 1} are missing")
            )
        if not chain.holds(row["digest"] or "", previous, _read_back(row, seq)):
            # After a gap an entry that is whole still follows one that is not there.
            moved_from = _moved_from(chain, row, rows)
            if moved_from is not None:
                yield f"entry {seq} was entry {moved_from}: moved"
            elif seq == expected:
                yield f"entry {seq} was edited or inserted"
        previous, expected = row["digest"] or "", seq + 1
    length = ticket["history_length"]
    if expected <= length:
        yield f"entries from {expected} on were cut off (there were {length})"
    elif expected > length + 1:
        yield f"entries from {length + 1} on were added"
    elif previous != ticket["history_head"]:
        yield "the last entry is not the one that its row names"


def _moved_from(chain: Chain, row: RowMapping, rows: list[RowMapping]) -> int | None:
    """Where an entry stood before somebody gave it another place, if that can be told."""
    if len(rows) > _MOVES_SOUGHT_AMONG:
        return None
    before = ["", *(other["digest"] or "" for other in rows)]
    for seq in range(1, len(rows) + 2):
        if seq != row["seq"] and any(
            chain.holds(row["digest"] or "", previous, _read_back(row, seq)) for previous in before
        ):
            return seq
    return None


def _personal_faults(rows: list[RowMapping]) -> Iterator[str]:
    erased_at = max((row["seq"] for row in rows if row["action_type"] == ERASED), default=0)
    for row in rows:
        digests, personal = row["personal_digests"], row["personal"]
        if personal is None:
            if digests and row["seq"] > erased_at:
                yield f"entry {row['seq']}: its personal fields were removed"
            continue
        for name in sorted(digests.keys() | personal.keys()):
            each = personal.get(name) or {}
            if name not in digests or "salt" not in each:
                yield f"entry {row['seq']}: {name} was added or removed"
            elif "value" in each and digests[name] != _personal_digest(each["salt"], each["value"]):
                yield f"entry {row['seq']}: {name} was edited"


def _row_faults(
    connection: Connection, ticket: RowMapping, rows: list[RowMapping]
) -> Iterator[str]:
    """Where the claim's row, or its evidence, is not what its history last said."""
    facts: dict[str, Any] = {}
    salted: dict[str, tuple[str, str]] = {}
    for row in rows:
        facts |= row["metadata"].get(FACTS, {})
        for name, each in (row["personal"] or {}).items():
            if "value" not in each:
                salted[name] = (each["salt"], row["personal_digests"][name])
    for name, value in sorted(facts.items()):
        if name in LET_GO and ticket[name] is None:
            continue
        found = _digest(_plain(ticket[name])) if name in DIGESTED else ticket[name]
        if _canonical(found) != _canonical(value):
            yield f"its {name} was edited"
    if ticket["erased_at"] is not None:
        return
    pieces = {
        f"evidence {piece['seq']}": _evidence_fields(piece)
        for piece in connection.execute(
            select(evidence).where(evidence.c.ticket_number == ticket["number"])
        ).mappings()
    }
    for name, (salt, digest) in sorted(salted.items()):
        if name.startswith("evidence "):
            if name not in pieces:
                yield f"{name} was removed"
            elif _personal_digest(salt, pieces.pop(name)) != digest:
                yield f"{name} was edited"
        elif not (name in LET_GO and ticket[name] is None) and (
            _personal_digest(salt, ticket[name]) != digest
        ):
            yield f"its {name} was edited"
    yield from (f"{name} was inserted" for name in sorted(pieces) if name not in salted)


def _evidence_fields(row: Row) -> dict[str, Any]:
    """What the chain covers of a piece of evidence: all of its row."""
    return {name: row[name] for name in _EVIDENCE}
