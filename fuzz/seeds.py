"""Small whole inputs of every form, made here; mutations begin from them. All names in them are invented."""

from __future__ import annotations

import io
import json
import zipfile

TEXT = (
    "江城微芯完成3亿元B轮融资\n来源：北岭日报 2025-07-14 09:30\n"
    "江城微芯近日宣布完成3亿元B轮融资，由远山资本领投，北岭创投跟投。公司表示，“资金将用于扩产”。\n"
    "岭南省设立总规模50亿元的先进制造母基金，首期20亿元已经到位。（记者 田禾）\n"
    "青川市储能产业园一期开工，总投资约26.5亿元，规划年产能2吉瓦时。\n"
)
ENGLISH = (
    "Northwind Storage to build battery plant\nNorthwind Wire, July 14, 2025\n"
    "Northwind Storage Inc. said on Tuesday it would build a 500 MWh plant near Port Hale for $120 million. "
    "The U.S. company raised $20 million in a Series B round led by Foo Capital.\n"
)
DIGEST = (
    "科技早餐 2025年7月14日\n\n1、江城微芯完成3亿元B轮融资，由远山资本领投。\n\n"
    "2、岭南省设立总规模50亿元的母基金，首期20亿元到位。\n\n3、青川市储能产业园开工，总投资26.5亿元。\n\n"
    "【北岭出台新规】北岭市周一出台新规，支持数据中心建设。\n\n09:31 远山资本宣布收购丙公司51%股权。\n"
)
TOPIC_FEED = (
    "Workflow\n科技金融\nicon\nSearch documents\n江城微芯完成融资\n北岭日报· 2025-07-14 06:04\n"
    "Core Viewpoint - 江城微芯完成3亿元融资 [2]. Group 1: 融资 - 由远山资本领投 [3]. - 北岭创投跟投 [5][7]\n"
)
REPOST = (
    "原標題：江城（chéng）微芯完成融資\n關鍵詞：融資 芯片\n江城微芯（xīn）完成3億元融資，由遠山資本領投。（資料圖片）\n"
)
NEWSPAPER = (
    "江城科创走廊加速建设\n本报讯 记者田禾报道：江城科创走廊一期工程14日开\n\n工，总投资50亿元。\n图为建设现场。本报记者 田禾/摄\n"
    "北岭港吞吐量创新高\n北岭港上半年吞吐量达到3.2亿吨，同比增长5.1%。\n田禾\n"
)
MARKDOWN = "---\ntitle: 江城周报\ndate: 2025-07-14\n---\n# 江城微芯融资\n\n**远山资本**领投[链接](javascript:alert(1))。\n\n- 总投资5亿元\n"
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>江城微芯融资_北岭网</title>"
    "<meta property='article:published_time' content='2025-07-14T09:00:00+08:00'>"
    "<link rel='canonical' href='javascript:alert(1)'><script>var a='<p>';</script></head><body><nav><a href='/'>首页</a></nav>"
    "<article><h1>江城微芯完成3亿元融资</h1><p>来源：北岭日报</p><p>江城微芯近日完成3亿元B轮融资，由远山资本领投。</p>"
    "<table><tr><td>公司</td><td>金额</td></tr></table><p>青川市储能产业园一期开工，总投资约26.5亿元。</p></article></body></html>"
)
RSS = (
    "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>北岭网</title>"
    "<item><title>江城微芯融资</title><link>data:text/html,x</link><pubDate>Mon, 14 Jul 2025 09:00:00 +0800</pubDate>"
    "<description><![CDATA[<p>江城微芯完成3亿元B轮融资，由远山资本领投。</p>]]></description></item></channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>北岭网</title><entry><title>储能</title><id>a</id>"
    "<updated>2025-07-14T09:00:00Z</updated><content type='html'>&lt;p&gt;青川市储能产业园开工。&lt;/p&gt;</content></entry></feed>"
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "北岭网",
        "items": [
            {"id": "1", "title": "储能", "url": "javascript:x", "content_text": "青川市储能产业园开工，总投资5亿元。"}
        ],
    }
)
ROW = {"id": "a1", "title": "=HYPERLINK(1)", "source": "北岭日报", "published": "2025-07-14", "url": "javascript:x"}
JSONL = "".join(json.dumps({**ROW, "text": line}, ensure_ascii=False) + "\n" for line in TEXT.split("\n") if line)
CSV = "id,title,source,published,url,text\n" + "".join(
    f'{n},=1+1,北岭日报,2025-07-14,data:x,"{line}"\n' for n, line in enumerate(TEXT.split("\n")) if line
)
MAIL = (
    "From: =?utf-8?b?5YyX5bKt?= <a@example.com>\nSubject: =?utf-8?b?5rGf5Z+O?=\nDate: Mon, 14 Jul 2025 09:00:00 +0800\n"
    "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n"
    f"{TEXT}\n--b\nContent-Type: text/html; charset=utf-8\n\n{PAGE}\n--b--\n"
)
SAVED_PAGE = (
    "From: <Saved by Program>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; type=text/html\n\n"
    f"--b\nContent-Type: text/html\nContent-Location: https://example.com/a\n\n{PAGE}\n--b\nContent-Type: image/png\n\nx\n--b--\n"
)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CT = "application/vnd.openxmlformats-officedocument"

