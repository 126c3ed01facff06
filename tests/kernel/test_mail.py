"""Mail: in the transaction that wants it, the same at each try, and by nobody's words misled."""

import asyncio
import stat
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import quote

import pytest
from sqlalchemy import update

from comptoir.kernel import jobs, mail, smtp, worker
from comptoir.kernel.clock import SetClock
from comptoir.kernel.jobs import Job
from comptoir.kernel.mail import Mail, enqueue_mail
from comptoir.kernel.settings import SettingError, Settings
from comptoir.kernel.smtp import SmtpServer
from comptoir.kernel.worker import Kind, Worker
from services import free_port
from smtp_server import PASSWORD, USER, MailServer, certificate

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
DEADLINE_S = 20
LETTER = Mail(
    to="claire@example.com",
    to_name="Claire Élan",
    from_name="Meuble de France",
    subject="Votre réclamation",
    text="Bonjour Claire,\n\nC'est noté.\nÀ bientôt <3\n\nhttps://shop.example/app/?a=1&b=2.",
)


@pytest.fixture
def settings(tmp_path):
    def made(url: str = "") -> Settings:
        home = str(tmp_path / "home")
        return Settings.from_environment({"COMPTOIR_HOME": home, "COMPTOIR_SMTP_URL": url})

    return made


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """The certificate of a mail server, and a program that trusts it."""
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    smtp._tls.cache_clear()
    yield path
    smtp._tls.cache_clear()


async def payload_of(db, letter: Mail = LETTER):
    """What the outbox keeps of a message."""
    await db.write(enqueue_mail, letter, NOON)
    until = NOON + timedelta(minutes=1)
    (job,) = await db.write(jobs.claim, {mail.KIND: 9}, (), NOON, until)
    return job.payload


def parsed(payload, sender="contact@shop.example") -> EmailMessage:
    return message_from_bytes(mail.message_of(payload, sender), policy=policy.default)


def text_of(message: EmailMessage) -> str:
    """Its plain text, with line ends as we write them."""
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n").strip()


async def deliver(kind: Kind, db, count: int = 1) -> None:
    """Run the mail jobs until `count` of them have been tried."""
    tried = asyncio.Semaphore(0)

    async def run(job: Job) -> None:
        try:
            await kind.run(job)
        finally:
            tried.release()

    here = Worker(db, SetClock(NOON))
    here.handles(Kind(kind.name, run, deadline_s=kind.deadline_s))
    async with asyncio.timeout(DEADLINE_S), here.running():
        for _ in range(count):
            await tried.acquire()


async def outbox(db):
    return await db.read(lambda connection: connection.execute(jobs.jobs.select()).all())


# ── The message ───────────────────────────────────────────────────────────────────────────


async def test_a_message_reads_as_it_was_written_in_text_and_html(db):
    message = parsed(await payload_of(db))

    assert message["To"] == "Claire Élan <claire@example.com>"
    assert message["From"] == "Meuble de France <contact@shop.example>"
    assert message["Subject"] == "Votre réclamation"
    assert message["Date"].datetime == NOON
    assert message["Message-ID"].endswith("@shop.example>")
    assert text_of(message) == LETTER.text
    html = message.get_body(("html",)).get_content().replace("\r\n", "\n")
    assert "<p>C&#x27;est noté.<br>\nÀ bientôt &lt;3</p>" in html
    address = "https://shop.example/app/?a=1&amp;b=2"
    assert f'<a href="{address}">{address}</a>.' in html


async def test_a_retry_is_the_same_message_to_the_byte(db):
    payload = await payload_of(db)

    first = mail.message_of(payload, "contact@shop.example")
    await asyncio.to_thread(lambda: None)
    assert mail.message_of(payload, "contact@shop.example") == first
    assert payload["id"] != (await payload_of(db))["id"]


