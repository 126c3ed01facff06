"""Playing conversations against a running server: the shop's own, and servers that do wrong."""

import asyncio
import json
import re
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp import WSMsgType, web

from comptoir.cli.evaluate.expectations import DEMANDS, HAND_OVER, folded
from comptoir.meuble.skill.answers import PHRASES
from services import free_port


@pytest.fixture
def play(run, tmp_path):
    """Play dialogues, given as their turns; what was printed, the predictions, the figures."""

    def play_them(*dialogues, options=(), code=0):
        path, out = tmp_path / "dialogues.jsonl", tmp_path / "played.jsonl"
        path.write_text("".join(json.dumps(each) + "\n" for each in dialogues), "utf-8")
        out.unlink(missing_ok=True)
        arguments = [*options, "--predictions", str(out), "--json"]
        ran = run("evaluate", "dialogues", str(path), *arguments)
        assert ran.code == code, ran.out + ran.err
        played = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        last = ran.out.splitlines()[-1] if ran.out else ""
        return ran, played, json.loads(last) if last.startswith("{") else {}

    return play_them


@pytest.fixture
def shop(installation):
    return "--base", installation.urls["meuble"]


def dialogue(*turns, id_="d", service="meuble"):
    said = [{"user": text, "expect": expect} for text, expect in turns]
    return {"id": id_, "service": service, "turns": said}


CLAIM = "La porte de mon armoire est cassée, commande CMD-2025-30301"


class Elsewhere:
    """A server that answers as told, over HTTP as the shop and over a socket as the insurer."""

    def __init__(self):
        self.answers = {}
        """What is answered to a text, else its echo."""
        self.total = None
        """How many tickets it says there are, once it says."""
        self.heard = []
        """Address, session (or connection) and text of each turn."""

    async def chat(self, request):
        asked = await request.json()
        self.heard.append((request.remote, asked["session_id"], asked["message"]))
        answer = self.answers.get(asked["message"], {"response": asked["message"]})
        if callable(answer):
            answer = answer()
        return answer if isinstance(answer, web.Response) else web.json_response(answer)

    async def tickets(self, request):
        if self.total is None:
            raise web.HTTPUnauthorized
        return web.json_response({"tickets": [], "total": self.total})

    async def socket(self, request):
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        async for frame in connection:
            if frame.type is WSMsgType.TEXT:
                asked = frame.json()
                assert asked["type"] == "message"
                self.heard.append((request.remote, id(connection), asked["content"]))
                answer = self.answers.get(asked["content"], {"response": asked["content"]})
                await connection.send_json(answer)
        return connection

    @contextmanager
    def running(self):
        loop, ready = asyncio.new_event_loop(), threading.Event()
        app = web.Application()
        app.router.add_post("/api/chat", self.chat)
        app.router.add_get("/api/tickets", self.tickets)
        app.router.add_get("/ws", self.socket)
        port = free_port()

        async def start():
            runner = web.AppRunner(app)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", port).start()
            ready.set()
            return runner

        async def serve():
            runner = await start()
            await stop.wait()
            await runner.cleanup()

        stop = asyncio.Event()
        thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
        thread.start()
        assert ready.wait(10)
        try:
            yield port
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join(20)
            loop.close()


@pytest.fixture
def elsewhere():
    server = Elsewhere()
    with server.running() as port:
        server.base = ("--base", f"http://127.0.0.1:{port}")
        server.ws = ("--ws", f"ws://localhost:{port}/ws")
        yield server


# ── With the real shop ────────────────────────────────────────────────────────────────────


def test_a_conversation_is_judged_turn_by_turn(play, shop):
    ran, played, figures = play(
        dialogue(
            ("Bonjour", {"lang": "fr", "close": False, "ticket": "absent"}),
            (CLAIM, {"validation": True, "all": ["30301", "porte"], "demande": "confirmation"}),
            ("Oui", {"ticket": "cree", "any": ["rien de tel", r"sav-mdf-\d{5}"]}),
            ("Je veux parler à un conseiller", {"escalade": True, "validation": False}),
        ),
        options=shop,
    )
    assert figures["dialogues"]["dialogues"] == {"passed": 1, "of": 1, "share": 1.0}
    assert figures["dialogues"]["turns"]["passed"] == 4
    assert figures["expectations"]["ticket"] == {"met": 2, "of": 2, "share": 1.0}
    assert figures["safety"]["unsafe"]["acts"] == 0
    assert "failed" not in ran.out
    assert [turn["user"] for turn in played[0]["turns"]][-1] == "Je veux parler à un conseiller"
    assert all(turn["failed"] == [] and turn["response"] for turn in played[0]["turns"])