WORD_BODY = (
    f"<w:document xmlns:w='{_W}'><w:body><w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>江城微芯融资</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>来源：北岭日报 2025-07-14</w:t></w:r></w:p><w:p><w:r><w:t>江城微芯完成3亿元B轮融资，由远山资本领投。</w:t><w:br/></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>公司</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr/></w:body></w:document>"
)
SHEET = (
    f"<worksheet xmlns='{_M}'><dimension ref='A1:C2'/><sheetData>"
    "<row r='1'><c r='A1' t='inlineStr'><is><t>标题</t></is></c><c r='B1' t='inlineStr'><is><t>正文</t></is></c>"
    "<c r='C1' t='inlineStr'><is><t>日期</t></is></c></row><row r='2'><c r='A2' t='s'><v>0</v></c>"
    "<c r='B2' t='inlineStr'><is><t>江城微芯完成3亿元B轮融资，由远山资本领投。</t></is></c><c r='C2' s='0'><v>45852</v></c></row>"
    "</sheetData></worksheet>"
)


def pack(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these members, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pack_docx(body: str | bytes) -> bytes:
    """A Word file around the XML of its body."""
    types = f"<Override PartName='/word/document.xml' ContentType='{_CT}.wordprocessingml.document.main+xml'/>"
    return pack(_package("word/document.xml", types, body))


def pack_xlsx(sheet: str | bytes, strings: str | bytes | None = None) -> bytes:
    """A workbook around the XML of its sheet and of its shared strings."""
    strings = strings or f"<sst xmlns='{_M}'><si><t>=江城</t></si></sst>"
    types = (
        f"<Override PartName='/xl/workbook.xml' ContentType='{_CT}.spreadsheetml.sheet.main+xml'/>"
        f"<Override PartName='/xl/worksheets/sheet1.xml' ContentType='{_CT}.spreadsheetml.worksheet+xml'/>"
        f"<Override PartName='/xl/sharedStrings.xml' ContentType='{_CT}.spreadsheetml.sharedStrings+xml'/>"
    )
    book = f"<workbook xmlns='{_M}' xmlns:r='{_OFFICE}'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"
    rels = (
        f"<Relationships xmlns='{_REL}'><Relationship Id='r1' Type='{_OFFICE}/worksheet' Target='worksheets/sheet1.xml'/>"
        f"<Relationship Id='r2' Type='{_OFFICE}/sharedStrings' Target='sharedStrings.xml'/></Relationships>"
    )
    more = {"xl/_rels/workbook.xml.rels": rels, "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings}
    return pack({**_package("xl/workbook.xml", types, book), **more})


def _package(main: str, types: str, body: str | bytes) -> dict[str, str | bytes]:
    rels = f"<Relationship Id='r0' Type='{_OFFICE}/officeDocument' Target='{main}'/>"
    return {
        "[Content_Types].xml": f"<Types xmlns='{_TYPES}'><Default Extension='rels' "
        f"ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' "
        f"ContentType='application/xml'/>{types}</Types>",
        "_rels/.rels": f"<Relationships xmlns='{_REL}'>{rels}</Relationships>",
        main: body,
    }


def make_pdf(line: bytes = b"Northwind Storage said on Tuesday it would build a plant.") -> bytes:
    """A PDF of one page with one line."""
    stream = b"BT /F1 12 Tf 40 700 Td (" + line + b") Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


TEXTS = (TEXT, ENGLISH, DIGEST, TOPIC_FEED, REPOST, NEWSPAPER, MARKDOWN)
"""What the text forms read."""
