"""Where the car of a sentence sleeps: a commune, a postcode, a departement, a garage."""

import re
from typing import Any

from comptoir.assurance import places
from comptoir.assurance.places import REGION_OF, Place
from comptoir.assurance.said.sheet import Sheet
from comptoir.brain.languages import is_common
from comptoir.brain.words import tokens

Slots = dict[str, Any]

DEPARTEMENTS = {
    "ain": "01",
    "aisne": "02",
    "allier": "03",
    "alpes maritimes": "06",
    "ardeche": "07",
    "ardennes": "08",
    "ariege": "09",
    "aube": "10",
    "aude": "11",
    "aveyron": "12",
    "bouches du rhone": "13",
    "calvados": "14",
    "cantal": "15",
    "charente": "16",
    "charente maritime": "17",
    "cher": "18",
    "correze": "19",
    "corse du sud": "2A",
    "haute corse": "2B",
    "cote d'or": "21",
    "cotes d'armor": "22",
    "creuse": "23",
    "dordogne": "24",
    "doubs": "25",
    "drome": "26",
    "eure": "27",
    "eure et loir": "28",
    "finistere": "29",
    "gard": "30",
    "haute garonne": "31",
    "gers": "32",
    "gironde": "33",
    "herault": "34",
    "ille et vilaine": "35",
    "indre": "36",
    "indre et loire": "37",
    "isere": "38",
    "jura": "39",
    "landes": "40",
    "loir et cher": "41",
    "loire": "42",
    "haute loire": "43",
    "loire atlantique": "44",
    "loiret": "45",
    "lot": "46",
    "lot et garonne": "47",
    "lozere": "48",
    "maine et loire": "49",
    "manche": "50",
    "marne": "51",
    "haute marne": "52",
    "mayenne": "53",
    "meurthe et moselle": "54",
    "meuse": "55",
    "morbihan": "56",
    "moselle": "57",
    "nievre": "58",
    "nord": "59",
    "oise": "60",
    "orne": "61",
    "pas de calais": "62",
    "puy de dome": "63",
    "pyrenees atlantiques": "64",
    "hautes pyrenees": "65",
    "pyrenees orientales": "66",
    "bas rhin": "67",
    "haut rhin": "68",
    "rhone": "69",
    "haute saone": "70",
    "saone et loire": "71",
    "sarthe": "72",
    "savoie": "73",
    "haute savoie": "74",
    "seine maritime": "76",
    "seine et marne": "77",
    "yvelines": "78",
    "deux sevres": "79",
    "somme": "80",
    "tarn": "81",
    "tarn et garonne": "82",
    "var": "83",
    "vaucluse": "84",
    "vendee": "85",
    "vienne": "86",
    "haute vienne": "87",
    "vosges": "88",
    "yonne": "89",
    "territoire de belfort": "90",
    "essonne": "91",
    "hauts de seine": "92",
    "seine saint denis": "93",
    "val de marne": "94",
    "val d'oise": "95",
}
_NAMES = "|".join(
    name.replace(" ", r"[ -]").replace("'", r"[ ']?")
    for name in sorted(DEPARTEMENTS, key=len, reverse=True)
)
_DEPARTEMENT = re.compile(
    rf"(?:dans (?:le |la |les |l')|(?<![\w-])en |in (?:the )?|departement (?:du |de la "
    rf"|de l'|des |de )?|(?<=departement ))({_NAMES})(?![\w-])"
    rf"|(?<![\w-])((?:haute?|bas|alpes|bouches|corse|cotes?|ille|indre|loire?|lot|maine"
    rf"|meurthe|pas|puy|pyrenees|saone|seine|tarn|val|eure"
    rf"|deux)[ -](?:\w+[ -])?(?:\w+))(?![\w-])"
)
_NUMBER = re.compile(
    r"(?:dans le |departement |dept\.? ?|dpt ?|dep\.? ?|\(|habite (?:le |dans le |en )?"
    r"|sur le |du |le )(0[1-9]|[1-8]\d|9[0-5]|2[ab]|97[1-6])\)?(?![\d%\w-]|[.,]\d"
    r"| ?(?:ans?|cv|ch|km|€|%|mois))"
)
_NUMBER_BEFORE = re.compile(r"(?<![\d§.,])(\d{2}|2[ab]|97\d)\s*,?\s*$")
_POSTCODE = re.compile(r"(?<![\d§.,])(\d{5})(?!\d|\s*(?:km|kms|€|eur|kilom|bornes|/an|par an))")
_CUE = (
    r"(?:\ba|\bsur|\bhabit\w*(?: a| sur| en| pres de)?|\bvers|\bpres (?:de|d')|\bcote"
    r"|\bville (?:de|d')?|\bin|\bnear|\bfrom|\bat|\baround|\bresid\w+ a|\bvis a|"
    r"\bdans|\bregion(?: de| d')?|\bcampagne (?:pres de|de)|\bbanlieue (?:de|d')"
    r"|\bstationnee? a|\bgaree? a|\bde|\bd'|\bcentre|\bcentre[ -]ville (?:de)?"
    r"|\bperiph\w+ de)"
)
_AFTER_CUE = re.compile(rf"{_CUE}\s*(?=([a-z][a-z' -]{{1,40}}))")
_WORD = re.compile(r"[a-z][a-z']*(?:-[a-z']+)*")
_ARRONDISSEMENT = re.compile(
    r"\b(paris|lyon|marseille)\s*(?:\d{1,2}\s*(?:e|er|eme|th|st|nd|rd)?\b(?: arr\w*)?)?"
)
_BEGINS, _ENDS = re.compile(r"(?:^|[,;.])\s*$"), re.compile(r"\s*(?:[,;.]|$)")
"""Around a name that stands alone, between commas."""
LONGEST_NAME_WORDS, SHORTEST_NAME_CHARS = 6, 4
DENSE = 200
BIG = 900
"""Inhabitants a square kilometre from which a town is known by its bare name."""
_NO_TOWN = frozenset(
    tokens("""
        sens vienne die bonus tours auto contrat permis assurance moto garage rue paye grasse
        valence le la les un une des du de au aux mon ma mes ans an plus moins pas trop salon dole
        lunel orange rives gap mais bien bonne bon port pont saint sainte ville centre nord sud est
        ouest france bourg ham y eu us sare dax brest vire vitre cher chelles lens foix pau sete
        ares arc condom lure cars golf ford polo bus car barbe ambert avon ballon blois boulay
    """)
)
_REAL_AFTER_CUE = frozenset(
    tokens("""
        tours sens vienne grasse valence orange dole gap brest pau sete lens dax blois foix vire
        vitre vannes nice
    """)
)

