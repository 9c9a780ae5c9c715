"""Yixinyuan: the parcel locker with its volunteers, the noise complaint, and what is under way in both compounds."""

from datetime import timedelta

from bandeng.cli.demonstration.stage import Bench, Story
from bandeng.commitments import actions as items
from bandeng.core.deadline import local_day
from bandeng.matters.actions import close_posting, complete_step, post_result, record_decision
from bandeng.matters.models import Matter
from bandeng.matters.queries import receipt_actor
from bandeng.mediation import actions as mediation
from bandeng.mediation.models import Case

WANTED = ("高峰期取件要排队半小时。", "快递放地上被雨淋过。", "货架挡着单元门。", "上夜班，回来驿站都关门了。")


def locker(bench: Bench) -> Story:
    yield bench.back(64, "19:20")
    matter = bench.raised(
        "locker", "01", "parcel_locker", "快递柜不够用，包裹都堆在门口架子上，又乱又挤。", photos=["locker-before"]
    )
    yield bench.back(63)
    bench.accepted(
        matter,
        "原有一组快递柜不够用",
        "家和万事小区原有一组快递柜已不能满足收取需求，包裹堆放在门口临时架子上，影响通行。",
        photos=["locker-before"],
    )
    for number, words in enumerate(WANTED):
        yield bench.back(62, f"1{number}:10")
        bench.joined(matter, f"locker-{number}", words)
    yield bench.back(61)
    bench.verified(
        matter,
        "晚高峰 40 分钟内有 63 件包裹无柜可放。原有柜子西侧有一块空地，约 12 平方米，土地面。",
        by="staff",
        photos=["locker-before"],
    )
    bench.sorted(matter, "deliberate", guards=["common_parts"])
    yield bench.back(58, "15:00")
    bench.noted(
        matter,
        "家和万事小区议事亭",
        {"resident": 7, "property": 2, "secretary": 1, "courier": 1},
        "居民代表和物业一起看了现场：放在原有柜子西侧，不挡路、离监控近。快递站愿意出柜子；物业志愿者愿意硬化地面。占用共有部分，"
        "要由业主共同决定。",
        "consensus",
        "在原有柜子西侧增设一组快递柜；地面由物业和社区志愿者利用休息时间硬化。",
    )
    yield from _owners_decide(bench)
    yield from _locker_work(bench)


def _owners_decide(bench: Bench) -> Story:
    """The gate: common ground, so the owners decide, fifteen days after they were told; then it hangs for seven."""
    yield bench.back(44, "20:00")
    matter, secretary = bench.raising("locker").matter, bench.who("secretary")
    today = local_day(bench.at)
    decided = record_decision(
        matter=matter, rule="owners-special", rule_version="2021", decided_on=today,
        notice_on=today - timedelta(days=16),
        figures={"heads": (312, 226, 198), "area": (2_964_000, 2_180_550, 1_902_300)},
        text="同意在原有柜子西侧的共有空地上增设一组快递柜，场地收益归全体业主。",
        document="家和万事小区业主共同决定，附表决票和送达登记",
        actor=secretary, at=bench.at,
    )  # fmt: skip
    yield bench.back(43)
    posted = post_result(
        matter=matter, of=decided, posted_on=local_day(bench.at), days=7, where="小区大门公告栏、各单元门口",
        text="业主共同决定：在原有柜子西侧增设一组快递柜。", actor=secretary, at=bench.at,
    )  # fmt: skip
    yield bench.back(35, "15:00")
    close_posting(posting=posted, actor=secretary, at=bench.at)


