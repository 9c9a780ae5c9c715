"""The one letter this room writes: the invitation to open an account."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from bandeng.people.models import Invitation


def send_invitation(invitation: Invitation, token: str) -> bool:
    """Send the link; False when the mail could not be handed over, and then nothing else has happened."""
    context = {"link": settings.ADDRESS + reverse("people:invited", args=[token]), "use_by": invitation.use_by}
    subject = render_to_string("people/mail/invitation_subject.txt", context).strip()
    text = render_to_string("people/mail/invitation.txt", context)
    try:
        send_mail(subject, text, None, [invitation.email])
    except OSError:
        return False
    return True
