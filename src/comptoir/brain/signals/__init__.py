"""What a message says that something may depend on, read without any model.

Agreement, refusal, goodbye, the wish for a person, danger, withdrawal and identifiers are read
here and nowhere else, so that the same words always give the same answer. Where a reading
would be a guess, consent is None: asking again costs one message, a wrong yes costs a claim.
"""

from dataclasses import dataclass

from comptoir.brain import Language
from comptoir.brain.languages import detect
from comptoir.brain.signals import consent, danger, identifiers, slips, wishes
from comptoir.brain.signals.consent import Consent
from comptoir.brain.words import fold, plain, spell_out


@dataclass(frozen=True, slots=True)
class Signals:
    """What one message says by itself, without the conversation around it."""

    consent: Consent | None
    goodbye: bool
    wants_person: bool
    dangers: tuple[str, ...]
    """Kinds of danger told of, in the order of `danger.KINDS`."""
    order_numbers: tuple[str, ...]
    """`CMD-YYYY-NNNNN`, as said or corrected, without repeats."""
    ticket_ids: tuple[str, ...]
    """`SAV-MDF-NNNNN` or `TKT-YYYY-NNNNNN`."""
    emails: tuple[str, ...]
    codes: tuple[str, ...]
    """Six digits that are part of nothing else."""
    photos: bool | None
    """True: they send or have photos; False: they have none; None: nothing said."""
    withdrawal: bool
    """They withdraw from the purchase; asking about the right to do so is not it."""


def read(text: str) -> Signals:
    """Read the signals of one message, in any of the six languages."""
    folded = fold(text)
    language = detect(text)
    words = _words(folded, language)
    return Signals(
        consent=consent.read(folded, words, language),
        goodbye=consent.says_goodbye(words),
        wants_person=wishes.wants_person(words),
        dangers=danger.kinds(words, text),
        order_numbers=identifiers.order_numbers(folded, language),
        ticket_ids=identifiers.ticket_ids(folded),
        emails=identifiers.emails(text),
        codes=identifiers.codes(folded),
        photos=wishes.photos(words),
        withdrawal=wishes.withdraws(words),
    )


def dangers(text: str) -> tuple[str, ...]:
    """The kinds of danger a message tells of, as `read` finds them, and nothing else of it."""
    return danger.kinds(_words(fold(text), detect(text)), text)


def _words(folded: str, language: Language | None) -> str:
    words = plain(folded)
    if language in {"fr", None}:
        words = spell_out(words)
    return slips.mend(words)
