"""A quotation on paper: the price line by line, then the product information document (IPID).

The IPID has the headings of Regulation (EU) 2017/1469 in their order, and the same data as the
price. It is at most two pages. The words are `told`'s and those of this page, French or English.
"""

from collections.abc import Mapping
from typing import Any

from comptoir.assurance import documents, wire
from comptoir.assurance.documents import Paper, euros
from comptoir.assurance.guarantees import GUARANTEES
from comptoir.assurance.told import guarantee_in_english
from comptoir.kernel.errors import Text

NOT_COVERED = {
    "dommages": Text(
        "les dommages à votre voiture dans un accident où vous êtes responsable",
        "damage to your own car in an accident that is your fault",
    ),
    "vol": Text("le vol de la voiture", "theft of the car"),
    "incendie": Text("l'incendie de la voiture", "fire in the car"),
    "bris_glace": Text("le bris de glace", "broken glass"),
    "cat_nat": Text("les catastrophes naturelles", "natural disasters"),
}
NEVER_COVERED = (
    Text(
        "les objets transportés, le remorquage d'une caravane de plus de 750 kg",
        "what is carried in the car, towing a caravan of more than 750 kg",
    ),
    Text(
        "la location, le transport de personnes à titre onéreux, la compétition",
        "hiring the car out, carrying people for payment, competitions",
    ),
)
EXCLUSIONS = (
    Text("! les dommages causés intentionnellement", "! damage caused on purpose"),
    Text(
        "! la conduite sans permis valide, ou sous l'empire de l'alcool ou de stupéfiants, pour"
        " les dommages à votre voiture",
        "! driving without a valid licence, or under the influence of alcohol or drugs, as to"
        " damage to your car",
    ),
    Text(
        "! le vol quand les clés sont restées dans la voiture",
        "! theft while the keys were left in the car",
    ),
    Text(
        "! une franchise de {franchise} € en cas de vol, d'incendie et de dommages ;"
        " 380 € en cas de catastrophe naturelle",
        "! a deductible of €{franchise} for theft, fire and own damage; €380 for natural disasters",
    ),
)
DUTIES = (
    Text(
        "À la souscription : répondre exactement aux questions posées, sous peine de nullité.",
        "When taking out the contract: answer the questions exactly, or it may be void.",
    ),
    Text(
        "En cours de contrat : déclarer sous 15 jours ce qui change (adresse, usage).",
        "While it runs: say within 15 days what changes (address, use).",
    ),
    Text(
        "En cas de sinistre : le déclarer sous 5 jours ouvrés, 2 jours ouvrés pour un vol.",
        "After a loss: report it within 5 working days, 2 working days for a theft.",
    ),
)


async def drawn(answer: Mapping[str, Any]) -> bytes:
    """The document of a kept quotation, in the language that it is told in."""
    return await documents.drawn(lambda: draw(answer))


def draw(answer: Mapping[str, Any]) -> bytes:
    """The pages of a quotation."""
    title = Text("Devis d'assurance automobile {id}", "Car insurance quotation {id}")
    language = answer["langue"]
    paper = Paper(title.in_language(language).format(id=answer["id"][:8]), language)
    _price(paper, answer)
    paper.new_page()
    information_document(paper, answer)
    return paper.content()


def _price(paper: Paper, answer: Mapping[str, Any]) -> None:
    language = answer["langue"]

    def say(french: str, english: str) -> str:
        return Text(french, english).in_language(language)

    def money(amount: float) -> str:
        return euros(amount, language)

    paper.paragraph(
        say(
            "{app} — établi le {day}, valable jusqu'au {until}. Tarif {tariff}. Référence {id}.",
            "{app} — made on {day}, valid until {until}. Tariff {tariff}. Reference {id}.",
        ).format(
            app=wire.APP,
            day=answer["date"][:10],
            until=answer["valable_jusqu_au"],
            tariff=answer["tarif_version"],
            id=answer["id"],
        )
    )
    paper.heading(
        say(
            "{formula} : {annual} par an, toutes taxes comprises",
            "{formula}: {annual} a year, all taxes included",
        ).format(formula=answer["formule_libelle"], annual=money(answer["prime_annuelle"]))
    )
    paper.paragraph(
        say(
            "Soit {monthly} par mois (écart sur l'année : {difference}). Selon ce que vous"
            " préciserez encore : de {low} à {high}.",
            "That is {monthly} a month (difference over the year: {difference}). Depending on"
            " what you have yet to say: from {low} to {high}.",
        ).format(
            monthly=money(answer["prime_mensuelle"]),
            difference=money(answer["ecart_mensuel"]),
            low=money(answer["intervalle"]["min"]),
            high=money(answer["intervalle"]["max"]),
        )
    )
    paper.heading(say("Garanties", "Guarantees"))
    paper.table(
        [
            [
                say("Garantie", "Guarantee"),
                say("Franchise", "Deductible"),
                say("Plafond", "Limit"),
                say("Prime TTC", "Premium, taxed"),
            ],
            *(
                [
                    each["libelle"],
                    _whole(each["franchise"], language),
                    _whole(each["plafond"], language)
                    if each["plafond"]
                    else say("valeur / sans", "value / none"),
                    money(each["prime"]),
                ]
                for each in answer["garanties"]
            ),
        ],
        (70, 30, 38, 34),
    )
    paper.heading(say("Ce que nous avons supposé", "What we assumed"))
    assumed = [each["texte"] for each in answer["hypotheses"]]
    paper.bullets(assumed or [say("rien", "nothing")])
    paper.heading(say("Le calcul, ligne par ligne", "The calculation, line by line"))
    paper.table(
        [
            [
                say("Garantie", "Guarantee"),
                say("Étape", "Step"),
                say("Valeur", "Value"),
                say("Montant", "Amount"),
            ],
            *(
                [
                    _of_the_line(each, language),
                    each["libelle"],
                    _value(each),
                    money(float(each["montant"])) if each["montant"] else "",
                ]
                for each in answer["detail"]
            ),
        ],
        (38, 74, 28, 32),
    )


