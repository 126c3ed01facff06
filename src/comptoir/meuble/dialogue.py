"""What may happen next in a conversation: the rules, whatever engine reads and writes.

`decide` is given what was remembered, what the message says, and what the shop knows; it answers
with what to say and what to do. A claim is made only by a plain yes that directly follows a recap.
A yes, danger and identifiers come from `signals` alone; the brain's `Reading` says what a message
is about, and grants nothing. A no, a goodbye and the wish for a person, which grant nothing either,
are also heard where the embedded engine reads them; a configured model has no say in them
(`understanding.DETERMINISTIC`).
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, Protocol

from comptoir.brain import Reading
from comptoir.brain.signals import Signals
from comptoir.brain.signals.consent import Consent
from comptoir.brain.signals.wishes import (
    asks_for_order_number,
    asks_whether_human,
    speaks_of_withdrawing,
)
from comptoir.meuble import advising, shopping
from comptoir.meuble.advising import ShopProduct
from comptoir.meuble.claims import Claim, Problem
from comptoir.meuble.orders import Order
from comptoir.meuble.withdrawals import Declaration

MAXIMUM_DESCRIPTION_CHARS = 4000
MAXIMUM_PHOTOS = 20
MAXIMUM_EMAILS = 5
MAXIMUM_SOUGHT_CHARS = 400
SEVERITIES = ("Basse", "Moyenne", "Haute", "Critique")
CRITICAL = SEVERITIES[-1]
UNNAMED_DANGER = "injury"
"""The kind whose advice fits any danger: what to do if somebody is hurt, and to stop using it."""
UNCLASSIFIED_CATEGORY, UNCLASSIFIED_SEVERITY = "Autre", "Moyenne"
"""For a problem described in words the engine does not know: a person will look at it."""

UPSET = {"angry", "frustrated", "sad", "anxious"}
TELLS_A_PROBLEM = {
    "declarer_probleme",
    "donner_information",
    "reclamation",
    "negation",
    "confirmation",
    "salutation",
}
TOPICS = {
    "declarer_probleme": "sav",
    "suivi_ticket": "sav",
    "reclamation": "sav",
    "suivi_commande": "commande",
    "modifier_commande": "commande",
    "recherche_produit": "produit",
}
QUESTIONS = {
    "faq_entretien": "entretien",
    "faq_garantie": "garantie",
    "faq_livraison": "livraison",
    "faq_retour": "retour",
    "faq_paiement": "paiement",
    "faq_autre": "",
}
"""Which heading of the shop's questions an intent asks under; empty: any."""
OF_A_PRODUCT_PERHAPS = {"hors_perimetre", "donner_information", "salutation"}
"""Intents that a short question about one product may be taken for."""
ASIDES = {
    "remerciement": "thanks",
    "reclamation": "complaint",
    "hors_perimetre": "out_of_scope",
    "modifier_commande": "order_change",
}


@dataclass
class State:
    """What a conversation remembers. Kept as JSON with the conversation."""

    greeted: bool = False
    language: str | None = None
    topic: str = "general"
    order_number: str | None = None
    order_field: str | None = None
    """The number that the client sent last beside the words."""
    unknown_order: str | None = None
    emails: list[str] = field(default_factory=list)
    claiming: bool = False
    """Whether the customer is reporting a problem."""
    description: list[str] = field(default_factory=list)
    summary: str | None = None
    """The problem in one sentence, in a model's words: for staff, beside the customer's own."""
    product: str | None = None
    category: str | None = None
    severity: str | None = None
    confidence: float = 0.0
    dangers: list[str] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    asked: str | None = None
    """What the bot asked for last: `order`, `problem` or `correction` of a claim; `order_to_follow`
    and `email_to_follow`; `order_to_withdraw` and `email_to_withdraw`."""
    withdrawal: str | None = None
    """The words of a withdrawal that has no receipt yet, or none of an order shown to be theirs."""
    withdrawn_at: str | None = None
    """When they were said, ISO 8601."""
    recap_shown: bool = False
    """Whether the bot's last words were a recap: only then does a yes mean anything."""
    ticket: str | None = None
    """The last claim made in this conversation."""
    shown: list[str] = field(default_factory=list)
    """The products named last, by SKU."""
    sought: str = ""
    """What was searched for last, in the customer's words."""

    def as_json(self) -> dict[str, Any]:
        """This state as it is kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "State":
        """A state as it was kept, perhaps by another version of the program."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a customer, read."""

    text: str
    signals: Signals
    reading: Reading
    order_number: str | None = None
    photos: tuple[str, ...] = ()

    @property
    def dangers(self) -> tuple[str, ...]:
        """The dangers told of; what the embedded engine holds for critical is one too."""
        problem = self.reading.problem
        told = problem is not None and self.reading.intent in TELLS_A_PROBLEM
        critical = told and problem is not None and problem.severity == CRITICAL
        return self.signals.dangers or ((UNNAMED_DANGER,) if critical else ())

    @property
    def wants_person(self) -> bool:
        """Whether they ask for one of us."""
        likely = self.reading.intent == "parler_humain"
        return self.signals.wants_person or (likely and not asks_for_order_number(self.text))

    @property
    def says_goodbye(self) -> bool:
        """Whether they take leave."""
        return self.signals.goodbye or self.reading.intent == "au_revoir"

    @property
    def consent(self) -> Consent | None:
        """A yes only where it is plain; a no also where it is likely."""
        if self.signals.consent is None and self.reading.intent == "negation":
            return "no"
        return self.signals.consent


