"""Demonstration data of the intranet: three people, two rooms, some products."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from comptoir.intranet import accounts, direct, products, resources, rooms, sending
from comptoir.intranet.models import accounts as account_rows
from comptoir.intranet.models import rooms as room_rows

PASSWORD = "comptoir-demo"  # noqa: S105 - printed at start; production never has these accounts
PEOPLE = (
    ("admin@intranet.example", "admin", "Administratrice", "admin"),
    ("alice@intranet.example", "alice", "Alice Martin", "staff"),
    ("bob@intranet.example", "bob", "Bob Durand", "member"),
)
_SAID = (
    ("alice", "Bonjour à tous ! Qui vient jeudi soir ?"),
    ("bob", "Moi, avec plaisir."),
    ("admin", "La terrasse est réservée pour 19 h. @alice tu apportes les boissons ?"),
)
_PRODUCTS = (
    ("Casque audio", "Casque fermé, Bluetooth 5.3, étui rigide.", "129.90", 24),
    ("Station d'accueil", "USB-C, deux écrans, 96 W.", "189.00", 11),
    ("Clavier sans fil", "Disposition française, rétroéclairé.", "79.50", 40),
)


def is_empty(connection: Connection) -> bool:
    """Whether nobody has put anything into this intranet yet."""
    return (
        connection.execute(select(account_rows.c.id)).first() is None
        and connection.execute(select(room_rows.c.id)).first() is None
    )


def _say(
    connection: Connection, room_id: int, said: list[tuple[int, str, str]], now: datetime
) -> None:
    drafts = [
        sending.Draft(room_id, person, name, words, lambda *_: None) for person, name, words in said
    ]
    sending.store(connection, drafts, now)


def load(connection: Connection, password_hash: str, now: datetime) -> None:
    """Fill an empty intranet."""
    people: dict[str, int] = {}
    for email, username, full_name, role in PEOPLE:
        registration = accounts.Registration(
            email=email, username=username, full_name=full_name, password=PASSWORD
        )
        row = accounts.create(connection, registration, password_hash, now, role=role)
        people[username] = row["id"]
    for name, topic in (("general", "Tout et le reste"), ("afterworks", "Jeudi soir")):
        new = rooms.NewRoom(name=name, topic=topic)
        room = rooms.create(connection, new, people["admin"], now)
        for person in people.values():
            rooms.add_member(connection, room["id"], person, now)
        if name == "afterworks":
            said = [(people[who], who, words) for who, words in _SAID]
            _say(connection, room["id"], said, now)
    room_id = direct.open_between(connection, people["alice"], people["bob"], now)
    _say(connection, room_id, [(people["alice"], "alice", "Tu as vu le salon afterworks ?")], now)
    for name, description, price, stock in _PRODUCTS:
        new_product = products.NewProduct.model_validate(
            {"name": name, "description": description, "price": price, "stock": stock}
        )
        products.add(connection, new_product, people["alice"], now)
    guide = resources.NewResource(
        title="Guide d'accueil",
        url="https://www.service-public.fr/",
        review_on=(now + timedelta(days=180)).date(),
    )
    resources.add(connection, guide, people["admin"], None, now)
