"""What settles itself: a missing part of little value is sent, and no more than that.

Only our own records decide: an order that is the customer's, its article and price, the law on
its dates. What a caller says or sends has no part in it, and money is never promised here.
"""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection

from comptoir.meuble import alerts, history, progress

if TYPE_CHECKING:
    from comptoir.meuble.claims import Claim

CATEGORY: Final = "Piece_manquante"
MAXIMUM_VALUE_EUR: Final = Decimal(50)
"""Of the article the part belongs to: records hold no prices of parts, which are worth less."""
PART_SENT: Final = "envoi_piece"
RESOLVED: Final = "resolu"


def applies(claim: "Claim", row: dict[str, Any]) -> bool:
    """Whether our own records settle this claim, which is the first about its article."""
    warranty = row["warranty"]
    return (
        claim.order is not None
        and claim.line is not None
        and claim.line.unit_price_eur <= MAXIMUM_VALUE_EUR
        and claim.problem.category == CATEGORY
        and not claim.problem.danger
        and warranty["covered"]
        and warranty["certain"]
        and claim.earlier_claims == 0
    )


def resolve(
    connection: Connection, chain: history.Chain, row: dict[str, Any], now: datetime
) -> dict[str, Any]:
    """Have the part sent, and say so; the claim's row as it is then."""
    facts = {
        **progress.facts_of_move(row, RESOLVED, now),
        "auto_resolved": True,
        "resolution_type": PART_SENT,
        "responded_at": now,
    }
    history.append(
        connection,
        chain,
        row["number"],
        now,
        actor="system",
        action_type="auto_resolved",
        description="Pièce envoyée",
        metadata={"from": row["status"], "to": RESOLVED, "resolution_type": PART_SENT},
        facts=facts,
    )
    resolved = {**row, **facts, "updated_at": now}
    alerts.tell_customer(
        connection, resolved, now, "part sent", alerts.PART_SENT_SUBJECT, alerts.PART_SENT
    )
    return resolved
