"""Searching: passages of agents' documents, and a staff room of a million messages, on SQLite.

Passages are the test set's own, repeated with other words mixed in until there are enough. The
room's messages are drawn from a vocabulary whose words are as unequally common as a language's.
"""

import gc
import itertools
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psutil
from sqlalchemy import Connection

from comptoir.kernel.search import Document, MemoryIndex, put, search, tables
from comptoir.kernel.sqlite import sqlite_engine
from comptoir.kernel.text import WORD, bare

SET = Path(__file__).parent.parent / "tests" / "kernel" / "retrieval"
PASSAGES, MANY_PASSAGES, MESSAGES = 1_500, 20_000, 1_000_000
VOCABULARY = 60_000
BATCH = 5_000
SCOPE = "bench"


def lines(name: str) -> list[dict[str, str]]:
    """The rows of one file of the set."""
    return [json.loads(line) for line in (SET / name).read_text("utf-8").splitlines()]


# ── Quality ───────────────────────────────────────────────────────────────────────────────

_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")


def retyped(text: str, hand: random.Random) -> str:
    """`text` typed in haste: no accents, no apostrophes, a slip in each fourth longer word."""
    text = bare(text).replace("'", "")
    return WORD.sub(lambda found: _slip(found[0], hand), text)


def _slip(word: str, hand: random.Random) -> str:
    if len(word) < 4 or hand.random() >= 0.25:
        return word
    place = hand.randrange(len(word))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    slip = hand.choice(("neighbour", "dropped", "doubled", "swapped"))
    if slip == "neighbour":
        return before + hand.choice(_beside(letter)) + after
    if slip == "dropped":
        return before + after
    if slip == "doubled" or not after:
        return before + letter * 2 + after
    return before + after[0] + letter + after[1:]


def _beside(letter: str) -> str:
    """The keys left and right of a letter; itself where it is on no row."""
    row = next((row for row in _ROWS if letter.lower() in row), letter)
    at = row.find(letter.lower())
    return row[max(at - 1, 0) : at] + row[at + 1 : at + 2] or letter


def recall(index: MemoryIndex, questions: Sequence[dict[str, str]], k: int = 10) -> float:
    """The share of questions with a relevant passage among the first `k`."""
    found = sum(
        not {own for own, _ in index.search(one["question"], k)}.isdisjoint(one["relevant"])
        for one in questions
    )
    return found / len(questions)


def quality() -> None:
    """Recall on the test set, worded like the passage and otherwise, typed well and badly."""
    index = MemoryIndex([(one["id"], one["text"]) for one in lines("passages.jsonl")])
    questions = lines("questions.jsonl")
    for half in ("tuned on", "held out"):
        for wording in ("like the passage", "otherwise"):
            some = [one for one in questions if (one["half"], one["wording"]) == (half, wording)]
            hand = random.Random(0)
            bad = [
                {**one, "question": retyped(one["question"], hand)} for one in some for _ in "abc"
            ]
            print(
                f"R@10, {half}, worded {wording} ({len(some)}):"
                f" {recall(index, some):.3f}, retyped {recall(index, bad):.3f}"
            )
    index.close()


# ── Cost ──────────────────────────────────────────────────────────────────────────────────


def passages(count: int) -> Iterator[Document]:
    """Passages of some 40 words: two of the set, with ten words of a large vocabulary."""
    texts = [one["text"] for one in lines("passages.jsonl")]
    hand = random.Random(1)
    for number in range(count):
        rare = " ".join(word_of(hand.randrange(VOCABULARY)) for _ in range(10))
        yield Document(number, f"{hand.choice(texts)} {hand.choice(texts)} {rare}")


def word_of(number: int) -> str:
    """A pronounceable word for each number."""
    letters = ""
    while True:
        number, consonant = divmod(number, 17)
        number, vowel = divmod(number, 5)
        letters += "bcdfghjlmnpqrstvz"[consonant] + "aeiou"[vowel]
        if not number and len(letters) > 3:
            return letters


def messages(count: int) -> Iterator[Document]:
    """Messages of ten words, the n-th commonest word n times rarer than the commonest."""
    hand = random.Random(2)
    names = [word_of(number) for number in range(VOCABULARY)]
    odds = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    for number in range(count):
        yield Document(number, " ".join(hand.choices(names, cum_weights=odds, k=10)))


