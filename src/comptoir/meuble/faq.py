"""The shop's questions and answers over HTTP: reading, searching, voting, keeping them.

Serves `/api/faq` of the 2026 document. French is the language unless `lang` says otherwise.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from comptoir.kernel.bodies import Body, answer_response, json_response, once_of
from comptoir.kernel.callers import Caller
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.etags import tagged_response
from comptoir.kernel.idempotency import Answer, once
from comptoir.meuble import popularity, questions, wire
from comptoir.meuble.access import Anyone, GuardedRoute, Staff, admin, anyone
from comptoir.meuble.questions import CATEGORIES, Changes, Language, Question
from comptoir.platform import Platform

VERSION = "2.1"
"""Of the shape of the answers, as the document numbers it."""
MAXIMUM_QUERY_CHARS = 500


class Vote(Body):
    """Whether an answer helped."""

    question_id: Annotated[str, Field(max_length=20)]
    helpful: bool


async def editor(request: Request) -> Caller:
    """Whoever may add a question: anybody in development, as documented; else an admin."""
    platform: Platform = request.app.state.platform
    return await (admin if platform.settings.production else anyone)(request)


Editor = Annotated[Caller, Depends(editor)]


# ── The wire ──────────────────────────────────────────────────────────────────────────────


def question_body(row: RowMapping) -> dict[str, Any]:
    """A question as the document shows it; `popularity` is how often it was opened."""
    category = CATEGORIES[row["category_id"]]
    return {
        "id": wire.question_id(row["number"]),
        "question": row["question"],
        "answer": row["answer"],
        "category": _name(row["category_id"], row["lang"]),
        "category_id": row["category_id"],
        "category_icon": category.icon,
        "keywords": row["keywords"],
        "popularity": row["views"],
        "helpful_count": row["helpful_count"],
        "not_helpful_count": row["not_helpful_count"],
        "lang": row["lang"],
        "also": row["also"],
        "created_at": iso(row["created_at"]),
        "updated_at": iso(row["updated_at"]),
    }


def _name(category_id: str, lang: str) -> str:
    return CATEGORIES[category_id].name.in_language("fr" if lang == "fr" else "en")


def _category_id(given: str) -> str | None:
    """The category that is meant, by its id or by its name as the answers write it."""
    wanted = given.strip().casefold()
    for category_id, category in CATEGORIES.items():
        if wanted in {category_id, *(name.casefold() for name in category.name)}:
            return category_id
    return None


def _number(question_id: str) -> int:
    """The number a question is kept under. Raises Problem 404 for what is no such name."""
    number = wire.question_number(question_id)
    if number is None:
        raise questions.not_found()
    return number


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["FAQ"])


@router.get("/api/faq")
async def list_questions(
    request: Request,
    caller: Anyone,
    query: Annotated[str, Query(max_length=MAXIMUM_QUERY_CHARS)] = "",
    category: Annotated[str | None, Query(max_length=100)] = None,
    lang: Language = "fr",
) -> Response:
    """Every question; with `query`, the 20 that answer it best, the best first."""
    platform: Platform = request.app.state.platform
    category_id = _category_id(category) if category else None
    if category and category_id is None:
        return tagged_response(request, [])
    if query.strip():
        rows = await platform.db.read(questions.found, query, lang, category_id)
    else:
        rows = await platform.db.read(questions.listed, lang, category_id)
    return tagged_response(request, [question_body(row) for row in rows])


@router.get("/api/faq/categories")
async def list_categories(request: Request, caller: Anyone, lang: Language = "fr") -> Response:
    """The headings, and how many questions are under each."""
    platform: Platform = request.app.state.platform
    counts = await platform.db.read(questions.counts, lang)
    body = [
        {
            "id": category_id,
            "name": _name(category_id, lang),
            "icon": CATEGORIES[category_id].icon,
            "question_count": count,
        }
        for category_id, count in counts.items()
    ]
    return tagged_response(request, body)


@router.get("/api/faq/category/{category_id}")
async def list_category(
    request: Request, category_id: str, caller: Anyone, lang: Language = "fr"
) -> Response:
    """The questions under one heading."""
    platform: Platform = request.app.state.platform
    meant = _category_id(category_id)
    if meant is None:
        raise Problem(
            404, "category_not_found", Text("Catégorie introuvable.", "Category not found.")
        )
    rows = await platform.db.read(questions.listed, lang, meant)
    return tagged_response(request, [question_body(row) for row in rows])


@router.post("/api/faq/vote")
async def vote(request: Request, body: Vote, caller: Anyone) -> Response:
    """Say whether an answer helped. One vote a caller: another one takes its place."""
    platform: Platform = request.app.state.platform
    row = await platform.db.write(
        popularity.vote,
        _number(body.question_id),
        popularity.voter(platform.settings.secrets[0], caller.name),
        body.helpful,
        platform.clock.now(),
    )
    return json_response(
        {
            "success": True,
            "message": "Vote recorded",
            "question_id": body.question_id,
            "helpful": body.helpful,
            "helpful_count": row["helpful_count"],
            "not_helpful_count": row["not_helpful_count"],
        }
    )


@router.post("/api/faq/add", status_code=201)
async def add(request: Request, body: Question, caller: Editor) -> Response:
    """Add a question with its answer."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)

    def effect(connection: Connection) -> Answer:
        [number] = questions.add(connection, [body], platform.clock.now())
        return Answer(
            201,
            {
                "success": True,
                "message": "FAQ question added successfully",
                "category_id": body.category_id,
                "question_id": wire.question_id(number),
            },
        )

    return answer_response(await platform.db.write(once, once_request, effect))


@router.get("/api/faq/stats")
async def stats(request: Request, caller: Anyone, lang: Language = "fr") -> Response:
    """How many questions there are, and how well they help."""
    platform: Platform = request.app.state.platform
    totals = await platform.db.read(questions.totals, lang)
    votes = totals["helpful"] + totals["not_helpful"]
    body = {
        "metadata": {
            "last_updated": iso(totals["updated_at"] or platform.clock.now()),
            "version": VERSION,
        },
        "statistics": {
            "total_questions": totals["questions"],
            "total_votes": votes,
            "avg_helpfulness": round(100 * totals["helpful"] / votes, 1) if votes else 0.0,
        },
        "total_categories": len(CATEGORIES),
    }
    return tagged_response(request, body)


@router.get("/api/faq/{question_id}")
async def read_question(request: Request, question_id: str, caller: Anyone) -> Response:
    """One question, which makes it a little more popular."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(questions.one, _number(question_id))
    views: popularity.Views = request.app.state.faq_views
    await views.count(row["number"])
    return tagged_response(request, {"success": True, "question": question_body(row)})


@router.put("/api/faq/{question_id}")
async def change_question(
    request: Request, question_id: str, body: Changes, caller: Staff
) -> Response:
    """Change what is sent, and keep the rest."""
    platform: Platform = request.app.state.platform
    row = await platform.db.write(
        questions.change, _number(question_id), body, platform.clock.now()
    )
    return json_response({"success": True, "question": question_body(row)})


@router.delete("/api/faq/{question_id}")
async def delete_question(request: Request, question_id: str, caller: Staff) -> Response:
    """Delete a question with its votes."""
    platform: Platform = request.app.state.platform
    await platform.db.write(questions.remove, _number(question_id))
    return json_response(
        {"success": True, "message": "FAQ question deleted", "question_id": question_id}
    )
