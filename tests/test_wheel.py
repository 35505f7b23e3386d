"""The wheel carries all that is not code too: built, installed and run elsewhere.

Nothing is fetched. The wheel goes into an empty environment by itself; what it depends on is
borrowed from the environment that runs this test.
"""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import tiptui
from tests.kit.checkout import CHECKOUT


def test_an_installed_wheel_does_without_the_checkout(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    environment = tmp_path / "environment"
    venv.create(environment, symlinks=True)
    pip = (sys.executable, "-m", "pip", "--isolated", "--python", environment / "bin" / "python")
    run(*pip, "install", "--no-deps", "--no-index", "--no-compile", wheel)
    # A .pth file adds its folder without reading the .pth files there, which lead to the checkout.
    (site_packages,) = environment.glob("lib/python*/site-packages")
    (site_packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))

    package = site_packages / "tiptui"
    ask = f"import tiptui; print(tiptui.load({str(package / 'event.yaml')!r}).event.id)"
    for words, *command in (
        ("Uzma Kardar", "tiptui", "show"),
        ("speakers:", "tiptui", "new"),
        ("</html>", "tiptui", "export", "--to", "html"),
        ("-F _shtab_tiptui tiptui", "tiptui", "--print-completion", "bash"),
        ("lahore-2024-04-18", "python", "-c", ask),
    ):
        program = environment / "bin" / command[0]
        assert words in run(program, *command[1:], cwd=tmp_path, env={"HOME": str(tmp_path)})
    manual = (environment / "share" / "man" / "man1" / "tiptui.1").read_text("utf-8")
    assert f"tiptui {tiptui.__version__}" in manual
    assert (package / "py.typed").exists()


def test_the_citation_names_this_version() -> None:
    citation = (CHECKOUT / "CITATION.cff").read_text("utf-8")
    assert f"\nversion: {tiptui.__version__}\n" in citation


def run(*command: str | Path, cwd: Path = CHECKOUT, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
