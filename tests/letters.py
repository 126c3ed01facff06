"""What the shop wrote to people: the messages in its folder."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy

from cast import Shop


@dataclass(frozen=True)
class Letter:
    """A message as its reader sees it."""

    to: str
    subject: str
    text: str
    whole: str

    @property
    def word(self) -> str:
        """The word in its link, or on a line of its own."""
        found = re.search(r"#(?:reset|confirm)=(\S+)|^([\w-]{43})\s*$", self.text, re.MULTILINE)
        assert found, self.text
        return found[1] or found[2]


async def mails_to(shop: Shop, email: str) -> list[Letter]:
    """Everything written to `email` so far, oldest first; what waits is sent before."""
    await shop.works_off_jobs()
    folder = shop.platform.settings.home / "mail"
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    letters = []
    for path in paths:
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(("plain",))
        assert body is not None
        if str(message["To"]) == email:
            letters.append(
                Letter(email, str(message["Subject"]), body.get_content(), message.as_string())
            )
    return letters


async def last_mail_to(shop: Shop, email: str) -> Letter:
    """The newest of them, which must be there."""
    letters = await mails_to(shop, email)
    assert letters, f"nothing was written to {email}"
    return letters[-1]
