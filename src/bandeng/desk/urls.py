"""Addresses of the home pages."""

from django.urls import path

from bandeng.desk.views import audit, public

app_name = "desk"
urlpatterns = [
    path("", public.root, name="root"),
    path("p/<str:code>/", public.place_home, name="home"),
    path("p/<str:code>/know/", public.know, name="know"),
    path("p/<str:code>/take-part/", public.take_part, name="take_part"),
    path("p/<str:code>/decide/", public.decide, name="decide"),
    path("p/<str:code>/watch/", public.watch, name="watch"),
    path("p/<str:code>/wall/", public.wall, name="wall"),
    path("ledger/", audit.ledger, name="ledger"),
    path("ledger/verify.py", audit.verifier, name="verifier"),
    path("audit/", audit.audit, name="audit"),
    path("audit/entry/<str:chain>/<int:n>/", audit.entry, name="entry"),
    path("audit/dates/", audit.dates, name="dates"),
    path("audit/reveals/", audit.reveals, name="reveals"),
    path("audit/export/", audit.export, name="export"),
]
