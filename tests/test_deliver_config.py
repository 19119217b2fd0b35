"""The section [delivery]: off by default, checked, and never the home of a secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.config import load_config
from briefing.config.delivery import CHANNELS, CHECKS, MAIL, OFF, Chat, Command, Delivery, Folder, Mail
from briefing.config.delivery_checks import SecretPlace
from briefing.errors import ConfigError
from briefing.starter import write_starter

WHOLE = """
[delivery]
attempts = 3
pause = 5
timeout = 20
files_at = "https://files.example/{week}"
[delivery.mail]
host = "mail.shanhai.example"
security = "tls"
user = "desk"
password = "env:SHANHAI_PASSWORD"
from = "山海资料组 <desk@shanhai.example>"
to = ["Li <li@shanhai.example>", "wu@shanhai.example", "li@shanhai.example"]
[delivery.folder]
path = "copies/{year}/{week}"
[delivery.command]
run = ["publish", "--week={week}", "{docx}"]
timeout = 9
[delivery.chat]
team = "file:keys/team.url"
desk = "env:DESK_URL"
"""


def load(folder: Path, text: str) -> Delivery:
    path = folder / "briefing.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path).delivery


def test_nothing_is_sent_unless_the_settings_say_so(tmp_path: Path):
    assert load_config().delivery == load(tmp_path, "") == OFF and not OFF.is_on
    write_starter(tmp_path / "own")
    assert not load_config(tmp_path / "own" / "briefing.toml").delivery.is_on


def test_the_starter_files_section_is_good_once_its_marks_are_taken_away(tmp_path: Path):
    write_starter(tmp_path / "own")
    text = (tmp_path / "own" / "briefing.toml").read_text(encoding="utf-8")
    section = re.findall(r"^# (\[delivery.*|[a-z_]+ = .*)$", text[text.index("# [delivery]") :], re.MULTILINE)
    (tmp_path / "company-ca.pem").touch()
    found = load(
        tmp_path, "\n".join(section[: 1 + next(i for i, line in enumerate(section) if line.startswith("team"))])
    )
    assert found.mail and found.folder and found.command and found.chats
    defaults = Mail(host="", sender="", to=())
    assert (found.attempts, found.pause, found.timeout) == (OFF.attempts, OFF.pause, OFF.timeout)
    for name in ("security", "port", "subject", "attachment", "max_mb", "too_large"):
        assert getattr(found.mail, name) == getattr(defaults, name), name


def test_every_setting(tmp_path: Path):
    assert load(tmp_path, WHOLE) == Delivery(
        mail=Mail(
            host="mail.shanhai.example", security="tls", port=465, user="desk",
            password=SecretPlace("env", "SHANHAI_PASSWORD"), sender="山海资料组 <desk@shanhai.example>",
            to=("li@shanhai.example", "wu@shanhai.example"),
        ),
        folder=Folder(str(tmp_path / "copies" / "{year}" / "{week}")),
        command=Command(("publish", "--week={week}", "{docx}"), timeout=9),
        chats=(Chat("desk", SecretPlace("env", "DESK_URL")), Chat("team", SecretPlace("file", str(tmp_path / "keys/team.url")))),
        attempts=3, pause=5, timeout=20, files_at="https://files.example/{week}",
    )  # fmt: skip
    assert load(tmp_path, WHOLE).is_on


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_the_port_follows_the_security(tmp_path: Path, security: str, port: int):
    mail = f'[delivery.mail]\nhost = "m.example"\nfrom = "a@m.example"\nto = ["b@m.example"]\nsecurity = "{security}"\n'
    assert load(tmp_path, mail).mail.port == port


@pytest.mark.parametrize(
    "place", ["hunter2-hunter2", "ENV:X", "env:", "env:a b", "file:", 7, "https://x.example/?key=hunter2"]
)
@pytest.mark.parametrize("setting", ["mail", "chat"])
def test_a_secret_in_the_settings_is_refused_and_not_repeated(tmp_path: Path, setting: str, place: object):
    value = f'"{place}"' if isinstance(place, str) else place
    mail = f'[delivery.mail]\nhost = "m"\nfrom = "a@m.example"\nto = ["b@m.example"]\nuser = "a"\npassword = {value}\n'
    with pytest.raises(ConfigError, match='write "env:NAME"') as caught:
        load(tmp_path, mail if setting == "mail" else f"[delivery.chat]\nteam = {value}\n")
    assert "hunter2" not in str(caught.value)


BASE = '[delivery.mail]\nhost = "m.example"\nfrom = "a@m.example"\nto = ["b@m.example"]\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[delivery]\nmails = 1", "use one of attempts"),
        ("[delivery]\nattempts = 0", "from 1 on"),
        ("[delivery]\npause = true", "from 1 on"),
        ("[delivery]\nmail = 3", "is not a section"),
        ('[delivery.mail]\nhost = "m.example"\nto = ["b@m.example"]', "from is missing"),
        (BASE + 'user = "a"', "password is missing"),
        (BASE + 'password = "env:X"', "user is missing"),
        (BASE + 'user = "a"\npassword = "env:X"\nsecurity = "none"', "password in clear"),
        (BASE + 'security = "ssl"', "use starttls, tls, none"),
        (BASE + "port = 70000", "65535"),
        (BASE + 'subject = "{weeks}"', "{weeks}.*use {title}"),
        (BASE + 'subject = "{title.__class__}"', "not known"),
        (BASE + 'subject = "{title!r}"', "not known"),
        (BASE + 'subject = "{title"', "write a brace itself"),
        (BASE + 'attachment = "{docx}"', "not known"),
        (BASE + 'too_large = "cut"', "use text, refuse"),
        (BASE + 'ca_file = "none.pem"', "does not exist"),
        (BASE.replace('["b@m.example"]', '"b@m.example"'), "list of addresses"),
        (BASE.replace("b@m.example", "b"), "not a mail address"),
        (BASE.replace("b@m.example", "b@m.example\\nBcc: c@m.example"), "not a mail address"),
        (BASE.replace("b@m.example", "李@m.example"), "not a mail address"),
        ("[delivery.folder]\n", "path is missing"),
        ('[delivery.command]\nrun = "publish {docx}"', "as a list"),
        ("[delivery.command]\nrun = []", "as a list"),
        ('[delivery.command]\nrun = ["publish", "{pdf}"]', "{pdf}.*{docx}"),
    ],
)
def test_negative_settings_are_refused_with_a_remedy(tmp_path: Path, text: str, says: str):
    with pytest.raises(ConfigError, match=says) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith("briefing.toml") and "\n" not in str(caught.value).replace("\nBcc", "")


def test_a_password_may_go_in_clear_to_this_machine_only(tmp_path: Path):
    clear = 'user = "a"\npassword = "env:X"\nsecurity = "none"\n'
    assert load(tmp_path, BASE.replace("m.example", "localhost", 1) + clear).mail.user == "a"


def test_the_starter_file_names_every_setting():
    text = (Path(__file__).parent.parent / "src" / "briefing" / "data" / "briefing.toml").read_text(encoding="utf-8")
    section = text[text.index("[delivery]") :]
    for name in [*CHECKS, *MAIL, *(f"[delivery.{key}]" for key in CHANNELS), "path", "run"]:
        assert re.search(rf"^# {re.escape(name)}(?: =|$)", section, re.MULTILINE), name
