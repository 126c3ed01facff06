"""The embedded engine on sentences it did not learn from, written by somebody who had not seen it.

Floors under which an installation without a model provider would not serve its customers. The
figures themselves are in docs/understanding.md.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comptoir.assurance.skill import SKILL as ASSURANCE
from comptoir.brain import Reading, Skill
from comptoir.brain.offline.reader import prepare
from comptoir.meuble.skill import SKILL as MEUBLE

HELD_OUT = Path(__file__).parent / "held_out"
SKILLS = {skill.name: skill for skill in (MEUBLE, ASSURANCE)}
Line = dict[str, Any]


def lines(name: str) -> list[Line]:
    return [json.loads(line) for line in (HELD_OUT / name).read_text("utf-8").splitlines()]


MESSAGES, PROBLEMS = lines("intents.jsonl"), lines("problems.jsonl")


def read(skill: Skill, line: Line) -> Reading:
    return prepare(skill).read(line["text"])


def share(some: list[Line], is_right: Callable[[Line], bool]) -> float:
    assert len(some) >= 15, "a share of fewer says nothing"
    return sum(map(is_right, some)) / len(some)


def understood(line: Line) -> bool:
    return read(SKILLS[line["service"]], line).intent == line["intent"]


@pytest.mark.parametrize("service", SKILLS)
@pytest.mark.parametrize(
    ("who", "floor"),
    [
        (lambda line: True, 0.82),
        (lambda line: {"sms", "typo"} & set(line["tags"]), 0.75),
        (lambda line: line["lang"] == "en", 0.80),
        (lambda line: line["lang"] in {"es", "it", "de", "ar"}, 0.60),
    ],
    ids=["everybody", "in a hurry", "in English", "in es, it, de, ar"],
)
def test_what_people_want_is_understood(
    service: str, who: Callable[[Line], Any], floor: float
) -> None:
    some = [line for line in MESSAGES if line["service"] == service and who(line)]
    assert share(some, understood) >= floor


@pytest.mark.parametrize("service", SKILLS)
def test_what_is_not_our_business_is_told_from_what_is(service: str) -> None:
    outside = [m for m in MESSAGES if m["service"] == service and m["intent"] == "hors_perimetre"]
    inside = [
        m for m in MESSAGES if m["service"] == service and "hors_perimetre" not in m["accept"]
    ]

    def rejected(line: Line) -> bool:
        return read(SKILLS[service], line).intent == "hors_perimetre"

    assert share(outside, rejected) >= 0.80
    assert share(inside, rejected) <= 0.03


def test_whoever_asks_for_a_person_is_heard_and_nobody_else() -> None:
    asking = [m for m in MESSAGES if m["intent"] == "parler_humain"]
    others = [m for m in MESSAGES if "parler_humain" not in m["accept"]]

    def heard(line: Line) -> bool:
        return read(SKILLS[line["service"]], line).intent == "parler_humain"

    assert share(asking, heard) >= 0.90
    assert share(others, heard) <= 0.01


def test_what_is_wrong_and_how_badly_is_understood() -> None:
    def category(line: Line) -> bool:
        problem = read(MEUBLE, line).problem
        return problem is not None and problem.category == line["problem_category"]

    def severity(line: Line) -> bool:
        problem = read(MEUBLE, line).problem
        return problem is not None and problem.severity == line["severity"]

    critical = [line for line in PROBLEMS if line["severity"] == MEUBLE.critical]
    assert share(PROBLEMS, category) >= 0.75
    assert share(PROBLEMS, severity) >= 0.70
    assert share(critical, severity) >= 0.80


def test_confidence_means_what_it_says() -> None:
    bins: dict[int, list[float]] = {}
    for line in MESSAGES:
        reading = read(SKILLS[line["service"]], line)
        right = float(reading.intent == line["intent"])
        bins.setdefault(min(int(reading.confidence * 10), 9), []).append(reading.confidence - right)

    error = sum(abs(sum(gaps)) for gaps in bins.values()) / len(MESSAGES)
    assert error <= 0.08
