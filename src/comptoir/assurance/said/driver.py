"""The driver of a sentence: age, licence, insurance, coefficient, claims, aggravations, use."""

import re
from datetime import date
from typing import Any

from comptoir.assurance.profile import MIN_DRIVER_AGE
from comptoir.assurance.said.sheet import Sheet

Slots = dict[str, Any]

_ANS = r"(?:ans?|annees?|years?|yrs?|anos|anni|jahren?)"
_PERMIS = (
    r"(?:permis?(?: b| de conduire)?|permit|perm|driving licen[cs]e|licen[cs]e|carnet|carne|patente"
    r"|fuhrerschein)"
)
_DRIVING = (
    r"(?:experience|conduite|conduis|roule|driving|drive|conduciendo|guido|guida|erfahrung"
    r"|conducteur)"
)
_RECENT = re.compile(
    rf"{_PERMIS}[^.;!?]{{0,20}}?(?:le mois dernier|la semaine derniere|hier|cette annee"
    rf"|tout (?:juste|frais|neuf)|"
    rf"recent|last month|last week|aujourd'hui|ce mois)|"
    rf"(?:vien[st]? (?:juste )?d'(?:avoir|obtenir)|just (?:got|passed|obtained)"
    rf"|tout juste (?:eu|obtenu)|viens de passer|"
    rf"j'ai juste eu)[^.;!?]{{0,15}}?{_PERMIS}|just passed my (?:driving )?test|"
    rf"(?:permis|licence) (?:tout )?(?:neuf|fraichement|recent)"
)
_LICENCE_MONTHS = re.compile(
    rf"{_PERMIS}[^.;,!?\d]{{0,25}}(\d{{1,2}})\s*(?:mois|months?)|(\d{{1,2}})\s*(?:mois"
    rf"|months?)\s*(?:de |of )?{_PERMIS}"
)
_LICENCE_AGE = re.compile(
    rf"{_PERMIS}[^.;,!?\d]{{0,20}}\b(?:a|at|mit|with|a l'age de|at age"
    rf"|at the age of"
    rf"|(?:depuis|since) (?:mes|l'age de|mis|my|i was))\s+(\d{{2}})(?:\s*{_ANS})?(?!\d)"
)
_LICENCE_NUMBER = re.compile(rf"{_PERMIS}\s*:?\s*\d{{2}}\s*{_ANS}\b")
"""Of years held, or of years lived."""
_LICENCE_YEAR = re.compile(
    rf"{_PERMIS}[^.;,!?\d]{{0,25}}((?:19[5-9]|20[0-2])\d)(?!\d)"
    rf"|\b((?:19[5-9]|20[0-2])\d) (?:pour )?(?:le|mon|my|the|el|la) {_PERMIS}"
    rf"|(?:conduis|driving|roule) (?:depuis|since) ((?:19[5-9]|20[0-2])\d)"
)
_LICENCE_YEARS_AFTER = re.compile(
    rf"{_PERMIS}[^.;,!?\d]{{0,25}}(\d{{1,2}})\s*{_ANS}\b(?!\s*(?:de bonus|d'assurance|et \w+ sans))"
)
_LICENCE_YEARS = re.compile(
    rf"(\d{{1,2}})\s*\+?\s*{_ANS}\s*(?:de |d'|of |of driving |with |with a |con |di "
    rf"|mit )?\s*(?:mon |my |my driving )?"
    rf"(?:{_PERMIS}(?!\s*(?:depuis|since)\s*\d)|{_DRIVING})"
    rf"|(?:conduis|conduit|roule|driving|drive|driven)\s*(?:depuis|for"
    rf"|since)?\s*(\d{{1,2}})\s*{_ANS}"
)
_PASSED_LAST_YEAR = re.compile(
    rf"(?:passed (?:my )?(?:driving )?test|{_PERMIS})[^.;,!?\d]{{0,15}}(?:last (?:year|yr)"
    rf"|l'an(?:nee)? derniere?|l'annee passee)"
)
_NOVICE = re.compile(
    r"\bjeunes? (?:conduct(?:eur|rice)s?|permis?)|\bnovices?|debutante?|(?:young|new"
    r"|novice|learner) drivers?"
    r"|probatoire|permis? probatoire|premiere assurance|1ere assurance"
)
_ACCOMPANIED = re.compile(
    r"conduite accompagnee|\baac\b|accompagnee?\b(?= (?:driving|conduite))"
    r"|accompanied driving|accompanied"
)
_SECOND = re.compile(
    r"(?:deux|2) (?:conducteurs|conductrices|drivers)"
    r"|(?:secondaire|occasionnel(?:le)?|second)s?\s*[:,(]?\s*(?:ce sera |c'est |sera )?"
    r"(?:mon|ma|my)\b"
    r"|(?:conduct(?:eur|rice)|driver) (?:secondaire|occasionnel(?:le)?|additionnel)"
    r"|(?:second|2e|2eme|deuxieme|autre) "
    r"conduct(?:eur|rice)|(?:second|named|additional|another|extra) driver|conduct(?:eur"
    r"|rice) (?:2|second)"
    r"|(?:ma femme|mon mari|ma conjointe|mon conjoint|mon fils|ma fille|my wife|my husband"
    r"|my son|my daughter|mon copain|ma copine)"
    r"[^.;,!?]{0,20}(?:conduira?|conduit|roulera|aussi|will (?:also )?drive|also drives?|drives)"
    r"|(?:wife|husband|girlfriend|boyfriend|partner)(?: \(\d\d\))?(?= and i\b)"
    r"|avec (?:ma femme|mon mari|mon fils|ma fille) (?:en|comme) (?:conduct|second)"
)
_AGE = re.compile(
    rf"(?:j'?\s?ai|jai|\bg|\bgt|age|agee? de|i'?m|i am|aged|tengo|ho|bin"
    rf"|suis age de)\s*:?\s*(\d{{2}})\s*(?:{_ANS}\b|years? old|y/?o\b|$"
    rf"|[,.;](?!\d)|(?:and|et|with|a new)\b)"
    rf"|(\d{{2}})[ -]?years?[ -]?olds?|(\d{{2}})\s*y/?o\b|(?:conduct(?:eur|rice)|driver|fils"
    rf"|fille|femme|mari|homme|pere|mere|papa|maman)"
    rf"\s*(?:de|,|\()?\s*(\d{{2}})\s*{_ANS}\b|age\s*:?\s*(\d{{2}})\b"
)
_OWN_AGE = re.compile(
    rf"(?:\b(?:et|,)?\s*moi|conduct(?:eur|rice) principale?(?: c'est)?(?: moi)?)\s*[,:(]?"
    rf"\s*(?:j'ai )?(1[6-9]|[2-9]\d)(?!\d)\s*(?:{_ANS}\b)?"
    rf"|\b(?:and i|et moi)\s*\((1[6-9]|[2-9]\d)\)"
)
_THEIR_AGE = re.compile(
    rf"(?:fils|fille|femme|mari|epouse|epoux|conjointe?|copain|copine|pere|mere|son|daughter"
    rf"|girlfriend|boyfriend|partner"
    rf"|wife|husband|lui|elle)\b[^.;!?\d]{{0,20}}(1[6-9]|[2-9]\d)(?!\d)\s*(?:{_ANS}\b|(?=[,.)]|$))"
)
"""Of whoever drives beside the customer."""
_ANY_AGE = re.compile(
    rf"(?<![\d§/.,-])(1[6-9]|[2-9]\d)\s*(?:{_ANS}|piges|balais|berges)\b(?!\s*(?:sans|de bonus"
    rf"|d'assur|without|no claim"
    rf"|no-claim|de permis))"
)

