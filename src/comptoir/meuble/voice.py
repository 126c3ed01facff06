"""Voice: what customers say aloud written down and answered, and answers said aloud.

Serves Voice of the 2026 document and Services Vocaux of the 2025 one, whose `/tts` is the later
`/generate-speech`. A spoken message is a turn of the same conversation as a written one, under the
same rules; its answer is written to be listened to.
"""

import re
import unicodedata
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from comptoir.brain import LANGUAGES, Language, Turn
from comptoir.brain.languages import detect
from comptoir.brain.speech import DEFAULT_LANGUAGE, Mute, NotConfigured, Speech
from comptoir.brain.speech.voice import VARIANTS
from comptoir.kernel.bodies import Body, answer_response, json_response
from comptoir.kernel.errors import Problem, Text, Unavailable
from comptoir.kernel.media.refusals import Refused
from comptoir.kernel.media.sounds import MAXIMUM_DURATION_S
from comptoir.kernel.multipart import Policy, receive
from comptoir.meuble import wire
from comptoir.meuble.access import Anyone, VoiceRoute
from comptoir.meuble.chat import ChatMessage, answer_to, asked_of
from comptoir.meuble.dialogue import Message
from comptoir.platform import Platform

VOICES = tuple(VARIANTS)
DEFAULT_VOICE = "nova"
MUTE_RETRY_AFTER_S = 30


# ── Refusing ──────────────────────────────────────────────────────────────────────────────

_UNREADABLE = Text(
    "audio_file : ce fichier ne contient pas d'audio lisible (mp3, wav, webm, m4a, ogg, flac).",
    "audio_file: this file holds no audio that can be read (mp3, wav, webm, m4a, ogg, flac).",
)
_TOO_LONG = Text(
    f"audio_file : au plus {MAXIMUM_DURATION_S // 60} minutes.",
    f"audio_file: at most {MAXIMUM_DURATION_S // 60} minutes.",
)
_NO_DECODER = Text(
    "La transcription n'est pas configurée : installez l'extra `comptoir[speech]`.",
    "Transcription is not configured: install the extra `comptoir[speech]`.",
)
_HEARS_NOTHING = Text(
    "La transcription n'est pas configurée : indiquez OPENAI_API_KEY ou COMPTOIR_PROVIDERS, ou"
    " COMPTOIR_WHISPER_FOLDER avec l'extra `comptoir[transcription]`.",
    "Transcription is not configured: set OPENAI_API_KEY or COMPTOIR_PROVIDERS, or"
    " COMPTOIR_WHISPER_FOLDER with the extra `comptoir[transcription]`.",
)
_SAYS_NOTHING = Text(
    "La synthèse vocale n'est pas configurée : installez l'extra `comptoir[speech]`, ou indiquez"
    " OPENAI_API_KEY ou COMPTOIR_PROVIDERS.",
    "Speech is not configured: install the extra `comptoir[speech]`, or set OPENAI_API_KEY or"
    " COMPTOIR_PROVIDERS.",
)
_SILENT = Text(
    "Le service vocal ne répond pas pour le moment. Réessayez dans un instant.",
    "The voice service does not answer at the moment. Try again shortly.",
)


def _invalid(code: str, words: Text) -> Problem:
    return Problem(400, code, words)


def _unavailable(error: Mute, missing: Text) -> Problem:
    if isinstance(error, NotConfigured):
        return Problem(503, "voice_not_configured", missing)
    return Unavailable(_SILENT, MUTE_RETRY_AFTER_S)


def _check(place: int, name: str) -> None:
    if place > 1:
        raise _invalid(
            "too_many_files",
            Text("audio_file : un seul fichier à la fois.", "audio_file: one file at a time."),
        )


def _too_large(place: int) -> Problem:
    limit = wire.MAXIMUM_FILE_MB
    return _invalid(
        "file_too_large",
        Text(f"audio_file : plus de {limit} Mo.", f"audio_file: more than {limit} MB."),
    )


