"""On Windows, where none of what tiptui builds on is there, one line says so."""

import subprocess
import sys

import pytest

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


def run(code: str) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-c", ABSENT + code]
    return subprocess.run(argv, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("arguments", ["", "find x --in a.yaml"])
def test_the_command_names_wsl_in_one_line(arguments: str) -> None:
    done = run(
        f"sys.argv[1:] = {arguments.split()}\nfrom tiptui.__main__ import main\nsys.exit(main())"
    )
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith("tiptui: ")
    assert "WSL" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_script_is_told_the_same() -> None:
    done = run(
        "import tiptui\ntry:\n    tiptui.load\nexcept ImportError as error:\n    print(error)"
    )
    assert "WSL" in done.stdout
    assert done.stderr == ""
