"""Hurried spelling put right before a sentence is read: "jé le permi depui 98", "une yarice".

Words of messages are few and listed. Makes and models are known by their sound, for people write
what they hear.
"""

import re
from collections import defaultdict
from functools import cache
from typing import Final

from comptoir.assurance import places, vehicles
from comptoir.brain.languages import is_common
from comptoir.brain.words import tokens

_SHORT: Final = {
    "pr": "pour", "dpuis": "depuis", "depui": "depuis", "dpui": "depuis",
    "depuit": "depuis", "permi": "permis", "permie": "permis", "pui": "puis", "dvs": "devis",
    "devi": "devis", "tt": "tout", "ts": "tous", "risk": "risque", "risks": "risques",
    "risq": "risque", "risc": "risque", "garaj": "garage", "garag": "garage",
    "accidan": "accident", "acident": "accident", "acidan": "accident", "accidents": "accidents",
    "aksident": "accident", "accro": "accrochage", "accros": "accrochages", "acc": "accident",
    "alcol": "alcool", "alkool": "alcool", "stupefian": "stupefiants", "trotinette": "trottinette",
    "trotinete": "trottinette", "trottinete": "trottinette", "assuranse": "assurance",
    "assurense": "assurance", "assurence": "assurance", "asurance": "assurance",
    "assu": "assurance", "asurer": "assurer", "cotiz": "cotisation", "bagnol": "bagnole",
    "resp": "responsable", "responsab": "responsable", "respo": "responsable", "foi": "fois",
    "malusse": "malus", "malussee": "malus", "etandu": "etendu", "paie": "paie", "pay": "paye",
    "lokation": "location", "boulo": "boulot", "tafe": "taf", "parkin": "parking",
    "essance": "essence", "esence": "essence", "gasoil": "gasoil", "electrik": "electrique",
    "voitur": "voiture", "vwature": "voiture", "conduct": "conducteur", "jeun": "jeune",
    "suspandu": "suspendu", "resilier": "resilie", "kilometre": "kilometres", "an": "an",
}  # fmt: skip
_SHORT_WORD: Final = re.compile(
    rf"(?<![\w'])(?:{'|'.join(sorted(_SHORT, key=len)[::-1])})(?![\w'])"
)
_RULES: Final = (
    (re.compile(r"(?<![\w'])ds(?![\w']| ?[34579]\b)"), "dans"),
    (re.compile(r"(?<=\d)( ?)an\b(?! ?/|\d)"), r"\1ans"),
    (re.compile(r"\b(\d{2}) ?a\b(?! l'| la| \d)"), r"\1 ans"),
    (re.compile(r"(?<=par )moi\b|(?<=\d )moi\b(?= )(?! \d\d)|(?<=/)moi\b"), "mois"),
    (re.compile(r"\bo (?=tier|garage|bureau|travail|taf|boulot|minimum|maximum)"), "au "),
    (re.compile(r"\btier\b"), "tiers"),
    (re.compile(r"\bac (?=conduite|la|ma|mon|un)"), "avec "),
    (re.compile(r"\bconduite a(?:c)?compagn(?:e|er|ee|é)\b"), "conduite accompagnee"),
    (re.compile(r"\bpa\b(?= de| d'| ma| ta| la| respons| en)"), "pas"),
    (re.compile(r"\bd (?=permi|bonus|conduite|assur)"), "de "),
    (re.compile(r"(?<=\d )sins?\b"), "sinistre"),
    (re.compile(r"\bptits?\b"), "petits"),
    (re.compile(r"\b(?:se|ce) matin\b"), "ce matin"),
)
_I_HAVE: Final = re.compile(r"\bj'?é\b")
_TEXTED: Final = re.compile(r"(?<![\w'])([mtsdl])é(?!\w)")
"""Texted plurals: "mé", "dé"."""
_AND: Final = re.compile(r"(?<![\w'])é(?![\w'])")
_JOINED: Final = re.compile(r"(?<!\w)([a-z]{4,12})(\d)(?!\w)")
_CORRECTED: Final = re.compile(
    r"(?<![\d.,])\d{1,4}((?: (?:ans|km|cv))?)[, .]+(?:(?:euh|heu|pardon|oups|enfin|non|en fait"
    r"|plutot|sorry|no|wait|i mean)[, ]+)+(\d{1,4})(?!\d|[.,]\d)(?: (?:ans|km|cv)\b)?"
)
"""What was said and taken back: "34 ans, euh non 35"."""
_WORD: Final = re.compile(r"(?<![\w'§])[a-z]{4,14}(?![\w'])")
_SOUNDS: Final = (
    (re.compile(r"[^a-z]"), ""), (re.compile(r"eaux?|aul?[td]s?$|au|eots?$|ots?$"), "o"),
    (re.compile(r"ph"), "f"), (re.compile(r"qu|q|ck|ch(?=r)"), "k"), (re.compile(r"x"), "ks"),
    (re.compile(r"c(?=[eiy])"), "s"), (re.compile(r"c"), "k"), (re.compile(r"h"), ""),
    (re.compile(r"w"), "v"), (re.compile(r"f"), "v"), (re.compile(r"y|ll"), "i"),
    (re.compile(r"z"), "s"), (re.compile(r"(.)\1+"), r"\1"), (re.compile(r"(?<=..)e$|es$"), ""),
    (re.compile(r"en(?=[^aeiou]|$)"), "an"),
)  # fmt: skip
# Everyday words, or words of people and places, that are models too: only beside their make.
EVERYDAY: Final = frozenset(
    tokens("""
        2 3 4 5 6 25 e x up ka note leaf soul rio spark adam karl fox alto one spring master expert
        ami space dawn rapid born combo transit delta bravo focus sport galaxy partner traveller
        boxer insight gt tt ct ux nx rx xe xf is mini cabrio 812 f8 911 espace monza hs zs 116 118
        120 128 135 218 220 225 235 240 316 318 320 330 340 420 430 440 518 520 530 540 840 850 500
        147 159 ranger explorer compass avenger swift splash seal dolphin defender discovery rover
        verso jazz civic accord puma marvel beetle 2008
    """)
)
_NO_CARS: Final = tokens("""
    ducati kawasaki yamaha triumph aprilia vespa piaggio driver drivers private paris pari lions
    tigre police passage passe place places master focale corsaire corse marche micros modems
    merged machen enfin modele modeles model
""")
"""Words that sound like a car and are none."""
_NO_SOUND: Final = tokens("""
    ford connect proceed tourer tourneo model classe serie range land superb getz bayon ecosport
    rafale star tron ariya macan
""")
"""Words of cars that sound like too much else."""
_KEPT: Final = frozenset(_NO_CARS) | EVERYDAY
_SHORTEST_SOUND, _SLIP_FROM = 4, 6


