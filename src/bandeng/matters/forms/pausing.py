"""A clock that stands still, and an earlier reply that is repeated: what is sent about them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bandeng.shell.fields import Act, day, line, one_of, text

MOST = 2000


class Pause(Act):
    """That a clock stand still."""

    review_on = day(
        _("On which day shall it run on?"),
        hint=_("It runs on by itself on that day. If what is waited for comes earlier, that can be said at any time."),
    )
    reason = text(_("What is waited for?"), rows=3, most=MOST, hint=_("Everybody who raised it reads this."))


class DecidePause(Act):
    """Yes or no to a pause."""

    granted = one_of(_("May the clock stand still?"), (("yes", _("Yes, until that day")), ("no", _("No, it runs on"))))
    reason = text(_("Why?"), rows=3, most=MOST, required=False, hint=_("Needed for a no."))

    def told(self) -> dict[str, Any]:
        """Granted or not."""
        return {**super().told(), "granted": self.cleaned_data["granted"] == "yes"}


class EndPause(Act):
    """That it runs on."""

    reason = text(_("What has come?"), rows=3, most=MOST, hint=_("Everybody who raised it reads this."))


class Refer(Act):
    """That the same was answered before."""

    earlier = one_of(_("Which answer?"), ())
    appeal = line(
        _("If they do not agree"), required=False, most=300, hint=_("Where to turn: call, office, petition, court.")
    )
