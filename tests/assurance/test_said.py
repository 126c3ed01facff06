"""What is understood of sentences as people write them."""

from datetime import date

import pytest

from comptoir.assurance import said
from comptoir.assurance.said.sheet import Sheet

DAY = date(2026, 1, 31)

UNDERSTOOD = [
    (
        "bjr jvoudrais assurer ma clio 4 dci de 2016, perm depuis 3 ans",
        {
            "make": "Renault",
            "model": "Clio",
            "generation": "4",
            "fuel": "diesel",
            "vehicle_year": 2016,
            "licence_years": 3,
        },
    ),
    (
        "I'd like to insure my 2015 VW Golf TDI, I'm 42, licensed for 20 years, no accidents,"
        " parked in a garage in Lyon, fully comp",
        {
            "make": "Volkswagen",
            "model": "Golf",
            "fuel": "diesel",
            "vehicle_year": 2015,
            "driver_age": 42,
            "licence_years": 20,
            "at_fault_claims": 0,
            "parking": "garage",
            "city": "Lyon",
            "formula": "tous_risques",
        },
    ),
    (
        "peugeot 2008 de 2018, malus 156, 2 accidents responsables",
        {
            "make": "Peugeot",
            "model": "2008",
            "vehicle_year": 2018,
            "crm": 1.56,
            "at_fault_claims": 2,
        },
    ),
    ("a 2008 Clio", {"make": "Renault", "model": "Clio", "vehicle_year": 2008}),
    (
        "suspension de permis de 4 mois pour alcool, Megane 3 diesel 2011, 41 ans",
        {
            "aggravating": ["alcool", "suspension"],
            "suspension_months": 4,
            "fuel": "diesel",
            "make": "Renault",
            "model": "Mégane",
            "generation": "3",
            "vehicle_year": 2011,
            "driver_age": 41,
        },
    ),
    (
        "je paye 65€/mois pour ma Captur de 2019",
        {"make": "Renault", "model": "Captur", "vehicle_year": 2019, "competitor_price": 780},
    ),
    (
        "Tesla Model 3 2022, 50% de bonus depuis 6 ans, domicile-travail",
        {
            "make": "Tesla",
            "model": "Model 3",
            "vehicle_year": 2022,
            "crm": 0.5,
            "crm050_years": 6,
            "usage": "trajet_travail",
        },
    ),
    (
        "perdu mon permis 8 mois pour alcoolémie en 2023, Audi A4 2016, 39 ans",
        {
            "make": "Audi",
            "model": "A4",
            "vehicle_year": 2016,
            "driver_age": 39,
            "aggravating": ["alcool", "suspension"],
            "suspension_months": 8,
        },
    ),
    (
        "BMW série 3 320d 2014, 0,50 depuis 12 ans, Brest",
        {
            "make": "BMW",
            "model": "Série 3",
            "version": "320d",
            "fuel": "diesel",
            "vehicle_year": 2014,
            "crm": 0.5,
            "crm050_years": 12,
            "city": "Brest",
        },
    ),
    (
        "Golf 7, vol et incendie, tours 37000",
        {
            "make": "Volkswagen",
            "model": "Golf",
            "generation": "7",
            "city": "Tours",
            "postcode": "37000",
            "guarantees": ["rc", "vol", "incendie"],
        },
    ),
]


@pytest.mark.parametrize(("query", "slots"), UNDERSTOOD, ids=[query for query, _ in UNDERSTOOD])
def test_a_sentence_says_this_and_nothing_more(query: str, slots: dict) -> None:
    assert said.read(query, DAY).slots == slots


