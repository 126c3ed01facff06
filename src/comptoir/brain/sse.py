"""Server-sent events: bytes in, the data of each event out, however the bytes were cut.

https://html.spec.whatwg.org/multipage/server-sent-events.html, of which only `data` matters here.
"""

MAXIMUM_EVENT_BYTES = 256 * 1024


class EventTooLongError(ValueError):
    """An event has more bytes than `MAXIMUM_EVENT_BYTES`."""


class Events:
    """The events of one stream. Lines are whole bytes: no character is ever cut in two."""

    def __init__(self) -> None:
        self._partial = b""
        self._data: list[bytes] = []
        self._held_bytes = 0

    def feed(self, chunk: bytes) -> list[bytes]:
        """The data of the events that `chunk` completes. Raises EventTooLongError."""
        text, after = self._partial + chunk, b""
        if b"\r" in text:
            if text.endswith(b"\r"):  # the first half of a line's end, perhaps
                text, after = text[:-1], b"\r"
            text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        lines = text.split(b"\n")
        self._partial = lines.pop() + after
        found = []
        for line in lines:
            if line.startswith(b"data:"):
                self._data.append(line[6:] if line.startswith(b" ", 5) else line[5:])
                self._held_bytes += len(line)
            elif not line and self._data:
                found.append(self._whole())
        if len(self._partial) + self._held_bytes > MAXIMUM_EVENT_BYTES:
            raise EventTooLongError
        return found

    def rest(self) -> list[bytes]:
        """The event that the stream ended in, without the blank line that should end it."""
        return self.feed(b"\n\n")

    def _whole(self) -> bytes:
        data = self._data[0] if len(self._data) == 1 else b"\n".join(self._data)
        self._data, self._held_bytes = [], 0
        return data
