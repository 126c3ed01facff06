"""What a search for a product asks, beside words to look for."""

import pytest

from comptoir.meuble.shopping import seats_in, wish


@pytest.mark.parametrize(
    ("typed", "at_least_eur", "at_most_eur"),
    [
        ("canapé à moins de 500 euros", None, 500),
        ("moins de 1 299,90 €", None, 1299.90),
        ("max 120", None, 120),
        ("pas plus de 300", None, 300),
        ("jusqu'à 1.200 euros", None, 1200),
        ("en dessous de 80€", None, 80),
        ("fauteuil budget 800", None, 800),
        ("lampe 49,90 €", None, 49.90),
        ("cheap sofa under 1,500", None, 1500),
        ("Sofa unter 1000 Euro", None, 1000),
        ("table entre 300 et 500 euros", 300, 500),
        ("chaises de 50 à 100 euros", 50, 100),
        ("armoire à plus de 600 €", 600, None),
        ("lit 160x200", None, None),
        ("table de moins de 160 cm", None, None),
        ("table pour moins de 8 personnes", None, None),
        ("canapé 3 places", None, None),
        ("une armoire de 3 portes", None, None),
    ],
)
def test_a_price_that_is_said_is_a_number_and_a_measure_is_none(typed, at_least_eur, at_most_eur):
    asked = wish(typed)
    expected = [None if eur is None else round(eur * 100) for eur in (at_least_eur, at_most_eur)]
    assert [asked.at_least_cents, asked.at_most_cents] == expected


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("canape pa cher", "cheapest"),
        ("canapé pas trop cher", "cheapest"),
        ("une table moins chère", "cheapest"),
        ("le moins cher des lits", "cheapest"),
        ("lampe à petit prix", "cheapest"),
        ("a cheap lamp", "cheapest"),
        ("ein billiges Sofa", "cheapest"),
        ("le canapé le plus cher", "dearest"),
        ("fauteuil haut de gamme", "dearest"),
        ("canapé gris", None),
        ("moins cher que 300 €", "cheapest"),
    ],
)
def test_cheap_and_dear_are_an_order(typed, order):
    if typed.startswith("moins cher que"):
        assert wish(typed).at_most_cents == 30_000
    else:
        assert wish(typed).order == order


@pytest.mark.parametrize(
    ("typed", "kind", "colours"),
    [
        ("canape dangle gris pa cher", "canapé", {"gris"}),
        ("ecksofa grau", "canapé", {"gris"}),
        ("a grey sofa", "canapé", {"gris"}),
        ("table de chevet blanche", "chevet", {"blanc"}),
        ("un fauteuil bleu nuit ou vert", "fauteuil", {"bleu", "vert"}),
        ("chese", "chaise", set()),
        ("quelque chose de rouge", None, {"rouge"}),
    ],
)
def test_kinds_and_colours_are_known_in_six_languages(typed, kind, colours):
    asked = wish(typed)
    assert (asked.type, asked.colours) == (kind, colours)


@pytest.mark.parametrize(
    ("said", "seats"),
    [
        ("canapé 3 places", 3),
        ("un trois places au dossier haut", 3),
        ("pour 4 personnes", 4),
        ("Quatre personnes s'y installent", 4),
        ("a 2 seater", 2),
        ("lit 160", None),
    ],
)
def test_a_number_of_seats(said, seats):
    assert seats_in(said) == seats


def test_what_says_nothing_is_not_looked_for():
    assert wish("Bonjour, je cherche une table s'il vous plaît").words == ("table",)
    assert wish("avez-vous un lit 160x200 ?").words == ("lit", "160", "200")
    assert wish("  !? ").words == ()
