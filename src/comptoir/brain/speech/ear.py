"""The child process that listens: faster-whisper over a folder of weights.

What it reads was decoded by another child: WAV of 16 kHz and one channel, a few minutes at most.
"""

import os
import sys
import wave
from pathlib import Path
from typing import Any

from comptoir.kernel import served

MAXIMUM_CPU_S = 200
MAXIMUM_OPEN_FILES = 256
MAXIMUM_TEXT_CHARS = 20_000
MAXIMUM_THREADS = 4
FULL_SCALE = 32768


class Ear:
    """The model, loaded once."""

    def __init__(self, folder: str) -> None:
        from faster_whisper import WhisperModel  # noqa: PLC0415

        threads = min(MAXIMUM_THREADS, os.cpu_count() or 1)
        self._model = WhisperModel(
            folder, device="cpu", compute_type="auto", cpu_threads=threads, local_files_only=True
        )

    def hear(self, sound: Path, language: str | None) -> dict[str, Any]:
        """The text of a sound and its language."""
        import numpy as np  # noqa: PLC0415

        with wave.open(str(sound), "rb") as opened:
            samples = np.frombuffer(opened.readframes(opened.getnframes()), np.int16)
        segments, told = self._model.transcribe(
            samples.astype(np.float32) / FULL_SCALE,
            language=language,
            beam_size=1,
            condition_on_previous_text=False,
        )
        text = ""
        for segment in segments:
            text += segment.text
            if len(text) > MAXIMUM_TEXT_CHARS:
                break
        return {"text": text.strip()[:MAXIMUM_TEXT_CHARS], "language": told.language}


def main() -> None:
    """Listen, one sound after the other."""
    answers = served.own_output()
    os.environ["HF_HUB_OFFLINE"] = "1"
    served.limit(memory_bytes=None, written_bytes=0, open_files=MAXIMUM_OPEN_FILES)
    ear = Ear(sys.argv[1])

    def do(order: dict[str, Any]) -> dict[str, Any]:
        return ear.hear(Path(order["sound"]), order["language"])

    served.serve(do, answers, MAXIMUM_CPU_S)


if __name__ == "__main__":
    main()