def fill(connection: Connection, documents: Iterator[Document]) -> None:
    """Index documents, some thousands a transaction."""
    while batch := list(itertools.islice(documents, BATCH)):
        put(connection, SCOPE, batch)
        connection.commit()


def in_a_file(measure: Callable[[Connection, Path], None]) -> None:
    """Run `measure` with a new SQLite file that holds an empty index."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        engine = sqlite_engine(path)
        with engine.connect() as connection:
            tables.metadata.create_all(connection, tables.TABLES)
            connection.commit()
            measure(connection, path)
        engine.dispose()


def asked(path: Path, questions: Sequence[str]) -> str:
    """CPU of questions, read as the program reads: the median and the 99th percentile."""
    engine = sqlite_engine(path, read_only=True)
    with engine.connect() as connection:
        search(connection, SCOPE, questions[0])
        spent = []
        for question in questions:
            began = time.process_time()
            search(connection, SCOPE, question)
            spent.append((time.process_time() - began) * 1e3)
    engine.dispose()
    spent.sort()
    return f"p50 {spent[len(spent) // 2]:.1f} ms, p99 {spent[int(len(spent) * 0.99)]:.1f} ms CPU"


def cost_of_passages(count: int) -> None:
    """Time to index, memory and CPU to ask."""

    def measure(connection: Connection, path: Path) -> None:
        given = list(passages(count))
        gc.collect()
        before = psutil.Process().memory_info().rss
        began, cpu = time.perf_counter(), time.process_time()
        fill(connection, iter(given))
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        questions = [one["question"] for one in lines("questions.jsonl")]
        hand = random.Random(3)
        print(f"{count:,} passages indexed in {took:.1f} s ({cpu:.1f} s CPU)")
        print(f"  asked: {asked(path, questions)}")
        print(f"  asked, retyped: {asked(path, [retyped(one, hand) for one in questions])}")
        gc.collect()
        more = psutil.Process().memory_info().rss - before
        print(f"  memory {more / 1e6:.0f} MB more, file {path.stat().st_size / 1e6:.0f} MB")

    in_a_file(measure)


def cost_of_a_room() -> None:
    """A room of a million messages: built, then asked for common and rare words."""

    def measure(connection: Connection, path: Path) -> None:
        cpu = time.process_time()
        fill(connection, messages(MESSAGES))
        cpu = time.process_time() - cpu
        print(f"{MESSAGES:,} messages indexed in {cpu:.0f} s CPU,", end=" ")
        print(f"file {path.stat().st_size / 1e6:.0f} MB")
        hand = random.Random(4)
        ranks = {
            "the commonest word": lambda: [0],
            "two of the ten commonest": lambda: hand.sample(range(10), 2),
            "a common and a rare word": lambda: [hand.randrange(10), hand.randrange(10**4)],
            "three of the thousand commonest": lambda: hand.sample(range(1_000), 3),
            "a rare word": lambda: [hand.randrange(1_000, VOCABULARY)],
            "eight of the hundred commonest": lambda: hand.sample(range(100), 8),
        }
        for what, pick in ranks.items():
            questions = [" ".join(map(word_of, pick())) for _ in range(100)]
            print(f"  {what}: {asked(path, questions)}")
        mistyped = [slip_each(word_of(hand.randrange(500, VOCABULARY)), hand) for _ in range(100)]
        print(f"  a mistyped word: {asked(path, mistyped)}")
        one = iter([Document(f"new {n}", " ".join(map(word_of, range(10)))) for n in range(200)])
        cpu = time.process_time()
        for message in one:
            put(connection, SCOPE, [message])
            connection.commit()
        print(f"  one more message: {(time.process_time() - cpu) / 200 * 1e3:.1f} ms CPU")

    in_a_file(measure)


def slip_each(word: str, hand: random.Random) -> str:
    while (typed := _slip(word, hand)) == word:
        pass
    return typed


def main() -> None:
    """Print the figures."""
    quality()
    cost_of_passages(PASSAGES)
    cost_of_passages(MANY_PASSAGES)
    cost_of_a_room()
