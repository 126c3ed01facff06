"""What a quote must have to answer: a number beside what is counted, a name, a moment."""

import pytest

from comptoir.foyer import expectations

ANSWERED = [
    ("Combien de casiers y a-t-il à l'atelier ?", "L'atelier compte quarante casiers."),
    ("Combien de postes d'appât y a-t-il ?", "Les postes d'appât, au nombre de quatorze, sont là."),
    ("Combien coûte le repas ?", "Le repas est à 4,85 euros."),
    ("Combien de temps garde-t-on les images ?", "Les images sont gardées vingt et un jours."),
    ("À quelle heure ferme l'accueil ?", "L'accueil ferme à 18 h."),
    ("Qui est le chef de quai ?", "Le chef de quai, Paul Verdier, tient le registre."),
    ("De quelle couleur est le badge ?", "Le badge des visiteurs est rouge."),
    (
        "Quels sont les jours fériés ?",
        "Fermé le 1er mai, le 14 juillet, le 15 août et le 25 décembre.",
    ),
    ("Quel équipement est couvert ?", "L'équipement couvert est la chaudière."),
    ("Quand n'est-ce pas permis ?", "Ce n'est jamais permis le mardi."),
    ("How many days of leave?", "Twenty-five days of leave a year."),
    ("Comment régler la pente ?", "Tournez la vis."),
    ("Pourquoi la vanne est-elle fermée ?", "La vanne est fermée parce que le joint fuit."),
    ("Qui sont les deux référents ?", "Les deux référents : Paul Verdier et Anne Lavoie."),
    ("Qui valide la note ?", "La note est validée par le responsable."),
    ("Combien de jours de congé ?", "On a vingt-cinq jours de congé."),
    ("Combien gagne un intérimaire ?", "Un intérimaire est payé 14 euros de l'heure."),
    ("Que faire après 3 mois ?", "Après trois mois, on le signale."),
]
NOT_ANSWERED = [
    ("Combien de casiers y a-t-il à l'atelier ?", "Chaque personne a un casier fermé."),
    (
        "Combien de notes sont déposées ?",
        "La note est déposée dans l'outil au plus tard le 5 du mois.",
    ),
    ("Combien coûte le repas ?", "Le repas est offert par le service."),
    ("Combien de temps garde-t-on les images ?", "Les images sont gardées sur 3 disques."),
    ("À quelle heure ferme l'accueil ?", "L'accueil ferme."),
    ("Qui est le chef de quai ?", "Les clés sont remises au chef de quai."),
    ("De quelle couleur est le badge ?", "Le badge est porté au cou."),
    ("Quels sont les fournisseurs ?", "Les fournisseurs livrent au quai."),
    ("De quelle banque vient l'emprunt ?", "L'emprunt de la ligne est de 640 000 euros."),
    ("Quel est le numéro de l'astreinte ?", "L'astreinte a un numéro."),
    ("Pourquoi la vanne est-elle fermée ?", "La vanne est fermée."),
    ("Qui sont les deux référents ?", "Les référents sont deux, au siège."),
    ("Quels sont les trois prestataires ?", "Trois prestataires se partagent les visites."),
    ("Qui valide la note ?", "La note est validée sous huit jours."),
    ("Combien de jours de congé ?", "Le préavis est de 30 jours."),
    ("Combien gagne un intérimaire ?", "Les intérimaires sont 12."),
    ("À quelle heure ferme l'accueil ?", "L'accueil ferme le 12 mai."),
    ("Que faire après 3 mois ?", "Après six mois, on le signale."),
    ("Quel syndicat n'a pas signé ?", "Les syndicats ont signé la charte."),
]


@pytest.mark.parametrize(("question", "quote"), ANSWERED)
def test_what_has_the_kind_asked_for_may_answer(question: str, quote: str) -> None:
    assert expectations.meets(question, quote)


@pytest.mark.parametrize(("question", "quote"), NOT_ANSWERED)
def test_what_has_the_words_alone_does_not_answer(question: str, quote: str) -> None:
    assert not expectations.meets(question, quote)


def test_the_words_of_a_kind_are_not_its_subject() -> None:
    assert "temps" not in expectations.subject("Combien de temps l'appareil est-il garanti ?")
    assert "nom" in expectations.subject("Quel est le nom du gardien ?")


def test_numbers_are_read_in_digits_and_in_words() -> None:
    assert expectations.numbers("trois visites, 12 fiches, une salle") == {3, 12}
