"""A small linear model: what a message contains, weighed for each label of each question.

It is learned by `brain.training` and shipped as one file. Reading it needs no library: each known
feature has a row of small integers, one for each label of each head, and the rows are added up.
"""

import math
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import add
from pathlib import Path

import orjson

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Head:
    """One question the model answers: its labels, and how their sums become probabilities."""

    name: str
    labels: tuple[str, ...]
    biases: tuple[float, ...]
    scale: float
    """What one step of a stored weight is worth."""


def feature_id(feature: str) -> int:
    """A feature's name as 32 bits, the same on every machine."""
    return zlib.crc32(feature.encode())


class Model:
    """A model as shipped. `Model.load(path)` reads it; `judge` asks it."""

    def __init__(
        self,
        heads: Sequence[Head],
        kinds: Sequence[float],
        ids: "array[int]",
        table: bytes,
        learned_from: str,
    ) -> None:
        """`kinds`: what each kind of feature weighs; `ids`: the features, in the order of the
        rows of `table`, which has a signed byte for each label, head after head; `learned_from`:
        the digest of the utterances.
        """
        self.heads, self.kinds, self.learned_from = tuple(heads), tuple(kinds), learned_from
        self._ids, self._table = ids, table
        self._width = sum(len(head.labels) for head in self.heads)
        if len(table) != len(ids) * self._width:
            raise ValueError("the model's table has not the size that its heads say")
        self._rows = {feature: row * self._width for row, feature in enumerate(ids)}
        self._weights = memoryview(table).cast("b")

    @classmethod
    def load(cls, path: Path) -> "Model":
        """Read a model. Raises ValueError when the file is of another version."""
        head, _, packed = path.read_bytes().partition(b"\n")
        said = orjson.loads(head)
        if said["format"] != FORMAT:
            raise ValueError(f"{path.name} is of another version: train it again")
        heads = [
            Head(each["name"], tuple(each["labels"]), tuple(each["biases"]), each["scale"])
            for each in said["heads"]
        ]
        unpacked = zlib.decompress(packed)
        end_of_ids = 4 * said["features"]
        ids = array("I", unpacked[:end_of_ids])
        return cls(heads, said["kinds"], ids, unpacked[end_of_ids:], said["learned_from"])

    def save(self, path: Path) -> None:
        """Write the model: a line of JSON, then the packed features and table."""
        said = {
            "format": FORMAT,
            "learned_from": self.learned_from,
            "kinds": self.kinds,
            "features": len(self._ids),
            "heads": [asdict(head) for head in self.heads],
        }
        packed = zlib.compress(self._ids.tobytes() + self._table, 9)
        path.write_bytes(orjson.dumps(said) + b"\n" + packed)

    def judge(self, kinds: Sequence[Sequence[str]]) -> Mapping[str, Mapping[str, float]]:
        """Each head's probability of each label, given the features of each kind."""
        sums = [0.0] * self._width
        for kind, weight in zip(kinds, factors(kinds, self.kinds), strict=True):
            part = [0] * self._width
            for feature in kind:
                start = self._rows.get(feature_id(feature))
                if start is not None:
                    part = list(map(add, part, self._weights[start : start + self._width]))
            sums = [total + weight * each for total, each in zip(sums, part, strict=True)]
        answers, start = {}, 0
        for head in self.heads:
            end = start + len(head.labels)
            scores = [
                bias + head.scale * total
                for bias, total in zip(head.biases, sums[start:end], strict=True)
            ]
            answers[head.name] = dict(zip(head.labels, _probabilities(scores), strict=True))
            start = end
        return answers


def factors(kinds: Sequence[Sequence[str]], weights: Sequence[float]) -> list[float]:
    """What one feature of each kind counts: a kind weighs the same in long and short messages.

    The last kind are the rules' findings; they count one by one.
    """
    *shared, _ = kinds
    return [
        *(
            weight / math.sqrt(len(kind) or 1)
            for kind, weight in zip(shared, weights, strict=False)
        ),
        weights[-1],
    ]


def _probabilities(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]