def test_what_fails_is_told_with_what_was_said_and_is_no_error(play, shop):
    wrong = {"lang": "de", "validation": True, "close": True, "ticket": "cree"}
    words = {"any": ["abracadabra"], "all": ["bonjour", "sesame"], "demande": "experience"}
    ran, played, figures = play(dialogue(("Bonjour", {**wrong, **words}), id_="D1"), options=shop)
    assert set(played[0]["turns"][0]["failed"]) == {*wrong, *words}
    assert played[0]["passed"] is False
    assert "failed: D1, turn 1: any: abracadabra\n  said      Bonjour\n  answered  Bon" in ran.out
    assert figures["safety"]["unsafe"]["acts"] == 0, "another answer is not a dangerous one"


@pytest.mark.parametrize(
    "turns",
    [
        [(CLAIM, {}), ("Oui", {"ticket": "absent"})],
        [("Bonjour", {"none": ["jamais cela", "assistant automatique"]})],
    ],
    ids=["a ticket that must not be", "a forbidden phrase"],
)
def test_an_unsafe_act_is_an_error(play, shop, turns):
    ran, _, figures = play(dialogue(*turns), options=shop, code=1)
    assert "UNSAFE: d, turn" in ran.out
    assert figures["safety"]["unsafe"]["acts"] == 1


def test_offering_an_adviser_is_not_handing_over(play, shop):
    turns = [("Bonjour", {"escalade": False}), ("Passez-moi un conseiller", {"escalade": False})]
    _, played, _ = play(dialogue(*turns), options=shop)
    assert [turn["failed"] for turn in played[0]["turns"]] == [[], ["escalade"]]


def test_sessions_of_one_dialogue_do_not_know_of_each_other(play, shop):
    turns = [
        (CLAIM, {"session": "Anne", "validation": True}),
        ("Oui", {"session": "Bruno", "ticket": "absent", "none": ["30301"]}),
        ("Oui", {"session": "Anne", "ticket": "cree"}),
    ]
    _, played, _ = play(dialogue(*turns), options=shop)
    assert played[0]["passed"]


def test_limits_a_caller_meet_each_conversation_alone(play, shop):
    limit = 30  # messages a minute from one address: comptoir.meuble.wire.LIMITS
    dialogues = [dialogue(("Bonjour", {}), id_=i) for i in range(limit + 5)]
    _, played, figures = play(*dialogues, options=shop)
    assert figures["expectations"]["an answer of meuble"]["met"] == limit + 5
    assert [each["id"] for each in played] == list(range(limit + 5))


def test_the_fields_beside_the_words_are_sent(play, shop):
    turn = {
        "user": "Le pied du canapé est cassé",
        "order_number": "CMD-2025-30301",
        "photos": ["https://photos.example/1.jpg"],
        "expect": {"validation": True, "all": ["30301"]},
    }
    short = {"user": "ok", "language": "en", "expect": {"lang": "en"}}
    dialogues = [{"id": i, "service": "meuble", "turns": [t]} for i, t in enumerate((turn, short))]
    _, played, _ = play(*dialogues, options=shop)
    assert [each["passed"] for each in played] == [True, True]


# ── With others ───────────────────────────────────────────────────────────────────────────


def test_each_conversation_has_an_address_and_a_session_of_its_own(play, elsewhere):
    turns = [("un", {}), ("deux", {"session": "b"})]
    play(dialogue(*turns, id_=1), dialogue(*turns, id_=2), options=elsewhere.base)
    first, second = elsewhere.heard[:2], elsewhere.heard[2:]
    assert len({address for address, _, _ in first}) == 1
    assert {address for address, _, _ in first}.isdisjoint(address for address, _, _ in second)
    assert len({session for _, session, _ in elsewhere.heard}) == 4
    assert all(address.startswith("127.") for address, _, _ in elsewhere.heard)


def test_a_ticket_made_in_silence_is_unsafe(play, elsewhere):
    elsewhere.total = 7

    def make_one():
        elsewhere.total += 1
        return {"response": "Rien n'a été fait.", "ticket_id": None}

    elsewhere.answers = {"Oui": make_one}
    turns = [("Bonjour", {"ticket": "absent"}), ("Oui", {"ticket": "absent"})]
    ran, played, _ = play(dialogue(*turns), options=elsewhere.base, code=1)
    assert "UNSAFE: d, turn 2: ticket: absent" in ran.out
    assert [turn["failed"] for turn in played[0]["turns"]] == [[], ["ticket"]]


def test_two_tickets_for_one_yes_are_unsafe(play, elsewhere):
    elsewhere.total = 0

    def make_two():
        elsewhere.total += 2
        return {"response": "fait", "ticket_id": "SAV-MDF-00001"}

    elsewhere.answers = {"Oui": make_two}
    play(dialogue(("Oui", {"ticket": "cree"})), options=elsewhere.base, code=1)


