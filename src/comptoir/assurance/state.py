"""What a conversation remembers, hears and answers: data alone."""

import re
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from comptoir.assurance import heard
from comptoir.assurance.guarantees import USUAL_DEDUCTIBLE_EUR
from comptoir.assurance.quotation import Quoted
from comptoir.brain import Reading
from comptoir.brain.signals import Signals
from comptoir.brain.words import plain, spell_out

SHORT_WORDS, BARE_WORDS = 6, 3
"""An answer to what was asked has no more; a yes or a no and nothing else."""


PRIVATE = {"voir_contrats", "voir_devis", "voir_sinistres"}


@dataclass
class Claim:
    """A claim while it is told."""

    kind: str = ""
    when: str = ""
    where: str = ""
    how: str = ""
    injured: bool | None = None

    def missing(self) -> list[str]:
        """What is still to be asked, by the names of phrases."""
        return [name for name in ("when", "where", "how") if not getattr(self, name)]


@dataclass
class State:
    """What a conversation remembers."""

    language: str = "fr"
    greeted: bool = False
    closed: bool = False
    email: str = ""
    waiting_for: str = ""
    """`email` or `code`, while somebody signs in."""
    wanted: str = ""
    """What is answered once they have."""
    family_id: str = ""
    account_id: str = ""
    role: str = ""
    """Of whoever signed in within the conversation."""
    quote: dict[str, Any] = field(default_factory=dict)
    deductible_eur: int = USUAL_DEDUCTIBLE_EUR
    asked_fact: str = ""
    said_fact: str = ""
    """The fact said last, which "make that 30" corrects."""
    claim: dict[str, Any] | None = None
    recap_shown: bool = False
    correcting: bool = False
    """They said no to the recap, and are asked what is wrong with it."""
    confirmed: bool = False
    """They said yes to the recap, and only have to sign in."""
    claim_number: str = ""
    earlier: dict[str, Any] = field(default_factory=dict)
    """What was priced before the last change, which "as it was before" brings back."""
    choices: list[str] = field(default_factory=list)
    """Cars named together, of which one is to be chosen."""
    offered: str = ""
    """What a yes to the answer before would bring: an intent."""
    answered: str = ""
    """The common question answered last, which "and if I sell it?" goes on from."""

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "State":
        """A state as it was kept."""
        return cls(**{name: kept[name] for name in cls.__dataclass_fields__ if name in kept})

    def to_json(self) -> dict[str, Any]:
        """The state, to be kept."""
        return asdict(self)


@dataclass
class Step:
    """What to say, and what to do before it is said."""

    intent: str
    words: list[str] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    """Of `start_sign_in`, `finish_sign_in`, `hand_over`, `withdraw`, `make_claim`, `keep_quote`,
    and what of PRIVATE is to be shown."""
    data: dict[str, Any] = field(default_factory=dict)
    quoted: Quoted | None = None
    code: str = ""


@dataclass(frozen=True)
class Message:
    """One message, read both ways, on a day."""

    text: str
    reading: Reading
    signals: Signals
    day: date
    signed_in: bool

    @property
    def plain(self) -> str:
        """Its words, folded; French texting spelt out."""
        words = plain(self.text)
        return spell_out(words) if self.reading.language in {"fr", None} else words

    def saying(self, text: str) -> "Message":
        """The same message in other words."""
        return replace(self, text=text)

    @property
    def is_question(self) -> bool:
        """Whether it ends as a question."""
        return self.text.rstrip().endswith(("?", "؟"))

    @property
    def asks(self) -> bool:
        """Whether it is a question, marked or not."""
        words = self.plain
        begins = heard.ASKS.match(words) is not None
        return self.is_question or begins or heard.ASKS_UNMARKED.search(words) is not None

    @property
    def asks_within(self) -> bool:
        """Whether a question comes after something else: "better not, just tell me how long"."""
        begins = re.finditer(r"\b", self.plain)
        return self.is_question or any(heard.ASKS.match(self.plain, at.start()) for at in begins)

    @property
    def length_words(self) -> int:
        """How many words it has."""
        return len(self.plain.split())
