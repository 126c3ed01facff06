"""In what a question wants its answer: euros, kilos, an hour of the day; French and English.

A passage may have a number beside the question's words, of something else ("combien gagne un
intérimaire ?", "les intérimaires sont 12").
"""

import re

_KINDS = {
    # Asked for so: said so.
    r"\bcombien (?:(?:ça |cela |est-ce que |me |nous |vous |lui |leur )*"
    r"(?:co[ûu]te|gagne|rapporte|paie|paye|touche|vaut|rembourse)|doit-on payer|faut-il payer)"
    r"|\b(?:prix|tarif|co[ûu]t|montant|budget|loyer|salaire|caution|amende|cotisation|indemnité|prime"
    r"|forfait|plafond de remboursement)\b(?! (?:est|sont)-)"
    r"|\bhow much (?:does|do|is|will|would|are)\b|\bwhat (?:price|amount|fee)\b": r"€|\beuros?\b"
    r"|\bcentimes?\b|\bpour cent\b|%|\bgratuit|\boffert|\bsans frais\b|\bgratis\b"
    r"|\bfree\b|\bSMIC\b",
    r"\bà quelle heure\b|\bquelle heure\b|\bwhat time\b": r"\d ?h(?:\b|\d)|\bheures?\b|\bmidi\b"
    r"|\bminuit\b|\d ?[ap]\.?m\b",
    r"\bquelle année\b|\bwhat year\b": r"\b(?:1[89]|20)\d\d\b",
    r"\bquel âge\b|\bhow old\b": r"\bans\b|\bannées?\b|\bmois\b|\byears?\b",
    r"\b(?:taux|pourcentage)\b|\bquelle (?:part|proportion)\b|\bpercentage\b": r"%|\bpour cent\b"
    r"|\bmoitié\b|\btiers\b|\bquarts?\b|\bdemie?\b|\d+ sur \d+|\bun .{1,20}\bsur\b",
    r"\bquelle température\b|\bcombien de degrés\b": r"°|\bdegrés?\b|\bdegrees\b",
    r"\bquelle vitesse\b": r"\bpar (?:heure|minute|seconde|tour)|km/h|m/s|/min|\btours?\b",
    r"\bquelle distance\b|\bcombien de (?:kilomètres|km)\b|\bhow far\b": r"\d ?k?m\b|\bmètres?\b"
    r"|\bkilomètres?\b|\bkm\b|\bmiles?\b",
    r"\bquel poids\b|\bcombien pèse": r"\bk?g\b|\bkilos?\b|\bgrammes?\b|\btonnes?\b|\bpounds?\b",
    r"\bquelle (?:surface|superficie)\b": r"m²|\bm2\b|\bmètres? carrés?\b|\bhectares?\b",
    r"\bquelle (?:hauteur|longueur|largeur|profondeur|épaisseur)\b": r"\d ?[cm]?m\b|mètres?\b"
    r"|\bcaractères?\b|\bpages?\b|\bmots?\b",
}
_ASKED = [
    (re.compile(asks, re.IGNORECASE), re.compile(said, re.IGNORECASE))
    for asks, said in _KINDS.items()
]
_SAYS_NO_KIND = re.compile(
    r"\bquels? |\bquel(?:le)?s? |\bcombien\b|\bhow\b|\bwhat\b", re.IGNORECASE
)


def said(question: str, quote: str) -> bool:
    """Whether a quote has what each amount asked for is counted in."""
    if not _SAYS_NO_KIND.search(question):
        return True
    return all(has.search(quote) for asks, has in _ASKED if asks.search(question))
