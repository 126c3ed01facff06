"""What strangers send: for every route and field of a service, everything it must survive.

`attacks_on(target)` derives the attacks from the service's own OpenAPI document, so a new route or
field is attacked without anybody thinking of it. `faults(target, attacks)` sends them and says
which answers break the promise: a 4xx in the service's own error body, in French and in English,
or a success; never a 5xx, never words of ours about code, never a word of theirs in an error.

Every text sent carries CANARY, so that an answer (or a log) that repeats one is noticed.
"""

import copy
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes, unquote

CANARY = "zqcanary"
ADDRESS = "203.0.113.7"
SANE_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,128}")
OUR_INNARDS = (b"Traceback", b'File "', b"site-packages", b"sqlalchemy", b"pydantic", b"sqlite3")
CREDENTIALS = frozenset({b"authorization", b"x-api-key", b"cookie"})
MEGABYTE = 2**20
DOORMAN = {400, 401, 403, 405, 422, 429}

Headers = tuple[tuple[bytes, bytes], ...]
JSON_TYPE = (b"content-type", b"application/json")
FORM_TYPE = (b"content-type", b"application/x-www-form-urlencoded")


@dataclass(frozen=True)
class Attack:
    """One request, byte for byte."""

    route: str
    what: str
    target: bytes
    """Path and query, as on the wire."""
    headers: Headers = ()
    body: bytes = b""
    refused: bool = True
    """Only a 4xx will do; otherwise a success will do too."""
    stored: bool = False
    """About what a database can hold: worth sending to each."""
    usual: bool = False
    """No attack at all: were it refused, the attacks after it would meet only the doorman."""

    def __str__(self) -> str:
        return f"{self.route}: {self.what}"


@dataclass(frozen=True)
class Target:
    """A service under attack, called by somebody who may call everything."""

    app: Any
    headers: Callable[[str], Headers]
    """What proves to a route that one may call it."""
    path: Mapping[str, str]
    """What each path parameter of each route usefully is."""
    bodies: Mapping[str, Callable[[], dict[str, Any]]]
    """A body that each route would accept, new each time; a file is its name and its bytes."""
    words_of: Callable[[int, Any], str]
    """The words of an error body; fails if it is not one for that status."""
    unconfigured: Mapping[str, int] = field(default_factory=dict)
    """What a route is documented to answer where nothing is configured for it."""

    @property
    def document(self) -> dict[str, Any]:
        """The service's OpenAPI document."""
        made: dict[str, Any] = self.app.app.openapi()
        return made


# ── One request, one answer ───────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: bytes) -> bytes:
        """The value of a header, empty without it."""
        return dict(self.headers).get(name, b"")


async def send(app: Any, attack: Attack, headers: Headers) -> Answer:
    """Hand one request to the app as a server would, whatever its bytes."""
    method = attack.route.partition(" ")[0]
    raw_path, _, query = attack.target.partition(b"?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(raw_path.decode("ascii")),
        "raw_path": raw_path,
        "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"shop.test"), *headers, *attack.headers],
        "client": (ADDRESS, 40_000),
        "server": ("shop.test", 80),
    }
    received = iter([{"type": "http.request", "body": attack.body, "more_body": False}])
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return next(received, {"type": "http.disconnect"})

    async def keep(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, keep)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], tuple(sent[0]["headers"]), body)


# ── The document: routes and fields ───────────────────────────────────────────────────────

Path_ = tuple[str | int, ...]
KINDS = frozenset({"null", "boolean", "number", "string", "array", "object"})


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        place: Any = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            place = place[step]
        schema = place
    return schema


