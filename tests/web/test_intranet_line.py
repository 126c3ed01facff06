"""Rooms in two real browsers while the line between them and the service is cut."""

import asyncio
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from customer import PHONE
from line import line_to
from teammates import colleague, enter, new_room, said, say, shown, writes

pytestmark = [pytest.mark.anyio, pytest.mark.services]
CUT = ("net::ERR", "WebSocket", "status of 401")


async def same_in_both(one: Page, other: Page, wanted: list[str]) -> None:
    """Both show the same words in the same order, each once, as the service has them."""
    for page in (one, other):
        await expect(page.locator("room-message .fate")).to_have_count(0)
        await expect(page.locator("room-message")).to_have_count(len(wanted))
    assert await shown(one) == await shown(other)
    assert sorted(await shown(one)) == sorted(wanted)


async def test_two_who_write_while_one_is_cut_off_see_the_same_in_the_end(visit, intranet_url):
    room = await new_room(intranet_url)
    async with line_to(intranet_url) as line:
        alice = await enter(visit, line.url, "alice", room, forgive=CUT)
        bob = await enter(visit, intranet_url, "bob", room, locale="en-GB", **PHONE)
        await say(alice, "Bonjour Bob")
        await expect(said(bob, "Bonjour Bob")).to_be_visible()
        await say(bob, "Hello Alice")
        await expect(said(alice, "Hello Alice")).to_be_visible()

        line.cut()
        here = [f"Alice hors ligne {number}" for number in range(5)]
        there = [f"Bob online {number}" for number in range(5)]
        for mine, theirs in zip(here, there, strict=True):
            await say(alice, mine)
            await say(bob, theirs)
        await expect(alice.get_by_text("La connexion est perdue.")).to_be_visible()
        await expect(alice.get_by_text("5 messages partiront au retour")).to_be_visible()
        await expect(alice.get_by_text("En attente d'envoi")).to_have_count(5)
        await expect(said(bob, there[-1])).to_be_visible()

        line.mend()
        await alice.evaluate("dispatchEvent(new Event('online'))")  # or a little later by itself
        await same_in_both(alice, bob, ["Bonjour Bob", "Hello Alice", *here, *there])
        assert [words for words in await shown(bob) if "hors ligne" in words] == here
        await expect(alice.get_by_text("La connexion est perdue.")).to_have_count(0)


async def test_what_was_stored_and_not_acknowledged_is_not_said_twice(visit, intranet_url):
    room = await new_room(intranet_url)
    async with line_to(intranet_url) as line:
        bob = await enter(visit, intranet_url, "bob", room, locale="en-GB")
        alice = await enter(visit, line.url, "alice", room, forgive=CUT, **PHONE)
        await say(alice, "avant")
        await expect(said(bob, "avant")).to_be_visible()
        line.deafen()
        await say(alice, "pendant")
        await expect(said(bob, "pendant")).to_be_visible()
        await expect(alice.get_by_text("Envoi en cours")).to_have_count(1)
        line.cut()
        line.mend()
        await same_in_both(alice, bob, ["avant", "pendant"])


async def test_what_waited_survives_a_reload(visit, intranet_url):
    room = await new_room(intranet_url)
    async with line_to(intranet_url) as line:
        alice = await enter(visit, line.url, "alice", room, forgive=CUT)
        bob = await enter(visit, intranet_url, "bob", room, locale="en-GB")
        line.cut()
        await say(alice, "écrit sans connexion")
        await writes(alice, "une moitié de phra")
        await expect(alice.get_by_text("En attente d'envoi")).to_have_count(1)
        line.mend()
        await alice.reload()
        await expect(said(bob, "écrit sans connexion")).to_be_visible()
        await same_in_both(alice, bob, ["écrit sans connexion"])
        field = alice.locator("room-composer").get_by_role("textbox")
        await expect(field).to_have_value("une moitié de phra")


async def test_an_edit_and_a_reaction_during_the_cut_are_there_afterwards(visit, intranet_url):
    room = await new_room(intranet_url)
    async with line_to(intranet_url) as line, colleague(intranet_url, "bob") as bob:
        alice = await enter(visit, line.url, "alice", room, forgive=CUT)
        path = f"/chat/rooms/{room}/messages"
        made = (await bob.post(path, json={"content": "première version"})).json()
        await expect(said(alice, "première version")).to_be_visible()
        line.cut()
        await expect(alice.get_by_text("La connexion est perdue.")).to_be_visible()
        message = f"/chat/messages/{made['id']}"
        await bob.put(message, json={"content": "seconde version"})
        await bob.post(f"{message}/reactions", json={"emoji": "🎉"})
        line.mend()
        await alice.evaluate("dispatchEvent(new Event('online'))")  # or a little later by itself
        await expect(said(alice, "seconde version")).to_be_visible()
        await expect(alice.get_by_role("button", name="🎉, 1")).to_be_visible()
        await expect(said(alice, "première version")).to_have_count(0)


async def test_a_sign_in_that_ends_keeps_what_was_typed_and_what_waits(visit, intranet_url):
    room = await new_room(intranet_url)
    name = f"dora{uuid4().hex[:6]}"
    async with colleague(intranet_url, "admin") as admin:
        person = {"email": f"{name}@intranet.example", "username": name}
        person["password"] = "comptoir-demo"
        assert (await admin.post("/users", json=person)).status_code == 201
    dora = await enter(visit, intranet_url, name, room, forgive=CUT)
    await say(dora, "avant la fin")
    await expect(dora.locator("room-message .fate")).to_have_count(0)
    await writes(dora, "je n'avais pas fini")
    tokens = await dora.evaluate("JSON.parse(localStorage.getItem('comptoir.intranet.tokens'))")
    async with colleague(intranet_url) as other:
        headers = {"Authorization": f"Bearer {tokens['access']}"}
        assert (await other.post("/logout", headers=headers)).is_success
    await expect(dora.get_by_text("Votre connexion a pris fin.")).to_be_visible()
    await dora.locator("input[name=email]").fill(name)
    await dora.locator("input[name=password]").fill("comptoir-demo")
    await dora.get_by_role("button", name="Se connecter").click()
    field = dora.locator("room-composer").get_by_role("textbox")
    await expect(field).to_have_value("je n'avais pas fini")
    await field.press("Enter")
    await expect(said(dora, "je n'avais pas fini")).to_be_visible()
    await expect(dora.locator("room-message .fate")).to_have_count(0)


async def test_two_tabs_of_one_person_show_the_same_once(visit, intranet_url):
    room = await new_room(intranet_url)
    first = await enter(visit, intranet_url, "alice", room)
    second = await first.context.new_page()
    await second.goto(f"{intranet_url}/app/#/salons/{room}")
    await second.locator("room-composer").wait_for()
    await asyncio.gather(
        *(say(page, f"de l'onglet {name}") for name, page in (("un", first), ("deux", second)))
    )
    await same_in_both(first, second, ["de l'onglet un", "de l'onglet deux"])
