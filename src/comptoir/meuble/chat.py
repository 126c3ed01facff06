"""The conversation over HTTP: one message in, one answer out, stored before it is said.

Serves "Chat" of both documents. A turn is one transaction: the question, the answer, what is
remembered, the claim a yes makes, and the idempotency key of the request commit together.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Query, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping, select
from starlette.responses import Response

from comptoir.brain import LANGUAGES, Turn
from comptoir.brain import signals as signal_reader
from comptoir.brain.offline.reader import LONG_TEXT_CHARS
from comptoir.kernel.bodies import Body, answer_response, json_response, once_of
from comptoir.kernel.callers import Caller
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, Once, kept, once
from comptoir.kernel.media.kinds import KINDS
from comptoir.meuble import (
    catalogue,
    claims,
    conversations,
    evidence,
    files,
    handovers,
    order_access,
    orders,
    questions,
    tickets,
    wire,
    withdrawals,
    wording,
)
from comptoir.meuble.access import Anyone, GuardedRoute, person
from comptoir.meuble.advising import ShopProduct
from comptoir.meuble.dialogue import (
    FoundOrder,
    Message,
    Reply,
    ShopAnswer,
    State,
    decide,
)
from comptoir.meuble.history import chain as history_chain
from comptoir.meuble.models import Row, products
from comptoir.meuble.photos import Verdict, assess
from comptoir.meuble.skill import SKILL, answers
from comptoir.platform import Platform

log = structlog.get_logger()

MAXIMUM_LISTED = 100
MAXIMUM_OFFSET = 1_000_000
MAXIMUM_PRODUCTS_FOUND = 12
INTENTS = {"yes": "confirmation", "no": "negation"}
NOT_ON_A_GUESS = {INTENTS["yes"], "parler_humain"}
"""What a message is said to be only where the rules took it for that."""


PhotoUrl = Annotated[str, Field(min_length=1, max_length=2048)]


class ChatMessage(Body):
    """What a customer sends."""

    message: Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_MESSAGE_CHARS)]
    session_id: Annotated[str, Field(max_length=200)] | None = None
    order_number: Annotated[str, Field(max_length=200)] | None = None
    photos: Annotated[tuple[PhotoUrl, ...], Field(max_length=wire.MAXIMUM_PHOTOS)] = ()
    language: Annotated[str, Field(max_length=35)] | None = None


@dataclass
class ShopNow:
    """The shop as the rules may ask it, inside the transaction of one turn."""

    connection: Connection
    platform: Platform
    caller: Caller
    now: datetime
    blocked: bool
    with_adviser: bool = False
    adviser_late: bool = False
    language: str = "fr"
    _orders: dict[str, orders.Order | None] = field(default_factory=dict)

    def look_for_adviser(self, conversation_id: str) -> RowMapping | None:
        """The open hand-over of a conversation, noting whether its adviser has the word."""
        handover = handovers.open_one(self.connection, conversation_id)
        if handover is not None and handover["bot_back_at"] is None:
            self.with_adviser, self.adviser_late = True, handovers.is_late(handover, self.now)
        return handover

    def order(self, number: str, emails: list[str]) -> FoundOrder | None:
        """The order of this number; its content only for whoever may see it."""
        if number not in self._orders:
            self._orders[number] = orders.find(self.connection, number)
        found = self._orders[number]
        if found is None:
            return None
        # Development answers as documented: whoever knows the number.
        shown = not self.platform.settings.production or found.belongs_to(
            {*emails, *order_access.confirmed_emails(self.connection, self.caller)}
        )
        return FoundOrder(found if shown else None)

    def orders_blocked(self) -> bool:
        """Whether too many unknown numbers came from this address."""
        return self.blocked

    def ticket_status(self, name: str) -> str | None:
        """The status of a ticket this caller may read."""
        parsed = wire.ticket_number(name)
        row = claims.find(self.connection, parsed[0]) if parsed else None
        if row is None or not tickets.may_read(self.platform, self.caller, row, None):
            return None
        return str(claims.surviving(self.connection, row)["status"])

    def earlier_claims(self, order_number: str, sku: str | None) -> int:
        """How many claims were made before for the same article."""
        return claims.earlier_claims(self.connection, order_number, sku)

    def answer(self, asked: str, topic: str) -> ShopAnswer | None:
        """The best of the shop's own answers under this heading, in the language of the turn."""
        rows = questions.found(self.connection, asked, self.language, topic or None)
        if not rows:
            return None
        return ShopAnswer(rows[0]["number"], rows[0]["question"], rows[0]["answer"])

    def verdicts(self, photos: Sequence[str]) -> list[Verdict]:
        """What the photos among these that we hold are worth; a link elsewhere is not looked at."""
        tokens = [token for token in map(files.token_in, photos) if token]
        rows = [files.find(self.connection, token, self.now) for token in tokens]
        return [
            assess(row["measures"])
            for row in rows
            if row is not None and KINDS[row["kind"]].family == "image"
        ]

    def add_photos_to_claim(self, number: int, photos: Sequence[str]) -> int | None:
        """Offer photos as evidence of a claim made in this conversation; how much it has now.

        None for a claim that takes no more: it has ended, or has all it can have.
        """
        row = claims.find(self.connection, number)
        if row is None:
            return None
        number = claims.surviving(self.connection, row)["number"]
        known = {piece["url"] for piece in evidence.of(self.connection, number)}
        new = [evidence.Piece(photo) for photo in photos if photo not in known]
        if not new:
            return len(known)
        try:
            added = claims.add_evidence(
                self.connection,
                history_chain(self.platform.settings.secrets),
                number,
                new,
                self.now,
                actor="customer",
            )
        except Problem as refused:
            log.info("photos_refused", why=refused.code)
            return None
        return len(added.all)

    def products(self, asked: str) -> list[ShopProduct]:
        """The products that fit what was asked for, the best first."""
        rows = catalogue.search(self.connection, asked, limit=MAXIMUM_PRODUCTS_FOUND)
        return [_product(row) for row in rows]

    def products_called(self, skus: list[str]) -> list[ShopProduct]:
        """The products of these SKUs that are still there, in their order."""
        rows = self.connection.execute(select(products).where(products.c.sku.in_(skus))).mappings()
        by_sku = {row["sku"]: _product(row) for row in rows}
        return [by_sku[sku] for sku in skus if sku in by_sku]


