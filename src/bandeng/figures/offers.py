"""What figures offer to the desk; read once at start."""

from django.utils.translation import gettext_lazy as _

from bandeng.matters.queries import HANDLERS, OVERSEERS
from bandeng.shell import nav

nav.offer(_("Figures"), "figures:desk", sorted(HANDLERS | OVERSEERS), 60)
