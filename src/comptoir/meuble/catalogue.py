"""The catalogue: products kept, listed, found however a search is typed, taken in from files.

The rules behind `products.py`, `comptoir import products` and the chat's answers about products.
Prices are whole cents in the tables and euros on the wire.
"""

import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, NamedTuple, Self, get_args

import orjson
from pydantic import (
    AfterValidator,
    AliasChoices,
    BeforeValidator,
    Field,
    ValidationError,
    model_validator,
)
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    RowMapping,
    Select,
    bindparam,
    case,
    func,
    select,
    update,
)

from comptoir.kernel import search as index
from comptoir.kernel.bodies import Body
from comptoir.kernel.db import insert
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.prepared import PreparedRead, joined
from comptoir.kernel.text import bare, spoken
from comptoir.meuble.models import counters, products
from comptoir.meuble.shopping import Wish, colours_of, seats_in, wish

NUMBERING, REVISION, STATE = "products", "catalogue", "catalogue state"
MAXIMUM_PRODUCTS = 5_000
MAXIMUM_FOUND = 200
"""Products that one search finds."""
SCOPE, NAMES_SCOPE = "meuble.products", "meuble.products.names"
"""All that is said of a product; and what it is called, made of, coloured and measures."""
_AS_GOOD = 0.5
"""Where no word names a product, how near to the best a description must come."""
_NAMES = 0.7
"""How near to the best a product must come that a word names: a near word brings 0.4 of its own."""

CATEGORIES: Final[dict[str, Text]] = {
    "salon": Text("Salon", "Living room"),
    "salle_a_manger": Text("Salle à manger", "Dining room"),
    "chambre": Text("Chambre", "Bedroom"),
    "decoration": Text("Décoration", "Decoration"),
}

p = products.c


def not_found() -> Problem:
    """There is no such product."""
    return Problem(404, "product_not_found", Text("Produit introuvable.", "Product not found."))


def normal_sku(given: str) -> str:
    """A SKU as it is kept: an É is one letter, however it was typed."""
    return unicodedata.normalize("NFC", given)


# ── Reading ───────────────────────────────────────────────────────────────────────────────


def _page(of: ColumnElement[bool] | None) -> Select[str | None, int, int | None]:
    """One row: a page as one text, how many products there are in all, and the state's tag.

    One cell, since fetching fifty costs more than all the rest of the statement. The rows come
    sorted out of the index, and both databases join them as they come.
    """
    total = select(func.count()).select_from(products)
    rows = select(p.listed).order_by(p.number.desc())
    if of is not None:
        total, rows = total.where(of), rows.where(of)
    shown = rows.limit(bindparam("limit")).offset(bindparam("offset")).subquery()
    return select(
        select(joined(shown.c.listed)).scalar_subquery(),
        total.scalar_subquery(),
        select(counters.c.value).where(counters.c.name == STATE).scalar_subquery(),
    )


_PAGE = PreparedRead(_page(None))
_CATEGORY_PAGE = PreparedRead(_page(p.category == bindparam("category")))


class Page(NamedTuple):
    """Some products as lists show them, in JSON with commas between; and how many in all."""

    listed: str
    total: int
    state: int | None
    """A number that the catalogue has until anything in it changes."""


def page(connection: Connection, category: str | None, limit: int, offset: int) -> Page:
    """The products of a category, or all; newest first, those taken in together in their order."""
    if category is None:
        [(listed, total, state)] = _PAGE.rows(connection, limit=limit, offset=offset)
    else:
        [(listed, total, state)] = _CATEGORY_PAGE.rows(
            connection, category=category, limit=limit, offset=offset
        )
    return Page(listed or "", total, state)


def page_found(
    connection: Connection, text: str, category: str | None, limit: int, offset: int
) -> Page:
    """The products that fit what was typed, in the order of `search`."""
    skus = found(connection, text, category)
    wanted = skus[offset : offset + limit]
    rows = connection.execute(select(p.sku, p.listed).where(p.sku.in_(wanted)))
    listed: dict[str, str] = dict(rows.all())
    return Page(",".join(listed[sku] for sku in wanted), len(skus), None)


