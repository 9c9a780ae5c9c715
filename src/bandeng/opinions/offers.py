"""What conversations offer to the desk; read once at start."""

from django.utils.translation import gettext_lazy as _

from bandeng.opinions import queries
from bandeng.shell import nav

nav.offer(_("What neighbours think"), "opinions:all", sorted(queries.MODERATORS | {"recorder"}), 40)
