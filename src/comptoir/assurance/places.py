"""Where a car sleeps: a commune by its name or postcode, its old region, and how dense it is.

Communes and postcodes come from a public list (`scripts/places`); it has no areas, so the density
is that of the commune's class of population, calibrated on the portfolio of the tariff.
"""

import lzma
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from sys import intern

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


def at_postcode(postcode: str) -> tuple[Place, ...]:
    """The communes of a postcode, the densest first."""
    return _by_postcode().get(postcode, ())


def named(name: str, departement: str | None = None) -> tuple[Place, ...]:
    """The communes of a name, however spelt, the densest first."""
    found = _by_name().get(_folded(name), ())
    return tuple(p for p in found if departement is None or p.departement == departement)


def _folded(name: str) -> str:
    """As people type a name: 35,000 of them are folded at once, so with one table."""
    words = name.lower().translate(FOLDS).split()
    return " ".join(SHORT.get(word, word) for word in words)


@cache
def everywhere() -> tuple[Place, ...]:
    """Every commune of the table."""
    folder = files(__package__).joinpath("tables")
    density = tomllib.loads(folder.joinpath("densities.toml").read_text("utf-8"))["density"]
    text = lzma.decompress(folder.joinpath("communes.tsv.xz").read_bytes()).decode()
    rows = (line.split("\t") for line in text.splitlines())
    return tuple(
        # A postcode is shared by many communes, a departement by hundreds: kept once each.
        Place(name, intern(departement), tuple(map(intern, postcodes.split())), density[int(klass)])
        for departement, name, postcodes, klass in rows
    )


@cache
def _by_postcode() -> dict[str, tuple[Place, ...]]:
    return _grouped([(postcode, place) for place in everywhere() for postcode in place.postcodes])


@cache
def _by_name() -> dict[str, tuple[Place, ...]]:
    return _grouped([(_folded(place.name), place) for place in everywhere()])


def _grouped(pairs: list[tuple[str, Place]]) -> dict[str, tuple[Place, ...]]:
    groups = defaultdict(list)
    for key, place in pairs:
        groups[key].append(place)
    return {key: tuple(sorted(group, key=lambda p: -p.density)) for key, group in groups.items()}
