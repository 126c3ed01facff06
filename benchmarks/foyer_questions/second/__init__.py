"""The second set: eight documents; questions put once blind, half of them seen after.

`python -m benchmarks foyer_questions.second` measures it. It says how the product does on an
office it has not seen, for as long as nobody reads its questions to change the product.
"""


def main() -> None:
    """Print the figures of the second set."""
    from benchmarks.foyer_questions import measure  # noqa: PLC0415 - writing files needs none of it

    measure.main("second")
