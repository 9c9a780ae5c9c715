"""Reading people: who may be seen, who holds what, who can do what where."""

from bandeng.people.queries.contact import Contact, contact_of, named, own_data, reveal_log, reveals_about
from bandeng.people.queries.holding import Unheld, deputies_of, duties_of, duty_where, holders, staffing, unheld
from bandeng.people.queries.seeing import (
    bodies_visible_to,
    by_phone,
    capacities,
    card_of_phone,
    cards_visible_to,
    living,
    name_index,
    organisations_visible_to,
    paths_of,
    phone_index,
    under,
    visible_person,
    visible_to,
    with_duties,
)

__all__ = [
    "Contact", "Unheld", "bodies_visible_to", "by_phone", "capacities", "card_of_phone", "cards_visible_to",
    "contact_of", "deputies_of", "duties_of", "duty_where", "holders", "living", "name_index", "named",
    "organisations_visible_to", "own_data", "paths_of", "phone_index", "reveal_log", "reveals_about",
    "staffing", "under", "unheld", "visible_person", "visible_to", "with_duties",
]  # fmt: skip