def _locker_work(bench: Bench) -> Story:
    matter, secretary, firms = bench.raising("locker").matter, bench.who("secretary"), bench.stage.cast.firms
    yield bench.back(35, "16:00")
    complete_step(matter=matter, choose="assign", actor=secretary, at=bench.at)
    ground = items.set_item(
        matter=matter, title="硬化柜位地面", criteria="平整、排水、能承重。", actor=secretary, at=bench.at
    )
    yield bench.back(35, "16:05")
    cabinet = items.set_item(
        matter=matter, title="联系快递站，增设一组快递柜", criteria="新柜投入使用。", actor=secretary, at=bench.at
    )
    items.claim(item=ground, organisation=firms["yixinyuan"], days=10, actor=secretary, at=bench.at)
    items.claim(item=cabinet, organisation=firms["anjia"], days=20, how="on_the_spot", actor=secretary, at=bench.at)
    yield bench.back(35, "20:30")
    items.progress(
        item=ground,
        text="物业和社区志愿者 6 人，三个晚上共 27 个小时，平整地面、支模。",
        actor=bench.who("staff"),
        at=bench.at,
    )
    yield bench.back(33)
    bench.done(ground, "地面已硬化，养护三天。", ["door-after"], by="staff")
    yield bench.back(32)
    bench.checked(ground, "地面平整，不积水。", photos=["door-after"])
    yield bench.back(26)
    bench.done(cabinet, "新的一组快递柜装在原有柜子西侧，已通电使用。", ["locker-after"], by="property")
    yield bench.back(25, "18:30")
    bench.checked(cabinet, "晚高峰去看，地上没有包裹了。", photos=["locker-after"])
    yield bench.back(24)
    bench.replied(
        bench.raising("locker").matter,
        "按大家商量的办法，在原有柜子西侧增设了一组快递柜，地面由志愿者硬化，已经投入使用。柜子的场地收益归全体业主，每年公布。",
    )
    yield bench.back(22, "19:00")
    bench.rated("locker", "yes", "yes", "yes", "有了快递柜，取快递既安全又方便。")
    bench.rated("locker-1", "yes", "yes", "yes")
    bench.rated("locker-2", "yes", "partly", "yes", "高峰期还是要等一会儿。")


def noise(bench: Bench) -> Story:
    """Sealed: each side is heard alone, hours are agreed, and two weeks later there is peace."""
    yield bench.back(34, "17:40")
    matter = bench.raised(
        "noise",
        "02.01",
        "mahjong_room",
        "楼下麻将馆每晚搓到半夜，孩子睡不着，说了几次都没用。",
        sealed=True,
        name="住户",
        phone="0951-000 0077",
    )
    yield bench.back(33, "09:00")
    bench.accepted(matter, "室内麻将馆夜间噪声", "居民反映楼内麻将馆夜间经营影响休息。")
    yield bench.back(33, "15:00")
    bench.verified(matter, "夜里十一点半仍有人，声音能传到楼上。", note="经营者愿意谈，希望不要公开。")
    yield bench.back(32)
    bench.sorted(
        matter,
        "mediate",
        guards=["two_sides"],
        reason_code="two_sides",
        reason="两家邻里之间的事，先上门调解。",
    )
    yield from _heard_apart(bench)


def _heard_apart(bench: Bench) -> Story:
    """Both want to talk, each is heard at home, and they agree on the hours; nobody learns who raised it."""
    yield bench.back(31, "19:00")
    matter, mediator = bench.raising("noise").matter, bench.who("mediator")
    case = mediation.open_case(
        matter=matter, raising=bench.raising("noise"), other_name="楼下麻将馆经营者", actor=mediator, at=bench.at
    )
    for side, way in (("complainant", "电话里同意"), ("other", "上门时当面同意")):
        mediation.note_consent(case=case, side=side, on=bench.today, way=way, actor=mediator, at=bench.at)
    for side, words in (
        ("complainant", "只求晚上能睡着，不是不让开门。"),
        ("other", "白天没人，晚上才有生意；可以早点收，也愿意换静音桌。"),
    ):
        mediation.hear(case=case, kind="visit", side=side, on=bench.today, words=words, actor=mediator, at=bench.at)
    yield bench.back(30, "19:30")
    mediation.note_agreement(
        case=case, form="written", text="每天营业到晚上九点半；两周内换成静音桌。双方见面互相体谅，不再计较。",
        on=bench.today, both=True, actor=mediator, at=bench.at,
    )  # fmt: skip
    yield from _kept(bench, case)


