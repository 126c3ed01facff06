"""What a text must have to answer a question: a number beside what is counted, a name, a moment.

A passage that speaks of all a question's words may still not tell what was asked ("combien de
casiers ?", "chacun a un casier"). Deterministic, French and English; a question of another kind
expects nothing.
"""

import re

from comptoir.foyer import amounts
from comptoir.foyer.relevance import OF_ITS_FAMILY, Question
from comptoir.kernel.search.forms import forms
from comptoir.kernel.text import spoken

BEFORE, AFTER = 3, 6
"""How many words a number may stand before what it counts, and after it."""
LISTED = 3
"""Commas and the like between things that are asked for together."""

_NUMBER = re.compile(
    r"(?:\d.*|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|quarante|cinquante|soixante|cent|cents|mille|demi|demie|moitie|tiers|quart"
    r"|aucun|aucune|gratuit|gratuite|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|twenty|thirty|forty|fifty|hundred|thousand|half|none|free)\Z"
)
_NUMBERS = """
2 deux two 3 trois three 4 quatre four 5 cinq five 6 six 7 sept seven 8 huit eight 9 neuf nine
10 dix ten 11 onze eleven 12 douze twelve 13 treize thirteen 14 quatorze fourteen
15 quinze fifteen 16 seize sixteen 17 seventeen 18 eighteen 19 nineteen 20 vingt twenty
30 trente thirty 40 quarante forty 50 cinquante fifty 60 soixante sixty 100 cent hundred
1000 mille thousand
"""
_IN_WORDS = {
    word: int(each[0])
    for each in (found.split() for found in re.findall(r"\d+[^\d]+", _NUMBERS))
    for word in each[1:]
}
_SPAN = re.compile(
    r"(?:\d|\b(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente"
    r"|quarante|quarante-cinq|soixante|one|two|three|five|ten))[\w ,.-]{0,16}?\s?"
    r"(?:secondes?|min(?:utes?)?|h(?:eures?)?|jours?|nuits?|semaines?|mois|ans?|années?|trimestres?"
    r"|seconds?|hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"\d|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|février|mars|avril|mai"
    r"|juin|juillet|août|septembre|octobre|novembre|décembre|jours?|semaines?|mois|ans?|années?"
    r"|matin|midi|soir|nuit|lendemain|veille|trimestre|quotidien|hebdo|mensuel|annuel|chaque|dès"
    r"|après|avant|lorsqu|quand|monday|tuesday|wednesday|thursday|friday|saturday|sunday|day|week"
    r"|month|year|after|before|when|once)",
    re.IGNORECASE,
)
_COLOUR = re.compile(
    r"\b(?:rouge|bleu|vert|jaune|noir|blanc|gris|orange|rose|violet|marron|brun|beige|bordeaux"
    r"|red|blue|green|yellow|black|white|gr[ae]y|pink|purple|brown)",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\bn(?:e\b|['’])|\b(?:pas|jamais|aucune?|sans|non|sauf|exclu\w*|interdit\w*|refusé\w*|not|no"
    r"|never|without|except)\b|n't\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;:)»] )(?:(?:M|Mme|Dr)\.? )?[A-ZÀ-Ý][\w’'-]+")

_COUNTED = re.compile(r"\b(?:combien (?:de |d['’])|how many |how much )", re.IGNORECASE)
_HOW_LONG = re.compile(
    r"\bcombien de te?m?ps\b|\bquel(?:le)?s? (?:est |sont |était )?(?:la |le |les )?(?:délai|durée)"
    r"|\bhow long\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\bcombien\b|\bhow (?:many|much|old|far)\b|\bquel(?:le)?s? (?:est |sont |était )?"
    r"(?:le |la |les |l['’])?(?:montant|prix|tarif|âge|taux|température|nombre|budget|plafond|seuil"
    r"|pourcentage|poids|taille|vitesse|longueur|largeur|hauteur|distance|coût|puissance|tension"
    r"|caution|indemnité|pénalité|amende)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\bquand\b|\bà quelle (?:heure|date|fréquence)|\bquelle (?:date|heure)|\bquel jour\b|\bwhen\b"
    r"|\bwhat (?:time|date|day)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\bqui (?:est|était|sont|étaient|sera)\b|\bquel(?:le)? (?:est|était) le nom\b"
    r"|\bcomment s['’]appelle"
    r"|\bwho (?:is|was)\b|\bwhat is the name\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\bpourquoi\b|\bwhy\b", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:parce|car|afin|pour|puisqu\w*|comme|causes?|causée?s?|raisons?|motifs?|faute|grâce|dues?"
    r"|due?s? à|dû|évit\w+|empêch\w+|because|since|so that|order to|due to|avoids?|prevents?)\b",
    re.IGNORECASE,
)
_WHAT_COLOUR = re.compile(r"\bquelles? couleurs?\b|\bwhat colou?r\b", re.IGNORECASE)
_MEASURES = (_MEASURED, _HOW_LONG, _WHEN, _WHAT_COLOUR)
_WHICH = re.compile(r"\b(?:quel(?:le)?s?|which|what) (?=[a-zà-ÿ])", re.IGNORECASE)
_NO_THING = {"est", "sont", "était", "étaient", "que", "is", "are", "was", "were", "do", "does"}
_LISTED = re.compile(
    r"\bquel(?:le)?s (?:sont|étaient|seront) les\b|\bwhat are the\b", re.IGNORECASE
)
_ALL_OF_THEM = re.compile(
    r"\b(?:quel(?:le)?s|qui) (?:sont|étaient|seront) les ([\w-]+)\b|\b(?:what|who) are the (\w+)\b",
    re.IGNORECASE,
)
"""How many things or people are asked for, where that is said."""
_NAMES_THEM = re.compile(r"[:(]")
_BETWEEN_LISTED = re.compile(r"[,;:•]|\n\s*[-*–]|\s(?:et|ou|and|or)\s")
_SECRET = re.compile(
    r"\bquel(?:le)? (?:est|était) (?:le |la |l['’])(?:numéro|mot de passe|code|identifiant|adresse"
    r"|référence|clé)|\bwhat is the (?:number|password|code|address|phone)",
    re.IGNORECASE,
)
_WRITTEN_OUT = re.compile(r"\d{2}|\w@\w|https?:|«|\"")
_ASKS_WHAT_NOT = re.compile(r"\bn(?:e\b|['’])[^?]*\bpas\b|n't\b|\bnot\b", re.IGNORECASE)


_WHO_DOES = re.compile(
    r"(?:^|[,;:?] |\bet |\b(?:par|à|avec|chez|pour|de) )qui"
    r" (?!est\b|était\b|sont\b|étaient\b|sera\b)"
    r"|^who (?!is\b|was\b|are\b)",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:responsables?|direct\w+|services?|chefs?|manag\w+|salariée?s?|employ\w+|comités?|agents?"
    r"|gestionnaires?|technicien\w*|secrét\w+|présiden\w+|trésori\w+|délégu\w+|référente?s?"
    r"|assistante?s?|adjointe?s?|titulaires?|suppléante?s?|membres?|conseil\w*|syndic\w*|bureau"
    r"|équipes?|personn\w+|collègues?|médecins?|infirmi\w+|gardien\w*|prestataires?|fournisseurs?"
    r"|clients?|locataires?|propriétaires?|copropriétaires?|emprunteurs?|prêteurs?|entreprises?"
    r"|sociétés?|associations?|parents?|enfants?|conjoint\w*|stagiaires?|apprenti\w*|cadres?"
    r"|ouvri\w+|visiteu\w+|bénévoles?|experts?|formateu\w+|formatric\w+|auditeu\w+|dirigeant\w*"
    r"|\w+(?:eurs?|euses?|trices?|iers?|ières?|ants?|istes?)|madame|monsieur|mesdames|messieurs"
    r"|DRH|RH|CSE|DPO|DSI|qui|quiconque|chacune?|tous|toutes|celui|celle|ceux|nul|seule?s?|aucune?"
    r"|everybody|anybody|nobody|manager|staff|team)\b",
    re.IGNORECASE,
)
_WHICH_NAME = re.compile(
    r"\bquel(?:le)?s? (?:est (?:le |la |l['’]))?(?:marque|modèle|société|cabinet|organisme|banque"
    r"|assureur|mutuelle|hôtel|éditeur|hébergeur|traiteur|école|nom)\b|\bwhat (?:brand|name)\b",
    re.IGNORECASE,
)
_KIND_ALONE = re.compile(
    r"\bcombien de te?m?ps\b|\bà quelle (?:heure|date|fréquence)\b|\bquelle (?:date|heure)\b"
    r"|\bquel jour\b|\bquelles? couleurs?\b|\bhow long\b|\bwhat (?:time|date|day)\b",
    re.IGNORECASE,
)


def subject(question: str) -> str:
    """A question without the words that say only what kind of thing is asked for.

    "Combien de temps l'appareil est-il garanti ?" is answered by "garanti deux ans".
    """
    return _KIND_ALONE.sub(" ", question)


def meets(question: str, quote: str) -> bool:
    """Whether a quote has what the question expects; True where it expects nothing known here."""
    found_in = (
        (_ASKS_WHAT_NOT, _NEGATION),
        (_WHAT_COLOUR, _COLOUR),
        (_WHEN, _MOMENT),
        (_SECRET, _WRITTEN_OUT),
        (_HOW_LONG, _SPAN),
        (_WHY, _CAUSE),
        (_WHO_DOES, _SOMEBODY),
    )
    if any(asks.search(question) and not has.search(quote) for asks, has in found_in):
        return False
    if not numbers(_ALL_OF_THEM.sub(" ", question)) <= numbers(quote):
        return False
    if not amounts.said(question, quote):
        return False
    checks = (
        (_WHO, _names_somebody),
        (_WHICH_NAME, _names_somebody),
        (_LISTED, _lists),
        (_ALL_OF_THEM, _lists_all),
        (_WHICH, _says_which),
        (_MEASURED, _counts),
    )
    return all(check(question, quote) for asks, check in checks if asks.search(question))


def _lists(_question: str, quote: str) -> bool:
    return len(_BETWEEN_LISTED.findall(quote)) >= LISTED


def _lists_all(question: str, quote: str) -> bool:
    """As many things as are asked for, and not only how many there are."""
    asked = _ALL_OF_THEM.search(question)
    number = numbers(asked[1] or asked[2]) if asked else set()
    listed = len(_BETWEEN_LISTED.findall(quote))
    if number & numbers(quote) and not _NAMES_THEM.search(quote):
        return False
    return all(listed >= each - 1 for each in number)


def numbers(text: str) -> set[int]:
    """The whole numbers of a text from two on, in digits or as one word."""
    words = (_folded(word) for word in spoken(text))
    found = (int(word) if word.isdecimal() else _IN_WORDS.get(word, 0) for word in words)
    return {number for number in found if number > 1}


def _names_somebody(question: str, quote: str) -> bool:
    """A name inside a sentence that the question does not have itself."""
    asked = set(spoken(question))
    return any(not set(spoken(name)) <= asked for name in _NAME.findall(quote))


def _says_which(question: str, quote: str) -> bool:
    """The kind of thing that is asked for ("quels fournisseurs"), or one near it."""
    asked = _WHICH.search(question)
    things = spoken(question[asked.end() :])[:1] if asked else []
    if not things or things[0] in _NO_THING or any(p.search(question) for p in _MEASURES):
        return True
    return Question(things[0]).coverage(quote) >= OF_ITS_FAMILY


def _counts(question: str, quote: str) -> bool:
    """A number beside what is counted, or anywhere where that goes by another word."""
    said = [_folded(word) for word in spoken(quote)]
    places_of_numbers = [place for place, word in enumerate(said) if _NUMBER.match(word)]
    if _HOW_LONG.search(question):
        return True
    counted = _COUNTED.search(question)
    things = spoken(question[counted.end() :]) if counted else []
    if not things:
        return bool(places_of_numbers)
    if things[1:2] in (["de"], ["d"]) and not Question(" ".join(things[2:3])).coverage(quote):
        return False  # Days of leave are not days.
    stem = forms(things[0], "fr").stem
    places = [place for place, word in enumerate(spoken(quote)) if forms(word, "fr").stem == stem]
    if not places:
        return bool(places_of_numbers)
    return any(
        place - BEFORE <= number <= place + AFTER
        for place in places
        for number in places_of_numbers
    )


def _folded(word: str) -> str:
    return forms(word, "fr").word
