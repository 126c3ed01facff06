"""Demonstration data of the insurer: a customer with a portfolio, and an adviser."""

from datetime import date, datetime

from sqlalchemy import Connection, select

from comptoir.assurance import accounts
from comptoir.assurance.models import accounts as account_rows
from comptoir.assurance.models import claims, contracts

CUSTOMER, ADVISER = "client@example.com", "camille@assurance.example"
PEOPLE = ((CUSTOMER,), (ADVISER,))


def is_empty(connection: Connection) -> bool:
    """Whether nobody is insured here yet."""
    return connection.execute(select(account_rows.c.id)).first() is None


def load(connection: Connection, _password_hash: str, now: datetime) -> None:
    """Fill an empty insurer, whose people have no password: they sign in by a mailed code."""
    accounts.create(connection, ADVISER, now, role="conseiller", name="Camille Moreau")
    customer = accounts.create(connection, CUSTOMER, now, name="Client de démonstration")
    rows = (
        (
            "AUTO-2024-00017",
            "tous_risques",
            "Peugeot 308",
            "FG-417-KX",
            84312,
            64,
            date(2024, 3, 1),
        ),
        ("AUTO-2025-00142", "tiers", "Renault Clio", "EN-902-BT", 39840, 64, date(2025, 6, 15)),
    )
    connection.execute(
        contracts.insert(),
        [
            {
                "number": number,
                "account_id": customer,
                "status": "actif",
                "formula": formula,
                "vehicle": vehicle,
                "registration": registration,
                "premium_cents": premium_cents,
                "crm_hundredths": crm,
                "deductible_eur": 300,
                "begins_on": begins,
                "renews_on": begins.replace(year=2026 if begins.month > 1 else 2027),
            }
            for number, formula, vehicle, registration, premium_cents, crm, begins in rows
        ],
    )
    connection.execute(
        claims.insert().values(
            number="SIN-2025-00031",
            account_id=customer,
            contract_number="AUTO-2024-00017",
            kind="bris de glace",
            happened="2025-09-12",
            place="Nantes",
            circumstances="Un gravillon a fissuré le pare-brise sur la rocade.",
            injured=False,
            at_fault=False,
            status="clos",
            paid_cents=48750,
            created_at=datetime(2025, 9, 12, 16, 40, tzinfo=now.tzinfo),
        )
    )
