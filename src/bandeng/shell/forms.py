"""How our forms look: one label, one help line, one error each, tied together for screen readers."""

from pathlib import Path

import django.forms
from django.forms.renderers import BaseRenderer, EngineMixin
from django.template.backends.django import DjangoTemplates
from django.utils.functional import cached_property
from django.utils.translation import gettext_noop as _


class Renderer(EngineMixin, BaseRenderer):
    """Forms in our own templates (templates/shell/forms), widgets in Django's."""

    form_template_name = "shell/forms/form.html"
    formset_template_name = "shell/forms/formset.html"
    field_template_name = "shell/forms/field.html"

    @cached_property
    def engine(self) -> DjangoTemplates:
        """An engine of its own, since Django's widgets live outside any app."""
        return DjangoTemplates(
            {
                "NAME": "bandengforms",
                "APP_DIRS": True,
                "DIRS": [Path(django.forms.__file__).parent / "templates"],
                "OPTIONS": {"builtins": ["django.templatetags.i18n", "bandeng.shell.templatetags.bench"]},
            }
        )


# Django's own words for what is wrong with a field; our catalogue says them as a neighbour would.
SAID_BY_US = (
    _("This field is required."),
    _("Enter a valid value."),
    _("Enter a valid email address."),
    _("Enter a valid date."),
    _("Enter a valid time."),
    _("Enter a valid date/time."),
    _("Enter a whole number."),
    _("Enter a number."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("No file was submitted. Check the encoding type on the form."),
    _("The submitted file is empty."),
    # allauth's
    _("Incorrect code."),
    _("Authenticator code"),
    _("Use authenticator app or code"),
)
