"""The wheel carries the default record and the one to fill in: built, installed and run elsewhere.

Nothing is fetched. The wheel goes into an empty environment by itself; what it depends on is
borrowed from the environment that runs this test.
"""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent


def test_an_installed_wheel_shows_the_default_record(tmp_path: Path) -> None:
    wheel = _built_wheel(tmp_path / "wheel")
    installed = _installed(wheel, tmp_path / "environment")
    home = tmp_path / "home"
    home.mkdir()

    shown = _run(installed, "show", cwd=home, env={"HOME": str(home)})

    assert "Uzma Kardar" in shown
    assert "speakers:" in _run(installed, "new", cwd=home, env={"HOME": str(home)})


def _built_wheel(folder: Path) -> Path:
    _run_module("hatchling", "build", "-t", "wheel", "-d", folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _installed(wheel: Path, environment: Path) -> Path:
    """Gives the command that the wheel brings into a new environment."""
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    _run_module(
        "pip", "--isolated", "--python", python, "install", "--no-deps", "--no-index", wheel
    )

    # A .pth file adds its folder without reading the .pth files there, which lead to the checkout.
    (site_packages,) = environment.glob("lib/python*/site-packages")
    (site_packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return environment / "bin" / "tiptui"


def _run_module(module: str, *arguments: str | Path) -> None:
    _run(sys.executable, "-m", module, *arguments, cwd=CHECKOUT)


def _run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
