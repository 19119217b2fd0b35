"""Outlets, times, languages and names of reporters as sources write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache

from ..config import Config, read_table
from ..text import HAN, simplify
from ..types import Language, Moment

# ---------------------------------------------------------------- language

_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]+")
LANGUAGE_SAMPLE = 2000
"""Characters looked at: a body does not change its language after two pages."""
TRADITIONAL_SHARE = 0.08
"""Share of Han characters that differ in Simplified. Traditional news has 0.25 to 0.40, Simplified news under 0.01
(names, 乾, 著); a Simplified body that quotes a Traditional headline stays below."""


def find_language(text: str) -> Language:
    """`zh-Hans`, `zh-Hant` or `en`, by the body's characters; an English body may hold some Chinese names."""
    sample = text[:LANGUAGE_SAMPLE]
    han = "".join(_HAN.findall(sample))
    if len(han) < len(_LATIN.findall(sample)):
        return "en"
    changed = sum(a != b for a, b in zip(han, simplify(han), strict=True))
    return "zh-Hant" if changed > TRADITIONAL_SHARE * len(han) else "zh-Hans"


# ---------------------------------------------------------------- outlets

_WORDLESS = re.compile(r"[\W_]+")
_FRAME = re.compile(
    r"""
    ^(?:来源|來源|稿源|消息来源|文章来源|资料来源|Source|via)\s*[:：]\s*
  | ^[《「『（(【\[] | [》」』）)】\]]$
    """,
    re.VERBOSE | re.IGNORECASE,
)


def resolve_outlet(written: str | None, config: Config) -> str | None:
    """The outlet's name: `Zheng Quan Shi Bao` is 证券时报; a spelling that nobody knows stays as written."""
    if written is None:
        return None
    bare = _FRAME.sub("", written.strip()).strip()
    if not bare:
        return None
    key = _key(bare)
    return _own_table(config).get(key) or _table().get(key) or bare


def is_outlet(written: str) -> bool:
    """Whether the whole string is a known spelling of an outlet."""
    return _key(written) in _table()


def _key(spelling: str) -> str:
    return _WORDLESS.sub("", simplify(spelling)).casefold()


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    outlets: Mapping[str, list[str]] = read_table("outlets.toml")["outlets"]
    return {_key(spelling): name for name, others in outlets.items() for spelling in (*others, name)}


def _own_table(config: Config) -> Mapping[str, str]:
    return {_key(spelling): name for spelling, name in config.outlets.items()}


# ---------------------------------------------------------------- times

_MOMENT = re.compile(
    r"""
    (?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>1[0-2]|0?[1-9])\s?[-/.月]\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)日?
    (?:
        [T\s,，]{0,3}(?:星期.|周.|[上下]午)?\s?
        (?P<hour>2[0-3]|[01]?\d)[:：时](?P<minute>[0-5]\d)(?:[:：分](?P<second>[0-5]\d))?(?:\.\d+)?
        \s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?
    )?
    """,
    re.VERBOSE,
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


def parse_moment(written: str, zone: tzinfo) -> Moment | None:
    """The first full date of a string: aware, in `zone`, with a time of day; a `date` without one; else None."""
    match = _MOMENT.search(written)
    if not match:
        return _parse_mail_date(written, zone) or _parse_compact(written)
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    if match["hour"] is None:
        return day
    clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    stated = _zone_of(match["zone"])
    return datetime.combine(day, clock, stated or zone).astimezone(zone)


def _zone_of(written: str | None) -> tzinfo | None:
    if not written:
        return None
    match = _OFFSET.fullmatch(written)
    if not match:
        return UTC
    shift = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-shift if match[1] == "-" else shift) if shift < timedelta(hours=24) else None


def _parse_mail_date(written: str, zone: tzinfo) -> Moment | None:
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(zone)


def _parse_compact(written: str) -> Moment | None:
    match = _COMPACT.search(written)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


# ---------------------------------------------------------------- names of reporters

_ROLE = re.compile(
    r"(?:特约|见习|实习|本报|本刊|首席|高级|全媒体|融媒体)*"
    r"(?:记者|記者|通讯员|通訊員|编辑|編輯|作者|撰文|文|摄影报道|报道|实习生|By|by)[\s:：/／｜|]*"
)
_REPORTS = re.compile(rf"[／/|｜][{HAN}]{{1,4}}(?:報導|报道|電|电)|(?:綜合|综合)?(?:報導|报道)$")
_NAME = re.compile(rf"[{HAN}]{{2,4}}(?:[·•][{HAN}]+)*|[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+)+")


def parse_author(written: str) -> str | None:
    """The names of a byline, joined by 、; `（记者 李明 通讯员 王芳）` gives 李明、王芳."""
    names = _NAME.findall(_ROLE.sub(" ", _REPORTS.sub("", written.strip("（）()【】 \n"))))
    return "、".join(dict.fromkeys(names)) or None
