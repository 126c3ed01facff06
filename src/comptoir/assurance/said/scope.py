"""Whether a sentence is about a price for a car at all."""

import re

from comptoir.assurance.said.sheet import Sheet

UNSUPPORTED = re.compile(
    r"\b(?:motos?|motards?|scooters?|scoot|deux[ -]roues|2[ -]roues|mobylettes?"
    r"|cyclo(?:moteur)?s?|motorbikes?|motorcycles?|moped|\d{2,4} ?cm3|\d{2,4} ?cc"
    r"|booster|vespa|piaggio"
    r"|solex|harley|kawasaki|ducati"
    r"|quads?|trottinettes?"
    r"|velos?|vae|bicycle|bike|camions?|poids[ -]lourds?|semi[ -]remorques?|lorry|truck"
    r"|hgv|camping[ -]?cars?|motorhome|campervan|fourgon amenage|caravanes?|caravan"
    r"|tracteurs?|tractor|engins? agricoles?|bateaux?|boat|jet[ -]?ski|bus\b|autocars?"
    r"|autobus|coach|remorques?|voiturette|sans permis|aixam|ligier|microcar|trike"
    r"|side[ -]?car"
    r"|karting|kart|helicoptere|avion|drone|tondeuse|motorino|motorrad|motocicleta"
    r"|engin de chantier|pelleteuse|monoroue|segway|hoverboard|cheval|chevaux de course"
    r"|mt[ -]?0?7|tmax|xmax|cbr|z ?900|z ?650)\b"
)
_VTC = re.compile(
    r"\b(?:taxi|vtc|uber\b(?! eats)|ambulance|auto[ -]ecole|transport de personnes)\b"
)
_THAT_CAR = re.compile(
    r"\b(?:49|50|80|125|250) ?(?:cc|cm3)\b|\bcamping[ -]?cars?|motorhome|campervan"
    r"|(?:fourgon|van) amenage|poids[ -]lourd"
)
_OTHER_INSURANCE = re.compile(
    r"\b(?:habitation|maison|appart(?:ement)?|logement|mutuelle|sante|complementaire"
    r"|prevoyance|deces|obseques|assurance vie|home insurance|health|life insurance|house"
    r"|travel insurance"
    r"|animaux|chien|chat\b|cane|gatto|perro|gato"
    r"|hund|katze|hausrat|hogar|vivienda|casa|wohnung"
    r"|voyage|telephone|iphone|emprunteur|scolaire|juridique seule"
    r"|decennale|pet insurance|annulation|vacances a l'etranger)\b"
)
_QUOTE = re.compile(
    r"devis|tarifs?|prix|combien|cb\b|coute|cout\b|assurer|assurance|assure\b|quote"
    r"|quotation|insur\w*|how much|price|cost|simulation|estimation|cotation|cotisation"
    r"|prime|formule|couvrir"
    r"|presupuesto|seguro|asegurar|preventivo|assicur\w*|versicher\w*|angebot"
)
_PLAIN_QUOTE = re.compile(
    r"\bdevis\b|\btarif\b|\bprix\b|combien|\bcb\b|quote|quotation|how much|simulation"
    r"|estimation|presupuesto|preventivo|angebot|\bassurer\b|\binsure\b"
)
_OTHER_WISH = re.compile(
    r"declarer (?:un |1 |mon )?(?:sinistre|accident|vol)|(?:file|make|submit) a claim"
    r"|report an? (?:accident|claim|theft)"
    r"|(?:resilier|annuler|cancel) (?:mon|ma|my) (?:contrat|assurance|police|policy"
    r"|contract)"
    r"|mon attestation|carte verte|voir mes contrats|mes contrats|my contracts?"
    r"|ou en est mon|mon remboursement|on m'a vole (?:ma|mon)|(?:j'ai"
    r"|je viens d'avoir) (?:eu )?(?:un|1) accident (?:hier|ce matin|aujourd'hui|tout a l'heure)"
    r"|changer (?:mon|ma|d') (?:rib|adresse|iban|coordonnees)|releve d'information"
    r"|numero de telephone|horaires|parler a (?:un|quelqu)|conseiller humain|remboursez"
    r"|paiement refuse"
)
_HOSTILE = re.compile(
    r"(?:autres? clients?|tous les (?:devis|clients|contrats)|other customers?"
    r"|all (?:customers|quotes|clients)|mode (?:administrateur|admin|developpeur|debug)"
    r"|admin mode|developer mode|prompt|system message"
    r"|mot de passe|password|base de donnees|database|drop table|select \*|<script"
    r"|api[ -]?key|cle d'api|tes instructions|your instructions|jailbreak|dan mode)"
)
_CAR = re.compile(
    r"\b(?:voitures?|autos?|automobiles?|vehicules?|bagnole|caisse|cars?|vehicles?|coche"
    r"|macchina|wagen|pkw)\b"
)


def behaviour_without_car(sheet: Sheet) -> str:
    """What to do with a sentence that names no car: ask for one, or say that it is not for us."""
    text = sheet.whole
    if _HOSTILE.search(text) and not _CAR.search(text):
        return "out_of_scope"
    if _OTHER_WISH.search(text) and not _PLAIN_QUOTE.search(text):
        return "out_of_scope"
    if _CAR.search(text):
        return "ask" if _QUOTE.search(text) or len(text.split()) <= 12 else "out_of_scope"
    if _OTHER_INSURANCE.search(text):
        return "out_of_scope"
    return "ask" if _QUOTE.search(text) else "out_of_scope"


def is_unsupported(sheet: Sheet, *, car_named: bool) -> bool:
    """Whether it is about something on wheels, or not, that we do not insure.

    Beside a car, a motorbike is another story; a taxi or a camper is that car.
    """
    text = re.sub(r"permis (?:moto|a2?|poids lourd)\b|mon velo|garage (?:a )?velo", "", sheet.whole)
    if _VTC.search(text) or _THAT_CAR.search(text):
        return True
    return not car_named and UNSUPPORTED.search(text) is not None


def is_other(sheet: Sheet) -> bool:
    """Whether, though a car is named, no price for one is wanted."""
    text = sheet.whole
    if _OTHER_WISH.search(text) and not _PLAIN_QUOTE.search(text):
        return True
    return bool(
        _HOSTILE.search(text)
        and re.search(r"clients?|customers?|password|mot de passe|database|base de donnees", text)
        and not _PLAIN_QUOTE.search(re.sub(r"tous les devis|les devis", "", text))
    )