def put_right(text: str) -> str:
    """`text`, in small letters but with its accents, spelt as the readers expect."""
    return _AND.sub("et", _TEXTED.sub(r"\1es", _I_HAVE.sub("j'ai", text)))


def respelt(text: str) -> str:
    """`text`, folded, with hurried words and misheard names put right."""
    text = _SHORT_WORD.sub(lambda found: _SHORT[found[0]], text)
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    text = _WORD.sub(_named, text)
    text = _JOINED.sub(_parted, text)
    return _CORRECTED.sub(r"\2\1", text)


def _parted(found: re.Match[str]) -> str:
    """ "clio5" is a Clio 5."""
    return f"{found[1]} {found[2]}" if found[1] in _sound_table()[0] else found[0]


def _named(found: re.Match[str]) -> str:
    return _name_of(found[0])


@cache
def _sound_table() -> tuple[frozenset[str], dict[str, str], dict[str, str]]:
    """Every word of a make or model, what each sounds like, and each sound less one letter."""
    words: set[str] = set()
    for make, model in vehicles._by_name():
        words |= {word for word in f"{make} {model}".split() if word.isalpha() and len(word) > 3}
    words -= EVERYDAY
    known = frozenset(words)
    sounds: defaultdict[str, set[str]] = defaultdict(set)
    slips: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        if is_common(word) or word in _NO_SOUND:
            continue
        sound = _sound(word)
        if len(sound) < _SHORTEST_SOUND:
            continue
        sounds[sound].add(word)
        if len(sound) >= _SLIP_FROM:
            for shorter in _less_one(sound):
                slips[shorter].add(word)
    return (
        known,
        {sound: min(of) for sound, of in sounds.items() if len(of) == 1},
        {sound: min(of) for sound, of in slips.items() if len(of) == 1},
    )


def _less_one(sound: str) -> set[str]:
    return {sound[:place] + sound[place + 1 :] for place in range(len(sound))}


def _sound(word: str) -> str:
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


_REMEMBERED: Final = 4096
_seen: dict[str, str] = {}


def _name_of(word: str) -> str:
    found = _seen.get(word)
    if found is None:
        found = _heard(word)
        if len(_seen) < _REMEMBERED:
            _seen[word] = found
    return found


def _heard(word: str) -> str:
    known, sounds, slips = _sound_table()
    if word in known or word in _KEPT or is_common(word) or places.named(word):
        return word
    sound = _sound(word)
    if sound in sounds:
        return sounds[sound]
    if len(sound) < _SLIP_FROM:
        return word
    for shorter in (sound, *sorted(_less_one(sound))):
        name = slips.get(shorter)
        if name and name[0] == word[0] and _one_slip(sound, _sound(name)):
            return name
    return word


def _one_slip(one: str, other: str) -> bool:
    """Whether a single letter is missing, too many, another, or swapped with its neighbour."""
    if len(one) == len(other):
        differ = [place for place in range(len(one)) if one[place] != other[place]]
        return len(differ) == 1 or (
            len(differ) == 2 and one[differ[0]] == other[differ[1]] and differ[1] - differ[0] == 1
        )
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and shorter in _less_one(longer)
