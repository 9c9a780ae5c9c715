"""Texts of our own making, as a case might tell them; 【】 stands around each full name. All names are invented.

TUNED were looked at while core/text/naming.py was written. UNSEEN were written down before it was measured on them, and
nothing was changed because of them.
"""

import re
from dataclasses import dataclass
from pathlib import Path

TUNED = """
居民【石榴红】反映楼道灯不亮，网格员【柳三更】当天去看。
业主【高晓岚】说，晚上下楼看不见台阶。
物业经理【苗四维】表示三天内换好。
【欧阳知秋】家的水管漏水，漏到楼下【白玉簪】家。
找到【时小满】商量，【时小满】同意把车挪走。
经社区调解，【马文澜】和【哈晓春】握手言和。
联系人：【方砚农】，请打社区电话。
志愿者【安若谷】带着工具上门。
书记请【司马青禾】来主持，【于得水】作记录。
楼长【丁满仓】挨家挨户敲门，【万里晴】第一个签字。
老党员【金石开】主动拿出自家的梯子。
我叫【常胜男】，住在这里二十年了。
租户【温如言】（在外地打工）没有到场。
监督委员【康乐平】晚上去看过，灯亮了。
【黄河清】、【江晚晴】、【田禾壮】三户先交了钱。
后来由【易水寒】负责每周检查一次。
【买尔东】把自家门口让出来放垃圾桶。
保安【包不同】夜里巡了两圈。
谢谢【贺新凉】大姐天天开门通风。
【成小路】的母亲腿脚不便，【成小路】想装扶手。
经办人【简明远】把清单贴在公告栏。
电工【雷震天】换了三只灯头。
对面的【权小舟】觉得噪音太大。
阿訇【撒利民】帮着劝了两次。
儿子【许愿】从外地赶回来签了字。
【阿依古丽·买买提】一家最先报名。
请【黎明月】老师教孩子们画墙。
单元长【单雄】和【解放军】一起量了尺寸。
【花千树】夫妇每天清扫楼梯。
社区干事【宁静远】写了通知。
"""

UNSEEN = """
二楼的【冯春来】每晚九点关灯。
调解员【郑好雨】上门三次，才见到户主【骆长风】。
【韩冬青】提出把棚子移到西墙，【孟夏草】不同意。
村民【马进山】家的羊圈臭味大。
【尤小虎】说他愿意看车棚，不要钱。
业委会主任【皮日新】当场答应出一半。
【贾得意】和【甄有钱】两家轮流打扫。
住户【夏雨荷】反映下水道返味。
有事找【陆地行】，他在门卫室。
【东方既白】带头把旧家具搬走。
网格员【史可鉴】拍了照片，交给【文不加】核对。
【虎兆麟】老人听不清，由女儿【虎兆凤】转告。
请来律师【谈笑生】讲了一晚上。
【祁连雪】把方案念了一遍，大家举手。
党员【平安生】清扫积雪，【钱多多】送来热水。
社工【计小满】每周三来一次。
商户【海大富】把桌子收进屋里。
【明月松】给楼道刷了白。
司机【车如水】同意早上不按喇叭。
队长【武大勇】带人连夜抢修。
【乔木】一家搬走以后，屋里一直空着。
记账的是【米小圈】，每月公布一次。
【乐陶陶】的车占了消防通道。
【关山月】联系厂家换了电机。
会计【边算】把发票贴在墙上。
【沙千里】、【纳福】两位老人作见证。
物业公司派【应有方】来量尺寸。
【穆小雅】今年七十六岁，一个人住。
居委会委托【全胜利】保管钥匙。
【成功】家门口堆了旧沙发。
"""

PLAIN = """
周边小区的路灯晚上十点以后就关了，马路上很黑，老人和孩子都不敢走。
高温天气用电多，楼道里充电很危险，方便了一家，危险了大家。
物业安排白天清扫，金额由业主共同决定，费用从公共收益里支付。
石板路面不平，下雨以后全是水，施工方答应一周内修好。
时间定在周六上午，地点在活动室，每户来一个人，没有来的打电话问。
成立了临时小组，成员有楼长、党员和商户代表，明确了分工。
任何人不得占用消防通道，违者由城管部门处理，居民相互监督。
单元门禁坏了三个月，关不上门，连续丢了两辆车。
方案公示七天，没有人反对，于是按程序开工。
万一再坏，先找物业，解决不了再报社区，应当有回音。
田间道路由村里出钱，农户出工，车辆绕行两天。
花坛改成停车位要全体业主同意，和规划也有关系。
江边的健身器材生了锈，康复活动受到影响，许多老人有意见。
全年开了十二次会，平均每次三十人，解决了二十一件事。
温馨提示：严禁高空抛物，安全无小事。
"""
_MARK = re.compile(r"【(.+?)】")


@dataclass(frozen=True)
class Text:
    """A sentence, and where full names stand in it."""

    text: str
    names: frozenset[tuple[int, int]]


def read(block: str) -> list[Text]:
    """Each line of a block."""
    return [_line(line) for line in block.strip().splitlines()]


def halves(name: str) -> tuple[list[Text], list[Text]]:
    """The sentences of tells/`name`.txt: those looked at while rules are written, those read once at the end."""
    lines = (Path(__file__).parent / "tells" / f"{name}.txt").read_text(encoding="utf-8").strip().splitlines()
    return [_line(line) for line in lines[::2]], [_line(line) for line in lines[1::2]]


def _line(line: str) -> Text:
    text, names = "", set()
    for at, piece in enumerate(_MARK.split(line)):
        if at % 2:
            names.add((len(text), len(text) + len(piece)))
        text += piece
    return Text(text, frozenset(names))