_PARKING = {
    "parking_ferme": re.compile(
        r"(?:parking|place|stationnement|residence|cour|lot"
        r"|park)\s*(?:de \w+ )?(?:prive\w*|ferme\w*|clos\w*|securise\w*|souterrain\w*"
        r"|couvert\w*|gated|secure\w*|private)"
        r"|(?:souterrain|sous-sol|underground|parking residence|cour fermee|car ?park"
        r"|private parking|secure parking|gated|carport|driveway"
        r"|(?:dans|in|sur) (?:ma|la|notre|my|the) (?:cour|propriete|allee|yard)\b)"
    ),
    "garage": re.compile(r"\bgara[gj]es?\b(?! (?:auto|peugeot|renault|mecan))|\bbox\b|\bboxe?e?\b"),
    "rue": re.compile(
        r"(?:dans|sur|in|on|dort|couche|garee?|stationn\w+|park\w*)\D{0,14}(?:la |the "
        r"|ma )?(?:rue|voie publique|chaussee|trottoir|street|road)\b|voie publique"
        r"|on[ -]street|(?:dort |couche |garee? |stationn\w+ )?(?:dehors|outside)"
        r"|street parking|parking public"
        r"|\b(?:en|in|auf|an) (?:la |der |einer )?(?:calle|strada|strasse)\b|per strada"
        r"|devant (?:chez (?:moi|nous)|la maison|ma maison|mon immeuble|l'immeuble)"
    ),
}


def read_parking(sheet: Sheet, slots: Slots) -> None:
    """Where it is parked at night."""
    for name, pattern in _PARKING.items():
        if sheet.take(pattern):
            slots.setdefault("parking", name)


def read_place(sheet: Sheet, slots: Slots) -> None:
    """The commune, the postcode and the departement, each where it is said."""
    if (found := _POSTCODE.search(sheet.text)) and places.at_postcode(found[1]):
        slots["postcode"] = found[1]
        sheet.blank(*found.span())
    if found := _ARRONDISSEMENT.search(sheet.text):
        slots["city"] = found[1].capitalize()
        sheet.blank(*found.span())
    _read_departement(sheet, slots)
    if "city" not in slots:
        _read_town(sheet, slots)


