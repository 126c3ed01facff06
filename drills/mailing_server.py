"""A comptoir that tries mails again within seconds: for drills.

`--break` as the first argument makes it a broken one, which mails a code while its asker waits and
forgets it where the mail server does not take it.
"""

import contextlib
import sys
from typing import Any
from uuid import uuid4

from comptoir.assurance import accounts, codes, sign_in
from comptoir.cli import main
from comptoir.kernel import mail, smtp, worker
from comptoir.kernel.jobs import Job
from comptoir.platform import Platform

worker.LEASE_S, worker.HOLD_EVERY_S = 8.0, 2.0
worker.FIRST_PAUSE_S, worker.LONGEST_PAUSE_S = 1.0, 4.0
smtp.STEP_TIMEOUT_S = 3.0


async def mail_at_once(platform: Platform, email: str, address: str, language: str) -> None:
    """Ask for a code, and wait until its mail was taken, or lose it."""
    account = await platform.db.read(accounts.find_by_name, accounts.folded(email))
    if account is None:
        return
    payload: dict[str, Any] = {
        "id": uuid4().hex,
        "email": email,
        "asker": codes.mark_of(address),
        "language": language,
    }
    now = platform.clock.now()
    job = Job(0, codes.KIND, payload, None, now, 1, "")
    taken: list[dict[str, Any]] = []

    def keep(connection: Any, message: mail.Mail, at: Any, *, key: str) -> bool:
        fields = {name: getattr(message, name) for name in message.__dataclass_fields__}
        taken.append(fields | {"id": key, "at": at.isoformat()})
        return True

    codes.enqueue_mail = keep  # type: ignore[assignment]
    await platform.db.write(codes._send, job, dict(account), platform.settings.secrets[0], now)
    way_out = mail.mailer(platform.settings)
    with contextlib.suppress(worker.Later):
        await way_out.take(taken[0], mail.message_of(taken[0], way_out.sender))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[0] == "--break":
        sign_in.start = mail_at_once
        arguments = arguments[1:]
    sys.exit(main(arguments))
