"""Races of the actions of people."""

from bandeng.people import actions as people
from bandeng.people.models import InviteCard, Organisation
from bandeng.people.queries import contact_of
from tests.honesty import folk
from tests.honesty.racing import Pair, by_two, maker, person, race, twice
from tests.honesty.town import DAY, PASSWORD, PIN, Town
from tests.makers import MAKER


@race("register_person", "done", "done")
def _(town: Town) -> Pair:
    return maker(town, people.register_person, place=town.place, name="甲", once="race-register")


@race("change_person", "done", "stale")
def _(town: Town) -> Pair:
    found = person(town)
    return maker(town, people.change_person, person=found, called="楼长 甲", version=found.version)


@race("consent", "done", "done")
def _(town: Town) -> Pair:
    return maker(town, people.consent, person=person(town), purpose="contact", given=True, how="当面")


@race("invite", "done", "done")
def _(town: Town) -> Pair:
    return maker(town, people.invite, person=person(town), email="race@example.org")


@race("open_account", "done", "bad_link")
def _(town: Town) -> Pair:
    _, token = people.invite(person=person(town), email="opened@example.org", actor=MAKER, at=town.at)
    return twice(lambda: people.open_account(token=token, password=PASSWORD, at=town.at))


@race("close_account", "done", "no_account")
def _(town: Town) -> Pair:
    found = person(town)
    folk.account(town, found)
    return maker(town, people.close_account, person=found, reason="调走了")


@race("issue_card", "done", "done")
def _(town: Town) -> Pair:
    return maker(town, people.issue_card, person=person(town), once="race-card")


def card(town: Town) -> tuple[InviteCard, str]:
    return people.issue_card(person=person(town), actor=MAKER, at=town.at)


@race("use_card", "done", "spent")
def _(town: Town) -> Pair:
    _, secret = card(town)
    return twice(lambda: people.use_card(secret=secret, pin=PIN, at=town.at))


@race("unlock_card", "done", "wrong_pin")
def _(town: Town) -> Pair:
    _, secret = card(town)
    used = people.use_card(secret=secret, pin=PIN, at=town.at).card
    return (
        lambda: people.unlock_card(card=used, pin=PIN, at=town.at),
        lambda: people.unlock_card(card=used, pin="802417", at=town.at),
    )


@race("revoke_card", "done", "revoked")
def _(town: Town) -> Pair:
    return maker(town, people.revoke_card, card=card(town)[0], reason="丢了")


@race("give_duty", "done", "already_held")
def _(town: Town) -> Pair:
    return maker(town, people.give_duty, person=person(town), role="convener", place=town.place, from_on=town.today)


@race("end_duty", "done", "already_ended")
def _(town: Town) -> Pair:
    duty = people.give_duty(
        person=person(town), role="convener", place=town.place, from_on=town.today, actor=MAKER, at=town.at
    )
    return maker(town, people.end_duty, duty=duty, on=town.today, reason="换人")


@race("take_leave", "done", "already_away")
def _(town: Town) -> Pair:
    return maker(
        town, people.take_leave, person=town.persons["mediator"], deputy=town.persons["convener"], from_on=town.today,
        to_on=town.today + DAY,
    )  # fmt: skip


@race("end_leave", "done", "wrong_days")
def _(town: Town) -> Pair:
    away = people.take_leave(
        person=town.persons["supervisor"], deputy=town.persons["convener"], from_on=town.today + 3 * DAY,
        to_on=town.today + 9 * DAY, actor=MAKER, at=town.at,
    )  # fmt: skip
    return maker(town, people.end_leave, leave=away, on=town.today + 4 * DAY)


@race("reveal", "done", "done")
def _(town: Town) -> Pair:
    return by_two(town, people.reveal, of=contact_of(person(town)), fields=["phone"], reason="约好上门的时间")


@race("erase_person", "done", "erased")
def _(town: Town) -> Pair:
    return maker(town, people.erase_person, person=person(town))


@race("form_body", "done", "done")
def _(town: Town) -> Pair:
    return maker(town, people.form_body, place=town.place, kind="joint", name="联席会议", once="race-body")


@race("give_seat", "done", "already_seated")
def _(town: Town) -> Pair:
    return maker(
        town, people.give_seat, body=town.body, person=person(town), title="委员", chosen_how="推选", from_on=town.today
    )


@race("leave_seat", "already_ended", "done")
def _(town: Town) -> Pair:
    seat = people.give_seat(
        body=town.body,
        person=person(town),
        title="委员",
        chosen_how="推选",
        from_on=town.today,
        actor=MAKER,
        at=town.at,
    )
    return maker(town, people.leave_seat, seat=seat, on=town.today, reason="搬走了")


@race("add_organisation", "done", "done")
def _(town: Town) -> Pair:
    return maker(town, people.add_organisation, place=town.place, kind="property", name="绿化", once="race-unit")


@race("change_organisation", "done", "stale")
def _(town: Town) -> Pair:
    unit = Organisation.objects.get(pk=town.units["officer"].pk)
    return maker(town, people.change_organisation, organisation=unit, name="安居", version=unit.version)
