"""How our forms look: one label, one help line, one error each, tied together for screen readers."""

from pathlib import Path

import django.forms
from django.forms.renderers import BaseRenderer, EngineMixin
from django.template.backends.django import DjangoTemplates
from django.utils.functional import cached_property


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