def _product(row: RowMapping) -> ShopProduct:
    details = row["details"]
    return ShopProduct(
        sku=row["sku"],
        name=row["name"],
        price_eur=Decimal(row["price_cents"]) / 100,
        stock=row["stock"],
        colours=tuple(details.get("colors", ())),
        materials=tuple(details.get("materials", ())),
        size=str(details.get("dimensions", "")),
    )


def _language(message: Message, asked: str | None, state: State) -> str:
    """The message's own language; where that can't be told, the one asked for, else the last."""
    if message.reading.language is not None:
        return message.reading.language
    asked = (asked or "").lower()[:2]
    return asked if asked in LANGUAGES else state.language or "fr"


def _intent(message: Message) -> str:
    """What the answer says the message was; a yes that is not plain is no confirmation."""
    if message.wants_person:
        return "parler_humain"
    if message.says_goodbye:
        return "au_revoir"
    if message.consent is not None:
        return INTENTS[message.consent]
    if message.signals.withdrawal:
        return "faq_retour"
    intent = message.reading.intent
    return "donner_information" if intent in NOT_ON_A_GUESS else intent


def _turn(
    shop: ShopNow,
    conversation: conversations.Conversation,
    message: Message,
    asked: str | None,
    worded: Mapping[str, str],
) -> dict[str, Any]:
    """Answer one message: decide, do, say, store. Returns the body of the answer."""
    connection, state, now = shop.connection, conversation.state, shop.now
    handover = shop.look_for_adviser(conversation.id)
    language = shop.language = _language(message, asked, state)
    state.language = language
    reply = decide(state, message, shop)
    text = wording.reply_text(reply, now, language, worded)
    created: Row | None = None
    if reply.create is not None:
        created = claims.create(
            connection,
            history_chain(shop.platform.settings.secrets),
            reply.create,
            now,
            status="en_attente_preuves",
            actor="customer",
            language=language,
            account_id=shop.caller.account_id,
            conversation_id=conversation.id,
        )
        state.ticket = wire.ticket_id(created["number"])
        text = "\n\n".join(filter(None, [text, _created_text(created, state, language)]))
    if reply.add_photos and state.ticket:
        number = wire.ticket_number(state.ticket)
        count = shop.add_photos_to_claim(number[0], reply.add_photos) if number else None
        text = "\n\n".join(
            filter(None, [text, wording.photos_added_text(state.ticket, count, language)])
        )
    if message.photos and not shop.with_adviser:
        advice = wording.photo_advice(shop.verdicts(message.photos), language)
        text = "\n\n".join(filter(None, [text, advice]))
    receipts = [_receive(shop, conversation, each, language) for each in reply.withdraw]
    text = "\n\n".join(filter(None, [text, *(said for _, said in receipts)]))
    if handover is not None and reply.back_from_adviser:
        handovers.bot_is_back(connection, handover, now)
    elif handover is not None and shop.with_adviser:
        handovers.customer_wrote(connection, handover, now)
    if reply.hand_over:
        handovers.ask(connection, conversation.id, handovers.summary(state, message.text), now)

    conversations.add(
        connection, conversation, shop.caller, [("user", message.text), ("assistant", text)], now
    )
    body = _body(shop, conversation, message, reply, created, text)
    body["withdrawal"] = withdrawals.receipt_body(receipts[0][0]) if receipts else None
    return body


