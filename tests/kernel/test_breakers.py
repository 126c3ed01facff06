"""What keeps failing is left alone for a while; how its calls ended is counted."""

import pytest

from comptoir.kernel import breakers, files, metrics
from comptoir.kernel.breakers import Breaker
from comptoir.kernel.errors import Unavailable

NOW_S = 1000.0


@pytest.fixture
def clock(monkeypatch):
    """Set `clock[0]` to the time it is."""
    now = [NOW_S]
    monkeypatch.setattr(breakers.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(metrics.CALLS, "values", {})
    return now


def test_five_failures_in_a_row_open_it_for_thirty_seconds(clock):
    breaker = Breaker("shelf")
    for _ in range(4):
        breaker.failed()
    breaker.done()
    assert (breaker.failures_in_a_row, breaker.state) == (0, "closed")
    for _ in range(5):
        assert not breaker.resting
        breaker.failed()
    assert (breaker.state, breaker.resting) == ("open", True)
    clock[0] += 30
    assert (breaker.state, breaker.resting) == ("half_open", False)


@pytest.mark.parametrize(("again", "state"), [("done", "closed"), ("failed", "open")])
def test_the_first_call_after_its_rest_decides(clock, again, state):
    breaker = Breaker("shelf")
    for _ in range(5):
        breaker.failed()
    clock[0] += 31
    getattr(breaker, again)()
    assert breaker.state == state


def test_without_a_rest_it_only_tells(clock):
    breaker = Breaker("database", rest_s=0)
    for _ in range(9):
        breaker.failed()
    assert (breaker.state, breaker.resting) == ("open", False)


def test_an_answer_that_is_an_error_is_an_answer(clock):
    breaker = Breaker("shelf")
    for error, count in ((FileNotFoundError, 0), (Unavailable, 1)):
        with pytest.raises(error), breaker.watching(Unavailable):
            raise files.unreachable() if error is Unavailable else FileNotFoundError
        assert breaker.failures_in_a_row == count
    assert metrics.CALLS.values == {("shelf", "done"): 1, ("shelf", "failed"): 1}


class Shelf(files.FolderFiles):
    """A store that does not answer, and counts who asks."""

    asked = 0

    async def delete(self, name):
        self.asked += 1
        raise files.unreachable()


@pytest.mark.anyio
async def test_a_store_that_keeps_failing_is_not_asked_while_it_rests(clock, tmp_path):
    shelf = Shelf(tmp_path)
    watched = files.WatchedFiles(shelf)
    for _ in range(8):
        with pytest.raises(Unavailable):
            await watched.delete("any")
    assert shelf.asked == 5
    assert metrics.CALLS.values == {("local", "failed"): 5, ("local", "resting"): 3}
    clock[0] += 31
    with pytest.raises(Unavailable):
        await watched.delete("any")
    assert shelf.asked == 6
    assert await watched.probe() is None, "the probe looks all the same"