def one(connection: Connection, sku: str) -> RowMapping:
    """A product. Raises Problem 404."""
    row = connection.execute(select(products).where(p.sku == normal_sku(sku))).mappings().first()
    if row is None:
        raise not_found()
    return row


def counts(connection: Connection) -> dict[str, int]:
    """How many products each category has, every category named."""
    there: dict[str, int] = dict(
        connection.execute(select(p.category, func.count()).group_by(p.category)).all()
    )
    return {category: there.get(category, 0) for category in CATEGORIES}


class Kind(NamedTuple):
    """A kind of furniture in a category: how many there are, and between which prices."""

    category: str
    type: str
    products: int
    in_stock: int
    lowest_cents: int
    highest_cents: int


class Summary(NamedTuple):
    """The catalogue at a glance."""

    revision: int
    """How often something in it changed."""
    updated_at: datetime | None
    kinds: list[Kind]


def summary(connection: Connection) -> Summary:
    """What there is of each kind, and from which price to which."""
    revision = connection.execute(
        select(counters.c.value).where(counters.c.name == REVISION)
    ).scalar_one_or_none()
    rows = connection.execute(
        select(
            p.category,
            p.type,
            func.count(),
            func.sum(case((p.stock > 0, 1), else_=0)),
            func.min(p.price_cents),
            func.max(p.price_cents),
        )
        .group_by(p.category, p.type)
        .order_by(p.category, func.count().desc(), p.type)
    )
    updated_at = connection.execute(select(func.max(p.updated_at))).scalar_one()
    return Summary(revision or 0, updated_at, [Kind(*row) for row in rows])


# ── Searching ─────────────────────────────────────────────────────────────────────────────


def search(
    connection: Connection, text: str, *, category: str | None = None, limit: int = 3
) -> list[RowMapping]:
    """The products that fit what was typed, the best first; the cheapest first if that was asked.

    Slips, missing accents and the words of six languages for furniture and colours are
    understood, and so are prices ("moins de 500 euros") and sizes ("3 places"). `text` may be a
    whole sentence; one that asks for nothing finds nothing.
    """
    skus = found(connection, text, category)[:limit]
    rows = connection.execute(select(products).where(p.sku.in_(skus))).mappings()
    by_sku = {row["sku"]: row for row in rows}
    return [by_sku[sku] for sku in skus]


def found(connection: Connection, text: str, category: str | None = None) -> list[str]:
    """The SKUs of at most 200 products that fit what was typed, in the order of `search`."""
    wanted = wish(text)
    asked = " ".join(filter(None, (*wanted.words, wanted.type, *sorted(wanted.colours))))
    scores = {
        str(hit.id): hit.score for hit in index.search(connection, SCOPE, asked, MAXIMUM_FOUND)
    }
    named = [_named(connection, word) for word in wanted.words]
    candidates = _candidates(connection, wanted, {*scores, *set().union(*named)}, category)
    return [row.sku for row in _best(candidates, wanted, named, scores)][:MAXIMUM_FOUND]


def _named(connection: Connection, word: str) -> set[str]:
    """The products that a word names, not those that another word of its kind would."""
    hits = index.search(connection, NAMES_SCOPE, word, MAXIMUM_FOUND)
    return {str(hit.id) for hit in hits if hit.score >= hits[0].score * _NAMES}


Candidate = Row[*tuple[Any, ...]]


def _candidates(
    connection: Connection, wanted: Wish, hits: set[str], category: str | None
) -> Sequence[Candidate]:
    """The products of the kind that is wanted, else those that have a word of it, within the price.

    Only a price or a size: all that fit.
    """
    within = select(p.sku, p.name, p.type, p.price_cents, p.description, p.details, p.number)
    if category is not None:
        within = within.where(p.category == category)
    if wanted.at_least_cents is not None:
        within = within.where(p.price_cents >= wanted.at_least_cents)
    if wanted.at_most_cents is not None:
        within = within.where(p.price_cents <= wanted.at_most_cents)
    if wanted.type is not None:
        of_its_kind = connection.execute(within.where(p.type == wanted.type)).all()
        if of_its_kind or _is_sold(connection, wanted.type):
            return of_its_kind
    if hits:
        return connection.execute(within.where(p.sku.in_(sorted(hits)))).all()
    says_something = wanted.words or wanted.colours or wanted.type
    asks_something = wanted.seats or wanted.order or wanted.at_least_cents or wanted.at_most_cents
    if says_something or not asks_something:
        return []
    return connection.execute(within).all()