@pytest.mark.parametrize("field", ["subject", "to_name", "from_name"])
@pytest.mark.parametrize(
    "injection",
    ["Hi\r\nBcc: mallory@example.com", "Hi\nBcc: m@example.com", "Hi\rX: y", "Hi\0\x85Bcc: x",
     "Hi\u2028Bcc: x", "Hi \u202egnihtyna"],
)  # fmt: skip
async def test_no_header_can_be_injected(db, field, injection):
    plain = {"to": "claire@example.com", "subject": "s", "text": "t"}
    message = parsed(await payload_of(db, Mail(**{**plain, field: injection})))

    assert set(message.keys()) <= {
        *("Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted"),
        *("MIME-Version", "Content-Type"),
    }
    assert message["Bcc"] is None
    assert "\u202e" not in str(message["Subject"]) + str(message["To"]) + str(message["From"])


@pytest.mark.parametrize(
    "address",
    ["", "claire", "claire@", "@example.com", "a@b@c", "claire@example.com\r\nRCPT TO:<m@x.y>",
     "claire@example.com, mallory@example.com", "<claire@example.com>", "cl aire@example.com",
     "claire@exa mple.com", "claire@example.com>", '"x y"@example.com', "claire@[127.0.0.1]"],
)  # fmt: skip
async def test_what_is_no_address_is_refused_when_it_is_enqueued(db, address):
    with pytest.raises(ValueError, match=r"no e-mail address|has a recipient"):
        await db.write(enqueue_mail, Mail(address, "s", "t"), NOON)
    if address:
        with pytest.raises(ValueError, match="no e-mail address"):
            await db.write(enqueue_mail, Mail("c@example.com", "s", "t", reply_to=address), NOON)
    assert await outbox(db) == []


async def test_a_text_has_a_bound_and_a_subject_is_cut(db):
    with pytest.raises(ValueError, match="50000"):
        await db.write(enqueue_mail, Mail("c@example.com", "s", "x" * 50_001), NOON)
    message = parsed(await payload_of(db, Mail("c@example.com", "é" * 500, "\ud800\0 à")))
    assert message["Subject"] == "é" * 200
    assert text_of(message) == "à"


async def test_a_domain_with_accents_goes_in_ascii(db):
    message = parsed(await payload_of(db, Mail("contact@élan.example", "s", "t")))
    assert message["To"] == "contact@xn--lan-9la.example"


async def test_a_mailbox_that_cannot_be_written_in_ascii_is_refused_before_it_is_a_job(db):
    with pytest.raises(ValueError, match="no e-mail address"):
        await db.write(enqueue_mail, Mail("élan@example.com", "s", "t"), NOON)
    assert await outbox(db) == []
    assert mail.has_accented_mailbox("élan@example.com")
    assert not mail.has_accented_mailbox("elan@élan.example")
    assert not mail.has_accented_mailbox("élan@a..b")


async def test_one_that_waited_since_it_was_allowed_is_given_up(db, settings):
    await db.write(enqueue_mail, Mail("elan@example.com", "s", "t"), NOON)
    [row] = await outbox(db)
    old = update(jobs.jobs).values(payload={**row.payload, "to": "élan@example.com"})
    await db.write(lambda connection: connection.execute(old) and None)
    await deliver(mail.mail_jobs(settings()), db)
    [row] = await outbox(db)
    assert (row.state, row.error) == ("dead", "the address cannot be written in ASCII")


async def test_a_message_of_a_key_is_sent_once(db):
    assert await db.write(enqueue_mail, LETTER, NOON, key="claim 7 received")
    assert not await db.write(enqueue_mail, LETTER, NOON, key="claim 7 received")


# ── To a folder ───────────────────────────────────────────────────────────────────────────


async def test_without_a_server_a_message_is_a_file_that_its_owner_reads(db, settings):
    await db.write(enqueue_mail, LETTER, NOON)
    await deliver(mail.mail_jobs(settings()), db)

    (path,) = (settings().home / "mail").iterdir()
    assert path.name.startswith("20260131T120000Z-")
    assert path.suffix == ".eml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["To"] == "Claire Élan <claire@example.com>"
    assert await outbox(db) == []


async def test_a_file_that_was_written_is_not_written_again(db, settings):
    payload = await payload_of(db)
    folder = mail.Folder(settings())
    for _ in range(2):
        assert await folder.take(payload, b"the message") == "written"
    (path,) = folder.path.iterdir()
    assert path.read_bytes() == b"the message"


