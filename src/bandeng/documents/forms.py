"""Browser input to plain values; rules stay in the actions."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bandeng.core.papers import Wording
from bandeng.documents.models import ExportKind
from bandeng.shell.fields import day, text

LABELS = {
    "head": _("Head of the paper"), "title": _("Title"), "opening": _("Opening sentence"),
    "closing": _("Closing sentence"), "signature": _("Signed by"), "note": _("Small print at the end"),
    "series": _("What stands before the number, e.g. 新华社区督"),
}  # fmt: skip


def new_once() -> str:
    """A key by which a form sent twice is one act."""
    return str(uuid.uuid4())


class Once(forms.Form):
    """What every form here carries."""

    once = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"once": new_once(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class Issue(Once):
    """One button."""


class Word(Once):
    """The texts a kind has, and why they are changed."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = text(_("Why is it changed?"), rows=2, most=200)

    def __init__(self, wording: Wording, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in wording.texts:
            self.fields[key] = text(LABELS[key], required=False, rows=2, most=2000)
            self.initial.setdefault(key, wording.texts[key])
        self.order_fields([*wording.texts, "reason", "version", "once"])
        self._texts = tuple(wording.texts)

    def texts(self) -> dict[str, str]:
        """What was typed, by text."""
        return {key: self.cleaned_data[key] for key in self._texts}


class Ask(forms.Form):
    """A long export."""

    place = forms.ChoiceField(label=_("Where"))
    kind = forms.ChoiceField(label=_("What"), choices=ExportKind.choices)
    from_on = day(_("From"))
    to_on = day(_("Up to and including"))

    def __init__(self, places: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(places)
