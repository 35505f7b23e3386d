"""Tab in real shells completes verbs, options, files and fields."""

import shutil
from pathlib import Path

import pytest

from tests.commands import Capture, outcome
from tests.terminal import Terminal, clean_environment
from tiptui.cli.parsers import SHELLS

SHELLS_BARE = {
    "bash": ("bash --noprofile --norc", "PS1='> '"),
    "zsh": ("zsh -f", "PS1='> '; autoload -Uz compinit; compinit -u -d dump"),
    # Without suggestions in grey, which look as if they had been completed.
    "fish": (
        "fish -N",
        "set -g fish_autosuggestion_enabled 0; function fish_prompt; echo '> '; end",
    ),
}
TYPED = {
    "tiptui sh\t--ev\trec\t": "tiptui show --evidence records/",
    "tiptui min\t": "tiptui minutes.yaml",
    "tiptui --print-completion fi\t": "tiptui --print-completion fish",
    "tiptui find th\tno\tair sta\timpl\t--in re\t": (
        "tiptui find theme:none air status:implemented --in records/"
    ),
    "tiptui count --by th\tis:st\t": "tiptui count --by theme is:statement",
    "tiptui count --by ye\taddressee:no\t": "tiptui count --by year addressee:none",
    "tiptui check --for\tg\t": "tiptui check --format github",
    "tiptui check --source r1=no\t": "tiptui check --source r1=notes.txt",
}


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
        terminal.send(f"{prepare}; . ./script\n")
        terminal.wait_for(lambda screen: ">" in screen.lines)
        for typed, completed in TYPED.items():
            terminal.send(typed)
            terminal.wait_for(f"> {completed}")
            terminal.send("\x15")
