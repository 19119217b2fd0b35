"""Projects told in lists, by their figures, by a ceremony held for many, or by who advises on them."""

from __future__ import annotations

import pytest

from briefing.extract import extract_records
from briefing.text import cut_article
from briefing.types import Project
from test_deals import article_of


def projects(text: str) -> dict[str, Project]:
    article = article_of(text)
    sentences, tokens = cut_article(article)
    return {r.name: r for r in extract_records(article, sentences, tokens) if isinstance(r, Project)}


@pytest.mark.parametrize(
    "text, names",
    [
        (
            "大会集中签约一批项目。其中，云溪区的3个项目分别是云湖客厅智造引擎、青禾药业发展基地项目、"
            "栖云航材全球研发中心；",
            {"云湖客厅智造引擎", "青禾药业发展基地项目", "栖云航材全球研发中心"},
        ),
        (
            "32项重点项目涵盖交通、产业、公共服务等四大领域，总投资约548亿元，包括云岫铁路（南段）、"
            "云溪城市航站楼枢纽一体化工程等一批标志性、示范性项目。",
            {"云岫铁路（南段）", "云溪城市航站楼枢纽一体化工程"},
        ),
        (
            "联合实验室包括：云边智能终端创新实验室、绿色低碳节能创新实验室和智慧交通创新实验室。",
            {"云边智能终端创新实验室", "绿色低碳节能创新实验室", "智慧交通创新实验室"},
        ),
        (
            "禾岳集团连续中标云南禾岳新材料产业园、安徽云溪新型显示生产线、栖湾生态科创示范区等项目。",
            {"云南禾岳新材料产业园", "安徽云溪新型显示生产线", "栖湾生态科创示范区"},
        ),
    ],
)
def test_a_list_names_each_of_its_projects(text: str, names: set[str]) -> None:
    assert names <= set(projects(text))


@pytest.mark.parametrize(
    "text",
    [
        "该校的3个科研项目分别是土壤微生物研究、水稻育种研究和鸟类迁徙研究。",
        "本届运动会的5个比赛项目包括跳绳、拔河、接力等项目。",
        "火热场景，在眉溪县云白山、经开区等60个重点项目建设现场，比比皆是。",
    ],
)
def test_a_list_of_other_things_is_none(text: str) -> None:
    assert projects(text) == {}


def test_a_project_of_a_list_stands_where_the_list_says() -> None:
    found = projects("会上签约。其中，吴江区的2个项目分别是禾岫装备制造基地项目、栖云航材全球研发中心。")
    assert {p.place for p in found.values()} == {"吴江区"}


@pytest.mark.parametrize(
    "text, stage",
    [
        ("云溪区举行重大产业项目集中开工仪式。青禾检测产业化基地项目工业用地面积33亩，总投资2.8亿元。", "started"),
        ("大会上，一批项目集中签约。青禾检测产业化基地项目建设用地面积33亩，总投资2.8亿元。", "signed"),
        ("云溪区下月将集中开工一批项目。青禾检测产业化基地项目用地面积33亩，总投资2.8亿元。", None),
        ("青禾检测产业化基地项目用地面积33亩，总投资2.8亿元。", None),
    ],
)
def test_a_ceremony_for_many_gives_each_its_stage(text: str, stage: str | None) -> None:
    assert projects(text)["青禾检测产业化基地项目"].stage == stage


@pytest.mark.parametrize(
    "text, name",
    [
        ("云岭省栖云市中心医院三期项目占地面积8600平方米，地上地下共五层。", "云岭省栖云市中心医院三期项目"),
        ("在云溪罗岫岭风电场，40台机组总装机容量为200兆瓦。", "云溪罗岫岭风电场"),
        ("本次开工仪式在位于云溪开发区的栖谷生命信使产业基地项目举行。", "栖谷生命信使产业基地项目"),
        ("5月12日，禾冶工程中标云岫计量检验中心项目全过程咨询服务。", "云岫计量检验中心项目"),
        ("张三、李四共同为云溪数字经济创新中心揭牌。", "云溪数字经济创新中心"),
        ("两位院士为云溪青年创新孵化基地（栖谷）进行揭牌。", "云溪青年创新孵化基地（栖谷）"),
        ("云溪茶叶工程技术研究中心日前获市科技局“市级新型研究机构”认定。", "云溪茶叶工程技术研究中心"),
        ("公司在美国亚利桑那州4纳米晶圆工厂的投产时间已推迟至明年。", "美国亚利桑那州4纳米晶圆工厂"),
        ("栖云湾展贸中心今天正式完成送电。", "栖云湾展贸中心"),
        ("云溪公路二期升级改造项目等交通基础设施运行良好并发挥重要作用。", "云溪公路二期升级改造项目"),
        ("栖云广场改造更新项目作为云岭市重点建设项目，竣工后将带动周边提升。", "栖云广场改造更新项目"),
        ("云溪北高铁站站房内外部装饰装修全部完成。", "云溪北高铁站站房"),
        ("禾力达上海生产基地和研发中心及总部大楼项目总投资5.5亿元。", "上海生产基地和研发中心及总部大楼项目"),
    ],
)
def test_told_without_an_event_word_of_its_own(text: str, name: str) -> None:
    assert any(name in found for found in projects(text))


@pytest.mark.parametrize(
    "text",
    [
        "公司还设立研发设计中心、产品测试平台。",
        "校长说，学校要以此为契机，努力打造上海云角语言研究中心。",
        "作为主办方的云溪投融资研究中心由禾新网发起成立。",
        "项目名称：云溪市杏林湾水域日常管理及养护项目。",
        "该州支持两家总投资数十亿美元的电池工厂建设。",
        "栖云水稻分子育种项目是省科技计划重大专项项目。",
        "云溪深港园区积极推进创新环境建设，由云溪事务署组织的技术需求征集工作正式启动。",
        "中肯共建“一带一路”重点项目建设中，他实现了梦想。",
    ],
)
def test_a_general_word_a_wish_or_a_host_is_no_project(text: str) -> None:
    assert projects(text) == {}


def test_what_a_project_is_besides_is_no_second_one() -> None:
    text = "青禾堂数字化车间、销售及研发总部项目是全省首个调味品生产线智慧工厂，用地面积50亩，总投资1.8亿元。"
    assert set(projects(text)) == {"青禾堂数字化车间、销售及研发总部项目"}


def test_the_firm_of_a_short_name_takes_part() -> None:
    text = "澜岫集团是一家检测机构。澜岫检验认证产业化基地项目用地面积33亩，总投资2.8亿元。"
    assert projects(text)["澜岫检验认证产业化基地项目"].parties == ("澜岫集团",)
