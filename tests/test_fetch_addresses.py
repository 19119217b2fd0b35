"""Where fetching may go: public machines over http and https, with each hop checked and every name proven."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from itertools import takewhile
from pathlib import Path

import pytest
import trustme

from briefing.commands.fetch import fetch
from briefing.config import FETCH_CHECKS, SOURCE_CHECKS, Fetching, load_config
from briefing.errors import ConfigError, UsageError
from briefing.fetch.addresses import check_address, is_public, join_address, normalize_address
from briefing.fetch.failures import Failure
from web_site import HOST, Reply, Site, open_site, page, run, settings, source, stored


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        opened.answers["/p"] = Reply(page("青岚生物完成融资"))
        yield opened


def complaint(url: str, inbox: Path, **changes: object) -> str:
    options = {key: changes.pop(key) for key in ("resolve",) if key in changes}
    (report,) = run(settings(inbox, source(url), **changes), **options).sources
    assert (report.new, report.failed) == (0, 1) and not stored(inbox)
    return report.problems[0].message


# ---------------------------------------------------------------- machines

CLOSED = """
    127.0.0.1 127.9.9.9 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.8 198.18.0.1
    224.0.0.1 240.0.0.1 255.255.255.255
    ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 2001:db8::1
    ::127.0.0.1 fec0::1 64:ff9b:1::a00:1 3fff::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe 2002:7f00:1:: 2002:a00:1::1 64:ff9b::127.0.0.1 64:ff9b::a00:1
