"""The evidence on key sentences: parts taken away, intervals, folds. All texts are invented."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from briefing.summarize import score_article
from evaluation.__main__ import main
from evaluation.measures import COLLECTIONS, printed
from evaluation.parts import GROUPS, PARTS, Part, changed, setting
from evaluation.resampling import FOLDS, choose_setting, cross_validate, deal_folds, estimate
from evaluation.texts import Case, measure_lead, measure_ranker, read_asked, read_cases, read_collection, tell
from evaluation.verbatim import begins_anew, count_verbatim, ends_line

NOTICE = """青禾电气回购四百万股
来源：岭南财讯
岭南财讯9月3日电 董事会的会议按照章程的规定召开，全体董事都出席了会议。
青禾电气昨天公告，公司回购股份四百万股，占总股本的1.2%，支付总额3600万元。
该公司说，回购将在明年继续。
“这是对股东的回报！”董事长问：市场还在等什么？
青禾电气昨天公告，公司回购股份四百万股，占总股本的1.2%，共支付3600万元。
公司去年卖出变压器六千台，营业收入为12.5亿元，比前年增长……
各位股民若有线索，欢迎投稿到岭南财讯的编辑部。
图1：青禾电气的变压器在北岭市的工厂里等待装车，工人在旁边检查。
股东名册上第一位是北岭市的国有资本投资公司，所持股份没有变化。
责任编辑：周某，版权所有，未经授权不得转载。
"""
SHORT = """当地的天气一直很好，人们在河边散步，孩子们在学校的操场上玩耍。
北岭市新材料产业园获得32亿元贷款，六家银行在上个月签约，产业园的碳纤维产线将因此扩建。
碳纤维产线属于新材料产业园，银行的贷款分三年发放。
"""
DULL = "更多精彩请联系我们。\n" + "".join(
    f"{scene}一直很好，人们在河边散步，孩子们在学校的操场上玩耍，没有人说起别的。\n"
    for scene in ("春天的河水", "夏天的山林", "秋天的月色", "冬天的街道", "早上的花园", "晚上的集市", "周末的天气")
)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, ...]:
    path = tmp_path_factory.mktemp("cases") / "own.jsonl"
    rows = [
        {"id": "n", "title": "青禾电气回购四百万股", "text": NOTICE},
        {"id": "s", "title": "", "text": SHORT},
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return read_cases(path)


def outcome(cases: tuple[Case, ...], part: Part | None = None) -> list[object]:
    """Scores and choices of every case however it is asked."""
    found: list[object] = []
    with changed(part.without if part else {}):
        for case in cases:
            case = part.reshape(case) if part and part.reshape else case
            found += [score_article(c.article, c.sentences, c.tokens) for c in case.cuts]
            for asked in map(read_asked, COLLECTIONS.values()):
                found.append([s.text if s else c.article.title for c, s in tell(case, asked)])
    return found


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_taken_away_changes_something_and_comes_back(cases: tuple[Case, ...], part: Part):
    """A setting that was renamed, or is read once at import, would be measured as worth nothing."""
    before = outcome(cases)
    assert outcome(cases, part) != before
    assert outcome(cases) == before


def test_settings_come_back_after_an_error():
    names = sorted({name for part in PARTS for name in part.without} | {n for g in GROUPS for n in g.settings})
    before = [setting(name) for name in names]
    with pytest.raises(ZeroDivisionError), changed(dict.fromkeys(names, 9.0)):
        assert all(setting(name) == 9.0 for name in names)
        raise ZeroDivisionError
    assert [setting(name) for name in names] == before


def test_an_unknown_setting_is_an_error_and_changes_nothing():
    before = setting("cues.MONEY")
    with pytest.raises(AttributeError), changed({"cues.MONEY": 9.0, "article._ONE.loud": 1.0}):
        pass
    assert setting("cues.MONEY") == before


# ---------------------------------------------------------------- intervals and folds

TABLES = arrays.arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(FOLDS, 30)), elements=st.floats(0, 100))


@given(TABLES)
def test_an_interval_lies_within_the_values_and_around_their_mean(table: np.ndarray):
    found = estimate(table[0])
    assert table[0].min() - 1e-9 <= found.low <= found.high <= table[0].max() + 1e-9
    assert found == estimate(table[0])


def test_an_interval_has_the_width_that_theory_gives():
    values = np.random.default_rng(1).normal(50, 10, 400)
    found = estimate(values)
    assert found.high - found.low == pytest.approx(2 * 1.96 * 10 / 20, rel=0.15)
    assert estimate(values - values) == (0, 0, 0)  # paired: what varies with the article is gone


@given(st.integers(FOLDS, 200))
def test_folds_are_equal_in_size(count: int):
    sizes = np.bincount(deal_folds(count), minlength=FOLDS)
    assert sizes.sum() == count
    assert sizes.max() - sizes.min() <= 1


@given(TABLES, st.integers(0, FOLDS - 1))
def test_an_article_has_no_part_in_the_choice_it_is_scored_with(table: np.ndarray, fold: int):
    other = table.copy()
    other[-1, deal_folds(table.shape[1]) == fold] = 1e6
    assert cross_validate([other], dealings=1).chosen[fold] == cross_validate([table], dealings=1).chosen[fold]


@given(TABLES)
def test_each_article_is_scored_once_with_its_fold_s_choice(table: np.ndarray):
    (values,), chosen = cross_validate([table], dealings=1)
    dealt = deal_folds(table.shape[1])
    assert [table[chosen[fold], i] for i, fold in enumerate(dealt)] == values.tolist()


@given(TABLES)
def test_dealings_are_averaged(table: np.ndarray):
    (values,), chosen = cross_validate([table], dealings=3)
    assert len(chosen) == 3 * FOLDS
    seen = [
        table[chosen[dealing * FOLDS + deal_folds(table.shape[1], dealing)[i]], i]
        for dealing in range(3)
        for i in range(table.shape[1])
    ]
    assert values == pytest.approx(np.reshape(seen, (3, -1)).mean(axis=0))


def test_the_choice_weighs_collections_alike_and_keeps_the_first_of_equals():
    small, large = np.array([[50.0] * 5, [54.0] * 5]), np.array([[60.0] * 50, [57.0] * 50])
    assert choose_setting([small, large]) == 1
    assert choose_setting([small * 0, large * 0]) == 0


# ---------------------------------------------------------------- on the real texts


def test_the_figures_are_the_command_s(shared: Path, tmp_path: Path):
    """Scoring anew without the command must say what the command and the scorer say."""
    collection = read_collection(shared, "news_long")
    path = shared / "eval" / "summaries" / "news_long.jsonl"
    (tmp_path / "out.jsonl").write_text(printed("summarize", path, "-n", "3", "--format", "jsonl"), encoding="utf-8")
    words = [sys.executable, shared / "eval" / "score_summaries.py", path, tmp_path / "out.jsonl", "-n", "3", "--json"]
    table = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    assert round(float(measure_ranker(collection).mean()), 2) == table["ours"]["R1"]
    assert round(float(measure_lead(collection).mean()), 2) == table["lead"]["R1"]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_printed_sentence_is_a_slice_of_its_source_and_whole(shared: Path, name: str):
    collection = read_collection(shared, name)
    found = count_verbatim(collection)
    assert found.slices == found.in_source == found.headlines + found.sentences > 0
    assert found.whole == found.sentences
    assert found.longest <= (collection.asked["chars"] or found.longest)


def test_where_a_sentence_of_a_text_may_begin_and_end():
    text = "北岭市的产业园开工。 首批六家企业入园\n“厂房明年建成。”园区说"
    starts = [0, text.index("首批"), text.index("“"), text.index("园区")]
    assert [at for at in range(len(text)) if begins_anew(text, at) and not text[at].isspace()] == starts
    assert [at for at in range(len(text) + 1) if ends_line(text, at)] == [text.index("\n"), len(text)]


# ---------------------------------------------------------------- the floors


def evaluate(shared: Path) -> tuple[int, list[str]]:
    """Exit code of `make eval`'s command on a folder of texts, and the figures it calls too low."""
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as out:
        patch.setattr(sys, "argv", ["evaluation", "facts", "summaries", "--shared", str(shared)])
        code = main()
    return code, [line.split("  ")[0] for line in out.getvalue().splitlines() if line.endswith("BELOW")]