async def test_a_folder_that_cannot_be_written_loses_nothing(db, settings):
    settings().home.mkdir()
    (settings().home / "mail").touch()
    await db.write(enqueue_mail, LETTER, NOON)
    await deliver(mail.mail_jobs(settings()), db)
    (row,) = await outbox(db)
    assert row.state == "waiting"
    assert "mail cannot be written" in row.error


# ── To a server ───────────────────────────────────────────────────────────────────────────


def url(server, scheme="smtp", login="", more=""):
    return f"{scheme}://{login}127.0.0.1:{server.port}?from=contact@shop.example{more}"


async def test_a_server_gets_the_message_with_its_envelope(db, settings):
    with MailServer() as server:
        await db.write(enqueue_mail, LETTER, NOON)
        await deliver(mail.mail_jobs(settings(url(server))), db)
    ((envelope, _),) = server.received
    assert envelope.mail_from == "contact@shop.example"
    assert envelope.rcpt_tos == ["claire@example.com"]
    (message,) = server.messages()
    assert message["Subject"] == "Votre réclamation"
    assert text_of(message) == LETTER.text
    assert await outbox(db) == []


LOGIN = f"{quote(USER, '')}:{quote(PASSWORD, '')}@"


@pytest.mark.parametrize(
    ("tls", "scheme", "more"),
    [("starttls", "smtp", "&starttls=always"), ("always", "smtps", "")],
)
async def test_over_tls_with_a_password(db, settings, trusted, tls, scheme, more):
    with MailServer(tls=tls, certificate=trusted, wants_password=True) as server:
        await db.write(enqueue_mail, LETTER, NOON)
        await deliver(mail.mail_jobs(settings(url(server, scheme, LOGIN, more))), db)
    assert server.signed_in == [USER.encode()]
    assert len(server.received) == 1, "and that server takes nothing in the clear"
    assert await outbox(db) == []


@pytest.mark.parametrize(
    ("tls", "scheme", "more"),
    [("starttls", "smtp", "&starttls=always"), ("always", "smtps", "")],
)
async def test_a_certificate_nobody_vouches_for_gets_no_message(
    db, settings, tmp_path, tls, scheme, more
):
    smtp._tls.cache_clear()
    with MailServer(tls=tls, certificate=certificate(tmp_path), wants_password=True) as server:
        await db.write(enqueue_mail, LETTER, NOON)
        await deliver(mail.mail_jobs(settings(url(server, scheme, LOGIN, more))), db)
    assert (server.received, server.signed_in) == ([], [])
    (row,) = await outbox(db)
    assert row.state == "waiting"


async def test_a_server_that_offers_no_starttls_gets_no_password(db, settings):
    with MailServer(wants_password=True) as server:
        await db.write(enqueue_mail, LETTER, NOON)
        kind = mail.mail_jobs(settings(url(server, "smtp", LOGIN, "&starttls=always")))
        await deliver(kind, db)
    assert (server.received, server.signed_in) == ([], [])


@pytest.mark.parametrize(
    ("verb", "answer", "state"),
    [
        ("RCPT", "550 5.1.1 no such mailbox", "dead"),
        ("RCPT", "450 4.2.1 greylisted", "waiting"),
        ("DATA", "554 5.7.1 looks like spam", "dead"),
        ("DATA", "451 4.3.0 try later", "waiting"),
        # What the operator must mend is not the recipient's end.
        ("MAIL", "550 5.7.1 sender not allowed", "waiting"),
    ],
)
async def test_a_refusal_is_final_when_the_server_says_so(db, settings, verb, answer, state):
    with MailServer(answers={verb: answer}) as server:
        await db.write(enqueue_mail, LETTER, NOON)
        await deliver(mail.mail_jobs(settings(url(server))), db)
    (row,) = await outbox(db)
    assert (row.state, row.error) == (state, f"the mail server says {answer}")


async def test_a_wrong_password_loses_nothing(db, settings, trusted):
    with MailServer(tls="always", certificate=trusted, wants_password=True) as server:
        await db.write(enqueue_mail, LETTER, NOON)
        kind = mail.mail_jobs(settings(url(server, "smtps", "shop%40mail.example:wrong@")))
        await deliver(kind, db)
    (row,) = await outbox(db)
    assert row.state == "waiting"
    assert "535" in row.error
    assert "wrong" not in row.error