def _kept(bench: Bench, case: Case) -> Story:
    """What was agreed is work with a date like any other; whoever raised it says whether it is true."""
    secretary, mediator = bench.who("secretary"), bench.who("mediator")
    yield bench.back(29)
    complete_step(matter=case.matter, choose="mediate:agreed", actor=mediator, at=bench.at)
    complete_step(matter=case.matter, actor=secretary, at=bench.at)
    item = items.set_item(
        matter=case.matter,
        title="按协议调整营业时间、换静音桌",
        criteria="晚上九点半后不再有声音。",
        actor=secretary,
        at=bench.at,
    )
    items.claim(item=item, organisation=bench.stage.cast.firms["yixinyuan"], days=15, actor=secretary, at=bench.at)
    yield bench.back(18, "20:00")
    mediation.follow_up(
        case=case, result="kept", words="连着三个晚上去听，九点半都关了门。", actor=mediator, at=bench.at
    )
    yield bench.back(17)
    bench.done(item, "营业到九点半，已换静音桌。", ["door-after"], by="staff")
    yield bench.back(17, "19:00")
    raiser = receipt_actor(bench.raising("noise"))
    items.check(item=item, solved=True, text="这两周睡得着了。", actor=raiser, at=bench.at)
    yield bench.back(16)
    now = Matter.objects.get(pk=case.matter_id)
    if now.step == "supervise":
        complete_step(matter=now, choose="reply", actor=secretary, at=bench.at)
    bench.replied(now, "双方谈成了：每天营业到晚上九点半，换静音桌。调解员两周后去看，都做到了。")
    yield bench.back(15, "19:00")
    bench.rated("noise", "yes", "yes", "yes", "邻居还是邻居。")


def scraping(bench: Bench) -> Story:
    """Sealed, and under way: one side was heard, the other has still to say whether it wants to talk."""
    yield bench.back(9, "17:40")
    matter = bench.raised(
        "scraping",
        "02.02",
        "mahjong_room",
        "楼上半夜搬桌子、拖椅子，说了几次，见面就吵。",
        sealed=True,
        name="住户",
        phone="0951-000 0078",
    )
    yield bench.back(8, "09:00")
    bench.accepted(matter, "楼上夜间拖动桌椅", "居民反映楼上夜间有响动，影响休息。")
    yield bench.back(8, "15:00")
    bench.verified(matter, "夜里十点多确有拖动声。")
    yield bench.back(7)
    bench.sorted(matter, "mediate", guards=["two_sides"], reason_code="two_sides", reason="两家之间的事，先上门调解。")
    yield bench.back(6, "19:00")
    mediator = bench.who("mediator")
    case = mediation.open_case(
        matter=matter, raising=bench.raising("scraping"), other_name="楼上住户", actor=mediator, at=bench.at
    )
    mediation.note_consent(case=case, side="complainant", on=bench.today, way="电话里同意", actor=mediator, at=bench.at)
    mediation.hear(
        case=case, kind="hearing", side="complainant", on=bench.today, words="十点以后轻一点就行。", actor=mediator,
        at=bench.at,
    )  # fmt: skip


def _work(
    bench: Bench,
    key: str,
    below: str,
    category: str,
    words: str,
    title: str,
    task: str,
    *,
    start: int,
    days: int,
    severity: int = 2,
) -> Story:
    yield bench.back(start, "08:30")
    matter = bench.raised(key, below, category, words, severity=severity)
    yield bench.back(start, "10:00")
    bench.accepted(matter, title, f"居民反映：{title}。")
    bench.verified(matter, "情况属实。", by="staff", financial="yes")
    bench.sorted(matter, "assign", guards=["existing_duty"])
    bench.claimed(matter, task, "anjia", days)


def lift(bench: Bench) -> Story:
    """Due today, or on the next working day."""
    yield from _work(
        bench,
        "lift",
        "01.02",
        "lift",
        "电梯门关到一半会弹开。",
        "2号楼电梯门反复开合",
        "检修电梯门",
        start=5,
        days=5,
        severity=1,
    )


def fence(bench: Bench) -> Story:
    yield from _work(
        bench, "fence", "02.02", "damage", "围栏倒了一段。", "碧水蓝天围栏倒塌", "修复倒塌围栏", start=4, days=15
    )


def waiting(bench: Bench) -> Story:
    yield bench.back(3, "10:00")
    first = bench.raised("y-light", "02.03.01", "sensor_light", "楼道灯忽明忽暗。")
    yield bench.back(2, "10:00")
    bench.accepted(first, "3号楼1单元楼道灯闪烁", "楼道灯闪烁。")
    yield bench.back(1, "10:00")
    bench.verified(first, "镇流器老化。", financial="yes")
    yield bench.ago(120)
    bench.raised("y-fresh", "01.01", "seats", "想在滑梯旁边添一条长板凳，看孩子有地方坐。", channel="qr")


STORIES = (locker, noise, scraping, lift, fence, waiting)
