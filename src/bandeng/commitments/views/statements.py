"""The unit's own word where its date has passed."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache

from bandeng.commitments import actions
from bandeng.commitments.forms.promises import Late
from bandeng.commitments.models import WorkItem
from bandeng.commitments.views.acting import acted, item_for, opened
from bandeng.matters.views.acting import Page
from bandeng.shell.http import Request

LATE = Page(
    lazy("Say why it is late"), lazy("Say it openly"), done=lazy("Said. It stands beside the overdue line."),
    lead=lazy("Your unit's own word stands beside the overdue line, for everybody. Earlier words are kept."),
)  # fmt: skip


@login_required
@never_cache
def say_why_late(request: Request, pk: UUID) -> HttpResponse:
    """Why it is late, and what happens next."""
    item = item_for(request, pk, "say_why_late")

    def do(item: WorkItem, told: dict[str, Any]) -> None:
        actions.make_statement(item=item, actor=request.actor, at=timezone.now(), **told)

    return acted(request, item, opened(request, Late, item.version), LATE, do)