@dataclass(frozen=True, slots=True)
class ShopAnswer:
    """A question of the shop's own list, with its answer."""

    number: int
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class FoundOrder:
    """An order that exists; what is in it only when it is the caller's to see."""

    order: Order | None


class Shop(Protocol):
    """What the rules may ask the shop while they decide."""

    now: datetime
    with_adviser: bool
    """An adviser has this conversation."""
    adviser_late: bool
    """An adviser was asked for and has not answered in time."""

    def order(self, number: str, emails: list[str]) -> FoundOrder | None:
        """The order of this number, if it exists."""

    def orders_blocked(self) -> bool:
        """Whether too many unknown numbers came from this address."""

    def ticket_status(self, name: str) -> str | None:
        """The status of a ticket this caller may read."""

    def earlier_claims(self, order_number: str, sku: str | None) -> int:
        """How many claims were made before for the same article."""

    def answer(self, asked: str, topic: str) -> ShopAnswer | None:
        """The shop's own answer to a question of this topic, in the customer's language."""

    def products(self, asked: str) -> list[ShopProduct]:
        """The products that fit what was asked for, the best first."""

    def products_called(self, skus: list[str]) -> list[ShopProduct]:
        """The products of these SKUs that are still there."""


@dataclass
class Reply:
    """What to say, and what to do, in this order."""

    phrases: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    recap: Claim | None = None
    create: Claim | None = None
    hand_over: bool = False
    back_from_adviser: bool = False
    close: bool = False
    add_photos: tuple[str, ...] = ()
    """Photos to add to the claim that was made in this conversation."""
    withdraw: list[Declaration] = field(default_factory=list)
    """Withdrawals to receive."""
    answers: list[ShopAnswer] = field(default_factory=list)
    """The shop's own answers that the reply says, its sources."""
    products: list[ShopProduct] = field(default_factory=list)
    """The products it names, sources too."""

    def say(self, phrase: str, **names: Any) -> None:
        """Add a sentence of the skill."""
        self.phrases.append((phrase, names))


def decide(state: State, message: Message, shop: Shop) -> Reply:
    """Take one message into `state` and say what happens next."""
    reply = Reply()
    if message.dangers:
        reply.say("safety", kinds=message.dangers)
    if not state.greeted:
        reply.say("automatic")
        state.greeted = True
    recap_was_shown, state.recap_shown = state.recap_shown, False

    if shop.with_adviser and not shop.adviser_late:
        _remember(state, message, shop, reply)
        _note_withdrawal(state, message, shop)
        reply.say("passed_on")
        reply.close = message.says_goodbye
        return reply
    if shop.adviser_late:
        reply.say("nobody_answered")
        reply.back_from_adviser = True

    if message.wants_person and not _gives_what_was_asked(state, message):
        _remember(state, message, shop, reply)
        _note_withdrawal(state, message, shop)
        reply.say("handed_over")
        reply.hand_over = True
        return reply
    reply.close = message.says_goodbye
    if _withdraws(state, message):
        _withdraw(state, message, shop, reply)
        return reply
    agreed = recap_was_shown and message.consent == "yes"
    if message.says_goodbye and not agreed:
        if recap_was_shown:
            reply.say("nothing_created")
        reply.say("goodbye")
        return reply

    if message.reading.emotion in UPSET and not message.dangers and not recap_was_shown:
        reply.say("empathy")
    if recap_was_shown:
        _after_recap(state, message, shop, reply)
    else:
        _converse(state, message, shop, reply)
    return reply


