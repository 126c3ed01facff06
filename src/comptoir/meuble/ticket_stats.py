"""How after-sales is doing: what is open, what came in each week, deadlines kept, ratings.

All by SQL over the tickets' own columns. What is open or late is so now; the rest is about the
claims made in the weeks that are asked for.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, or_, select, union_all
from starlette.responses import Response

from comptoir.kernel.bodies import json_response
from comptoir.meuble import deadlines, progress, rights
from comptoir.meuble.access import GuardedRoute, Staff
from comptoir.meuble.models import tickets as t
from comptoir.meuble.ticket_list import intervention_missed, is_overdue
from comptoir.platform import Platform

DEFAULT_WEEKS, MAXIMUM_WEEKS = 12, 104
RATINGS: Final = (1, 2, 3, 4, 5)
DAYS_A_WEEK: Final = 7


def week_starts(now: datetime, weeks: int) -> list[datetime]:
    """When each of the last `weeks` weeks began, the oldest first: Mondays, 0 h UTC (ISO 8601)."""
    today = now.astimezone(UTC).date()
    monday = datetime.combine(today - timedelta(days=today.weekday()), time(), UTC)
    return [monday - timedelta(weeks=back) for back in reversed(range(weeks))]


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _response_missed(now: datetime) -> ColumnElement[bool]:
    """Whether a claim was not answered in time, or has not been and is past it.

    One that ended before its answer was due, as its customer closed it, is neither.
    """
    unanswered_until = func.coalesce(t.c.ended_at, now, type_=t.c.ended_at.type)
    return or_(
        t.c.responded_at > t.c.sla_response_deadline,
        and_(t.c.responded_at.is_(None), unanswered_until > t.c.sla_response_deadline),
    )


def _intervention_missed(now: datetime) -> ColumnElement[bool]:
    """Whether a claim ended late, or has not ended and is past it."""
    return or_(
        t.c.ended_at > t.c.sla_intervention_deadline,
        and_(t.c.ended_at.is_(None), intervention_missed(now)),
    )


def stats(connection: Connection, now: datetime, weeks: int) -> dict[str, Any]:
    """The figures of `GET /api/sav/stats`."""
    starts = week_starts(now, weeks)
    recent = t.c.created_at >= starts[0]
    statuses = _counts(connection, t.c.status)
    categories = _counts(connection, t.c.problem_category, recent)
    ratings = _counts(connection, t.c.rating, recent, t.c.rating.is_not(None))
    rated = sum(ratings.values())
    return {
        "open": sum(statuses.get(status, 0) for status in progress.OPEN),
        "overdue": connection.scalar(select(func.count()).select_from(t).where(is_overdue(now))),
        "by_status": {status: statuses.get(status, 0) for status in deadlines.TRANSITIONS},
        "by_category": [
            {"category": category, "count": categories.get(category, 0)}
            for category in sorted(rights.COMPONENTS, key=lambda c: (-categories.get(c, 0), c))
        ],
        "by_week": _by_week(connection, starts),
        "deadlines": _deadlines(connection, recent, now),
        "ratings": {
            "average": round(sum(r * n for r, n in ratings.items()) / rated, 2) if rated else None,
            "count": rated,
            "by_rating": {str(rating): ratings.get(rating, 0) for rating in RATINGS},
        },
    }


def _counts(
    connection: Connection, column: ColumnElement[Any], *wanted: ColumnElement[bool]
) -> dict[Any, int]:
    per_value = select(column, func.count()).where(*wanted).group_by(column)
    counted: dict[Any, int] = dict(connection.execute(per_value).all())
    return counted


def _by_week(connection: Connection, starts: list[datetime]) -> list[dict[str, Any]]:
    """How many claims each week brought; weeks without any are there too."""
    counted = [
        select(literal(place).label("place"), func.count().label("claims"))
        .select_from(t)
        .where(t.c.created_at >= start, t.c.created_at < start + timedelta(days=DAYS_A_WEEK))
        for place, start in enumerate(starts)
    ]
    counts = {row.place: row.claims for row in connection.execute(union_all(*counted))}
    return [
        {
            "week": "{0.year}-W{0.week:02}".format(start.isocalendar()),
            "starts_on": start.date().isoformat(),
            "count": counts[place],
        }
        for place, start in enumerate(starts)
    ]


def _deadlines(
    connection: Connection, recent: ColumnElement[bool], now: datetime
) -> dict[str, dict[str, int]]:
    row = connection.execute(
        select(
            _count(t.c.responded_at <= t.c.sla_response_deadline).label("response_kept"),
            _count(_response_missed(now)).label("response_missed"),
            _count(t.c.ended_at <= t.c.sla_intervention_deadline).label("intervention_kept"),
            _count(_intervention_missed(now)).label("intervention_missed"),
        ).where(recent)
    ).one()
    return {
        "response": {"kept": row.response_kept, "missed": row.response_missed},
        "intervention": {"kept": row.intervention_kept, "missed": row.intervention_missed},
    }


router = APIRouter(route_class=GuardedRoute, tags=["SAV"])


@router.get("/api/sav/stats")
async def read_stats(
    request: Request,
    caller: Staff,
    weeks: Annotated[int, Query(ge=1)] = DEFAULT_WEEKS,
) -> Response:
    """Claims by week and category, deadlines kept and missed, and ratings."""
    platform: Platform = request.app.state.platform
    weeks = min(weeks, MAXIMUM_WEEKS)
    figures = await platform.db.read(stats, platform.clock.now(), weeks)
    return json_response({"success": True, "weeks": weeks} | figures)
