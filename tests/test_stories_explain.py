"""What `explain` says of stories: why together, why this one leads, what was kept apart and why."""

from __future__ import annotations

from dataclasses import replace

from briefing.explain import _stories
from story_texts import make_event, tell
from texts import read


def told(id: str, text: str, day: int, **more):
    from datetime import date

    reading = read(text, id=id, published=date(2026, 6, day), **more)
    return replace(reading, signature=replace(reading.signature, outlet=more.get("outlet")))


def notice(name: str, change: str) -> str:
    return (
        f"截至6月2日收盘，{name}报收于13.{change}元，下跌{change[::-1]}.6%，换手率1.{change}%，成交额7{change}4.5万元。"
        f"当日主力资金净流出{change}33.2万元，游资资金净流入{change[::-1]}8.1万元，散户资金净流入2{change}.7万元。"
        "近五日资金流向一览见下表。该股主要指标及行业内排名如下，投资者应当注意风险。"
    )


def lines(*readings) -> list[str]:
    return list(_stories(readings, "zh"))


def test_a_story_says_why_its_articles_belong_together_and_why_one_leads():
    said = lines(told("a", tell(4, 0), 2, outlet="新华社"), told("b", tell(4, 2), 2), told("c", tell(5, 0), 2))
    head = next(line for line in said if "2 articles" in line)
    assert "c [" not in head
    joined = [line for line in said if line.startswith("  one story: ")]
    assert len(joined) == 1 and "asked" in joined[0] and "names" in joined[0]
    leads = [line for line in said if line.startswith(("  lead ", "  also "))]
    assert [line.split()[2] for line in leads] == ["a", "b"]
    assert all(part in leads[0] for part in ("full", "early", "source", "title", "language"))


def test_a_near_miss_says_what_kept_it_apart():
    said = lines(told("a", notice("沅砺股份", "17"), 2), told("b", notice("翎朔重工", "52"), 2))
    (line,) = [line for line in said if line.startswith("  kept apart: ")]
    assert "series" in line or "hardly one in common" in line


def test_the_next_event_is_said_to_be_another_story():
    first = "".join(make_event(6))
    name = make_event(6)[1].partition("主营")[0]
    again = f"{name}6月3日召开股东大会，审议通过了新的董事会名单与薪酬方案。会议由监事会主席主持，历时两小时。" + make_event(6)[0]
    said = lines(told("a", first, 2), told("b", again, 3))
    assert any("another story" in line for line in said)


def test_a_repeat_is_said_to_be_one():
    said = lines(told("a", tell(4, 0), 2), told("b", tell(4, 0), 3))
    assert any("repeat: b [" in line for line in said)
