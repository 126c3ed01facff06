"""Questions people ask an insurer, with answers somebody wrote; found by their words."""

import json
import re
import threading
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from comptoir.brain.words import plain
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
    found = entries().values()
    if language == "fr":
        return MemoryIndex([(e.id, f"{e.question} {e.question} {e.answer}") for e in found], "fr")
    passages = [(e.id, f"{e.question_en} {e.question_en} {e.answer_en}") for e in found]
    return MemoryIndex(passages, "en")


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
    """The entry that answers best, with its score; None where none does."""
    own = "fr" if language == "fr" else "en"
    if language not in {"fr", "en"}:
        question = _in_english(question)
    question = _with_topics(question, own)
    with _turn:
        found = _index(own).search(question, 1)
    if not found or found[0][1] < LEAST_SCORE:
        return None
    return entries()[found[0][0]], found[0][1]


@cache
def _abroad() -> dict[str, dict[str, str]]:
    """The answers asked for most, by id and language."""
    text = files(__package__).joinpath("skill", "faq_abroad.json").read_text("utf-8")
    written: dict[str, dict[str, str]] = json.loads(text)
    return written


def answer_of(entry: Entry, language: str) -> str:
    """The answer in a language; the English one where nobody wrote that language's yet."""
    if language == "fr":
        return entry.answer
    return _abroad().get(entry.id, {}).get(language, entry.answer_en)


def is_translated(entry: Entry, language: str) -> bool:
    """Whether the answer is written in this language."""
    return language in {"fr", "en"} or language in _abroad().get(entry.id, {})


def make_ready() -> None:
    """Build the indexes."""
    _index("fr")
    _index("en")
