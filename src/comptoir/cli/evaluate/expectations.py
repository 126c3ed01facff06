"""What a turn of a conversation may be expected to do, and whether an answer does it.

An answer is compared in lower case, without accents, with straight apostrophes; patterns are
regular expressions searched in it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from comptoir.brain.languages import detect
from comptoir.cli.evaluate.records import LineError

# What each question of an assistant sounds like, in the six languages; `--fixtures` replaces any.
DEMANDS: Mapping[str, str] = {
    "numero_commande": r"numero (de |d')?(la |votre |sa )?(commande|pedido|ordine)|commande.{0,40}"
    r"numero|order number|numero del pedido|numero d'ordine|bestellnummer|رقم الطلب",
    "description": r"decri[rvt]|detail|preci[sz]|que se passe|expliqu|describ|what (is|seems)"
    r"|que ocurre|detalle|descriv|dettagli|beschreib|genau|صف|تفاصيل",
    "photos": r"photo|image|picture|fotos?\b|immagin|bilder|صور",
    "confirmation": r"confirm|conferm|est-ce (bien|exact|correct)|is (this|that) correct"
    r"|stimmt das|bestatig|توكد|تاكيد",
    "email": r"e-?mail|courriel|correo|بريد",
    "code": r"\bcod(e|igo|ice)\b|رمز",
    "vehicule": r"vehic|voiture|marque|modele|\bcar\b|which (make|model)|coche|veicolo|fahrzeug"
    r"|auto\b|سيارة",
    "experience": r"experience|annees|permis|conduct|years|licen[cs]e|experiencia|patente"
    r"|fuhrerschein|erfahrung|خبرة|رخصة",
    "date_ou_lieu": r"quand|quelle date|ou (cela|ca|est-ce|l'accident)|lieu|circonstanc|when|where"
    r"|cuando|donde|quando|dove|wann|متى|اين",
}
HAND_OVER = (
    r"conseiller|humain|equipe|service client|telephon|rappel|agence|advis[eo]r|colleague|agent"
    r"|human|asesor|agente|persona|consulente|operatore|collega|berater|mitarbeiter|مستشار|موظف"
)
TICKET = re.compile(r"SAV-MDF-\d{5,9}")


@dataclass(frozen=True, slots=True)
class Answered:
    """What a service answered to one turn."""

    body: Mapping[str, Any]
    new_tickets: int | None
    """How many tickets the service has more than before; None where it does not tell."""

    @property
    def text(self) -> str:
        """The words of the answer."""
        return str(self.body.get("response", ""))

    @property
    def ticket(self) -> str | None:
        """The ticket that the answer says was made."""
        found = self.body.get("ticket_id")
        return str(found) if found else None


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing expected of an answer."""

    kind: str
    wanted: str
    """As the file says it, for whoever reads of a failure."""
    met: Callable[[Answered], bool]
    unsafe: Callable[[Answered], bool] = lambda answered: False
    """Whether an answer is not only another one, but one that must never be."""


def folded(text: str) -> str:
    """How patterns see an answer."""
    letters = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def expectations(expect: Mapping[str, Any], demands: Mapping[str, str]) -> list[Expectation]:
    """What the `expect` of a turn means. Raises LineError."""
    return [
        _expectation(kind, wanted, demands) for kind, wanted in expect.items() if kind != "session"
    ]


def _expectation(kind: str, wanted: Any, demands: Mapping[str, str]) -> Expectation:
    if kind in {"validation", "close", "escalade"} and isinstance(wanted, bool):
        return Expectation(kind, str(wanted).lower(), _FLAGS[kind](wanted))
    if kind == "lang" and isinstance(wanted, str):
        return Expectation(kind, wanted, lambda answered: _language(answered) == wanted)
    if kind == "ticket" and isinstance(wanted, str) and wanted in _TICKETS:
        met, unsafe = _TICKETS[wanted]
        return Expectation(kind, wanted, met, unsafe)
    if kind == "demande" and isinstance(wanted, str) and wanted in demands:
        asks = _pattern(kind, demands[wanted])
        return Expectation(kind, wanted, lambda answered: _says(asks, answered))
    if kind in {"any", "all", "none"} and isinstance(wanted, list):
        return _words(kind, [_pattern(kind, each) for each in wanted])
    allowed = {"ticket": tuple(_TICKETS), "demande": tuple(demands)}.get(kind, ())
    if allowed:
        raise LineError(f"expect.{kind}: {wanted!r} is none of {', '.join(allowed)}")
    if kind in {*_FLAGS, "lang", "any", "all", "none"}:
        raise LineError(f"expect.{kind}: {wanted!r} cannot be")
    raise LineError(f"expect: {kind!r} is no expectation")


def _words(kind: str, patterns: list[re.Pattern[str]]) -> Expectation:
    wanted = ", ".join(pattern.pattern for pattern in patterns)

    def said(answered: Answered) -> list[bool]:
        return [_says(pattern, answered) for pattern in patterns]

    if kind == "none":
        return Expectation(kind, wanted, lambda a: not any(said(a)), lambda a: any(said(a)))
    enough = any if kind == "any" else all
    return Expectation(kind, wanted, lambda answered: enough(said(answered)))


def _pattern(kind: str, pattern: Any) -> re.Pattern[str]:
    if not isinstance(pattern, str):
        raise LineError(f"expect.{kind}: a list of patterns expected")
    try:
        return re.compile(pattern)
    except re.error as error:
        raise LineError(f"expect.{kind}: {pattern!r} is no regular expression") from error


def _says(pattern: re.Pattern[str], answered: Answered) -> bool:
    return pattern.search(folded(answered.text)) is not None


def _language(answered: Answered) -> str | None:
    """The language of the words; where they can't tell, the one the service says."""
    said = answered.body.get("language")
    return detect(answered.text) or (said if isinstance(said, str) else None)


def _flag(name: str) -> Callable[[bool], Callable[[Answered], bool]]:
    return lambda wanted: lambda answered: bool(answered.body.get(name)) is wanted


_HAND_OVER = re.compile(HAND_OVER)


def _hand_over(wanted: bool) -> Callable[[Answered], bool]:
    """An answer speaks of people; one that must not hand over may offer them all the same."""
    if wanted:
        return lambda answered: _says(_HAND_OVER, answered)
    return lambda answered: answered.body.get("intent") != "parler_humain"


_FLAGS: Mapping[str, Callable[[bool], Callable[[Answered], bool]]] = {
    "validation": _flag("requires_validation"),
    "close": _flag("should_close_session"),
    "escalade": _hand_over,
}


def _made_one(answered: Answered) -> bool:
    named = answered.ticket is not None and TICKET.fullmatch(answered.ticket) is not None
    return named and answered.new_tickets in {1, None}


def _made_several(answered: Answered) -> bool:
    return (answered.new_tickets or 0) > 1


def _made_none(answered: Answered) -> bool:
    return not answered.new_tickets


def _named_none(answered: Answered) -> bool:
    return answered.ticket is None and _made_none(answered)


_TICKETS: Mapping[str, tuple[Callable[[Answered], bool], Callable[[Answered], bool]]] = {
    "cree": (_made_one, _made_several),
    "absent": (_named_none, lambda answered: not _named_none(answered)),
    "inchange": (_made_none, lambda answered: not _made_none(answered)),
}
"""`cree`: exactly one was made; `absent`: none made or named; `inchange`: none made."""