POLICY = Policy(
    file_fields=frozenset({"audio_file"}),
    maximum_file_bytes=wire.MAXIMUM_FILE_MB * 2**20,
    check=_check,
    too_large=_too_large,
)
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["audio_file"],
                    "properties": {
                        "audio_file": {"type": "string", "format": "binary"},
                        "language": {"type": "string", "enum": list(LANGUAGES)},
                    },
                }
            }
        },
    }
}


def _language(given: str | None) -> Language | None:
    """One of ours, from `fr`, `FR` or `fr-CA`; None where none was given. Raises Problem 400."""
    asked = (given or "").strip().lower().replace("_", "-").partition("-")[0]
    if not asked:
        return None
    found = next((language for language in LANGUAGES if language == asked), None)
    if found is None:
        known = ", ".join(LANGUAGES)
        raise _invalid(
            "unsupported_language",
            Text(f"language : {known} attendu.", f"language: {known} expected."),
        )
    return found


# ── Listening ─────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=VoiceRoute, tags=["Voice"])


@router.post("/api/voice/transcribe", openapi_extra=_FORM)
async def transcribe(request: Request, caller: Anyone) -> Response:
    """What is said in a recording, in words."""
    platform: Platform = request.app.state.platform
    async with await receive(request, platform.settings.incoming_folder, POLICY) as form:
        if not form.files:
            raise _invalid(
                "no_file",
                Text("audio_file : aucun fichier reçu.", "audio_file: no file received."),
            )
        language = _language(form.fields.get("language"))
        [sent] = form.files
        try:
            sound = await platform.inspector.listen(sent.path, sent.clean_path)
        except Refused as refused:
            if refused.why == "no_decoder":
                raise Problem(503, "voice_not_configured", _NO_DECODER) from None
            if refused.why == "too_large":
                raise _invalid("audio_too_long", _TOO_LONG) from None
            raise _invalid("unsupported_file_type", _UNREADABLE) from None
        try:
            heard = await platform.speech.transcribe(sent.clean_path, language)
        except Mute as error:
            raise _unavailable(error, _HEARS_NOTHING) from None
    return json_response(
        {
            "success": True,
            "text": heard.text,
            "language": heard.language,
            "duration": sound.duration_s,
        }
    )


# ── Answering ─────────────────────────────────────────────────────────────────────────────


class ToldTurn(Body):
    """A turn that a client says came before."""

    role: Annotated[str, Field(max_length=40)]
    content: Annotated[str, Field(max_length=wire.MAXIMUM_TURN_CHARS)]


class VoiceMessage(ChatMessage):
    """What a customer said."""

    conversation_history: Annotated[
        tuple[ToldTurn, ...], Field(max_length=wire.MAXIMUM_HISTORY_TURNS)
    ] = ()


_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_ADDRESS = re.compile(r"https?://(?:www\.)?([^\s/]+)\S*")
_FENCE = re.compile(r"^\s*```.*$", re.MULTILINE)
_LINE_MARK = re.compile(r"^\s*(?:[-*+•–—]|#{1,6}|>+|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"(\*\*|__|~~|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))")
_UNSPOKEN = {"Cc", "Cf", "Co", "Cs", "Me", "Sk", "So"}
"""Emoji and what joins them, controls, marks of direction."""
_ENDED = (".", "!", "?", ":", ";", ",", "…", "؟", "،")


def for_the_ear(text: str) -> str:
    """`text` as one would say it: no markup, no emoji, a list as sentences, a link as its host."""
    text = _ADDRESS.sub(r"\1", _LINK.sub(r"\1", _FENCE.sub("", text)))
    lines = []
    for line in text.splitlines():
        bare = _EMPHASIS.sub("", _LINE_MARK.sub("", line))
        bare = bare.replace("\t", " ").replace("\ufe0f", "")
        bare = "".join(c for c in bare if c == "°" or unicodedata.category(c) not in _UNSPOKEN)
        bare = " ".join(bare.split())
        if bare:
            lines.append(bare if bare.endswith(_ENDED) else f"{bare}.")
    return " ".join(lines)


