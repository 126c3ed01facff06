"""Demonstration data of the agents' service: the README's people, and a public agent."""

from datetime import datetime

from sqlalchemy import Connection, select

from comptoir.foyer import accounts, agents
from comptoir.foyer.models import users

PEOPLE = (("admin@foyer.example", "ADM", "admin"), ("ada@foyer.example", "ADA", "user"))
_PUBLIC_AGENT = agents.NewAgent(
    name="Assistant Général",
    system_prompt="Tu es un assistant utile. Tu réponds en français, avec précision et concision.",
    is_public=True,
    model="mistral-small",
    temperature=0.7,
)


def is_empty(connection: Connection) -> bool:
    """Whether nobody has an account here yet."""
    return connection.execute(select(users.c.id).limit(1)).first() is None


def load(connection: Connection, password_hash: str, now: datetime) -> None:
    """Fill an empty service."""
    for email, trigramme, role in PEOPLE:
        person = accounts.Registration(email=email, trigramme=trigramme, password="x" * 8)
        row = accounts.create(connection, person, password_hash, now, role=role)
        if role == "admin":
            agents.create(connection, _PUBLIC_AGENT, row["id"], now)
