"""What a photo is worth as evidence: rules over its measures, then measures of real pictures."""

from datetime import date

import pytest

from comptoir.kernel.media import images
from comptoir.meuble.photos import assess, assess_film, captured_on, near_duplicates
from pictures import blurred, encoded, lit, scene

GOOD = {
    "width": 4032,
    "height": 3024,
    "sharpness": 0.1,
    "brightness": 120.0,
    "contrast": 55.0,
    "dark_share": 0.05,
    "burnt_share": 0.01,
    "hash": "0123456789abcdef",
    "captured_at": "2025-12-01T09:30:00",
}


def test_a_good_photo_is_told_what_is_good_about_it():
    body = assess(GOOD).body("fr")
    assert body == {
        "quality": "good",
        "quality_score": 1.0,
        "issues": [],
        "strengths": ["Photo nette", "Bonne lumière", "Grande définition"],
        "recommendations": [],
    }


@pytest.mark.parametrize(
    ("changed", "quality", "issue"),
    [
        ({"sharpness": 0.001}, "poor", "Photo floue"),
        ({"sharpness": 0.01}, "good", "Photo peu nette"),
        ({"sharpness": 0.01, "width": 800, "height": 600}, "acceptable", "Petite photo"),
        ({"brightness": 20.0, "dark_share": 0.9}, "poor", "Photo beaucoup trop sombre"),
        ({"brightness": 45.0}, "good", "Photo sombre"),
        ({"burnt_share": 0.7, "brightness": 235.0}, "poor", "Photo surexposée"),
        ({"burnt_share": 0.3}, "good", "Zones surexposées"),
        ({"width": 400, "height": 300}, "poor", "Photo très petite"),
        ({"contrast": 2.0, "sharpness": 9.0}, "poor", "On ne distingue rien"),
        ({"brightness": 45.0, "sharpness": 0.01}, "acceptable", "Photo sombre"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_is_named_and_helped(changed, quality, issue):
    verdict = assess(GOOD | changed)
    body = verdict.body("fr")
    assert verdict.quality == quality
    assert issue in body["issues"]
    assert body["recommendations"]
    assert 0 <= verdict.score <= 1


def test_in_the_dark_light_is_advised_and_not_a_steady_hand():
    body = assess(GOOD | {"brightness": 12.0, "dark_share": 0.95, "sharpness": 0.0}).body("en")
    assert body["issues"] == ["Photo far too dark"]
    assert body["recommendations"] == ["Take the photo again in daylight or with the flash."]
    assert body["strengths"] == []


@pytest.mark.parametrize(
    ("captured_at", "delivered", "early"),
    [
        ("2025-11-19T23:59:59", date(2025, 11, 20), True),
        ("2025-11-20T00:00:00", date(2025, 11, 20), False),
        ("2025-11-19T10:00:00", None, False),
        (None, date(2025, 11, 20), False),
        ("2025-02-31T10:00:00", date(2025, 11, 20), False),
        ("0000-00-00T00:00:00", date(2025, 11, 20), False),
    ],
)
def test_a_photo_older_than_the_delivery_is_told_and_still_counts(captured_at, delivered, early):
    verdict = assess(GOOD | {"captured_at": captured_at}, delivery_date=delivered)
    assert [issue.cost for issue in verdict.issues] == ([0.3] if early else [])
    assert verdict.quality == ("acceptable" if early else "good")
    if early:
        assert "19/11/2025" in verdict.body("fr")["issues"][0]
        assert "19 Nov 2025" in verdict.body("en")["issues"][0]


def test_no_date_is_read_where_there_is_none():
    assert captured_on({"captured_at": None}) is None
    assert captured_on(GOOD) == date(2025, 12, 1)


@pytest.mark.parametrize(("bits", "same"), [(0, True), (6, True), (7, False), (30, False)])
def test_copies_differ_in_few_bits(bits, same):
    assert near_duplicates("ffffffffffffffff", f"{(1 << 64) - (1 << bits):016x}") is same


def test_the_same_photo_twice_is_told_of_the_second():
    body = assess(GOOD, seen_hashes=["fedcba9876543210", GOOD["hash"]]).body("fr")
    assert body["issues"] == ["Presque identique à une autre photo"]


@pytest.mark.parametrize(
    ("measures", "quality", "issues"),
    [
        ({"duration_s": 6.0, "width": 1280, "height": 720}, "good", []),
        ({"duration_s": None, "width": None, "height": None}, "good", []),
        ({"duration_s": 0.8, "width": 1280, "height": 720}, "acceptable", ["Vidéo très courte"]),
        (
            {"duration_s": 0.8, "width": 160, "height": 120},
            "poor",
            ["Vidéo très courte", "Image très petite"],
        ),
    ],
)
def test_a_film_must_last_and_show_something(measures, quality, issues):
    verdict = assess_film(measures)
    assert verdict.quality == quality
    assert verdict.body("fr")["issues"] == issues


# ── Of real pictures ──────────────────────────────────────────────────────────────────────


def measured(tmp_path, image, **options):
    path = tmp_path / "photo.jpg"
    path.write_bytes(encoded(image, quality=90, **options))
    return images.measure(images.decode(path, "jpg"))


@pytest.mark.parametrize(
    ("made", "quality"),
    [
        (scene, "good"),
        (lambda: scene(4032, 3024), "good"),
        (lambda: blurred(16), "poor"),
        (lambda: lit(0.1), "poor"),
        (lambda: lit(4, 120), "poor"),
        (lambda: scene().resize((320, 240)), "poor"),
        (lambda: scene().point(lambda _: 180), "poor"),
    ],
    ids=["sharp", "twelve megapixels", "blurred", "dark", "burnt", "tiny", "a wall"],
)
def test_pictures_are_judged_as_people_would(tmp_path, made, quality):
    assert assess(measured(tmp_path, made())).quality == quality


def test_sharpness_falls_with_every_step_out_of_focus(tmp_path):
    steps = [measured(tmp_path, blurred(radius))["sharpness"] for radius in (0, 1, 2, 4, 8)]
    assert steps == sorted(steps, reverse=True)
    assert len(set(steps)) == 5


def test_a_copy_is_recognised_and_another_picture_is_not(tmp_path):
    original = measured(tmp_path, scene())["hash"]
    for copy in (scene().resize((640, 480)), lit(0.8), lit(1.1, 10), blurred(2)):
        assert near_duplicates(original, measured(tmp_path, copy)["hash"])
    for other in (scene().rotate(90, expand=True), scene(900, 1300)):
        assert not near_duplicates(original, measured(tmp_path, other)["hash"])