def _gives_what_was_asked(state: State, message: Message) -> bool:
    """Whether what may be read as a wish for a person is the address or number just asked for."""
    signals, asked = message.signals, state.asked or ""
    given = (asked.startswith("email") and signals.emails) or (
        asked.startswith("order") and signals.order_numbers
    )
    return bool(given) and not signals.wants_person


# ── Taking in what a message gives ────────────────────────────────────────────────────────


def _remember(state: State, message: Message, shop: Shop, reply: Reply) -> bool:
    """Keep what the message gives; return whether it gave something for a claim."""
    signals, reading = message.signals, message.reading
    new_emails = [email for email in signals.emails if email not in state.emails]
    state.emails = (state.emails + new_emails)[-MAXIMUM_EMAILS:]
    new_photos = _take_photos(state, message)
    gave = _take_order(state, message, shop, reply)
    state.dangers += [kind for kind in message.dangers if kind not in state.dangers]
    product = reading.slots.get("produit")
    if isinstance(product, str):
        state.product = product
    tells = _names_a_symptom(message) and reading.intent in TELLS_A_PROBLEM
    if tells or message.dangers:
        _take_problem(state, message)
        gave = True
    if tells or message.dangers or reading.intent == "declarer_probleme":
        state.claiming = True
    if gave or reading.intent == "declarer_probleme":
        state.topic = "sav"
    return gave or (new_photos and state.claiming)


def _names_a_symptom(message: Message) -> bool:
    """Whether the message says what is wrong, and not only that something is."""
    problem = message.reading.problem
    return problem is not None and problem.category != UNCLASSIFIED_CATEGORY


def _take_photos(state: State, message: Message) -> bool:
    new = [photo for photo in message.photos if photo not in state.photos]
    state.photos = (state.photos + new)[:MAXIMUM_PHOTOS]
    return bool(new)


def _take_order(state: State, message: Message, shop: Shop, reply: Reply) -> bool:
    """Look up the numbers a message names; the first that exists is the one meant.

    The order already known stays when the message names it again among others.
    """
    named = list(message.signals.order_numbers)
    # A client may repeat the same field with every message: it counts when it changes.
    if message.order_number is not None and message.order_number != state.order_field:
        state.order_field = message.order_number
        named.append(message.order_number)
    new = [number for number in named if number != state.order_number]
    if not new:
        return False
    if shop.orders_blocked():
        reply.say("too_many_orders")
        return False
    found = next((number for number in new if shop.order(number, state.emails)), None)
    if found is None:
        reply.say("unknown_order", order=new[0])
        state.unknown_order = new[0]
        return False
    if state.order_number in named:
        return False
    if state.order_number is not None:
        state.description = [
            _without_number(each, state.order_number) for each in state.description
        ]
    state.order_number, state.unknown_order = found, None
    return True


def _without_number(words: str, number: str) -> str:
    """The customer's words without an order number they have since taken back."""
    spelled = r"[\s._:#-]{0,3}".join(map(re.escape, number.split("-")))
    with_noun = rf"(?:\b(?:commande|order|pedido|ordine|bestellung(?:snummer)?)\W+)?{spelled}"
    return " ".join(re.sub(with_noun, "", words, flags=re.IGNORECASE).split()).strip(" ,;:-")


def _take_problem(state: State, message: Message) -> None:
    """Add the customer's words; the worst severity and the surest category stand."""
    text = message.text.strip()
    if state.asked == "correction":
        state.description, state.category, state.severity, state.confidence = [], None, None, 0.0
        state.summary = None
    state.summary = message.reading.description or state.summary
    if text not in state.description:
        room = MAXIMUM_DESCRIPTION_CHARS - sum(len(part) + 3 for part in state.description)
        if room > 0:
            state.description.append(text[:room])
    problem = message.reading.problem
    category = problem.category if problem else UNCLASSIFIED_CATEGORY
    severity = problem.severity if problem else UNCLASSIFIED_SEVERITY
    confidence = problem.confidence if problem else 0.0
    if message.dangers:
        severity = CRITICAL
    surer = confidence > state.confidence or state.category in {None, UNCLASSIFIED_CATEGORY}
    if state.category is None or (surer and category != UNCLASSIFIED_CATEGORY):
        state.category, state.confidence = category, confidence
    worse = [each for each in (state.severity, severity) if each is not None]
    state.severity = max(worse, key=SEVERITIES.index)


