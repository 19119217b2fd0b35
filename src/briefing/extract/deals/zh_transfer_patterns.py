"""The frames in which purchases, sales, mergers, stakes and joint companies are told; `transfer_frames.py` reads them.

A frame is a pattern over a sentence whose names are written as one mark each; the groups `T`, `B`, `S`, `O` are what
is bought, the buyer, the seller, another side. The first frame that fits tells the sentence, the surest stand first.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..reading.cues import move_words

N = "\ue000"
"""A name, in the masked sentence."""
_G = rf"[^，。；：！？{N}]{{0,30}}?"
_FAR = rf"[^。；！？{N}]{{0,60}}?"
_OWNS = rf"[^，。；：！？{N}]{{0,10}}(?:的|之|旗下)(?:间接|直接|非|全资|控股|附属|子公司|公司|受控)*"
_ROW = (
    rf"{N}(?:{_OWNS}{N}|[^，。；：！？{N}的]{{0,2}}(?:、|和|与|及|以及|同|跟|联合|携手|联手"
    rf"|牵手)[^，。；：！？{N}]{{0,12}}?{N}){{0,5}}"
)
_W = {
    group: rf"(?:{move_words(group)})"
    for group in ("buy", "take", "into", "moves_to", "roof", "sell", "to", "offer", "merge", "control", "becomes",
                  "stake", "welcome", "holders", "joint", "found")
}  # fmt: skip
_PART = (
    r"(?P<part>(?:其|后者|该公司|旗下)[\u4e00-\u9fffA-Za-z]{2,14}?(?:事业部|业务|平台|部门|工厂"
    r"|门店|生产线|产品线|电站))"
)
_ACT = rf"(?:{_W['buy']}|{_W['take']})"


class Frame(NamedTuple):
    """One way to tell a transfer; the groups `T`, `B`, `S`, `O` are what is bought, buyer, seller, other side."""

    rule: str
    type: str | None
    """None: by the share (`transfer_terms.py`)."""
    pattern: re.Pattern[str]
    is_weak: bool = False
    """Its verb is also used of goods: a stake, a control or a sure name must stand beside."""


def _frame(rule: str, pattern: str, type: str | None = None, *, is_weak: bool = False) -> Frame:
    return Frame(f"zh.frame.{rule}", type, re.compile(pattern), is_weak)


FRAMES = (
    # 甲与乙合并; 甲、乙、丙整合成立丁
    _frame(
        "merged_into",
        rf"(?P<O>{_ROW})[^。；{N}]{{0,16}}?(?:整合|合并|重组|合并重组|战略重组)(?:而成|成为?|设立"
        rf"|成立|组建|新设|为){_G}(?P<T>{N})",
    ),
    _frame("merger", rf"(?P<O>{N}){_G}(?:与|和|同|跟|及|、){_G}(?P<T>{N}){_G}{_W['merge']}(?!报表|成)"),
    _frame("now_holds", rf"划转[^。；{N}]{{0,20}}(?P<B>{N}){_G}持有{_G}(?P<T>{N}){_G}\d"),
    # 合资
    _frame(
        "joint",
        rf"(?P<O>{N}){_FAR}(?:参与|共同|联合|发起|合资)?(?:设立|发起设立|组建|成立){_G}(?P<T>{N})"
        rf"{_FAR}由{_G}(?P<B>{_ROW})"
        rf"{_G}(?:认缴|出资|持有|持股|缴付)",
        "equity",
    ),
    _frame(
        "joint",
        rf"(?:由{_G})?(?P<O>{_ROW}){_FAR}{_W['joint']}(?:[^。；{N}]{{0,40}}?)(?P<T>{N})(?!的|"
        rf"[^，。；]{{0,8}}(?:工厂|项目))",
        "equity",
    ),
    _frame("joint", rf"(?P<T>{N})[^。；{N}]{{0,30}}?由{_G}(?P<O>{_ROW}){_G}(?:{_W['joint']}|{_W['found']})", "equity"),
    _frame(
        "joint",
        rf"(?P<O>{N}[^，。；：！？{N}的]{{0,6}}(?:、|和|与|及|以及|同|跟|联合|携手|联手"
        rf"|牵手)[^，。；：！？{N}]{{0,14}}{_ROW}){_FAR}"
        rf"(?P<new>(?:合资|合营)(?:公司|企业|经营|子公司|平台|车企|计划))",
        "equity",
    ),
    # 甲被乙收入囊中; 甲归入乙麾下
    _frame("passive", rf"(?P<T>{N}){_FAR}(?:被|遭|获|由|为){_G}(?P<B>{_ROW}){_G}(?:{_ACT}|{_W['into']})"),
    _frame("moved", rf"(?P<T>{N}){_FAR}{_W['moves_to']}{_G}(?P<B>{_ROW}){_G}{_W['roof']}"),
    # 甲将乙卖给丙; 甲将乙收入囊中
    _frame(
        "ba_sold",
        rf"(?:(?P<S>{N})(?:[^。；{N}]{{0,40}}?))?(?:将|把)(?!通过|于|在|会|从|与|未来|成|继续|以|对"
        rf"|向|有|被|由){_G}(?P<T>{N})"
        rf"{_G}{_W['sell']}{_G}{_W['to']}{_G}(?P<B>{_ROW})",
    ),
    _frame(
        "ba_taken",
        rf"(?P<B>{_ROW}){_FAR}(?:将|把)(?!通过|于|在|会|从|与|未来|成|继续|以|对|向|有|被|由){_G}"
        rf"(?P<T>{N}){_G}(?:{_ACT}|"
        rf"{_W['into']})",
    ),
    # 甲向乙发起要约; 甲接受乙的要约
    _frame("accepted", rf"(?P<T>{N}){_FAR}(?:接受|接纳|同意|收到|获|推荐|拒绝){_G}(?P<B>{_ROW}){_G}{_W['offer']}"),
    _frame(
        "offered",
        rf"(?P<B>{_ROW}){_FAR}(?:向|对|就){_G}(?P<T>{N}){_G}(?:发起|提出|发出|递交|作出|开出|抛出){_G}{_W['offer']}",
    ),
    # 甲对乙的收购
    _frame("noun", rf"(?P<B>{_ROW}){_G}(?:对|就|关于){_G}(?P<T>{N}){_G}{_W['buy']}"),
    # 甲从乙手中买下其某某事业部, 买下丙
    _frame(
        "from",
        rf"(?P<B>{_ROW}){_FAR}(?:从|自|向){_G}(?P<S>{N})(?!{_G}(?:出售|转让|卖)){_G}{_ACT}{_G}(?:{_PART}|"
        rf"(?P<T>{N}))",
    ),
    _frame("from", rf"(?P<B>{_ROW}){_FAR}(?:与|和|同){_G}(?P<S>{N}){_FAR}{_ACT}{_G}{_PART}"),
    _frame("sold", rf"(?:(?P<S>{N}){_FAR})?向{_G}(?P<B>{_ROW}){_G}{_W['sell']}{_G}(?P<T>{N})"),
    # 甲持有的乙股份划转丙; 甲把乙卖给丙; 乙股权转让给丙
    _frame(
        "passed",
        rf"(?:(?P<S>{N}){_G}(?:所持|持有|旗下|手中)(?:有|的)*{_G})?(?P<T>{N}){_G}"
        rf"(?:{_W['sell']}(?:登记)?{_W['to']}|过户|划转|移交|转归)+{_G}(?P<B>{_ROW})",
    ),
    _frame("sold", rf"(?P<S>{N}){_FAR}{_W['sell']}{_G}(?P<T>{N}){_G}(?:给|予|至|到|与){_G}(?P<B>{_ROW})"),
    # 乙正与甲商谈出售; 乙进入出售程序，买家包括甲
    # 甲与乙洽谈收购事宜: who is named first would buy
    _frame(
        "talks",
        rf"(?P<B>{N}){_G}(?:与|同|和){_G}(?P<T>{N}){_G}(?:商谈|洽谈|谈判|接洽|磋商|洽商|讨论)(?:了)?"
        rf"[^，。；{N}]{{0,6}}(?:收购|并购|入股)(?:事宜|一事|事项|交易|的?可能|的?谈判|$|[，。；])",
    ),
    _frame(
        "talks",
        rf"(?P<T>{N}){_G}(?:与|同|和){_G}(?P<B>{_ROW}){_G}(?:商谈|洽谈|谈判|接洽|磋商|洽商"
        rf"|讨论)(?:了)?{_G}(?:出售|收购|卖|并购|转让)",
    ),
    _frame(
        "bidders",
        rf"(?P<T>{N}){_FAR}(?:出售|卖盘|竞购|拍卖|招标|转让|收购){_FAR}(?:买家|竞购方|竞购者|竞标者"
        rf"|接盘方|竞买人|潜在买方|买方){_G}(?P<B>"
        rf"{_ROW})",
    ),
    _frame(
        "bidders",
        rf"(?P<T>{N}){_FAR}(?:将|拟|被|挂牌|寻求|启动|考虑|进入)(?:出售|卖盘"
        rf"|变卖)(?:[^。；{N}]{{0,12}}?)(?P<B>{_ROW}){_G}(?:入围|"
        rf"进入|参与|角逐|竞购|竞逐|有意|感兴趣|表达兴趣)",
    ),
    # 乙易主，甲成为控股股东
    _frame(
        "control",
        rf"(?P<T>{N}){_FAR}{_W['control']}{_G}"
        rf"(?:由[^，。；{N}]{{0,8}}(?:{N}(?:[（(][^（）()]{{0,24}}[）)])?[^，。；{N}]{{0,8}})?)?"
        rf"{_W['becomes']}(?:[^。；{N}]{{0,24}}?)(?P<B>{_ROW})",
    ),
    _frame("changed", rf"(?P<T>{N}){_G}(?:易主|易手|改姓|花落|换主|换东家|易帜)(?:[^。；{N}]{{0,40}}?)(?P<B>{_ROW})"),
    _frame("control", rf"(?P<B>{N}){_G}(?:成为|晋升为|升任|入主|跃升为|坐上){_G}(?P<T>{N}){_G}{_W['control']}"),
    _frame("control", rf"(?P<T>{N}){_G}成为{_G}(?P<B>{N}){_G}(?:子公司|附属公司|孙公司|一员|成员企业)"),
    # 新增甲为股东; 甲入股乙
    _frame("welcomed", rf"(?P<T>{N}){_FAR}(?:新增股东|新股东)[^，。；{N}]{{0,6}}?(?P<B>{_ROW})", "equity"),
    _frame("welcomed", rf"(?P<T>{N}){_FAR}{_W['welcome']}{_G}(?P<B>{_ROW}){_G}{_W['holders']}", "equity"),
    _frame("staked", rf"(?P<B>{_ROW}){_FAR}(?:向|对){_G}(?P<T>{N}){_G}(?:{_W['stake']})", "equity"),
    _frame(
        "staked",
        rf"(?P<B>{_ROW}){_FAR}(?:入股|参股(?!公司|企业)|战略投资|增资(?!项目|扩建|扩产|、)|注资"
        rf"|战略入股|投资入股|举牌)(?:了)?{_G}"
        rf"(?P<T>{N})",
        "equity",
    ),
    # 甲收购乙
    _frame("bought", rf"(?P<B>{_ROW}){_FAR}{_W['buy']}(?!的|[^，。；{N}]{{0,4}}(?:机会|工厂)){_G}(?P<T>{N})"),
    _frame("taken", rf"(?P<B>{_ROW}){_FAR}{_W['take']}{_G}(?P<T>{N})", is_weak=True),
    # 乙……，甲竞得其全部资产
    _frame(
        "its", rf"(?P<T>{N}){_FAR}(?P<B>{_ROW}){_FAR}{_ACT}(?:了)?(?:其|该公司|后者|该品牌|该平台|这家)(?!余下|剩余)"
    ),
    _frame(
        "sold",
        rf"(?P<S>{N}){_FAR}(?:出售|转让|剥离|甩卖|变卖|卖掉|出让|脱手|处置|置出)(?!的|价款|所得|款|方"
        rf"|价|完成|给|予|至|到|于|与|向){_G}(?P<T>{N})",
    ),
)
