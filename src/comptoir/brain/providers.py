"""Which model providers this installation has: `COMPTOIR_PROVIDERS`, or a key alone.

docs/providers.md describes the file for its users. A key is never in it: it names the
environment variable that holds one.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from comptoir.kernel.settings import SettingError, Settings

MAXIMUM_FILE_BYTES = 256 * 1024
MAXIMUM_PROVIDERS, MAXIMUM_MODELS = 20, 200
_NAME = re.compile(r"[\w.:/@+-]{1,100}")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{0,99}")
_FILE_FIELDS = ("reads", "providers")
_AUDIO_FIELDS = ("transcribes", "speaks", "realtime")
_SENSES = (*_AUDIO_FIELDS, "sees")
_PROVIDER_FIELDS = ("name", "base_url", "key", "models", *_SENSES)
_MODEL_FIELDS = ("name", "sent_as", "eur_per_million_in", "eur_per_million_out")

OPENAI_URL = "https://api.openai.com/v1"
MISTRAL_URL = "https://api.mistral.ai/v1"
OPENAI_AUDIO: dict[str, str | None] = {
    "transcribes": "whisper-1",
    "speaks": "tts-1",
    "realtime": "gpt-realtime",
}
"""Its models for speech; a server of one's own that speaks for it has them by the same names."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model that this installation offers."""

    name: str
    sent_as: str
    """The provider's own name for it."""
    eur_per_million_in: Decimal | None = None
    eur_per_million_out: Decimal | None = None

    def cost_eur(self, tokens_in: int, tokens_out: int) -> Decimal | None:
        """What these tokens cost; None where a price is not configured."""
        if self.eur_per_million_in is None or self.eur_per_million_out is None:
            return None
        paid = tokens_in * self.eur_per_million_in + tokens_out * self.eur_per_million_out
        return paid / 1_000_000


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenAI-compatible API, and what it is asked for."""

    name: str
    base_url: str
    key_variable: str | None = None
    """None for a server that asks for no key."""
    key: str = field(default="", repr=False)
    models: tuple[Model, ...] = ()
    """Empty: what the server lists."""
    transcribes: str | None = None
    """The model that writes down what is said; None: this provider does not listen."""
    speaks: str | None = None
    """The model that says what is written; None: this provider does not speak."""
    realtime: str | None = None
    """The model that browsers may talk with by a secret of their own; None: none may."""
    sees: str | None = None
    """The model that reads what is written in a picture; None: this provider is shown none."""

    @property
    def usable(self) -> bool:
        """Whether it has the key it needs."""
        return bool(self.key) or self.key_variable is None


@dataclass(frozen=True, slots=True)
class Providers:
    """Every provider, in the order in which they are asked."""

    all: tuple[Provider, ...] = ()
    reads: str | None = None
    """The model that reads and words; None: the first there is."""

    @property
    def usable(self) -> tuple[Provider, ...]:
        """Those that can be asked."""
        return tuple(provider for provider in self.all if provider.usable)


def configured(settings: Settings) -> Providers:
    """The providers of these settings. Raises SettingError naming file, table and what is wrong."""
    if settings.providers_file is not None:
        return _from_file(settings.providers_file, settings.environ)
    return _from_keys(settings.environ)


# ── A key alone ───────────────────────────────────────────────────────────────────────────


def _from_keys(environ: Mapping[str, str]) -> Providers:
    found = []
    own_server = environ.get("OPENAI_BASE_URL", "").strip()
    if own_server or environ.get("OPENAI_API_KEY", "").strip():
        # A server of one's own may need no key, and only it knows its models.
        key = None if own_server and not environ.get("OPENAI_API_KEY") else "OPENAI_API_KEY"
        url = _base_url("OPENAI_BASE_URL", own_server) if own_server else OPENAI_URL
        models = () if own_server else _named("gpt-4o-mini")
        audio = OPENAI_AUDIO | ({} if key else {"realtime": None})  # what asks no key mints none
        sees = None if own_server else "gpt-4o-mini"
        found.append(Provider("openai", url, key, _key(key, environ), models, **audio, sees=sees))
    if environ.get("MISTRAL_API_KEY", "").strip():
        models = _named("mistral-small", "mistral-medium", "mistral-large", suffix="-latest")
        key = "MISTRAL_API_KEY"
        found.append(
            Provider(
                "mistral",
                MISTRAL_URL,
                key,
                _key(key, environ),
                models,
                transcribes="voxtral-mini-latest",
            )
        )
    return Providers(tuple(found))


def _named(*names: str, suffix: str = "") -> tuple[Model, ...]:
    return tuple(Model(name, name + suffix) for name in names)


def _key(variable: str | None, environ: Mapping[str, str]) -> str:
    key = environ.get(variable, "").strip() if variable else ""
    if not key.isascii() or not key.isprintable() or " " in key:
        raise SettingError(f"{variable}: a key is printable ASCII without spaces.")
    return key


# ── The file ──────────────────────────────────────────────────────────────────────────────


def _from_file(path: Path, environ: Mapping[str, str]) -> Providers:
    given = _loaded(path)
    _refuse_unknown(str(path), given, _FILE_FIELDS)
    tables = given.get("providers")
    if not isinstance(tables, list) or not 1 <= len(tables) <= MAXIMUM_PROVIDERS:
        raise SettingError(f"{path}: 1 to {MAXIMUM_PROVIDERS} [[providers]] tables expected.")
    all_of_them = tuple(
        _provider(f"{path}, [[providers]] {place}", table, environ)
        for place, table in enumerate(tables, start=1)
    )
    _refuse_twice(str(path), "a provider", (provider.name for provider in all_of_them))
    reads = given.get("reads")
    offered = {model.name for provider in all_of_them for model in provider.models}
    lists_its_own = any(not provider.models for provider in all_of_them)
    known = isinstance(reads, str) and (lists_its_own or reads in offered)
    if reads is not None and not known:
        raise SettingError(f"{path}: reads: expected the name of a model offered below.")
    return Providers(all_of_them, reads)


def _loaded(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(MAXIMUM_FILE_BYTES + 1)
        if len(content) > MAXIMUM_FILE_BYTES:
            raise SettingError(f"COMPTOIR_PROVIDERS: {path} is over {MAXIMUM_FILE_BYTES} bytes.")
        return tomllib.loads(content.decode(), parse_float=Decimal)
    except OSError as error:
        raise SettingError(
            f"COMPTOIR_PROVIDERS: {path} cannot be read ({error.strerror})."
        ) from error
    except UnicodeDecodeError as error:
        raise SettingError(f"COMPTOIR_PROVIDERS: {path} is not UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingError(f"COMPTOIR_PROVIDERS: {path} is no TOML: {error}.") from error


def _provider(where: str, table: Any, environ: Mapping[str, str]) -> Provider:
    if not isinstance(table, dict):
        raise SettingError(f"{where}: a table expected.")
    name = table.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise SettingError(f"{where}: name: up to 100 letters, digits and . : / @ + - expected.")
    where = f"{where} ({name})"
    _refuse_unknown(where, table, _PROVIDER_FIELDS)
    variable = table.get("key")
    if variable is not None and not (isinstance(variable, str) and _VARIABLE.fullmatch(variable)):
        raise SettingError(
            f"{where}: key: expected the name of an environment variable, as in MISTRAL_API_KEY,"
            " never the key itself."
        )
    models = table.get("models", [])
    if not isinstance(models, list) or len(models) > MAXIMUM_MODELS:
        raise SettingError(f"{where}: models: a list of at most {MAXIMUM_MODELS} expected.")
    offered = tuple(_model(f"{where}, model {n}", given) for n, given in enumerate(models, start=1))
    _refuse_twice(where, "a model", (model.name for model in offered))
    base_url = _base_url(f"{where}: base_url", table.get("base_url"))
    senses = {field_name: _own_model(where, table, field_name) for field_name in _SENSES}
    if senses["realtime"] and variable is None:
        raise SettingError(f"{where}: realtime: takes the `key` that its tokens are minted with.")
    return Provider(name, base_url, variable, _key(variable, environ), offered, **senses)


def _own_model(where: str, table: Mapping[str, Any], name: str) -> str | None:
    model = table.get(name)
    if model is not None and not (isinstance(model, str) and _NAME.fullmatch(model)):
        raise SettingError(f"{where}: {name}: expected the provider's own name of a model.")
    return model


def _base_url(where: str, given: Any) -> str:
    wrong = f"{where}: expected an address that begins with http:// or https://"
    try:
        parts = urlsplit(given) if isinstance(given, str) else urlsplit("")
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise SettingError(f"{wrong}.") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise SettingError(f"{wrong}.")
    if parts.username is not None or parts.query or parts.fragment:
        raise SettingError(f"{wrong}, without user, password, `?` or `#`.")
    return str(given).rstrip("/")


def _model(where: str, given: Any) -> Model:
    if isinstance(given, str):
        given = {"name": given}
    if not isinstance(given, dict):
        raise SettingError(f"{where}: a name or a table expected.")
    _refuse_unknown(where, given, _MODEL_FIELDS)
    name = given.get("name")
    sent_as = given.get("sent_as", name)
    for field_name, text in (("name", name), ("sent_as", sent_as)):
        if not isinstance(text, str) or not _NAME.fullmatch(text):
            raise SettingError(
                f"{where}: {field_name}: up to 100 letters, digits and . : / @ + - expected."
            )
    prices = [_price(where, given, field_name) for field_name in _MODEL_FIELDS[2:]]
    if (prices[0] is None) != (prices[1] is None):
        raise SettingError(
            f"{where}: eur_per_million_in and eur_per_million_out are given together."
        )
    return Model(str(name), str(sent_as), *prices)


def _price(where: str, given: Mapping[str, Any], name: str) -> Decimal | None:
    price = given.get(name)
    if price is None:
        return None
    if isinstance(price, bool) or not isinstance(price, (int, Decimal)):
        raise SettingError(f"{where}: {name}: a number of euros expected.")
    price = Decimal(price)
    if not price.is_finite() or not 0 <= price <= 100_000:
        raise SettingError(f"{where}: {name}: euros from 0 to 100000 expected.")
    return price


def _refuse_unknown(where: str, given: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else f" Known: {', '.join(known)}."
            raise SettingError(f"{where}: {name} is not a field here.{hint}")


def _refuse_twice(where: str, what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise SettingError(f"{where}: {name} is the name of {what} twice.")
        seen.add(name)