def _variants(document: Mapping[str, Any], schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    schema = _resolved(document, schema)
    several = schema.get("anyOf") or schema.get("oneOf")
    return [v for one in several for v in _variants(document, one)] if several else [schema]


def _kinds(document: Mapping[str, Any], schema: Mapping[str, Any]) -> frozenset[str]:
    """The kinds of JSON value a field takes; all of them where its schema says nothing."""
    types = {variant.get("type") for variant in _variants(document, schema)}
    if None in types:
        return KINDS
    return frozenset("number" if kind == "integer" else kind for kind in types)


def _fields(
    document: Mapping[str, Any], schema: Mapping[str, Any], at: Path_ = ()
) -> Iterator[tuple[Path_, frozenset[str]]]:
    """Every field of a body, the items of lists too, with the kinds of value it takes."""
    for variant in _variants(document, schema):
        for name, inner in variant.get("properties", {}).items():
            yield (*at, name), _kinds(document, inner)
            yield from _fields(document, inner, (*at, name))
        if "items" in variant:
            yield (*at, 0), _kinds(document, variant["items"])
            yield from _fields(document, variant["items"], (*at, 0))


def _put(body: dict[str, Any], at: Path_, value: Any) -> dict[str, Any]:
    """A copy of `body` with `value` at `at`; lists on the way hold that one item."""
    if not at:
        return value  # type: ignore[no-any-return]
    first, *rest = at
    if isinstance(first, int):
        return [_put({}, tuple(rest), value)]  # type: ignore[return-value]
    inner = body.get(first) if isinstance(body, dict) else None
    below = _put(inner if isinstance(inner, dict) else {}, tuple(rest), value)
    return {**(body if isinstance(body, dict) else {}), first: below}


# ── Values ────────────────────────────────────────────────────────────────────────────────

DEEP = 100_000
TEXTS = {
    "SQL": f"{CANARY}'; DROP TABLE meuble_accounts; --",
    "more SQL": f'{CANARY}" OR 1=1 UNION SELECT * FROM api_keys /*',
    "HTML": f"<script>alert('{CANARY}')</script><img src=x onerror=alert(1)>",
    "templates": f"{CANARY} {{{{7*7}}}} ${{7*7}} {{0.__class__}} {{name}} %s %(x)s <%= 7*7 %> \\1",
    "a command": f"{CANARY}; cat /etc/passwd | `id` $(id) ../../etc/passwd",
    "right to left": f"\u202e{CANARY}\u202c \u2066x\u2069",
    "zalgo": CANARY + "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308" * 10,
    "emoji": f"{CANARY} 👩‍🚀🏳️‍🌈 🇫🇷 \U0010ffff",
    "controls": f"{CANARY}\x01\x08\x1b[31m\x7f\x85\u2028",
    "a line end": f"{CANARY}\r\nSet-Cookie: a=b\r\n\r\n",
    "a BOM": f"\ufeff{CANARY}",
    "letters that grow": "İŒﬃΐß" * 10,
    "blanks": " \t\u00a0\u3000\u200b",
    "nothing": "",
}
"""Text that is only text: kept as it is, or refused."""
UNSTORABLE = {
    "NUL": f'"{CANARY}\\u0000x"'.encode(),
    "a raw NUL": f'"{CANARY}\0x"'.encode(),
    "half a surrogate pair": f'"{CANARY}\\ud800"'.encode(),
    "surrogates in the wrong order": f'"{CANARY}\\udc00\\ud800"'.encode(),
    "an encoded surrogate": f'"{CANARY}\ud800"'.encode("utf-8", "surrogatepass"),
    "bad UTF-8": b'"' + CANARY.encode() + b'\xff\xfe\xc3"',
}
"""JSON strings that no database keeps."""
VALUES: tuple[tuple[str, str, bytes], ...] = (
    ("null", "null", b"null"),
    ("boolean", "true", b"true"),
    ("number", "0", b"0"),
    ("number", "-1", b"-1"),
    ("number", "half", b"0.5"),
    ("number", "1e400", b"1e400"),
    ("number", "-1e400", b"-1e400"),
    ("number", "10**30", b"1" + b"0" * 30),
    ("number", "10**400", b"1" + b"0" * 400),
    ("number", "10**6000", b"1" + b"0" * 6000),
    ("number", "NaN", b"NaN"),
    ("array", "an empty list", b"[]"),
    ("array", "lists in lists", b"[" * 50 + b"]" * 50),
    ("array", "a long list", b"[" + b",".join([b'"%s"' % CANARY.encode()] * 10_000) + b"]"),
    ("object", "an empty object", b"{}"),
    ("object", "objects in objects", b'{"%s":' % CANARY.encode() * 50 + b"0" + b"}" * 50),
    ("object", "an object", b'{"$ne": null, "__proto__": {"%s": 1}}' % CANARY.encode()),
)
"""One of each kind of JSON value, and numbers that do not fit anywhere."""
HUGE = {"1e400", "-1e400", "10**30", "10**400", "10**6000", "NaN"}
LONG = CANARY + "x" * 1_000_000
HOLE = '"@@hole@@"'


def _json_with(body: dict[str, Any], at: Path_, fragment: bytes) -> bytes:
    holed = json.dumps(_put(copy.deepcopy(body), at, HOLE.strip('"')), ensure_ascii=False)
    return holed.encode().replace(HOLE.encode(), fragment)


# ── Attacks ───────────────────────────────────────────────────────────────────────────────


def _field_attacks(
    base: Attack, body: Callable[[], dict[str, Any]], at: Path_, kinds: frozenset[str]
) -> Iterator[Attack]:
    name = ".".join(str(step) for step in at)

    def attack(what: str, fragment: bytes, *, refused: bool, stored: bool = False) -> Attack:
        return replace(
            base,
            what=f"{name} is {what}",
            body=_json_with(body(), at, fragment),
            refused=refused,
            stored=stored,
        )

    for what, fragment in UNSTORABLE.items():
        yield attack(what, fragment, refused=True, stored=True)
    for kind, what, fragment in VALUES:
        # Text and numbers may stand for one another ("5", 1 for true); structure never does.
        scalar = kinds & {"number", "boolean"} and kind in {"number", "boolean", "string"}
        wrong = kind not in kinds and not scalar
        yield attack(what, fragment, refused=wrong, stored=what in HUGE)
    if "string" in kinds:
        for what, text in TEXTS.items():
            fragment = json.dumps(text, ensure_ascii=False).encode()
            yield attack(what, fragment, refused=False, stored=True)
        yield attack("a million letters", f'"{LONG}"'.encode(), refused=True)
    else:
        yield attack("text", f'"{CANARY}"'.encode(), refused=True)
    for brackets in (b"[", b'{"a":'):
        yield attack(f"{DEEP} deep in {brackets.decode()}", brackets * DEEP, refused=True)
    twice = b'"%s": "%s", ' % (str(at[-1]).encode(), CANARY.encode())
    if len(at) == 1:
        whole = json.dumps(body()).encode()
        yield replace(base, what=f"{name} twice", body=b"{" + twice + whole[1:], refused=False)


def _body_attacks(
    base: Attack, body: Callable[[], dict[str, Any]], *, required: bool
) -> Iterator[Attack]:
    """The body as a whole, and what it is said to be; it may be missing unless it is `required`."""
    canary = CANARY.encode()

    def whole() -> bytes:
        return json.dumps(body()).encode()

    def attack(what: str, sent: bytes, *, refused: bool = True) -> Attack:
        return replace(base, what=f"body is {what}", body=sent, refused=refused)

    yield attack("empty", b"", refused=required)
    yield attack("null", b"null", refused=required)
    yield attack("a list", b"[1, 2]")
    yield attack("a list of itself", b"[" + whole() + b"]")
    yield attack("text", b'"%s"' % canary)
    yield attack("a number", b"1e999")
    yield attack("not JSON", b'{"%s": ' % canary)
    yield attack("JSON and more", whole() + canary)
    yield attack("in single quotes", b"{'%s': 1}" % canary)
    yield attack("an unknown field alone", b'{"%s": 1}' % canary, refused=False)
    yield attack("bytes", bytes(range(256)))
    yield attack("lists without end", b"[" * DEEP)
    yield attack("objects without end", b'{"a":' * DEEP)
    yield attack("lists in lists", b"[" * DEEP + b"]" * DEEP)
    yield attack("with a NUL in a name", b'{"%s\\u0000": 1, ' % canary + whole()[1:])
    yield attack("with half a pair in a name", b'{"\\ud800": 1, ' + whole()[1:])
    more = b",".join(b'"%s%d": %d' % (canary, n, n) for n in range(10_000))
    yield attack("with 10000 unknown fields", b"{" + more + b"," + whole()[1:], refused=False)
    yield attack("after a BOM", b"\xef\xbb\xbf" + whole(), refused=False)
    yield attack("in UTF-16", whole().decode().encode("utf-16"), refused=False)
    yield attack("in Latin-1", b'{"%s": "\xe9"}' % canary)


def _type_attacks(base: Attack, body: Callable[[], dict[str, Any]]) -> Iterator[Attack]:
    for kind in (
        None,
        b"",
        b"text/plain",
        b"application/xml",
        b"multipart/form-data",
        b"multipart/form-data; boundary=" + b"-" * 5000,
        b"application/x-www-form-urlencoded",
        b"application/" + CANARY.encode(),
        b"\xff\xfe;\x01",
        b"application/jsonx" * 5000,
    ):
        yield replace(
            base,
            what=f"Content-Type is {(kind or b'none')[:60]!r}",
            headers=((b"content-type", kind),) if kind is not None else (),
            body=json.dumps(body()).encode(),
        )
    yield replace(
        base,
        what="an unknown charset",
        headers=((b"content-type", b"application/json; charset=" + CANARY.encode()),),
        body=json.dumps(body()).encode(),
        refused=False,
    )


def _form_attacks(base: Attack, names: list[str], body: dict[str, Any]) -> Iterator[Attack]:
    good = {name: str(body.get(name, CANARY)) for name in names}

    def encoded(**changed: bytes) -> bytes:
        values = {name: quote_from_bytes(text.encode()).encode() for name, text in good.items()}
        return b"&".join(b"%s=%s" % (n.encode(), v) for n, v in (values | changed).items())

    def attack(what: str, sent: bytes, *, refused: bool = True, stored: bool = False) -> Attack:
        return replace(
            base, what=f"form: {what}", headers=(FORM_TYPE,), body=sent, refused=refused,
            stored=stored,
        )  # fmt: skip

    canary = CANARY.encode()
    for name in names:
        yield attack(f"{name} is NUL", encoded(**{name: canary + b"%00"}), stored=True)
        for what, sent in {
            "bad UTF-8": canary + b"%ff%fe",
            "raw bad UTF-8": canary + b"\xff\xfe",
            "an encoded surrogate": canary + b"%ed%a0%80",
        }.items():
            # A form's own rules replace what is not UTF-8.
            yield attack(f"{name} is {what}", encoded(**{name: sent}), refused=False, stored=True)
        yield attack(f"{name} is a million letters", encoded(**{name: LONG.encode()}))
        for what, text in TEXTS.items():
            sent = quote_from_bytes(text.encode()).encode()
            yield attack(f"{name} is {what}", encoded(**{name: sent}), refused=False, stored=True)
        yield attack(f"{name} thrice", b"&".join([encoded()] * 3), refused=False)
    yield attack("empty", b"")
    yield attack("no values", b"&&&=&=;" + canary)
    yield attack("percent signs", b"%=%&%%%zz=%u0000")
    yield attack("10000 fields", b"&".join(b"%s%d=1" % (canary, n) for n in range(10_000)))
    yield from _multipart_attacks(base, good)


def _multipart_attacks(base: Attack, good: Mapping[str, str]) -> Iterator[Attack]:
    kind = (b"content-type", b"multipart/form-data; boundary=cut")
    canary = CANARY.encode()

    def part(name: bytes, value: bytes, more: bytes = b"") -> bytes:
        head = b'--cut\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n' % (name, more)
        return head + value + b"\r\n"

    whole = b"".join(part(n.encode(), v.encode()) for n, v in good.items())
    first = next(iter(good)).encode()
    for what, sent in {
        "nothing": b"",
        "no end": whole,
        "cut short": whole[: len(whole) // 2],
        "another boundary": whole.replace(b"--cut", b"--tuc") + b"--tuc--\r\n",
        "a file for text": part(first, canary, b'; filename="../%s.exe"' % canary) + b"--cut--\r\n",
        "no disposition": b"--cut\r\n\r\n%s\r\n--cut--\r\n" % canary,
        "no name": b"--cut\r\nContent-Disposition: form-data\r\n\r\n%s\r\n--cut--\r\n" % canary,
        "a long header": b"--cut\r\nX: " + canary * 20_000 + b"\r\n\r\nx\r\n--cut--\r\n",
        "many parts": part(canary, b"x") * 2_000 + b"--cut--\r\n",
        "a large part": part(first, LONG.encode() * 2) + b"--cut--\r\n",
        "NUL": part(first, b"\0" + canary) + whole + b"--cut--\r\n",
        "bytes": part(first, b"\xff\xfe" + canary) + b"--cut--\r\n",
        "an unknown charset": part(first, b"x", b"; charset=%s" % canary) + b"--cut--\r\n",
    }.items():
        yield replace(
            base, what=f"multipart: {what}", headers=(kind,), body=sent, refused=False, stored=True
        )


def _multipart(body: Mapping[str, Any]) -> Attack:
    """A form with files, as a browser would send it."""
    parts = b""
    for name, value in body.items():
        filename, content = value if isinstance(value, tuple) else (None, value.encode())
        more = f'; filename="{filename}"' if filename else ""
        head = f'--cut\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
        parts += head.encode() + content + b"\r\n"
    kind = (b"content-type", b"multipart/form-data; boundary=cut")
    return Attack("", "", b"", headers=(kind,), body=parts + b"--cut--\r\n")


PATH_VALUES = {
    "..": b"..",
    "encoded dots": b"%2e%2e",
    "a climb": b"%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "a double encoding": b"%252e%252e%252f",
    "a backslash": b"..%5c..%5cboot.ini",
    "NUL": b"%00",
    "text and NUL": CANARY.encode() + b"%00.js",
    "very long": CANARY.encode() + b"x" * 10_000,
    "bad UTF-8": b"%ff%fe",
    "a surrogate": b"%ed%a0%80",
    "a line end": CANARY.encode() + b"%0d%0aSet-Cookie:%20a=b",
    "SQL": CANARY.encode() + b"'%20OR%20'1'='1",
    "HTML": b"%3Cscript%3E" + CANARY.encode(),
    "templates": b"%7B%7B7*7%7D%7D%7B0%7D%25s" + CANARY.encode(),
    "minus one": b"-1",
    "10**30": b"1" + b"0" * 30,
    "an emoji": b"%F0%9F%9B%8B",
    "a blank": b"%20",
    "a percent sign": b"%",
}
QUERY_VALUES = {
    "text": (CANARY.encode(), True),
    "minus one": (b"-1", True),
    "half": (b"1.5", True),
    "nothing": (b"", True),
    "NUL": (CANARY.encode() + b"%00", True),
    "hexadecimal": (b"0x10", True),
    "a list": (b"[1]", True),
    "bad UTF-8": (b"%ff%fe", True),
    "6000 digits": (b"1" + b"0" * 6000, False),
    "10**30": (b"1" + b"0" * 30, False),
    "zero": (b"0", False),
    "exponent": (b"1e3", False),
    "Arabic digits": (quote_from_bytes("٥".encode()).encode(), False),
}
"""Values of a number in the query, and whether each must be refused."""
HEADER_VALUES: dict[bytes, tuple[bytes, ...]] = {
    b"idempotency-key": (b"", b" ", b"k" * 256, b"a\x01b", b"\xff\xfe", b"a\x7f", b"k" * 100_000),
    b"x-request-id": (
        b"",
        b"a\r\nSet-Cookie: %s=1" % CANARY.encode(),
        CANARY.encode() * 1250,
        b"<%s>" % CANARY.encode(),
        b"%s\xff" % CANARY.encode(),
        b"%s a" % CANARY.encode(),
    ),
    b"accept-language": (
        b"*;q=abc, xx;q=nan, fr;q=-inf, ;;;===,",
        b"\xff\xfe",
        b"en-" * 50_000,
        b";q=" + b"9" * 10_000,
        b"zz",
        b"",
    ),
    b"authorization": (
        b"",
        b" ",
        b"Bearer",
        b"Bearer " + CANARY.encode() * 12_500,
        b"Bearer " + b"." * 100_000,
        b"Basic " + CANARY.encode(),
        b"Bearer \xff.\xff.\xff",
        b"Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",  # {"alg": "none"}
        b"Bearer eyJhbGciOiJIUzI1NiIsImNyaXQiOjV9.e30.e30",  # {"alg": "HS256", "crit": 5}
        b"Bearer " + b"W1tb" * 25_000 + b".e30.e30",  # [[[[…
        b"Bearer bnVsbA.bnVsbA.bnVsbA",  # null
    ),
    b"x-api-key": (b"", b"\xff", b"mdf_live_" + b"k" * 100_000, CANARY.encode(), b"_" * 50),
    b"cookie": (
        b";;;=;= ;a",
        b'comptoir_device="\\001\\377\\000"',
        b"comptoir_device=" + b"x" * 100_000,
        b"\xff=\xff; comptoir_device=\xff",
        b"comptoir_device=a%0d%0aSet-Cookie; comptoir_device=b",
    ),
    b"content-length": (b"abc", b"-1", b"9" * 5000, b"\xff"),
    b"host": (b"", b"\xff", b"[::1", CANARY.encode() + b":99999999", b"a b"),
    b"origin": (b"null", b"\xff", CANARY.encode(), b"http://localhost.%s" % CANARY.encode()),
    b"x-forwarded-for": (b"1.2.3.4, ::1, " + CANARY.encode(), b"\xff", b"," * 10_000),
    b"accept": (b"\xff", b"text/html" * 10_000, b";q=;"),
    b"if-none-match": (b"\xff", b'"' * 10_000),
    b"range": (b"bytes=0-0,5-2,-1,a-", b"bytes=" + b"0-," * 10_000),
    b"expect": (CANARY.encode(),),
    b"content-encoding": (b"gzip", b"zstd, br", CANARY.encode()),
}


def _path_attacks(base: Attack, template: str, path: Mapping[str, str]) -> Iterator[Attack]:
    for name in re.findall(r"{(\w+)", template):
        digits = path[name].translate({ord("0") + n: 0x0660 + n for n in range(10)})
        values = dict(PATH_VALUES)
        if digits != path[name]:
            values["Arabic digits"] = quote_from_bytes(digits.encode()).encode()
        for what, value in values.items():
            others = {other: text for other, text in path.items() if other != name}
            yield replace(
                base,
                what=f"{{{name}}} is {what}",
                target=template.format_map(others | {name: "@"}).encode().replace(b"@", value),
                stored=True,
            )


def _query_attacks(
    base: Attack, parameters: list[Mapping[str, Any]], document: Mapping[str, Any]
) -> Iterator[Attack]:
    for parameter in parameters:
        name = parameter["name"].encode()
        number = bool(_kinds(document, parameter["schema"]) & {"number"})

        def attack(what: str, query: bytes, *, refused: bool, of: bytes = name) -> Attack:
            return replace(
                base,
                what=f"?{of.decode()} is {what}",
                target=base.target + b"?" + query,
                refused=refused,
                stored=True,
            )

        for what, (value, refused) in QUERY_VALUES.items():
            refusing = (refused and number) or what == "NUL"
            yield attack(what, name + b"=" + value, refused=refusing)
        yield attack("sent twice", name + b"=1&" + name + b"=" + CANARY.encode(), refused=False)
        yield attack("10000 of them", b"&".join([name + b"=1"] * 10_000), refused=False)
        for what, text in TEXTS.items():
            sent = quote_from_bytes(text.encode()).encode()
            yield attack(what, name + b"=" + sent, refused=number)
    yield replace(base, what="a query of anything", target=base.target + b"?&&=%&%zz=\xff&[]=1",
                  refused=False)  # fmt: skip


def _header_attacks(base: Attack, body: bytes) -> Iterator[Attack]:
    for name, values in HEADER_VALUES.items():
        for value in values:
            yield replace(
                base,
                what=f"{name.decode()}: {value[:40]!r}",
                headers=(*base.headers, (name, value)),
                body=body,
                refused=False,
                stored=name == b"idempotency-key",
            )


def attacks_on(target: Target) -> Iterator[Attack]:
    """Every attack on every route the service's document shows."""
    document = target.document
    for template, methods in document["paths"].items():
        shared = methods.get("parameters", [])
        for method, operation in methods.items():
            if method not in {"get", "post", "put", "patch", "delete"}:
                continue
            route = f"{method.upper()} {template}"
            usual = Attack(route, "", template.format_map(target.path).encode())
            content = operation.get("requestBody", {}).get("content", {})
            body, sent = target.bodies.get(route), b""
            if content:
                assert body is not None, f"{route} takes a body: give one that it would accept"
            if body is not None and set(content) == {"multipart/form-data"}:
                form = _multipart(body())
                usual, sent = replace(usual, headers=form.headers), form.body
            elif body is not None:
                usual = replace(usual, headers=(JSON_TYPE,))
                sent = json.dumps(body()).encode()
            base = replace(usual, body=sent)
            yield replace(base, what="as usual", refused=False, stored=True, usual=True)
            yield from _path_attacks(base, template, target.path)
            parameters = [p for p in [*shared, *operation.get("parameters", [])]
                          if p["in"] == "query"]  # fmt: skip
            yield from _query_attacks(base, parameters, document)
            yield from _header_attacks(usual, sent)
            if "application/json" in content:
                assert body is not None
                schema = content["application/json"]["schema"]
                for at, kinds in _fields(document, schema):
                    yield from _field_attacks(usual, body, at, kinds)
                required = operation["requestBody"].get("required", False)
                yield from _body_attacks(usual, body, required=required)
                yield from _type_attacks(usual, body)
            for kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
                if kind in content:
                    assert body is not None
                    names = [str(at[0]) for at, _ in _fields(document, content[kind]["schema"])]
                    yield from _form_attacks(usual, names, body())


# ── The verdict ───────────────────────────────────────────────────────────────────────────


def _wrong(target: Target, attack: Attack, answer: Answer) -> str | None:
    """What this answer breaks, if anything."""
    everything = answer.body + b"".join(name + value for name, value in answer.headers)
    refused = answer.status >= 400
    broken = {
        "our error": answer.status >= 500
        and answer.status != target.unconfigured.get(attack.route),
        "accepted": attack.refused and not refused,
        "refused": attack.usual and answer.status in DOORMAN,
        "without a request id": not SANE_REQUEST_ID.fullmatch(answer.header(b"x-request-id")),
        "shows our innards": any(word in everything for word in OUR_INNARDS),
        "repeats what was sent": refused and CANARY.encode() in everything,
    }
    for words, so in broken.items():
        if so:
            return words
    try:
        if refused:
            target.words_of(answer.status, json.loads(answer.body))
    except (AssertionError, ValueError, KeyError, TypeError) as error:
        return f"not the service's error body ({error})"
    return None


async def faults(target: Target, attacks: Iterable[Attack]) -> list[str]:
    """Send the attacks; each answer that breaks the promise, in words.

    What an error says is asked for in English too, once: it must be the same in other words.
    """
    wrong, translated = [], set()
    for attack in attacks:
        # What an attack says of the caller replaces whatever else says it.
        said = {name for name, _ in attack.headers}
        silenced = said | CREDENTIALS if said & CREDENTIALS else said
        headers = tuple(p for p in target.headers(attack.route) if p[0] not in silenced)
        answer = await send(target.app, attack, headers)
        problem = _wrong(target, attack, answer)
        if problem is None and answer.status >= 400 and b"accept-language" not in said:
            words = target.words_of(answer.status, json.loads(answer.body))
            if words not in translated:
                translated.add(words)
                answer = await send(target.app, attack, (*headers, (b"accept-language", b"en")))
                problem = _wrong(target, attack, answer)
                if words in answer.body.decode():
                    problem = "the same in English"
        if problem is not None:
            wrong.append(f"{attack}: {problem}: {answer.status} {answer.body[:200]!r}")
    return wrong


# ── A real server, for what only a socket can do ──────────────────────────────────────────


@dataclass(frozen=True)
class Server:
    """A server in a process of its own."""

    port: int
    pid: int

    def peak_mb(self) -> float:
        """The most memory it ever held."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024

    def exchange(self, sent: Iterable[bytes], deadline_s: float = 30) -> bytes:
        """Send raw bytes, piece by piece; return everything answered until it closes."""
        received = bytearray()
        with socket.create_connection(("127.0.0.1", self.port), timeout=deadline_s) as wire:
            with suppress(BrokenPipeError, ConnectionResetError):  # it may have heard enough
                for data in sent:
                    wire.sendall(data)
            with suppress(ConnectionResetError):
                while data := wire.recv(65_536):
                    received += data
        return bytes(received)


@contextmanager
def served(service: str, home: Path, **environ: str) -> Iterator[Server]:
    """Run one service, with its demonstration data, until the block ends."""
    log = home / "server.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", "comptoir", "serve", service, "--port", f"{service}=0"],
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
            env={**os.environ, "COMPTOIR_HOME": str(home), **environ},
        ) as process,
    ):
        assert process.stdout
        try:
            lines = (re.search(r"http://localhost:(\d+)", line) for line in process.stdout)
            found = next((match for match in lines if match), None)
            assert found, f"the server did not start: {log.read_text()[-2000:]}"
            yield Server(int(found[1]), process.pid)
        finally:
            process.terminate()