@pytest.mark.parametrize(
    ("query", "behaviour"),
    [
        ("un devis svp", "ask"),
        ("combien pour assurer ma voiture ?", "ask"),
        ("c'est possible d'assurer une Ferrari ?", "ask"),
        ("j'ai 19 ans et 12 ans de permis, Clio", "clarify"),
        ("bonus 0.50, 22 ans, permis 4 ans, Peugeot 107", "clarify"),
        ("J'hésite entre une Clio et une 208", "ask"),
        ("Duster diesel de 2031", "clarify"),
        ("je veux assurer mon scooter 125", "unsupported_vehicle"),
        ("VTC Toyota Prius 2018", "unsupported_vehicle"),
        ("devis camping-car Fiat Ducato", "unsupported_vehicle"),
        ("Raconte-moi une blague", "out_of_scope"),
        ("Assurance habitation pour un studio à Paris", "out_of_scope"),
        ("je veux déclarer un sinistre sur ma clio", "out_of_scope"),
        ("donne-moi tous les devis des autres clients", "out_of_scope"),
        ("Ma Clio", "quote_with_defaults"),
        (
            "Clio 2019, 34 ans, permis depuis 14 ans, bonus 0,60, Nantes, pour le travail, tiers",
            "quote",
        ),
    ],
)
def test_what_is_done_with_a_sentence(query: str, behaviour: str) -> None:
    assert said.read(query, DAY).behaviour == behaviour


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "§" * 50, "9" * 2000, "bonus " * 300, "ans " * 500]
)
def test_nonsense_is_read_without_harm(text: str) -> None:
    assert said.read(text, DAY).behaviour in {"out_of_scope", "ask", "clarify"}


# ── As people write ───────────────────────────────────────────────────────────────────────


def read(query: str) -> dict:
    return said.read(query, DAY).slots


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("vingt et un ans", 21), ("trente-neuf ans", 39), ("soixante et onze ans", 71),
        ("soixante-dix-sept ans", 77), ("quatre vingt ans", 80), ("quatre-vingt-douze ans", 92),
        ("septante-deux ans", 72), ("forty-six years old", 46), ("treinta y cuatro años", 34),
        ("trentadue anni", 32), ("vierunddreißig Jahre alt", 34),
    ],
)  # fmt: skip
def test_an_age_in_words_is_an_age(words: str, number: int) -> None:
    assert read(f"Clio, {words}")["driver_age"] == number


def test_large_numbers_in_words_are_years_and_kilometres() -> None:
    slots = read("une Yaris de deux mille neuf, douze mille kilomètres par an")
    assert (slots["vehicle_year"], slots["annual_km"]) == (2009, 12_000)


def test_small_words_that_are_numbers_too_stay_words() -> None:
    assert read("une Clio neuve, un seul conducteur, six heures du matin") == {
        "make": "Renault", "model": "Clio", "vehicle_age": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("né en 87", 39), ("née le 3 mars 1990", 36), ("né le 25/12/1990", 35),
        ("born in 1975", 51), ("je suis de 1960", 66), ("né en 02", 24),
    ],
)  # fmt: skip
def test_a_birth_is_an_age_on_that_day(words: str, age: int) -> None:
    found = said.read(f"Polo 2015, {words}", date(2026, 11, 27)).slots
    assert found == {
        "make": "Volkswagen", "model": "Polo", "vehicle_year": 2015, "driver_age": age,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "year"),
    [("permis 2011", 2011), ("permi depui 97", 1997), ("permis le 14/09/2019", 2019),
     ("passed my test last year", 2025)],
)  # fmt: skip
def test_a_licence_has_its_year_however_it_is_said(words: str, year: int) -> None:
    found = said.read(f"Corsa, {words}", date(2026, 11, 27)).slots
    assert found == {"make": "Opel", "model": "Corsa", "licence_year": year}


@pytest.mark.parametrize(
    ("spelt", "make", "model"),
    [
        ("pijo 308", "Peugeot", "308"), ("une golff", "Volkswagen", "Golf"),
        ("renaud clio", "Renault", "Clio"), ("nisan micra", "Nissan", "Micra"),
        ("un kashkai", "Nissan", "Qashqai"), ("dasia sandero", "Dacia", "Sandero"),
        ("skoda fabya", "Skoda", "Fabia"),
        ("megane", "Renault", "Mégane"), ("hyunday i10", "Hyundai", "i10"),
        ("un duster", "Dacia", "Duster"), ("bmw serie 1", "BMW", "Série 1"),
        ("clio4", "Renault", "Clio"),
    ],
)  # fmt: skip
def test_a_car_is_known_by_its_sound(spelt: str, make: str, model: str) -> None:
    slots = read(f"assurer {spelt} svp")
    assert (slots["make"], slots["model"]) == (make, model)


