"""Mail about claims that nobody asked for: dangers, missed deadlines, rights that begin."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from comptoir.kernel.errors import Text
from comptoir.kernel.mail import Mail, enqueue_mail
from comptoir.meuble import wire
from comptoir.meuble.models import Row, accounts, orders

MAXIMUM_STAFF: Final = 20
MAXIMUM_QUOTED_CHARS: Final = 1000
FROM: Final = "Meuble de France"

# ── To whom ───────────────────────────────────────────────────────────────────────────────


def _staff_addresses(connection: Connection, row: Row) -> list[str]:
    """Whoever has the claim in hand, else everybody in after-sales, else the administrators."""
    active = accounts.c.status == "active"
    for among in (
        accounts.c.id == row["assigned_to"],
        accounts.c.role == "sav",
        accounts.c.role == "admin",
    ):
        found = connection.scalars(
            select(accounts.c.email).where(active, among).order_by(accounts.c.id)
        )
        addresses = list(found.fetchmany(MAXIMUM_STAFF))
        if addresses:
            return addresses
    return []


def customer_address(connection: Connection, row: Row, *, confirmed: bool = True) -> str | None:
    """Where the customer of a claim has mail: at their account, else at their order.

    An address that nobody confirmed (where `confirmed` is asked), or an order that is only
    claimed, is not one.
    """
    if row["account_id"] is not None:
        own = select(accounts.c.email).where(accounts.c.id == row["account_id"])
        if confirmed:
            own = own.where(accounts.c.email_confirmed)
        address = connection.scalars(own).one_or_none()
        if address is not None:
            return str(address)
    if row["order_number"] is None or "order_number" in row["claimed"]:
        return None
    return connection.scalars(
        select(orders.c.email).where(orders.c.order_number == row["order_number"])
    ).one_or_none()


def _tell_staff(
    connection: Connection, row: Row, now: datetime, what: str, subject: str, text: str
) -> None:
    ticket = wire.ticket_id(row["number"])
    about = (
        f"Demande : {ticket}\n"
        f"Catégorie : {row['problem_category']}, gravité {row['problem_severity']}\n"
        f"Priorité : {row['computed_priority']}\n"
        f"Produit : {row['product_name'] or row['product_sku'] or 'inconnu'}\n"
        f"Commande : {row['order_number'] or 'inconnue'}"
    )
    quoted = row["problem_description"][:MAXIMUM_QUOTED_CHARS]
    for address in _staff_addresses(connection, row):
        mail = Mail(
            to=address,
            subject=f"{ticket} : {subject}",
            text=f"{text}\n\n{about}\n\n« {quoted} »\n",
            from_name=FROM,
        )
        enqueue_mail(connection, mail, now, key=f"{ticket} {what} {address}"[:200])


def tell_customer(
    connection: Connection, row: Row, now: datetime, what: str, subject: Text, text: Text
) -> bool:
    """Write to the customer of a claim, once for each `what`; whether there is an address."""
    address = customer_address(connection, row)
    if address is None:
        return False
    ticket = wire.ticket_id(row["number"])
    greeting, closing = Text("Bonjour,", "Hello,"), Text("Le service après-vente", "After-sales")
    language = row["language"]
    words = [each.in_language(language) for each in (greeting, text, closing)]
    mail = Mail(
        to=address,
        subject=f"{subject.in_language(language)} ({ticket})",
        text="\n\n".join(words) + f"\n{FROM}\n",
        from_name=FROM,
    )
    enqueue_mail(connection, mail, now, key=f"{ticket} {what}")
    return True


DEADLINES: Final = {"response": "de réponse", "intervention": "d'intervention"}

# ── About what ────────────────────────────────────────────────────────────────────────────


def danger_reported(connection: Connection, row: Row, now: datetime) -> None:
    """Somebody may be hurt: staff hear of it when the claim is made."""
    text = (
        "Un danger est signalé. Le client a reçu, ou doit recevoir, la consigne de ne plus "
        "utiliser le produit. Rappelez-le sans attendre."
    )
    _tell_staff(connection, row, now, "danger", "danger signalé", text)


def deadline_missed(connection: Connection, row: Row, now: datetime, which: str) -> None:
    """A deadline of ours passed: `which` is `response` or `intervention`."""
    name = DEADLINES[which]
    due_at = row[f"sla_{which}_deadline"]
    text = f"L'échéance {name} ({due_at:%d/%m/%Y %H:%M} UTC) est dépassée."
    _tell_staff(connection, row, now, f"{which} missed", f"délai {name} dépassé", text)


def law_runs_out(connection: Connection, row: Row, now: datetime, last_day: str) -> None:
    """The law's thirty days are two thirds gone."""
    text = (
        f"La mise en conformité est due au plus tard le {last_day} (Code de la consommation, "
        "L217-10). Passé ce jour, le client pourra demander une réduction du prix ou un "
        "remboursement (L217-14)."
    )
    _tell_staff(connection, row, now, "legal warning", "délai légal bientôt écoulé", text)


LEGAL_RIGHT_SUBJECT: Final = Text("Vos droits sur votre demande", "Your rights on your claim")
LEGAL_RIGHT: Final = Text(
    "Votre demande n'a pas été réglée dans les trente jours que la loi prévoit pour une "
    "réparation ou un remplacement (Code de la consommation, L217-10). Ce délai passé, la "
    "garantie légale de conformité vous permet de demander une réduction du prix, ou la "
    "résolution de la vente et le remboursement (L217-14). Dites-nous ce que vous choisissez.",
    "Your claim was not settled within the thirty days that the law gives for a repair or a "
    "replacement (French Consumer Code, L217-10). After that, the legal guarantee of conformity "
    "lets you ask for a lower price, or for the sale to be undone and refunded (L217-14). Tell us "
    "which you choose.",
)
PART_SENT_SUBJECT: Final = Text("La pièce manquante vous est envoyée", "The missing part is sent")
PART_SENT: Final = Text(
    "Votre demande est réglée : la pièce manquante part à l'adresse de votre commande, sans "
    "frais. Si elle n'arrive pas ou ne convient pas, rouvrez votre demande.",
    "Your claim is settled: the missing part goes to the address of your order, free of charge. "
    "Should it not arrive or not fit, reopen your claim.",
)