def _receive(
    shop: ShopNow,
    conversation: conversations.Conversation,
    declaration: withdrawals.Declaration,
    language: str,
) -> tuple[RowMapping, str]:
    """Receive a withdrawal, mail its receipt where an address is known; the words that say so."""
    connection, account_id = shop.connection, shop.caller.account_id
    row, news = withdrawals.receive(
        connection, declaration, conversation_id=conversation.id, account_id=account_id
    )
    text = wording.withdrawal_text(row, declaration, language, news=news)
    known = {declaration.order.email} if declaration.order else set[str]()
    if news:
        subject, mailed = wording.withdrawal_mail(row, text, language)
        for to in sorted(known | order_access.confirmed_emails(connection, shop.caller)):
            withdrawals.mail_receipt(connection, row, to, subject, mailed, shop.now)
    return row, text


def _created_text(created: Row, state: State, language: str) -> str:
    return wording.created_text(created, str(state.ticket), language)


def _body(
    shop: ShopNow,
    conversation: conversations.Conversation,
    message: Message,
    reply: Reply,
    created: Row | None,
    text: str,
) -> dict[str, Any]:
    """The answer of the 2026 document, with the 2025 document's fields beside it."""
    language = str(conversation.state.language)
    secret = shop.platform.settings.secrets[0]
    return {
        "success": True,
        "response": text,
        "language": language,
        "conversation_type": conversation.state.topic,
        "session_id": conversation.session_id,
        "handover": handovers.who_has_it(shop.connection, conversation.id),
        "requires_validation": reply.recap is not None,
        "ticket_id": wire.ticket_id(created["number"]) if created else None,
        "ticket_access_token": claims.access_token(secret, created) if created else None,
        "should_close_session": reply.close,
        "danger": bool(message.dangers),
        "intent": _intent(message),
        "confidence": round(message.reading.confidence, 2),
        "recap": claims.recap_body(reply.recap, shop.now) if reply.recap else None,
        "claim": claims.created_body(created, language) if created else None,
        "sources": [
            {"type": "faq", "id": wire.question_id(each.number), "title": each.question}
            for each in reply.answers
        ]
        + [{"type": "product", "id": each.sku, "title": each.name} for each in reply.products],
        "quick_replies": answers.QUICK_REPLIES["confirm"][language] if reply.recap else [],
    }


router = APIRouter(route_class=GuardedRoute, tags=["Chat"])


async def _read(
    platform: Platform,
    body: ChatMessage,
    caller: Caller,
    session_id: str,
    now: datetime,
    told: Sequence[Turn],
) -> Message:
    """What the message says: by the deterministic reader, and by the configured brain."""

    def context(connection: Connection) -> list[Turn]:
        return conversations.context(connection, caller, session_id, now)[1]

    turns = await platform.db.read(context) or told
    reading = await platform.brain.read(body.message, turns, SKILL)
    if len(body.message) <= LONG_TEXT_CHARS:
        signals = signal_reader.read(body.message)
    else:
        signals = await asyncio.to_thread(signal_reader.read, body.message)
    return Message(
        text=body.message,
        signals=signals,
        reading=reading,
        order_number=wire.checked_order_number(body.order_number) if body.order_number else None,
        photos=body.photos,
    )


async def _worded(
    platform: Platform,
    caller: Caller,
    session_id: str,
    message: Message,
    asked: str | None,
    *,
    blocked: bool,
    now: datetime,
) -> Mapping[str, str]:
    """The free sentences that the turn will say, each with the words to say it in.

    A transaction cannot wait for a model, so the turn is rehearsed: the same rules on a copy of
    what is remembered, and nothing is done. A sentence that the turn then does not say, because
    something happened in between, takes its words with it (docs/decisions/0006).
    """
    if not platform.brain.phrases or message.dangers:
        return {}

    def rehearse(connection: Connection) -> tuple[list[str], str]:
        row = conversations.find(connection, caller, session_id, now)
        state = State.from_json(row["state"]) if row else State()
        shop = ShopNow(connection, platform, caller, now, blocked)
        if row is not None:
            shop.look_for_adviser(row["id"])
        language = shop.language = _language(message, asked, state)
        return wording.free_sentences(decide(state, message, shop), now, language), language

    drafts, language = await platform.db.read(rehearse)
    words = await platform.brain.word(drafts, message.text, language) if drafts else ()
    return dict(zip(drafts, words, strict=True))


async def _orders_blocked(platform: Platform, caller: Caller, message: Message) -> bool:
    """Count the numbers that do not exist; whether this address has named too many."""
    named = {*message.signals.order_numbers, *filter(None, [message.order_number])}
    return await order_access.count_unknown(platform, caller.address, named) is not None


