"""Questions people ask an insurer, with answers somebody wrote; found by their words."""

import json
import math
import re
import threading
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from comptoir.assurance.skill.concepts import concepts
from comptoir.brain import LANGUAGES
from comptoir.brain.words import plain, spell_out, tokens
from comptoir.kernel.search.memory import MemoryIndex

LEAST_SCORE = 2.0
"""Below it nothing of the question was found."""
_turn = threading.Lock()


@dataclass(frozen=True)
class Entry:
    """A question with its answer in both languages they are written in."""

    id: str
    question: str
    answer: str
    question_en: str
    answer_en: str


@cache
def entries() -> dict[str, Entry]:
    """Everything that was written, by id."""
    text = files(__package__).joinpath("skill", "faq.json").read_text("utf-8")
    return {item["id"]: Entry(**item) for item in json.loads(text)}


@cache
def _index(language: str) -> MemoryIndex:
    passages = []
    for entry in entries().values():
        question = entry.question if language == "fr" else entry.question_en
        passages.append((entry.id, " . ".join([question, *_asked()[entry.id][language]])))
    return MemoryIndex(passages, language)


@cache
def _asked() -> dict[str, dict[str, list[str]]]:
    """How people ask for each entry, by id and language."""
    text = files(__package__).joinpath("skill", "faq_asked.json").read_text("utf-8")
    asked: dict[str, dict[str, list[str]]] = json.loads(text)
    return asked


_TOPICS = (
    (
        r"franchigi\w*|franquicia\w*|selbstbeteiligung|selbstbehalt|(?:ال)?تحمل\w*|خلوص",
        "deductible excess amount",
    ),
    (
        r"arrepent\w+|desist\w+|ripens\w+|diritto di recesso|widerruf\w*|تراجع|عدول",
        "right of withdrawal days",
    ),
    (r"disd\w+|recess\w+|cancelar|rescindir|anular|kundig\w+|(?:الغاء|فسخ)", "cancel contract"),
    (
        r"attestat\w+|certificat\w+|certificado|bescheinigung|carta verde|grune karte|شهادة",
        "certificate of insurance",
    ),
    (r"furto|rubat\w+|robo|robad\w+|diebstahl|gestohlen|سرقة|سرق", "theft stolen"),
    (
        r"cristalli|parabrezza|vetri|lunas?|parabrisas|windschutzscheibe|glasbruch|زجاج",
        "glass windscreen",
    ),
    (
        r"pagar\w*|pagament\w+|pago|rate|cuotas?|zahl\w+|raten|lastschrift|دفع|اقساط|قسط",
        "payment instalments",
    ),
    (r"incidente|sinistro|accidente|siniestro|unfall|schaden|حادث", "accident claim report"),
    (r"neopatentat\w+|novel|fahranfanger\w*|مبتدئ", "novice new driver"),
    (
        r"assistenza|carro attrezzi|asistencia|grua|pannenhilfe|abschlepp\w*|مساعدة|سحب",
        "breakdown assistance",
    ),
    (r"responsabilita civile|terceros|haftpflicht|ضد الغير", "third party"),
    (r"kasko|todo riesgo|vollkasko|شامل", "comprehensive"),
    (r"vend\w+|venta|verkauf\w*|بيع", "sell car"),
    (r"estero|extranjero|ausland|الخارج", "abroad"),
    (r"indirizzo|direccion|mudanza|trasloco|umzug|adresse|العنوان", "address move"),
)
_TOPIC = tuple((re.compile(rf"(?<!\w)(?:{words})(?!\w)"), english) for words, english in _TOPICS)


_EVERYDAY = {
    "fr": (
        (
            r"changer d avis|faire marche arriere|revenir en arriere|regrett?e",
            "renonciation 14 jours",
        ),
        (
            r"partir (?:quand|ailleurs|de chez vous|d ici)|peux partir|vous quitter|aller ailleurs"
            r"|aller voir ailleurs|me desengager",
            "résilier mon contrat, quitter mon assureur, partir, après un an",
        ),
    ),
    "en": (
        (r"chang\w+ my mind|second thoughts|back out", "right of withdrawal 14 days"),
        (
            r"leave (?:you|whenever|when)|go elsewhere|switch insurer",
            "cancel my contract after a year",
        ),
    ),
}
_SAID_DAILY = {
    language: tuple((re.compile(rf"\b(?:{words})\b"), topic) for words, topic in rows)
    for language, rows in _EVERYDAY.items()
}
"""What people say for the words of a policy."""


