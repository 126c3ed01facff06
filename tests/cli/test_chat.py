"""Talking to the assistant from a terminal."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from services import free_port


@pytest.fixture
def chat(run, installation):
    """Pipe lines into `comptoir chat`."""

    def chat_it(*lines, options=()):
        url = installation.urls["meuble"]
        return run("chat", "--url", url, *options, stdin="\n".join(lines))

    return chat_it


def test_a_conversation_ends_in_a_claim(chat):
    ran = chat("Bonjour", "Le ressort de mon canapé est cassé", "CMD-2025-30301", "Oui")
    assert (ran.code, ran.err) == (0, "")
    assert "assistant automatique" in ran.out
    assert "récapitulatif" in ran.out
    assert "Votre demande est enregistrée sous le numéro SAV-MDF-" in ran.out
    assert "> " not in ran.out, "nobody is asked where nobody looks"


def test_goodbye_ends_it_whatever_follows(chat):
    ran = chat("Bonjour", "Au revoir", "Le pied de mon canapé est cassé")
    assert ran.code == 0
    assert "à bientôt" in ran.out
    assert "numéro de commande" not in ran.out


def test_an_empty_line_ends_it(chat):
    ran = chat("", "Bonjour")
    assert (ran.code, ran.out) == (0, "")


def test_a_message_too_short_to_tell_is_answered_in_the_language_asked_for(chat):
    assert "automatic assistant" in chat("ok", options=("--language", "en")).out


def test_a_message_that_is_refused_is_told_and_the_next_one_sent(chat):
    ran = chat("x" * 4001, "Bonjour")
    assert ran.code == 1
    assert ran.err.startswith("[400] message")
    assert "assistant automatique" in ran.out


def test_the_port_of_this_machines_service_is_known(run, installation):
    port = installation.urls["meuble"].rpartition(":")[2]
    assert run("chat", stdin="Bonjour", MEUBLE_PORT=port).code == 0


def test_where_nothing_answers_it_says_how_to_start(run):
    url = f"http://127.0.0.1:{free_port()}"
    ran = run("chat", "--url", url, stdin="Bonjour")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"comptoir: nothing answers at {url}. Start it with `comptoir serve`.\n"


def test_another_service_of_ours_is_no_shop(run, installation):
    ran = run("chat", "--url", installation.urls["foyer"], stdin="Bonjour")
    assert ran.code == 1
    assert ran.err.startswith("[404]")


class Elsewhere(BaseHTTPRequestHandler):
    """Some other program: a page, and a page that says it failed."""

    status = 200

    def do_POST(self):
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b"<html>Welcome</html>")

    def log_message(self, *_):
        """Nothing to tell."""


@pytest.fixture
def elsewhere():
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_another_program_is_said_not_to_be_the_service(run, elsewhere):
    ran = run("chat", "--url", elsewhere, stdin="Bonjour")
    assert (ran.code, ran.out) == (1, "")
    assert (
        ran.err == f"comptoir: what answers at {elsewhere} is not the furniture shop's service.\n"
    )


def test_the_page_of_a_proxy_in_between_is_not_shown(run, elsewhere, monkeypatch):
    monkeypatch.setattr(Elsewhere, "status", 502)
    ran = run("chat", "--url", elsewhere, stdin="Bonjour")
    assert (ran.code, ran.err) == (1, "[502] Bad Gateway\n")


@pytest.mark.parametrize("url", ["localhost:8000", "banana", "ftp://localhost"])
def test_what_is_no_address_is_refused(run, url):
    ran = run("chat", "--url", url, stdin="Bonjour")
    assert ran.code == 1
    assert "begins with http:// or https://" in ran.err
