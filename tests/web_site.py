"""A web site on loopback: a real server whose every answer a test decides, and what it was asked."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

from briefing.config import Fetching, Source
from briefing.fetch import Clock, FetchReport, Ledger, MemoryLedger, fetch_sources

HOST = "127.0.0.1"
ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2025, 7, 21, 4, 0, tzinfo=UTC)

Play = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with its length stated."""

    body: bytes | str = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, to: BaseHTTPRequestHandler) -> None:
        body = self.body.encode() if isinstance(self.body, str) else self.body
        to.send_response(self.status)
        if self.kind:
            to.send_header("Content-Type", self.kind)
        for name, value in self.headers.items():
            to.send_header(name, value)
        to.send_header("Content-Length", str(len(body)))
        to.end_headers()
        to.wfile.write(body)


@dataclass(frozen=True, slots=True)
class Asked:
    path: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Site:
    """Its answers by path; `asked` is every request but those for a robots.txt that it does not have."""

    port: int
    scheme: str = "http"
    answers: dict[str, Play] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str = "/", host: str = HOST) -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def play(self, to: BaseHTTPRequestHandler) -> None:
        answer = self.answers.get(to.path)
        if answer is None and to.path == "/robots.txt":
            Reply(status=404)(to)
            return
        self.asked.append(Asked(to.path, {name.lower(): value for name, value in to.headers.items()}))
        (answer or Reply("not here", status=404))(to)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are what these tests are about."""


@contextmanager
def open_site(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.play(self)

        def log_message(self, *_: object) -> None:
            pass

    server = _Server((HOST, 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site = Site(server.server_port, "https" if context else "http")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# ---------------------------------------------------------------- pages and feeds

PROSE = (
    "{name}今日宣布完成{amount}亿元人民币A轮融资，由海汐资本领投，资金用于建设位于临港的中试基地。",
    "{name}成立于二零一九年，主要从事合成蛋白的研发与生产，目前已有三条产品线进入中试阶段，预计明年投产。",
    "海汐资本合伙人表示，看好合成蛋白在食品与材料两个方向的应用，后续仍将继续支持该公司扩大产能。",
)


def page(title: str, *, name: str = "青岚生物", amount: int = 3, head: str = "") -> str:
    """An article that says who raised what; its head states what `head` adds."""
    prose = "".join(f"<p>{line.format(name=name, amount=amount)}</p>" for line in PROSE)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f'<div class="nav"><a href="/">首页</a> <a href="/list">列表</a></div><h1>{title}</h1>{prose}</body></html>'
    )


def rss(*items: str, title: str = "示例科创") -> str:
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(title: str, link: str, *, date: str = "Fri, 18 Jul 2025 08:00:00 +0800", text: str = "海汐资本领投。") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate><description>{text}</description></item>"


def feed_of(count: int) -> str:
    return rss(*(item(f"第{n}家公司完成融资", f"/a/{n}.html") for n in range(count)))


# ---------------------------------------------------------------- fetching from it


@dataclass(slots=True)
class Days:
    """A calendar that stands still until it is set on, and a clock that runs on by what it was told to sleep."""

    at: datetime = NOON
    slept: list[float] = field(default_factory=list)

    def clock(self) -> Clock:
        return Clock(now=lambda: self.at, elapsed=lambda: time.monotonic() + sum(self.slept), sleep=self.slept.append)

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


def source(url: str, *, name: str = "示例", follow: bool = False, outlet: str | None = None) -> Source:
    return Source(name=name, url=url, follow=follow, outlet=outlet)


def settings(inbox: Path, *sources: Source, **changes: object) -> Fetching:
    values: dict[str, object] = {"pause": 0.0, "timeout": 5.0, "private": (HOST,), **changes}
    return Fetching(sources=sources, inbox=inbox, **values)  # type: ignore[arg-type]


def run(chosen: Fetching, ledger: Ledger | None = None, *, days: Days | None = None, **options: object) -> FetchReport:
    ledger = MemoryLedger() if ledger is None else ledger
    return fetch_sources(chosen, ledger, zone=ZONE, clock=(days or Days()).clock(), **options)  # type: ignore[arg-type]


def stored(inbox: Path) -> list[str]:
    """Every file below the inbox, hidden ones too."""
    return sorted(path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file())