_ALONE = re.compile(r"(?<=[,;])\s*(1[89]|[2-8]\d)\s*(?=[,;!]|\.?\s*$)")
_INSURED = re.compile(
    rf"(?:assuree?|insured|assurance)\s*(?:\w+ )?(?:depuis|pendant|for"
    rf"|since)\s*(\d{{1,2}})\s*{_ANS}"
    rf"|(\d{{1,2}})\s*{_ANS}\s*(?:d'assurance|d'antecedents?|of insurance|of cover|assuree?)"
    rf"|(?:insurance|antecedents?)\D{{0,15}}(\d{{1,2}})\s*{_ANS}"
)
_NEVER_INSURED = re.compile(
    r"jamais (?:ete )?assure|never (?:been )?insured|pas (?:encore )?ete assure"
)

_COEFFICIENT = (
    r"(?:coef(?:f?icient)?s?|crm|bonus[ -]?malus|bonus|malus|b/m|no[ -]claims? (?:bonus"
    r"|discount)|ncb|ncd)"
)
_CRM_DECIMAL = re.compile(
    rf"{_COEFFICIENT}[^.;,!?\d]{{0,25}}([0-3])[.,](\d{{1,2}})(?!\d)"
    rf"|(?<![\d.,])([0-3])[.,](\d{{1,2}})\s*(?:de |d'|of )?{_COEFFICIENT}"
)
_CRM_BARE = re.compile(r"(?<![\d.,])(0)[.,]([5-9]\d)(?![\d%]|[.,]\d|\s*(?:€|eur|l\b|km|m\b))")
_BONUS_PERCENT = re.compile(
    r"(\d{1,2})\s*(?:%|pour ?cents?|percent)\s*(?:de |d'|of )?\s*(?:bonus|no[ -]claims?"
    r"|ncb|discount|ncd)"
    r"|(?:bonus|no[ -]claims? (?:bonus|discount)|ncb|ncd)[^.;,!?\d]{0,15}(\d{1,2})\s*(?:%"
    r"|pour ?cent|percent)"
)
_MALUS_PERCENT = re.compile(
    r"(\d{1,3})\s*(?:%|pour ?cents?)\s*(?:de |d'|of )?malus"
    r"|malus[^.;,!?\d]{0,15}(\d{1,3})\s*(?:%|pour ?cent)"
)
_CRM_WHOLE = re.compile(
    rf"{_COEFFICIENT}[^.;,!?\d§]{{0,15}}(\d{{2,3}})(?![\d.,]*\s*(?:€|eur|{_ANS}\b|km))"
)
_FULL_BONUS = re.compile(
    r"bonus (?:max\w*|plein|a fond|complet)|(?:plein|full|maximum|max) (?:bonus|no claims)"
    r"|bonus au max\w*"
)
_NO_BONUS = re.compile(
    r"(?:sans|pas de|aucun|ni|no|zero|0) bonus(?: ni malus)?"
    r"|coefficient (?:de )?1(?![.,\d])|bonus (?:a|de) 1(?![.,\d])|crm (?:a "
    r"|de )?1(?![.,\d])"
)
_YEARS_AT_050 = re.compile(
    rf"^(?:\D{{0,12}}(?:depuis|for|since|pendant)\s*(?:plus de )?|\s*\()(\d{{1,2}})\s*{_ANS}"
)

