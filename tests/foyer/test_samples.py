"""What the document shows to try runs as it stands against a fresh development server.

A reader replaces the address, a token and their own password; so do these tests, and nothing else.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import requests

SAMPLES = Path(__file__).parent / "samples"
NODE = Path(__file__).parents[1] / "node"
ADDRESS = "http://localhost:8061"
EMAIL, PASSWORD = "user@example.com", "password"


@pytest.fixture
def url(fresh_foyer_url: str) -> str:
    """A server on which the document's person has an account, and nothing else."""
    person = {"email": EMAIL, "password": PASSWORD, "trigramme": "USR"}
    registered = requests.post(f"{fresh_foyer_url}/api/auth/register", json=person)
    assert registered.status_code == 201, registered.text
    return fresh_foyer_url


def token_of(url: str) -> str:
    login = requests.post(f"{url}/api/auth/login", json={"email": EMAIL, "password": PASSWORD})
    return str(login.json()["access_token"])


def sample(name: str, url: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8").replace(ADDRESS, url)


def node(script: str) -> list[str]:
    """The lines that a script prints, run where the clients are installed."""
    if not shutil.which("node") or not (NODE / "node_modules" / "esbuild").exists():
        pytest.skip("node or its packages are not installed: (cd tests/node && npm ci)")
    built = subprocess.run(
        ["node_modules/.bin/esbuild", "--loader=ts", "--format=cjs"],
        cwd=NODE,
        input=script,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    ran = subprocess.run(
        ["node", "-e", built.stdout],
        cwd=NODE,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return ran.stdout.splitlines()


def test_the_python_signs_in_makes_an_agent_and_is_answered(url):
    program = sample("client.py", url) + "\nprint(response['assistant_message']['role'])\n"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "assistant\n"


def test_the_typescript_signs_in_makes_an_agent_and_is_answered(url):
    reader = """
(async () => {
  const signedIn = await login('user@example.com', 'password');
  const agent = await createAgent({ name: 'Aide', system_prompt: 'Tu aides.' });
  const chat = (await api.post('/chats', { agent_id: agent.id })).data;
  const said = await sendMessage(chat.id, 'Bonjour');
  console.log(JSON.stringify([signedIn.user.trigramme, agent.owner_id, said.user_message.content]));
})();
"""
    [line] = node(sample("client.ts", url) + reader)
    assert json.loads(line)[::2] == ["USR", "Bonjour"]


def test_the_commands_sign_in_make_an_agent_and_are_answered(url):
    token = token_of(url)
    login, make, say = [
        part.partition("\n")[2].strip() for part in sample("commands.sh", url).split("# ")[1:]
    ]
    headers = {"Authorization": f"Bearer {token}"}
    answers = []
    for command in (login, make, say):
        done = subprocess.run(
            ["bash", "-c", f"{command} --silent --show-error".replace("TOKEN", token)],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        answers.append(json.loads(done.stdout))
        if command == make:
            chat = {"agent_id": answers[-1]["id"]}
            begun = requests.post(f"{url}/api/chats", json=chat, headers=headers)
            assert begun.json()["id"] == 1, "the sample speaks of chat 1"
    assert answers[0]["user"]["email"] == EMAIL
    assert answers[1]["name"] == "Assistant Bash"
    assert answers[2]["user_message"]["content"] == "Comment créer un script de backup?"


def test_the_socket_joins_types_and_hears_what_is_said(url):
    token = token_of(url)
    headers = {"Authorization": f"Bearer {token}"}
    agent = {"name": "Aide", "system_prompt": "Tu aides."}
    made = requests.post(f"{url}/api/agents", json=agent, headers=headers).json()
    requests.post(f"{url}/api/chats", json={"agent_id": made["id"]}, headers=headers)
    reader = f"""
import {{ io }} from 'socket.io-client';
import axios from 'axios';
{sample("socket.js", url).replace("your-jwt-token", token)}
socket.on('connect', () => setTimeout(async () => {{
  socket.emit('join_chat', {{ chat_id: 1 }}, async () => {{
    await axios.post('{url}/api/messages', {{ chat_id: 1, content: 'Bonjour' }},
      {{ headers: {{ Authorization: 'Bearer {token}' }} }});
    setTimeout(() => process.exit(0), 500);
  }});
}}, 200));
"""
    heard = "\n".join(node(reader))
    # The sample leaves the chat again; the reader joins once more.
    assert heard.count("New message:") == 2
    assert "Bonjour" in heard
