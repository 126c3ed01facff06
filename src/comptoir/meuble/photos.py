"""How useful a photo or a film is as evidence, from its measures alone, and how to take a better.

Pure rules over what was measured of the real bytes (`kernel.media`). Exposure is judged before
sharpness: in the dark nothing is sharp, and the advice is light, not a steady hand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from comptoir.meuble.skill.answers import day_text
from comptoir.meuble.skill.said_of_photos import REMARKS

Quality = Literal["good", "acceptable", "poor"]
GOOD_FROM, ACCEPTABLE_FROM = 0.75, 0.45

BLURRED_BELOW, SOFT_BELOW = 0.004, 0.02
"""Sharpness. Measured: photos in focus 0.03 to 0.5; out of focus by what is seen at once, 0.002."""
BLACK_BELOW, DARK_BELOW, LIGHT_FROM = 30, 60, 215
"""Mean grey level of 255."""
MOSTLY, PARTLY = 0.6, 0.25
"""Share of a photo that is black, or burnt out."""
EMPTY_BELOW = 6
"""Contrast under which a photo shows nothing at all."""
TINY_BELOW_PX, SMALL_BELOW_PX, LARGE_FROM_PX = 200_000, 700_000, 2_000_000
ALIKE_BITS = 6
"""Of 64: copies of one photo, smaller or recompressed, differ in fewer; others in about 30."""
SHORT_BELOW_S = 2.0
FILM_TINY_BELOW_PX = 76_800  # 320 × 240


@dataclass(frozen=True, slots=True)
class Remark:
    """Something noticed: what it is, what it costs of the score, what helps.

    `name` and `advice` are phrases of the skill.
    """

    name: str
    cost: float = 0.0
    advice: str | None = None
    day: date | None = None

    def text(self, language: str) -> str:
        """What was noticed, in one of the six languages."""
        words = REMARKS[self.name][language]
        return words.format(day=day_text(self.day, language)) if self.day else words


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a photo is worth. `score` is 0 to 1."""

    quality: Quality
    score: float
    issues: tuple[Remark, ...]
    strengths: tuple[Remark, ...]

    def body(self, language: str) -> dict[str, Any]:
        """As the wire shows it, in one of the six languages."""
        return {
            "quality": self.quality,
            "quality_score": self.score,
            "issues": [issue.text(language) for issue in self.issues],
            "strengths": [each.text(language) for each in self.strengths],
            "recommendations": self.recommendations(language),
        }

    def recommendations(self, language: str) -> list[str]:
        """How to take a better one."""
        advised = dict.fromkeys(issue.advice for issue in self.issues if issue.advice)
        return [REMARKS[advice][language] for advice in advised]


def _exposure(measures: Mapping[str, Any]) -> Remark | None:
    mean = measures["brightness"]
    if mean < BLACK_BELOW or measures["dark_share"] > MOSTLY:
        return Remark("far_too_dark", 0.6, "light")
    if measures["burnt_share"] > MOSTLY:
        return Remark("burnt_out", 0.6, "less_light")
    if mean < DARK_BELOW:
        return Remark("dark", 0.2, "light")
    if mean > LIGHT_FROM or measures["burnt_share"] > PARTLY:
        return Remark("burnt_areas", 0.2, "less_light")
    return None


def _sharpness(measures: Mapping[str, Any]) -> Remark | None:
    if measures["sharpness"] < BLURRED_BELOW:
        return Remark("blurred", 0.6, "steady")
    if measures["sharpness"] < SOFT_BELOW:
        return Remark("soft", 0.2, "steady")
    return None


def _size(measures: Mapping[str, Any]) -> Remark | None:
    pixels = measures["width"] * measures["height"]
    if pixels < TINY_BELOW_PX:
        return Remark("very_small", 0.6, "original")
    if pixels < SMALL_BELOW_PX:
        return Remark("small", 0.15, "original")
    return None


def _strengths(measures: Mapping[str, Any], issues: Iterable[Remark]) -> tuple[Remark, ...]:
    if any(issue.cost >= 0.6 for issue in issues):
        return ()
    found = []
    if measures["sharpness"] >= SOFT_BELOW:
        found.append(Remark("sharp"))
    if _exposure(measures) is None:
        found.append(Remark("well_lit"))
    if measures["width"] * measures["height"] >= LARGE_FROM_PX:
        found.append(Remark("high_definition"))
    return tuple(found)


def _verdict(issues: Iterable[Remark], strengths: tuple[Remark, ...]) -> Verdict:
    kept = tuple(issues)
    score = round(max(0.0, 1.0 - sum(issue.cost for issue in kept)), 2)
    quality: Quality = (
        "good" if score >= GOOD_FROM else "acceptable" if score >= ACCEPTABLE_FROM else "poor"
    )
    return Verdict(quality, score, kept, strengths)


def assess(
    measures: Mapping[str, Any],
    *,
    seen_hashes: Iterable[str] = (),
    delivery_date: date | None = None,
) -> Verdict:
    """What a photo of these measures is worth.

    `seen_hashes` are those of the claim's other photos. A date of capture before
    `delivery_date` is told: a camera's clock may be wrong, so it never makes a photo poor.
    """
    if measures["contrast"] < EMPTY_BELOW and measures["brightness"] >= BLACK_BELOW:
        nothing = Remark("nothing", 0.7, "show")
        return _verdict([nothing], ())
    exposure = _exposure(measures)
    dark = exposure is not None and exposure.cost >= 0.6
    issues = [
        exposure,
        None if dark else _sharpness(measures),
        _size(measures),
        _alike(measures, seen_hashes),
        _dated(measures, delivery_date),
    ]
    found = [issue for issue in issues if issue is not None]
    return _verdict(found, _strengths(measures, found))


def _alike(measures: Mapping[str, Any], seen_hashes: Iterable[str]) -> Remark | None:
    if not any(near_duplicates(measures["hash"], seen) for seen in seen_hashes):
        return None
    return Remark(
        "alike",
        0.3,
        "other_angle",
    )


def _dated(measures: Mapping[str, Any], delivery_date: date | None) -> Remark | None:
    captured = captured_on(measures)
    if captured is None or delivery_date is None or captured >= delivery_date:
        return None
    return Remark(
        "before_delivery",
        0.3,
        "after_delivery",
        captured,
    )


def near_duplicates(one: str, other: str) -> bool:
    """Whether two perceptual hashes are of the same picture."""
    return (int(one, 16) ^ int(other, 16)).bit_count() <= ALIKE_BITS


def captured_on(measures: Mapping[str, Any]) -> date | None:
    """The day a photo says it was taken, if it says one that exists."""
    try:
        return datetime.fromisoformat(measures["captured_at"]).date()
    except (TypeError, ValueError):
        return None


def assess_film(measures: Mapping[str, Any]) -> Verdict:
    """What a film of these measures is worth: what a container does not say is no fault."""
    issues, strengths = [], []
    duration_s, width, height = (measures[name] for name in ("duration_s", "width", "height"))
    if duration_s is not None and duration_s < SHORT_BELOW_S:
        issues.append(Remark("short_film", 0.4, "longer"))
    elif duration_s is not None:
        strengths.append(Remark("long_enough"))
    if width and height and width * height < FILM_TINY_BELOW_PX:
        issues.append(Remark("small_picture", 0.4, "longer"))
    return _verdict(issues, tuple(strengths))
