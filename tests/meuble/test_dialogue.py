"""The rules of a conversation, alone: what was remembered, what is said, what happens next."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.brain import ProblemReading, Reading
from comptoir.brain import signals as signal_reader
from comptoir.meuble.dialogue import (
    MAXIMUM_DESCRIPTION_CHARS,
    MAXIMUM_PHOTOS,
    FoundOrder,
    Message,
    ShopAnswer,
    State,
    decide,
)
from comptoir.meuble.orders import Line, Order

NOTHING_SAID = signal_reader.read("")
SOFA, TABLE, NOWHERE = "CMD-2025-30301", "CMD-2025-30302", "CMD-2024-00000"
HIDDEN = "CMD-2023-14862"
TICKET, NO_TICKET = "SAV-MDF-00007", "SAV-MDF-99999"
BROKEN = ProblemReading("Defaut_structural", "Haute", 0.9)
STAINED = ProblemReading("Defaut_tissu", "Basse", 0.6)
RUINED = ProblemReading("Defaut_tissu", "Critique", 0.2)
UNCLEAR = ProblemReading("Autre", "Moyenne", 0.3)


def an_order(number: str) -> Order:
    """An order of one article of its own."""
    return Order(
        number=number,
        email="client@meuble.example",
        status="livree",
        channel="online",
        customer_tier="standard",
        purchase_date=date(2025, 11, 15),
        delivery_date=date(2025, 11, 20),
        expected_delivery_date=None,
        lines=(Line(f"SKU-{number[-5:]}", f"Article {number}", "canape", Decimal(900), False, {}),),
    )


CARE_TOPIC = "entretien"
CARE = ShopAnswer(12, "Comment nettoyer le cuir ?", "Un chiffon doux suffit.")


@dataclass
class PaperShop:
    """A shop whose orders and tickets stand on a sheet of paper."""

    now: datetime = datetime(2026, 1, 31, 10, tzinfo=UTC)
    with_adviser: bool = False
    adviser_late: bool = False
    blocked: bool = False
    claims: int = 0
    looked_up: list[str] = field(default_factory=list)

    def order(self, number, emails):
        self.looked_up.append(number)
        if number == HIDDEN:
            return FoundOrder(None)
        return FoundOrder(an_order(number)) if number in {SOFA, TABLE} else None

    def orders_blocked(self):
        return self.blocked

    def ticket_status(self, name):
        return "en_analyse" if name == TICKET else None

    def earlier_claims(self, order_number, sku):
        return self.claims

    def answer(self, asked, topic):
        return CARE if topic == CARE_TOPIC else None

    def products(self, asked):
        return []

    def products_called(self, skus):
        return []


@dataclass
class Talk:
    """One conversation. Between two messages the state is kept as JSON, as it is in the shop."""

    shop: PaperShop = field(default_factory=PaperShop)
    state: State = field(default_factory=lambda: State(greeted=True))

    def hears(
        self,
        text="eh bien",
        intent="donner_information",
        problem=None,
        order_field=None,
        photos=(),
        emotion="neutral",
        slots=None,
        **signals,
    ):
        """Take one message in; its signals are those given, and no others."""
        reading = Reading(intent, 0.9, "fr", emotion, slots=slots or {}, problem=problem)
        message = Message(text, replace(NOTHING_SAID, **signals), reading, order_field, photos)
        self.state = State.from_json(self.state.as_json())
        return decide(self.state, message, self.shop)

    def hears_of(self, problem=BROKEN, text="le pied est cassé", **more):
        return self.hears(text, intent="declarer_probleme", problem=problem, **more)

    def comes_to_a_recap(self):
        reply = self.hears_of(order_numbers=(SOFA,))
        assert reply.recap, "a problem and an order make a recap, or the test means nothing"
        return reply


def said(reply):
    """The names of what a reply says, in order."""
    return [name for name, _ in reply.phrases]


def words(reply, name):
    """What is filled into the sentence `name`."""
    return dict(reply.phrases)[name]


@pytest.fixture
def talk():
    return Talk()


# ── A first message ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"intent": "salutation"}, ["hello"]),
        ({"intent": "remerciement"}, ["thanks"]),
        ({"intent": "reclamation"}, ["complaint"]),
        ({"intent": "hors_perimetre"}, ["out_of_scope"]),
        ({"intent": "faq_paiement"}, ["no_sure_answer"]),
        ({"intent": "recherche_produit"}, ["products_none"]),
        ({"intent": "donner_information"}, ["hello"]),
        ({"intent": "declarer_probleme"}, ["ask_problem_and_order"]),
        ({"intent": "declarer_probleme", "problem": UNCLEAR}, ["ask_problem_and_order"]),
        ({"intent": "declarer_probleme", "problem": BROKEN}, ["ask_order"]),
        ({"order_numbers": (SOFA,)}, ["ask_problem"]),
        ({"order_field": SOFA, "intent": "salutation"}, ["ask_problem"]),
        ({"order_numbers": (NOWHERE,)}, ["unknown_order"]),
        ({"order_field": NOWHERE, "intent": "salutation"}, ["unknown_order"]),
        ({"problem": BROKEN, "order_numbers": (SOFA,)}, ["recap"]),
        ({"problem": BROKEN, "order_field": SOFA}, ["recap"]),
        ({"problem": BROKEN, "order_numbers": (HIDDEN,)}, ["recap"]),
        ({"problem": BROKEN, "order_numbers": (NOWHERE,)}, ["unknown_order"]),
        ({"dangers": ("blessure",)}, ["safety", "ask_order"]),
        ({"dangers": ("blessure",), "order_numbers": (SOFA,)}, ["safety", "recap"]),
        ({"consent": "yes"}, ["nothing_to_confirm"]),
        ({"consent": "no"}, ["no_noted"]),
        ({"goodbye": True}, ["goodbye"]),
        ({"wants_person": True}, ["handed_over"]),
        ({"dangers": ("gaz",), "wants_person": True}, ["safety", "handed_over"]),
        ({"photos": ("https://photo",)}, ["photos_noted"]),
        ({"intent": "suivi_ticket"}, ["ask_ticket"]),
        ({"ticket_ids": (TICKET,)}, ["ticket_status"]),
        ({"ticket_ids": (NO_TICKET,)}, ["unknown_ticket"]),
        ({"intent": "suivi_commande"}, ["ask_order_to_follow"]),
        ({"intent": "suivi_commande", "order_numbers": (SOFA,)}, ["order_status"]),
        ({"intent": "suivi_commande", "order_numbers": (HIDDEN,)}, ["order_not_shown"]),
        ({"intent": "suivi_commande", "order_numbers": (NOWHERE,)}, ["unknown_order"]),
        ({"emotion": "angry", "intent": "reclamation"}, ["empathy", "complaint"]),
        ({"emotion": "angry", "dangers": ("gaz",)}, ["safety", "ask_order"]),
    ],
)
def test_a_first_message_is_answered_by_what_it_says(talk, message, expected):
    assert said(talk.hears(**message)) == expected


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ({"intent": "salutation"}, "general"),
        ({"intent": "declarer_probleme"}, "sav"),
        ({"intent": "reclamation"}, "sav"),
        ({"ticket_ids": (TICKET,)}, "sav"),
        ({"intent": "suivi_commande", "order_numbers": (SOFA,)}, "commande"),
        ({"intent": "modifier_commande"}, "commande"),
        ({"intent": "recherche_produit"}, "produit"),
        ({"intent": "faq_paiement"}, "faq"),
    ],
)
def test_the_topic_is_what_the_message_is_about(talk, message, topic):
    talk.hears(**message)
    assert talk.state.topic == topic


def test_only_the_first_answer_says_that_it_is_automatic():
    talk = Talk(state=State())
    assert said(talk.hears(intent="salutation")) == ["automatic", "hello"]
    assert said(talk.hears(intent="salutation")) == ["hello"]


def test_danger_is_answered_before_anything_else_even_before_a_greeting():
    assert said(Talk(state=State()).hears(dangers=("feu",)))[:2] == ["safety", "automatic"]


# ── Gathering ─────────────────────────────────────────────────────────────────────────────


def test_the_recap_comes_as_soon_as_an_order_and_a_symptom_are_known(talk):
    assert said(talk.hears_of()) == ["ask_order"]
    reply = talk.hears(order_numbers=(SOFA,))
    assert said(reply) == ["recap"]
    assert reply.recap.order_number == SOFA
    assert reply.recap.line.name == f"Article {SOFA}"
    assert reply.recap.problem.description == "le pied est cassé"
    assert reply.create is None


def test_what_was_given_is_never_asked_again(talk):
    talk.hears(order_numbers=(SOFA,))
    assert said(talk.hears(intent="declarer_probleme")) == ["ask_problem"]
    assert said(talk.hears_of()) == ["recap"]


def test_an_aside_while_a_claim_is_told_is_answered_and_the_question_comes_back(talk):
    talk.hears_of()
    assert said(talk.hears(intent="faq_livraison")) == ["no_sure_answer", "ask_order"]
    assert said(talk.hears(intent="hors_perimetre")) == ["out_of_scope"]
    assert said(talk.hears(intent="remerciement")) == ["thanks", "ask_order"]


@pytest.mark.parametrize("consent", ["yes", "no"])
def test_agreeing_to_a_question_about_the_order_only_repeats_it(talk, consent):
    talk.hears_of()
    reply = talk.hears(intent="confirmation", consent=consent)
    assert (said(reply), reply.create) == (["ask_order"], None)


def test_a_problem_in_words_the_engine_does_not_know_is_taken_once_asked_for(talk):
    strange = "le tiroir chante faux le matin"
    assert said(talk.hears(strange, intent="declarer_probleme")) == ["ask_problem_and_order"]
    assert said(talk.hears(order_numbers=(SOFA,))) == ["ask_problem"]
    reply = talk.hears(strange, intent="declarer_probleme")
    assert said(reply) == ["recap"]
    problem = reply.recap.problem
    assert (problem.description, problem.category) == (strange, "Autre")
    assert (problem.severity, problem.confidence) == ("Moyenne", 0.0)


@pytest.mark.parametrize(
    "message",
    [
        {"text": "aucune idée"},
        {"text": "merci beaucoup à vous", "intent": "remerciement"},
        {"text": "oui c'est bien ça", "consent": "yes"},
        {"text": "12 34 56 78"},
        {"text": f"c'est la commande {SOFA}", "order_numbers": (SOFA,)},
    ],
)
def test_what_cannot_be_a_description_is_not_taken_for_one(talk, message):
    talk.hears(order_numbers=(SOFA,))
    assert talk.hears(**message).recap is None
    assert talk.state.description == []


def test_words_add_up_to_one_description_and_are_not_said_twice(talk):
    talk.hears_of(text="le pied est cassé")
    talk.hears_of(text="la couture aussi", problem=STAINED)
    talk.hears_of(text="le pied est cassé")
    reply = talk.hears(order_numbers=(SOFA,))
    assert reply.recap.problem.description == "le pied est cassé — la couture aussi"


@pytest.mark.parametrize("length", [1, 700, 4000])
def test_a_description_never_exceeds_its_bound(talk, length):
    for number in range(12):
        talk.hears_of(text=f"{number:02}" + "x" * (length - 2))
    reply = talk.hears(order_numbers=(SOFA,))
    assert len(reply.recap.problem.description) <= MAXIMUM_DESCRIPTION_CHARS
    assert reply.recap.problem.description.startswith("00"[:length])


@pytest.mark.parametrize(
    ("problems", "category", "severity"),
    [
        ([STAINED, BROKEN], "Defaut_structural", "Haute"),
        ([BROKEN, STAINED], "Defaut_structural", "Haute"),
        (
            [BROKEN, ProblemReading("Defaut_tissu", "Critique", 0.2)],
            "Defaut_structural",
            "Critique",
        ),
        ([ProblemReading("Defaut_tissu", "Haute", 0.2), BROKEN], "Defaut_structural", "Haute"),
        ([BROKEN, UNCLEAR], "Defaut_structural", "Haute"),
        ([STAINED, ProblemReading("Defaut_tissu", "Moyenne", 0.6)], "Defaut_tissu", "Moyenne"),
    ],
)
def test_the_surest_category_and_the_worst_severity_stand(talk, problems, category, severity):
    for number, problem in enumerate(problems):
        talk.hears_of(problem, text=f"symptôme {number}")
    problem = talk.hears(order_numbers=(SOFA,)).recap.problem
    assert (problem.category, problem.severity) == (category, severity)


def test_a_category_replaces_words_that_had_none(talk):
    talk.hears(order_numbers=(SOFA,))
    talk.hears("le tiroir chante faux le matin", intent="declarer_probleme")
    problem = talk.hears_of().recap.problem
    assert (problem.category, problem.confidence) == ("Defaut_structural", 0.9)


def test_a_danger_makes_the_claim_critical_without_a_symptom(talk):
    reply = talk.hears("elle est tombée", dangers=("blessure",), order_numbers=(SOFA,))
    problem = reply.recap.problem
    assert (problem.severity, problem.danger, problem.description) == (
        "Critique",
        True,
        "elle est tombée",
    )
    assert words(reply, "safety") == {"kinds": ("blessure",)}


def test_a_symptom_named_in_a_question_is_no_claim(talk):
    reply = talk.hears("la garantie couvre-t-elle un pied cassé ?", "faq_garantie", BROKEN)
    assert said(reply) == ["no_sure_answer"]
    assert talk.state.claiming is False


def test_photos_are_kept_once_each_and_bounded(talk):
    talk.hears_of(photos=("a", "b"))
    talk.hears(photos=("b", "c", "a"))
    talk.hears(photos=tuple(f"more-{number}" for number in range(30)))
    reply = talk.hears(order_numbers=(SOFA,))
    assert reply.recap.photos[:3] == ("a", "b", "c")
    assert len(reply.recap.photos) == MAXIMUM_PHOTOS


def test_photos_sent_after_the_claim_are_offered_to_it_and_ask_for_nothing(talk):
    talk.comes_to_a_recap()
    talk.state.ticket = TICKET if talk.hears(consent="yes").create else None
    reply = talk.hears(photos=("a",))
    assert reply.add_photos == ("a",)
    assert said(reply) == []
    assert talk.state.photos == []


def test_photos_with_another_problem_belong_to_the_next_claim(talk):
    talk.comes_to_a_recap()
    talk.state.ticket = TICKET if talk.hears(consent="yes").create else None
    reply = talk.hears(problem=STAINED, photos=("a",))
    assert reply.add_photos == ()
    assert reply.recap.photos == ("a",)


# ── Orders ────────────────────────────────────────────────────────────────────────────────


def test_of_several_orders_the_first_that_exists_is_meant(talk):
    reply = talk.hears_of(order_numbers=(NOWHERE, TABLE, SOFA))
    assert reply.recap.order_number == TABLE
    assert "unknown_order" not in said(reply)


def test_of_several_unknown_orders_the_first_is_said_to_be_unknown(talk):
    reply = talk.hears(order_numbers=(NOWHERE, "CMD-2024-00001"))
    assert words(reply, "unknown_order") == {"order": NOWHERE}


def test_words_come_before_the_field_beside_them(talk):
    assert talk.hears_of(order_numbers=(TABLE,), order_field=SOFA).recap.order_number == TABLE


def test_an_order_named_again_among_others_stays_the_one_meant(talk):
    talk.hears(order_numbers=(SOFA,))
    assert talk.hears_of(order_numbers=(TABLE, SOFA)).recap.order_number == SOFA


def test_another_order_replaces_the_one_known(talk):
    talk.comes_to_a_recap()
    reply = talk.hears(order_numbers=(TABLE,))
    assert reply.recap.order_number == TABLE
    assert reply.recap.problem.description == "le pied est cassé"


def test_an_unknown_order_field_repeated_is_said_to_be_unknown_once(talk):
    assert said(talk.hears(order_field=NOWHERE)) == ["unknown_order"]
    for _ in range(3):
        assert "unknown_order" not in said(talk.hears(intent="salutation", order_field=NOWHERE))
    assert said(talk.hears(order_numbers=(NOWHERE,), order_field=NOWHERE)) == ["unknown_order"]


def test_an_order_field_repeated_does_not_undo_a_correction_in_words(talk):
    talk.hears(order_field=SOFA)
    talk.hears(order_numbers=(TABLE,), order_field=SOFA)
    assert talk.hears_of(order_field=SOFA).recap.order_number == TABLE


def test_an_order_field_that_changes_counts(talk):
    talk.hears(order_field=SOFA)
    assert talk.hears_of(order_field=TABLE).recap.order_number == TABLE


def test_too_many_unknown_orders_are_not_looked_up(talk):
    talk.shop.blocked = True
    assert said(talk.hears(order_numbers=(SOFA,))) == ["too_many_orders"]
    assert talk.shop.looked_up == []
    assert talk.state.order_number is None


def test_an_unknown_order_in_place_of_the_one_in_the_recap_takes_the_recap_back(talk):
    talk.comes_to_a_recap()
    reply = talk.hears(order_numbers=(NOWHERE,))
    assert (said(reply), reply.recap) == (["unknown_order"], None)
    again = talk.hears(consent="yes")
    assert (again.create, again.recap.order_number) == (None, SOFA)


def test_an_order_asked_for_to_follow_it_is_followed(talk):
    talk.hears(intent="suivi_commande")
    assert said(talk.hears(order_numbers=(NOWHERE,))) == ["unknown_order"]
    reply = talk.hears(order_numbers=(SOFA,))
    assert said(reply) == ["order_status"]
    assert words(reply, "order_status")["found"].number == SOFA
    assert talk.state.claiming is False


def test_an_order_that_is_not_shown_gives_its_number_to_the_recap_and_nothing_else(talk):
    recap = talk.hears_of(order_numbers=(HIDDEN,)).recap
    assert (recap.order_number, recap.order, recap.line) == (HIDDEN, None, None)
    assert recap.claimed == ("order_number",)


def test_the_emails_given_are_shown_to_whoever_looks_an_order_up(talk):
    talk.hears(emails=("a@example.com",))
    talk.hears(emails=("a@example.com", "b@example.com"))
    assert talk.state.emails == ["a@example.com", "b@example.com"]
    for number in range(100):
        talk.hears(emails=(f"{number}@example.com",))
    assert len(talk.state.emails) < 10
    assert talk.state.emails[-1] == "99@example.com"


# ── At the recap ──────────────────────────────────────────────────────────────────────────


def test_a_yes_at_the_recap_creates_what_it_showed(talk):
    recap = talk.comes_to_a_recap().recap
    reply = talk.hears(consent="yes")
    assert reply.create == recap
    assert (reply.recap, reply.phrases, reply.close) == (None, [], False)


def test_photos_sent_with_the_yes_belong_to_the_claim(talk):
    talk.comes_to_a_recap()
    assert talk.hears(consent="yes", photos=("a",)).create.photos == ("a",)


def test_the_order_field_beside_a_yes_changes_nothing_of_what_was_shown(talk):
    talk.comes_to_a_recap()
    assert talk.hears(consent="yes", order_field=TABLE).create.order_number == SOFA


def test_a_yes_with_a_goodbye_creates_and_closes(talk):
    talk.comes_to_a_recap()
    reply = talk.hears(consent="yes", goodbye=True)
    assert reply.create
    assert reply.close


def test_a_goodbye_at_the_recap_creates_nothing_and_says_so(talk):
    talk.comes_to_a_recap()
    reply = talk.hears(goodbye=True)
    assert (said(reply), reply.close) == (["nothing_created", "goodbye"], True)
    assert talk.hears(consent="yes").create is None


def test_a_refusal_with_a_goodbye_closes_too(talk):
    talk.comes_to_a_recap()
    reply = talk.hears(consent="no", goodbye=True)
    assert (said(reply), reply.close) == (["nothing_created", "goodbye"], True)


def test_a_no_at_the_recap_asks_what_to_correct(talk):
    talk.comes_to_a_recap()
    reply = talk.hears(consent="no")
    assert (said(reply), reply.recap, reply.create) == (["correct_what"], None, None)


def test_a_correction_after_a_refusal_replaces_the_description(talk):
    talk.comes_to_a_recap()
    talk.hears(consent="no")
    problem = talk.hears_of(STAINED, text="le tissu est taché").recap.problem
    assert problem.description == "le tissu est taché"
    assert (problem.category, problem.severity) == ("Defaut_tissu", "Basse")


def test_a_correction_within_the_refusal_replaces_it_too(talk):
    talk.comes_to_a_recap()
    reply = talk.hears_of(STAINED, text="non, c'est le tissu qui est taché", consent="no")
    assert reply.recap.problem.description == "non, c'est le tissu qui est taché"


def test_a_correction_in_unknown_words_is_taken_too(talk):
    talk.comes_to_a_recap()
    talk.hears(consent="no")
    problem = talk.hears("le tiroir chante faux", intent="declarer_probleme").recap.problem
    assert (problem.description, problem.category) == ("le tiroir chante faux", "Autre")


def test_a_corrected_order_keeps_the_description(talk):
    talk.comes_to_a_recap()
    talk.hears(consent="no")
    recap = talk.hears(order_numbers=(TABLE,)).recap
    assert (recap.order_number, recap.problem.description) == (TABLE, "le pied est cassé")


def test_after_a_correction_words_add_up_again(talk):
    talk.comes_to_a_recap()
    talk.hears(consent="no")
    talk.hears_of(text="le dossier est fendu")
    problem = talk.hears_of(text="et l'assise aussi").recap.problem
    assert problem.description == "le dossier est fendu — et l'assise aussi"


def test_a_refusal_that_names_an_unknown_order_asks_for_the_order(talk):
    talk.comes_to_a_recap()
    reply = talk.hears(consent="no", order_numbers=(NOWHERE,))
    assert (said(reply), reply.recap) == (["unknown_order"], None)


def test_a_danger_told_at_the_recap_raises_it(talk):
    talk.comes_to_a_recap()
    reply = talk.hears("elle est tombée", dangers=("blessure",))
    assert said(reply) == ["safety", "recap"]
    assert (reply.recap.problem.severity, reply.recap.problem.danger) == ("Critique", True)


def test_an_aside_at_the_recap_is_answered_and_the_recap_shown_again(talk):
    talk.comes_to_a_recap()
    reply = talk.hears(intent="faq_paiement")
    assert said(reply) == ["no_sure_answer", "recap"]
    assert talk.hears(consent="yes").create


def test_an_upset_customer_at_the_recap_is_not_delayed(talk):
    talk.comes_to_a_recap()
    assert "empathy" not in said(talk.hears(emotion="angry", consent="yes"))


def test_a_second_yes_names_the_claim_that_was_made(talk):
    talk.comes_to_a_recap()
    assert talk.hears(consent="yes").create
    talk.state.ticket = TICKET
    reply = talk.hears(consent="yes")
    assert (reply.create, said(reply)) == (None, ["already_created"])
    assert words(reply, "already_created") == {"ticket": TICKET}


def test_the_claim_that_was_made_is_meant_when_no_number_is_said(talk):
    talk.state.ticket = TICKET
    reply = talk.hears(intent="suivi_ticket")
    assert words(reply, "ticket_status") == {"ticket": TICKET, "status": "en_analyse"}


def test_a_second_problem_starts_anew_on_the_order_already_known(talk):
    talk.hears_of(order_numbers=(SOFA,), dangers=("blessure",), photos=("a",))
    assert talk.hears(consent="yes").create.problem.danger
    recap = talk.hears_of(STAINED, text="le tissu est taché", photos=("b",)).recap
    assert recap.order_number == SOFA
    assert recap.problem.description == "le tissu est taché"
    assert (recap.problem.category, recap.problem.severity) == ("Defaut_tissu", "Basse")
    assert recap.problem.danger is False
    assert recap.photos == ("b",)


def test_earlier_claims_for_the_article_are_part_of_the_claim(talk):
    talk.shop.claims = 2
    assert talk.comes_to_a_recap().recap.earlier_claims == 2


# ── With an adviser ───────────────────────────────────────────────────────────────────────


def test_asking_for_a_person_hands_over_at_once_and_keeps_what_was_said(talk):
    talk.hears_of()
    reply = talk.hears(wants_person=True, order_numbers=(SOFA,))
    assert (said(reply), reply.hand_over) == (["handed_over"], True)
    assert (talk.state.order_number, talk.state.description) == (SOFA, ["le pied est cassé"])


def test_asking_for_a_person_at_the_recap_leaves_nothing_to_confirm(talk):
    talk.comes_to_a_recap()
    assert talk.hears(wants_person=True, consent="yes").create is None
    talk.shop.with_adviser = True
    assert talk.hears(consent="yes").create is None


@pytest.mark.parametrize(
    "message",
    [
        {"consent": "yes"},
        {"consent": "no"},
        {"wants_person": True},
        {"problem": BROKEN, "order_numbers": (SOFA,)},
        {"intent": "suivi_commande"},
        {"ticket_ids": (TICKET,)},
    ],
)
def test_while_an_adviser_has_it_the_bot_only_passes_on(talk, message):
    talk.shop.with_adviser = True
    reply = talk.hears(**message)
    assert said(reply) == ["passed_on"]
    assert (reply.recap, reply.create, reply.hand_over, reply.close) == (None, None, False, False)


def test_a_danger_is_answered_while_an_adviser_has_it(talk):
    talk.shop.with_adviser = True
    assert said(talk.hears(dangers=("feu",))) == ["safety", "passed_on"]
    assert talk.state.dangers == ["feu"]


def test_a_goodbye_while_an_adviser_has_it_closes_and_is_passed_on(talk):
    talk.shop.with_adviser = True
    reply = talk.hears(goodbye=True)
    assert (said(reply), reply.close) == (["passed_on"], True)


def test_a_recap_from_before_the_adviser_is_no_recap_after(talk):
    talk.comes_to_a_recap()
    talk.hears(wants_person=True)
    reply = talk.hears(consent="yes")
    assert (reply.create, said(reply)) == (None, ["recap"])


def test_what_was_said_to_the_adviser_is_known_after(talk):
    talk.shop.with_adviser = True
    talk.hears_of(order_numbers=(SOFA,))
    talk.shop.with_adviser = False
    assert talk.hears(intent="declarer_probleme").recap


def test_when_nobody_comes_the_bot_says_so_and_helps_again(talk):
    talk.shop.with_adviser = talk.shop.adviser_late = True
    reply = talk.hears_of(order_numbers=(SOFA,))
    assert (said(reply), reply.back_from_adviser) == (["nobody_answered", "recap"], True)


def test_a_person_asked_for_again_after_the_bot_came_back_is_asked_again(talk):
    talk.shop.with_adviser = talk.shop.adviser_late = True
    reply = talk.hears(wants_person=True)
    assert said(reply) == ["nobody_answered", "handed_over"]
    assert (reply.back_from_adviser, reply.hand_over) == (True, True)
    talk.shop.with_adviser = talk.shop.adviser_late = False
    assert talk.hears(wants_person=True).hand_over


# ── Any conversation ──────────────────────────────────────────────────────────────────────

INTENTS = [
    *("declarer_probleme", "donner_information", "salutation", "confirmation", "negation"),
    *("suivi_commande", "suivi_ticket", "remerciement", "hors_perimetre", "faq_livraison"),
]
MESSAGES = st.fixed_dictionaries(
    {},
    optional={
        "text": st.sampled_from(["oui", "le tiroir chante faux", "x" * 3000, "…"]),
        "intent": st.sampled_from(INTENTS),
        "problem": st.sampled_from([BROKEN, STAINED, UNCLEAR]),
        "order_field": st.sampled_from([SOFA, TABLE, NOWHERE, HIDDEN]),
        "order_numbers": st.sampled_from([(SOFA,), (TABLE, SOFA), (NOWHERE,), (HIDDEN,)]),
        "photos": st.sampled_from([("a",), ("b", "c")]),
        "emotion": st.sampled_from(["angry", "happy"]),
        "consent": st.sampled_from(["yes", "yes", "no"]),
        "goodbye": st.booleans(),
        "wants_person": st.booleans(),
        "dangers": st.sampled_from([(), ("blessure",), ("feu", "gaz")]),
        "ticket_ids": st.sampled_from([(TICKET,), (NO_TICKET,)]),
    },
)
# A claim needs three messages in a row to fit; alone, chance would seldom bring them.
TOWARDS_A_CLAIM = st.sampled_from(
    [
        {"intent": "declarer_probleme", "problem": BROKEN, "order_numbers": (SOFA,)},
        {"consent": "yes"},
    ]
)
ADVISERS = st.sampled_from(["release", "half an hour"])
EVENTS = st.lists(st.one_of(TOWARDS_A_CLAIM, TOWARDS_A_CLAIM, MESSAGES, ADVISERS), max_size=12)


@given(EVENTS)
def test_in_any_conversation_only_a_yes_right_after_a_recap_creates(events):
    talk, last_recap = Talk(), None
    for event in events:
        if event == "release":
            talk.shop.with_adviser = talk.shop.adviser_late = False
            continue
        if event == "half an hour":
            talk.shop.adviser_late = talk.shop.with_adviser
            continue
        had_adviser = talk.shop.with_adviser
        reply = talk.hears(**event)

        if reply.create is not None:
            assert last_recap is not None, "nothing was shown"
            assert event.get("consent") == "yes"
            assert not had_adviser
            shown = replace(last_recap, photos=reply.create.photos)
            assert reply.create == shown, "what is made is what was shown"
            assert set(last_recap.photos) <= set(reply.create.photos)
        if reply.recap is not None:
            assert reply.create is None
            assert not (had_adviser and not reply.back_from_adviser)
            assert reply.recap.order_number in {SOFA, TABLE, HIDDEN}, "unknown orders are not shown"
            assert 0 < len(reply.recap.problem.description) <= MAXIMUM_DESCRIPTION_CHARS
        assert reply.phrases or reply.create, "an answer is never empty"
        assert (said(reply)[0] == "safety") if event.get("dangers") else "safety" not in said(reply)
        if talk.state.order_number is not None:
            assert not {"ask_order", "ask_problem_and_order"} & set(said(reply))
        assert reply.close == event.get("goodbye", False) or event.get("wants_person", False)

        last_recap = reply.recap
        if reply.back_from_adviser:
            talk.shop.with_adviser = talk.shop.adviser_late = False
        if reply.hand_over:
            talk.shop.with_adviser = True


# ── What the embedded engine hears beside the signals ─────────────────────────────────────


def test_who_is_likely_to_ask_for_a_person_gets_one(talk):
    reply = talk.hears("ya moyen davoir kelkun", intent="parler_humain")

    assert reply.hand_over
    assert said(reply) == ["handed_over"]


def test_a_likely_goodbye_closes_and_creates_nothing(talk):
    talk.comes_to_a_recap()

    reply = talk.hears("portez-vous bien", intent="au_revoir")

    assert reply.close
    assert reply.create is None
    assert said(reply) == ["nothing_created", "goodbye"]


def test_a_likely_no_goes_back_to_the_question(talk):
    talk.comes_to_a_recap()

    reply = talk.hears("nn pa ca", intent="negation")

    assert said(reply) == ["correct_what"]
    assert talk.hears(consent="yes").create is None, "the recap was refused"


def test_a_likely_yes_is_asked_to_be_said_plainly_and_creates_nothing(talk):
    talk.comes_to_a_recap()

    reply = talk.hears("ça me va bien tout ça", intent="confirmation")

    assert reply.create is None
    assert said(reply) == ["say_plainly", "recap"]
    assert talk.hears(consent="yes").create


def test_a_likely_yes_to_nothing_is_told_that_nothing_waits(talk):
    assert said(talk.hears("parfait pour moi", intent="confirmation")) == ["nothing_to_confirm"]


def test_what_the_engine_holds_for_critical_gets_the_safety_advice_first_and_p1(talk):
    reply = talk.hears_of(replace(BROKEN, severity="Critique"), order_numbers=(SOFA,))

    assert said(reply) == ["safety", "recap"]
    assert reply.recap
    assert reply.recap.problem.danger


def test_a_question_about_something_critical_alarms_nobody(talk):
    reply = talk.hears(intent="faq_garantie", problem=replace(BROKEN, severity="Critique"))

    assert "safety" not in said(reply)


# ── The shop's own answers ────────────────────────────────────────────────────────────────


def test_a_question_is_answered_from_the_shop_s_own_answers_which_are_named(talk):
    reply = talk.hears("comment nettoyer du cuir ?", intent="faq_entretien")

    assert said(reply) == ["answer"]
    assert words(reply, "answer") == {"found": CARE}
    assert reply.answers == [CARE]


def test_a_question_without_an_answer_is_not_given_one(talk):
    reply = talk.hears("livrez-vous en Suisse ?", intent="faq_livraison")

    assert said(reply) == ["no_sure_answer"]
    assert reply.answers == []


def test_a_question_while_a_recap_waits_is_answered_and_the_recap_shown_again(talk):
    talk.comes_to_a_recap()

    reply = talk.hears("comment nettoyer du cuir ?", intent="faq_entretien")

    assert said(reply) == ["answer", "recap"]
