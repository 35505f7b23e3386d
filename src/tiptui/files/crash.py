"""What an internal error leaves behind: one line, and a file with the details."""

import os
import traceback

from tiptui.files.own import state_folder


def report(error: BaseException) -> str:
    """Write the details of an error to the state folder; return the line to print.

    The line holds nothing of the record: neither the error's text nor its values.
    """
    line = f"internal error ({type(error).__name__})"
    try:
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = folder / f"crash-{os.getpid()}.log"
        # Details may hold words of a record: no other user may read them, nor lay a link there.
        file.unlink(missing_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.writelines(traceback.format_exception(error))
    except (OSError, RuntimeError) as failure:
        return f"{line}; the details could not be written: {failure}"
    return f"{line}; the details are in {file}"
