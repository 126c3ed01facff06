"""Mail to the customer of a claim: what staff say to them, and what becomes of the claim.

In the claim's language. It holds what was written for the customer and nothing else: not a word of
staff among themselves, and no name of theirs.
"""

from typing import Final

from sqlalchemy import Connection

from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.mail import Mail, enqueue_mail, is_address
from comptoir.kernel.settings import Settings
from comptoir.meuble import alerts, claims, evidence_requirements, wire
from comptoir.meuble.models import Row
from comptoir.meuble.progress import Hand
from comptoir.meuble.skill import answers

COMMENT: Final = "comment"
_SUBJECTS: Final[dict[str, dict[str, str]]] = {
    COMMENT: {
        "fr": "Un message au sujet de votre demande {ticket}",
        "en": "A message about your claim {ticket}",
        "es": "Un mensaje sobre su reclamación {ticket}",
        "it": "Un messaggio sulla sua richiesta {ticket}",
        "de": "Eine Nachricht zu Ihrer Reklamation {ticket}",
        "ar": "رسالة بخصوص طلبك {ticket}",
    },
    "en_attente_preuves": {
        "fr": "Il nous manque des preuves pour votre demande {ticket}",
        "en": "We need evidence for your claim {ticket}",
        "es": "Necesitamos pruebas para su reclamación {ticket}",
        "it": "Ci servono delle prove per la sua richiesta {ticket}",
        "de": "Uns fehlen Nachweise zu Ihrer Reklamation {ticket}",
        "ar": "نحتاج إلى إثباتات لطلبك {ticket}",
    },
    "intervention_planifiee": {
        "fr": "Une intervention est planifiée pour votre demande {ticket}",
        "en": "A visit is planned for your claim {ticket}",
        "es": "Hay una intervención planificada para su reclamación {ticket}",
        "it": "È pianificato un intervento per la sua richiesta {ticket}",
        "de": "Für Ihre Reklamation {ticket} ist ein Termin geplant",
        "ar": "تم تحديد موعد تدخل لطلبك {ticket}",
    },
    "resolu": {
        "fr": "Votre demande {ticket} est résolue",
        "en": "Your claim {ticket} is solved",
        "es": "Su reclamación {ticket} está resuelta",
        "it": "La sua richiesta {ticket} è risolta",
        "de": "Ihre Reklamation {ticket} ist gelöst",
        "ar": "تم حل طلبك {ticket}",
    },
    "rejete": {
        "fr": "Votre demande {ticket} est rejetée",
        "en": "Your claim {ticket} is rejected",
        "es": "Su reclamación {ticket} ha sido rechazada",
        "it": "La sua richiesta {ticket} è respinta",
        "de": "Ihre Reklamation {ticket} ist abgelehnt",
        "ar": "تم رفض طلبك {ticket}",
    },
}
_LEADS: Final[dict[str, dict[str, str]]] = {
    COMMENT: {
        "fr": "Bonjour,\n\nNotre service après-vente vous écrit :",
        "en": "Hello,\n\nOur after-sales service writes to you:",
        "es": "Hola:\n\nNuestro servicio posventa le escribe:",
        "it": "Buongiorno,\n\nil nostro servizio post-vendita le scrive:",
        "de": "Guten Tag,\n\nunser Kundendienst schreibt Ihnen:",
        "ar": "مرحبًا،\n\nتكتب إليك خدمة ما بعد البيع:",
    },
    "en_attente_preuves": {
        "fr": "Bonjour,\n\nPour avancer, nous avons besoin de vous. Le délai d'intervention est "
        "suspendu jusqu'à votre envoi.",
        "en": "Hello,\n\nTo go on, we need something from you. The time we have for a visit "
        "stands still until you send it.",
        "es": "Hola:\n\nPara continuar necesitamos algo de usted. El plazo de intervención queda "
        "suspendido hasta que lo envíe.",
        "it": "Buongiorno,\n\nper andare avanti abbiamo bisogno di lei. Il termine d'intervento è "
        "sospeso fino al suo invio.",
        "de": "Guten Tag,\n\num weiterzukommen, brauchen wir etwas von Ihnen. Bis dahin ruht die "
        "Frist für den Einsatz.",
        "ar": "مرحبًا،\n\nللمتابعة نحتاج إلى شيء منك. تتوقف مهلة التدخل إلى أن ترسله.",
    },
    "intervention_planifiee": {
        "fr": "Bonjour,\n\nUne intervention est planifiée pour votre demande.",
        "en": "Hello,\n\nA visit is planned for your claim.",
        "es": "Hola:\n\nHay una intervención planificada para su reclamación.",
        "it": "Buongiorno,\n\nè pianificato un intervento per la sua richiesta.",
        "de": "Guten Tag,\n\nfür Ihre Reklamation ist ein Termin geplant.",
        "ar": "مرحبًا،\n\nتم تحديد موعد تدخل لطلبك.",
    },
    "resolu": {
        "fr": "Bonjour,\n\nVotre demande est résolue. Si le problème persiste, vous pouvez la "
        "rouvrir ; vous pouvez aussi dire ce que vous en avez pensé.",
        "en": "Hello,\n\nYour claim is solved. If the problem is still there you can reopen it; "
        "you can also say what you thought of it.",
        "es": "Hola:\n\nSu reclamación está resuelta. Si el problema continúa puede reabrirla; "
        "también puede darnos su opinión.",
        "it": "Buongiorno,\n\nla sua richiesta è risolta. Se il problema persiste può riaprirla; "
        "può anche dirci che cosa ne pensa.",
        "de": "Guten Tag,\n\nIhre Reklamation ist gelöst. Besteht das Problem weiter, können Sie "
        "sie wieder öffnen; Sie können sie auch bewerten.",
        "ar": "مرحبًا،\n\nتم حل طلبك. إذا استمرت المشكلة يمكنك إعادة فتحه، ويمكنك أيضًا تقييمه.",
    },
    "rejete": {
        "fr": "Bonjour,\n\nVotre demande est rejetée. Si vous n'êtes pas d'accord, vous pouvez la "
        "rouvrir et dire pourquoi.",
        "en": "Hello,\n\nYour claim is rejected. If you do not agree, you can reopen it and say "
        "why.",
        "es": "Hola:\n\nSu reclamación ha sido rechazada. Si no está de acuerdo puede reabrirla y "
        "decirnos por qué.",
        "it": "Buongiorno,\n\nla sua richiesta è respinta. Se non è d'accordo può riaprirla e "
        "dirci perché.",
        "de": "Guten Tag,\n\nIhre Reklamation ist abgelehnt. Wenn Sie nicht einverstanden sind, "
        "können Sie sie wieder öffnen und sagen, warum.",
        "ar": "مرحبًا،\n\nتم رفض طلبك. إذا لم توافق يمكنك إعادة فتحه وذكر السبب.",
    },
}
_HOW_TO_ANSWER: Final = {
    "fr": "Demande {ticket}. Pour répondre : {link}\nCe message est automatique : une réponse à "
    "cet e-mail ne nous parvient pas.",
    "en": "Claim {ticket}. To answer: {link}\nThis message is automatic: a reply to this e-mail "
    "does not reach us.",
    "es": "Reclamación {ticket}. Para responder: {link}\nEste mensaje es automático: una respuesta "
    "a este correo no nos llega.",
    "it": "Richiesta {ticket}. Per rispondere: {link}\nQuesto messaggio è automatico: una risposta "
    "a questa e-mail non ci arriva.",
    "de": "Reklamation {ticket}. Antworten: {link}\nDiese Nachricht ist automatisch: eine Antwort "
    "auf diese E-Mail erreicht uns nicht.",
    "ar": "الطلب {ticket}. للرد: {link}\nهذه رسالة آلية، ولا يصلنا الرد على هذا البريد.",
}
TELLING: Final = frozenset(_LEADS) - {COMMENT}
"""The statuses that a customer is written about."""