def _read_departement(sheet: Sheet, slots: Slots) -> None:
    for found in _DEPARTEMENT.finditer(sheet.text):
        name = re.sub(r"[ -]+", " ", found[1] or found[2])
        code = DEPARTEMENTS.get(name)
        if code:
            slots["departement"] = code
            sheet.blank(*found.span())
            break
    if number := sheet.take(_NUMBER):
        slots.setdefault("departement", number[1].upper())


def _read_town(sheet: Sheet, slots: Slots) -> None:
    of_postcode = {
        places._folded(place.name): place for place in places.at_postcode(slots.get("postcode", ""))
    }
    words = list(_WORD.finditer(sheet.text))
    capitals = {places._folded(w) for w in re.findall(r"[A-ZÀ-Ý][\w'’-]+", sheet.typed)}
    best: tuple[int, Place, tuple[int, int]] | None = None
    for start, first in enumerate(words):
        for length in range(min(LONGEST_NAME_WORDS, len(words) - start), 0, -1):
            last = words[start + length - 1]
            text = sheet.text[first.start() : last.end()]
            if not re.fullmatch(r"[a-z' -]+", text):
                continue
            before, after = sheet.text[: first.start()], sheet.text[last.end() :]
            candidates = _towns(text) or _towns_for_short(text, before, capitals)
            if not candidates:
                continue
            alone = bool(_BEGINS.search(before) and _ENDS.match(after))
            rank = _rank(text, candidates[0], before, of_postcode, capitals, alone=alone)
            if rank and (best is None or rank > best[0]):
                best = (rank, candidates[0], (first.start(), last.end()))
            break
    if best:
        _, place, span = best
        folded = places._folded(sheet.text[slice(*span)])
        slots["city"] = of_postcode[folded].name if folded in of_postcode else place.name
        number = _NUMBER_BEFORE.search(sheet.text[: span[0]])
        if number and number[1] == place.departement:
            slots.setdefault("departement", number[1])
            sheet.blank(*number.span(1))
        sheet.blank(*span)


def _towns(text: str) -> tuple[Place, ...]:
    found = places.named(text)
    return found or (places.named(text[2:]) if text.startswith(("l'", "d'")) else ())


def _towns_for_short(text: str, before: str, capitals: set[str]) -> tuple[Place, ...]:
    """ "I live in Brive", for Brive-la-Gaillarde: with a capital, after a word of place."""
    folded = places._folded(text)
    if folded not in capitals or len(folded) < SHORTEST_NAME_CHARS or is_common(folded):
        return ()
    return places.called(text) if re.search(rf"{_CUE}\s*$", before) else ()


def _rank(
    text: str,
    place: Place,
    before: str,
    of_postcode: dict[str, Place],
    capitals: set[str],
    *,
    alone: bool,
) -> int:
    """How surely these words are a commune; 0 where they are not."""
    folded = places._folded(text)
    if folded in of_postcode:
        return 5
    cued = re.search(rf"{_CUE}\s*$", before) is not None
    shown = folded.split()[0] in capitals or folded in capitals
    big = place.density >= BIG
    if folded in _NO_TOWN:
        real = folded in _REAL_AFTER_CUE and ((cued and (shown or big)) or (alone and big))
        lives_there = shown and re.search(r"\b(?:a|habite a|vis a)\s*$", before) is not None
        return 3 if real or lives_there else 0
    common = is_common(folded) or len(folded) < SHORTEST_NAME_CHARS
    if big:
        return 4 if cued else 0 if common else 3
    if alone and shown and not common:
        return 2
    return 0 if common else _rank_of_a_village(folded, place, before, cued=cued, shown=shown)


def _rank_of_a_village(folded: str, place: Place, before: str, *, cued: bool, shown: bool) -> int:
    """A place few know by name needs more than its name."""
    if cued and shown:
        return 3
    if cued and not re.search(r"\b(?:de|d'|dans|a|at|from)\s*$", before):
        return 2
    known = place.density >= (DENSE if shown else DENSE / 2)
    return int(known and (shown or cued) and len(folded) > SHORTEST_NAME_CHARS)


def region_of(departement: str) -> str | None:
    """The region of before 2016 of a departement."""
    return REGION_OF.get(departement)
