"""Addresses of the home pages."""

from django.urls import path

from bandeng.desk.views import (
    audit,
    evening,
    health,
    listing,
    newspaper,
    public,
    sorting,
    staff,
    supervisor,
    wall,
    watching,
)

app_name = "desk"
urlpatterns = [
    path("", public.root, name="root"),
    path("page/", newspaper.newspaper, name="newspaper"),
    path("p/<str:code>/", public.place_home, name="home"),
    path("p/<str:code>/know/", listing.know, name="know"),
    path("p/<str:code>/take-part/", public.take_part, name="take_part"),
    path("p/<str:code>/decide/", public.decide, name="decide"),
    path("p/<str:code>/watch/", watching.watch, name="watch"),
    path("p/<str:code>/wall/", wall.wall, name="wall"),
    path("p/<str:code>/poster/", wall.poster, name="poster"),
    path("desk/", staff.turn, name="turn"),
    path("desk/matters/", staff.all_matters, name="matters"),
    path("desk/doors/", staff.doors, name="doors"),
    path("desk/doors/print/", staff.doors_print, name="doors_print"),
    path("desk/supervisor/", supervisor.supervisor, name="supervisor"),
    path("desk/supervisor/<slug:kind>/", supervisor.records, name="supervisor_records"),
    path("desk/supervisor/spot/<str:code>/<str:category>/", supervisor.hot_spot, name="hot_spot"),
    path("desk/stuck/", supervisor.stuck, name="stuck"),
    path("desk/sort/", sorting.begin, name="sort"),
    path("desk/sort/<uuid:pk>/", sorting.one, name="sort_one"),
    path("desk/sort/end/", sorting.end, name="sort_end"),
    path("desk/sort/end/tell/", evening.tell, name="sort_tell"),
    path("desk/sort/end/print/", sorting.end_print, name="sort_print"),
    path("ledger/", audit.ledger, name="ledger"),
    path("ledger/verify.py", audit.verifier, name="verifier"),
    path("settings/health/", health.show, name="health"),
    path("audit/", audit.audit, name="audit"),
    path("audit/entry/<str:chain>/<int:n>/", audit.entry, name="entry"),
    path("audit/dates/", audit.dates, name="dates"),
    path("audit/reveals/", audit.reveals, name="reveals"),
    path("audit/export/", audit.export, name="export"),
]
