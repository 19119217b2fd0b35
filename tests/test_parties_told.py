"""Who takes part when another sentence, a list or a firm's full name says so."""

from __future__ import annotations

import pytest

from briefing.extract import extract_records
from briefing.extract.reading.context import read_context
from briefing.extract.reading.parties import is_party, without_verb
from briefing.text import cut_article
from test_deals import article_of


def parties_of(text: str) -> set[str]:
    """All who act in any record of the text."""
    article = article_of(text)
    return {name for record in extract_records(article, *cut_article(article)) for name in record.parties}


@pytest.mark.parametrize(
    "text",
    [
        "松湾芯片检验认证中心启用，占地3000平方米。该中心由蓝屿智能科技有限公司运营。",
        "由蓝屿智能科技有限公司实施的松湾“光热储能”示范项目开工，总投资49亿元。",
        "蓝屿上海超级工厂项目总投资5亿元。据了解，松湾蓝屿智能科技有限公司从事配电设备的研发。",
    ],
)
def test_who_runs_or_owns_a_work_is_told_beside_it(text: str) -> None:
    assert any("蓝屿" in name for name in parties_of(text))


def test_a_listed_firm_speaks_of_its_own_work_as_the_companys() -> None:
    text = (
        "青桐水务（300999.SZ）3月2日晚公告，评标结果揭晓。公司为松湾供水管网更新项目的成交供应商。"
        "松湾供水管网更新项目总投资约1.7亿元。"
    )
    assert "青桐水务" in parties_of(text)


def test_sellers_stand_in_a_long_row_and_their_number_names_nobody() -> None:
    row = "林浩、李宝山、赵晨屿、汇泽投资、汇岚投资、汇川投资"
    text = f"上市公司蓝禾创业拟以发行股份的方式向{row}购买其合计持有的北屿工业100%股权。"
    assert parties_of(text) == {"蓝禾创业", *row.split("、")}
    counted = "蓝禾股份公告称，公司拟向林浩、赵晨屿共计2名北屿光电股东以支付现金的方式购买其持有的北屿光电59%的股权。"
    assert parties_of(counted) == {"蓝禾股份", "林浩", "赵晨屿"}


def test_a_lady_who_holds_shares_sells_and_one_who_speaks_does_not() -> None:
    sold = "蓝禾股份公告称，拟以7700万元收购林清河女士和望山信息股份有限公司持有的北屿氟业有限公司70%的股权。"
    assert {"林清河", "望山信息股份有限公司"} <= parties_of(sold)
    assert "林清河" not in parties_of("蓝禾股份收购北屿氟业有限公司70%的股权，董事长林清河女士表示看好其前景。")


def test_the_legal_form_stays_with_the_one_that_signs() -> None:
    text = "上海蓝禾影视制作有限公司与北京青桐文化集团有限公司订立股权转让协议，受让后者持有的北屿影业49%的股份。"
    assert "北京青桐文化集团有限公司" in parties_of(text)


def test_hosts_stand_for_a_batch_that_names_nobody() -> None:
    signed = "本次大会共有47个项目集中签约，总投资135亿元。"
    hosts = "大会由松湾省人民政府和北屿工商业联合会主办，围绕振兴主题。"
    assert parties_of(signed + hosts) == {"松湾省人民政府", "北屿工商业联合会"}
    assert not parties_of(signed + "开幕式由著名节目主持人主办，气氛热烈。")


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("蓝屿电力有限公司林清河", "蓝屿电力有限公司"),
        ("视觉中国图蓝屿智驾", "蓝屿智驾"),
        ("松湾产业化基地项目效果图蓝屿集团", "蓝屿集团"),
        ("蓝屿电力有限公司上海", "蓝屿电力有限公司上海"),
    ],
)
def test_captions_and_persons_are_cut_off_a_name(name: str, rest: str) -> None:
    assert without_verb(name) == rest


@pytest.mark.parametrize("name", ["建设国家级交易所", "松湾新区生物医药"])
def test_aims_and_fields_of_a_place_are_none(name: str) -> None:
    article = article_of(f"松湾正加快{name}的培育。")
    assert not is_party(name, read_context(article, cut_article(article)[0]))
