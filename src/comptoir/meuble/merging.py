"""Two tickets about the same thing become one: the other closes, and serves it from then on.

Nothing is lost by it: evidence, photos, the earlier deadlines and the unread words of the customer
go along, and both histories tell it.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping

from comptoir.kernel.errors import Problem, Text
from comptoir.meuble import claims, evidence, progress, wire
from comptoir.meuble.progress import Hand

PRIORITIES = ("P1", "P2", "P3")


def merge(hand: Hand, row: RowMapping, into: str) -> int:
    """Let a held ticket go on in the one that `into` names; that one's number.

    Raises Problem 404 when there is none, and 409 when the two cannot be one: the same ticket, one
    that is closed or was merged, another customer's, a less urgent one, or one that would have
    more evidence than a claim can have.
    """
    parsed = wire.ticket_number(into)
    if parsed is not None and parsed[0] == row["number"]:
        raise _refused("merge_into_itself", "dans elle-même", "into itself")
    target = progress.held(hand.connection, into)
    _check(row, target)
    name, target_name = wire.ticket_id(row["number"]), wire.ticket_id(target["number"])
    hand.note(
        target,
        "ticket_merged",
        f"{name} regroupée ici",
        facts=_gained(row, target, hand.now),
        metadata={"merged_from": name},
        evidence_rows=_taken_over(hand.connection, row, target),
    )
    # Nothing more: what was missing may now be there.
    claims.add_evidence(
        hand.connection, hand.chain, target["number"], [], hand.now, actor=hand.actor
    )
    progress.wind(hand.connection, target["number"], hand.now)
    progress.move(
        hand,
        row,
        "clos",
        f"Regroupée avec {target_name}",
        facts={"merged_into": target["number"], "customer_replied_at": None},
    )
    return int(target["number"])


def _refused(code: str, fr: str, en: str) -> Problem:
    return Problem(
        409,
        code,
        Text(f"Impossible de regrouper cette demande {fr}.", f"This claim cannot be merged {en}."),
    )


def _check(row: RowMapping, target: RowMapping) -> None:
    """Raise Problem 409 when one may not go on in the other."""
    for each in (row, target):
        if each["merged_into"] is not None:
            raise progress.merged(each)
    if row["status"] == "clos":
        raise _refused("ticket_closed", ": elle est close", ": it is closed")
    if target["status"] in progress.ENDED:
        raise _refused(
            "target_ended",
            "avec une demande qui n'est plus ouverte",
            "into one that is no longer open",
        )
    if not _same_customer(row, target):
        raise _refused(
            "different_customers", "avec celle d'un autre client", "into another customer's"
        )
    if _urgency(row) < _urgency(target):
        raise _refused(
            "less_urgent",
            "avec une moins urgente : regroupez dans l'autre sens",
            "into a less urgent one: merge them the other way round",
        )


def _urgency(row: RowMapping) -> tuple[bool, int]:
    return (not row["danger"], PRIORITIES.index(row["computed_priority"]))


def _same_customer(row: RowMapping, target: RowMapping) -> bool:
    """Whether two tickets are one customer's, as far as we know: by account, else by order."""
    if row["erased_at"] is not None or target["erased_at"] is not None:
        return False
    mine, theirs = row["account_id"], target["account_id"]
    if mine is not None and theirs is not None:
        return bool(mine == theirs)
    return any(
        row[name] is not None and row[name] == target[name]
        for name in ("conversation_id", "order_number")
    )


def _gained(row: RowMapping, target: RowMapping, now: datetime) -> dict[str, Any]:
    """What the other ticket takes over: photos, the earlier deadlines, unread words."""
    intervention_at = progress.intervention_due(row, now)
    since = progress.waiting_since(target)
    if since is not None:
        # The other one's deadline is kept as it stood when it began to wait.
        intervention_at -= now - since
    unread = [at for each in (row, target) if (at := each["customer_replied_at"]) is not None]
    return {
        "photos": list(dict.fromkeys([*target["photos"], *row["photos"]])),
        "sla_response_deadline": min(row["sla_response_deadline"], target["sla_response_deadline"]),
        "sla_intervention_deadline": min(intervention_at, target["sla_intervention_deadline"]),
        "customer_replied_at": min(unread, default=None),
    }


def _taken_over(
    connection: Connection, row: RowMapping, target: RowMapping
) -> list[dict[str, Any]]:
    """The evidence of one ticket that the other lacks, judged beside what that one has."""
    kept = evidence.of(connection, target["number"])
    there = {_named(piece) for piece in kept}
    new = [p for p in evidence.of(connection, row["number"]) if _named(p) not in there]
    pieces = [
        evidence.Piece(p["url"], p["evidence_type"], p["description"], p["metadata"]) for p in new
    ]
    delivered = next((d for p in new if (d := p["analysis"].get("delivery_date"))), None)
    rows = evidence.rows_of(
        connection,
        target["number"],
        pieces,
        row["updated_at"],
        actor="customer",
        kept=kept,
        delivery_date=date.fromisoformat(delivered) if delivered else None,
    )
    taken = [
        made | {"added_by": piece["added_by"], "added_at": piece["added_at"]}
        for made, piece in zip(rows, new, strict=True)
    ]
    evidence.write(connection, taken)
    return taken


def _named(piece: RowMapping) -> str | None:
    """What tells one piece from another: the file it is, or where it is."""
    name: str | None = piece["file_token"] or piece["url"]
    return name
