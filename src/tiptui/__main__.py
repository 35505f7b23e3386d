"""`python -m tiptui`, and the command `tiptui`."""

import gc
import sys


def main() -> int:
    """Run tiptui; return its exit status."""
    # Nothing made while starting or reading becomes garbage in cycles, and looking for it costs a
    # tenth of the start. The browser turns this on again after its first frame.
    gc.disable()
    from tiptui.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
