"""Numbers in words, in five languages, put into digits: "vingt-sept ans", "deux mille treize"."""

import re
from typing import Final

_FR_UNITS: Final = [
    "zero",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_FR_TENS: Final = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_EN_UNITS: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_DE_UNITS: Final = ["ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun"]
_DE_TENS: Final = [
    "zwanzig",
    "dreissig",
    "vierzig",
    "funfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
]
_IT_UNITS: Final = ["uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"]
_IT_TENS: Final = [
    "venti",
    "trenta",
    "quaranta",
    "cinquanta",
    "sessanta",
    "settanta",
    "ottanta",
    "novanta",
]
_ES_UNITS: Final = ["uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
_ES_TENS: Final = [
    "veinte",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
]
SMALLEST_ALONE = 11
"""A smaller one is a number only before what is counted: "une clio", "sept ans"."""


def _french() -> dict[str, int]:
    words = dict(zip(_FR_UNITS, range(20), strict=True)) | {"une": 1}
    for tens, name in _FR_TENS.items():
        words[name] = tens
        words[f"{name}-et-un"] = tens + 1
        for unit in range(2, 10):
            words[f"{name}-{_FR_UNITS[unit]}"] = tens + unit
    words["soixante-et-onze"] = 71
    for more in range(10, 20):
        words[f"soixante-{_FR_UNITS[more]}"] = 60 + more
    for more in range(1, 20):
        words[f"quatre-vingt-{_FR_UNITS[more]}"] = 80 + more
    words |= {"quatre-vingts": 80, "quatre-vingt": 80}
    for tens, name in ((70, "septante"), (80, "huitante"), (90, "nonante")):
        words |= {name: tens, f"{name}-et-un": tens + 1}
        words |= {f"{name}-{_FR_UNITS[unit]}": tens + unit for unit in range(2, 10)}
    return words


def _english() -> dict[str, int]:
    words = dict(zip(_EN_UNITS, range(20), strict=True))
    for place, name in enumerate(_EN_TENS, 2):
        words[name] = place * 10
        words |= {f"{name}-{_EN_UNITS[unit]}": place * 10 + unit for unit in range(1, 10)}
    return words


def _others() -> dict[str, int]:
    words: dict[str, int] = {}
    for place, (german, italian, spanish) in enumerate(
        zip(_DE_TENS, _IT_TENS, _ES_TENS, strict=True), 2
    ):
        words |= {german: place * 10, italian: place * 10, spanish: place * 10}
        for unit in range(1, 10):
            number = place * 10 + unit
            words[f"{_DE_UNITS[unit - 1]}und{german}"] = number
            own = _IT_UNITS[unit - 1]
            words[(italian[:-1] if own[0] in "uo" else italian) + own] = number
            words[f"{spanish}-y-{_ES_UNITS[unit - 1]}"] = number
            if place == 2:
                words[f"veinti{_ES_UNITS[unit - 1]}"] = number
    words |= {"dieciocho": 18, "diecinueve": 19, "diciotto": 18, "diciannove": 19}
    return words | {"achtzehn": 18, "neunzehn": 19}


_WORDS: Final = {**_others(), **_english(), **_french()}


def _pattern(names: list[str]) -> str:
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\-", "[ -]") for name in ordered)


_LARGE: Final = _pattern([name for name, number in _WORDS.items() if number >= SMALLEST_ALONE])
_ALL: Final = _pattern(list(_WORDS))
_COUNTED: Final = (
    r"(?=\s+(?:ans?|annees?|years?|mois|months?|accidents?|sinistres?|accrochages?|claims?|pare"
    r"|suspensions?|cv|chevaux|bris|mille|thousand|fois|responsables?|at[ -]fault|non[ -]|torts?"
    r"|anos?|anni|jahren?)\b)"
)
_SPELT: Final = re.compile(
    rf"(?<![\w-])(?:({_LARGE})(?![\w-])|({_ALL})(?![\w-]){_COUNTED}"
    rf"|(?<=mille )({_ALL})(?![\w-]))"
)
_HUNDRED: Final = re.compile(r"(?<![\w-])(?:cent|a hundred)(?:[ -](?:and )?(\d{1,2}))?(?![\w%-])"
                             r"(?! pour| euros?| balles)")  # fmt: skip
_THOUSAND: Final = re.compile(
    r"(?<![\d.,])(\d{1,3}) ?(?:mille|thousand|mila|mil)(?![\w-])(?:[ -](\d{1,3})(?!\d))?"
)


def in_digits(text: str) -> str:
    """`text`, folded, with its numbers in digits."""
    text = _SPELT.sub(
        lambda found: str(_WORDS[re.sub(" ", "-", found[1] or found[2] or found[3])]), text
    )
    text = _HUNDRED.sub(lambda found: str(100 + int(found[1] or 0)), text)
    return _THOUSAND.sub(lambda found: str(int(found[1]) * 1000 + int(found[2] or 0)), text)