"""
OPEN = "8.8.8.8 203.119.25.1 2606:4700::1111 2400:3200::1 64:ff9b::808:808 2002:808:808::1"


@pytest.mark.parametrize("address", CLOSED.split())
def test_negative_local_private_and_reserved_addresses_are_not_public(address: str):
    assert not is_public(address)


@pytest.mark.parametrize("address", OPEN.split())
def test_addresses_of_the_open_network_are_public(address: str):
    assert is_public(address)


@pytest.mark.parametrize("address", CLOSED.split())
def test_a_name_that_leads_to_a_closed_address_is_not_connected_to(site: Site, tmp_path: Path, address: str):
    """Also as one of several: the other may be the bait."""
    for found in ((address,), ("203.119.25.1", address)):
        said = complaint(site.url("/p", host="news.example"), tmp_path, resolve=lambda host, port, found=found: found)
        assert "news.example" in said and "private" in said
    assert not site.asked


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_this_machine_is_closed_however_it_is_written(site: Site, tmp_path: Path, host: str):
    said = complaint(site.url("/p", host=host), tmp_path, private=())
    assert not site.asked and ("private" in said or "no web address" in said or "not found" in said)


def test_a_name_is_looked_up_once_and_that_address_is_connected_to(site: Site, tmp_path: Path):
    """A second look-up could give another address than the one that was checked."""
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        looked_up.append(host)
        return (HOST,) if len(looked_up) == 1 else ("127.0.0.3",)

    url = site.url("/p", host="news.example")
    assert run(settings(tmp_path, source(url), private=("news.example",)), resolve=resolve).new == 1
    assert looked_up == ["news.example"] and site.asked[0].headers["host"] == f"news.example:{site.port}"


def test_the_next_address_is_tried_where_one_is_dead(site: Site, tmp_path: Path):
    with socket.socket() as taken:  # bound, not listening: refuses
        taken.bind(("127.0.0.2", site.port))
        url = site.url("/p", host="news.example")
        chosen = settings(tmp_path, source(url), private=("news.example",))
        assert run(chosen, resolve=lambda host, port: ("127.0.0.2", HOST)).new == 1


def test_an_unknown_name_is_told(tmp_path: Path):
    def resolve(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert "news.example is not found" in complaint("http://news.example/", tmp_path, resolve=resolve)


def test_proxies_of_the_environment_are_not_used(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert run(settings(tmp_path, source(site.url("/p")))).new == 1


# ---------------------------------------------------------------- redirects


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://127.0.0.2:{port}/p", "private"),
        ("http://localhost:{port}/p", "private"),
        ("http://169.254.169.254/latest/meta", "private"),
        ("http://[::1]:{port}/p", "private"),
        ("//10.0.0.1/p", "private"),
        ("file:///etc/passwd", "http or https"),
        ("ftp://news.example/p", "http or https"),
        ("javascript:alert(1)", "no web address"),
        ("http://name:word@127.0.0.1:{port}/p", "password"),
        ("http://[::1/p", "no web address"),
        ("", "nowhere"),
        ("/loop", "more than 5 times"),
    ],
)
def test_each_hop_of_a_redirect_is_checked(site: Site, tmp_path: Path, location: str, why: str):
    headers = {"Location": location.format(port=site.port)}
    site.answers["/loop"] = Reply(status=302, headers=headers)
    assert why in complaint(site.url("/loop"), tmp_path)
    assert "/p" not in site.paths and len(site.asked) <= 6


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_the_page_and_its_address_kept(site: Site, tmp_path: Path, status: int):
    site.answers["/old"] = Reply(status=status, headers={"Location": "sub/../p?x=1#part"})
    site.answers["/p?x=1"] = Reply(page("青岚生物完成融资"))
    (report,) = run(settings(tmp_path, source(site.url("/old")))).sources
    assert report.new == 1 and site.url("/p?x=1") in (tmp_path / report.files[0]).read_text(encoding="utf-8")


def test_a_redirect_that_sets_a_cookie_leads_on(site: Site, tmp_path: Path):
    def answer(to):
        seen = "known=1" in to.headers.get("Cookie", "")
        back = Reply(status=302, headers={"Location": "/door", "Set-Cookie": "known=1; Path=/"})
        (Reply(page("青岚生物完成融资")) if seen else back)(to)

    site.answers["/door"] = answer
    assert run(settings(tmp_path, source(site.url("/door")))).new == 1


def test_rules_are_asked_of_the_site_behind_a_redirect_too(site: Site, tmp_path: Path):
    with open_site() as other:
        other.answers |= {"/robots.txt": Reply("User-agent: *\nDisallow: /", "text/plain"), "/p": Reply(page("甲"))}
        site.answers["/go"] = Reply(status=302, headers={"Location": other.url("/p")})
        assert "robots.txt" in complaint(site.url("/go"), tmp_path) and other.paths == ["/robots.txt"]


# ---------------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@contextmanager
def open_secure(authority: trustme.CA, *names: str) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    with open_site(context) as opened:
        opened.answers["/p"] = Reply(page("青岚生物完成融资"))
        yield opened


def trust(authority: trustme.CA, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))


def test_a_certificate_that_nobody_vouches_for_is_refused(authority: trustme.CA, tmp_path: Path):
    with open_secure(authority, HOST) as site:
        said = complaint(site.url("/p"), tmp_path)
        assert "cannot prove who it is" in said and not site.asked


def test_certificates_that_are_not_there_end_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(ConfigError, match="SSL_CERT_FILE"):
        run(settings(tmp_path, source(f"https://{HOST}:9/")))


def test_a_certificate_is_proven_for_the_name_and_not_for_the_machine(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    trust(authority, tmp_path, monkeypatch)
    inbox = tmp_path / "inbox"
    chosen = {"private": ("news.example", "other.example"), "resolve": lambda host, port: (HOST,)}
    with open_secure(authority, "news.example") as site:
        assert "cannot prove" in complaint(site.url("/p", host="other.example"), inbox, **chosen)
        options = {"resolve": chosen["resolve"]}
        allowed = settings(inbox, source(site.url("/p", host="news.example")), private=chosen["private"])
        assert run(allowed, **options).new == 1
        # Both names lead to one machine and one port: a connection proven for one must not serve the other.
        both = (source(site.url("/p", host="news.example")), source(site.url("/p", host="other.example"), name="二"))
        first, second = run(settings(tmp_path / "both", *both, private=chosen["private"]), **options).sources
        assert (first.new, second.new) == (1, 0)


def test_https_does_not_lead_back_to_http(
    authority: trustme.CA, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    trust(authority, tmp_path, monkeypatch)
    with open_secure(authority, HOST) as secure:
        secure.answers["/go"] = Reply(status=302, headers={"Location": site.url("/p")})
        assert "from https to http" in complaint(secure.url("/go"), tmp_path / "inbox") and not site.asked
        site.answers["/up"] = Reply(status=302, headers={"Location": secure.url("/p")})
        assert run(settings(tmp_path / "inbox", source(site.url("/up")))).new == 1


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("HTTP://News.Example:80", "http://news.example/"),
        ("https://news.example:443/a?b=2&a=1#c", "https://news.example/a?b=2&a=1"),
        (
            "https://news.example:8443/a?utm_source=x&id=%E4%B8%AD&utm_medium=y",
            "https://news.example:8443/a?id=%E4%B8%AD",
        ),
        ("http://[2606:4700::1111]:80/x", "http://[2606:4700::1111]/x"),
        ("https://news.example/a?", "https://news.example/a"),
    ],
)
def test_one_page_has_one_spelling(written: str, one: str):
    assert normalize_address(written) == one == normalize_address(one)


@pytest.mark.parametrize(
    "link",
    [
        "mailto:a@b.example",
        "data:text/html,x",
        "http://",
        "http://a:b@c.example/",
        "http://a.example:99999/",
        "http://a.example/\nHost: b",
        "http://a.example/" + "x" * 3000,
    ],
)
def test_negative_links_that_are_no_pages(link: str):
    with pytest.raises(Failure):
        join_address("https://news.example/", link)


def test_relative_links_count_from_their_page():
    assert join_address("https://news.example/a/feed.xml", " ../b.html#c ") == "https://news.example/b.html"
    assert check_address("https://新闻.example/文章") == "https://新闻.example/文章"


# ---------------------------------------------------------------- settings


def load(folder: Path, text: str):
    path = folder / "briefing.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path).fetching


def test_settings_of_sources(tmp_path: Path):
    chosen = load(
        tmp_path,
        '[fetch]\npause = 1\nmegabytes = 0.5\nprivate = ["News.Intranet", "[::1]"]\n'
        '[[sources]]\nname = "a"\nurl = "https://a.example/f"\nfollow = true\noutlet = "甲报"\n'
        '[[sources]]\nname = "b"\nurl = "http://b.example"\n',
    )
    assert chosen.inbox == tmp_path / "inbox" and chosen.private == ("news.intranet", "::1") and chosen.pause == 1.0
    assert [(s.name, s.follow, s.outlet) for s in chosen.sources] == [("a", True, "甲报"), ("b", False, None)]


@pytest.mark.parametrize(
    "text",
    [
        '[fetch]\npause = -1', '[fetch]\npause = true', '[fetch]\ntimeout = "30"', '[fetch]\nmegabytes = 0', '[fetch]\npages = 0',
        '[fetch]\nfollow = true', '[fetch]\nprivate = "a"', '[fetch]\nprivate = ["http://a/"]', '[fetch]\nagent = "简报"',
        '[fetch]\ninbox = "briefing.toml"', 'sources = 1', '[sources]\nname = "a"', '[[sources]]\nname = "a"', '[[sources]]\nurl = "https://a.example"',
        '[[sources]]\nname = "a"\nurl = "ftp://a.example"', '[[sources]]\nname = "a"\nurl = "https://"', '[[sources]]\nname = "a"\nurl = "https://u:p@a.example"',
        '[[sources]]\nname = "a"\nurl = "http://a.example:x"', '[[sources]]\nname = "a"\nurl = "https://a.example"\nfollow = "yes"',
        '[[sources]]\nname = "a"\nurl = "https://a.example"\nkind = "rss"',
        '[[sources]]\nname = "a"\nurl = "https://a.example"\n[[sources]]\nname = "a"\nurl = "https://b.example"',
        '[[sources]]\nname = "a"\nurl = "https://a.example"\n[[sources]]\nname = "b"\nurl = "https://a.example"',
    ],
)  # fmt: skip
def test_negative_settings_of_sources_are_refused_in_one_sentence(text: str, tmp_path: Path):
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert "briefing.toml" in str(caught.value) and "\n" not in str(caught.value)


def test_the_starter_file_shows_every_setting_of_fetching(tmp_path: Path):
    """And what it shows is valid once the `#` before it is taken away."""
    lines = resources.files("briefing").joinpath("data", "briefing.toml").read_text(encoding="utf-8").splitlines()
    section = takewhile(lambda line: line.startswith("#"), lines[lines.index("# [fetch]") :])
    shown = [line[1:].strip() for line in section]
    chosen = load(tmp_path, "\n".join(shown))
    assert chosen.sources[0].follow and chosen.private == ("news.intranet",)
    for setting in (*FETCH_CHECKS, *SOURCE_CHECKS):
        assert any(line.startswith(f"{setting} = ") for line in shown), setting
    defaults = {key: getattr(Fetching(), key) for key in FETCH_CHECKS if key not in ("inbox", "private")}
    assert defaults == {key: getattr(chosen, key) for key in defaults}


# ---------------------------------------------------------------- the command


def test_the_command_reports_and_remembers(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "briefing.toml"
    sources = "".join(
        f'[[sources]]\nname = "{n}"\nurl = "{site.url(path)}"\n' for n, path in (("甲", "/p"), ("乙", "/none"))
    )
    file.write_text(f'[fetch]\npause = 0\nprivate = ["{HOST}"]\n{sources}', encoding="utf-8")
    codes, printed = [], []
    for names in ([], ["甲"], []):
        codes.append(fetch.main(["--config", str(file), *names], standalone_mode=False))
        printed.append(capsys.readouterr())
    assert codes == [3, 0, 3] and len(stored(tmp_path / "inbox")) == 1
    assert "甲: 1 new, 0 unchanged, 0 failed; 1 KB" in printed[0].out and "2 sources: 1 new" in printed[0].out
    assert "error: 乙: http://" in printed[0].err and "404" in printed[0].err
    assert printed[1].out.startswith("甲: 0 new, 1 unchanged") and not printed[1].err


def test_the_command_without_settings_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="briefing init"):
        fetch.main([], standalone_mode=False)
    (tmp_path / "briefing.toml").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"\[\[sources\]\]"):
        fetch.main([], standalone_mode=False)
    assert [path.name for path in tmp_path.iterdir()] == ["briefing.toml"]
