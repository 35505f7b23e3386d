"""`python -m tiptui`, and the command `tiptui`."""

import gc
import signal
import sys

import tiptui


def main() -> int:
    """Run tiptui; return its exit status."""
    if tiptui.UNFIT:
        print(f"tiptui: {tiptui.UNFIT}", file=sys.stderr)
        return 5  # as for any other terminal that is not usable
    # Nothing made while starting or reading becomes garbage in cycles, and looking for it costs a
    # tenth of the start. The browser turns this on again after its first frame.
    gc.disable()
    from tiptui.cli.main import run

    status = run(sys.argv[1:])
    if status == 128 + signal.SIGINT:
        # A shell's loop goes on where what it ran has not ended by the signal.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)
    return status


if __name__ == "__main__":
    sys.exit(main())