@pytest.mark.parametrize(
    "query",
    ["un tourneur connecté", "a new driver collects his car",
     "mon modèle est superbe", "word processor"],
)  # fmt: skip
def test_words_that_sound_like_cars_are_none(query: str) -> None:
    assert not {"make", "model", "models"} & read(f"assurance, {query}").keys()


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("110 kW", {"power_ch": 150}), ("90 ch", {"power_ch": 90}), ("110 cv", {"power_ch": 110}),
        ("5 cv", {"fiscal_power": 5}), ("6 cv fiscaux", {"fiscal_power": 6}),
    ],
)  # fmt: skip
def test_a_power_has_its_unit(words: str, slots: dict) -> None:
    assert read(f"Astra {words}") == {"make": "Opel", "model": "Astra"} | slots


@pytest.mark.parametrize(
    "words",
    ["jamais d'alcool au volant", "aucune suspension", "pas d'accident", "no drunk driving"],
)
def test_what_is_denied_is_not_held_against_anybody(words: str) -> None:
    slots = read(f"Yaris 2018, {words}")
    assert not {"aggravating", "suspension_months"} & slots.keys()
    assert slots.get("at_fault_claims", 0) == 0


@pytest.mark.parametrize(
    "words", ["jamais pour le travail", "pas pour aller au travail", "never to work"]
)
def test_a_use_that_is_denied_is_none(words: str) -> None:
    assert read(f"Fiesta 2014, {words}").get("usage") in {None, "prive"}


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("3 sinistres dont 2 responsables", {"at_fault_claims": 2, "non_fault_claims": 1}),
        ("trois accidents dont un non responsable", {"at_fault_claims": 2, "non_fault_claims": 1}),
        ("1 sin resp", {"at_fault_claims": 1}),
        ("j'ai eu deux pare-brise", {"glass_claims": 2}),
    ],
)  # fmt: skip
def test_claims_are_counted_once(words: str, slots: dict) -> None:
    assert said.read_slots(Sheet(words), DAY)[0] == slots


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("4000 bornes l'année", {"annual_km": 4000}), ("15 000 par an", {"annual_km": 15000}),
        ("douze mille par an", {"annual_km": 12000}), ("90 000 km", {"odometer_km": 90000}),
        ("0,54, dort dehors", {"crm": 0.54, "parking": "rue"}),
        ("place au sous sol", {"parking": "parking_ferme"}),
        ("garée devant chez moi", {"parking": "rue"}),
        ("AMG Line", {"version": "AMG Line"}), ("I live in Lyon", {"city": "Lyon"}),
        ("on m'a volé l'ancienne, bonus 0,60", {"crm": 0.6}),
    ],
)  # fmt: skip
def test_what_is_said_beside_a_car(words: str, slots: dict) -> None:
    car = {"make": "Mercedes", "model": "Classe A"}
    heard = said.read(f"Classe A, {words}", DAY)
    assert (heard.slots, heard.behaviour) == (car | slots, "quote_with_defaults")


@pytest.mark.parametrize(
    ("query", "car"),
    [
        ("DS3 2012", ("Citroën", "DS3", 2012)), ("une ds 4 de 2016", ("DS", "DS 4", 2016)),
        ("avant 206, maintenant 2008 de 2021", ("Peugeot", "2008", 2021)),
        ("Twingo 98 rouillée", ("Renault", "Twingo", 1998)),
        ("fiesta st 2015", ("Ford", "Fiesta", 2015)),
    ],
)  # fmt: skip
def test_which_car_it_is(query: str, car: tuple) -> None:
    slots = read(query)
    assert (slots["make"], slots["model"], slots["vehicle_year"]) == car


@pytest.mark.parametrize(
    ("words", "price"),
    [
        ("je paie 45 € par mois", 540), ("on me réclame 612 euros", 612),
        ("je ne veux pas payer plus de 30 euros par mois", None), ("budget 400 €", None),
        ("mets 1 euro", None),
    ],
)  # fmt: skip
def test_only_what_another_asks_is_anothers_price(words: str, price: int | None) -> None:
    assert read(f"Panda 2012, {words}").get("competitor_price") == price


def test_what_is_taken_back_was_not_said() -> None:
    assert read("j'ai 44 ans, euh non 45, une Zoe")["driver_age"] == 45
    slots = read("c'est une 208, pas une 308")
    assert (slots["model"], "models" in slots) == ("208", False)


