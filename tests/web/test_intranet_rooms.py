"""Rooms and conversations of the intranet's page, used by people who talk to each other."""

import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

import pictures
from customer import PHONE, serious_findings
from teammates import colleague, enter, new_room, said, say, shown, sign_in, writes

pytestmark = [pytest.mark.anyio, pytest.mark.services]
PHOTO = pictures.encoded(pictures.scene(), "JPEG", quality=60)


async def fits(page: Page) -> bool:
    """Whether the page as a whole scrolls nowhere: its parts do."""
    return bool(
        await page.evaluate(
            "() => { const {scrollWidth, scrollHeight} = document.documentElement;"
            " return scrollWidth <= innerWidth && scrollHeight <= innerHeight }"
        )
    )


def file(name: str, content: bytes, kind: str = "image/jpeg") -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": content}


async def act(page: Page, words: str, deed: str) -> None:
    """Do something with the message that says `words`, by the buttons that stand on it."""
    message = page.locator("room-message").filter(has_text=words)
    await message.hover()
    await message.get_by_role("button", name=deed).click()


async def test_two_people_talk_react_answer_correct_and_take_back(visit, intranet_url):
    room = await new_room(intranet_url, topic="Jeudi")
    page = await visit(f"#/salons/{room}", at=intranet_url)
    assert await serious_findings(page) == []
    await sign_in(page, "alice")
    await expect(page.get_by_text("Rien n'a encore été dit")).to_be_visible()
    bob = await enter(visit, intranet_url, "bob", room, locale="en-GB", **PHONE)
    await say(page, "Qui vient *jeudi* ? https://example.com/plan. `18h`")
    there = bob.locator("room-message").first
    await expect(
        there.get_by_role("link", name="https://example.com/plan", exact=True)
    ).to_be_visible()
    await expect(there.locator("em")).to_have_text("jeudi")
    await expect(there.locator("code")).to_have_text("18h")

    await writes(bob, "Me")
    await expect(page.get_by_text("bob écrit…")).to_be_visible()
    await say(bob, "Me")
    await expect(page.get_by_text("bob écrit…")).to_have_count(0)
    await act(page, "Me", "Réagir par 👍")
    await expect(bob.get_by_role("button", name="👍, 1")).to_be_visible()
    await bob.get_by_role("button", name="👍, 1").tap()
    await expect(page.get_by_role("button", name="👍, 2, dont la vôtre")).to_be_visible()

    await act(page, "Me", "Répondre")
    await say(page, "Parfait")
    answer = bob.locator("room-message").filter(has_text="Parfait")
    await expect(answer.get_by_role("button", name="In reply to bob: Me")).to_be_visible()
    await page.keyboard.press("ArrowUp")
    field = page.locator("room-composer").get_by_role("textbox")
    await expect(field).to_have_value("Parfait")
    await field.fill("Parfait, à jeudi")
    await field.press("Enter")
    await expect(bob.get_by_text("Parfait, à jeudi")).to_be_visible()
    await page.get_by_role("button", name="(modifié)").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator("li")).to_contain_text("Parfait")
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Fermer").click()
    await act(page, "Parfait, à jeudi", "Supprimer")
    await dialog.get_by_role("button", name="Supprimer").click()
    await expect(bob.get_by_text("Deleted message")).to_be_visible()
    await expect(bob.get_by_text("Parfait, à jeudi")).to_have_count(0)
    await said(bob, "Me").tap()
    await bob.get_by_role("button", name="Another reaction").tap()
    await bob.get_by_role("dialog").get_by_role("button", name="🎉", exact=True).tap()
    await expect(page.get_by_role("button", name="🎉, 1")).to_be_visible()
    for each in (page, bob):
        assert await fits(each)
        assert await serious_findings(each) == []


