"""What an open page asks for itself alone; what all see comes by the shell's channels (`screens.py`)."""

from uuid import UUID

from django.http import Http404, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from bandeng.opinions import queries, showing
from bandeng.opinions.views.public import voice_of
from bandeng.shell.http import Request

PARTS = ("you",)


@require_safe
def part(request: Request, pk: UUID, name: str) -> JsonResponse:
    """Where the reader stands on the map shown last: `at` is [x, y] in the drawing's units, null for nowhere."""
    if name not in PARTS:
        raise Http404
    conversation = queries.visible(pk)
    told = queries.seen_last(conversation)
    drawing = showing.drawing(told, queries.place_of(told, conversation, voice_of(request, conversation)))
    answer = JsonResponse({"at": drawing.you if drawing else None})
    patch_cache_control(answer, private=True, no_store=True)
    return answer
