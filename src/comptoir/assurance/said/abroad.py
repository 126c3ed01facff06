"""Other languages' words for the same facts, put into French before a sentence is read.

Spanish, Italian, German and Arabic; only words that mean one thing in a request for a price.
"""

import re
from typing import Final

_CUE: Final = re.compile(
    r"\b(?:tengo|vivo|coche|seguro|carnet|anos?|quiero|para|presupuesto|asegur\w*|pago|nessun\w*|ho"
    r"|anni|patente|assicur\w*|preventivo|macchina|abito|noleggio|jahre?n?|versicher\w*|ich|mein\w*"
    r"|fuhrerschein|kostet|pro|zahle|was|er|il|mi|una|voglio|vorrei|solo|rc)\b"
)
_LATIN: Final = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        # Spanish
        (r"\bdesde hace (\d+) anos?", r"depuis \1 ans"), (r"\bdesde\b", "depuis"),
        (r"\b(?:carnet|carne)(?: de conducir)?\b|\bpermiso de conducir\b", "permis"),
        (r"\bnaci en\b|\bnato nel\b|\bnata nel\b|\bgeboren(?: im jahr)?\b", "ne en"),
        (r"\basegurad[oa]\b|\bassicurat[oa] da\b", "assure"), (r"\bcoeficiente\b", "coefficient"),
        (r"(?:\bal ano\b|\bpor ano\b|\ball'anno\b|\bpro jahr\b|\bim jahr\b|\bjahrlich\b)",
         "par an"),
        (r"(?:\bal mes(?:e)?\b|\bpor mes\b|\bim monat\b|\bpro monat\b|\bmonatlich\b)", "par mois"),
        (r"\bpago\b|\bpagando\b|\bzahle\b|\bbezahle\b", "paie"),
        (r"\b(?:ningun|nunca|sin|nessun|mai(?: avuto)?|keinen?|kein)\s+(?:un |tenido un )?"
         r"(?:accidentes?|incident[ei]|sinistr[oi]|siniestros?|unfalle?)"
         r"(?: (?:con culpa|culpable|con colpa|responsable))?\b|\bunfallfrei\b", "aucun accident"),
        (r"\bgaraje\b|\bbox auto\b", "garage"),
        (r"\ben la calle\b|\b(?:per|in) strada\b|\bauf der strass?e\b|\ban der strass?e\b",
         "dans la rue"),
        (r"\buso privado\b|\buso privato\b|\bprivate? nutzung\b|\bnur privat\b", "usage prive"),
        (r"\b(?:ir al|para el) trabajo\b|\bpara trabajar\b|\bandare al lavoro\b|\bzur arbeit\b",
         "aller au travail"),
        (r"\bcv de potencia\b", "ch"), (r"\bcaballos fiscales\b|\bcv fiscales\b", "cv fiscaux"),
        (r"(?<=\d )(?:caballos|cavalli)\b(?! fisc)", "ch"),
        (r"\b(?:vivo en|abito a|vivo a|(?:ich )?wohne in|risiedo a)\b", "habite a"),
        (r"\bcoche\b|\bmacchina\b|\bwagen\b", "voiture"),
        # Italian
        (r"\bda (\d+) anni\b", r"depuis \1 ans"), (r"\bpatente d(?:al|el) (\d{4})", r"permis \1"),
        (r"\bnoleggio(?: a lungo termine)?\b", "leasing"),
        (r"\bsolo (?:la )?rca?\b|\brc auto\b", "au tiers"), (r"\bneopatentat[oa]\b",
                                                            "jeune conducteur"),
        (r"\bconductor novel\b|\bfahranfanger(?:in)?\b", "jeune conducteur"),
        # German
        (r"\bseit (\d+) jahren (?:den |meinen |einen )?fuhrerschein\b", r"permis depuis \1 ans"),
        (r"\bich bin (\d{2})\b(?! ?jahre)", r"j'ai \1 ans"),
        (r"\bseit (\d+) jahren\b", r"depuis \1 ans"), (r"\bseit (\d{4})\b", r"depuis \1"),
        (r"\b(\d{2}) jahre alt\b", r"j'ai \1 ans"), (r"\bbmw ([1-8])er\b", r"bmw serie \1"),
        (r"\bgekundigt\b", "resilie"), (r"\b(?:nichtzahlung|zahlungsverzug)\b", "impaye"),
        (r"\bteilkasko\b", "tiers plus"), (r"\bfuhrerschein\b", "permis"),
        (r"\btodo riesgo\b|\bvollkasko\b", "tous risques"),
        (r"\b(?:anos?|anni|jahren?|jahre)\b", "ans"),
        # Towns by their names abroad
        (r"\bmarsella\b|\bmarsiglia\b", "marseille"), (r"\bburdeos\b", "bordeaux"),
        (r"\bperpinan\b", "perpignan"), (r"\bniza\b|\bnizza\b", "nice"),
        (r"\bparigi\b", "paris"), (r"\bmentone\b", "menton"),
        (r"\blione\b", "lyon"), (r"\btolosa\b", "toulouse"),
        (r"\bestrasburgo\b|\bstrasburgo\b|\bstrass?burg\b", "strasbourg"),
        (r"\bmulhausen\b", "mulhouse"), (r"\bcamberi\b|\bchambery\b", "chambery"),
    )
)  # fmt: skip
_ARABIC_LETTER: Final = re.compile(r"[\u0621-\u064a]")
_ARABIC: Final = {
    # People and licences
    r"عمري": "j'ai", r"رخصة(?: السياقة| القيادة)?": "permis", r"منذ": "depuis",
    r"(?:سنة|سنه|عام)(?= (?:19|20)\d\d)": "annee",
    r"سنوات|سنه|سنة|عاما|عام": "ans", r"شهريا|في الشهر": "par mois", r"سنويا|في السنة": "par an",
    r"اسكن في|اعيش في|اقيم في|ساكن في": "habite a", r"مولود (?:سنة|عام)": "ne en",
    r"سائق جديد|مبتدئ": "jeune conducteur", r"مؤمن": "assure", r"معامل": "coefficient",
    r"(?:لم ارتكب|بدون|لا|ما عندي) (?:اي )?حادث|بدون حوادث": "aucun accident",
    r"حادث": "accident", r"ادفع": "paie", r"يورو": "euros",
    # Cars
    r"سيارة|سيارتي|طوموبيل": "voiture", r"موديل|طراز": "modele", r"ديزل|مازوت": "diesel",
    r"بنزين": "essence", r"كهربائية": "electrique", r"هجينة|هايبرد": "hybride",
    r"بيجو|بوجو": "peugeot", r"رينو|رونو": "renault", r"ستروين|سيتروين": "citroen",
    r"داسيا": "dacia", r"سانديرو": "sandero", r"داستر|دوستر": "duster", r"لوغان|لوجان": "logan",
    r"كليو": "clio", r"ميغان|ميجان": "megane", r"كابتشر|كابتور": "captur", r"توينغو": "twingo",
    r"هيونداي|هيونداى": "hyundai", r"توسان|توكسون": "tucson", r"كيا": "kia",
    r"بيكانتو": "picanto", r"تويوتا": "toyota", r"ياريس": "yaris", r"كورولا": "corolla",
    r"فولكسفاغن|فولكس فاجن|فولكس": "volkswagen", r"غولف|جولف": "golf", r"بولو": "polo",
    r"فيات": "fiat", r"باندا": "panda", r"فورد": "ford", r"فييستا|فيستا": "fiesta",
    r"فوكس": "focus", r"اوبل": "opel", r"كورسا": "corsa", r"سيات": "seat", r"ايبيزا": "ibiza",
    r"نيسان": "nissan", r"قشقاي|كاشكاي": "qashqai", r"مرسيدس": "mercedes", r"بي ام دبليو": "bmw",
    r"اودي": "audi", r"سكودا": "skoda", r"سوزوكي": "suzuki", r"تسلا": "tesla",
    # Cover and use
    r"تامين شامل|شامل": "tous risques", r"ضد الغير": "au tiers", r"تامين|التامين": "assurance",
    r"عرض سعر|ثمن|سعر|بكم|كم": "prix", r"مراب|كراج": "garage", r"في الشارع": "dans la rue",
    r"للعمل|الى العمل": "aller au travail", r"دراجة(?: نارية)?": "moto",
    # Towns
    r"باريس": "paris", r"مرسيليا": "marseille", r"ليون": "lyon", r"تولوز": "toulouse",
    r"نيس": "nice", r"نانت": "nantes", r"ستراسبورغ": "strasbourg", r"مونبلييه": "montpellier",
    r"بوردو": "bordeaux", r"ليل": "lille", r"رين": "rennes", r"غرونوبل": "grenoble",
}  # fmt: skip
_ARABIC_WORDS: Final = re.compile(
    "|".join(
        rf"(?<!\w)(?:و|ب|ل|ال|لل|وال|بال)?(?P<w{number}>{words})(?:ي|ك)?(?!\w)"
        for number, words in enumerate(_ARABIC)
    )
)
_FRENCH: Final = tuple(_ARABIC.values())


def in_french(text: str) -> str:
    """`text`, folded, with what is known of other languages in French."""
    if _ARABIC_LETTER.search(text):
        text = _ARABIC_WORDS.sub(
            lambda found: _FRENCH[int(str(found.lastgroup)[1:])], text.replace("،", ",")
        )
    if _CUE.search(text):
        for pattern, instead in _LATIN:
            text = pattern.sub(instead, text)
    return text