_EVENT = r"(?:accidents?|sinistres?|accrochages?|collisions?|claims?|crashes|crash)"
_CLAIM = re.compile(
    rf"(?<![\d§])(\d)?\s*(?:gros |petits? "
    rf"|seul )?{_EVENT}(?P<whose>[^.;,!?§\d]{{0,30}}?(?:non[ -]responsables?"
    rf"|pas responsables?|"
    rf"non fautifs?|not at[ -]fault|not my fault|non[ -]fault|sans responsabilite"
    rf"|dont je ne suis pas|responsables?|"
    rf"en tort|at[ -]fault|my fault|en faute|torts? partages?|50[ /-]50|partages?|shared"
    rf"|fautifs?))?"
)
_OF_WHICH = re.compile(
    rf"(?<![\d§])(\d)\s*{_EVENT}[^.;!?\d]{{0,30}}\b(?:dont|including|of which|de los cuales|di cui"
    rf"|davon)\s*(\d)\s*(?:seule?s?\s*)?(non[ -])?"
    rf"(?:responsables?|en tort|at[ -]fault|fautifs?|my fault)"
)
_AT_FAULT_FIRST = re.compile(
    r"(?<![\d§])(\d)?\s*(at[ -]fault|non[ -]fault|not[ -]at[ -]fault"
    r"|responsible) (?:accidents?|claims?|crash\w*)"
)
_NO_CLAIM = re.compile(
    rf"(?:jamais|aucun|aucune|pas|pas eu|zero|0|sans|no|never|without|nessun|ningun|keine?n?)"
    rf"(?: (?:eu|had|d'|de|d|le moindre|any|an|a|un|fait|cause|avoir|at[ -]fault|ete|been"
    rf"|in)){{0,4}}[ ']{{0,2}}"
    rf"(?:seul )?(?:{_EVENT}|accroche|incidente|unfalle?|accidentes?)(?: responsables?"
    rf"| at fault)?|clean (?:record|history|licence)|"
    rf"never claimed|accident[ -]free|claim[ -]free|ne? (?:jamais )?eu de sinistre"
)
_HIT_ME = re.compile(
    r"(?:someone|somebody|another (?:car|driver))(?: else)? (?:hit|crashed into|rear[- ]ended)"
    r" (?:me|my car)(?: (once|twice))?|on m(?:'a|a| a|'est) ?rentre dedan\w*(?: (\d) fois)?"
)
_GLASS = re.compile(
    r"(?:(?<!\d)(\d) bris de glaces?|bris de glaces? (?:l'an|en (?:19|20)|il y a|declare"
    r"|l'annee|deja|indemnise|in 20|last)|(?:eu|fait|declare|had)\D{0,8}(?:un |1 "
    r"|a )?(?:bris de glace|pare[ -]?brise (?:casse|fissure|impact\w*)|windscreen (?:claim"
    r"|break)\w*)"
    r"|(\d) (?:pare[ -]?brises?|windscreens?|glass claims?))"
)
_AGGRAVATIONS = {
    "alcool": re.compile(
        r"alcool\w*|ivresse|ethylotest|drink[ -]driv\w*|drunk\w*|\bdui\b|alcohol\w*|eternelle"
    ),
    "stupefiants": re.compile(r"\bstup\w*|cannabis|\bdrogues?|\bdrugs?\b|\bjoints?\b"),
    "suspension": re.compile(
        r"(?:suspension|suspendu)\w*(?: (?:de |du |mon |d'1 |d'un )?permis)?"
        r"|retire (?:le |mon )?permis|perdu (?:mon|le) permis|retrait (?:de |du )?permis"
        r"|permis (?:retire|annule"
        r"|invalide)|annulation (?:de |du )?permis"
        r"|lost my licen[cs]e|suspended|ban(?:ned)?\b|disqualified|sucre mon permis"
        r"|licence (?:was )?(?:suspended|revoked)"
    ),
    "delit_fuite": re.compile(r"delit de fuite|hit[ -]and[ -]run"),
}
_MONTHS = re.compile(r"(\d{1,2})[ -]*(?:mois?|months?)\b")
_CANCELLED = re.compile(
    r"resilie\w*|resiliation|vire[e]?\b|radie\w*|lache[e]?\b|jete[e]?\b|cancell?ed|dropped"
    r"|exclu|mis dehors|kicked out|refuse par"
)
_UNPAID = re.compile(
    r"non[ -]?pai\w*|impaye\w*|pas paye|unpaid|non[ -]payment|retards? de paiement"
    r"|not paying|defaut de paiement|plus paye"
)
_FALSE = re.compile(r"fausse declaration|false declaration|non[ -]disclosure|misrepresent\w*")
_FOR_CLAIMS = re.compile(
    r"(?:pour|apres|suite a|cause de|trop de|because of|after|due to"
    r"|for)\D{0,12}\d?\D{0,10}(?:sinistres?|accidents?|sinistralite|claims?)|sinistralite"
    r"|trop de sinistres"
)

