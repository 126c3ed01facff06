"""A deliberately broken comptoir, careless of answers: `drills/streams` must notice each time.

It resumes a stream one character late, stores what is written every two seconds, and ends at once
when it is told to.
"""

import os
import sys

from comptoir.foyer import streams, writing

place_of = streams.place_of


def _next_place(last_event_id: str | None) -> streams.Place | None:
    place = place_of(last_event_id)
    if place is None or place.chars is None:
        return place
    return place._replace(chars=place.chars + 1)


async def _close(_: writing.Writers) -> None:
    os._exit(0)


streams.place_of = _next_place
writing.FLUSH_EVERY_S = 2.0
writing.Writers.close = _close  # type: ignore[method-assign]

from comptoir.cli import main  # noqa: E402

sys.exit(main())
