"""A quotation on paper: the price line by line, then the product information document (IPID).

The IPID has the headings of Regulation (EU) 2017/1469 in their order, and the same data as the
price. It is at most two pages.
"""

from collections.abc import Mapping
from typing import Any

from comptoir.assurance import documents, wire
from comptoir.assurance.documents import Paper, euros
from comptoir.assurance.guarantees import GUARANTEES

NOT_COVERED = {
    "dommages": "les dommages à votre voiture dans un accident où vous êtes responsable",
    "vol": "le vol de la voiture",
    "incendie": "l'incendie de la voiture",
    "bris_glace": "le bris de glace",
    "cat_nat": "les catastrophes naturelles",
}


async def drawn(answer: Mapping[str, Any]) -> bytes:
    """The document of a kept quotation."""
    return await documents.drawn(lambda: draw(answer))


def draw(answer: Mapping[str, Any]) -> bytes:
    """The pages of a quotation."""
    paper = Paper(f"Devis d'assurance automobile {answer['id'][:8]}")
    _price(paper, answer)
    paper.new_page()
    information_document(paper, answer)
    return paper.content()


def _price(paper: Paper, answer: Mapping[str, Any]) -> None:
    paper.paragraph(
        f"{wire.APP} — établi le {answer['date'][:10]}, valable jusqu'au"
        f" {answer['valable_jusqu_au']}. Tarif {answer['tarif_version']}. Référence {answer['id']}."
    )
    paper.heading(
        f"{answer['formule_libelle']} : {euros(answer['prime_annuelle'])} par an, toutes taxes"
        " comprises"
    )
    paper.paragraph(
        f"Soit {euros(answer['prime_mensuelle'])} par mois (écart sur l'année :"
        f" {euros(answer['ecart_mensuel'])}). Selon ce que vous préciserez encore : de"
        f" {euros(answer['intervalle']['min'])} à {euros(answer['intervalle']['max'])}."
    )
    paper.heading("Garanties")
    paper.table(
        [
            ["Garantie", "Franchise", "Plafond", "Prime TTC"],
            *(
                [
                    each["libelle"],
                    f"{each['franchise']} €",
                    f"{each['plafond']:,} €".replace(",", " ")
                    if each["plafond"]
                    else "valeur / sans",
                    euros(each["prime"]),
                ]
                for each in answer["garanties"]
            ),
        ],
        (70, 30, 38, 34),
    )
    paper.heading("Ce que nous avons supposé")
    paper.bullets([each["texte"] for each in answer["hypotheses"]] or ["rien"])
    paper.heading("Le calcul, ligne par ligne")
    paper.table(
        [
            ["Garantie", "Étape", "Valeur", "Montant"],
            *(
                [
                    each["garantie"],
                    each["libelle"],
                    _value(each),
                    euros(float(each["montant"])) if each["montant"] else "",
                ]
                for each in answer["detail"]
            ),
        ],
        (38, 74, 28, 32),
    )


def _value(line: Mapping[str, Any]) -> str:
    if line["valeur"] is None:
        return ""
    return f"{line['valeur']} %" if line["type"] == "pourcentage" else f"× {line['valeur']}"


def information_document(paper: Paper, answer: Mapping[str, Any]) -> None:
    """The headings the regulation asks for, in its order."""
    covered = [each for each in answer["garanties"] if each["incluse"]]
    codes = {each["code"] for each in covered}
    paper.heading("Document d'information sur le produit d'assurance — Assurance automobile")
    paper.paragraph(
        f"Compagnie : {wire.APP}. Produit : {answer['formule_libelle']}. Ce document résume les"
        " principales garanties et exclusions ; il ne tient pas compte de vos besoins propres."
        " L'information complète est dans la documentation précontractuelle et contractuelle."
    )
    paper.heading("De quel type d'assurance s'agit-il ?")
    paper.paragraph(
        "Un contrat pour une voiture particulière. Il comprend la responsabilité civile, qui est"
        " obligatoire, et les garanties que vous choisissez."
    )
    paper.heading("Qu'est-ce qui est assuré ?")
    paper.bullets([_covered(each) for each in covered])
    paper.heading("Qu'est-ce qui n'est pas assuré ?")
    paper.bullets(
        [
            *(NOT_COVERED[g.code] for g in GUARANTEES if g.code in NOT_COVERED.keys() - codes),
            "les objets transportés, le remorquage d'une caravane de plus de 750 kg",
            "la location, le transport de personnes à titre onéreux, la compétition",
        ]
    )
    paper.heading("Y a-t-il des exclusions à la couverture ?")
    paper.bullets(
        [
            "! les dommages causés intentionnellement",
            "! la conduite sans permis valide, ou sous l'empire de l'alcool ou de stupéfiants, pour"
            " les dommages à votre voiture",
            "! le vol quand les clés sont restées dans la voiture",
            f"! une franchise de {answer['franchise']} € en cas de vol, d'incendie et de dommages ;"
            " 380 € en cas de catastrophe naturelle",
        ]
    )
    paper.heading("Où suis-je couvert(e) ?")
    paper.paragraph("En France et dans les pays du système de la carte internationale d'assurance.")
    paper.heading("Quelles sont mes obligations ?")
    paper.bullets(
        [
            "À la souscription : répondre exactement aux questions posées, sous peine de nullité.",
            "En cours de contrat : déclarer sous 15 jours ce qui change (adresse, usage).",
            "En cas de sinistre : le déclarer sous 5 jours ouvrés, 2 jours ouvrés pour un vol.",
        ]
    )
    paper.heading("Quand et comment effectuer les paiements ?")
    paper.paragraph("Par an ou par mois, par prélèvement, virement ou carte.")
    paper.heading("Quand commence la couverture et quand prend-elle fin ?")
    paper.paragraph(
        "À la date des conditions particulières, pour un an, puis par tacite reconduction. Vendu à"
        " distance, vous pouvez y renoncer pendant 14 jours."
    )
    paper.heading("Comment puis-je résilier le contrat ?")
    paper.paragraph(
        "À tout moment après un an (le nouvel assureur s'en charge), à l'échéance, ou quand votre"
        " situation change ; par lettre, courriel ou sur votre espace."
    )


def _covered(each: Mapping[str, Any]) -> str:
    limit = f", jusqu'à {each['plafond']:,} €".replace(",", " ") if each["plafond"] else ""
    own = f" (franchise {each['franchise']} €)" if each["franchise"] else ""
    return f"{each['libelle']}{limit}{own}"
