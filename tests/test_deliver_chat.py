"""Chat through apprise: to a real HTTP server, and by a proxy on this machine to the services' own addresses."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from briefing.config.delivery import Chat, Delivery
from briefing.config.delivery_checks import SecretPlace
from briefing.deliver import Sent, deliver, plan, read_facts
from briefing.deliver.chat import ChatChannel, opening, shorten
from briefing.deliver.issue import Facts, Parcel
from briefing.write import MARKDOWN
from delivery_servers import HOST, Robot, certified, free_port, http_server, proxy_server, raw_server

TOKEN = "k3y0f0ur0wnr0b0t99"
SERVICES = {
    "wecom": (
        f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={TOKEN}",
        "qyapi.weixin.qq.com",
        "errcode",
        "errmsg",
    ),
    "wecom short": (f"wecombot://{TOKEN}", "qyapi.weixin.qq.com", "errcode", "errmsg"),
    "dingtalk": (
        f"https://oapi.dingtalk.com/robot/send?access_token={TOKEN}",
        "oapi.dingtalk.com",
        "errcode",
        "errmsg",
    ),
    "dingtalk signed": (f"dingtalk://SECabcdef0123@{TOKEN}", "oapi.dingtalk.com", "errcode", "errmsg"),
    "feishu": (f"https://open.feishu.cn/open-apis/bot/v2/hook/{TOKEN}", "open.feishu.cn", "code", "msg"),
}
HOSTS = sorted({host for _, host, _, _ in SERVICES.values()})


@pytest.fixture
def proxied(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A robot that answers for all the services' hosts."""
    robot = Robot([(200, b"{}")])
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with proxy_server(robot, certified(authority, *HOSTS)) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{HOST}:{port}")
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        yield robot


def send(issue: Path, url: str, monkeypatch: pytest.MonkeyPatch, *, attempts: int = 3, timeout: int = 3) -> Sent:
    monkeypatch.setenv("TEAM_URL", url)
    settings = Delivery(
        chats=(Chat("team", SecretPlace("env", "TEAM_URL")),), attempts=attempts, pause=1, timeout=timeout,
        files_at="https://files.example/{week}",
    )  # fmt: skip
    (result,) = deliver(issue, settings, read_facts(issue), sleep=lambda seconds: None)
    assert TOKEN not in repr(result)
    return result


# ---------------------------------------------------------------- the three services


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_gets_the_issues_first_chapter(issue: Path, proxied: Robot, monkeypatch, service: str):
    url, host, code, words = SERVICES[service]
    proxied.answers = [(200, json.dumps({code: 0, words: "ok"}).encode())]
    result = send(issue, url, monkeypatch)
    assert (result.state, result.attempts, result.error) == ("sent", 1, "")
    ((asked, path, body),) = proxied.asked
    assert asked == host and TOKEN in path and ("sign=" in path) == (service == "dingtalk signed")
    message = json.loads(body)
    text = message.get("text", {}).get("content") or message["content"]["text"]
    assert text.startswith("科技金融周报 第 29 期") and "本期要点" in text
    assert text.endswith("https://files.example/2025-W29") and "数据一览" not in text


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("number", [93000, 310000, 19001])
def test_a_refusal_inside_an_answer_of_200_is_a_failure(
    issue: Path, proxied: Robot, monkeypatch, service: str, number: int
):
    url, _, code, words = SERVICES[service]
    proxied.answers = [(200, json.dumps({code: number, words: f"invalid key {TOKEN}"}).encode())]
    result = send(issue, url, monkeypatch)
    assert (result.state, result.attempts) == ("failed", 1) and f"code {number}" in result.error
    assert "invalid key ***" in result.error


@pytest.mark.parametrize(
    ("service", "number"), [("wecom", 45009), ("dingtalk", 130101), ("feishu", 11232), ("wecom", -1)]
)
def test_too_many_messages_is_tried_again(issue: Path, proxied: Robot, monkeypatch, service: str, number: int):
    url, _, code, words = SERVICES[service]
    busy, taken = ((200, json.dumps({code: n, words: "x"}).encode()) for n in (number, 0))
    proxied.answers = [busy, busy, taken]
    result = send(issue, url, monkeypatch)
    assert (result.state, result.attempts) == ("sent", 3)


@pytest.mark.parametrize("body", [b"", b"<html>log in to the network</html>", b"[]", b'{"ok": true}'])
def test_an_answer_that_is_not_the_services_is_no_success(issue: Path, proxied: Robot, monkeypatch, body: bytes):
    proxied.answers = [(200, body)]
    assert send(issue, SERVICES["wecom"][0], monkeypatch).state == "failed"


def test_a_certificate_that_is_not_good(issue: Path, proxied: Robot, monkeypatch, tmp_path: Path):
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "other.pem"))
    result = send(issue, SERVICES["feishu"][0], monkeypatch)
    assert (result.state, result.attempts) == ("failed", 1) and "certificate" in result.error and not proxied.asked


# ---------------------------------------------------------------- any HTTP server