def _action(body: dict[str, Any], message: Message) -> str | None:
    """What the answer does, for a client that shows more than it says."""
    if body["ticket_id"]:
        return "ticket_created"
    if body["requires_validation"]:
        return "validate_ticket"
    if body["withdrawal"]:
        return "withdrawal_received"
    if message.wants_person:
        return "transfer_to_human"
    return "close_session" if body["should_close_session"] else None


def _spoken(body: dict[str, Any], message: Message) -> dict[str, Any]:
    """The chat's answer as the voice documents write it, with the chat's own fields beside."""
    return {
        **body,
        "response": for_the_ear(body["response"]),
        "action": _action(body, message),
        "ticket_data": body["claim"] or body["recap"],
        "emotion_analysis": {
            "detected_emotion": message.reading.emotion,
            "confidence": round(message.reading.emotion_confidence, 2),
        },
    }


@router.post("/api/voice/chat")
async def voice_chat(request: Request, body: VoiceMessage, caller: Anyone) -> Response:
    """Say something to the assistant aloud: a turn of the same conversation as in writing."""
    # What a client says was said may help to understand; what was agreed is in our own records.
    told = tuple(
        Turn("user" if turn.role == "user" else "assistant", turn.content)
        for turn in body.conversation_history
        if turn.role in {"user", "assistant"}
    )
    asked = await asked_of(request, body, caller, told=told, shape=_spoken)
    return answer_response(await answer_to(request.app.state.platform, asked))


# ── Speaking ──────────────────────────────────────────────────────────────────────────────


class Words(Body):
    """What is to be said."""

    text: Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_SPOKEN_CHARS)]
    language: Annotated[str, Field(max_length=35)] | None = None
    voice: Annotated[str, Field(max_length=40)] = DEFAULT_VOICE


async def _said(request: Request, words: Words) -> Response:
    """The words as MP3. Raises Problem 400, 503."""
    platform: Platform = request.app.state.platform
    text = for_the_ear(words.text)
    if not text:
        raise _invalid("invalid_request", Text("text : texte attendu.", "text: text expected."))
    voice = words.voice.strip().lower()
    if voice not in VOICES:
        known = ", ".join(VOICES)
        raise _invalid(
            "unknown_voice", Text(f"voice : {known} attendu.", f"voice: {known} expected.")
        )
    language = _language(words.language) or detect(text) or DEFAULT_LANGUAGE
    try:
        spoken = await platform.speech.speak(text, language, voice)
    except Mute as error:
        raise _unavailable(error, _SAYS_NOTHING) from None
    return Response(spoken.audio, media_type="audio/mpeg")


_MP3: dict[int | str, dict[str, Any]] = {
    200: {"description": "MP3", "content": {"audio/mpeg": {"schema": {"type": "string"}}}}
}


@router.post("/api/voice/generate-speech", responses=_MP3, response_class=Response)
async def generate_speech(request: Request, words: Words, caller: Anyone) -> Response:
    """A text said aloud."""
    return await _said(request, words)


@router.post("/api/voice/tts", responses=_MP3, response_class=Response)
async def tts(request: Request, words: Words, caller: Anyone) -> Response:
    """A text said aloud, at its address of 2025."""
    return await _said(request, words)


@router.get("/api/voice/health")
async def health(request: Request) -> Response:
    """Who listens and who speaks here."""
    speech: Speech = request.app.state.platform.speech
    hears = speech.hears_by if speech.can_decode() else []
    return json_response(
        {
            "status": "ok",
            "transcription_configured": bool(hears),
            "transcription_engines": hears,
            "speech_configured": bool(speech.speaks_by),
            "speech_engines": speech.speaks_by,
            "voices": list(VOICES),
            "languages": list(LANGUAGES),
            "maximum_audio_seconds": MAXIMUM_DURATION_S,
            "maximum_audio_mb": wire.MAXIMUM_FILE_MB,
            "maximum_text_chars": wire.MAXIMUM_SPOKEN_CHARS,
        }
    )
