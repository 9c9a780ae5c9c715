"""The addresses of what every page shares."""

from django.urls import path

from bandeng.shell import live, views

app_name = "shell"
urlpatterns = [
    path("type/", views.type_size, name="type"),
    path("theme/", views.theme, name="theme"),
    path("language/", views.language, name="language"),
    path("help/", views.help_page, name="help"),
    path("help/<str:code>/", views.help_page, name="help"),
    path("live/<slug:channel>/<str:key>/", live.look, name="live"),
    path("healthz", views.healthz, name="healthz"),
    path("accent/<str:shade>.css", views.accent, name="accent"),
    path("robots.txt", views.robots, name="robots"),
    path("mark.svg", views.mark, name="mark"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
