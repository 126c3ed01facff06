"""Taking in a portfolio: customers, contracts and claims an insurer has elsewhere."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, field_validator
from sqlalchemy import Connection

from comptoir.assurance import accounts
from comptoir.assurance.models import contracts
from comptoir.kernel.bodies import Body
from comptoir.kernel.db import insert
from comptoir.kernel.errors import Text
from comptoir.kernel.mail import is_address


class Insured(Body):
    """A contract with whose it is."""

    email: Annotated[str, Field(max_length=254)]
    name: Annotated[str, Field(max_length=200)] = ""
    number: Annotated[str, Field(pattern=r"^[A-Z0-9-]{4,20}$")]
    formula: Literal["tiers", "tiers_plus", "tous_risques"]
    vehicle: Annotated[str, Field(min_length=2, max_length=120)]
    registration: Annotated[str, Field(min_length=4, max_length=12)]
    premium: Annotated[float, Field(gt=0, le=100_000)]
    crm: Annotated[float, Field(ge=0.5, le=3.5)]
    deductible: Literal[150, 300, 600] = 300
    begins_on: date
    renews_on: date
    status: Literal["actif", "resilie"] = "actif"

    @field_validator("deductible", mode="before")
    @classmethod
    def _whole(cls, value: Any) -> Any:
        return int(value) if isinstance(value, str) and value.isdigit() else value

    @field_validator("email")
    @classmethod
    def _address(cls, value: str) -> str:
        if not is_address(value.strip()):
            raise ValueError(
                Text(
                    "adresse e-mail attendue, sans accents avant le @",
                    "an e-mail address expected, without accents before its @",
                )
            )
        return accounts.folded(value)


class TakenIn(NamedTuple):
    """How many customers and contracts are new."""

    customers: int
    contracts: int
    changed: int


def from_file(item: dict[str, Any]) -> Insured:
    """A row of a file. Raises ValidationError."""
    return Insured.model_validate(item)


def take_in(connection: Connection, rows: Sequence[Insured], now: datetime) -> TakenIn:
    """Add what is new; a contract whose number is there is replaced. All or nothing."""
    customers = added = changed = 0
    known = set(connection.scalars(contracts.select().with_only_columns(contracts.c.number)))
    for row in rows:
        account = accounts.find_by_name(connection, row.email)
        account_id = account["id"] if account else None
        if account_id is None:
            account_id = accounts.create(connection, row.email, now, name=row.name)
            customers += 1
        values = {
            "account_id": account_id,
            "status": row.status,
            "formula": row.formula,
            "vehicle": row.vehicle,
            "registration": row.registration,
            "premium_cents": round(row.premium * 100),
            "crm_hundredths": round(row.crm * 100),
            "deductible_eur": row.deductible,
            "begins_on": row.begins_on,
            "renews_on": row.renews_on,
        }
        connection.execute(
            insert(connection)(contracts)
            .values(number=row.number, **values)
            .on_conflict_do_update(index_elements=["number"], set_=values)
        )
        added += row.number not in known
        changed += row.number in known
    return TakenIn(customers, added, changed)
