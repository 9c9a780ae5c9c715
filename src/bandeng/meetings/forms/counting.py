"""Counting a building."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bandeng.meetings.forms.parts import Once, count
from bandeng.meetings.models import Counted
from bandeng.shell.fields import day, one_of


class Count(Once):
    """Two numbers and a day."""

    place = one_of(_("Building"), ())
    group = one_of(_("Who is counted"), Counted.choices)
    n = count(_("How many of them live there"))
    of = count(_("How many people live there in all"), initial=1)
    on = day(_("Counted on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["place", "group", "n", "of", "on", "version", "once"])