Shape = Callable[[dict[str, Any], Message], dict[str, Any]]
"""Makes a route's own answer of the chat's, given what the message was understood to be."""


def as_it_is(body: dict[str, Any], message: Message) -> dict[str, Any]:
    """The chat's own answer."""
    return body


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that may be answered: who says it, in which conversation, under which key."""

    body: ChatMessage
    caller: Caller
    session_id: str
    made_here: bool
    once: Once | None
    before: Answer | None
    """The answer that this very request got already."""
    told: tuple[Turn, ...] = ()
    """The turns that a client says came before: something to read by where we know of none."""
    shape: Shape = as_it_is


async def asked_of(
    request: Request,
    body: ChatMessage,
    caller: Caller,
    *,
    told: tuple[Turn, ...] = (),
    shape: Shape = as_it_is,
) -> Asked:
    """What a request asks. Raises Problem for what no conversation can take."""
    platform: Platform = request.app.state.platform
    if not body.message.strip():
        raise Problem(
            400, "invalid_request", Text("message : texte attendu.", "message: text expected.")
        )
    if body.order_number:
        wire.checked_order_number(body.order_number)
    made_here = body.session_id is None
    session_id = (
        conversations.new_session_id()
        if body.session_id is None
        else wire.checked_session_id(body.session_id)
    )
    request_once = await once_of(request, wire.SERVICE)
    before = await platform.db.read(kept, request_once) if request_once else None
    return Asked(body, caller, session_id, made_here, request_once, before, told, shape)


async def answer_to(platform: Platform, asked: Asked) -> Answer:
    """Take a message in and answer it; what is returned is stored already."""
    if asked.before is not None:
        return asked.before
    body, caller = asked.body, asked.caller
    now = platform.clock.now()
    message = await _read(platform, body, caller, asked.session_id, now, asked.told)
    blocked = await _orders_blocked(platform, caller, message)
    worded = await _worded(
        platform, caller, asked.session_id, message, body.language, blocked=blocked, now=now
    )

    def effect(connection: Connection) -> Answer:
        conversation = conversations.open_(
            connection, caller, asked.session_id, made_here=asked.made_here, now=now
        )
        shop = ShopNow(connection, platform, caller, now, blocked)
        answer = _turn(shop, conversation, message, body.language, worded)
        return Answer(200, asked.shape(answer, message))

    return await platform.db.write(once, asked.once, effect)


@router.post("/api/chat")
async def chat(request: Request, body: ChatMessage, caller: Anyone) -> Response:
    """Say something to the assistant."""
    asked = await asked_of(request, body, caller)
    return answer_response(await answer_to(request.app.state.platform, asked))


@router.get("/api/chat/history")
async def history(
    request: Request,
    caller: Anyone,
    limit: Annotated[int, Query(ge=1)] = 20,
    offset: Annotated[int, Query(ge=0, le=MAXIMUM_OFFSET)] = 0,
    session_id: str | None = None,
) -> Response:
    """The caller's own messages, newest first; an anonymous caller names its conversation."""
    platform: Platform = request.app.state.platform
    if caller.anonymous and session_id is None:
        await person(request)
    if session_id is not None:
        wire.checked_session_id(session_id)
    limit = min(limit, MAXIMUM_LISTED)
    now = platform.clock.now()

    def remembered(connection: Connection) -> tuple[list[RowMapping], int, str | None]:
        rows, total = conversations.history(connection, caller, session_id, limit, offset, now)
        row = conversations.find(connection, caller, session_id, now) if session_id else None
        return rows, total, handovers.who_has_it(connection, row["id"]) if row else None

    rows, total, handover = await platform.db.read(remembered)
    return json_response(
        {
            "success": True,
            "history": [
                {
                    "session_id": row["session_id"],
                    "role": row["role"],
                    "content": row["content"],
                    "created_at": iso(row["created_at"]),
                }
                for row in rows
            ],
            "total": total,
            "limit": limit,
            "offset": offset,
            "handover": handover,
        }
    )


@router.delete("/api/chat/{session_id}")
async def clear(request: Request, session_id: str, caller: Anyone) -> Response:
    """Forget one of the caller's conversations."""
    platform: Platform = request.app.state.platform
    wire.checked_session_id(session_id)

    def forget(connection: Connection) -> bool:
        row = conversations.find(connection, caller, session_id, platform.clock.now())
        return row is not None and conversations.forget(connection, row["owner"], session_id)

    if not await platform.db.write(forget):
        raise Problem(
            404, "session_not_found", Text("Conversation introuvable.", "Session not found.")
        )
    return json_response({"success": True, "message": "Session cleared"})
