"""What is understood of sentences as people write them."""

from datetime import date

import pytest

from comptoir.assurance import said

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
        ("J'hésite entre une Clio et une 208", "clarify"),
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
