"""What the caller has told pip: index, certificate, proxy, in a file or in PIP_*.

uv does not read pip's settings, and a bare root has none. Both are given here what the caller's
pip already knows, at run time and only where it is set; nothing of it is written down.
"""

import ast
import subprocess
import sys

# pip's own precedence: a later section wins.
SECTIONS = ("global", "install", ":env:")

# uv reads these from a list separated by something else than pip's blanks.
UV_NAMES = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "keyring-provider": ("UV_KEYRING_PROVIDER", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "client-cert": ("SSL_CLIENT_CERT", " "),
    "proxy": ("ALL_PROXY", " "),
    "timeout": ("UV_HTTP_TIMEOUT", " "),
    "default-timeout": ("UV_HTTP_TIMEOUT", " "),
}


def read_pip_settings() -> dict[str, str]:
    """Return pip's effective options for an install, by name without dashes ("index-url")."""
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    by_section: dict[str, dict[str, str]] = {}
    for line in listed.splitlines():
        key, _, value = line.partition("=")
        section, _, option = key.rpartition(".")
        by_section.setdefault(section, {})[option] = str(ast.literal_eval(value))
    merged: dict[str, str] = {}
    for section in SECTIONS:
        merged |= by_section.get(section, {})
    return merged


def as_uv_environment(settings: dict[str, str]) -> dict[str, str]:
    """Translate pip options to the variables uv reads; what uv has no word for is left out."""
    environment = {
        name: separator.join(settings[option].split())
        for option, (name, separator) in UV_NAMES.items()
        if option in settings
    }
    if "UV_INDEX" in environment:
        # pip takes the best version of all its indexes; uv by default stops at the first that
        # knows the name. The locks' hashes already say which file may come from any of them.
        environment["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return environment


def as_uv_options(settings: dict[str, str]) -> list[str]:
    """Translate the one pip option that uv takes on its command line only."""
    return ["--no-index"] if settings.get("no-index") in {"1", "true", "yes", "on"} else []


def as_pip_environment(settings: dict[str, str]) -> dict[str, str]:
    """Translate pip options to PIP_* variables, for a place where pip's files are not."""
    return {f"PIP_{option.upper().replace('-', '_')}": value for option, value in settings.items()}
