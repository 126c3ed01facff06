"""What a car's name says of it: fiscal power and segment, as a price needs them."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from comptoir.brain.words import plain

SEGMENTS = {
    "A": "citadine",
    "B": "polyvalente",
    "C": "compacte",
    "D": "familiale",
    "E": "routière",
    "F": "luxe",
    "G": "coupé",
    "L": "ludospace",
    "M": "monospace",
    "Q": "quadricycle",
    "S": "SUV",
    "U": "utilitaire",
}


@dataclass(frozen=True)
class Vehicle:
    """A car model: fiscal power in CV over all its versions, and its segment of `SEGMENTS`."""

    make: str
    model: str
    power_min: int
    power_usual: int
    power_max: int
    segment: str


def find(make: str, model: str) -> Vehicle | None:
    """A model by its usual names, however spelt; None where we know it not."""
    return _by_name().get((plain(make), plain(model).replace("-", " ")))


def makes_of(model: str) -> list[str]:
    """The makes that have a model of this name."""
    name = plain(model).replace("-", " ")
    return [car.make for (_, own), car in _by_name().items() if own == name]


@cache
def _by_name() -> dict[tuple[str, str], Vehicle]:
    text = files(__package__).joinpath("tables", "vehicles.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    found = {}
    for make, model, low, usual, high, segment, _ in lines[1:]:
        name = (plain(make), plain(model).replace("-", " "))
        found[name] = Vehicle(make, model, int(low), int(usual), int(high), segment)
    return found