def _is_sold(connection: Connection, kind: str) -> bool:
    return connection.execute(select(p.sku).where(p.type == kind).limit(1)).first() is not None


def _best(
    candidates: Sequence[Candidate],
    wanted: Wish,
    named: Sequence[set[str]],
    scores: Mapping[str, float],
) -> list[Candidate]:
    """The candidates that have most of what was asked for, in the wanted order."""
    met = {row.sku: _met(row, wanted, named) for row in candidates}
    most = max(met.values(), default=0)
    best = [row for row in candidates if met[row.sku] == most]
    if most == 0 and wanted.type is None and scores:
        good = max(scores.get(row.sku, 0) for row in best) * _AS_GOOD if best else 0
        best = [row for row in best if scores.get(row.sku, 0) >= good]
    best.sort(key=lambda row: (-scores.get(row.sku, 0), -row.number))
    if wanted.order == "cheapest":
        best.sort(key=lambda row: row.price_cents)
    elif wanted.order == "dearest":
        best.sort(key=lambda row: -row.price_cents)
    return best


def _met(row: Candidate, wanted: Wish, named: Sequence[set[str]]) -> int:
    """How many of the things asked for a product has: words, each colour, the number of seats."""
    words = sum(row.sku in having for having in named)
    colours = len(wanted.colours & colours_of(row.details["colors"]))
    seats = wanted.seats is not None and wanted.seats == _seats(row)
    return words + colours + seats


def _seats(row: Candidate) -> int | None:
    return seats_in(row.name) or seats_in(row.description)


# ── Writing ───────────────────────────────────────────────────────────────────────────────

Component = Literal["structure", "mechanism", "electric", "covering", "comfort"]
COMPONENTS: Final[tuple[Component, ...]] = get_args(Component)
MAXIMUM_PRICE_EUR = 100_000
MAXIMUM_STOCK = 1_000_000
RESERVED = {"categories"}
"""Names that are routes of their own."""
_SKU = re.compile(r"\w(?:[\w.-]{0,38}\w)?")
_LINK = re.compile(r"(?:https?:/)?/\S+")


def _sku(given: str) -> str:
    sku = normal_sku(given.strip())
    if not _SKU.fullmatch(sku) or sku in RESERVED:
        raise ValueError(
            Text(
                "1 à 40 lettres, chiffres, tirets, points ou soulignés attendus",
                "1 to 40 letters, digits, hyphens, dots or underscores expected",
            )
        )
    return sku


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError(Text("texte attendu", "text expected"))
    return text.strip()


def _category(given: str) -> str:
    category = category_id(given)
    if category is None:
        known = ", ".join(CATEGORIES)
        raise ValueError(Text(f"une de {known} attendue", f"one of {known} expected"))
    return category


def _link(given: str) -> str:
    if not _LINK.fullmatch(given):
        raise ValueError(Text("adresse attendue", "address expected"))
    return given


def _number(given: Any) -> Any:
    """A number as French spreadsheets write it too: "1 299,90 €"."""
    if isinstance(given, bool):
        raise ValueError(Text("nombre attendu", "number expected"))
    if not isinstance(given, str):
        return given
    return re.sub(r"[\s€]", "", given).replace(",", ".")


def _price(price: Decimal) -> Decimal:
    """A price in euros and whole cents."""
    if not 0 < price <= MAXIMUM_PRICE_EUR or price != round(price, 2):
        most = MAXIMUM_PRICE_EUR
        raise ValueError(
            Text(
                f"prix en euros attendu, de 0,01 à {most}, au centime",
                f"price in euros expected, from 0.01 to {most}, in whole cents",
            )
        )
    return price


Short = Annotated[str, Field(max_length=120), AfterValidator(_said)]
Label = Annotated[str, Field(max_length=40), AfterValidator(_said)]
Labels = Annotated[list[Label], Field(max_length=20)]
Price = Annotated[
    Decimal, Field(allow_inf_nan=False), BeforeValidator(_number), AfterValidator(_price)
]
Stock = Annotated[int, Field(ge=0, le=MAXIMUM_STOCK), BeforeValidator(_number)]
Years = Annotated[int, Field(ge=0, le=50), BeforeValidator(_number)]
Weight = Annotated[float, Field(gt=0, le=2_000, allow_inf_nan=False), BeforeValidator(_number)]