async def test_a_mention_is_completed_counted_and_read(visit, intranet_url):
    room = await new_room(intranet_url)
    elsewhere = await new_room(intranet_url)
    alice = await enter(visit, intranet_url, "alice", elsewhere)
    bob = await enter(visit, intranet_url, "bob", room, locale="en-GB")
    field = bob.locator("room-composer").get_by_role("textbox")
    await field.press_sequentially("Look at this, @ali")
    await expect(bob.get_by_role("option", name="alice")).to_be_visible()
    assert await serious_findings(bob) == []
    await field.press("Enter")
    await expect(field).to_have_value("Look at this, @alice ")
    await field.press("Enter")
    there = alice.locator(f"intranet-sidebar a[href='#/salons/{room}']")
    await expect(there).to_have_accessible_name(re.compile("1 non lu, dont 1 qui vous appelle"))
    await expect(alice).to_have_title(re.compile(r"^\(\d+\) "))
    await say(bob, "And at this")
    await expect(there).to_have_accessible_name(re.compile("2 non lus, dont 1 qui vous appelle"))
    await there.click()
    await expect(alice.get_by_text("Nouveaux messages", exact=True)).to_be_visible()
    await expect(alice.locator("room-message .mention.me")).to_have_text("@alice")
    await expect(there.locator(".count")).to_have_count(0)
    async with colleague(intranet_url, "alice") as herself:
        rooms = (await herself.get("/chat/rooms")).json()
        [read] = [each for each in rooms if each["id"] == room]
        assert (read["unread"], read["mentions"]) == (0, 0)


async def test_a_thousand_messages_are_scrolled_up_without_a_jump_and_down_again(
    visit, intranet_url
):
    room = await new_room(intranet_url)
    async with colleague(intranet_url, "bob") as bob:
        for number in range(1, 181):
            body = {"content": f"message {number}" + "\nligne" * (number % 4)}
            made = await bob.post(f"/chat/rooms/{room}/messages", json=body)
            assert made.status_code == 201
    page = await enter(visit, intranet_url, "alice", room, **PHONE)
    await expect(said(page, "message 180")).to_be_in_viewport()
    scroll = page.locator("room-log .scroll")
    # The message in sight stays where it is while those before it come.
    await page.evaluate(WATCH_JUMPS)
    for _ in range(60):
        await scroll.evaluate("(element) => element.scrollBy(0, -400)")
        await page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
        if await page.locator("room-message").count() == 180:
            break
    await expect(page.locator("room-message")).to_have_count(180)
    assert await page.evaluate("jumps") == []
    words = [text.split()[1] for text in await shown(page)]
    assert words == [str(number) for number in range(1, 181)]
    await scroll.evaluate("(element) => element.scrollTo(0, 0)")
    first = page.locator("room-message").first
    await expect(first).to_be_in_viewport()
    async with colleague(intranet_url, "bob") as bob:
        await bob.post(f"/chat/rooms/{room}/messages", json={"content": "tout dernier"})
    latest = page.get_by_role("button", name="Aller au dernier message : 1 nouveau")
    await expect(latest).to_be_visible()
    await expect(first).to_be_in_viewport()
    await latest.click()
    await expect(said(page, "tout dernier")).to_be_in_viewport()
    await expect(page.locator("room-log .latest")).to_have_count(0)


