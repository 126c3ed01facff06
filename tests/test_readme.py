"""The README's conversation is a real one."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.anyio

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def told() -> list[tuple[str, str]]:
    """What the README says to the assistant, and what it says was answered."""
    (block,) = re.findall(r"```console\n(\$ say\(\).*?)```", README, re.DOTALL)
    turns = re.findall(r'^\$ say "(.*?)"\n(.*?)(?=^\$ |\Z)', block, re.DOTALL | re.MULTILINE)
    return [(said, answered.strip()) for said, answered in turns]


def without_days(text: str) -> str:
    """Days depend on when one asks, except the end of the warranty."""
    return re.sub(r"(?<!jusqu'au )\d\d/\d\d/\d{4}", "DAY", text)


async def test_the_conversation_of_the_readme_is_answered_as_it_says(shop):
    turns = told()
    assert len(turns) == 4, "the README's conversation was found"
    visitor = shop.visitor()
    for said, answered in turns:
        answer = await visitor.says(said, "lea")
        assert without_days(answer["response"]) == without_days(answered)


async def test_the_ticket_of_the_readme_has_the_fields_it_shows(shop):
    visitor = shop.visitor()
    for said, _ in told():
        await visitor.says(said, "lea")
    (shown,) = re.findall(r'^\{"success":true,"ticket":(\{.*\})\}$', README, re.MULTILINE)
    real = (await visitor.http.get("/api/tickets/TKT-2026-000001")).json()["ticket"]
    assert re.findall(r'"(\w+)":', shown) == list(real)
