"""On Windows, where none of what tiptui builds on is there, one line says so."""

import subprocess
import sys

import pytest

from tests.kit.commands import changed

ABSENT = """
import os, select, signal, sys
MODULES = "curses fcntl grp posix pty pwd readline resource syslog termios tty"
OS = "chown fchmod fchown fork forkpty getegid geteuid getgid getloadavg getpgid getpgrp getuid"
OS += " killpg mkfifo nice openpty posix_spawn pread register_at_fork sched_getaffinity setsid"
OS += " tcgetpgrp ttyname uname wait waitid WIFEXITED WNOHANG"
OS += " O_CLOEXEC O_DIRECTORY O_NOCTTY O_NOFOLLOW O_NONBLOCK"
SIGNALS = "SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGQUIT SIGTSTP SIGTTIN SIGTTOU SIGUSR1"
SIGNALS += " SIGWINCH alarm pthread_sigmask setitimer sigwait"
sys.modules |= dict.fromkeys(MODULES.split())
for module, names in ((os, OS), (signal, SIGNALS), (select, "epoll poll")):
    for name in names.split():
        vars(module).pop(name, None)
"""
"""Takes away what Python has not got there."""


SCRIPT = "import tiptui\ntry:\n    tiptui.load\nexcept ImportError as error:\n    print(error)"


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (changed(ABSENT), 5),
        (changed(ABSENT, "find", "x", "--in", "a.yaml"), 5),
        ([sys.executable, "-c", ABSENT + SCRIPT], 0),
    ],
)
def test_commands_and_scripts_get_one_line_that_names_wsl(argv: list[str], status: int) -> None:
    done = subprocess.run(argv, check=False, capture_output=True, text=True)
    assert done.returncode == status
    said, silent = (done.stderr, done.stdout) if status else (done.stdout, done.stderr)
    assert (said.count("\n"), "WSL" in said, silent) == (1, True, "")