_USES = {
    "tournees": re.compile(
        r"tournees?|je livre\b|itinerante?|\bvrp\b|representant|commercial(?:e)?\b(?! vehicle)"
        r"|livr(?:aison|eur|euse)s?|visites? (?:de |chez (?:mes|les) )?clients?"
        r"|infirm\w+ (?:liberale?|a domicile)|sales ?(?:rep|man|person)|deliver\w*"
        r"|chantiers|artisan|aide a domicile|coursier"
    ),
    "tous_deplacements": re.compile(
        r"tous deplacements|partout en france|toute la france|deplacements? pro\w*"
        r"|usage pro\w*|usage professionnel"
        r"|business (?:use|travel|trips?)|prive et pro\w*|for business|pour (?:le"
        r"|mon) (?:pro|metier)|a titre professionnel"
    ),
    "trajet_travail": re.compile(
        r"(?:trajets?|aller|vais|aller[ -]retour|go|get|going|drive|driving"
        r"|commut\w*)[^.;,!?]{0,18}(?:travail|boulot|bureau|taf|job|work|ecole|fac|office"
        r"|bosser)|domicile[ -/]*travail"
        r"|travail[ -]domicile|commut\w*|pour (?:le |mon |aller au )?(?:travail|boulot"
        r"|taf)|to work|trajets? (?:quotidiens?|travail)|aller bosser"
    ),
    "prive": re.compile(
        r"loisirs?|usage (?:prive|perso\w*|personnel)|prive\b(?! (?:clos|ferme))"
        r"|week-?ends?|promenades?|balades?|(?:private|personal|leisure|social) (?:use"
        r"|only)|social (?:use|domestic)|"
        r"uniquement perso\w*|juste perso\w*|pleasure|vacances|pas pour le travail"
        r"|faire (?:les |mes )courses|perso\b|for leisure"
    ),
}


