"""What a sentence wants covered, and what another insurer asks for it."""

import re
from typing import Any

from comptoir.assurance.said.sheet import Sheet

Slots = dict[str, Any]

_FORMULAS = {
    "tiers_plus": re.compile(
        r"tiers (?:plus|etendu|ameliore|confort|intermediaire|maxi|renforce"
        r"|\+(?!\s*(?:bris|vol|incendie|assist|dommage)))|tiers\+"
        r"|\btier plus\b|formule (?:intermediaire|confort)|intermediaire|teilkasko\w*"
        r"|third party,? fire (?:and|&) theft|tpft|vol[ -]incendie[ -]bris(?! de)"
    ),
    "tous_risques": re.compile(
        r"tou(?:s|t|te)?s?[ -]?risques?|tout risk|tt risques?|tr\b(?= )|all[ -]risks?"
        r"|comprehensive|comprehensif|fully? comp\w*|full cover(?:age)?|fully covered"
        r"|assurance complete|todo riesgo|vollkasko|kasko"
        r"|couverture maximale|au max(?:imum)?\b(?! de bonus)"
    ),
    "tiers": re.compile(
        r"(?:au |en |le |simple |formule |du )?tiers?(?: simple| basique| de base"
        r"| mini\w*)?\b(?! payant| monde)|third[ -]party(?: only)?|rc (?:seule|simple)"
        r"|minimum (?:legal|obligatoire)"
        r"|le (?:strict )?minimum|(?:basic|minimum) (?:cover|insurance)"
        r"|responsabilite civile seule|liability only|a terceros|haftpflicht"
    ),
}
_HAVE_NOW = re.compile(
    r"(?:actuellement|je suis|assuree? (?:actuellement )?|currently|deja"
    r"|aujourd'hui)\W*(?:assure\w* )?(?:au |en |a )?$"
)
_GUARANTEES = {
    "vol": re.compile(r"(?<!\w)vols?(?!\w)|\btheft\b"),
    "incendie": re.compile(r"\bincendies?\b|\bfire\b"),
    "bris_glace": re.compile(r"bris de glaces?|\bglass\b|windscreen cover|bris glace"),
    "dommages": re.compile(r"dommages(?: tous accidents)?|own damage|collision cover"),
    "assistance": re.compile(r"assistance(?: 0 ?km)?|depannage|breakdown|roadside"),
}
_STOLEN = re.compile(r"(?:sinistre|declare\w*|victime d'un|apres un|eu un) vol")
_PRICE = re.compile(
    r"(?:pai[es]?|paye[sz]?|payer|paying|pay|propose\w*|demande\w*|offre|facture\w*|chez"
    r"|coute|devis (?:a|de)|contre|trouve|quoted?|charg\w+|offered|prend|fait payer"
    r"|m'a fait|fait|reclame\w*|cotis\w+|prelev\w+|cost\w*)"
    r"[^.;!?§\d]{0,40}?(\d{2,4})(?:[.,](\d{1,2}))?\s*(?:€|e\b|eur\w*|euros?"
    r"|balles)(?:\s*ttc)?\s*(/ ?mois|par mois|mensuels?|a month|per month|/m\b|monthly"
    r"|le mois|mois)?"
)
_WISHED = re.compile(
    r"(?:pas? (?:payer?|paye) plus? (?:de|que)|plus? de|budget\D{0,15}|maxi?(?:mum)?|moins de"
    r"|less than|under|no more than|at most)\s*(?:de )?\d{2,4}\s*(?:€|e\b|eur\w*)"
    r"(?:\s*(?:par|/) ?mois)?"
)
"""What they would like to pay, which nobody asked of them."""
_ORDER = re.compile(
    r"(?:prime|prix|tarif|price)\s*(?:a|de|d'|:|=|fixe[e]? a|is"
    r"|of)?\s*\d+(?:[.,]\d+)?\s*(?:€|eur\w*)?"
)


def read_cover(sheet: Sheet, slots: Slots) -> list[str]:
    """The formula, or the guarantees one by one; what of it cannot be."""
    named: list[tuple[int, str]] = []
    for name, pattern in _FORMULAS.items():
        named += [
            (found.start(), name)
            for found in sheet.take_all(pattern)
            if not _HAVE_NOW.search(sheet.whole[: found.start()][-40:])
        ]
    formulas = list(dict.fromkeys(name for _, name in sorted(named)))
    conflicts: list[str] = []
    if len(formulas) == 1:
        slots["formula"] = formulas[0]
    elif len(formulas) > 1:
        places = sorted(place for place, _ in named)
        between = sheet.whole[places[0] : places[-1] + 1]
        if not re.search(r"\b(?:ou|or|et|and|vs|soit|puis|o|oder)\b|/|\?", between):
            conflicts.append("formula")
    if not sheet.says(_STOLEN):
        wanted = [name for name, pattern in _GUARANTEES.items() if sheet.take(pattern)]
        if wanted:
            # A formula says liability already.
            slots["guarantees"] = wanted if "formula" in slots else ["rc", *wanted]
    return conflicts


def read_price(sheet: Sheet, slots: Slots) -> None:
    """What another insurer asks, in euros a year. A price that is ordered of us is none."""
    sheet.take_all(_WISHED)
    if found := sheet.take(_PRICE):
        euros = int(found[1]) + (int(found[2].ljust(2, "0")) / 100 if found[2] else 0)
        yearly = euros * 12 if found[3] else euros
        slots["competitor_price"] = round(yearly, 2) if yearly % 1 else int(yearly)
    sheet.take_all(_ORDER)
