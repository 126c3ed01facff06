"""Whoever listens and speaks: a provider first, then this machine, and nobody where nobody can."""

import asyncio
import contextlib
import itertools
import os
import subprocess
import sys
import wave
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from structlog.testing import capture_logs

import whisper_weights
from comptoir.brain import LANGUAGES, audio, openai
from comptoir.brain.audio import AudioApi
from comptoir.brain.openai import Deadlines, open_session
from comptoir.brain.providers import Provider
from comptoir.brain.speech import EMBEDDED, LOCAL, NobodyAnswered, NotConfigured, Speech
from comptoir.brain.speech.listener import missing
from comptoir.brain.speech.speaker import Speaker
from comptoir.brain.speech.voice import VARIANTS
from comptoir.kernel.media.inspector import Inspector
from upstream import HEARD, MP3, SECRET, SECRET_ENDS_UNIX, Upstream

pytestmark = pytest.mark.anyio

SENTENCE = "Votre réclamation a été créée avec succès."
KEY = "sk-test-of-nobody"
MakeSpeech = Callable[..., Speech]


@pytest.fixture
async def speech(upstream: Upstream, monkeypatch) -> AsyncIterator[MakeSpeech]:
    """Makes speech over providers that behave so, in this order."""
    monkeypatch.setattr(openai, "RETRY_PAUSE_S", 0.01)
    made = []
    async with open_session(Deadlines(connect_s=1)) as session:

        def make(*behaviours: str, whisper_folder: Path | None = None) -> Speech:
            apis = [
                AudioApi(
                    Provider(
                        name=f"{behaviour}-{place}",
                        base_url=upstream.url(behaviour),
                        key_variable="KEY",
                        key=KEY,
                        transcribes="whisper-1",
                        speaks="tts-1",
                        realtime="gpt-realtime",
                    ),
                    session,
                )
                for place, behaviour in enumerate(behaviours)
            ]
            made.append(Speech(apis, whisper_folder))
            return made[-1]

        yield make
        for each in made:
            await each.close()


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Two seconds, as the inspector leaves them."""
    path = tmp_path / "sound.wav"
    with wave.open(str(path), "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(16_000)
        written.writeframes(bytes(2 * 16_000 * 2))
    return path


@pytest.fixture(scope="session")
def weights(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("whisper")
    whisper_weights.make(folder)
    return folder


def no_synthesis(monkeypatch) -> None:
    monkeypatch.setattr(Speaker, "is_installed", staticmethod(lambda: False))


# ── This machine's voice ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
async def test_this_machine_speaks_every_language_by_itself(speech, tmp_path, language):
    spoken = await speech().speak(SENTENCE, language, "nova")
    assert spoken.engine == EMBEDDED
    assert 2 < await duration_s(spoken.audio, tmp_path) < 6


async def duration_s(mp3: bytes, folder: Path) -> float:
    inspector = Inspector()
    (folder / "said").write_bytes(mp3)
    try:
        sound = await inspector.listen(folder / "said", folder / "heard")
    finally:
        await inspector.close()
    assert sound.container == "mp3"
    return sound.duration_s


def phonemes(text: str, language: str) -> str:
    # In a process of its own, as always: the library is one for the whole process.
    code = (
        "import sys; from comptoir.brain.speech.voice import Voice;"
        "print(Voice().phonemes(*sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, text, language]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def test_the_french_voice_is_french_and_not_english_with_an_accent():
    """A voice that is not found leaves English speaking: no nasal vowel, no uvular r."""
    assert phonemes("Bonjour", "fr").strip() == "bɔ̃ʒˈuʁ"
    assert phonemes("Bonjour", "en").strip() == "bɔːnʒˈʊə"


async def test_every_voice_of_the_documents_exists_and_they_differ(speech):
    here = speech()
    said = {voice: (await here.speak("Bonjour", "fr", voice)).audio for voice in VARIANTS}
    assert len(set(said.values())) >= 10


async def test_a_text_without_a_sound_is_a_short_silence(speech, tmp_path):
    spoken = await speech().speak("\u200b", "fr", "nova")
    assert await duration_s(spoken.audio, tmp_path) < 1


async def test_the_voice_has_no_environment_and_limits(speech, monkeypatch):
    monkeypatch.setenv("COMPTOIR_SECRET", "nobody's business")
    here = speech()
    await here.speak("Bonjour", "fr", "nova")
    child = psutil.Process(here._speaker._child.process_id)
    assert "COMPTOIR_SECRET" not in child.environ()
    assert child.rlimit(psutil.RLIMIT_AS)[0] == 512 * 2**20
    assert child.rlimit(psutil.RLIMIT_FSIZE)[0] == 0


async def test_a_voice_that_dies_is_one_failure_and_the_next_text_is_said(speech):
    here = speech()
    await here.speak("Bonjour", "fr", "nova")
    os.kill(here._speaker._child.process_id, 9)
    with contextlib.suppress(NobodyAnswered):  # its death is noticed now, or was before
        await here.speak("Bonjour", "fr", "nova")
    assert (await here.speak("Bonjour", "fr", "nova")).audio


async def test_many_texts_at_once_are_each_said(speech):
    here = speech()
    texts = ["Oui. " * 3**n for n in range(5)]
    together = await asyncio.gather(*(here.speak(text, "fr", "nova") for text in texts))
    lengths = [len(spoken.audio) for spoken in together]
    assert all(2 * shorter < longer for shorter, longer in itertools.pairwise(lengths))


# ── This machine's ear ────────────────────────────────────────────────────────────────────


async def test_a_folder_of_weights_listens(speech, weights, sound):
    here = speech(whisper_folder=weights)
    assert here.hears_by == [LOCAL]
    heard = await here.transcribe(sound, None)
    assert heard.engine == LOCAL
    assert set(heard.text.split()) <= {"le", "canapé", "est", "cassé", "bonjour", "ressort"}
    assert heard.text, "a model that says nothing would show nothing"


async def test_without_weights_nobody_listens(speech, sound, tmp_path):
    for folder in (None, tmp_path, tmp_path / "nowhere"):
        here = speech(whisper_folder=folder)
        assert here.hears_by == []
        with pytest.raises(NotConfigured):
            await here.transcribe(sound, "fr")


def test_what_a_folder_lacks_is_named(weights, tmp_path):
    assert missing(weights) == []
    (tmp_path / "model.bin").write_bytes(b"")
    assert [Path(each).name for each in missing(tmp_path)] == ["config.json", "tokenizer.json"]


async def test_weights_that_are_none_are_a_failure_and_no_crash(speech, sound, tmp_path):
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(NobodyAnswered):
        await speech(whisper_folder=tmp_path).transcribe(sound, "fr")


# ── Providers ─────────────────────────────────────────────────────────────────────────────


async def test_a_provider_listens(speech, upstream, sound):
    heard = await speech("audible").transcribe(sound, "fr")
    assert (heard.text, heard.language, heard.engine) == (HEARD, "fr", "audible-0")
    [asked] = upstream.requests
    assert asked["headers"]["Authorization"] == f"Bearer {KEY}"
    assert asked["path"].endswith("/v1/audio/transcriptions")
    assert (asked["model"], asked["language"]) == ("whisper-1", "fr")
    name, kind, content = asked["file"]
    assert (name, kind, content) == ("audio.wav", "audio/wav", sound.read_bytes())


async def test_the_language_of_what_was_heard_is_told_from_its_words(speech, upstream, sound):
    assert (await speech("audible").transcribe(sound, None)).language == "fr"
    assert "language" not in upstream.requests[0]


async def test_a_provider_speaks(speech, upstream):
    spoken = await speech("audible").speak(SENTENCE, "fr", "alloy")
    assert (spoken.audio, spoken.engine) == (MP3, "audible-0")
    [asked] = upstream.requests
    wanted = {"model": "tts-1", "input": SENTENCE, "voice": "alloy", "response_format": "mp3"}
    assert {name: asked[name] for name in wanted} == wanted


async def test_a_provider_mints_a_secret_and_the_key_stays(speech, upstream):
    secret = await speech("audible").realtime_secret()
    assert (secret.value, secret.model) == (SECRET, "gpt-realtime")
    assert secret.expires_at == datetime.fromtimestamp(SECRET_ENDS_UNIX, UTC)
    [asked] = upstream.requests
    assert asked["path"].endswith("/v1/realtime/client_secrets")
    assert asked["session"] == {"type": "realtime", "model": "gpt-realtime"}


async def test_a_server_that_echoes_the_key_gives_no_secret(speech):
    with pytest.raises(NobodyAnswered):
        await speech("key").realtime_secret()


FAILING = ["401", "404", "429-long", "500", "redirect", "garbage", "cut", "not-objects", "key"]


@pytest.mark.parametrize("behaviour", FAILING)
async def test_where_one_provider_fails_the_next_is_asked(speech, sound, behaviour):
    here = speech(behaviour, "audible")
    assert (await here.transcribe(sound, "fr")).engine == "audible-1"
    assert (await here.speak(SENTENCE, "fr", "nova")).engine == "audible-1"
    assert (await here.realtime_secret()).value == SECRET


@pytest.mark.parametrize("behaviour", FAILING)
async def test_where_every_provider_fails_this_machine_speaks(speech, behaviour):
    assert (await speech(behaviour).speak(SENTENCE, "fr", "nova")).engine == EMBEDDED


async def test_where_nobody_is_left_that_is_said(speech, sound, monkeypatch):
    no_synthesis(monkeypatch)
    here = speech("500")
    for asking in (
        here.transcribe(sound, "fr"),
        here.speak(SENTENCE, "fr", "nova"),
        here.realtime_secret(),
    ):
        with pytest.raises(NobodyAnswered):
            await asking
    with pytest.raises(NotConfigured):
        await speech().speak(SENTENCE, "fr", "nova")
    with pytest.raises(NotConfigured):
        await speech().realtime_secret()


async def test_an_overloaded_provider_is_asked_again(speech, upstream, sound):
    upstream.fails_first["audible"] = 1
    assert (await speech("audible").transcribe(sound, "fr")).text == HEARD
    assert upstream.requests[0]["file"] == upstream.requests[1]["file"]


async def test_a_provider_that_hangs_is_given_up_and_then_left_alone(
    speech, upstream, sound, monkeypatch
):
    monkeypatch.setattr(audio, "SPEECH_DEADLINE_S", 0.1)
    here = speech("hang")
    for _ in range(openai.FAILURES_BEFORE_REST + 3):
        assert (await here.speak("Oui", "fr", "nova")).engine == EMBEDDED
    assert upstream.asked["hang"] == openai.FAILURES_BEFORE_REST
    assert here.apis[0].state == "opened"


async def test_an_endless_answer_ends_at_its_bound(speech, monkeypatch):
    monkeypatch.setattr(audio, "MAXIMUM_SPEECH_BYTES", 10_000)
    assert (await speech("endless").speak(SENTENCE, "fr", "nova")).engine == EMBEDDED


async def test_neither_key_nor_words_are_logged(speech, sound):
    with capture_logs() as logs:
        for behaviour in (*FAILING, "audible"):
            await speech(behaviour).speak(SENTENCE, "fr", "nova")
    assert logs, "failures are logged"
    assert KEY not in str(logs)
    assert "réclamation" not in str(logs)
