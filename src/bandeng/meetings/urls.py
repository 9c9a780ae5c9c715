"""Addresses of meetings."""

from django.urls import path

from bandeng.meetings.views import calling, counting, desk, people, public, sitting, writing

app_name = "meetings"
urlpatterns = [
    path("p/<str:code>/meetings/", public.of_place, name="of_place"),
    path("meetings/<uuid:pk>/", public.one, name="one"),
    path("meetings/<uuid:pk>/calendar.ics", public.calendar, name="calendar"),
    path("meetings/<uuid:pk>/poster/", public.poster, name="poster"),
    path("meetings/<uuid:pk>/coming/", public.coming, name="coming"),
    path("meetings/<uuid:pk>/correct/<uuid:attendee>/", writing.correct, name="correct"),
    path("m/<uuid:pk>/meeting/", desk.for_matter, name="for_matter"),
    path("desk/meetings/", desk.all_, name="all"),
    path("desk/meetings/call/", calling.call, name="call"),
    path("desk/meetings/counts/", counting.counts, name="counts"),
    path("desk/meetings/rooms/", calling.rooms, name="rooms"),
    path("desk/meetings/rooms/<uuid:pk>/close/", calling.close_room, name="close_room"),
    path("desk/meetings/series/", calling.series, name="series"),
    path("desk/meetings/series/<uuid:pk>/end/", calling.end_series, name="end_series"),
    path("meetings/<uuid:pk>/desk/", desk.one, name="desk"),
    path("meetings/<uuid:pk>/topic/", calling.topic, name="topic"),
    path("meetings/<uuid:pk>/move/", calling.move, name="move"),
    path("meetings/<uuid:pk>/cancel/", calling.cancel, name="cancel"),
    path("meetings/<uuid:pk>/press/<str:what>/", desk.press, name="press"),
    path("meetings/<uuid:pk>/people/", people.all_, name="people"),
    path("meetings/<uuid:pk>/sheet/", people.sheet, name="sheet"),
    path("meetings/<uuid:pk>/came/", people.came, name="came"),
    path("meetings/attendee/<uuid:pk>/tell/", people.tell, name="tell"),
    path("meetings/attendee/<uuid:pk>/here/", people.here, name="here"),
    path("meetings/attendee/<uuid:pk>/said/", people.said, name="said"),
    path("meetings/attendee/<uuid:pk>/erase/", people.erase, name="erase"),
    path("meetings/item/<uuid:pk>/press/<str:what>/", sitting.press, name="press_item"),
    path("meetings/item/<uuid:pk>/hands/", sitting.hands, name="hands"),
    path("meetings/item/<uuid:pk>/outcome/", sitting.outcome, name="outcome"),
    path("meetings/item/<uuid:pk>/decide/", sitting.decide, name="decide"),
    path("meetings/differing/<uuid:pk>/", sitting.differing, name="differing"),
    path("meetings/<uuid:pk>/question/", sitting.question, name="question"),
    path("meetings/question/<uuid:pk>/read/", sitting.read, name="read"),
    path("meetings/question/<uuid:pk>/answer/", sitting.answer, name="answer"),
    path("meetings/question/<uuid:pk>/matter/", sitting.to_matter, name="to_matter"),
    path("meetings/<uuid:pk>/promise/", sitting.promise, name="promise"),
    path("meetings/<uuid:pk>/minutes/", writing.draft, name="minutes"),
    path("meetings/correction/<uuid:pk>/", writing.answer, name="correction"),
    path("meetings/<uuid:pk>/beside/", writing.beside, name="beside"),
]