def _with_topics(question: str, language: str) -> str:
    """A question, with the words of a policy for what it says in everyday ones."""
    words = plain(question)
    named = [topic for said, topic in _SAID_DAILY[language] if said.search(words)]
    return " ".join([question, *named])


def _in_english(question: str) -> str:
    """The topics a question in another language names; the question itself where it names none."""
    words = plain(question)
    named = [english for pattern, english in _TOPIC if pattern.search(words)]
    return " ".join(named) or question


def best(question: str, language: str) -> tuple[Entry, float] | None:
    """The entry that answers best, with its score; None where none does.

    Two ways of looking are added up: the passages' own words, and the nearest of the ways in which
    people ask for each.
    """
    own = "fr" if language == "fr" else "en"
    question = _KNOWS_NOTHING.sub(" ", plain(question))
    asked = _with_topics(question, own) if language in {"fr", "en"} else _in_english(question)
    with _turn:
        found = dict(_index(own).search(asked, _CANDIDATES))
    nearest = _askings(language).nearest(question)
    if max(nearest.values(), default=0.0) < _LEAST_LIKENESS:
        nearest = {}
    scores = {
        own: found.get(own, 0.0) + _LIKENESS_WEIGHT * nearest.get(own, 0.0)
        for own in found.keys() | nearest.keys()
    }
    if not scores:
        return None
    likeliest = max(sorted(scores), key=scores.__getitem__)
    if scores[likeliest] < LEAST_SCORE:
        return None
    return entries()[likeliest], scores[likeliest]


def likeness(question: str, language: str) -> float:
    """How near a question is to the nearest that somebody wrote down, 0 to 1."""
    return max(_askings(language).nearest(question).values(), default=0.0)


_KNOWS_NOTHING = re.compile(
    r"\b(?:je |j )?(?:n )?y (?:connais|comprends?|pige) rien\b|\b(?:je |j )?(?:comprends?"
    r"|pige) (?:pas|rien)\b"
    r"|\bi (?:don t|do not) (?:understand|get it)\b|\bno entiendo(?: nada)?\b"
    r"|\bnon capisco(?: niente)?\b"
    r"|\bich verstehe (?:das |es )?nicht\b|\bjy connais rien\b"
)
"""Said beside a question, of whoever asks it."""
_CANDIDATES = 8
_LEAST_LIKENESS = 0.35
_LIKENESS_WEIGHT = 25.0
"""A question asked word for word outweighs any passage's words."""


