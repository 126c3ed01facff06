"""Asks a child process what is said. It holds the weights of a Whisper model."""

import importlib.util
from pathlib import Path

from comptoir.kernel.child import Child, Patience

PATIENCE = Patience(deadline_s=50.0, orders_a_process=200, idle_s=900.0, maximum_waiting=4)
MAXIMUM_ANSWER_BYTES = 2**20
WEIGHTS = ("model.bin", "config.json", "tokenizer.json")
"""Without `tokenizer.json` the library would ask a hub for it."""


class Listener:
    """The ear of this machine."""

    def __init__(self, folder: Path | None) -> None:
        self._child = Child(
            "comptoir.brain.speech.ear", str(folder), maximum_answer_bytes=MAXIMUM_ANSWER_BYTES
        )

    @staticmethod
    def is_usable(folder: Path | None) -> bool:
        """Whether there are weights in `folder`, and the extra `transcription` is installed."""
        return folder is not None and not missing(folder)

    async def transcribe(self, sound: Path, language: str | None) -> tuple[str, str]:
        """What is said, and in which language. Raises Gone or Overwhelmed."""
        found = await self._child.ask({"sound": str(sound), "language": language}, PATIENCE)
        return found["text"], found["language"]

    async def close(self) -> None:
        """End the child."""
        await self._child.close()


def missing(folder: Path) -> list[str]:
    """What local transcription lacks: files of the folder, or the extra."""
    lacking = [str(folder / name) for name in WEIGHTS if not (folder / name).is_file()]
    if importlib.util.find_spec("faster_whisper") is None:
        lacking.append("comptoir[transcription]")
    return lacking