# ── Turns ─────────────────────────────────────────────────────────────────────────────────


def _after_recap(state: State, message: Message, shop: Shop, reply: Reply) -> None:
    """The customer has just seen a recap: yes creates, no returns to the question."""
    if message.consent == "yes":
        _take_photos(state, message)
        reply.create = _claim(state, shop)
        _begin_anew(state)
        return
    if message.consent == "no":
        state.asked = "correction"
        if _remember(state, message, shop, reply):
            _claim_step(state, shop, reply, said_unknown=_said_unknown(reply))
        elif not _said_unknown(reply):
            reply.say("correct_what")
        return
    gave, said_unknown = _remember(state, message, shop, reply), _said_unknown(reply)
    if message.reading.intent == "confirmation":
        reply.say("say_plainly")
    elif not gave and not said_unknown:
        _aside(state, message, shop, reply)
    # Whatever was said in between, a yes must directly follow the recap it answers.
    _claim_step(state, shop, reply, said_unknown=said_unknown)


def _converse(state: State, message: Message, shop: Shop, reply: Reply) -> None:
    """No recap is waiting for an answer."""
    signals, reading = message.signals, message.reading
    if state.asked in {"problem", "correction"} and _is_an_account(message):
        _take_problem(state, message)
        state.claiming = True
    gave = _remember(state, message, shop, reply)
    said_unknown = _said_unknown(reply)
    if message.photos and state.ticket is not None and not state.claiming:
        reply.add_photos, state.photos = message.photos, []
        if not _is_a_request(reading.intent):
            return

    if signals.ticket_ids or reading.intent == "suivi_ticket":
        _ticket_status(state, message, shop, reply)
    elif _troubled_by_delivered(state, message, shop):
        state.claiming, state.topic = True, "sav"
        _claim_step(state, shop, reply, said_unknown=said_unknown)
    elif _follows_order(state, message):
        _order_status(state, shop, reply, said_unknown=said_unknown)
    elif state.claiming and (gave or message.consent or not _is_aside(reading.intent)):
        _claim_step(state, shop, reply, said_unknown=said_unknown)
    elif message.consent == "yes" or reading.intent == "confirmation":
        _nothing_to_confirm(state, shop, reply)
    elif message.consent == "no":
        reply.say("no_noted")
    elif said_unknown or (gave and not _asks_of_an_order(message)):
        _claim_step(state, shop, reply, said_unknown=said_unknown)
    else:
        _aside(state, message, shop, reply)
        if state.claiming and reading.intent != "hors_perimetre":
            _claim_step(state, shop, reply)


def _said_unknown(reply: Reply) -> bool:
    """Whether the reply already asks for another order number."""
    return any(name in {"unknown_order", "too_many_orders"} for name, _ in reply.phrases)


def _is_an_account(message: Message) -> bool:
    """Whether plain words, asked for as a description, can stand as one."""
    words = [word for word in message.text.split() if any(c.isalpha() for c in word)]
    return (
        message.reading.intent in {"declarer_probleme", "donner_information"}
        and not _names_a_symptom(message)
        and message.consent is None
        and not message.signals.order_numbers
        and len(words) >= 3
    )


def _is_aside(intent: str) -> bool:
    """Whether the customer speaks of something else than their claim."""
    return intent not in {
        "declarer_probleme",
        "donner_information",
        "confirmation",
        "negation",
        "salutation",
    }


def _asks_of_an_order(message: Message) -> bool:
    """Whether an order is named to ask something about it, and not to report a problem."""
    told = _names_a_symptom(message) or bool(message.dangers)
    return _is_a_request(message.reading.intent) and not told


def _is_a_request(intent: str) -> bool:
    """Whether words that come with photos ask for something else than to look at them."""
    return intent in QUESTIONS or intent in {
        "suivi_ticket",
        "suivi_commande",
        "modifier_commande",
        "recherche_produit",
        "reclamation",
    }


def _troubled_by_delivered(state: State, message: Message, shop: Shop) -> bool:
    """Whether "a problem with my order" is one with what came, and not a question where it is."""
    reading = message.reading
    if reading.intent != "suivi_commande" or reading.problem is None:
        return False
    order = _shown_order(state, shop)
    return order is not None and order.status == "livree"


def _follows_order(state: State, message: Message) -> bool:
    if message.reading.intent == "suivi_commande" or asks_for_order_number(message.text):
        return True
    if state.asked == "email_to_follow":
        return bool(message.signals.emails)
    return state.asked == "order_to_follow" and bool(message.signals.order_numbers)


