"""English projects: what is built, opened, halted, in the wordings of wires and dailies; all invented."""

from __future__ import annotations

import time
from typing import Any

import pytest

from briefing.extract import extract_records
from briefing.text import cut_article
from briefing.types import Project
from test_deals import article_of


def read(text: str, title: str | None = None) -> list[Project]:
    article = article_of(text, title)
    sentences, tokens = cut_article(article)
    return [r for r in extract_records(article, sentences, tokens) if isinstance(r, Project)]


# text, then type, name, sum, stage, place, parties
TOLD: list[tuple[Any, ...]] = [
    ("Corvid Motors has put on ice a 3 billion yen ($19 million) gearbox factory in Lund.", "plant", "gearbox factory in Lund", "3 billion yen", "terminated", "Lund", ["Corvid Motors"]),
    ("Corvid Motors has halted construction of its $2 billion battery plant in Lund, sources said.", "plant", "battery plant in Lund", "$2 billion", "terminated", "Lund", ["Corvid Motors"]),
    ("Corvid Motors broke ground Monday on a $2 billion battery plant in Lund.", "plant", "battery plant in Lund", "$2 billion", "started", "Lund", ["Corvid Motors"]),
    ("Corvid Motors will spend $2 billion to expand its Lund fab.", "plant", "Lund fab", "$2 billion", "planned", "Lund", ["Corvid Motors"]),
    ("Corvid Motors' new battery plant in Hungary, which cost 2 billion euros, began mass production on Monday.", "plant", "battery plant in Hungary", "2 billion euros", "operating", "Hungary", ["Corvid Motors"]),
    ("Both halves of the Lanshan hydropower station in Guizhou Province were put into use.", "energy", "Lanshan hydropower station", None, "operating", "Guizhou", []),
    ("Construction of the Lanshan offshore wind farm started on Monday. With an investment of 3 billion yuan, the project will have 40 turbines, according to Corvid Energy.", "energy", "Lanshan offshore wind farm", "3 billion yuan", "started", None, ["Corvid Energy"]),
    ("China's first test bench aside, a pilot line for glass batteries came on stream in Wuxi on Sunday.", "plant", "pilot line", None, "operating", "Wuxi", []),
    ("A brewing plant with room for 9,000 barrels is to rise in Lima, said owner Corvid Foods.", "plant", "brewing plant", None, "planned", "Lima", ["Corvid Foods"]),
    ("Officials in Lund said Corvid Cloud has withdrawn its application for an $80m facility called Project Heron. Its data center plans drew protests.", "data_center", "Project Heron", "$80m", "terminated", "Lund", ["Corvid Cloud"]),
    ("The Heron River Bridge, the highest in the region, opened to traffic on Tuesday.", "transport", "Heron River Bridge", None, "operating", None, []),
    ("Corvid Cloud opened a data center in Frankfurt on Friday.", "data_center", "data center in Frankfurt", None, "operating", "Frankfurt", ["Corvid Cloud"]),
    ("Corvid Bio plans to invest 200 million yuan in a new R&D center in Suzhou.", "center", "R&D center in Suzhou", "200 million yuan", "planned", "Suzhou", ["Corvid Bio"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "name", "money", "stage", "place", "parties"), TOLD, ids=[t[0][:40] for t in TOLD]
)
def test_projects(
    text: str, kind: str, name: str, money: str | None, stage: str, place: str | None, parties: list[str]
) -> None:
    (project,) = read(text)
    assert (project.type, project.name, project.stage) == (kind, name, stage)
    assert (project.money.text if project.money else None) == money
    assert place is None or project.place == place
    assert list(project.parties) == parties


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Motors has eight factories in China and sold 1.2 million cars last year.",
        "The government aims to build 100 industrial parks by 2030.",
        "She works at a research center in Boston.",
        "China will build a global innovation hub.",
        "The plant makes 300 tonnes of steel a day, workers at the site said.",
        "The Center for Strategic Studies said trade will fall.",
        "The region approved 17 data centre projects costing 90 billion ringgit.",
        "In a speech he promised to build more roads and hospitals.",
        "Corvid Motors launched a new model at its dealers.",
    ],
)
def test_what_is_no_project(text: str) -> None:
    assert [p.name for p in read(text)] == []


def test_a_headline_and_its_text_are_one() -> None:
    (project,) = read(
        "Corvid Chemical has shelved a 42 million euro factory in Lund that was to make coatings for wafers.",
        "Corvid Chemical shelves Lund coatings plant as demand stalls",
    )
    assert (project.stage, project.place, project.parties) == ("terminated", "Lund", ("Corvid Chemical",))


def test_a_description_and_the_name_that_follows_are_one() -> None:
    projects = read(
        "Corvid Cloud wants approval for a new campus in southern Ohio.\n"
        "The so-called Heron campus would cover 60 hectares.\nPapers put investment at $2.4 billion."
    )
    assert [(p.name, p.stage, p.money.text if p.money else None) for p in projects] == [
        ("Heron campus", "planned", "$2.4 billion")
    ]


def test_two_plants_stay_two() -> None:
    projects = read("Corvid Motors will build a battery plant in Ohio. It opened a gearbox plant in Texas last week.")
    assert [(p.name, p.stage) for p in projects] == [
        ("battery plant in Ohio", "planned"),
        ("gearbox plant in Texas", "operating"),
    ]


@pytest.mark.parametrize("unit", ["plant in Ohio, ", "will build a new ", "the Foo Plant was, ", "work on the "])
def test_hostile_lines_end(unit: str) -> None:
    start = time.process_time()
    read(unit * (4900 // len(unit)) + ".\n" + unit * (400_000 // len(unit)))
    assert time.process_time() - start < 10
