"""Numbers that no passage supports leave nothing behind, however the text is cut into pieces."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.foyer.citations import Outlet
from comptoir.foyer.marks import MAXIMUM_HELD_CHARS, Marks
from comptoir.foyer.passages import Passage

KEPT, GONE = "[1]", "[2]"


def one_stays(said: str, number: int) -> bool:
    return number == 1


def through(pieces: list[str]) -> str:
    marks = Marks(one_stays)
    return "".join(marks.through(piece) for piece in pieces) + marks.rest()


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Trois jours [2].", "Trois jours."),
        ("Trois jours [2], et deux [3] le soir.", "Trois jours, et deux le soir."),
        ("Trois jours [2] .", "Trois jours."),
        ("Trois jours [2] : lesquels ?", "Trois jours : lesquels ?"),
        ("Trois jours ([2]) au plus", "Trois jours au plus"),
        ("Trois jours ([2], [3]).", "Trois jours."),
        ("Trois jours ([1], [2]).", "Trois jours ([1])."),
        ("Trois jours ([2] et [1]).", "Trois jours ([1])."),
        ("Trois jours [1], [2] et [3].", "Trois jours [1]."),
        ("Trois jours ([2]) ([3]) au plus", "Trois jours au plus"),
        ("Trois jours (voir [2]).", "Trois jours (voir)."),
        ("**Trois jours [2]** au plus", "**Trois jours** au plus"),
        ("Trois jours **[2]** au plus", "Trois jours au plus"),
        ("Trois jours [2] **au plus**", "Trois jours **au plus**"),
        ("Trois jours.[2]\n\nDeux nuits [3]\n", "Trois jours.\n\nDeux nuits\n"),
        ("[2] Trois jours", "Trois jours"),
        ("- [2] Trois jours\n* [2] Deux", "- Trois jours\n* Deux"),
        ("Trois jours [2]", "Trois jours"),
        ("Trois [jours](https://exemple.fr) [2].", "Trois [jours](https://exemple.fr)."),
        ("Trois jours [ 2 ], x[i] et (a, b).", "Trois jours [ 2 ], x[i] et (a, b)."),
    ],
)
def test_a_number_that_goes_takes_along_what_it_stood_in(written, seen):
    assert through([written]) == seen
    assert through(list(written)) == seen


words = st.text("abéà", min_size=1, max_size=5)
ends = st.sampled_from([".", ",", " ;", " :", "…", "\n", "\n\n", ""])
marked = st.sampled_from(
    [" [2]", " ([2])", " [2], [3]", " ([2] et [3])", "[2]", " **[2]**", " [[2]]"]
)


@given(st.lists(st.tuples(words, st.none() | marked, ends), min_size=1, max_size=12), st.data())
def test_what_is_seen_is_the_text_as_if_no_number_had_been_written(said, data):
    # A word's end, then perhaps a mark, then punctuation: only what is there without marks stays.
    spaced = [
        (word, mark or "", end if end.endswith("\n") else f"{end} ") for word, mark, end in said
    ]
    written = "".join(word + mark + end for word, mark, end in spaced) + "fin"
    assert through(cut(written, data)) == "".join(word + end for word, _, end in spaced) + "fin"


def cut(text: str, data: st.DataObject) -> list[str]:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=20)))
    return [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]


scraps = st.lists(
    st.sampled_from([*"ab [](){}*_.,;:!?<>\n\u00a0-12", KEPT, GONE, " et ", "img "]), max_size=40
)


@given(scraps, st.data())
def test_it_does_not_matter_how_a_text_was_cut(said, data):
    text = "".join(said)
    assert through(cut(text, data)) == through([text])


@given(scraps, st.data())
def test_numbers_that_stay_stay_and_no_other_does(said, data):
    text = "".join(said)
    seen = through(cut(text, data))
    assert seen.count(KEPT) >= text.count(KEPT)
    letters = [letter for letter in text.replace(GONE, "") if letter.isalpha()]
    assert [each for each in seen if each.isalpha()] == letters or " et " in text


@given(scraps, st.data())
def test_what_is_let_through_never_becomes_a_picture_or_a_tag(said, data):
    passage = Passage(1, 1, "a.txt", 1, "Rien de tel.")
    outlet = Outlet([passage])
    text = "".join(said)
    seen = "".join(map(outlet.through, cut(text, data))) + outlet.rest()
    assert "![" not in seen
    assert "<img" not in seen


@given(scraps)
def test_only_spaces_openings_and_numbers_wait(said):
    marks, fed, seen = Marks(lambda said, number: True), "", ""
    for piece in said:
        fed += piece
        seen += marks.through(piece)
        waiting = fed[len(seen) :]
        assert fed.startswith(seen), "what stays is what was written"
        assert len(waiting) <= MAXIMUM_HELD_CHARS
        if waiting and "[1]" not in waiting and "[2]" not in waiting:
            assert set(waiting) <= set(" \u00a0(){}[]*_12"), waiting


@pytest.mark.parametrize(
    "long", [" " * 60_000, "(" * 60_000, "[2]" + " " * 60_000, "[2] " * 15_000, "[2" * 30_000]
)
def test_a_piece_of_nothing_but_that_takes_no_time(long):
    began_s = time.process_time()
    through([f"{long}x", f"x{long}", long])
    assert time.process_time() - began_s < 2


def test_a_tag_is_not_put_together_by_what_a_number_leaves():
    passage = Passage(1, 1, "a.txt", 1, "Rien de tel.")
    for text in ("<[2]img src=//e>", "!([2])[a](//e)", "![2][a](//e)", "<i[2]mg src=//e>"):
        for pieces in ([text], list(text)):
            outlet = Outlet([passage])
            seen = "".join(map(outlet.through, pieces)) + outlet.rest()
            assert "<img" not in seen
            assert "![" not in seen
