"""Evidence of a claim: what each piece is worth, and whether a claim has all that it needs.

A file of ours is judged by what was measured of its bytes when it was sent. A link elsewhere is
never fetched: it is kept for a person to look at, counts as provided, and proves nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, select

from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.media.kinds import KINDS
from comptoir.meuble import files, photos
from comptoir.meuble.evidence_requirements import NOUNS, Requirement, evidence_required
from comptoir.meuble.models import Row, evidence

TYPES: Final = ("photo", "video", "document", "receipt")
MAXIMUM_PIECES: Final = 50
"""Of one claim."""
UNKNOWN: Final = "unknown"
"""The quality of what nobody has looked at."""
_FAMILY_TYPES: Final = {"image": "photo", "video": "video", "document": "document"}
_TAKEN_AS: Final[Mapping[str, frozenset[str]]] = {
    "image": frozenset({"photo", "document", "receipt"}),
    "video": frozenset({"video"}),
    "document": frozenset({"document", "receipt"}),
}
_LINKS: Final = ("https://", "http://")

NOT_FETCHED: Final = Text(
    "Lien extérieur : son contenu n'a pas été vérifié", "Outside link: its content was not checked"
)
SEND_THE_FILE: Final = Text(
    "Envoyez le fichier lui-même, plutôt qu'un lien.", "Send the file itself rather than a link."
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something offered as evidence."""

    reference: str
    """The address or `file_id` of a file of ours, or a link elsewhere."""
    type: str | None = None
    """One of TYPES; None: what the file is, and a photo where that is not known."""
    description: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """What the caller says of it, as said."""


def is_link(reference: str) -> bool:
    """Whether `reference` is the address of something."""
    return reference.startswith(_LINKS)


def may_be(reference: str) -> bool:
    """Whether somebody could look at what `reference` names: a file of ours, or a link."""
    return is_link(reference) or files.token_in(reference) is not None


# ── Judging ───────────────────────────────────────────────────────────────────────────────


def of(connection: Connection, number: int) -> list[RowMapping]:
    """The evidence of a claim, oldest first."""
    return list(
        connection.execute(
            select(evidence).where(evidence.c.ticket_number == number).order_by(evidence.c.seq)
        ).mappings()
    )


def rows_of(
    connection: Connection,
    number: int,
    pieces: Sequence[Piece],
    now: datetime,
    *,
    actor: str,
    kept: Sequence[RowMapping] = (),
    delivery_date: date | None = None,
) -> list[dict[str, Any]]:
    """The rows that `pieces` make beside those already `kept`, judged and not yet written.

    Raises Problem 400 for a file offered as what it is not, and 409 above MAXIMUM_PIECES.
    """
    last = kept[-1]["seq"] if kept else 0
    if last + len(pieces) > MAXIMUM_PIECES:
        raise _too_many()
    hashes = [found for row in kept if (found := _hash(row["analysis"]))]
    named = {files.token_in(row["url"] or "") or row["url"] for row in kept}
    rows = []
    for seq, piece in enumerate(pieces, start=last + 1):
        token = files.token_in(piece.reference)
        file = files.find(connection, token, now) if token else None
        again = (token or piece.reference) in named
        named.add(token or piece.reference)
        analysis = _analysis(file, hashes, delivery_date, again=again)
        if found := _hash(analysis):
            hashes.append(found)
        verdict = verdict_of(analysis)
        rows.append(
            {
                "ticket_number": number,
                "seq": seq,
                "evidence_type": _type_of(piece, file),
                "url": piece.reference,
                "file_token": file["token"] if file else None,
                "verified": file is not None,
                "quality": verdict.quality if verdict else UNKNOWN,
                "quality_score": verdict.score if verdict else 0.0,
                "analysis": analysis,
                "description": piece.description,
                "metadata": dict(piece.metadata),
                "added_by": actor,
                "added_at": now,
            }
        )
    return rows