class Product(Body):
    """A product as a file gives it."""

    sku: Annotated[str, AfterValidator(_sku)] = Field(validation_alias=AliasChoices("sku", "id"))
    name: Short
    category: Annotated[str, AfterValidator(_category)]
    type: Annotated[str, Field(max_length=30), AfterValidator(_said)]
    price: Price = Field(validation_alias=AliasChoices("price", "price_eur"))
    stock: Stock
    description: Annotated[str, Field(max_length=5_000), AfterValidator(_said)]
    dimensions: Annotated[str, Field(max_length=80)] = ""
    weight_kg: Weight | None = None
    colors: Labels = Field(default_factory=list)
    materials: Labels = Field(default_factory=list)
    warranty_years: Years | None = None
    warranty: dict[Component, Years] = Field(default_factory=dict)
    images: Annotated[
        list[Annotated[str, Field(max_length=500), AfterValidator(_link)]], Field(max_length=20)
    ] = Field(default_factory=list)
    care: Annotated[str, Field(max_length=2_000)] = ""

    @model_validator(mode="after")
    def _guaranteed(self) -> Self:
        """Years for the whole are years for each part; years for parts, those of the longest."""
        if not self.warranty and self.warranty_years:
            self.warranty = dict.fromkeys(COMPONENTS, self.warranty_years)
        if self.warranty_years is None:
            self.warranty_years = max(self.warranty.values(), default=0)
        return self

    def row(self) -> dict[str, Any]:
        """What the table keeps of it, but for what it is listed as."""
        values = self.model_dump()
        kept = {name: values.pop(name) for name in ("sku", "name", "category", "type", "stock")}
        price_cents = int(values.pop("price") * 100)
        description = values.pop("description")
        return kept | {
            "price_cents": price_cents,
            "description": description,
            "details": values,
        }


_SHOWN_ALONE = {"id", "price_eur", "in_stock", "updated_at"}
"""What a file may say beside the fields: other names of them, and what answers add."""


def from_file(item: dict[str, Any]) -> Product:
    """A row of a file; in a spreadsheet the guarantee of each part has a column of its own.

    Raises pydantic's ValidationError, also for a name that is no field: a slip would lose a column.
    """
    parts = {name: f"warranty_{name}" for name in COMPONENTS}
    given = {name: value for name, value in item.items() if name not in parts.values()}
    warranty = {part: item[column] for part, column in parts.items() if column in item}
    if warranty:
        given["warranty"] = warranty
    for name in given:
        if name not in Product.model_fields and name not in _SHOWN_ALONE:
            raise ValidationError.from_exception_data(
                "Product",
                [{"type": "extra_forbidden", "loc": (name[:60],), "input": None}],
            )
    return Product.model_validate(given)


class Changes(Body):
    """What staff change of a product."""

    price: Price | None = None
    stock: Stock | None = None


class Imported(NamedTuple):
    """What an import did."""

    added: int
    changed: int
    unchanged: int


def take_in(connection: Connection, given: Sequence[Product], now: datetime) -> Imported:
    """Add what is new and change what is known by its SKU; what is not given stays.

    Of new ones the first given is listed first. Raises Problem 409 where there would be too many.
    """
    _count_on(connection, REVISION, 0)  # holds the counter, so that writers take turns
    there = {row["sku"]: row for row in connection.execute(select(products)).mappings()}
    given_rows = [product.row() for product in given]
    new = [row for row in given_rows if row["sku"] not in there]
    changed = [
        row
        for row in given_rows
        if row["sku"] in there
        and any(there[row["sku"]][name] != value for name, value in row.items())
    ]
    if len(there) + len(new) > MAXIMUM_PRODUCTS:
        raise Problem(
            409,
            "too_many_products",
            Text(
                f"Le catalogue contient au plus {MAXIMUM_PRODUCTS} produits.",
                f"The catalogue holds at most {MAXIMUM_PRODUCTS} products.",
            ),
        )
    last = _count_on(connection, NUMBERING, len(new))
    rows = [
        {**row, "number": last - place, "listed": listed(row), "updated_at": now}
        for place, row in enumerate(new)
    ]
    if rows:
        connection.execute(products.insert(), rows)
    for row in changed:
        connection.execute(
            update(products)
            .where(p.sku == row["sku"])
            .values(**row, listed=listed(row), updated_at=now)
        )
    _index(connection, [*new, *changed])
    if new or changed:
        _changed(connection)
    return Imported(len(new), len(changed), len(given) - len(new) - len(changed))


