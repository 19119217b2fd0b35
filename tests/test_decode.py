"""Bytes to text: every encoding the product reads, and what is said of those it cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.contents import Unreadable
from briefing.ingest.decode import decode

SIMPLIFIED = "本报讯 近日，江岸新区的一家芯片企业完成了两亿元的融资，用于建设新的生产线，这是今年当地的第三笔。\n"
TRADITIONAL = "本報訊 近日，江岸新區的一家晶片企業完成了兩億元的融資，用於建設新的生產線，這是今年當地的第三筆。\n"
ENGLISH = "A chip maker in the new district has raised two hundred million yuan for a plant, its third round.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
@pytest.mark.parametrize("text", [SIMPLIFIED, SIMPLIFIED * 40, TRADITIONAL * 3, ENGLISH + SIMPLIFIED])
def test_text_comes_back_from_every_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.reservation is None


@pytest.mark.parametrize("text", [TRADITIONAL, TRADITIONAL * 30])
def test_big5_is_told_from_gb18030(text: str) -> None:
    decoded = decode(text.encode("big5"))
    assert (decoded.text, decoded.encoding) == (text, "big5hkscs")


def test_utf16_of_han_alone_without_mark() -> None:
    text = SIMPLIFIED.replace("\n", "").replace(" ", "") * 3
    assert decode(text.encode("utf-16-le")).text == text
    assert decode(text.encode("utf-16-be")).text == text


def test_declared_gb2312_with_characters_beyond_it() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body>{SIMPLIFIED}朱镕基 喆 囍</body></html>'
    assert decode(page.encode("gb18030")).text == page


def test_western_quotes_and_accents() -> None:
    text = "The café’s owner said “no”; the deal was worth 3 million – a record for the naïve buyer. " * 3
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_inside_a_character_is_read_with_a_reservation(encoding: str) -> None:
    whole = (SIMPLIFIED * 5).rstrip("\n。").encode(encoding)
    decoded = decode(whole[:-1])
    assert decoded.text.startswith(SIMPLIFIED)
    assert "\ufffd" in decoded.text and "broken" in (decoded.reservation or "")


def test_two_encodings_in_one_file_are_said() -> None:
    decoded = decode((SIMPLIFIED * 3).encode("utf-8") + (SIMPLIFIED * 2).encode("gb18030"))
    assert decoded.text == SIMPLIFIED * 5
    assert "mixes UTF-8 and GB18030" in (decoded.reservation or "")


def test_characters_lost_before_saving_are_said() -> None:
    decoded = decode((SIMPLIFIED + "锟斤拷锟斤拷锟斤拷").encode())
    assert "lost before" in (decoded.reservation or "")
    seen_as_latin = SIMPLIFIED.encode("utf-8").decode("cp1252", "replace").encode("utf-8")
    assert decode(seen_as_latin * 3).reservation


@pytest.mark.parametrize("junk", [bytes(range(256)) * 20, b"\x00" * 500, b"\x89abc" + bytes(400), b"\xff\xfe\xff" * 99])
def test_binary_is_refused(junk: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(junk)


JAPANESE = "北嶺市の新しい工業団地では半導体関連の工場が稼働を始め、来年末までに十二社が入居する見通しだ。" * 4
KOREAN = "북령시 새 산업단지에서 반도체 공장이 가동을 시작했으며 내년 말까지 기업 열두 곳이 입주할 전망이다. " * 4


@pytest.mark.parametrize(
    ("text", "codec", "language"),
    [
        *((JAPANESE, codec, "Japanese") for codec in ("utf-8", "shift_jis", "euc_jp", "utf-16")),
        *((KOREAN, codec, "Korean") for codec in ("utf-8", "euc_kr", "utf-16")),
    ],
)
def test_another_language_is_named_and_not_read_as_chinese(text: str, codec: str, language: str) -> None:
    with pytest.raises(Unreadable, match=f"is in {language}"):
        decode(text.encode(codec))


def test_passages_in_another_language_are_told() -> None:
    mixed = SIMPLIFIED * (80_000 // len(SIMPLIFIED)) + JAPANESE * 400
    assert "passages in Japanese" in (decode(mixed.encode()).reservation or "")


@pytest.mark.parametrize(
    "text",
    ["东京证券交易所上市的ソニー与任天堂昨日上涨，分析人士看好其游戏业务的增长前景。" * 6, "The firm 삼성 said" * 9],
)
def test_negative_names_in_another_script_are_no_other_language(text: str) -> None:
    assert decode(text.encode()).reservation is None


@pytest.mark.parametrize("wrong", ["latin-1", "gb18030"])
def test_a_text_read_in_a_wrong_encoding_is_set_right(wrong: str) -> None:
    line = "北岭市新区建设加快，首批项目集中开工建设。\n"
    seen = line.encode().decode(wrong, "replace")
    if "\ufffd" in seen:  # GBK takes two bytes: an odd number of them loses one
        line = "北岭新区\n"
        seen = line.encode().decode(wrong)
    decoded = decode((seen * 12).encode())
    assert decoded.text == line * 12 and "set right" in (decoded.reservation or "")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reason(content: bytes) -> None:
    try:
        decoded = decode(content)
    except Unreadable as reason:
        assert str(reason)
    else:
        decoded.text.encode("utf-8")  # no lone surrogates: every output can hold it


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200))
def test_utf8_is_never_changed(text: str) -> None:
    content = text.encode("utf-8")
    if not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        assert decode(content).text == text
