"""The wheel carries what it reads besides its code: built, installed and run elsewhere.

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
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    environment = tmp_path / "environment"
    venv.create(environment, symlinks=True)
    pip = (sys.executable, "-m", "pip", "--isolated", "--python", environment / "bin" / "python")
    run(*pip, "install", "--no-deps", "--no-index", wheel)
    # A .pth file adds its folder without reading the .pth files there, which lead to the checkout.
    (site_packages,) = environment.glob("lib/python*/site-packages")
    (site_packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))

    installed = environment / "bin" / "tiptui"
    for command, words in (
        ("show", "Uzma Kardar"),
        ("new", "speakers:"),
        ("export --to html", "</html>"),
    ):
        printed = run(installed, *command.split(), cwd=tmp_path, env={"HOME": str(tmp_path)})
        assert words in printed


def run(*command: str | Path, cwd: Path = CHECKOUT, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