def _changed(connection: Connection) -> None:
    """Count a change, and give the catalogue a state it never had, nor any other catalogue."""
    _count_on(connection, REVISION, 1)
    state = {"value": secrets.randbits(31)}
    first = insert(connection)(counters).values(name=STATE, **state)
    connection.execute(first.on_conflict_do_update(index_elements=[counters.c.name], set_=state))


def _count_on(connection: Connection, counter: str, by: int) -> int:
    """Move a counter on; where it is then."""
    first = insert(connection)(counters).values(name=counter, value=by)
    value: int = connection.execute(
        first.on_conflict_do_update(
            index_elements=[counters.c.name], set_={"value": counters.c.value + by}
        ).returning(counters.c.value)
    ).scalar_one()
    return value


def change(connection: Connection, sku: str, changes: Changes, now: datetime) -> RowMapping:
    """Change the price or the stock of a product; as it is now. Raises Problem 404."""
    _count_on(connection, REVISION, 0)  # holds the counter, so that writers take turns
    row = one(connection, sku)
    values: dict[str, Any] = {}
    if changes.price is not None:
        values["price_cents"] = int(changes.price * 100)
    if changes.stock is not None:
        values["stock"] = changes.stock
    if all(row[name] == value for name, value in values.items()):
        return row
    connection.execute(
        update(products)
        .where(p.sku == row["sku"])
        .values(**values, listed=listed({**row, **values}), updated_at=now)
    )
    _changed(connection)
    return one(connection, sku)


def listed(row: Mapping[str, Any]) -> str:
    """A product as lists show it, in JSON.

    Kept with the row and written with it, since a page of a list is read far more often than
    anything in it changes: fifty of them are one statement and no work.
    """
    return orjson.dumps(brief(row)).decode()


def brief(row: Mapping[str, Any] | RowMapping) -> dict[str, Any]:
    """What a list shows of a product."""
    details = row["details"]
    return {
        "id": row["sku"],
        "sku": row["sku"],
        "name": row["name"],
        "category": row["category"],
        "type": row["type"],
        "price": euros(row["price_cents"]),
        "description": row["description"],
        "stock": row["stock"],
        "in_stock": row["stock"] > 0,
        "colors": details["colors"],
        "images": details["images"],
    }


def euros(cents: int) -> orjson.Fragment:
    """A number of euros with its two decimals, which a float would lose."""
    return orjson.Fragment(f"{cents // 100}.{cents % 100:02}")


def category_id(given: str) -> str | None:
    """The category that is meant, by its id or by its name in French or English."""
    wanted = bare(given.strip().casefold())
    for category, names in CATEGORIES.items():
        if wanted in {category, *(bare(name.casefold()) for name in names)}:
            return category
    return None


def _index(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Let products be found as they are now."""
    names = {row["sku"]: _called(row) for row in rows}
    index.put(
        connection,
        SCOPE,
        [
            index.Document(row["sku"], f"{names[row['sku']]} {row['description']}", row["name"])
            for row in rows
        ],
    )
    index.put(connection, NAMES_SCOPE, [index.Document(sku, text) for sku, text in names.items()])


def _called(row: Mapping[str, Any]) -> str:
    """What a product is called, made of and coloured, and its measures; each word once."""
    details = row["details"]
    measures = re.findall(r"\d+", details["dimensions"])
    for pair in re.findall(r"\b(\d+)(?: ?cm)? ?[x×] ?(\d+)", row["description"]):
        measures += pair
    said = " ".join(
        [
            row["sku"],
            row["name"],
            row["type"],
            CATEGORIES[row["category"]].fr,
            *details["colors"],
            *details["materials"],
            *measures,
        ]
    )
    return " ".join(dict.fromkeys(spoken(said)))
