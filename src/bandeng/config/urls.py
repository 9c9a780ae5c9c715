"""Every room mounts its own addresses; the permission matrix in the tests walks them all."""

from django.urls import include, path

urlpatterns = [
    path("", include("bandeng.shell.urls")),
    path("", include("bandeng.desk.urls")),
    path("", include("bandeng.figures.urls")),
    path("", include("bandeng.matters.urls")),
    path("", include("bandeng.commitments.urls")),
    path("", include("bandeng.opinions.urls")),
    path("", include("bandeng.mediation.urls")),
    path("", include("bandeng.meetings.live_urls")),
    path("", include("bandeng.meetings.urls")),
    path("", include("bandeng.research.urls")),
    path("", include("bandeng.liaison.urls")),
    path("", include("bandeng.notices.urls")),
    path("", include("bandeng.documents.urls")),
    path("", include("bandeng.exchange.urls")),
    path("", include("bandeng.people.urls")),
    path("", include("bandeng.places.urls")),
    path("", include("bandeng.records.urls")),
    path("account/", include("allauth.urls")),
]
handler400 = "bandeng.shell.views.bad_request"
handler403 = "bandeng.shell.views.forbidden"
handler404 = "bandeng.shell.views.not_found"
handler500 = "bandeng.shell.views.broken"