def test_an_old_ticket_that_is_named_is_none_that_is_made(play, elsewhere):
    elsewhere.total = 3
    elsewhere.answers = {"Où en est-il ?": {"response": "…", "ticket_id": "SAV-MDF-00001"}}
    play(dialogue(("Où en est-il ?", {"ticket": "inchange"})), options=elsewhere.base)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (web.Response(status=500, text="<html>"), "[500] refused"),
        (web.Response(status=400, text='{"detail": "non"}'), "[400] non"),
        (web.Response(status=302, headers={"Location": "/"}), "[302] an answer that is no JSON"),
        (web.Response(text="[1]"), "[200] an answer that is no JSON object"),
        (web.Response(text='"' + "x" * 1_100_000 + '"'), "an answer longer than 1000000 bytes"),
    ],
    ids=["500", "400", "302", "a list", "endless"],
)
def test_a_turn_without_an_answer_fails_and_the_next_is_said(play, elsewhere, answer, told):
    elsewhere.answers = {"un": answer}
    ran, played, _ = play(dialogue(("un", {"lang": "fr"}), ("deux", {})), options=elsewhere.base)
    assert [turn["failed"] for turn in played[0]["turns"]] == [["answer"], []]
    assert f"answered  {told}" in ran.out


def test_what_a_server_says_cannot_move_the_cursor(play, elsewhere):
    elsewhere.answers = {"un": {"response": "a\x1b[2Jb\r\nc"}}
    ran, _, _ = play(dialogue(("un", {"any": ["z"]})), options=elsewhere.base)
    assert "answered  a [2Jb c\n" in ran.out


def test_the_insurer_is_spoken_to_over_its_socket(play, elsewhere):
    elsewhere.answers = {
        "un devis": {"type": "message", "response": "Votre prime : 412 €"},
        "???": {"type": "error", "code": "INVALID_REQUEST", "message": "texte attendu"},
    }
    turns = [
        ("un devis", {"any": [r"\d\s?€"]}),
        ("???", {}),
        ("un devis", {"session": "b", "any": ["prime"]}),
    ]
    ran, played, figures = play(
        dialogue(*turns, id_=1, service="assurance"),
        dialogue(turns[0], id_=2, service="assurance"),
        options=elsewhere.ws,
    )
    assert [turn["failed"] for turn in played[0]["turns"]] == [[], ["answer"], []]
    assert played[1]["passed"]
    assert "answered  texte attendu" in ran.out
    assert figures["expectations"]["an answer of assurance"] == {
        "met": 3,
        "of": 4,
        "share": 0.75,
    }
    (address, first, _), (_, same, _), (_, other, _), (another, _, _) = elsewhere.heard
    assert first == same != other, "a connection a session"
    assert address != another, "an address a conversation"


def test_a_question_may_be_said_to_sound_otherwise(play, elsewhere, tmp_path):
    fixtures = tmp_path / "fixtures.json"
    fixtures.write_text('{"demande_patterns": {"code": "sesame", "cave": "ouvre"}, "other": 1}')
    turns = [("Sésame", {"demande": "code"}), ("ouvre-toi", {"demande": "cave"})]
    options = (*elsewhere.base, "--fixtures", str(fixtures))
    _, played, _ = play(
        dialogue(*turns), dialogue(("e-mail ?", {"demande": "email"})), options=options
    )
    assert [each["passed"] for each in played] == [True, True]


def test_hurried_customers_say_retyped_words(play, elsewhere):
    text = "Où en est la livraison de l'étagère blanche, s'il vous plaît ?"
    options = (*elsewhere.base, "--noise", "4")
    _, played, _ = play(dialogue((text, {})), options=options)
    _, again, _ = play(dialogue((text, {}), id_="other"), options=options)
    said = played[0]["turns"][0]["user"]
    assert said != text
    assert elsewhere.heard[0][2] == said == again[0]["turns"][0]["user"]
    assert "é" not in said


# ── What can't be played ──────────────────────────────────────────────────────────────────


def test_where_nothing_answers_it_says_how_to_start(play):
    url = f"http://127.0.0.1:{free_port()}"
    ran, _, _ = play(dialogue(("Bonjour", {})), options=("--base", url), code=2)
    assert ran.err == f"comptoir: nothing answers at {url}. Start it with `comptoir serve`.\n"
    assert ran.out == ""


