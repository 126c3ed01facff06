"""Where a car sleeps: a commune by its name or postcode, its old region, and how dense it is.

Communes and postcodes come from a public list (`scripts/places`); it has no areas, so the density
is that of the commune's class of population, calibrated on the portfolio of the tariff.

The table stays one text, its lines found by two sorted arrays: 35,000 objects would take 19 MB.
"""

import lzma
import re
import tomllib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from comptoir.kernel.lines import SortedLines

# The regions of before 2016, as the portfolio names them: they are a factor of the tariff.
DEPARTEMENTS = {
    "Alsace": "67 68",
    "Aquitaine": "24 33 40 47 64",
    "Auvergne": "03 15 43 63",
    "Basse-Normandie": "14 50 61",
    "Bourgogne": "21 58 71 89",
    "Bretagne": "22 29 35 56",
    "Centre": "18 28 36 37 41 45",
    "Champagne-Ardenne": "08 10 51 52",
    "Corse": "2A 2B",
    "Franche-Comte": "25 39 70 90",
    "Haute-Normandie": "27 76",
    "Ile-de-France": "75 77 78 91 92 93 94 95",
    "Languedoc-Roussillon": "11 30 34 48 66",
    "Limousin": "19 23 87",
    "Lorraine": "54 55 57 88",
    "Midi-Pyrenees": "09 12 31 32 46 65 81 82",
    "Nord-Pas-de-Calais": "59 62",
    "Pays-de-la-Loire": "44 49 53 72 85",
    "Picardie": "02 60 80",
    "Poitou-Charentes": "16 17 79 86",
    "Provence-Alpes-Cotes-D'Azur": "04 05 06 13 83 84",
    "Rhone-Alpes": "01 07 26 38 42 69 73 74",
}
REGION_OF = {
    departement: region for region, all_ in DEPARTEMENTS.items() for departement in all_.split()
}

FOLDS = str.maketrans("àâäáãçéèêëíìîïñóòôöõúùûüÿ-'’", "aaaaaceeeeiiiinooooouuuuy   ") | {
    ord("œ"): "oe",
    ord("æ"): "ae",
}
SHORT = {"st": "saint", "ste": "sainte"}


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, or an arrondissement of Paris, Lyon or Marseille."""

    name: str
    departement: str
    postcodes: tuple[str, ...]
    density: int
    """Inhabitants a square kilometre, estimated."""

    @property
    def region(self) -> str | None:
        """The region of before 2016; None overseas, where the portfolio has nobody."""
        return REGION_OF.get(self.departement)


@lru_cache(maxsize=1000)
def at_postcode(postcode: str) -> tuple[Place, ...]:
    """The communes of a postcode, the densest first."""
    if not re.fullmatch("[0-9]{5}", postcode):
        return ()
    return _densest_first(_communes().at_postcode(int(postcode)))


@lru_cache(maxsize=1000)
def named(name: str, departement: str | None = None) -> tuple[Place, ...]:
    """The communes of a name, however spelt, the densest first."""
    found = _communes().named(_folded(name))
    return _densest_first(p for p in found if departement is None or p.departement == departement)


@lru_cache(maxsize=1000)
def called(short: str) -> tuple[Place, ...]:
    """The towns that people call so for short, the densest first: Brive is Brive-la-Gaillarde."""
    found = _communes().beginning(_folded(short) + " ")
    goes_on = re.compile(
        rf"{re.escape(_folded(short))} (?:la|le|les|l|sur|en|sous|de|d|du|des|et) "
    )
    towns = (p for p in found if p.density >= TOWN_DENSITY and goes_on.match(_folded(p.name)))
    return _densest_first(towns)


TOWN_DENSITY = 900
"""Of 20,000 inhabitants and more: smaller ones are called by their whole name."""


def _densest_first(found: Iterator[Place]) -> tuple[Place, ...]:
    return tuple(sorted(found, key=lambda place: -place.density))


def _folded(name: str) -> str:
    """As people type a name: 35,000 of them are folded at once, so with one table."""
    words = name.lower().translate(FOLDS).split()
    return " ".join(SHORT.get(word, word) for word in words)


class _Communes:
    """The table, a line a commune: departement, name, postcodes, class of population."""

    def __init__(self) -> None:
        folder = files(__package__).joinpath("tables")
        densities = tomllib.loads(folder.joinpath("densities.toml").read_text("utf-8"))
        self._density: list[int] = densities["density"]
        text = lzma.decompress(folder.joinpath("communes.tsv.xz").read_bytes())
        self._lines = SortedLines(text, lambda line: _folded(line.split("\t")[1]))
        by_postcode = sorted(
            (int(postcode), start)
            for start in self._lines.starts
            for postcode in self._lines.at(start).split("\t")[2].split()
        )
        self._postcodes = array("I", (postcode for postcode, _ in by_postcode))
        self._by_postcode = array("I", (start for _, start in by_postcode))

    def named(self, folded: str) -> Iterator[Place]:
        return map(self._place, self._lines.having(folded))

    def beginning(self, folded: str) -> Iterator[Place]:
        return map(self._place, self._lines.beginning(folded))

    def at_postcode(self, postcode: int) -> Iterator[Place]:
        first = bisect_left(self._postcodes, postcode)
        last = bisect_left(self._postcodes, postcode + 1)
        return (self._place(self._lines.at(start)) for start in self._by_postcode[first:last])

    def _place(self, line: str) -> Place:
        departement, name, postcodes, klass = line.split("\t")
        return Place(name, departement, tuple(postcodes.split()), self._density[int(klass)])


@cache
def _communes() -> _Communes:
    return _Communes()
