"""Brakes on guessing, and whose address counts."""

import pytest
from django.conf import LazySettings
from django.test import Client, RequestFactory

from bandeng.core.refusal import Refusal
from bandeng.people.limits import address_of, spend


def test_so_many_tries_and_no_more() -> None:
    for _ in range(3):
        spend("test", "1.2.3.4", most=3)
    spend("test", "5.6.7.8", most=3)
    with pytest.raises(Refusal) as no:
        spend("test", "1.2.3.4", most=3)
    assert (no.value.code, no.value.details) == ("too_many", {"minutes": 10})


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/card/guess/", "/people/invited/guess/"])
def test_guessing_links_is_stopped(address: str) -> None:
    answers = [Client().get(address).status_code for _ in range(45)]
    assert (answers[0], answers[-1]) == (410, 429)


@pytest.mark.parametrize(("proxies", "counts"), [(0, "10.0.0.9"), (1, "192.0.2.7"), (2, "198.51.100.1")])
def test_a_forwarded_address_counts_only_behind_named_proxies(
    proxies: int, counts: str, settings: LazySettings
) -> None:
    settings.AXES_IPWARE_PROXY_COUNT = proxies
    forwarded = {"X-Forwarded-For": "6.6.6.6, 198.51.100.1, 192.0.2.7"}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", headers=forwarded)
    assert address_of(request) == counts