def _nothing_to_confirm(state: State, shop: Shop, reply: Reply) -> None:
    if state.ticket:
        reply.say("already_created", ticket=state.ticket)
    else:
        reply.say("nothing_to_confirm")


def _claim_step(state: State, shop: Shop, reply: Reply, *, said_unknown: bool = False) -> None:
    """Ask for what is missing, one thing at a time; once nothing is, show the recap."""
    if said_unknown:
        state.asked = state.asked or "order"
    elif state.order_number is None:
        if state.claiming:
            reply.say("ask_order" if state.description else "ask_problem_and_order")
        state.asked = "order"
    elif not state.description:
        order = _shown_order(state, shop)
        line = order.line_of(state.product) if order else None
        reply.say("ask_problem", order=state.order_number, product=line.name if line else None)
        state.asked, state.claiming = "problem", True
    else:
        reply.recap = _claim(state, shop)
        reply.say("recap", claim=reply.recap)
        state.recap_shown, state.asked = True, None
        state.claiming, state.topic = True, "sav"


def _shown_order(state: State, shop: Shop) -> Order | None:
    found = shop.order(state.order_number, state.emails) if state.order_number else None
    return found.order if found else None


def _claim(state: State, shop: Shop) -> Claim:
    """The claim that a yes would make: what the recap shows."""
    order = _shown_order(state, shop)
    line = order.line_of(state.product) if order else None
    number = str(state.order_number)
    return Claim(
        problem=Problem(
            description=" — ".join(state.description),
            category=state.category or UNCLASSIFIED_CATEGORY,
            severity=state.severity or UNCLASSIFIED_SEVERITY,
            confidence=state.confidence,
            danger=bool(state.dangers),
        ),
        order_number=number,
        order=order,
        line=line,
        photos=tuple(state.photos),
        earlier_claims=shop.earlier_claims(number, line.sku if line else None),
    )


def _begin_anew(state: State) -> None:
    """A claim was made: its problem is told. The order and the person are still known."""
    state.claiming, state.asked = False, None
    state.description, state.photos, state.dangers = [], [], []
    state.summary, state.category, state.severity, state.confidence = None, None, None, 0.0


def _ticket_status(state: State, message: Message, shop: Shop, reply: Reply) -> None:
    state.topic = "sav"
    name = message.signals.ticket_ids[0] if message.signals.ticket_ids else state.ticket
    if name is None:
        reply.say("ask_ticket")
        return
    status = shop.ticket_status(name)
    if status is None:
        reply.say("unknown_ticket", ticket=name)
    else:
        reply.say("ticket_status", ticket=name, status=status)


def _order_status(state: State, shop: Shop, reply: Reply, *, said_unknown: bool) -> None:
    state.topic = "commande"
    if said_unknown:
        state.asked = "order_to_follow"
    elif state.order_number is None:
        reply.say("ask_order_to_follow")
        state.asked = "order_to_follow"
    else:
        order = _shown_order(state, shop)
        if order is not None:
            reply.say("order_status", found=order)
            if order.late_since(shop.now.date()):
                reply.say("order_late", day=order.expected_delivery_date)
        elif state.asked == "email_to_follow":
            reply.say("email_not_of_order", order=state.order_number)
        else:
            reply.say("order_not_shown")
        state.asked = None if order else "email_to_follow"


# ── Withdrawing ───────────────────────────────────────────────────────────────────────────


def _withdraws(state: State, message: Message) -> bool:
    """Whether a withdrawal is declared, or what its receipt still needs is given.

    A declaration is what `signals` holds for one, and nothing else: it has legal effect.
    """
    if message.signals.withdrawal:
        return True
    if state.withdrawal is None or _names_a_symptom(message):
        return False
    given = {
        "order_to_withdraw": message.signals.order_numbers or message.order_number,
        "email_to_withdraw": message.signals.emails,
    }
    return bool(given.get(str(state.asked)))


def _note_withdrawal(state: State, message: Message, shop: Shop) -> None:
    """Keep the first words that declared it, and their moment, until there is a receipt."""
    of_another = state.asked == "email_to_withdraw"
    if message.signals.withdrawal and (state.withdrawal is None or of_another):
        state.withdrawal, state.withdrawn_at = message.text.strip(), shop.now.isoformat()


