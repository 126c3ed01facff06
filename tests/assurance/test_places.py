"""Where a car sleeps, and what it is: two tables that ship."""

from importlib.resources import files

import pytest

from comptoir.assurance import places, vehicles
from comptoir.assurance.fitting import LEGAL_CELLS
from comptoir.assurance.relativities import Axis, read, shipped, written


@pytest.mark.parametrize(
    ("said", "name", "departement", "region"),
    [
        ("limoges", "Limoges", "87", "Limousin"),
        ("St-Étienne", "Saint-Étienne", "42", "Rhone-Alpes"),
        ("SAINT ETIENNE", "Saint-Étienne", "42", "Rhone-Alpes"),
        ("l’haÿ les roses", "L'Haÿ-les-Roses", "94", "Ile-de-France"),
        ("ajaccio", "Ajaccio", "2A", "Corse"),
        ("Saint-Denis", "Saint-Denis", "974", None),
    ],
)
def test_a_commune_is_found_however_it_is_spelt(
    said: str, name: str, departement: str, region: str | None
) -> None:
    found = places.named(said, departement)
    assert [(place.name, place.region) for place in found] == [(name, region)]


def test_a_postcode_gives_its_communes_the_densest_first() -> None:
    assert places.at_postcode("44000")[0].name == "Nantes"
    assert {place.name for place in places.at_postcode("75015")} == {
        *("Paris", "Paris 15e Arrondissement"),
    }
    many = max((places.at_postcode(p) for p in ("01400", "21140", "80140")), key=len)
    assert len(many) > 5
    densities = [place.density for place in many]
    assert densities == sorted(densities, reverse=True)
    assert places.at_postcode("00000") == ()
    assert places.named("Atlantide") == ()


def test_more_people_live_more_densely() -> None:
    villages = places.named("L'Abergement-Clémenciat")[0].density
    assert villages < places.named("Limoges")[0].density < places.named("Paris")[0].density


def test_every_departement_of_the_mainland_has_its_region() -> None:
    everywhere = {p for code in range(1_000, 99_000) for p in places.at_postcode(f"{code:05d}")}
    assert len(everywhere) > 34_000
    without = {place.departement for place in everywhere if place.region is None}
    assert all(departement.startswith(("97", "98")) for departement in without)
    assert len(places.DEPARTEMENTS) == 22
    assert len(places.REGION_OF) == 96
    fitted = next(t for t in shipped("legal").tables if t.name == "Region").axes[0]
    assert {group for groups in fitted.groups for group in groups} == set(places.DEPARTEMENTS)


def test_the_tables_are_small() -> None:
    folder = files("comptoir.assurance").joinpath("tables")
    assert len(folder.joinpath("communes.tsv.xz").read_bytes()) < 500_000
    assert len(folder.joinpath("technical.toml").read_bytes()) < 200_000


@pytest.mark.parametrize(
    ("make", "model", "power", "segment"),
    [
        ("Peugeot", "308", 6, "C"),
        ("renault", "megane", 6, "C"),
        ("CITROËN", "C5 aircross", 7, "S"),
        ("Volkswagen", "t roc", 6, "B"),
        ("Land Rover", "Defender", 12, "D"),
    ],
)
def test_a_car_is_found_however_it_is_spelt(
    make: str, model: str, power: int, segment: str
) -> None:
    found = vehicles.find(make, model)
    assert found
    assert (found.power_usual, found.segment) == (power, segment)


def test_every_car_has_a_power_within_its_range_and_a_segment() -> None:
    cars = vehicles._by_name().values()
    assert len(cars) > 350
    for car in cars:
        assert 1 <= car.power_min <= car.power_usual <= car.power_max
        assert car.segment in vehicles.SEGMENTS
    assert vehicles.find("Trabant", "601") is None


@pytest.mark.parametrize("name", ["legal", "technical"])
def test_the_shipped_tables_say_where_they_come_from_and_are_what_they_must_be(name: str) -> None:
    model = shipped(name)
    assert {"source", "licence", "rows", "claims", "rows_sha256", "deviance_held_out"} <= (
        model.provenance.keys()
    )
    factors = {axis.factor for table in model.tables for axis in table.axes}
    assert "VehBrand" not in factors
    assert all(len(table.axes) <= 2 for table in model.tables)
    assert written(read(written(model))) == written(model)
    if name == "legal":
        assert model.crm
        assert model.cells <= LEGAL_CELLS
        assert "BonusMalus" not in factors, "the law's coefficient is never fitted"


def test_a_class_is_from_its_bound_to_below_the_next() -> None:
    axis = Axis("DrivAge", (18, 20, 21, 30))
    assert [axis.place(age) for age in (17, 18, 19, 20, 21, 29, 30, 99)] == [0, 0, 0, 1, 2, 2, 3, 3]
    assert axis.labels() == ["18–19", "20", "21–29", "30+"]


@pytest.mark.parametrize(
    "text", ["", "model = 3", "not toml", 'model = "x"\nbase_frequency = 1.0\ncrm = true\n']
)
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a table"):
        read(text)
