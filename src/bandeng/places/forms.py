"""Browser input of this room to plain values; the rules stand in core and in the actions."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.core.places import LEVELS, Wish
from bandeng.places.models import Level, Place, Tenure

TENURES = [("", _("not said")), *Tenure.choices]


class Once(forms.Form):
    """A form that counts once, however often it is sent."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid.uuid4

    @property
    def key(self) -> str | None:
        """The key of this form for the action."""
        return self.cleaned_data.get("once") or None


class Add(Once):
    """A place by hand, below `parent` or, without one, at the top."""

    name = forms.CharField(label=_("Name"), max_length=60)
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("The official code down to the community. Below it we make one when you leave this empty."),
    )
    level = forms.ChoiceField(label=_("Level"), required=False)
    short = forms.CharField(label=_("Short name"), max_length=12, required=False)
    tenure = forms.ChoiceField(label=_("Who lives here (compounds only)"), choices=TENURES, required=False)
    households = forms.IntegerField(label=_("Households"), min_value=0, max_value=100_000, required=False)
    phone = forms.CharField(label=_("Help telephone"), max_length=40, required=False)

    def __init__(self, *args: Any, parent: Place | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent = parent
        below = LEVELS[LEVELS.index(parent.level) + 1 :] if parent else LEVELS[:5]
        self.fields["level"].choices = [(level, Level(level).label) for level in below]  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """The row, as a table would hold it."""
        told = self.cleaned_data
        made = not told["code"]
        return Wish(
            code=told["code"], name=told["name"], level=told["level"] if made or "." in told["code"] else "",
            parent=self.parent.pk if self.parent and made else "", short=told["short"], tenure=told["tenure"],
            households="" if told["households"] is None else str(told["households"]), phone=told["phone"],
        )  # fmt: skip


class Change(Once):
    """What may change of a place, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=60)
    short = forms.CharField(label=_("Short name"), max_length=12, required=False)
    tenure = forms.ChoiceField(label=_("Who lives here"), choices=TENURES, required=False)
    households = forms.IntegerField(label=_("Households"), min_value=0, max_value=100_000, required=False)
    phone = forms.CharField(label=_("Help telephone"), max_length=40, required=False)
    accent = forms.CharField(
        label=_("Colour of the place"), max_length=7, required=False, help_text=_("Like #54341f; empty for ours.")
    )
    wants_phone = forms.BooleanField(
        label=_("Whoever raises a matter here must leave a telephone number"), required=False
    )
    reason = forms.CharField(label=_("Why does it change?"), max_length=200)

    FIELDS = ("name", "short", "tenure", "households", "phone", "accent", "wants_phone")

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        shown = {name: getattr(place, name) for name in self.FIELDS} | {"version": place.version}
        super().__init__(*args, initial=shown, **kwargs)
        if place.level != Level.COMPOUND:
            del self.fields["tenure"]
        if place.level != Level.COMMUNITY:
            del self.fields["wants_phone"], self.fields["accent"]

    def told(self) -> dict[str, Any]:
        """The fields the form showed; what is empty stays None for numbers and "" for words."""
        return {name: self.cleaned_data[name] for name in self.FIELDS if name in self.fields}


class End(Once):
    """The end of a place, and who takes over."""

    on = forms.DateField(label=_("First day without it"), widget=forms.DateInput(attrs={"type": "date"}))
    successor = forms.CharField(
        label=_("Code of its successor"),
        max_length=40,
        required=False,
        help_text=_("When it was merged into another place of the same level. The records go on there."),
    )
    sure = forms.BooleanField(label=_("It ends with everything below it"))


class Draw(Once):
    """A grid and its buildings."""

    name = forms.CharField(label=_("Name of the grid"), max_length=60)
    buildings = forms.MultipleChoiceField(label=_("Buildings in it"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, buildings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["buildings"].choices = buildings  # type: ignore[attr-defined]


class Upload(forms.Form):
    """A table of places."""

    table = forms.FileField(
        label=_("Table of places (CSV)"), help_text=_("At most 8 MB. Columns: code, name, and what the guide names.")
    )


class YearDays(Once):
    """The days of a year's table, as lines of text, as ticks, or as a file; ticks and file are added to the lines."""

    source = forms.CharField(
        label=_("Notice they come from"), max_length=300, help_text=_("Name, number and date of the notice.")
    )
    rows = forms.CharField(
        label=_("Days, one in a line: date, rest or work, name, English name"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        required=False,
        max_length=20_000,
        strip=False,
    )
    table = forms.FileField(label=_("Or a file with such lines (CSV)"), required=False)
    holiday = forms.CharField(label=_("Name of the days you tick"), max_length=60, required=False)
    english = forms.CharField(label=_("Its English name"), max_length=60, required=False)


class Code(forms.Form):
    """The set-up code."""

    code = forms.CharField(
        label=_("Set-up code"),
        max_length=20,
        help_text=_("It stands in the window where “bandeng serve” was started."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class Found(forms.Form):
    """The community of a new site, what stands above it, and its first person."""

    OTHER = "other"

    county = forms.ChoiceField(label=_("County or district"))
    city_code = forms.CharField(label=_("Code of the city"), max_length=12, required=False)
    city_name = forms.CharField(label=_("Name of the city"), max_length=60, required=False)
    county_code = forms.CharField(label=_("Code of the county or district"), max_length=12, required=False)
    county_name = forms.CharField(label=_("Name of the county or district"), max_length=60, required=False)
    street_code = forms.CharField(
        label=_("Code of the street or town"), max_length=12, help_text=_("Nine figures, for example 640302107.")
    )
    street_name = forms.CharField(label=_("Name of the street or town"), max_length=60)
    code = forms.CharField(
        label=_("Code of the community or village"),
        max_length=12,
        required=False,
        help_text=_("Twelve figures. Not known? Leave it empty: we take one from 901 on, which no office gives out."),
    )
    name = forms.CharField(label=_("Name of the community or village"), max_length=60)
    short = forms.CharField(label=_("Short name"), max_length=12, required=False)
    phone = forms.CharField(
        label=_("Help telephone"), max_length=40, required=False, help_text=_("Shown on every public page.")
    )
    person = forms.CharField(label=_("Name of the secretary"), max_length=60)
    called = forms.CharField(
        label=_("How public pages call them"), max_length=60, required=False, help_text=_("For example 社区书记.")
    )
    email = forms.EmailField(label=_("Their e-mail address"), help_text=_("They sign in with it."))
    admin = forms.BooleanField(
        label=_("They also look after the site itself: places, calendars, accounts"), required=False, initial=True
    )

    def __init__(self, *args: Any, counties: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["county"].choices = [  # type: ignore[attr-defined]
            ("", _("Please choose")), *counties, (self.OTHER, _("another one, named below")),
        ]  # fmt: skip