def read_birth(sheet: Sheet, slots: Slots, today: date) -> None:
    """The age of somebody who says when they were born: exact of a date, this year's of a year."""
    if found := sheet.take(_BORN_ON):
        month = int(found["month"] or _MONTH_NAMES[found["name"]])
        had_it = (today.month, today.day) >= (month, int(found["day"]))
        slots["driver_age"] = today.year - _whole_year(found["year"], today) - (not had_it)
    elif found := sheet.take(_BORN):
        slots["driver_age"] = today.year - _whole_year(found[1] or found[2], today)


def read_licence(sheet: Sheet, slots: Slots, today: date) -> None:
    """How long the licence is held, before years of cars and ages are looked for."""
    if sheet.take(_ACCOMPANIED):
        slots["accompanied_driving"] = True
    if sheet.take(_NOVICE):
        slots["novice"] = True
    if sheet.take(_SECOND):
        slots["secondary_driver"] = True
    if found := sheet.take(_OWN_AGE):
        slots["driver_age"] = int(found[1] or found[2])
    if slots.get("secondary_driver"):
        sheet.take_all(_THEIR_AGE)
    if found := sheet.take(_INSURED):
        slots["insured_years"] = int(next(group for group in found.groups() if group))
    elif sheet.take(_NEVER_INSURED):
        slots["insured_years"] = 0
    _read_licence_date(sheet, slots, today)


def _read_licence_date(sheet: Sheet, slots: Slots, today: date) -> None:
    if found := sheet.take(_LICENCE_AGE):
        slots["licence_age"] = int(found[1])
    if found := sheet.take(_LICENCE_ON):
        slots["licence_year"] = _whole_year(found["year"], today)
    elif found := sheet.take(_LICENCE_YEAR):
        slots["licence_year"] = int(next(group for group in found.groups() if group))
    elif found := sheet.take(_LICENCE_SHORT):
        slots["licence_year"] = _whole_year(found[1], today)
    elif _PASSED_LAST_YEAR.search(sheet.text):
        sheet.take(_PASSED_LAST_YEAR)
        slots["licence_year"] = today.year - 1
    elif sheet.take(_RECENT):
        slots["licence_years"] = 0
    elif found := sheet.take(_LICENCE_YEARS_AFTER) or sheet.take(_LICENCE_YEARS):
        slots["licence_years"] = int(next(group for group in found.groups() if group))
    elif found := sheet.take(_LICENCE_MONTHS):
        slots["licence_years"] = int(found[1] or found[2]) // 12


