"""Opening a web address at given words or at a time."""

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kit.cases import rows
from tiptui.files.programs import address, address_at, open_address, opener

PAGE = "https://a.example/news?id=1&x=%2D"
Install = Callable[[str], Path]


@pytest.mark.parametrize(
    ("url", "exact", "opened"),
    [
        (PAGE, "far-off, A & B", f"{PAGE}#:~:text=far%2Doff%2C%20A%20%26%20B"),
        (PAGE, "one\r\n  two\nthree", f"{PAGE}#:~:text=one%20two%20three"),
        (PAGE, "é, \U0001f6a2", f"{PAGE}#:~:text=%C3%A9%2C%20%F0%9F%9A%A2"),
        (f"{PAGE}#part", "air", f"{PAGE}#part:~:text=air"),
        (f"{PAGE}#part:~:text=old", "air", f"{PAGE}#part:~:text=air"),
        (f"{PAGE}#", "air", f"{PAGE}#:~:text=air"),
        ("HTTP://a.example", "air", "HTTP://a.example#:~:text=air"),
        (f"{PAGE}#part", "", f"{PAGE}#part"),
    ],
)
def test_an_address_leads_to_the_words(url: str, exact: str, opened: str) -> None:
    assert address(url, exact) == opened


@pytest.mark.parametrize(("url", "time", "opened"), rows(__file__, "addresses.txt", "times"))
def test_an_address_leads_to_a_time(url: str, time: str, opened: str) -> None:
    assert address(url, "air", time) == address_at(url, time) == opened


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "javascript:alert(1)", "-x", "a.example", " https://a.example"],
)
def test_only_web_addresses_are_opened(url: str, install: Install) -> None:
    install("xdg-open")
    assert address(url, "air") == address(url, "air", "00:00:01") == ""
    assert not open_address(url)


@pytest.fixture(name="install")
def _install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return what installs a program that notes its arguments, session and streams."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    def install(name: str) -> Path:
        program, noted = tmp_path / name, tmp_path / "noted"
        program.write_text(
            f"#!{sys.executable}\n"
            "import os, sys\n"
            "streams = [os.path.realpath(f'/dev/fd/{n}') for n in range(3)]\n"
            "lines = [*sys.argv[1:], str(os.getsid(0) == os.getpid()), *streams]\n"
            f"open({str(noted) + '.part'!r}, 'w').write('\\n'.join(lines))\n"
            f"os.rename({str(noted) + '.part'!r}, {str(noted)!r})\n"
        )
        program.chmod(0o700)
        return noted

    return install


def read_when_there(noted: Path) -> list[str]:
    """Return the lines of a file that another program is about to write."""
    latest = time.monotonic() + 30
    while not noted.exists() and time.monotonic() < latest:
        os.sched_yield()
    return noted.read_text().split("\n")


@pytest.mark.parametrize(
    ("programs", "variables", "command"),
    [
        ("", {}, ""),
        ("xdg-open", {}, "xdg-open"),
        ("wslview", {}, ""),
        ("lynx w3m www-browser open", {}, ""),
        # Without a display it would be a browser inside the terminal.
        ("xdg-open", {"DISPLAY": ""}, ""),
        ("xdg-open", {"DISPLAY": "", "WAYLAND_DISPLAY": "wayland-0"}, "xdg-open"),
        ("wslview", {"DISPLAY": "", "WSL_DISTRO_NAME": "Debian"}, "wslview"),
        ("wslview open", {"DISPLAY": "", "platform": "darwin"}, "open"),
    ],
)
def test_the_opener_is_a_graphical_one_of_the_system(
    programs: str,
    variables: dict[str, str],
    command: str,
    install: Install,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in programs.split():
        install(name)
    for name, value in variables.items():
        if name == "platform":
            monkeypatch.setattr(sys, name, value)
        else:
            monkeypatch.setenv(name, value)
    assert [Path(part).name for part in opener()] == command.split()
    assert command or not open_address(PAGE)


def test_the_opener_gets_the_address_as_it_is_and_nothing_of_the_terminal(install: Install) -> None:
    noted = install("xdg-open")
    url = address("https://a.example/$(touch x);`y`?a=1&b='\"", "windows, open")
    assert open_address(url)
    others = {*threading.enumerate()} - {threading.main_thread()}
    assert all(thread.daemon for thread in others)  # lest tiptui wait for a browser
    given_url, leads_session, *streams = read_when_there(noted)
    assert given_url == url
    assert leads_session == "True"
    assert streams == ["/dev/null"] * 3


def test_an_opener_that_does_not_start_is_told(install: Install) -> None:
    noted = install("xdg-open")
    (noted.parent / "xdg-open").write_text("#!/no/such/interpreter\n")
    assert not open_address(PAGE)
    assert not open_address("https://a.example/\0")
