"""Which tables are loaded is remembered for one request, and no longer."""

from typing import Any

import pytest
from django.test import Client

from bandeng.places import calendars
from tests.makers import make_place

pytestmark = pytest.mark.django_db


def test_after_a_request_the_tables_are_asked_for_anew(client: Client, django_assert_num_queries: Any) -> None:
    make_place()
    client.get("/")
    with django_assert_num_queries(2):
        calendars.version()
        calendars.version()