class Askings:
    """Ways in which people ask, and how near to each a question is.

    By what they are about (`skill.concepts`), the beginnings of words and the letters within them,
    so that the words chosen, endings and slips matter little; what many ways hold says little
    (idf). A cosine.
    """

    def __init__(self, ways: list[tuple[str, str]]) -> None:
        """`ways` are `(id, question)`."""
        self._ids = [own for own, _ in ways]
        counted = [_features(way) for _, way in ways]
        held: dict[str, int] = {}
        for features in counted:
            for each in features:
                held[each] = held.get(each, 0) + 1
        self._idf = {each: math.log(1 + len(ways) / times) for each, times in held.items()}
        self._unknown = math.log(1 + len(ways))
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for at, features in enumerate(counted):
            weights = {each: value * self._idf[each] for each, value in features.items()}
            length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
            for each, weight in weights.items():
                self._postings.setdefault(each, []).append((at, weight / length))

    def nearest(self, question: str) -> dict[str, float]:
        """How near the question is to each id, 0 to 1."""
        weights = {
            each: value * self._idf.get(each, self._unknown / _DOUBT)
            for each, value in _features(question).items()
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        near: dict[int, float] = {}
        for each, weight in weights.items():
            for at, of_way in self._postings.get(each, ()):
                near[at] = near.get(at, 0.0) + weight / length * of_way
        best: dict[str, float] = {}
        for at, score in near.items():
            best[self._ids[at]] = max(score, best.get(self._ids[at], 0.0))
        return best


_DOUBT = 2.0
"""A word that nobody asked with counts half: it may be a slip, or of no matter."""
_STEM_CHARS, _GRAM_CHARS = 6, 4
_CONCEPT_WEIGHT, _GRAM_WEIGHT, _COMMON_WEIGHT = 2.5, 0.3, 0.2


def _features(question: str) -> dict[str, float]:
    words = spell_out(plain(question))
    found: dict[str, float] = {}
    for word in tokens(words):
        if word in _SAYS_NOTHING:
            continue
        stem = word[:_STEM_CHARS]
        if word in _SAYS_LITTLE:
            found.setdefault(stem, _COMMON_WEIGHT)
            continue
        found[stem] = 1.0
        for at in range(len(word) - _GRAM_CHARS + 1):
            found[f"~{word[at : at + _GRAM_CHARS]}"] = _GRAM_WEIGHT
    return found | dict.fromkeys(concepts(words), _CONCEPT_WEIGHT)


_SAYS_NOTHING = frozenset(
    tokens("""
        le la les l un une des du de d au aux a et ou en est es suis ce ca c que qu je j tu il elle
        on nous vous se me m te t y s n ne svp stp merci bonjour alors donc bah ben euh voila ok
        the an of to is are am i it my and or in on at please hi hello
        el los las una y o es se mi por favor hola lo gli i e ho il un per con
        der die das ein eine ist und ich mein meine bitte hallo
    """)
)


_SAYS_LITTLE = frozenset(
    tokens("""
        jy connais connait comprends comprend rien koi truc
        about ai aller am an annee annees ans any apres as auf aussi autre autres avant avec avez
        avoir avons besoin bien bin ca can cela ces cest cet cette chez chi chose combien come
        comment como con cosa could cuando cuanta cuanto dans darf deja devo did dir dire dis do
        does dois doit donde donne donner dove e e encore esta este estoy ete etes etre faccio
        faire fais fait fare faut fois for from fur gens get go going got ha habe hacer had hago
        hai happen happens has hat have hay ho how i m ich ici if il im ist j ai jour jours just
        juste kann kein keine la le leur leurs long lui ma mais many mas me mehr meme meno menos
        mes mi mia mich miei mio mir mit mochte moi moins mois mon much muss necesito need nicht
        no nos not notre now ohne ont par para pas passe passer per peut peux piu plus por
        possible posso pour pouvez pouvoir prendre prends prenez puede puedo puis puo quand quando
        quanto que quel quelle quelles quelqu quelque quels qui quien quiero quoi rien sa sais
        sans savoir semaine senza sera serai ses should si sich sin sind soll some someone
        something sommes son sono sont sous su suis sur sus ta te temps tengo tes that them there
        they this ti tiene toi ton tous tout toute truc tu va vais venir veux viens vient voglio
        von vorrei vos votre voudrais vraiment wann want was we weniger wenn wer what when where
        which who wie will with wo would y ya you your zu zum zur
    """)
)


@cache
def _askings(language: str) -> Askings:
    ways = [(own, way) for own, asked in _asked().items() for way in asked[language]]
    if language in {"fr", "en"}:
        for entry in entries().values():
            question = entry.question if language == "fr" else entry.question_en
            ways += [(entry.id, part) for part in {question, *question.split(", ")}]
    return Askings(ways)


@cache
def _abroad() -> dict[str, dict[str, str]]:
    """The answers in the other languages, by id and language."""
    text = files(__package__).joinpath("skill", "faq_abroad.json").read_text("utf-8")
    written: dict[str, dict[str, str]] = json.loads(text)
    return written


def answer_of(entry: Entry, language: str) -> str:
    """The answer in a language."""
    if language == "fr":
        return entry.answer
    return entry.answer_en if language == "en" else _abroad()[entry.id][language]


def make_ready() -> None:
    """Build the indexes."""
    _index("fr")
    _index("en")
    for language in LANGUAGES:
        _askings(language)
