"""Addresses of work items."""

from django.urls import path

from bandeng.commitments.views import items, lists

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
]
