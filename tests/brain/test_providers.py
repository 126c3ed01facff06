"""Which providers an installation has, and what is said of a file that cannot be used."""

from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.brain.providers import Model, configured
from comptoir.kernel.settings import SettingError, Settings

EXAMPLE = Path(__file__).parents[2] / "docs" / "providers.toml"
OFFICE = '[[providers]]\nname = "office"\nbase_url = "http://127.0.0.1:1/v1"\n'


def given(**environ: str):
    """The providers of an environment."""
    return configured(Settings.from_environment(environ))


@pytest.fixture
def file(tmp_path):
    """The providers of a file with this text."""

    def write(text: str, **environ: str):
        path = tmp_path / "providers.toml"
        path.write_text(text, encoding="utf-8")
        return given(COMPTOIR_PROVIDERS=str(path), **environ)

    return write


def test_without_a_setting_there_is_none():
    assert given().all == ()


def test_a_key_of_openai_is_enough():
    (openai,) = given(OPENAI_API_KEY="sk-1").usable
    assert (openai.name, openai.base_url) == ("openai", "https://api.openai.com/v1")
    assert openai.key == "sk-1"
    assert openai.models, "there is a model to ask for"


def test_a_key_of_mistral_is_enough():
    (mistral,) = given(MISTRAL_API_KEY="m-1").usable
    assert mistral.base_url == "https://api.mistral.ai/v1"
    assert mistral.models[0] == Model("mistral-small", "mistral-small-latest")


def test_an_address_alone_is_a_server_of_ones_own_without_a_key():
    (own,) = given(OPENAI_BASE_URL="http://localhost:11434/v1/").usable
    assert (own.base_url, own.key, own.models) == ("http://localhost:11434/v1", "", ())


def test_an_address_with_a_key_sends_that_key_there_and_nowhere_else():
    (own,) = given(OPENAI_BASE_URL="https://llm.example/v1", OPENAI_API_KEY="sk-1").usable
    assert (own.base_url, own.key) == ("https://llm.example/v1", "sk-1")


def test_a_key_is_enough_for_speech_too():
    openai, mistral = given(OPENAI_API_KEY="sk-1", MISTRAL_API_KEY="2").all
    assert (openai.transcribes, openai.speaks) == ("whisper-1", "tts-1")
    assert (openai.realtime, openai.sees) == ("gpt-realtime", "gpt-4o-mini")
    assert (mistral.transcribes, mistral.speaks) == ("voxtral-mini-latest", None)
    own = given(OPENAI_BASE_URL="http://127.0.0.1:1/v1").all[0]
    assert (own.transcribes, own.realtime) == ("whisper-1", None), "no key, no secret"
    assert own.sees is None, "only its owner knows whether it does"


def test_the_example_of_the_documentation_is_a_file_that_works():
    providers = given(COMPTOIR_PROVIDERS=str(EXAMPLE), MISTRAL_API_KEY="m-1")
    assert [provider.name for provider in providers.usable] == ["mistral", "office"]
    small = providers.all[0].models[0]
    assert small == Model("mistral-small", "mistral-small-latest", Decimal("0.10"), Decimal("0.30"))
    assert small.cost_eur(1_000_000, 2_000_000) == Decimal("0.70")
    assert providers.all[0].models[1].cost_eur(1, 1) is None
    assert providers.reads == "mistral-small"


def test_a_provider_without_its_key_is_there_and_not_asked():
    providers = given(COMPTOIR_PROVIDERS=str(EXAMPLE))
    assert [provider.name for provider in providers.all] == ["mistral", "office"]
    assert [provider.name for provider in providers.usable] == ["office"]


def test_a_file_is_the_only_source(file):
    assert [each.name for each in file(OFFICE, OPENAI_API_KEY="sk-1").all] == ["office"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "[[providers]] tables expected"),
        ("providers = 3", "[[providers]] tables expected"),
        ("reads =", "is no TOML"),
        ("read = 'x'\n" + OFFICE, "read is not a field here. Did you mean reads?"),
        (OFFICE + "url = 'x'", "[[providers]] 1 (office): url is not a field here"),
        (OFFICE.replace("office", ""), "[[providers]] 1: name"),
        (OFFICE.replace("http://", ""), "[[providers]] 1 (office): base_url: expected an address"),
        (OFFICE.replace("http://", "file://"), "base_url: expected an address"),
        (OFFICE.replace("127", "me:secret@127"), "without user, password"),
        (OFFICE.replace(":1/", ":99999/"), "base_url: expected an address"),
        (OFFICE + "key = 'sk-a-real-key'", "never the key itself"),
        (OFFICE + "models = 'x'", "models: a list"),
        (OFFICE + "models = [3]", "model 1: a name or a table"),
        (OFFICE + "models = ['x', 'x']", "x is the name of a model twice"),
        (OFFICE + "models = [{name = 'x', price = 1}]", "model 1: price is not a field here"),
        (OFFICE + "models = [{name = 'x', eur_per_million_in = 1}]", "given together"),
        (
            OFFICE + "models = [{name = 'x', eur_per_million_in = -1, eur_per_million_out = 1}]",
            "eur_per_million_in: euros from 0",
        ),
        (
            OFFICE + "models = [{name = 'x', eur_per_million_in = nan, eur_per_million_out = 1}]",
            "eur_per_million_in: euros from 0",
        ),
        (
            OFFICE + "models = [{name = 'x', eur_per_million_in = '1', eur_per_million_out = 1}]",
            "eur_per_million_in: a number",
        ),
        (OFFICE + "speaks = ''", "speaks: expected the provider's own name"),
        (OFFICE + "transcribes = true", "transcribes: expected the provider's own name"),
        (OFFICE + "realtime = 'gpt-realtime'", "realtime: takes the"),
        (OFFICE + OFFICE, "office is the name of a provider twice"),
        ("reads = 'y'\n" + OFFICE + "models = ['x']", "reads: expected the name of a model"),
        ("reads = ['y']\n" + OFFICE, "reads: expected the name of a model"),
        ("#" * 300_000, "is over"),
    ],
)
def test_what_is_wrong_is_said_with_the_file_and_the_table(file, tmp_path, text, said):
    with pytest.raises(SettingError) as caught:
        file(text)
    assert str(tmp_path / "providers.toml") in str(caught.value)
    assert said in str(caught.value)
    assert "sk-a-real-key" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SettingError, match=r"nowhere\.toml cannot be read"):
        given(COMPTOIR_PROVIDERS=str(tmp_path / "nowhere.toml"))


def test_a_key_that_no_header_can_hold_is_refused_without_being_shown():
    with pytest.raises(SettingError, match="MISTRAL_API_KEY") as caught:
        given(MISTRAL_API_KEY="two\nlines")
    assert "lines" not in str(caught.value)
