"""A resident's pages: raise in three screens without an account, follow it by the receipt, join, check the dates."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from bandeng.core.deadline import local_day
from bandeng.matters import actions
from bandeng.matters.actions import settle_uncontested
from bandeng.matters.models import Matter, Raising
from bandeng.places.models import Place
from bandeng.records.models import Entry, Evidence
from tests.makers import AT, XINHUA, current, make_matter, make_person, make_place, sort_to

pytestmark = pytest.mark.django_db
RAISE = f"/p/{XINHUA}/raise/"


@pytest.fixture(autouse=True)
def ready(db: None) -> None:
    from django.core.cache import cache

    from bandeng.matters.actions import ensure_shelf_processes

    cache.clear()
    make_place()
    ensure_shelf_processes(timezone.now())


def photo(name: str = "a.jpg", colour: tuple[int, int, int] = (10, 90, 60)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def hidden(page: str) -> dict[str, str]:
    """What a form carries hidden, as a browser would send it back."""
    fields = re.findall(r'<input type="hidden"[^>]*>', page)
    pairs = [(re.search(r'name="([^"]+)"', f), re.search(r'value="([^"]*)"', f)) for f in fields]
    return {name[1]: value[1] if value else "" for name, value in pairs if name}


def send(client: Client, page: Any, **typed: Any) -> Any:
    return client.post(RAISE, {**hidden(page.content.decode()), **typed})


def raise_by_web(client: Client, **typed: Any) -> Any:
    """Walk the three screens; the answer to the last one."""
    page = client.get(RAISE)
    page = send(client, page, words="大厅里停满了电动车", **typed)
    page = send(client, page, place=XINHUA, category="other")
    return send(client, page, reach="page", name="", phone="", email="")


def test_a_resident_raises_in_three_screens_and_holds_a_receipt(client: Client) -> None:
    answer = raise_by_web(client, photos=[photo(), photo("b.jpg", (90, 10, 10))])
    raising = Raising.objects.get()
    assert (answer.status_code, raising.words, raising.anonymous, len(raising.photos)) == (
        302, "大厅里停满了电动车", True, 2,
    )  # fmt: skip
    receipt = client.get(answer.url)
    assert receipt.status_code == 200
    assert raising.matter.number in receipt.content.decode()


def test_sending_the_last_screen_twice_makes_one_matter_and_shows_the_same_receipt(client: Client) -> None:
    page = send(client, client.get(RAISE), words="路灯不亮")
    page = send(client, page, place=XINHUA, category="other")
    last = {**hidden(page.content.decode()), "reach": "page"}
    assert client.post(RAISE, last)["Location"] == client.post(RAISE, last)["Location"]
    assert Matter.objects.count() == 1


def test_nothing_typed_is_lost_when_something_is_missing(client: Client) -> None:
    page = send(client, client.get(RAISE), words="路灯不亮")
    page = send(client, page, place=XINHUA, category="other")
    answer = send(client, page, reach="phone", name="小禾", email="not an address")
    text = answer.content.decode()
    assert (answer.status_code, Matter.objects.count()) == (422, 0)
    assert "路灯不亮" in text
    assert 'value="小禾"' in text
    assert 'value="not an address"' in text


def test_going_back_keeps_what_was_typed(client: Client) -> None:
    page = send(client, client.get(RAISE), words="路灯不亮")
    again = send(client, page, place=XINHUA, category="other", back="say")
    assert ">\n路灯不亮</textarea>" in again.content.decode()


def test_a_hostile_picture_is_refused_in_words_and_the_text_stays(client: Client) -> None:
    svg = SimpleUploadedFile("a.jpg", b"<svg onload='alert(1)'/>", "image/jpeg")
    answer = send(client, client.get(RAISE), words="路灯不亮", photos=[svg])
    assert (answer.status_code, "路灯不亮" in answer.content.decode(), Evidence.objects.count()) == (422, True, 0)


def test_nobody_can_hang_another_persons_picture_on_a_matter(client: Client) -> None:
    raise_by_web(client, photos=[photo()])
    stolen = Raising.objects.get().photos
    page = client.get(RAISE)
    page = client.post(RAISE, {**hidden(page.content.decode()), "kept": str(stolen), "words": "x"})
    page = send(client, page, place=XINHUA, category="other")
    send(client, page, reach="page")
    assert Raising.objects.order_by("raised_at").last().photos == []  # type: ignore[union-attr]


def test_danger_to_life_says_which_number_to_call_and_opens_a_track(client: Client) -> None:
    page = send(client, client.get(RAISE), words="电梯里困了人", danger="on")
    assert "tel:119" in page.content.decode()
    page = send(client, page, place=XINHUA, category="other")
    answer = send(client, page, reach="page")
    matter = Matter.objects.get()
    assert (matter.severity, matter.tracks.filter(kind="safety").count()) == (0, 1)
    assert "tel:119" in client.get(answer.url).content.decode()


def test_what_a_resident_wrote_is_not_public_before_somebody_accepted_it(client: Client) -> None:
    raise_by_web(client)
    matter = Matter.objects.get()
    assert client.get(f"/m/{matter.pk}/").status_code == 404
    for address in ("/", f"/p/{XINHUA}/know/", f"/p/{XINHUA}/take-part/", f"/p/{XINHUA}/watch/"):
        assert "大厅里停满了电动车" not in client.get(address).content.decode()


def test_a_public_matter_can_be_read_and_joined_in_ones_own_words(client: Client) -> None:
    matter = make_matter("deliberate", raisers=2)
    page = client.get(f"/m/{matter.pk}/")
    assert (page.status_code, "楼道停车" in page.content.decode()) == (200, True)
    form = client.get(f"/m/{matter.pk}/join/")
    answer = client.post(
        f"/m/{matter.pk}/join/",
        {**hidden(form.content.decode()), "words": "我家门口也是", "reach": "page", "send": "1"},
    )
    assert (answer.status_code, matter.raisings.count()) == (302, 3)
    assert "我家门口也是" not in client.get(f"/m/{matter.pk}/").content.decode()


def test_similar_matters_are_offered_while_saying_where(client: Client) -> None:
    make_matter("deliberate", words="楼道里堆满了电动车")
    page = send(client, client.get(RAISE), words="楼道里堆满了电动车走不过去")
    assert "/join/" in page.content.decode()


def test_every_date_opens_to_its_arithmetic(client: Client) -> None:
    matter = make_matter("deliberate")
    deadline = matter.deadlines.filter(stopped_at__isnull=True).order_by("due_on").first()
    page = client.get(f"/m/{matter.pk}/clock/{deadline.pk}/")  # type: ignore[union-attr]
    assert (page.status_code, page.content.decode().count("<tr>") > 5) == (200, True)


def test_a_lost_code_is_answered_kindly_and_a_found_one_leads_to_the_receipt(client: Client) -> None:
    code = str(raise_by_web(client).url).split("/")[2]
    wrong = client.post("/find/", {"code": "ZZZZZZZZZZ"})
    right = client.post("/find/", {"code": f" {code[:5].lower()}-{code[5:]} "})
    assert (wrong.status_code, right.status_code, right["Location"]) == (422, 302, f"/r/{code}/")


def test_guessing_receipts_is_slowed_down(client: Client) -> None:
    answers = [client.get(f"/r/ZZZZZZZZ{n:02d}/").status_code for n in range(40)]
    assert (answers[0], answers[-1]) == (404, 429)


def test_a_raiser_takes_away_their_own_data_and_has_it_erased(client: Client) -> None:
    address = str(raise_by_web(client).url)
    mine = client.post(f"{address}mine.json")
    assert mine.json()["words"] == "大厅里停满了电动车"
    form = client.get(f"{address}erase/")
    client.post(f"{address}erase/", hidden(form.content.decode()))
    assert "大厅里停满了电动车" not in client.get(address).content.decode()
    assert "大厅里停满了电动车" not in str(list(Entry.objects.values()))


def test_a_photo_needs_the_address_a_page_gave_out(client: Client) -> None:
    address = raise_by_web(client, photos=[photo()]).url
    found = re.search(r'src="(/photo/[^"]+)"', client.get(address).content.decode())
    assert found is not None
    good = client.get(found[1])
    assert (good.status_code, good["Content-Type"], good["X-Content-Type-Options"]) == (200, "image/jpeg", "nosniff")
    assert client.get(found[1][:-2] + "x/").status_code == 404


@pytest.mark.parametrize("address", ["/", f"/p/{XINHUA}/know/", f"/p/{XINHUA}/take-part/"])
def test_a_list_costs_the_same_queries_with_one_row_and_with_three(
    client: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    make_matter("deliberate")
    with django_assert_max_num_queries(20) as one:
        assert client.get(address).status_code == 200
    make_matter("deliberate")
    make_matter("assign")
    with django_assert_max_num_queries(20) as three:
        assert client.get(address).status_code == 200
    assert len(three) == len(one)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        f"/p/{XINHUA}/",
        f"/p/{XINHUA}/decide/",
        f"/p/{XINHUA}/watch/",
        "/ledger/",
        "/ledger/verify.py",
        "/find/",
        RAISE,
    ],
)
def test_a_public_page_answers_in_both_languages(client: Client, address: str) -> None:
    make_matter("assign")
    chinese = client.get(address)
    client.cookies["django_language"] = "en"
    english = client.get(address)
    assert (chinese.status_code, english.status_code) == (200, 200)


@pytest.mark.parametrize("code", ["", "640302", "64030210700x", "<script>", "640302107001.99"])
def test_a_place_that_is_none_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/p/{code}/raise/").status_code == 404


def test_a_list_of_ended_matters_costs_the_same_queries_with_one_row_and_with_three(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    def end() -> None:
        matter = make_matter("explain")
        secretary = make_person("secretary", at=matter.place)
        settle_uncontested(AT + timedelta(days=30))
        actions.reply(
            matter=current(matter), kind="final", text="讲清楚了", actor=secretary, at=AT + timedelta(days=30)
        )
        assert current(matter).step is None

    address = f"/p/{XINHUA}/know/?show=ended"
    end()
    with django_assert_max_num_queries(25) as one:
        assert "楼道停车" in client.get(address).content.decode()
    end()
    end()
    with django_assert_max_num_queries(25) as three:
        client.get(address)
    assert len(three) == len(one)


def test_large_type_shows_the_main_acts_and_whom_to_ask_instead_of_lists(client: Client) -> None:
    place = make_place()
    make_person("building_head", at=Place.objects.get(pk=f"{place.pk}.01.01"), called="楼长 王师傅")
    make_matter("deliberate")
    client.cookies["type"] = "large"
    large = client.get("/").content.decode()
    del client.cookies["type"]
    normal = client.get("/").content.decode()
    told = [[text in page for text in ("1 号楼", "楼长 王师傅", "楼道停车")] for page in (large, normal)]
    assert told == [[True, True, False], [False, False, True]]
    assert [f"/p/{XINHUA}/{door}/" in large for door in ("raise", "decide")] == [True, True]


def test_whoever_no_longer_heads_a_building_is_not_named_any_more(client: Client) -> None:
    head = make_person("building_head", at=make_place(), called="楼长 王师傅").person
    assert head is not None
    head.duties.update(to_on=local_day(timezone.now()))
    client.cookies["type"] = "large"
    assert "楼长 王师傅" not in client.get("/").content.decode()


def test_a_merged_matter_shows_where_it_goes_on(client: Client) -> None:
    target, matter = make_matter("deliberate"), make_matter()
    merge_into(matter, target)
    assert f'href="/m/{target.pk}/"' in client.get(f"/m/{matter.pk}/").content.decode()


def test_a_merged_matter_does_not_show_a_way_into_a_sealed_one(client: Client) -> None:
    target, matter = make_matter("deliberate"), make_matter()
    merge_into(matter, target)
    actions.seal_matter(matter=current(target), sealed=True, reason="涉及家事", actor=make_person("secretary"), at=AT)
    assert f"/m/{target.pk}/" not in client.get(f"/m/{matter.pk}/").content.decode()


def merge_into(matter: Matter, target: Matter) -> None:
    secretary = make_person("secretary")
    actions.merge(matter=current(matter), into=current(target), reason="同一处", actor=secretary, at=AT)


def test_a_story_names_the_step_it_came_to(client: Client) -> None:
    page = client.get(f"/m/{make_matter('assign').pk}/").content.decode()
    assert "到了“确定责任主体”这一步" in page


def test_finding_ones_matter_from_a_places_page_keeps_its_doors_and_telephone(client: Client) -> None:
    named = client.get(f"/find/?at={XINHUA}").content.decode()
    nowhere = client.get("/find/?at=000000000000").content.decode()
    assert [f"/p/{XINHUA}/know/" in page for page in (named, nowhere)] == [True, False]


def test_everybody_reads_that_the_owners_may_have_to_decide_before_it_is_talked_over(client: Client) -> None:
    matter = make_matter("sort")
    secretary = make_person("secretary", at=matter.place)
    sort_to(matter, "deliberate", by=secretary, guards=["common_parts"])
    assert "可能要由业主共同决定" in client.get(f"/m/{matter.pk}/").content.decode()


def test_a_receipt_stops_warning_once_the_danger_was_dealt_with(client: Client) -> None:
    page = send(client, client.get(RAISE), words="电梯里困了人", danger="on")
    page = send(client, page, place=XINHUA, category="other")
    receipt = str(send(client, page, reach="page")["Location"])
    matter = Matter.objects.get()
    track = matter.tracks.get(kind="safety")
    actions.make_safe(
        matter=matter, track=track, text="人已救出", actor=make_person("secretary", at=matter.place), at=timezone.now()
    )
    assert "tel:119" not in client.get(receipt).content.decode()
