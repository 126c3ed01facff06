"""`comptoir chat`: talk to the shop's assistant in the terminal, over its public HTTP."""

import json
import sys
import urllib.error
import urllib.request
from argparse import Namespace
from http.client import HTTPException
from typing import Any
from uuid import uuid4

from comptoir.cli.common import add_command, fail
from comptoir.kernel.settings import Settings

TIMEOUT_S = 60


def register(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "chat",
        "Talk to the furniture shop's assistant in the terminal. A server must be running.",
        command,
    )
    parser.add_argument("--url", help="address of the service; by default this machine's")
    parser.add_argument("--language", help="fr, en, es, it, de or ar, when a message can't tell")


def _send(url: str, body: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310 - the address is the user's own choice
        f"{url}/api/chat",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Idempotency-Key": uuid4().hex},
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as response:  # noqa: S310
        answer: dict[str, Any] = json.load(response)
    return answer


def command(given: Namespace) -> int:
    """Read lines until the conversation, or the input, ends; 1 when a message was refused."""
    port = Settings.from_environment().ports["meuble"]
    url = (given.url or f"http://localhost:{port}").rstrip("/")
    if not url.startswith(("http://", "https://")):
        return fail(f"{url} is not an address: it begins with http:// or https://.")
    session_id: str | None = None
    asking = sys.stdin.isatty()
    code = 0
    if asking:
        print("Write to the assistant; an empty line or Ctrl-D leaves.")
    while True:
        try:
            text = input("> " if asking else "").strip()
        except EOFError:
            return code
        if not text:
            return code
        body = {"message": text, "session_id": session_id, "language": given.language}
        try:
            answer = _send(url, body)
            session_id = answer["session_id"]
            print(answer["response"], flush=True)
        except urllib.error.HTTPError as error:
            print(f"[{error.code}] {_detail(error)}", file=sys.stderr)
            code = 1
            continue
        except OSError:
            return fail(f"nothing answers at {url}. Start it with `comptoir serve`.")
        except (HTTPException, KeyError, TypeError, ValueError):
            return fail(f"what answers at {url} is not the furniture shop's service.")
        if answer["should_close_session"]:
            return code


def _detail(error: urllib.error.HTTPError) -> str:
    """The service's own words; what stands between may answer in others."""
    try:
        return str(json.loads(error.read())["detail"])
    except (KeyError, TypeError, ValueError):
        return str(error.reason)
