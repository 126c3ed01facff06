"""An office's documents in French, and questions about them: how often is the right passage found?

`documents/KIND/NAME.md` are the plain sources of NAME.KIND, a page ending at `<!-- page -->`;
`questions.jsonl` has what people ask. Persons, firms and facts are invented for these sets.
The first set is here: the product was tuned on a part of it. The second, in `second/`, was
written apart and put once blind; then one half of it was looked at.
`python -m benchmarks.foyer_questions FOLDER [first|second]` writes the files.
"""

from pathlib import Path

FOLDERS = {"first": Path(__file__).parent, "second": Path(__file__).parent / "second"}


def main() -> None:
    """Print the figures of the first set."""
    from benchmarks.foyer_questions import measure  # noqa: PLC0415 - writing files needs none of it

    measure.main("first")
