"""A reply's decisions as sentences in the customer's language, and as the chat's answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from comptoir.meuble import claims
from comptoir.meuble.deadlines import AWAITING_CUSTOMER
from comptoir.meuble.dialogue import Reply
from comptoir.meuble.evidence_requirements import PHOTOS
from comptoir.meuble.models import Row
from comptoir.meuble.orders import Order
from comptoir.meuble.skill import answers
from comptoir.meuble.skill.safety import advice

FREE = frozenset(
    {
        *("empathy", "hello", "thanks", "complaint", "no_noted", "photos_noted"),
        *("no_sure_answer", "out_of_scope", "nothing_to_confirm", "correct_what"),
        *("ask_order", "ask_order_to_follow", "ask_problem", "ask_problem_and_order", "ask_ticket"),
    }
)
"""The sentences a model may say in other words: asides, questions, empathy. Never safety advice,
a recap, a claim that was made, a hand-over, nor what is or is not in our records."""


def _product(name: str | None) -> str:
    return f" ({name})" if name else ""


def _warranty(warranty: dict[str, Any], language: str) -> str:
    if warranty["covered"]:
        until = answers.day_text(datetime.fromisoformat(warranty["until"]), language)
        return answers.WARRANTIES[warranty["basis"]][language].format(until=until)
    return answers.WARRANTIES["none" if warranty["certain"] else "unknown"][language]


def _recap(claim: claims.Claim, now: datetime, language: str) -> str:
    body = claims.recap_body(claim, now)
    return answers.say(
        "recap",
        language,
        order=body["order_number"],
        product=_product(body["product_name"]),
        problem=body["problem_description"],
        priority=answers.PRIORITIES[body["priority"]][language],
        warranty=_warranty(body["warranty"], language),
    )


def _order_status(order: Order, language: str) -> str:
    status = answers.ORDER_STATUSES[order.status][language]
    if order.status == "livree" and order.delivery_date:
        day = answers.day_text(order.delivery_date, language)
        status += answers.ON_DAY["delivered"][language].format(day=day)
    elif order.expected_delivery_date and order.delivery_date is None:
        day = answers.day_text(order.expected_delivery_date, language)
        status += answers.ON_DAY["expected"][language].format(day=day)
    names = ", ".join(line.name for line in order.lines)
    return answers.say(
        "order_status", language, order=order.number, product=_product(names), status=status
    )


def _sentence(key: str, names: dict[str, Any], now: datetime, language: str) -> str:
    if key == "safety":
        return advice(names["kinds"], language)
    if key == "recap":
        return _recap(names["claim"], now, language)
    if key == "order_status":
        return _order_status(names["found"], language)
    if key == "answer":
        found = names["found"]
        return answers.say(key, language, answer=found.answer, question=found.question)
    if key == "ticket_status":
        status = answers.TICKET_STATUSES[names["status"]][language]
        return answers.say(key, language, ticket=names["ticket"], status=status)
    if "product" in names:
        names = names | {"product": _product(names["product"])}
    return answers.say(key, language, **names)


def reply_text(
    reply: Reply, now: datetime, language: str, worded: Mapping[str, str] | None = None
) -> str:
    """Everything the reply says, in order; a sentence that is in `worded` in those other words."""
    drafts = (_sentence(key, names, now, language) for key, names in reply.phrases)
    return "\n\n".join((worded or {}).get(draft, draft) for draft in drafts)


def free_sentences(reply: Reply, now: datetime, language: str) -> list[str]:
    """The sentences of the reply that may be said in other words."""
    return [_sentence(key, names, now, language) for key, names in reply.phrases if key in FREE]


def created_text(row: Row, ticket: str, language: str) -> str:
    """What a customer reads once their claim is made."""
    if row["auto_resolved"]:
        return answers.say("part_sent", language, ticket=ticket)
    made = answers.say(
        "created",
        language,
        ticket=ticket,
        response=answers.day_text(row["sla_response_deadline"], language),
        intervention=answers.day_text(row["sla_intervention_deadline"], language),
    )
    if row["status"] != AWAITING_CUSTOMER:
        return made
    photos = answers.say("send_photos", language, photos=str(PHOTOS[row["computed_priority"]]))
    return f"{made}\n\n{photos}"