WATCH_JUMPS = """
() => {
  globalThis.jumps = [];
  const log = document.querySelector('intranet-app').shadowRoot
    .querySelector('intranet-room').shadowRoot.querySelector('room-log');
  const list = log.shadowRoot.querySelector('[role=list]');
  const scroll = log.shadowRoot.querySelector('.scroll');
  const inSight = () => {
    const {top} = scroll.getBoundingClientRect();
    for (const one of list.querySelectorAll('room-message')) {
      const box = one.getBoundingClientRect();
      if (box.bottom > top + 40) return {one, top: box.top};
    }
  };
  let seen = inSight();
  let first = list.querySelector('room-message');
  const look = () => {
    const now = list.querySelector('room-message');
    if (now !== first) {
      const moved = seen.one.getBoundingClientRect().top - seen.top;
      if (Math.abs(moved) > 402) jumps.push(moved); // one step of the scrolling itself
      first = now;
    }
    seen = inSight();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""


async def test_what_is_below_the_screen_stays_unread_until_it_is_seen(visit, intranet_url):
    room = await new_room(intranet_url)
    async with colleague(intranet_url, "bob") as bob:
        for number in range(1, 31):
            body = {"content": f"message {number}\n\nen plusieurs lignes"}
            await bob.post(f"/chat/rooms/{room}/messages", json=body)
    page = await enter(visit, intranet_url, "alice", room)
    await expect(page.get_by_text("Nouveaux messages", exact=True)).to_be_in_viewport()
    await expect(page.locator("room-message").last).not_to_be_in_viewport()
    count = page.locator(f"intranet-sidebar a[href='#/salons/{room}'] .count")
    await expect(count).to_have_text("30")
    await page.get_by_role("button", name="Aller au dernier message : 30 nouveaux").click()
    await expect(page.locator("room-message").last).to_be_in_viewport()
    await expect(count).to_have_count(0)


async def test_a_private_room_is_made_shared_renamed_left_and_archived(visit, intranet_url):
    name = f"projet {uuid4().hex[:6]}"
    page = await visit("#/salons", at=intranet_url, forgive="status of 409")
    await sign_in(page, "alice")
    await page.get_by_role("button", name="Créer un salon").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Nom").fill("General")
    await dialog.get_by_label("Salon privé").check()
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Créer").click()
    await expect(dialog.get_by_text("Ce nom de salon est déjà pris.")).to_be_visible()
    await dialog.get_by_label("Nom").fill(name)
    await dialog.get_by_role("button", name="Créer").dblclick()
    await expect(page.get_by_role("heading", name=name)).to_be_visible()
    await say(page, "entre nous")
    bob = await visit("", at=intranet_url, locale="en-GB", forgive="status of 404", **PHONE)
    await sign_in(bob, "bob")
    await expect(bob.get_by_role("link", name="afterworks")).to_be_visible()
    await expect(bob.get_by_role("link", name=name)).to_have_count(0)
    here = page.url.partition("#")[2]
    await bob.evaluate("(hash) => (location.hash = hash)", here)
    await expect(bob.get_by_text("it is private and you are not in it")).to_be_visible()

    await page.get_by_role("button", name="À propos, membres et réglages").click()
    await dialog.get_by_label("Ajouter quelqu'un").fill("bo")
    await dialog.get_by_role("button", name="Ajouter bob").click()
    await expect(dialog.get_by_role("link", name="bob")).to_be_visible()
    await dialog.get_by_label("Sujet").fill("Rien à voir")
    await dialog.get_by_role("button", name="Enregistrer").first.click()
    await expect(page.locator("intranet-room header").get_by_text("Rien à voir")).to_be_visible()
    assert await serious_findings(page) == []
    await page.keyboard.press("Escape")
    await bob.reload()
    await expect(said(bob, "entre nous")).to_be_visible()
    await say(bob, "merci")
    await expect(said(page, "merci")).to_be_visible()
    await bob.get_by_role("button", name="About, members and settings").click()
    theirs = bob.get_by_role("dialog")
    await theirs.get_by_role("button", name="Leave the room").click()
    await theirs.get_by_role("button", name="Confirm?").click()
    await expect(bob.get_by_role("heading", name="Rooms")).to_be_visible()
    await expect(bob.get_by_role("link", name=name)).to_have_count(0)

    await page.get_by_role("button", name="À propos, membres et réglages").click()
    await dialog.get_by_role("button", name="Archiver").click()
    await dialog.get_by_role("button", name="Confirmer ?").click()
    await expect(page.get_by_text("Ce salon est archivé")).to_be_visible()
    await expect(page.locator("room-composer")).to_have_count(0)
    await page.get_by_role("link", name="Tous les salons").click()
    await page.get_by_role("button", name="Voir les salons archivés").click()
    await expect(page.locator("intranet-rooms").get_by_role("link", name=name)).to_be_visible()
    assert await serious_findings(page) == []


async def test_a_file_goes_with_a_message_and_a_picture_is_seen(visit, intranet_url):
    room = await new_room(intranet_url)
    page = await enter(visit, intranet_url, "alice", room, locale="en-GB")
    bob = await enter(visit, intranet_url, "bob", room, **PHONE)
    chooser = page.locator("room-composer input[type=file]")
    await chooser.set_input_files(
        [file("notes.txt", b"Bonjour", "text/plain"), file("vue.jpg", PHOTO)]
    )
    await expect(page.locator("room-composer .files li.done")).to_have_count(2)
    assert await serious_findings(page) == []
    await page.locator("room-composer").get_by_role("textbox").press("Enter")
    attached = bob.locator("file-attachment")
    await expect(attached).to_have_count(2)
    await expect(bob.locator("file-attachment img")).to_be_visible()
    async with bob.expect_download() as coming:
        await bob.get_by_role("button", name="Télécharger notes.txt").click()
    download = await coming.value
    assert (await download.path()).read_bytes() == b"Bonjour"
    assert await serious_findings(bob) == []
    assert await fits(bob)


async def test_a_search_leads_to_the_message_far_back_and_on_from_there(visit, intranet_url):
    room = await new_room(intranet_url)
    word = f"zorglub{uuid4().hex[:6]}"
    async with colleague(intranet_url, "bob") as bob:
        path = f"/chat/rooms/{room}/messages"
        for number in range(1, 131):
            words = f"voici le {word}" if number == 10 else f"message {number}"
            await bob.post(path, json={"content": words})
    page = await visit(f"#/recherche?q={word}", at=intranet_url, **PHONE)
    await sign_in(page, "alice")
    found = page.locator("intranet-search").get_by_role("link", name=re.compile(word))
    await expect(found).to_have_count(1)
    await expect(page.get_by_text("1 message trouvé")).to_be_visible()
    assert await serious_findings(page) == []
    await found.click()
    await expect(said(page, f"voici le {word}")).to_be_in_viewport()
    await expect(said(page, "message 130")).to_have_count(0)
    await page.locator("room-log .latest").click()
    await expect(said(page, "message 130")).to_be_in_viewport()
    await page.go_back()
    await expect(page.get_by_role("searchbox")).to_have_value(word)
    async with colleague(intranet_url, "alice") as alice:
        secret = await new_room(intranet_url, members=("alice",), is_private=True)
        hidden = f"caché{uuid4().hex[:6]}"
        await alice.post(f"/chat/rooms/{secret}/messages", json={"content": hidden})
    stranger = await visit(f"#/recherche?q={hidden}", at=intranet_url, locale="en-GB")
    await sign_in(stranger, "bob")
    await expect(stranger.get_by_text("No message matches.")).to_be_visible()


async def test_a_direct_conversation_begins_blocks_and_goes_on(visit, intranet_url):
    name = f"chloé{uuid4().hex[:6]}"
    async with colleague(intranet_url, "admin") as admin:
        person = {"email": f"c{uuid4().hex[:8]}@intranet.example", "username": name}
        made = await admin.post("/users", json={**person, "password": "comptoir-demo"})
        assert made.status_code == 201, made.text
    page = await visit("#/personnes", at=intranet_url)
    await sign_in(page, "alice")
    await page.get_by_role("searchbox").fill(name.replace("é", "e"))
    await page.get_by_role("link", name=f"Écrire à {name}").click()
    await expect(
        page.get_by_text(f"C'est le début de votre conversation avec {name}.")
    ).to_be_visible()
    chloe = await visit("", at=intranet_url, locale="en-GB", **PHONE)
    await sign_in(chloe, name)
    await expect(chloe.get_by_text("Write to somebody").last).to_be_visible()
    await expect(page.get_by_text("hors ligne")).to_have_count(1)
    await say(page, "Bienvenue 👋 " + "très" * 60)
    await chloe.get_by_role("link", name=re.compile("alice.*1 unread")).click()
    await expect(chloe.get_by_text("Bienvenue")).to_be_visible()
    await say(chloe, "مرحبا بالجميع")
    await expect(said(page, "مرحبا بالجميع")).to_be_visible()
    for each in (page, chloe):
        assert await fits(each)
        assert await serious_findings(each) == []
    await chloe.get_by_role("button", name="About, members and settings").click()
    await chloe.get_by_role("dialog").get_by_role("button", name="Block").click()
    await expect(chloe.get_by_text("You receive no direct messages from")).to_be_visible()
    await chloe.keyboard.press("Escape")
    await say(page, "Tu es là ?")
    refused = page.get_by_role("alert").filter(has_text="Non envoyé")
    await expect(refused).to_contain_text("Cette personne ne reçoit plus vos messages.")
    await refused.get_by_role("button", name="Reprendre").click()
    field = page.locator("room-composer").get_by_role("textbox")
    await expect(field).to_have_value("Tu es là ?")


async def test_the_keyboard_alone_reads_answers_and_writes(visit, intranet_url):
    room = await new_room(intranet_url)
    async with colleague(intranet_url, "bob") as bob:
        for words in ("un", "deux", "trois"):
            await bob.post(f"/chat/rooms/{room}/messages", json={"content": words})
    page = await enter(visit, intranet_url, "alice", room, locale="en-GB")
    await expect(said(page, "trois")).to_be_visible()
    await page.locator("room-composer").get_by_role("textbox").focus()
    for _ in range(2):  # past the button that attaches, to the last message
        await page.keyboard.press("Shift+Tab")
    last = page.locator("room-message").last
    await expect(last).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(page.locator("room-message").nth(1)).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="React with 👍")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="👍, 1, yours included")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("room-composer").get_by_role("textbox")).to_be_focused()
