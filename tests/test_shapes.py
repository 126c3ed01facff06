"""A documented shape finds what an answer lacks."""

from shapes import INSTANT, TEXT, WHOLE, misfits


def test_a_shape_that_does_not_fit_is_noticed():
    shape = {"ticket": {"id": TEXT, "count": WHOLE}, "items": [{"at": INSTANT}]}
    answered = {"ticket": {"id": ""}, "items": [{"at": "2026-01-31"}]}
    assert len(misfits(shape, answered)) == 3
    assert misfits([TEXT], []) != []
    assert misfits({"ok": True}, {"ok": 1}) != []
    assert misfits({"ok": True}, {"ok": True, "more": 2}) == []
