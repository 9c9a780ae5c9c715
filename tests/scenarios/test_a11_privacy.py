"""A11: a raiser takes a copy of what is kept and has it erased; who saw the number stays known."""

import json

from django.test import Client

from bandeng.cli.demonstration.stage import Bench, receipt_code
from bandeng.matters import queries
from bandeng.people.actions import reveal
from bandeng.people.models import Reveal
from bandeng.records import rebuild
from bandeng.records.models import Entry, PrivatePart
from tests.scenarios.telling import done_and_checked, now, on, taken_on

WORDS, PHONE = "三楼的感应灯不亮。", "0953-000 0088"


def answered(bench: Bench) -> str:
    """A matter that came to its end; somebody looked at the raiser's number on the way. Returns the receipt's code."""
    matter = taken_on(bench)
    contact = queries.contact_of_raising(bench.raising("light"))
    reveal(of=contact, fields=["phone"], reason="约时间上门看灯", actor=bench.who("staff"), at=bench.at)
    done_and_checked(bench, matter)
    bench.replied(matter, "灯已换好。")
    on(bench, 1)
    return receipt_code("light")


def test_a_raiser_downloads_all_that_is_kept_by_receipt_and_what_only_they_know(xinhua: Bench, client: Client) -> None:
    code = answered(xinhua)
    asked = client.get(f"/r/{code}/mine.json").content.decode()
    kept = client.post(f"/r/{code}/mine.json", {"known": PHONE[-4:]})
    assert (WORDS in asked, PHONE in asked) == (False, False)
    text = json.dumps(json.loads(kept.content), ensure_ascii=False)
    assert (kept.status_code, [word for word in (WORDS, "老陶", PHONE, "灯已换好。") if word not in text]) == (200, [])


def test_what_is_erased_is_gone_everywhere_and_the_answers_stay(xinhua: Bench, client: Client) -> None:
    code = answered(xinhua)
    page = client.get(f"/r/{code}/erase/")
    once = page.context["form"]["once"].value()
    wrong = client.post(f"/r/{code}/erase/", {"once": once, "known": "0000"})
    client.post(f"/r/{code}/erase/", {"once": once, "known": PHONE[-4:]})
    assert wrong.status_code == 422
    raising = xinhua.raising("light")
    assert (raising.erased_at is not None, raising.pseudonym[:3], WORDS in raising.words) == (True, "提出人", False)
    assert not PrivatePart.objects.filter(chain=raising.entry_chain, n=raising.entry_n).exists()
    receipt = client.get(f"/r/{code}/").content.decode()
    seen = [word for word in (WORDS, "老陶", PHONE, "灯已换好。") if word in receipt]
    assert (seen, now(raising.matter).title, rebuild.check().different) == (["灯已换好。"], "2号楼感应灯不亮", ())
    assert Entry.objects.filter(subject=f"matter:{raising.matter_id}").exists()


def test_the_reveal_log_tells_the_auditor_who_saw_the_number_and_why(xinhua: Bench, client: Client) -> None:
    answered(xinhua)
    auditor = xinhua.who("auditor@litong").person
    assert auditor is not None
    client.force_login(auditor.user)
    seen = Reveal.objects.get()
    assert (seen.by, seen.fields, seen.reason) == (xinhua.who("staff").person, ["phone"], "约时间上门看灯")
    page = client.get("/audit/reveals/", follow=True).content.decode()
    assert (PHONE in page, "老陶" in page) == (False, False)
