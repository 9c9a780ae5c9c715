"""The desk's lines for the rooms below, which cannot offer them themselves; the rights are in their own pages."""

from django.utils.translation import gettext_lazy as _

from bandeng.people.rights import ARRANGES, READS_REVEALS, REGISTERS
from bandeng.places.who import KEEPERS
from bandeng.records import health as jobs
from bandeng.shell import health
from bandeng.shell.nav import offer

offer(_("People"), "people:list", REGISTERS, 70, icon="people")
offer(_("Organisations"), "people:organisations", ARRANGES, 72)
offer(_("Bodies and seats"), "people:bodies", ARRANGES, 74)
offer(_("Invite cards"), "people:cards", ARRANGES, 76)
offer(_("Places"), "places:index", KEEPERS | {"system_admin"}, 80)
offer(_("Holidays"), "places:calendars", KEEPERS | {"system_admin"}, 82)
offer(_("Who looked at contact data"), "people:reveals", READS_REVEALS, 84)

health.offer("jobs_failed", _("Jobs that failed"), jobs.count_failed)
health.offer("jobs_waiting", _("Jobs that wait too long"), jobs.count_waiting)
health.offer("daily_missed", _("Daily work that was missed"), jobs.count_missed)
