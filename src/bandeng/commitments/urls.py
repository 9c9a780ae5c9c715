"""Addresses of work items."""

from django.urls import path

from bandeng.commitments.views import items, lists, promises, public_promises, statements, work

app_name = "commitments"
urlpatterns = [
    path("desk/items/", lists.mine, name="mine"),
    path("m/<uuid:pk>/items/", lists.of_matter, name="of_matter"),
    path("m/<uuid:pk>/items/new/", lists.set_item, name="set"),
    path("items/<uuid:pk>/", lists.item, name="item"),
    path("items/<uuid:pk>/claim/", items.claim, name="claim"),
    path("items/<uuid:pk>/progress/", items.progress, name="progress"),
    path("items/<uuid:pk>/done/", items.done, name="done"),
    path("items/<uuid:pk>/check/", items.check, name="check"),
    path("items/<uuid:pk>/more-time/", items.extend, name="extend"),
    path("items/<uuid:pk>/more-time/<uuid:extension>/", items.decide_extension, name="decide_extension"),
    path("items/<uuid:pk>/return/", items.return_, name="return_"),
    path("items/<uuid:pk>/hand-over/", items.hand_over, name="hand_over"),
    path("items/<uuid:pk>/drop/", items.drop, name="drop"),
    path("items/<uuid:pk>/support/", work.support, name="support"),
    path("items/<uuid:pk>/support/leave/", work.leave, name="leave"),
    path("items/<uuid:pk>/quote/", work.quote, name="quote"),
    path("items/<uuid:pk>/money/", work.fund, name="fund"),
    path("items/<uuid:pk>/pause/", work.pause, name="pause"),
    path("items/<uuid:pk>/pause/<uuid:pause>/", work.decide_pause, name="decide_pause"),
    path("items/<uuid:pk>/pause/<uuid:pause>/end/", work.end_pause, name="end_pause"),
    path("items/<uuid:pk>/part/", work.part, name="part"),
    path("items/<uuid:pk>/help/", work.helped, name="help"),
    path("items/<uuid:pk>/late/", statements.say_why_late, name="say_why_late"),
    path("p/<str:code>/promises/", public_promises.of_place, name="promises"),
    path("p/<str:code>/units/<uuid:pk>/", public_promises.unit, name="unit"),
    path("promises/<uuid:pk>/", public_promises.promise, name="promise"),
    path("promises/<uuid:pk>/print/", public_promises.promise_print, name="promise_print"),
    path("promises/<uuid:pk>/word/", promises.answer, name="answer_promise"),
    path("promises/<uuid:pk>/more/", promises.grow, name="grow_promise"),
    path("desk/promises/", promises.mine, name="my_promises"),
    path("desk/promises/new/", promises.make, name="make_promise"),
]