def _withdraw(state: State, message: Message, shop: Shop, reply: Reply) -> None:
    """Receive a withdrawal, the customer's own act; only the order it is about may be asked for."""
    _note_withdrawal(state, message, shop)
    _remember(state, message, shop, reply)
    state.topic = "commande"
    numbers = [n for n in message.signals.order_numbers if shop.order(n, state.emails)]
    if _said_unknown(reply):
        state.asked = "order_to_withdraw"
    elif not numbers and state.order_number is None:
        reply.say("ask_order_to_withdraw")
        state.asked = "order_to_withdraw"
    else:
        for number in numbers or [str(state.order_number)]:
            found = shop.order(number, state.emails)
            reply.withdraw.append(
                Declaration(
                    order_number=number,
                    order=found.order if found else None,
                    words=str(state.withdrawal),
                    declared_at=datetime.fromisoformat(str(state.withdrawn_at)),
                )
            )
        if all(each.order for each in reply.withdraw):
            state.withdrawal, state.withdrawn_at, state.asked = None, None, None
        else:
            state.asked = "email_to_withdraw"


def _aside(state: State, message: Message, shop: Shop, reply: Reply) -> None:
    """Something else than a claim, an order or a ticket."""
    intent = message.reading.intent
    if _asks_of_products(state, message, shop):
        _products(state, message, shop, reply)
        return
    state.topic = TOPICS.get(intent, "faq" if intent.startswith("faq_") else state.topic)
    if asks_whether_human(message.text):
        if not any(name == "automatic" for name, _ in reply.phrases):
            reply.say("automatic")
        reply.say("hello")
    elif intent == "hors_perimetre" and _is_wordless(message):
        reply.say("hello")
    elif message.photos or (message.signals.photos and intent != "salutation"):
        reply.say("photos_noted")
    elif intent in {"salutation", "donner_information"}:
        reply.say("hello")
    elif intent in QUESTIONS and (found := shop.answer(message.text, QUESTIONS[intent])):
        reply.say("answer", found=found)
        reply.answers.append(found)
        if speaks_of_withdrawing(message.text):
            reply.say("withdrawal_how")
    else:
        reply.say(ASIDES.get(intent, "no_sure_answer"))


def _is_wordless(message: Message) -> bool:
    """Whether somebody sends signs alone: they are asked what they need, not sent away."""
    text = message.text.strip()
    return bool(text) and not any(map(str.isalnum, text)) and not message.photos


# ── Products ──────────────────────────────────────────────────────────────────────────────


def _asks_of_products(state: State, message: Message, shop: Shop) -> bool:
    """Whether a message looks for furniture, or asks something of a product it names or was shown.

    What is asked of a product alone is often too short for the engine to place.
    """
    reading = message.reading
    if reading.intent == "recherche_produit":
        return True
    asked = advising.aspects(message.text)
    if message.photos or message.signals.order_numbers:
        return False
    if advising.narrows(message.text) and state.shown and advising.follows_on(message.text):
        return reading.intent not in QUESTIONS
    if not asked:
        return False
    if reading.intent in OF_A_PRODUCT_PERHAPS:
        found = advising.named_by(message.text, shop.products(message.text))
        return bool(found or (state.shown and advising.follows_on(message.text)))
    return reading.intent in QUESTIONS and "stock" in asked and bool(state.shown)


def _products(state: State, message: Message, shop: Shop, reply: Reply) -> None:
    """Answer from the rows: about the one that is meant, else with what comes closest."""
    state.topic = "produit"
    text = message.text
    asked, wanted = advising.aspects(text), shopping.wish(text)
    found = shop.products(text)
    named = advising.named_by(text, found)
    if not named and state.shown and advising.follows_on(text):
        shown = shop.products_called(state.shown)
        picks = len(shown) > 1 and bool({"colour", "material"} & set(asked))
        searches = picks or advising.narrows(text)
        if asked and not searches:
            named = shown
        elif searches:
            text = f"{state.sought} {text}"
            found = shop.products(text)
    chosen = (named or found)[: advising.MOST_SHOWN]
    if not chosen:
        reply.say("products_none" if advising.asks_for_something(wanted) else "products_what")
        return
    if len(chosen) == 1 and named:
        reply.say("product", product=chosen[0], asked=asked, colours=wanted.colours)
    else:
        reply.say("products", products=chosen)
    if not (named and advising.follows_on(message.text)):
        state.sought = text[-MAXIMUM_SOUGHT_CHARS:]
    state.shown = [each.sku for each in chosen]
    reply.products = chosen