async def test_a_server_that_is_not_there_loses_nothing(db, settings):
    await db.write(enqueue_mail, LETTER, NOON)
    port = free_port()
    kind = mail.mail_jobs(settings(f"smtp://127.0.0.1:{port}?from=contact@shop.example"))
    await deliver(kind, db)
    (row,) = await outbox(db)
    assert (row.state, row.attempts) == ("waiting", 1)


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
async def test_a_server_that_says_nothing_ends_at_a_deadline(db, settings, monkeypatch, verb):
    monkeypatch.setattr(smtp, "STEP_TIMEOUT_S", 0.2)
    monkeypatch.setattr(smtp, "GOODBYE_S", 0.2)
    with MailServer(stalls=(verb,)) as server:
        await db.write(enqueue_mail, LETTER, NOON)
        await deliver(mail.mail_jobs(settings(url(server))), db)
    (row,) = await outbox(db)
    assert row.state == "waiting"
    assert row.error == "the mail server: SMTPReadTimeoutError"


async def test_a_message_that_was_taken_is_not_sent_again_for_a_bad_goodbye(
    db, settings, monkeypatch
):
    monkeypatch.setattr(smtp, "GOODBYE_S", 0.1)
    with MailServer(stalls=("QUIT",)) as server:
        await db.write(enqueue_mail, LETTER, NOON)
        await deliver(mail.mail_jobs(settings(url(server))), db)
    assert len(server.received) == 1
    assert await outbox(db) == []


async def test_a_hanging_server_delays_no_other_work(db, settings, monkeypatch):
    monkeypatch.setattr(worker, "GRACE_S", 0.05)
    monkeypatch.setattr(smtp, "GOODBYE_S", 0.05)
    done = asyncio.Event()

    async def note(job: Job) -> None:
        done.set()

    with MailServer(stalls=("MAIL",)) as server:
        here = Worker(db, SetClock(NOON))
        here.handles(mail.mail_jobs(settings(url(server))))
        here.handles(Kind("other", note))
        async with asyncio.timeout(DEADLINE_S), here.running():
            for _ in range(10):
                await db.write(enqueue_mail, LETTER, NOON)
            await db.write(jobs.enqueue, "other", {}, run_at=NOON)
            await done.wait()


# ── The setting ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "port", "tls", "sender"),
    [
        ("smtp://localhost?from=a@b.example", 25, "never", "a@b.example"),
        ("smtp://mail.example?from=a@b.example", 25, "starttls", "a@b.example"),
        ("smtp://u%40b.example:p@mail.example", 587, "starttls", "u@b.example"),
        ("smtps://u:p@mail.example?from=a@b.example", 465, "always", "a@b.example"),
        ("smtp://mail.example:2525/?from=a@b.example&starttls=never", 2525, "never", "a@b.example"),
        ("smtp://[::1]:25?from=a@b.example&starttls=always", 25, "starttls", "a@b.example"),
    ],
)
def test_the_address_of_a_server_says_all_there_is_to_know(given, port, tls, sender):
    server = SmtpServer.from_url(given)
    assert (server.port, server.tls, server.sender) == (port, tls, sender)


@pytest.mark.parametrize(
    "given",
    [
        "smtp://mail.example",
        "smtp://user:p@mail.example",
        "smtp://?from=a@b.example",
        "smtp://mail.example:99999?from=a@b.example",
        "smtp://mail.example?from=a@b.example,c@d.example",
        "smtp://mail.example?from=a@b.example&starttls=perhaps",
        "smtp://mail.example?from=a@b.example&tls=no",
        "smtp://mail.example/path?from=a@b.example",
        "smtp://u:secret@mail.example?from=a@b.example&starttls=never",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_quoting_it(given):
    with pytest.raises(SettingError, match=r"^COMPTOIR_SMTP_URL ") as refused:
        SmtpServer.from_url(given)
    assert "secret" not in str(refused.value)