def test_several_cars_are_named_and_none_is_priced() -> None:
    found = said.read("une Clio et une Twingo", DAY)
    assert found.slots["models"] == ["Clio", "Twingo"]
    assert "model" not in found.slots
    assert found.behaviour == "ask"


@pytest.mark.parametrize(
    ("query", "slots"),
    [
        ("C3 orange de 2018, à Orange", {"vehicle_year": 2018, "city": "Orange"}),
        ("C3 à Sens", {"city": "Sens"}), ("C3, vienne", {"city": "Vienne"}),
        ("C3, ça tombe bien, bon tour", {}),
        ("C3, 35 rennes", {"city": "Rennes", "departement": "35"}),
    ],
)  # fmt: skip
def test_a_town_that_is_a_word_needs_its_place(query: str, slots: dict) -> None:
    assert read(query) == {"make": "Citroën", "model": "C3"} | slots


@pytest.mark.parametrize(
    ("query", "slots"),
    [
        (
            "Seguro para un Renault Clio de 2016, carnet desde hace 7 años, pago 55 euros al mes",
            {"vehicle_year": 2016, "licence_years": 7, "competitor_price": 660},
        ),
        (
            "Renault Clio del 2016, patente da 7 anni, nessun incidente, abito a Nizza",
            {"vehicle_year": 2016, "licence_years": 7, "at_fault_claims": 0, "city": "Nice"},
        ),
        (
            "Renault Clio 2016, 41 Jahre alt, Führerschein seit 2004, unfallfrei, Vollkasko",
            {"vehicle_year": 2016, "driver_age": 41, "licence_year": 2004, "at_fault_claims": 0,
             "formula": "tous_risques"},
        ),
        (
            "رينو كليو موديل 2016، عمري 41 سنة، رخصة منذ 7 سنوات، مرسيليا",
            {"vehicle_year": 2016, "driver_age": 41, "licence_years": 7, "city": "Marseille"},
        ),
    ],
    ids=["es", "it", "de", "ar"],
)  # fmt: skip
def test_other_languages_say_the_same_facts(query: str, slots: dict) -> None:
    assert read(query) == {"make": "Renault", "model": "Clio"} | slots


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("jé 28 an, permi dpui mé 19 an", {"driver_age": 28, "licence_age": 19}),
        ("permis depuis l'âge de 21 ans", {"licence_age": 21}),
        ("elle a 83 ans", {"driver_age": 83}),
        ("ma nièce 20 ans, permis depuis 3 mois", {"driver_age": 20, "licence_years": 0}),
        ("c'est 2015 mon permis", {"licence_year": 2015}),
        ("Ich bin 44, seit 20 Jahren den Führerschein", {"driver_age": 44, "licence_years": 20}),
        ("la voiture a 13 ans", {"vehicle_age": 13}),
        (
            "2 conducteurs : moi 44 ans, mon fils 20 ans",
            {"driver_age": 44, "secondary_driver": True},
        ),
        (
            "mon fils de 20 ans conduira aussi, j'ai 44 ans",
            {"driver_age": 44, "secondary_driver": True},
        ),
        (
            "on est deux conducteurs, ma femme 36 et moi 38",
            {"driver_age": 38, "secondary_driver": True},
        ),
        ("24 ans, permis 18 ans", {"driver_age": 24, "licence_age": 18}),
        (
            "on m'a retiré le permis 3 mois, 50 ans",
            {"driver_age": 50, "aggravating": ["suspension"], "suspension_months": 3},
        ),
        ("52 y/o, Führerschein mit 18", {"driver_age": 52, "licence_age": 18}),
        (
            "Polo 2012, 45, clean record 10 years",
            {
                "make": "Volkswagen",
                "model": "Polo",
                "vehicle_year": 2012,
                "driver_age": 45,
                "at_fault_claims": 0,
            },
        ),
        ("suspension de permis en 2024, 38 ans", {"driver_age": 38, "aggravating": ["suspension"]}),
        ("رونو ميغان سنة 2016", {"make": "Renault", "model": "Mégane", "vehicle_year": 2016}),
    ],
)
def test_ages_are_of_whoever_can_have_them(words: str, slots: dict) -> None:
    assert said.read_slots(Sheet(words), DAY)[0] == slots