def _of_the_line(line: Mapping[str, Any], language: str) -> str:
    code: str = line["garantie"]
    if language != "en":
        return code
    return guarantee_in_english(code) or "Contract"


def _value(line: Mapping[str, Any]) -> str:
    if line["valeur"] is None:
        return ""
    return f"{line['valeur']} %" if line["type"] == "pourcentage" else f"× {line['valeur']}"


def _whole(amount_eur: int, language: str) -> str:
    if language == "en":
        return f"€{amount_eur:,}"
    return f"{amount_eur:,} €".replace(",", " ")


def information_document(paper: Paper, answer: Mapping[str, Any]) -> None:
    """The headings the regulation asks for, in its order."""
    language = answer["langue"]

    def say(french: str, english: str) -> str:
        return Text(french, english).in_language(language)

    covered = [each for each in answer["garanties"] if each["incluse"]]
    codes = {each["code"] for each in covered}
    paper.heading(
        say(
            "Document d'information sur le produit d'assurance — Assurance automobile",
            "Insurance Product Information Document — Motor insurance",
        )
    )
    paper.paragraph(
        say(
            "Compagnie : {app}. Produit : {product}. Ce document résume les"
            " principales garanties et exclusions ; il ne tient pas compte de vos besoins propres."
            " L'information complète est dans la documentation précontractuelle et contractuelle.",
            "Company: {app}. Product: {product}. This document sums up the main covers and"
            " exclusions; it does not take your own needs into account. Complete information is"
            " in the pre-contractual and contractual documents. This is a translation: where the"
            " two differ, the French document holds.",
        ).format(app=wire.APP, product=answer["formule_libelle"])
    )
    paper.heading(say("De quel type d'assurance s'agit-il ?", "What is this type of insurance?"))
    paper.paragraph(
        say(
            "Un contrat pour une voiture particulière. Il comprend la responsabilité civile, qui"
            " est obligatoire, et les garanties que vous choisissez.",
            "A contract for a private car. It includes third-party liability, which is"
            " compulsory, and the guarantees that you choose.",
        )
    )
    paper.heading(say("Qu'est-ce qui est assuré ?", "What is insured?"))
    paper.bullets([_covered(each, language) for each in covered])
    paper.heading(say("Qu'est-ce qui n'est pas assuré ?", "What is not insured?"))
    left_out = [g.code for g in GUARANTEES if g.code in NOT_COVERED.keys() - codes]
    paper.bullets(
        [
            *(NOT_COVERED[code].in_language(language) for code in left_out),
            *(each.in_language(language) for each in NEVER_COVERED),
        ]
    )
    paper.heading(
        say("Y a-t-il des exclusions à la couverture ?", "Are there any restrictions on cover?")
    )
    paper.bullets(
        [each.in_language(language).format(franchise=answer["franchise"]) for each in EXCLUSIONS]
    )
    paper.heading(say("Où suis-je couvert(e) ?", "Where am I covered?"))
    paper.paragraph(
        say(
            "En France et dans les pays du système de la carte internationale d'assurance.",
            "In France and in the countries of the international insurance card system.",
        )
    )
    paper.heading(say("Quelles sont mes obligations ?", "What are my obligations?"))
    paper.bullets([each.in_language(language) for each in DUTIES])
    paper.heading(say("Quand et comment effectuer les paiements ?", "When and how do I pay?"))
    paper.paragraph(
        say(
            "Par an ou par mois, par prélèvement, virement ou carte.",
            "By the year or the month, by direct debit, transfer or card.",
        )
    )
    paper.heading(
        say(
            "Quand commence la couverture et quand prend-elle fin ?",
            "When does the cover start and end?",
        )
    )
    paper.paragraph(
        say(
            "À la date des conditions particulières, pour un an, puis par tacite reconduction."
            " Vendu à distance, vous pouvez y renoncer pendant 14 jours.",
            "On the date of the particular conditions, for a year, then renewed by itself. Where"
            " it was sold at a distance, you may withdraw for 14 days.",
        )
    )
    paper.heading(say("Comment puis-je résilier le contrat ?", "How do I cancel the contract?"))
    paper.paragraph(
        say(
            "À tout moment après un an (le nouvel assureur s'en charge), à l'échéance, ou quand"
            " votre situation change ; par lettre, courriel ou sur votre espace.",
            "At any time after a year (the new insurer sees to it), at renewal, or when your"
            " situation changes; by letter, e-mail or in your space.",
        )
    )


def _covered(each: Mapping[str, Any], language: str) -> str:
    limit, own = each["plafond"], each["franchise"]
    up_to = Text(", jusqu'à {0}", ", up to {0}").in_language(language)
    deductible = Text(" (franchise {0})", " (deductible {0})").in_language(language)
    words: str = each["libelle"]
    if limit:
        words += up_to.format(_whole(limit, language))
    if own:
        words += deductible.format(_whole(own, language))
    return words
