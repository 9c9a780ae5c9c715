"""One voice each: how somebody is known again in one conversation, and in no other, without being named.

device   the browser's own random token, from a cookie: another browser, or a cleared one, is another voice
person   the person signed in, by card or account
paper    the number written on a sheet
"""

from bandeng.core.refusal import Refusal
from bandeng.opinions.models import Conversation, Voice, Voices
from bandeng.people.acting import Actor
from bandeng.records.sealing import blind


def mark_of(conversation: Conversation, actor: Actor, token: str) -> str:
    """The mark of whoever asks; "" for somebody who has none yet.

    token    what the browser carries, "" without
    Raises   Refusal: "sign_in_first" where one voice belongs to one person.
    """
    if actor.id is not None:
        return blind(f"{conversation.pk}:person:{actor.id}", "voice")
    if conversation.voices == Voices.PERSON:
        raise Refusal("sign_in_first")
    return blind(f"{conversation.pk}:device:{token}", "voice") if token else ""


def paper_mark(conversation: Conversation, sheet: str) -> str:
    """The mark of a numbered sheet of paper."""
    return blind(f"{conversation.pk}:paper:{sheet.strip().casefold()}", "voice")


def known_voice(conversation: Conversation, mark: str) -> Voice | None:
    """The voice of a mark, if it has spoken."""
    return Voice.objects.filter(conversation=conversation, mark=mark).first() if mark else None
