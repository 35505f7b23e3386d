"""The completion scripts are those of the parsers, and Tab in real shells completes by them."""

import shutil
from pathlib import Path

import pytest

from docs.completions import completion_script
from tests.kit.commands import Capture, outcome
from tests.kit.terminal import Terminal, clean_environment
from tiptui.cli.browse import SHELLS

SHELLS_BARE = {
    "bash": ("bash --noprofile --norc", "PS1='> '; . ./script"),
    "zsh": (
        "zsh -f",
        "PS1='> '; autoload -Uz compinit; compinit -u -d dump; eval \"$(cat script)\"",
    ),
    # Without suggestions in grey, which look as if they had been completed.
    "fish": (
        "fish -N",
        "set -g fish_autosuggestion_enabled 0; function fish_prompt; echo '> '; end; . ./script",
    ),
}
TYPED = {
    "tiptui sh\t--ev\trec\t": "tiptui show --evidence records/",
    "tiptui min\t": "tiptui minutes.yaml",
    "tiptui --print-completion fi\t": "tiptui --print-completion fish",
    "tiptui find air --in re\t": "tiptui find air --in records/",
    "tiptui count --by th\t--by ye\t": "tiptui count --by theme --by year",
    "tiptui export --to ma\t": "tiptui export --to markdown",
    "tiptui check --for\tg\t": "tiptui check --format github",
    "tiptui check --ignore unc\tmin\tno\t--st\t": (
        "tiptui check --ignore uncited minutes.yaml notes.txt --strict"
    ),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_scripts_are_what_the_parsers_make_of_them(shell: str, capsys: Capture) -> None:
    script = completion_script(shell)
    assert outcome(["--print-completion", shell], capsys) == (0, script, ""), (
        "run `.venv/bin/python -m docs.completions`"
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_what_is_typed(shell: str, tmp_path: Path, capsys: Capture) -> None:
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} here")
    (tmp_path / "records").mkdir()
    for name in ("minutes.yaml", "notes.txt"):
        (tmp_path / name).touch()
    (tmp_path / "script").write_text(outcome(["--print-completion", shell], capsys)[1])
    program, prepare = SHELLS_BARE[shell]
    home = clean_environment(HOME=str(tmp_path))
    with Terminal(program.split(), env=home, cwd=tmp_path) as terminal:
        terminal.send(f"{prepare}\n")
        terminal.wait_for(lambda screen: ">" in screen.lines)
        for typed, completed in TYPED.items():
            terminal.send(typed)
            terminal.wait_for(f"> {completed}")
            terminal.send("\x15")
