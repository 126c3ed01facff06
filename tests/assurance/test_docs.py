"""docs/assurance.md lists every route of the service, with its limit."""

import re
from pathlib import Path

from comptoir.assurance import faq, wire
from comptoir.assurance.app import ROUTERS

PAGE = (Path(__file__).parents[2] / "docs" / "assurance.md").read_text(encoding="utf-8")


def served() -> dict[str, str]:
    """Each route as `METHOD /path`, and its limit as the page writes it."""
    limits = {}
    for router in ROUTERS:
        for route in router.routes:
            if getattr(route, "methods", None):
                name = f"{min(route.methods)} {route.path}"
                limit = wire.LIMITS.get(name, wire.OTHER)
                limits[name] = f"{limit.count}/min" if limit else "none"
    return limits


def test_every_route_has_its_line_with_its_limit():
    rows = re.findall(r"^\| `([A-Z]+ .*?)` \|.*\| (\S+) \|$", PAGE, re.MULTILINE)
    assert served(), "there are routes to check"
    assert dict(rows) == served()


def test_the_answers_are_as_many_as_said_and_found_by_their_own_question():
    assert f"The {len(faq.entries())} answers" in PAGE
    lost = []
    for entry in faq.entries().values():
        found = faq.best(entry.question, "fr"), faq.best(entry.question_en, "en")
        lost += [entry.id for each in found if each is None or each[0].id != entry.id]
    assert lost == []
