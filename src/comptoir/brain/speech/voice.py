"""The child process that speaks: espeak-ng through its C interface, LAME for the MP3.

espeak-ng is GPL-3.0-or-later, LAME and `lameenc` are LGPL: both stay in this process, which the
service only sends lines of text. https://github.com/espeak-ng/espeak-ng/blob/master/src/include
"""

import base64
import ctypes
import os
from pathlib import Path
from typing import Any

from comptoir.kernel import served

MAXIMUM_MEMORY_BYTES = 512 * 2**20
MAXIMUM_CPU_S = 12
MAXIMUM_OPEN_FILES = 64
MAXIMUM_SPEECH_S = 1200
BIT_RATE_KBPS = 48
WORDS_A_MINUTE = 165
SILENCE_S = 0.25
"""What a text without a sound is given, so that it is a file all the same."""

LANGUAGES = {
    "fr": "fr",  # not `fr-fr`, which is not found, and then English is spoken
    "en": "en",
    "es": "es",
    "it": "it",
    "de": "de",
    "ar": "ar",
}
VARIANTS = {
    "alloy": "f4",
    "ash": "m1",
    "ballad": "m2",
    "cedar": "m3",
    "coral": "f1",
    "echo": "m4",
    "fable": "m5",
    "marin": "f5",
    "nova": "f2",
    "onyx": "m7",
    "sage": "f3",
    "shimmer": "f2",
    "verse": "m6",
}
"""OpenAI's voices, each as a voice of espeak-ng."""

_SYNCHRONOUS, _NO_EXIT, _UTF8, _RATE, _ENDS_BY_ZERO = 2, 0x8000, 1, 1, 0
_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Voice:
    """The library, opened once."""

    def __init__(self) -> None:
        import espeakng_loader  # noqa: PLC0415

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        folder = Path(espeakng_loader.get_data_path())
        os.chdir(folder.parent)  # it takes no path above 160 characters
        self.rate_hz = int(
            self._library.espeak_Initialize(_SYNCHRONOUS, 0, folder.name.encode(), _NO_EXIT)
        )
        if self.rate_hz <= 0:
            raise RuntimeError("espeak-ng does not find its voices")
        self._said = bytearray()
        self._callback = _Callback(self._take)  # referenced, or it is collected while it is called
        self._library.espeak_SetSynthCallback(self._callback)

    def _take(self, samples: Any, count: int, _: Any) -> int:
        """Keep what comes; 1 stops it."""
        if samples and count > 0:
            self._said += ctypes.string_at(samples, count * 2)
        return int(len(self._said) > MAXIMUM_SPEECH_S * self.rate_hz * 2)

    def phonemes(self, text: str, language: str) -> str:
        """How it would be pronounced, in the International Phonetic Alphabet."""
        self._choose(LANGUAGES[language])
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        rest, sounds = ctypes.c_char_p(text.encode()), []
        while rest.value is not None:
            sounds.append(self._library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, 2))
        return " ".join(sound.decode() for sound in sounds if sound)

    def say(self, text: str, language: str, voice: str) -> bytes:
        """Samples: 16 bits, one channel, `rate_hz` a second."""
        self._choose(f"{LANGUAGES[language]}+{VARIANTS[voice]}")
        self._library.espeak_SetParameter(_RATE, WORDS_A_MINUTE, 0)
        self._said.clear()
        spoken = text.encode()
        failed = self._library.espeak_Synth(
            spoken, len(spoken) + 1, 0, _UTF8, _ENDS_BY_ZERO, _UTF8, None, None
        )
        if failed:
            raise RuntimeError("espeak-ng refused the text")
        return bytes(self._said) or bytes(int(SILENCE_S * self.rate_hz) * 2)

    def _choose(self, name: str) -> None:
        # Unlooked at, a voice that is not found leaves another one speaking.
        if self._library.espeak_SetVoiceByName(name.encode()):
            raise RuntimeError(f"espeak-ng has no voice {name}")


def mp3(samples: bytes, rate_hz: int) -> bytes:
    """Samples as MP3, one channel."""
    import lameenc  # noqa: PLC0415

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_channels(1)
    encoder.set_quality(5)
    return bytes(encoder.encode(samples) + encoder.flush())


def main() -> None:
    """Speak, one text after the other."""
    answers = served.own_output()
    voice = Voice()
    served.limit(memory_bytes=MAXIMUM_MEMORY_BYTES, written_bytes=0, open_files=MAXIMUM_OPEN_FILES)

    def do(order: dict[str, Any]) -> dict[str, Any]:
        samples = voice.say(order["text"], order["language"], order["voice"])
        return {"audio": base64.b64encode(mp3(samples, voice.rate_hz)).decode()}

    served.serve(do, answers, MAXIMUM_CPU_S)


if __name__ == "__main__":
    main()
