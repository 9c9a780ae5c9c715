"""The database under the rooms is the one the layer names."""

import os

import pytest
from django.db import connection

from bandeng.config import sqlite


@pytest.mark.django_db
def test_the_rooms_stand_on_the_database_that_was_asked_for() -> None:
    with connection.cursor() as cursor:
        if os.environ.get("BANDENG_DATABASE_URL"):
            cursor.execute("show server_version_num")
            assert int(cursor.fetchone()[0]) // 10000 == 18
        else:
            cursor.execute("pragma database_list")
            assert cursor.fetchone()[2].startswith(os.environ["BANDENG_HOME"])
            cursor.execute("pragma journal_mode")
            assert cursor.fetchone() == ("wal",)
            assert sqlite.is_safe()
