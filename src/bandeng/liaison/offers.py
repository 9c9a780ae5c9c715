"""What this room offers to the desk; read once at start."""

from django.utils.translation import gettext_lazy as _

from bandeng.liaison.queries.areas import ASSIGNERS
from bandeng.liaison.queries.rooms import KEEPERS, READERS
from bandeng.shell import nav

nav.offer(_("County and townships"), "liaison:county_all", sorted(READERS), 6)
nav.offer(_("Liaison rooms"), "liaison:all", sorted(READERS), 44)
nav.offer(_("Areas of oversight"), "liaison:areas", sorted(ASSIGNERS | {"area_overseer"}), 45)
nav.offer(_("Enter earlier days from a sheet"), "liaison:later", sorted(KEEPERS), 46)