def address_of(connection: Connection, settings: Settings, row: Row) -> str | None:
    """Where a claim's customer is written to: their account's address, else their order's.

    In production an address opens nothing before it is confirmed.
    """
    address = alerts.customer_address(connection, row, confirmed=settings.production)
    return address if address is not None and is_address(address) else None


def no_address() -> Problem:
    """There is nowhere to write to."""
    return Problem(
        409,
        "no_address",
        Text(
            "Aucune adresse e-mail n'est connue pour cette demande : ni compte, ni commande du "
            "client. Rien n'a été envoyé.",
            "No e-mail address is known for this claim: it has neither an account nor an order "
            "known to be its customer's. Nothing was sent.",
        ),
    )


def link_to(settings: Settings, row: Row) -> str:
    """The page of a claim. For a claim without an account it opens the claim by itself."""
    base = settings.public_urls.get(wire.SERVICE) or (
        f"http://localhost:{settings.ports[wire.SERVICE]}"
    )
    # A fragment stays in the browser: no server writes the token into a log.
    link = f"{base}/app/#ticket={wire.ticket_id(row['number'])}"
    if row["account_id"] is not None:
        return link
    return f"{link}&token={claims.access_token(settings.secrets[0], row)}"


def send(
    hand: Hand, settings: Settings, row: Row, about: str, entry: int, content: str = ""
) -> bool:
    """Write to a claim's customer about the history's `entry`, once; False without an address.

    `about` is COMMENT, with what is said as `content`, or one of TELLING.
    """
    address = address_of(hand.connection, settings, row)
    if address is None:
        return False
    ticket = wire.ticket_id(row["number"])
    language = row["language"] if row["language"] in _HOW_TO_ANSWER else "fr"
    if about == "en_attente_preuves":
        content = _evidence(row, language)
    closing = _HOW_TO_ANSWER[language].format(ticket=ticket, link=link_to(settings, row))
    mail = Mail(
        to=address,
        subject=_SUBJECTS[about][language].format(ticket=ticket),
        text="\n\n".join(filter(None, [_LEADS[about][language], content, closing])) + "\n",
        from_name=wire.APP,
    )
    key = f"meuble ticket {row['number']} entry {entry}"
    enqueue_mail(hand.connection, mail, hand.now, key=key)
    return True


def _evidence(row: Row, language: str) -> str:
    """What evidence is asked for; where its details are not written, how many photos."""
    priority = row["computed_priority"]
    if language in {"fr", "en"}:
        required = evidence_requirements.evidence_required(
            row["problem_category"], priority, language
        )
        return evidence_requirements.evidence_sentence(required, language)
    photos = str(evidence_requirements.PHOTOS[priority])
    return answers.say("send_photos", language, photos=photos)
