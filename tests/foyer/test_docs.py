"""docs/foyer.md lists every route of the service, with its limit."""

import re
from pathlib import Path

from comptoir.foyer import wire
from comptoir.foyer.app import ROUTERS

PAGE = (Path(__file__).parents[2] / "docs" / "foyer.md").read_text(encoding="utf-8")


def served() -> dict[str, str]:
    """Each route as `METHOD /path`, and its limit as the page writes it."""
    limits = {}
    for router in ROUTERS:
        for route in router.routes:
            name = f"{min(route.methods)} {route.path}"
            limit = wire.LIMITS.get(name, wire.STANDARD)
            limits[name] = f"{limit.count}/min" if limit else "none"
    return limits


def written() -> dict[str, str]:
    rows = re.findall(r"^\| (`[A-Z]+ .*?`) \|.*\| (\S+) \|$", PAGE, re.MULTILINE)
    return {name: limit for names, limit in rows for name in re.findall(r"`(.*?)`", names)}


def test_every_route_has_its_line_with_its_limit():
    assert served(), "there are routes to check"
    assert written() == served()
