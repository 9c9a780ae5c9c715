"""Making the town."""

import io

from django.core.cache import cache
from PIL import Image

from bandeng.matters import actions
from bandeng.records.models import Entry
from bandeng.records.photos import take_photo
from bandeng.records.queries import act_of
from bandeng.records.registry import reactions_of
from tests.honesty.folk import lay_out, load_a_year, organise, settle
from tests.honesty.happenings import let_happen
from tests.honesty.town import Town


def build() -> Town:
    """Make the town."""
    cache.clear()
    town = Town()
    lay_out(town)
    settle(town)
    organise(town)
    town.photo = _photo(town)
    actions.ensure_shelf_processes(town.at)
    let_happen(town)
    load_a_year(town)
    react()
    _come_in(town)
    return town


def _come_in(town: Town) -> None:
    """Everybody's session knows their rights now, as after the first page they open."""
    for role in town.cookies:
        browser = town.client(role)
        assert browser.get("/people/me/").status_code == 200, role
        town.cookies[role] = {name: morsel.value for name, morsel in browser.cookies.items()}


def _photo(town: Town) -> str:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (10, 90, 60)).save(out, "JPEG")
    out.seek(0)
    return take_photo(out, at=town.at).sha256


def react() -> None:
    """Let every reaction run that the worker would run, and those to what they record in turn."""
    seen = 0
    while entries := list(Entry.objects.filter(arrival__gt=seen).order_by("arrival")):
        for entry in entries:
            for reaction in reactions_of(entry.verb):
                reaction(act_of(entry), entry)
            seen = entry.arrival