_MONTH_NAMES = {
    "janv": 1, "fev": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aout": 8,
    "sept": 9, "oct": 10, "nov": 11, "dec": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5,
    "jun": 6, "jul": 7, "aug": 8, "ene": 1, "abr": 4, "ago": 8, "dic": 12, "gen": 1, "mag": 5,
    "giu": 6, "lug": 7, "set": 9, "ott": 10, "okt": 10, "dez": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_DATE = (
    rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?(?:\s+(?:de |of )?(?P<name>{_MONTH})\w*\.?(?: de)?\s+"
    rf"|[/.-](?P<month>\d{{1,2}})[/.-])(?P<year>(?:19|20)?\d{{2}})(?!\d)"
)
_BORN_ON = re.compile(rf"(?:\bnee?s?|\bborn|\bnacid[oa])\s+(?:le|on|on the|el)?\s*{_DATE}")
_BORN = re.compile(
    r"(?:\bnee?s?|\bborn)\s+(?:en|in)?\s*(?:\w+ )?((?:19[2-9]|20[01])\d|[2-9]\d|0\d)(?!\d|[./-])"
    r"|\b(?:je )?suis de ((?:19[2-9]|20[01])\d)(?!\d)"
)
_LICENCE_ON = re.compile(rf"{_PERMIS}[^.;,!?\d]{{0,20}}{_DATE}")
_LICENCE_SHORT = re.compile(
    rf"{_PERMIS}[^.;,!?\d]{{0,20}}\b(?:depuis|en|de|since|in)\s+'?(\d{{2}})(?!\d|[.,/]\d|\s*{_ANS})"
)


def _whole_year(text: str, today: date) -> int:
    """A year of two figures is one that has been."""
    year = int(text)
    if len(text) > 2:
        return year
    return 2000 + year if 2000 + year <= today.year else 1900 + year


_SO_MANY_AT_FAULT = re.compile(
    r"(?<![\d§])(?<!\d )(\d|zero|aucune?)\s*(?:fois )?(?:responsables?|en tort|at[ -]fault)\b"
)
_SO_MANY_SHARED = re.compile(
    r"(?<![\d§])(\d)\s*(?:a )?(?:torts? )?(?:partages?|50[ /-]50|shared)\b"
)


def read_age(sheet: Sheet, slots: Slots) -> None:
    """The driver's age, last of all numbers of years."""
    if "driver_age" in slots:
        return
    found = sheet.take(_AGE) or sheet.take(_ANY_AGE)
    if not found and "model" in slots:
        found = sheet.take(_ALONE)
    if found:
        slots["driver_age"] = int(next(group for group in found.groups() if group))


def settle_licence(sheet: Sheet, slots: Slots) -> None:
    """ "24 ans, permis 18 ans": held for eighteen years it cannot be, so it was had at eighteen."""
    age, years = slots.get("driver_age"), slots.get("licence_years")
    if age is None or years is None or age - years >= MIN_DRIVER_AGE:
        return
    if MIN_DRIVER_AGE <= years <= age and sheet.says(_LICENCE_NUMBER):
        slots["licence_age"] = slots.pop("licence_years")


def read_crm(sheet: Sheet, slots: Slots) -> list[str]:
    """The coefficient, in any way people say it; what of it cannot be."""
    found = sheet.take(_CRM_DECIMAL)
    hundredths: int | None = None
    if found:
        whole, part = (found[1], found[2]) if found[1] else (found[3], found[4])
        hundredths = int(whole) * 100 + int(part.ljust(2, "0"))
    elif found := sheet.take(_BONUS_PERCENT):
        percent = int(found[1] or found[2])
        hundredths = 100 - percent
    elif found := sheet.take(_MALUS_PERCENT):
        percent = int(found[1] or found[2])
        hundredths = percent if percent > 100 else 100 + percent
    elif found := sheet.take(_CRM_WHOLE):
        hundredths = int(found[1])
        if hundredths < 50:
            hundredths = (
                100 + hundredths if "malus" in found[0].split("bonus")[-1] else 100 - hundredths
            )
    elif found := sheet.take(_CRM_BARE):
        hundredths = int(found[2])
    elif found := sheet.take(_FULL_BONUS):
        hundredths = 50
    elif found := sheet.take(_NO_BONUS):
        hundredths = 100
    if hundredths is None or found is None:
        return []
    slots["crm"] = hundredths / 100
    if not 50 <= hundredths <= 350:
        return ["crm_out_of_range"]
    if hundredths == 50:
        years = _YEARS_AT_050.match(sheet.text[found.end() :])
        if years:
            slots["crm050_years"] = int(years[1])
            sheet.blank(found.end(), found.end() + years.end())
    return []


def _claims_of_which(sheet: Sheet) -> dict[str, int]:
    """ "3 sinistres dont 2 responsables": two are at fault, and one is not."""
    found = sheet.take(_OF_WHICH)
    if not found:
        return {}
    told, others = int(found[2]), max(0, int(found[1]) - int(found[2]))
    at_fault, not_at_fault = (others, told) if found[3] else (told, others)
    return {"at_fault_claims": at_fault, "non_fault_claims": not_at_fault}


def read_claims(sheet: Sheet, slots: Slots) -> list[str]:
    """Claims by fault, and that there were none; what of it cannot be."""
    conflicts: list[str] = []
    if found := sheet.take(_GLASS):
        slots["glass_claims"] = int(found[1] or found[2] or 1)
    none = sheet.take(_NO_CLAIM)
    counts = _claims_of_which(sheet)
    for found in sheet.take_all(_AT_FAULT_FIRST):
        name = "non_fault_claims" if found[2].startswith("no") else "at_fault_claims"
        counts[name] = counts.get(name, 0) + int(found[1] or 1)
    for found in sheet.take_all(_CLAIM):
        whose = found["whose"] or ""
        if (
            not found[1]
            and not whose
            and not re.search(
                r"(?:eu|had|fait) (?:un |1 |an |a )?$", sheet.whole[: found.start() + 1]
            )
        ):
            continue
        if re.search(r"non|pas|not|sans", whose):
            name = "non_fault_claims"
        elif re.search(r"partag|50|shared", whose):
            name = "partial_fault_claims"
        else:
            name = "at_fault_claims"
        counts[name] = counts.get(name, 0) + int(found[1] or 1)
    for found in sheet.take_all(_HIT_ME):
        times = {"twice": 2}.get(found[1] or "", int(found[2] or 1))
        counts["non_fault_claims"] = counts.get("non_fault_claims", 0) + times
    for pattern, name in (
        (_SO_MANY_AT_FAULT, "at_fault_claims"),
        (_SO_MANY_SHARED, "partial_fault_claims"),
    ):
        if found := sheet.take(pattern):
            counts[name] = counts.get(name, 0) + (int(found[1]) if found[1].isdigit() else 0)
    if none and counts.get("at_fault_claims"):
        conflicts.append("at_fault_claims")
    elif none:
        counts.setdefault("at_fault_claims", 0)
    slots.update(counts)
    return conflicts


def read_aggravations(sheet: Sheet, slots: Slots) -> None:
    """What the law lets an insurer surcharge, and why another one let the customer go."""
    found = []
    for name, pattern in _AGGRAVATIONS.items():
        told = [each for each in sheet.take_all(pattern) if not _denied(sheet, each.start())]
        if told:
            found.append(name)
    if found:
        slots["aggravating"] = found
    if "suspension" in found and (months := sheet.take(_MONTHS)):
        slots["suspension_months"] = int(months[1])
    if sheet.says(_CANCELLED):
        if sheet.says(_UNPAID):
            slots["cancelled"] = "non_paiement"
        elif sheet.says(_FALSE):
            slots["cancelled"] = "fausse_declaration"
        elif sheet.says(_FOR_CLAIMS):
            slots["cancelled"] = "sinistres"


_DENIAL = re.compile(
    r"\b(?:jamais|aucune?|pas|ni|sans|zero|0|never|no|not|without|nunca|ningun\w*|mai|nie|keine?)"
    r"(?: \w+'?){0,3}? ?(?:d'|de |le |la |eu )?$"
)


def _denied(sheet: Sheet, start: int) -> bool:
    """Whether what stands there is said not to be."""
    return _DENIAL.search(sheet.whole[max(0, start - 30) : start]) is not None


def read_use(sheet: Sheet, slots: Slots) -> None:
    """What the car is for; the widest use that is named."""
    for name, pattern in _USES.items():
        for found in sheet.take_all(pattern):
            if not _denied(sheet, found.start()):
                slots.setdefault("usage", name)
