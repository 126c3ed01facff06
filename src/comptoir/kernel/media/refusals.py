"""Why a file is not taken. The child says the word; the service says it to people."""

from typing import Literal

Why = Literal[
    "unknown_type",
    "unreadable",
    "too_large",
    "protected",
    "too_costly",
    "no_decoder",
    "no_text",
]


class Refused(Exception):
    """The file is not taken.

    `unknown_type`: its content is of no allowed kind. `unreadable`: it begins like one, and is
    damaged or false. `too_large`: decoded, it has too many pixels, frames or pages. `protected`:
    encrypted. `too_costly`: looking at it took more time or memory than a file may. `no_decoder`:
    what would decode it is not installed. `no_text`: there are only pictures on its pages.
    """

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why
