"""A new version of a process: pasted or sent as a file, for a community or for everybody."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bandeng.shell.fields import new_once

LONGEST = 64 * 1024
"""Characters of a process file; ours has about two thousand."""
EVERYBODY = "site"


class NewVersion(forms.Form):
    """What is sent to be checked or published; `text` is the file's when one was sent."""

    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
    place = forms.ChoiceField(label=_("For whom"))
    text = forms.CharField(
        label=_("The process"), required=False, max_length=LONGEST, strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "false", "class": "code"}),
        help_text=_("A TOML text, as the version you start from."),
    )  # fmt: skip
    table = forms.FileField(
        label=_("Or a file"), required=False, help_text=_("When you choose a file, it takes the place of the text.")
    )

    aside = forms.BooleanField(
        label=_("Only put it beside the others: new matters follow the present one as before"), required=False
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = new_once
        self.fields["place"].choices = places  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The text, from wherever it came."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("table"):
            told["text"] = self._read(told["table"])
        if not str(told.get("text") or "").strip() and not self.errors:
            self.add_error("text", _("Paste the process here, or choose a file."))
        return told

    def _read(self, sent: "UploadedFile[Any]") -> str:
        if sent.size is None or sent.size > LONGEST:
            raise ValidationError({"table": _("This file is too large for a process.")})
        try:
            text: str = sent.read().decode("utf-8")
        except UnicodeDecodeError as wrong:
            raise ValidationError({"table": _("This file is not UTF-8 text. Save it as UTF-8.")}) from wrong
        return text
