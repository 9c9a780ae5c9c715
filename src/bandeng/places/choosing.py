"""Choosing a place, or whatever else there are many of, in a form: a short list as it is, a long one by its name.

A list of 41,000 townships helps nobody and weighs megabytes. Where there are more than MOST, the same field asks for a
name or a code, offers the first ones while one types, and says which ones it could be.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bandeng.core.places import tidy
from bandeng.places.models import Place
from bandeng.places.queries import starts

MOST, SHOWN, LONGEST = 60, 8, 120
BAR = " · "

Choice = tuple[str, str]
Find = Callable[[str], Sequence[Choice]]
"""What words could mean, at most SHOWN + 1 of them: (key, words)."""


def words_of(place: Place) -> str:
    """A place so that it can be told from others of its name."""
    return f"{place.label or place.name}{BAR}{place.pk}"


def finder(rows: "QuerySet[Place]") -> Find:
    """Finds among these places by code or whole name; where none is called so, by what a name begins with."""

    def find(text: str) -> list[Choice]:
        whole = Q(pk=tidy(text.rpartition(BAR)[2])) | Q(name=text) | Q(label=text) | Q(short=text)
        found = list(rows.filter(whole)[: SHOWN + 1])
        found = found or list(rows.filter(starts("name", text) | starts("label", text))[: SHOWN + 1])
        return [(each.pk, words_of(each)) for each in found]

    return find


class Typed(forms.TextInput):
    """A line of words with what it may begin with beside it."""

    offered: Sequence[Choice] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The input, and its list."""
        key = f"{(attrs or {}).get('id', name)}_list"
        field = super().render(name, value, {**(attrs or {}), "list": key, "autocomplete": "off"}, renderer)
        rows = format_html_join("", '<option value="{}"></option>', ((words,) for _key, words in self.offered))
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, rows)


class FoundField(forms.ChoiceField):
    """One of a short list; of a long one, what its words say."""

    find: Find | None = None
    offered: Sequence[Choice] = ()
    several = False

    def among(self, offered: Sequence[Choice], find: Find | None = None) -> None:
        """What there is to choose from; `find` where that is only the beginning of it."""
        self.several = len(offered) > 1
        if find is None:
            self.choices = list(offered)
            return
        self.find, self.offered = find, list(offered)[:MOST]
        typed = Typed(attrs={"maxlength": str(LONGEST)})
        typed.offered, typed.is_required = self.offered, self.required
        self.widget = typed
        if not self.help_text:
            self.help_text = lazy("Type its name or its code; the beginning is enough where only one begins so.")

    def places(self, rows: "QuerySet[Place]") -> None:
        """Choose among these places. One query."""
        found = list(rows[: MOST + 1])
        if len(found) <= MOST:
            self.among([(each.pk, each.label or each.name) for each in found])
        else:
            self.among([(each.pk, words_of(each)) for each in found], finder(rows))

    def prepare_value(self, value: Any) -> Any:
        """A key as its words, where it is one of the first."""
        return dict(self.offered).get(str(value), value) if self.find else value

    def clean(self, value: Any) -> Any:
        """The key of what was chosen.

        Raises   ValidationError with what the words could mean.
        """
        if self.find is None:
            return super().clean(value)
        text = str(value or "").replace("\0", "").strip()[:LONGEST]
        return only(self.find, text) if text else super().clean("")

    def validate(self, value: Any) -> None:
        """Nothing but whether something was said: what was said is looked for in `clean`."""
        if self.find is None:
            super().validate(value)
        else:
            forms.Field.validate(self, value)


def only(find: Find, text: str) -> str:
    """The one key that words mean. Raises ValidationError that names what they could mean."""
    found = find(text)
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise forms.ValidationError(_("Nothing here is called “%(text)s”.") % {"text": text}, code="not_found")
    shown = [*(words for _key, words in found[:SHOWN]), *(["…"] if len(found) > SHOWN else [])]
    named = _("; ").join(shown)
    raise forms.ValidationError(
        _("“%(text)s” may mean: %(names)s. Please type one of them in full.") % {"text": text, "names": named},
        code="not_one",
    )


class ManyField(forms.CharField):
    """Any of many, one on each line, by name or code; its value is their keys."""

    find: Find | None = None

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **given)

    def clean(self, value: Any) -> Any:
        """The keys, each once. Raises ValidationError for each line that means nothing, or more than one."""
        text = super().clean(value)
        return list(dict.fromkeys(self._keys(text.splitlines()))) if self.find else []

    def _keys(self, lines: Iterable[str]) -> list[str]:
        assert self.find is not None
        keys, wrong = [], []
        for line in lines:
            if told := line.strip()[:LONGEST]:
                try:
                    keys.append(only(self.find, told))
                except forms.ValidationError as no:
                    wrong.append(no)
        if wrong:
            raise forms.ValidationError(wrong)
        return keys


class PickPlace(forms.Form):
    """Another place for a page that is of one, by its address: `?place=`."""

    place = FoundField(label=lazy("Which place"))

    def __init__(self, asked: QueryDict, rows: "QuerySet[Place]") -> None:
        super().__init__(asked if asked.get("place") else None)
        field = self.fields["place"]
        assert isinstance(field, FoundField)
        field.places(rows)
        self.rows, self.several = rows, field.several

    def picked(self) -> Place | None:
        """The place that is asked for, else the first; None where there is none. One query."""
        told = self.cleaned_data["place"] if self.is_bound and self.is_valid() else ""
        place = self.rows.filter(pk=told).first() if told else self.rows.first()
        if place and not self.is_bound:
            self.initial["place"] = place.pk
        return place
