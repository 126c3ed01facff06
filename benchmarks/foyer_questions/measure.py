"""How often the right passage is found, what is answered without a model, and whether quotes stand.

The files are read as uploads are, cut and indexed by the product into SQLite. Of the first set,
three quarters of the questions were looked at while the product was tuned, of the second one half;
the others by nobody.
"""

import hashlib
import re
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import uvloop
from sqlalchemy import Connection, select

from benchmarks.foyer_documents import open_agent, put_document
from benchmarks.foyer_questions import FOLDERS
from benchmarks.foyer_questions.papers import papers
from benchmarks.foyer_questions.questions import Place, Question, questions
from comptoir import migrations
from comptoir.foyer import documents, passages, prompts
from comptoir.foyer.models import passages as passage_rows
from comptoir.foyer.passages import Passage
from comptoir.kernel.media.pages import pages_of
from comptoir.kernel.settings import Settings

FIRST = 10


def squeezed(text: str) -> str:
    """A text without spaces and the bars of tables: how a line was broken is no matter."""
    return re.sub(r"[\s|]+", "", text.replace("’", "'"))


def part_of(question: Question, name: str = "first") -> str:
    """Which part of the set `name` a question is in, by its id alone."""
    first, second = hashlib.sha256(question.id.encode()).digest()[:2]
    if first % 2 == 0 or (name == "first" and second % 2 == 0):
        return "looked at"
    return "held out"


def says(passage: Passage, place: Place) -> bool:
    """Whether a passage is the place: its document, its page, and the words or an end of them."""
    if (passage.filename, passage.page) != (place.document, place.page):
        return False
    wanted, own = squeezed(place.passage), squeezed(passage.content)
    return wanted in own or wanted[:40] in own or wanted[-40:] in own


class Score:
    """Counts over some questions."""

    def __init__(self) -> None:
        self.found: defaultdict[str, list[bool]] = defaultdict(list)
        self.answered, self.right, self.answerable = 0, 0, 0
        self.answered_without_ground, self.unanswerable = 0, 0
        self.false_quotes = 0

    def add(self, asked: Question, found: Sequence[Passage], texts: dict[str, list[str]]) -> None:
        """What became of one question."""
        shown = found[: prompts.SHOWN_PASSAGES]
        answers = passages.answering(asked.question, shown)[: prompts.QUOTED_PASSAGES]
        for each in answers:
            quote = passages.best_quote(asked.question, each)
            self.false_quotes += quote not in texts[each.filename][each.page - 1]
        if not asked.places:
            self.unanswerable += 1
            self.answered_without_ground += bool(answers)
            return
        for kind in (asked.kind, "all", *(["French"] if asked.kind != "english" else [])):
            self.found[kind].append(
                all(any(says(each, place) for each in found) for place in asked.places)
            )
        self.answerable += 1
        self.answered += bool(answers)
        self.right += any(says(each, place) for each in answers for place in asked.places)

    def show(self, name: str) -> None:
        """Print it."""
        print(f"{name}: R@{FIRST} by kind")
        for kind, hits in sorted(self.found.items(), key=lambda pair: -len(pair[1])):
            print(f"  {kind:14} {sum(hits) / len(hits):.3f} of {len(hits)}")
        print(
            f"  without a model: {self.answered / self.answerable:.3f} of {self.answerable}"
            " answered,"
            f" {self.right / self.answered:.3f} of those from the right passage;"
            f" {self.answered_without_ground} of {self.unanswerable} unanswerable ones answered;"
            f" {self.false_quotes} quotes that do not stand on their page"
        )


async def _measure(settings: Settings, folder: Path, name: str) -> None:
    texts: dict[str, list[str]] = {}
    async with open_agent(settings) as platform:
        for number, paper in enumerate(papers(FOLDERS[name]), start=1):
            path = folder / paper.filename
            path.write_bytes(paper.content())
            texts[paper.filename] = pages_of(path, paper.kind, None)
            row = await platform.db.write(put_document, number, paper.filename)
            await documents.index(platform, row, texts[paper.filename])

        def count(connection: Connection) -> int:
            return len(connection.scalars(select(passage_rows.c.id)).all())

        print(f"{len(texts)} documents, {await platform.db.read(count)} passages")
        scope = [passages.scope("agent", 1)]
        scores: defaultdict[str, Score] = defaultdict(Score)
        for asked in questions(FOLDERS[name]):
            found = await platform.db.read(passages.find, scope, asked.question, FIRST)
            for part in (part_of(asked, name), "whole"):
                scores[part].add(asked, found, texts)
        for part in ("looked at", "held out", "whole"):
            if part in scores:
                scores[part].show(part)


def main(name: str) -> None:
    """Print the figures of the set `name`."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({"COMPTOIR_HOME": str(Path(folder) / "home")})
        migrations.upgrade(settings)
        uvloop.run(_measure(settings, Path(folder), name))