def write(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows of `rows_of`."""
    if rows:
        connection.execute(evidence.insert(), rows)


def _type_of(piece: Piece, file: RowMapping | None) -> str:
    if file is None:
        return piece.type or "photo"
    family = KINDS[file["kind"]].family
    if piece.type is not None and piece.type not in _TAKEN_AS[family]:
        raise Problem(
            400,
            "evidence_type_mismatch",
            Text(
                f"evidence_type : ce fichier ({file['kind']}) n'est pas de ce type.",
                f"evidence_type: this file ({file['kind']}) is not of that type.",
            ),
        )
    return piece.type or _FAMILY_TYPES[family]


def _analysis(
    file: RowMapping | None, hashes: Iterable[str], delivery_date: date | None, *, again: bool
) -> dict[str, Any]:
    """What was measured, and what it was held against; `similar`: there is one like it already."""
    if file is None:
        return {"similar": again}
    measures = file["measures"]
    return {
        "family": KINDS[file["kind"]].family,
        "measures": measures,
        "similar": again
        or (
            "hash" in measures
            and any(photos.near_duplicates(measures["hash"], other) for other in hashes)
        ),
        "delivery_date": delivery_date.isoformat() if delivery_date else None,
    }


def _hash(analysis: Mapping[str, Any]) -> str | None:
    found: str | None = analysis.get("measures", {}).get("hash")
    return found


def verdict_of(analysis: Mapping[str, Any]) -> photos.Verdict | None:
    """What a piece is worth, by what was measured of it; None for what nobody has looked at."""
    family = analysis.get("family")
    if family == "video":
        return photos.assess_film(analysis["measures"])
    if family != "image":
        return None
    measures, delivered = analysis["measures"], analysis["delivery_date"]
    return photos.assess(
        measures,
        seen_hashes=[measures["hash"]] if analysis["similar"] else (),
        delivery_date=date.fromisoformat(delivered) if delivered else None,
    )


def _too_many() -> Problem:
    return Problem(
        409,
        "too_many_evidences",
        Text(
            f"Une demande a au plus {MAXIMUM_PIECES} preuves.",
            f"A claim has at most {MAXIMUM_PIECES} pieces of evidence.",
        ),
    )


# ── Completeness ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what a claim needs is there."""

    needed: tuple[tuple[Requirement, int], ...]
    """Each requirement, with how many pieces of it were provided, at most what it asks for."""
    sent: bool
    """Whether there are as many pieces as asked for, whatever they are worth."""

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def missing(self) -> tuple[tuple[Requirement, int], ...]:
        """The requirements that are not met."""
        return tuple(each for each in self.needed if each[1] < each[0].minimum_count)

    @property
    def score(self) -> float:
        """The share that is there, 0 to 1."""
        asked = sum(requirement.minimum_count for requirement, _ in self.needed)
        return round(sum(provided for _, provided in self.needed) / asked, 2)


def _counts(row: Row) -> bool:
    """Whether a piece counts as provided: not what shows nothing, nor the same thing again."""
    return row["quality"] != "poor" and not row["analysis"]["similar"]


def completeness(
    category: str,
    priority: str,
    rows: Sequence[Row],
    language: str = "fr",
) -> Completeness:
    """What a claim of this category and computed priority has and lacks."""
    required = evidence_required(category, priority, language)
    usable, all_sent = dict.fromkeys(TYPES, 0), dict.fromkeys(TYPES, 0)
    for row in rows:
        usable[row["evidence_type"]] += _counts(row)
        all_sent[row["evidence_type"]] += 1
    asked = dict.fromkeys(TYPES, 0)
    needed = []
    for requirement in required:
        provided = min(usable[requirement.type], requirement.minimum_count)
        usable[requirement.type] -= provided
        asked[requirement.type] += requirement.minimum_count
        needed.append((requirement, provided))
    return Completeness(
        tuple(needed), all(all_sent[name] >= count for name, count in asked.items())
    )


# ── Bodies ────────────────────────────────────────────────────────────────────────────────


def analysis_body(row: Row, language: str) -> dict[str, Any]:
    """What a piece is worth, in English for `en`, else in French."""
    verdict = verdict_of(row["analysis"])
    if verdict is not None:
        return verdict.body(language) | {"verified": True}
    elsewhere = not row["verified"]
    return {
        "quality": UNKNOWN,
        "quality_score": 0.0,
        "issues": [NOT_FETCHED.in_language(language)] if elsewhere else [],
        "strengths": [],
        "recommendations": [SEND_THE_FILE.in_language(language)] if elsewhere else [],
        "verified": row["verified"],
    }


def body(row: Row, language: str) -> dict[str, Any]:
    """A piece of evidence as the wire shows it."""
    return {
        "evidence_type": row["evidence_type"],
        "url": row["url"],
        "file_id": f"upload_{row['file_token']}" if row["file_token"] else None,
        **analysis_body(row, language),
        "description": row["description"],
        "metadata": row["metadata"],
        "added_at": iso(row["added_at"]),
        "added_by": row["added_by"],
    }


def missing_body(found: Completeness) -> list[dict[str, Any]]:
    """What is still missing, as the wire lists it."""
    return [
        {
            "type": requirement.type,
            "minimum_count": requirement.minimum_count,
            "provided": provided,
            "description": requirement.description,
        }
        for requirement, provided in found.missing
    ]


def completeness_body(found: Completeness, rows: Sequence[Row], language: str) -> dict[str, Any]:
    """What an answer to new evidence says of all of it."""
    better = [
        advice
        for row in rows
        if not _counts(row)
        for advice in analysis_body(row, language)["recommendations"]
    ]
    return {
        "is_complete": found.complete,
        "completeness_score": found.score,
        "missing_items": [_missing_item(*each, language) for each in found.missing],
        "additional_requests": [] if found.complete else list(dict.fromkeys(better)),
        "can_proceed": found.sent,
    }


def _missing_item(requirement: Requirement, provided: int, language: str) -> str:
    count = requirement.minimum_count - provided
    noun = NOUNS[requirement.type].in_language(language) + ("s" if count > 1 else "")
    return f"{count} {noun} ({requirement.description[:1].lower()}{requirement.description[1:]})"