FIGURES = {
    "news_long": "news_long rouge-1",
    "news_short": "news_short rouge-1",
    "web_headline": "web_headline rouge-1",
    "finance_facts": "facts in 200 characters",
}


@pytest.fixture
def met(shared: Path, tmp_path: Path) -> Path:
    """Four collections of one text, whose summaries and facts are what the default ranker prints."""
    folder = tmp_path / "eval" / "summaries"
    folder.mkdir(parents=True)
    (tmp_path / "eval" / "score_summaries.py").symlink_to(shared / "eval" / "score_summaries.py")
    for name, options in COLLECTIONS.items():
        path = write(folder, name, {})
        (row,) = map(json.loads, printed("summarize", path, *options, "--format", "jsonl").splitlines())
        said = "".join(s["text"] for s in row["sentences"])
        write(folder, name, {"facts": ["32亿元"]} if name == "finance_facts" else {"reference": said})
    return tmp_path


def write(folder: Path, name: str, labels: dict) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text(json.dumps({"id": "n", "title": "", "text": DULL + SHORT, **labels}), encoding="utf-8")
    return path


def test_what_people_would_say_passes_the_floors(met: Path):
    assert evaluate(met) == (0, [])


@pytest.mark.parametrize("name", FIGURES)
def test_a_collection_below_its_floor_fails_the_command(met: Path, name: str):
    write(met / "eval" / "summaries", name, {"facts": ["霜降"]} if name == "finance_facts" else {"reference": "霜降"})
    code, low = evaluate(met)
    assert code == 1
    assert {*low} & {*FIGURES.values()} == {FIGURES[name]}
