"""`python -m tiptui`, and the command `tiptui`."""

import atexit
import gc
import os
import signal
import sys

import tiptui

INTERRUPTED = 128 + signal.SIGINT


def main() -> int:
    """Run tiptui, and end at once: no thread is waited for, as none can be stopped."""
    if tiptui.UNFIT:
        print(f"tiptui: {tiptui.UNFIT}", file=sys.stderr)
        return 5  # as for any other terminal that is not usable

    # Nothing made while starting or reading becomes garbage in cycles, and looking for it costs a
    # tenth of the start. The browser turns this on again after its first frame.
    gc.disable()

    try:
        from tiptui.cli.main import run

        status = run(sys.argv[1:])
    except (OSError, SyntaxError) as error:
        is_own = str(error.filename).startswith(tiptui.__path__[0])
        cause = "the installation is damaged: " if is_own else ""
        print(f"tiptui: {cause}{error}", file=sys.stderr)
        status = 70
    except KeyboardInterrupt:
        status = INTERRUPTED

    atexit._run_exitfuncs()
    if status == INTERRUPTED:
        # A shell's loop goes on where what it ran has not ended by the signal.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
