"""What the documents show to try runs as it stands against a fresh development server.

The samples are kept as their readers copy them; a reader replaces the address of the server, a
token, the path of a file or the name of a ticket, and so do these tests, and nothing else.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests

from pictures import photo
from sounds import tone

SAMPLES = Path(__file__).parent / "samples"
WRITTEN_ADDRESS = "http://localhost:8000"


def commands(name: str) -> list[str]:
    """The commands of a sample, in order."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    return [part.partition("\n")[2].strip() for part in text.split("# ")[1:]]


@pytest.fixture
def reader(fresh_meuble_url: str, tmp_path: Path) -> "Reader":
    return Reader(fresh_meuble_url, tmp_path)


class Reader:
    """Someone who copies commands from a document."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.filled: dict[str, str] = {WRITTEN_ADDRESS: url}

    def runs(self, command: str) -> tuple[int, Any]:
        """The status and the body that a command answers."""
        for placeholder, value in self.filled.items():
            command = command.replace(placeholder, value)
        assert shutil.which("curl"), "the samples are for curl"
        done = subprocess.run(
            ["bash", "-c", f"{command} --silent --show-error --write-out '\\n%{{http_code}}'"],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        body, _, status = done.stdout.rpartition("\n")
        return int(status), json.loads(body) if body else None

    def registers(self, email: str, password: str) -> None:
        account = {"email": email, "username": email.partition("@")[0], "password": password}
        assert requests.post(f"{self.url}/api/auth/register", json=account).status_code == 201

    def keeps(self, placeholder: str, name: str, content: bytes) -> None:
        """Put a file where the sample's reader would have one."""
        path = self.folder / name
        path.write_bytes(content)
        self.filled[placeholder] = str(path)


def test_the_commands_of_2026_register_sign_in_and_talk(reader):
    register, login, chat = commands("shop_2026.sh")
    status, account = reader.runs(register)
    assert (status, account["username"], account["role"]) == (201, "testuser", "user")
    status, tokens = reader.runs(login)
    assert (status, tokens["token_type"], tokens["expires_in"]) == (200, "bearer", 1800)
    reader.filled["<token>"] = tokens["access_token"]
    status, answer = reader.runs(chat)
    assert (status, answer["session_id"], answer["language"]) == (200, "test-session", "fr")
    assert answer["response"]


def test_the_python_of_2026_prints_an_account_and_an_answer(reader):
    program = (SAMPLES / "shop_2026.py").read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program.replace(WRITTEN_ADDRESS, reader.url)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    account, answer = done.stdout.splitlines()
    assert "'email': 'test@example.com'" in account
    assert "'session_id': 'test'" in answer


def test_the_commands_of_2025_bring_a_claim_from_sign_in_to_its_follow_up(reader):
    reader.registers("customer@example.com", "password123")
    reader.keeps("/path/to/photo.jpg", "photo.jpg", photo())
    login, upload, create, follow = commands("claim_2025.sh")
    status, tokens = reader.runs(login)
    assert (status, tokens["success"]) == (200, True)
    reader.filled["<access_token>"] = tokens["access_token"]
    status, sent = reader.runs(upload)
    assert (status, sent["file_type"]) == (200, "image/jpeg")
    reader.filled["upload_123"] = sent["file_id"]
    status, created = reader.runs(create)
    assert status == 201
    ticket = created["ticket"]
    assert (ticket["status"], ticket["priority"]) == ("open", "medium")
    reader.filled["TKT-2025-001234"] = ticket["ticket_id"]
    status, followed = reader.runs(follow)
    assert (status, followed["ticket"]["description"]) == (200, "Déchirure sur l'accoudoir gauche")
    assert followed["ticket"]["attachments"] == [sent["file_id"]]


def test_the_commands_of_2025_are_answered_without_a_voice_by_saying_what_is_missing(reader):
    reader.registers("customer@example.com", "password123")
    reader.keeps("/path/to/audio.mp3", "audio.mp3", tone(1, "mp3"))
    tokens = requests.post(
        f"{reader.url}/api/auth/login",
        json={"email": "customer@example.com", "password": "password123"},
    ).json()
    reader.filled["<access_token>"] = tokens["access_token"]
    transcribe, chat, speak = commands("voice_2025.sh")
    status, refused = reader.runs(transcribe)
    assert (status, refused["success"]) == (503, False)
    assert "COMPTOIR_" in refused["detail"]
    status, answer = reader.runs(chat)
    assert (status, answer["success"], answer["session_id"]) == (200, True, "session_123")
    status, _ = reader.runs(speak)
    spoken = (reader.folder / "response.mp3").read_bytes()
    if status == 503:  # without the extra that speaks
        assert "COMPTOIR_" in json.loads(spoken)["detail"]
    else:
        assert status == 200
        assert spoken[:3] == b"ID3" or spoken[0] == 0xFF, "it is an MP3"
