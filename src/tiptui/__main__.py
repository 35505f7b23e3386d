"""`python -m tiptui`, and the command `tiptui`."""

import atexit
import errno
import gc
import os
import signal
import sys
from contextlib import suppress

import tiptui


def main() -> int:
    """Run tiptui, and end at once: no thread is waited for, as none can be stopped."""
    if tiptui.UNFIT:
        print(f"tiptui: {tiptui.UNFIT}", file=sys.stderr)
        return 5  # as for any other terminal that is not usable
    # Nothing made while starting or reading becomes garbage in cycles, and looking for it costs a
    # tenth of the start. The browser turns this on again after its first frame.
    gc.disable()
    status: int | None = None
    try:
        from tiptui.cli.main import run

        # Where memory is short, Python writes lines of its own.
        sys.unraisablehook = len  # type: ignore[assignment]
        status = run(sys.argv[1:])
    except (SystemExit, ImportError):  # the latter of a broken installation
        raise
    except (OSError, SyntaxError) as error:
        if not isinstance(error, OSError) or error.errno != errno.ENOMEM:
            status = 70
            is_own = str(error.filename).startswith(tiptui.__path__[0])
            said = "the installation is damaged: " if is_own else ""
            print(f"tiptui: {said}{error}", file=sys.stderr)
    except KeyboardInterrupt:
        status = 128 + signal.SIGINT
    except BaseException:  # noqa: BLE001, S110 (without memory Python may fail to say which it is)
        pass
    if status is None:
        # Only now is what was read gone, which the traceback held: a line takes memory too.
        status = 70
        with suppress(OSError):
            os.write(2, b"tiptui: not enough memory\n")
    with suppress(MemoryError, SystemError):
        atexit._run_exitfuncs()
    if status == 128 + signal.SIGINT:
        # A shell's loop goes on where what it ran has not ended by the signal.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main())
