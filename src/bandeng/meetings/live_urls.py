"""Addresses of a meeting while it sits; beside those of `urls.py`, under a name of their own."""

from django.urls import path

from bandeng.meetings.views import live, live_sort, phone

app_name = "live"
urlpatterns = [
    path("meetings/<uuid:pk>/live/", live.screen, name="screen"),
    path("meetings/<uuid:pk>/live/hall/", live.hall, name="hall"),
    path("meetings/<uuid:pk>/live/door/", live.door_sheet, name="door_sheet"),
    path("meetings/<uuid:pk>/live/run/", live.run, name="run"),
    path("meetings/<uuid:pk>/live/do/", live.do, name="do"),
    path("meetings/<uuid:pk>/live/door/<str:code>/", phone.door, name="door"),
    path("meetings/<uuid:pk>/live/phone/", phone.phone, name="phone"),
    path("meetings/<uuid:pk>/live/hand/", phone.hand, name="hand"),
    path("meetings/<uuid:pk>/live/ask/", phone.ask, name="ask"),
    path("meetings/<uuid:pk>/live/sort/", live_sort.sort, name="sort"),
    path("meetings/item/<uuid:pk>/sort/", live_sort.one, name="sort_one"),
    path("meetings/<uuid:pk>/live/after/<str:what>/", live_sort.after, name="after"),
]
