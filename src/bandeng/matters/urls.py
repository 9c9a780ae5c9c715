"""Addresses of matters."""

from django.urls import path

from bandeng.matters.views import (
    public,
    raising,
    receipts,
    staff,
    staff_branches,
    staff_entering,
    staff_journey,
    staff_replies,
)

app_name = "matters"
urlpatterns = [
    path("p/<str:code>/raise/", raising.raise_matter, name="raise"),
    path("m/<uuid:pk>/", public.detail, name="detail"),
    path("m/<uuid:pk>/join/", raising.join, name="join"),
    path("m/<uuid:pk>/clock/<uuid:deadline>/", public.clock, name="clock"),
    path("photo/<str:sha256>/<str:ticket>/", public.photo, name="photo"),
    path("find/", receipts.find, name="find"),
    path("r/<str:code>/", receipts.receipt, name="receipt"),
    path("r/<str:code>/print/", receipts.receipt_print, name="receipt_print"),
    path("r/<str:code>/rate/", receipts.rate, name="rate"),
    path("r/<str:code>/withdraw/", receipts.withdraw, name="withdraw"),
    path("r/<str:code>/contest/", receipts.contest, name="contest"),
    path("r/<str:code>/mine.json", receipts.export, name="export"),
    path("r/<str:code>/erase/", receipts.erase, name="erase"),
    # What those who handle a matter do with it.
    path("desk/enter/", staff_entering.enter, name="enter"),
    path("desk/receipt/", staff_entering.find_receipt, name="find_receipt"),
    path("m/<uuid:pk>/accept/", staff.accept, name="accept"),
    path("m/<uuid:pk>/summary/", staff.change_summary, name="change_summary"),
    path("m/<uuid:pk>/seal/", staff.seal, name="seal"),
    path("m/<uuid:pk>/take-up/", staff.take_up, name="take_up"),
    path("m/<uuid:pk>/hand-over/", staff.hand_over, name="hand_over"),
    path("m/<uuid:pk>/safe/<uuid:track>/", staff.make_safe, name="make_safe"),
    path("m/<uuid:pk>/correct/", staff.correct, name="correct"),
    path("m/<uuid:pk>/verify/", staff_journey.verify, name="verify"),
    path("m/<uuid:pk>/sort/", staff_journey.sort, name="sort"),
    path("m/<uuid:pk>/bench/", staff_journey.bench_note, name="bench_note"),
    path("m/<uuid:pk>/dissents/", staff_journey.dissents, name="dissents"),
    path("m/<uuid:pk>/review/", staff_journey.review, name="review"),
    path("m/<uuid:pk>/complete/", staff_journey.complete, name="complete"),
    path("m/<uuid:pk>/way/<slug:branch>/", staff_branches.branch, name="branch"),
    path("m/<uuid:pk>/came-back/", staff_branches.pass_on_answer, name="pass_on_answer"),
    path("m/<uuid:pk>/merge/", staff_branches.merge, name="merge"),
    path("m/<uuid:pk>/unmerge/", staff_branches.unmerge, name="unmerge"),
    path("m/<uuid:pk>/reply/", staff_replies.reply, name="reply"),
    path("m/<uuid:pk>/replies/", staff_replies.replies, name="replies"),
    path("m/<uuid:pk>/slips/", staff_replies.slips, name="slips"),
    path("reply/<uuid:pk>/deliver/", staff_replies.deliver, name="deliver"),
    path("raising/<uuid:pk>/receipt/", staff_entering.new_receipt, name="new_receipt"),
    path("raising/<uuid:pk>/contact/", staff_entering.reveal, name="reveal"),
    path("raising/<uuid:pk>/withdraw/", staff_branches.withdraw_for, name="withdraw_for"),
]
