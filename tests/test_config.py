"""Settings: checked, frozen, with defaults that stand by themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.config import Config, load_config, read_words
from briefing.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    path = folder / "briefing.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults():
    config = load_config()
    assert config.title and config.desk and config.lang == "zh" and str(config.zone) == "Asia/Shanghai"
    assert {r.currency for r in config.rates} >= {"CNY", "USD", "HKD", "EUR"}


def test_what_the_file_says_replaces_the_default(tmp_path: Path):
    config = load_config(write(tmp_path, '[briefing]\ntitle = "周刊"\nlang = "en"\n[outlets]\n"Jia Bao" = "甲报"\n'))
    assert (config.title, config.lang, config.outlets) == ("周刊", "en", {"Jia Bao": "甲报"})
    assert config.rates == load_config().rates


def test_a_yuan_is_a_yuan_whatever_rates_are_given(tmp_path: Path):
    config = load_config(write(tmp_path, '[rates]\nday = 2026-06-05\n[rates.cny]\nUSD = "7.1"\n'))
    assert {r.currency: r.cny for r in config.rates} == {"CNY": Decimal(1), "USD": Decimal("7.1")}
    assert {r.day for r in config.rates} == {date(2026, 6, 5)}


def test_paths_count_from_the_file(tmp_path: Path):
    (tmp_path / "own.toml").write_text("", encoding="utf-8")
    assert load_config(write(tmp_path, '[briefing]\nthemes = "own.toml"\n')).themes_file == tmp_path / "own.toml"


def test_it_is_frozen():
    with pytest.raises(AttributeError):
        Config().title = "x"  # type: ignore[misc]


def test_a_setting_outside_its_section_is_told_where_it_belongs(tmp_path: Path):
    path = tmp_path / "briefing.toml"
    path.write_text('lang = "en"', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"put it below \[briefing\]"):
        load_config(path)


@pytest.mark.parametrize("text", ["[briefing]\nlang = 'fr'", "briefing = 1", "[rates]\nday = 'today'", "[outlets]\na = ''"])
def test_negative_settings_are_refused_in_one_sentence(text: str, tmp_path: Path):
    with pytest.raises(ConfigError) as caught:
        load_config(write(tmp_path, text))
    assert "briefing.toml" in str(caught.value) and "\n" not in str(caught.value)


MANY = """
lang = "en"
[briefing]
titel = "周刊"
lang = "fr"
timezone = "Mars/Base"
[outlets]
"Jia Bao" = ""
"Yi Bao" = 3
[rates]
day = "today"
[rates.cny]
USD = "-1"
[fetch]
pause = -2
[[sources]]
name = "甲"
[[sources]]
url = "ftp://yi.example"
[run]
catch_up = 1.5
[gates]
thin = 3
[schedule]
at = "Fri"
[delivery]
attempts = 0
[delivery.mail]
host = "post.example"
to = ["nobody"]
port = 99999
[delivery.chat]
team = "the-key-itself"
"""


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path):
    with pytest.raises(ConfigError) as caught:
        load_config(write(tmp_path, MANY))
    named = [
        '"lang" is not a setting here', "[briefing]: \"titel\"", "[briefing]: lang", "[briefing]: timezone",
        "[outlets]: Jia Bao", "[outlets]: Yi Bao", "[rates]: day", "[rates]: cny: USD", "[fetch]: pause",
        "source 1: url is missing", "source 2: url", "source 2: name is missing", "[run]: catch_up", "[gates]: thin",
        "[schedule]: at", "[delivery]: attempts", "[delivery.mail]: to", "[delivery.mail]: port",
        "[delivery.mail]: from is missing", "[delivery.chat]: team",
    ]  # fmt: skip
    lines = str(caught.value).split("\n")
    assert len(lines) == len(named) and all(line.startswith("briefing.toml: ") for line in lines)
    for words in named:
        assert sum(words in line for line in lines) == 1, words
    assert "the-key-itself" not in str(caught.value)


def test_an_unreadable_file(tmp_path: Path):
    with pytest.raises(ConfigError):
        load_config(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes("[briefing]\ntitle = '周报'".encode("gbk"))
    with pytest.raises(ConfigError):
        load_config(tmp_path / "gbk.toml")


def test_word_lists_have_no_remarks():
    assert all("#" not in word and word.strip() == word for word in read_words("stopwords.txt"))