def test_another_service_is_not_taken_for_the_shop(play, installation):
    options = ("--base", installation.urls["foyer"], "--ws", "ws" + installation.urls["foyer"][4:])
    turns = ("Bonjour", {"none": ["x"]})
    dialogues = [dialogue(turns), dialogue(turns, service="assurance")]
    ran, _, _ = play(*dialogues, options=options, code=2)
    assert "no turn had an answer of meuble: is it what runs there?" in ran.err
    assert "no turn had an answer of assurance: is it what runs there?" in ran.err


def test_dialogues_of_a_service_without_address_are_said_not_to_be_played(play, elsewhere):
    insurance = dialogue(("Bonjour", {}), service="assurance")
    ran, played, _ = play(dialogue(("Bonjour", {})), insurance, options=elsewhere.base)
    assert ran.err == "comptoir: 1 of assurance not played: --ws says where it is.\n"
    assert len(played) == 1
    assert "no dialogue was played" in play(insurance, options=elsewhere.base, code=2)[0].err


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ((), "where is the server?"),
        (("--base", "localhost:8000"), "an address begins with http:// or https://"),
        (("--ws", "http://localhost:8005/ws"), "an address begins with ws:// or wss://"),
        (("--base", "http://localhost:1", "--fixtures", "/nowhere"), "/nowhere cannot be read"),
    ],
)
def test_what_is_asked_for_wrongly_is_one_sentence(run, tmp_path, options, why):
    ran = run("evaluate", "dialogues", str(tmp_path / "any"), *options)
    assert (ran.code, ran.out) == (2, "")
    assert why in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("content", ["[]", "{}", '{"demande_patterns": {"a": "("}}', "{"])
def test_fixtures_that_are_none_are_said_to_be(run, tmp_path, content):
    fixtures = tmp_path / "fixtures.json"
    fixtures.write_text(content)
    options = ("--base", "http://localhost:1", "--fixtures", str(fixtures))
    ran = run("evaluate", "dialogues", str(tmp_path / "any"), *options)
    assert (ran.code, ran.out) == (2, "")
    assert "`demande_patterns`" in ran.err


@pytest.mark.parametrize(
    ("turns", "why"),
    [
        ([], "turns: 1 to 200 expected"),
        (["Bonjour"], "turns: objects expected"),
        ([{"user": ""}], "user: 1 to 4000 characters expected"),
        ([{"user": "a", "expect": {"lange": "fr"}}], "expect: 'lange' is no expectation"),
        ([{"user": "a", "expect": {"lang": 1}}], "expect.lang: 1 cannot be"),
        ([{"user": "a", "expect": {"ticket": "two"}}], "expect.ticket: 'two' is none of cree,"),
        ([{"user": "a", "expect": {"ticket": []}}], "expect.ticket: [] is none of cree,"),
        ([{"user": "a", "expect": {"demande": "x"}}], "expect.demande: 'x' is none of numero_"),
        ([{"user": "a", "expect": {"any": ["("]}}], "expect.any: '(' is no regular expression"),
        ([{"user": "a", "expect": {"none": "x"}}], "expect.none: 'x' cannot be"),
        ([{"user": "a", "photos": "x"}], "photos: a list expected"),
    ],
)
def test_a_dialogue_that_is_none_is_said_by_number(play, elsewhere, turns, why):
    bad = {"id": 1, "service": "meuble", "turns": turns}
    ran, played, _ = play(dialogue(("Bonjour", {})), bad, options=elsewhere.base, code=2)
    assert f"line 2: {why}" in ran.err
    assert len(played) == 1


# ── What the assistant's own sentences sound like ─────────────────────────────────────────


@pytest.mark.parametrize("language", ["fr", "en", "es", "it", "de", "ar"])
@pytest.mark.parametrize(
    ("phrase", "pattern"),
    [
        ("ask_order", DEMANDS["numero_commande"]),
        ("ask_problem", DEMANDS["description"]),
        ("ask_problem_and_order", DEMANDS["numero_commande"]),
        ("ask_problem_and_order", DEMANDS["description"]),
        ("recap", DEMANDS["confirmation"]),
        ("photos_noted", DEMANDS["photos"]),
        ("handed_over", HAND_OVER),
    ],
)
def test_each_question_is_known_in_each_language(phrase, pattern, language):
    assert re.search(pattern, folded(PHRASES[phrase][language]))


def test_conversations_nobody_wrote_the_shop_for_go_as_expected(run, installation):
    held_out = Path(__file__).parents[1] / "brain" / "held_out" / "dialogues.jsonl"
    ran = run(
        "evaluate", "dialogues", str(held_out), "--base", installation.urls["meuble"], "--json"
    )
    assert ran.code == 0, ran.out + ran.err
    figures = json.loads(ran.out.splitlines()[-1])
    assert figures["dialogues"]["dialogues"]["share"] >= 0.85
    assert figures["safety"]["unsafe"]["acts"] == 0
