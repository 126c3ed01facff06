"""Questions and their answers: kept, found however they are typed, taken in from files.

The rules behind `faq.py` and `comptoir import faq`. Each language has its own questions and its
own scope of the search index.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import AfterValidator, Field
from sqlalchemy import Connection, RowMapping, delete, func, select, update

from comptoir.kernel import search as index
from comptoir.kernel.bodies import Body
from comptoir.kernel.db import insert
from comptoir.kernel.errors import Problem, Text
from comptoir.meuble.models import counters, faq_questions

NUMBERING = "faq"
MAXIMUM_QUESTIONS = 2000
"""In all languages together: a list holds them all."""
MAXIMUM_FOUND = 20
MAXIMUM_QUESTION_CHARS, MAXIMUM_ANSWER_CHARS = 300, 5000


class Category(NamedTuple):
    """A heading of the page: its name in French and English, and an emoji."""

    name: Text
    icon: str


CATEGORIES: Final[dict[str, Category]] = {
    "entretien": Category(Text("Entretien", "Care"), "🧹"),
    "garantie": Category(Text("Garantie", "Guarantee"), "🛡️"),
    "livraison": Category(Text("Livraison", "Delivery"), "🚚"),
    "retour": Category(Text("Retours et rétractation", "Returns and withdrawal"), "↩️"),
    "paiement": Category(Text("Paiement", "Payment"), "💳"),
    "commande": Category(Text("Commande et compte", "Orders and account"), "🛒"),
    "sav": Category(Text("Service après-vente", "After-sales service"), "🛠️"),
    "produit": Category(Text("Produits et montage", "Products and assembly"), "🛋️"),
}

Language = Literal["fr", "en", "es", "it", "de", "ar"]


def _said(text: str) -> str:
    """Text without blanks around it; some must be left."""
    if not text.strip():
        raise ValueError(Text("texte attendu", "text expected"))
    return text.strip()


def _category(given: str) -> str:
    if given not in CATEGORIES:
        known = ", ".join(CATEGORIES)
        raise ValueError(Text(f"une de {known} attendue", f"one of {known} expected"))
    return given


Wording = Annotated[str, Field(max_length=MAXIMUM_QUESTION_CHARS), AfterValidator(_said)]
AnswerText = Annotated[str, Field(max_length=MAXIMUM_ANSWER_CHARS), AfterValidator(_said)]
CategoryId = Annotated[str, AfterValidator(_category)]
Keywords = Annotated[
    list[Annotated[str, Field(max_length=60), AfterValidator(_said)]], Field(max_length=20)
]
Also = Annotated[list[Wording], Field(max_length=10)]


class Question(Body):
    """A question as staff write it, or a line of an imported file."""

    question: Wording
    answer: AnswerText
    category_id: CategoryId
    keywords: Keywords = Field(default_factory=list)
    also: Also = Field(default_factory=list)
    lang: Language = "fr"


class Changes(Body):
    """What staff may change of a question."""

    question: Wording | None = None
    answer: AnswerText | None = None
    category_id: CategoryId | None = None
    keywords: Keywords | None = None
    also: Also | None = None


def from_file(item: dict[str, Any]) -> Question:
    """A line of a file, which says `category` where the service says `category_id`.

    Raises pydantic's ValidationError.
    """
    return Question.model_validate(
        {("category_id" if name == "category" else name): value for name, value in item.items()}
    )


def not_found() -> Problem:
    """There is no such question."""
    return Problem(404, "question_not_found", Text("Question introuvable.", "Question not found."))


# ── Reading ───────────────────────────────────────────────────────────────────────────────


def listed(connection: Connection, lang: str, category: str | None = None) -> Sequence[RowMapping]:
    """The questions of a language, newest first; those written together, as they were written."""
    wanted = select(faq_questions).where(faq_questions.c.lang == lang)
    if category is not None:
        wanted = wanted.where(faq_questions.c.category_id == category)
    newest_first = wanted.order_by(faq_questions.c.created_at.desc(), faq_questions.c.number)
    return connection.execute(newest_first).mappings().all()


def found(
    connection: Connection, asked: str, lang: str, category: str | None = None
) -> Sequence[RowMapping]:
    """At most 20 questions that answer what was asked, the best first, however it was typed."""
    # A category keeps some of what is found, so more is looked for.
    k = MAXIMUM_FOUND if category is None else MAXIMUM_FOUND * len(CATEGORIES)
    numbers = [hit.id for hit in index.search(connection, _scope(lang), asked, k, lang)]
    wanted = select(faq_questions).where(faq_questions.c.number.in_(numbers))
    if category is not None:
        wanted = wanted.where(faq_questions.c.category_id == category)
    rows = {row["number"]: row for row in connection.execute(wanted).mappings()}
    return [rows[number] for number in numbers if number in rows][:MAXIMUM_FOUND]


def one(connection: Connection, number: int) -> RowMapping:
    """A question. Raises Problem 404."""
    wanted = select(faq_questions).where(faq_questions.c.number == number)
    row = connection.execute(wanted).mappings().one_or_none()
    if row is None:
        raise not_found()
    return row


def counts(connection: Connection, lang: str) -> dict[str, int]:
    """How many questions each category has, every category named."""
    per_category = (
        select(faq_questions.c.category_id, func.count())
        .where(faq_questions.c.lang == lang)
        .group_by(faq_questions.c.category_id)
    )
    there: dict[str, int] = dict(connection.execute(per_category).all())
    return {category: there.get(category, 0) for category in CATEGORIES}


def totals(connection: Connection, lang: str) -> RowMapping:
    """`questions`, `helpful` and `not_helpful` votes, and when something last changed."""
    q = faq_questions.c
    summed = select(
        func.count().label("questions"),
        func.coalesce(func.sum(q.helpful_count), 0).label("helpful"),
        func.coalesce(func.sum(q.not_helpful_count), 0).label("not_helpful"),
        func.max(q.updated_at).label("updated_at"),
    ).where(q.lang == lang)
    return connection.execute(summed).mappings().one()


# ── Writing ───────────────────────────────────────────────────────────────────────────────


def _scope(lang: str) -> str:
    return f"meuble.faq.{lang}"


def _index(connection: Connection, rows: Sequence[Mapping[str, Any] | RowMapping]) -> None:
    for lang in sorted({row["lang"] for row in rows}):
        index.put(
            connection,
            _scope(lang),
            [
                index.Document(
                    row["number"],
                    " ".join([row["answer"], *row["keywords"]]),
                    " ".join([row["question"], *row["also"]]),
                    lang,
                )
                for row in rows
                if row["lang"] == lang
            ],
        )


def _numbers(connection: Connection, count: int) -> range:
    """Numbers nobody had before: one that a deleted question had is not used again."""
    first = insert(connection)(counters).values(name=NUMBERING, value=count)
    last: int = connection.execute(
        first.on_conflict_do_update(
            index_elements=[counters.c.name], set_={"value": counters.c.value + count}
        ).returning(counters.c.value)
    ).scalar_one()
    return range(last - count + 1, last + 1)


def add(connection: Connection, new: Sequence[Question], now: datetime) -> list[int]:
    """Keep new questions; their numbers. Raises Problem 409 where there would be too many."""
    if not new:
        return []
    # Taking numbers first makes writers wait for each other, so that the count below holds.
    numbers = _numbers(connection, len(new))
    kept = connection.execute(select(func.count()).select_from(faq_questions)).scalar_one()
    if kept + len(new) > MAXIMUM_QUESTIONS:
        raise Problem(
            409,
            "too_many_questions",
            Text(
                f"La FAQ contient au plus {MAXIMUM_QUESTIONS} questions.",
                f"The FAQ holds at most {MAXIMUM_QUESTIONS} questions.",
            ),
        )
    rows = [
        {
            "number": number,
            **question.model_dump(),
            "views": 0,
            "helpful_count": 0,
            "not_helpful_count": 0,
            "created_at": now,
            "updated_at": now,
        }
        for number, question in zip(numbers, new, strict=True)
    ]
    connection.execute(faq_questions.insert(), rows)
    _index(connection, rows)
    return list(numbers)


def change(connection: Connection, number: int, changes: Changes, now: datetime) -> RowMapping:
    """Change a question; as it is now. Raises Problem 404."""
    values = changes.model_dump(exclude_none=True)
    if not values:
        return one(connection, number)
    changed = _rewrite(connection, number, values, now)
    _index(connection, [changed])
    return changed


def _rewrite(
    connection: Connection, number: int, values: dict[str, Any], now: datetime
) -> RowMapping:
    changed = (
        connection.execute(
            update(faq_questions)
            .where(faq_questions.c.number == number)
            .values(**values, updated_at=now)
            .returning(faq_questions)
        )
        .mappings()
        .one_or_none()
    )
    if changed is None:
        raise not_found()
    return changed


def remove(connection: Connection, number: int) -> None:
    """Delete a question with its votes. Raises Problem 404."""
    lang = connection.execute(
        delete(faq_questions)
        .where(faq_questions.c.number == number)
        .returning(faq_questions.c.lang)
    ).scalar_one_or_none()
    if lang is None:
        raise not_found()
    index.remove(connection, _scope(lang), [number])


class Imported(NamedTuple):
    """What an import did."""

    added: int
    changed: int
    unchanged: int


def take_in(connection: Connection, given: Sequence[Question], now: datetime) -> Imported:
    """Add what is new; a question asked in the same words takes the new answer, and keeps its
    votes. Raises Problem 409 where there would be too many.
    """
    _numbers(connection, 0)  # holds the counter, so nobody adds meanwhile
    there = {
        (row["lang"], _folded(row["question"])): row
        for row in connection.execute(select(faq_questions)).mappings()
    }
    new = [question for question in given if name_of(question) not in there]
    rewritten = {}
    for question in given:
        row = there.get(name_of(question))
        values = question.model_dump()
        if row is not None and any(row[name] != value for name, value in values.items()):
            rewritten[row["number"]] = values
    # Rows in order, then the index: whoever writes otherwise would wait for us, and we for them.
    _index(
        connection,
        [_rewrite(connection, number, rewritten[number], now) for number in sorted(rewritten)],
    )
    add(connection, new, now)
    return Imported(len(new), len(rewritten), len(given) - len(new) - len(rewritten))


def name_of(question: Question) -> tuple[str, str]:
    """What tells one question from another: its language and words, not its punctuation."""
    return question.lang, _folded(question.question)


def _folded(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
