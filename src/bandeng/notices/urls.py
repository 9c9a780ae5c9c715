"""Addresses of notices."""

from django.urls import path

from bandeng.notices import views

app_name = "notices"
urlpatterns = [
    path("desk/notices/", views.inbox, name="inbox"),
    path("desk/notices/seen/", views.mark_seen, name="seen"),
]