@pytest.mark.parametrize(
    ("answers", "state", "attempts"),
    [
        ([(200, b"")], "sent", 1),
        ([(503, b""), (429, b""), (200, b"")], "sent", 3),
        ([(401, b'{"errmsg": "who are you"}')], "failed", 1),
        ([(404, b"")], "failed", 1),
        ([(500, b"")], "failed", 3),
        ([(0, b""), (200, b"")], "sent", 2),  # hangs up without a word
        ([(200, b"..."), (200, b"")], "sent", 2),  # hangs up in the middle of its answer
    ],
)
def test_what_the_server_says_decides(issue: Path, monkeypatch, answers, state: str, attempts: int):
    with http_server(robot := Robot(list(answers))) as port:
        result = send(issue, f"json://{HOST}:{port}/{TOKEN}", monkeypatch)
    assert (result.state, result.attempts, len(robot.asked)) == (state, attempts, attempts), result
    assert state == "sent" or str(answers[0][0]) in result.error
    assert all(json.loads(body)["message"].startswith("科技金融周报") for _, _, body in robot.asked)


def test_nobody_listens(issue: Path, monkeypatch):
    result = send(issue, f"json://{HOST}:{free_port()}/{TOKEN}", monkeypatch)
    assert (result.state, result.attempts) == ("failed", 3) and "no connection" in result.error


def half_close(stream: BinaryIO, connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_WR)
    stream.read(1 << 20)


def silent(stream: BinaryIO, connection: socket.socket) -> None:
    while stream.readline():
        pass


@pytest.mark.parametrize(("talk", "says"), [(half_close, "broke off"), (silent, "no answer within 1 seconds")])
def test_a_server_that_says_nothing(issue: Path, monkeypatch, talk, says: str):
    with raw_server(talk) as (port, seen):
        result = send(issue, f"json://{HOST}:{port}/{TOKEN}", monkeypatch, attempts=2, timeout=1)
    assert (result.state, result.attempts, len(seen)) == ("failed", 2, 2) and says in result.error


@pytest.mark.parametrize("url", ["what is this", "wecombot://", "https://example.com/hook"])
def test_an_address_that_is_none_is_refused_and_not_repeated(issue: Path, monkeypatch, url: str):
    result = send(issue, url, monkeypatch)
    assert (result.state, result.attempts) == ("failed", 1) and "holds no address" in result.error
    assert url not in result.error


def test_a_plan_names_the_service_and_not_the_key(issue: Path, monkeypatch):
    monkeypatch.setenv("TEAM_URL", SERVICES["feishu"][0])
    (found,) = plan(issue, Delivery(chats=(Chat("team", SecretPlace("env", "TEAM_URL")),)), read_facts(issue))
    assert found.what.startswith("Feishu, ") and TOKEN not in repr(found) and not found.error


def test_without_apprise_it_says_what_to_install(issue: Path):
    code = (
        "import sys; sys.modules['apprise'] = None\n"
        "from pathlib import Path; from briefing.deliver import deliver, read_facts\n"
        "from briefing.config.delivery import Chat, Delivery; from briefing.config.delivery_checks import SecretPlace\n"
        f"folder = Path({str(issue)!r})\n"
        "settings = Delivery(chats=(Chat('team', SecretPlace('env', 'PATH')),))\n"
        "(r,) = deliver(folder, settings, read_facts(folder)); print(r.state, r.attempts, r.error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == 'failed 1 apprise is not installed; run: pip install "briefing[deliver]"'


# ---------------------------------------------------------------- the text


def test_the_marks_of_markdown_are_taken_out():
    text = "# 山海周报 第 8 期\n\n2026-02-16 至 2026-02-22\n\n## 本期要点\n\n1. A\\*B \\[x\\] 1\\. [1]\n\n## 数据一览\n\n| a |\n"
    assert opening(text) == "山海周报 第 8 期\n\n2026-02-16 至 2026-02-22\n\n本期要点\n\n1. A*B [x] 1. [1]"
    assert opening("only\nlines") == "only\nlines"


@given(st.lists(st.text(max_size=60), max_size=30), st.integers(40, 400))
def test_what_does_not_fit_is_cut_at_a_line_and_the_address_stays(lines: list[str], limit: int):
    text = "\n".join(" ".join(line.split()) for line in lines)
    short = shorten(text, "more: x", limit=limit, measure=lambda t: len(t.encode()))
    assert len(short.encode()) <= limit and short.endswith("more: x")
    kept = short.removesuffix("more: x").rstrip()
    assert text.startswith(kept.strip()) or kept.strip() in text


@pytest.mark.parametrize(("scheme", "limit"), [("wecombot", 2048), ("dingtalk", 20_000), ("feishu", 20_000)])
def test_the_services_limits_hold_in_their_own_measure(tmp_path: Path, monkeypatch, scheme: str, limit: int):
    monkeypatch.setenv("TEAM_URL", f"{scheme}://{TOKEN}")
    long = "# 周报\n\n## 要点\n\n" + "\n".join(f"{n}. 一家公司完成了一笔融资。" for n in range(3000))
    parcel = Parcel(tmp_path, Facts("周报", 1, date(2026, 1, 5), date(2026, 1, 11)), {MARKDOWN: long.encode()})
    channel = ChatChannel((Chat("team", SecretPlace("env", "TEAM_URL")),), parcel, lambda: "https://files.example", 5)
    text = channel._text(channel._plugin("team"))
    size = len(text.encode()) if scheme == "wecombot" else len(json.dumps({"text": text}))
    assert limit * 0.9 < size <= limit and text.endswith("https://files.example")
