"""A reply's decisions as sentences in the customer's language, and as the chat's answer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from comptoir.meuble import claims, shopping
from comptoir.meuble.advising import ShopProduct
from comptoir.meuble.deadlines import AWAITING_CUSTOMER
from comptoir.meuble.dialogue import Reply
from comptoir.meuble.evidence_requirements import PHOTOS
from comptoir.meuble.models import Row
from comptoir.meuble.orders import Order
from comptoir.meuble.photos import Verdict
from comptoir.meuble.skill import answers
from comptoir.meuble.skill.safety import advice
from comptoir.meuble.skill.said_of_products import IN_STOCK, LINE, OUT_OF_STOCK
from comptoir.meuble.withdrawals import Declaration, receipt_id

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


def _articles(order: Order) -> str:
    return ", ".join(
        line.name if line.quantity == 1 else f"{line.quantity} × {line.name}"
        for line in order.lines
    )


def _order_status(order: Order, language: str) -> str:
    status = answers.ORDER_STATUSES[order.status][language]
    if order.status == "livree" and order.delivery_date:
        day = answers.day_text(order.delivery_date, language)
        status += answers.ON_DAY["delivered"][language].format(day=day)
    elif order.expected_delivery_date and order.delivery_date is None:
        day = answers.day_text(order.expected_delivery_date, language)
        status += answers.ON_DAY["expected"][language].format(day=day)
    names = _articles(order)
    return answers.say(
        "order_status", language, order=order.number, product=_product(names), status=status
    )


def _product_line(product: ShopProduct, language: str) -> str:
    stock = (
        IN_STOCK[language].format(count=product.stock)
        if product.stock > 0
        else OUT_OF_STOCK[language]
    )
    return LINE[language].format(
        name=product.name,
        price=answers.price_text(product.price_eur, language),
        stock=stock,
        sku=product.sku,
    )


def _products(products: list[ShopProduct], language: str) -> str:
    lines = [f"• {_product_line(each, language)}" for each in products]
    return "\n".join([answers.say("products_found", language), *lines])


def _one_product(names: dict[str, Any], language: str) -> str:
    """A product, with what was asked of it."""
    product: ShopProduct = names["product"]
    lines = [_product_line(product, language)]
    if "colour" in names["asked"]:
        wanted = names["colours"]
        fits = wanted <= shopping.colours_of(product.colours)
        key = ("colour_yes" if fits else "colour_no") if wanted else "colours"
        lines.append(answers.say(key, language, given=", ".join(product.colours)))
    if "material" in names["asked"]:
        lines.append(answers.say("materials", language, given=", ".join(product.materials)))
    if "size" in names["asked"]:
        lines.append(answers.say("size", language, given=product.size))
    return "\n".join(lines)


def _answer(names: dict[str, Any], _: datetime, language: str) -> str:
    found = names["found"]
    return answers.say("answer", language, answer=found.answer, question=found.question)


def _ticket_status(names: dict[str, Any], _: datetime, language: str) -> str:
    status = answers.TICKET_STATUSES[names["status"]][language]
    return answers.say("ticket_status", language, ticket=names["ticket"], status=status)


_COMPOSED: Mapping[str, Callable[[dict[str, Any], datetime, str], str]] = {
    "safety": lambda names, _, language: advice(names["kinds"], language),
    "recap": lambda names, now, language: _recap(names["claim"], now, language),
    "order_status": lambda names, _, language: _order_status(names["found"], language),
    "product": lambda names, _, language: _one_product(names, language),
    "products": lambda names, _, language: _products(names["products"], language),
    "answer": _answer,
    "ticket_status": _ticket_status,
}
"""The sentences that are more than one of the skill's with names in it."""


def _sentence(key: str, names: dict[str, Any], now: datetime, language: str) -> str:
    if key in _COMPOSED:
        return _COMPOSED[key](names, now, language)
    if "day" in names:
        names = names | {"day": answers.day_text(names["day"], language)}
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
        enough = answers.say("photos_enough", language) if row["photos"] else None
        return "\n\n".join(filter(None, [made, enough]))
    photos = answers.say("send_photos", language, photos=str(PHOTOS[row["computed_priority"]]))
    return f"{made}\n\n{photos}"


def withdrawal_text(row: RowMapping, declaration: Declaration, language: str, *, news: bool) -> str:
    """What a customer reads once their withdrawal is received."""
    order = declaration.order
    received = answers.say(
        "withdrawal_received" if news else "withdrawal_already",
        language,
        order=row["order_number"],
        product=_product(_articles(order)) if order else "",
        day=answers.day_text(row["received_at"], language),
        time=f"{row['received_at']:%H:%M}",
        receipt=receipt_id(row["number"]),
    )
    until = answers.day_text(row["until"], language) if row["until"] else ""
    standing = answers.say(f"withdrawal_{row['standing']}", language, until=until)
    return f"{received}\n\n{standing}"


def withdrawal_mail(row: RowMapping, text: str, language: str) -> tuple[str, str]:
    """The subject and text of the receipt that is mailed: with the words that were declared."""
    subject = answers.say("withdrawal_subject", language, receipt=receipt_id(row["number"]))
    words = answers.say("withdrawal_words", language, words=row["words"])
    return subject, f"{text}\n\n{words}"


def photo_advice(verdicts: Sequence[Verdict], language: str) -> str:
    """How to take better photos than those that were sent; empty where they serve."""
    advised = dict.fromkeys(
        advice
        for verdict in verdicts
        if verdict.quality != "good"
        for advice in verdict.recommendations(language)
    )
    if not advised:
        return ""
    return answers.say("photo_advice", language, advice=" ".join(advised))


def photos_added_text(ticket: str, count: int | None, language: str) -> str:
    """What a customer reads of photos for the claim they made; None: it takes no more."""
    if count is None:
        return answers.say("photos_refused", language, ticket=ticket)
    return answers.say("photos_added", language, ticket=ticket, count=str(count))
