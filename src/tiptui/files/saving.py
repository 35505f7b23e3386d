"""A file written whole or not at all."""

import errno
import os
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from secrets import token_hex

from tiptui.files.output import NoOutput
from tiptui.text.visible import reason

_NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)


def save(file: str, text: str, replace: bool = False) -> None:
    """Writes `text`, in UTF-8, to a new file, or with `replace` in the place of a regular one.

    Nobody ever sees a part of it. A new file has the permissions that the umask leaves it. Raises
    NoOutput, also where there is a file already.
    """
    try:
        target = _to_replace(file) if replace else file
        with _undisturbed(), _temporary(os.path.dirname(target), text.encode()) as temporary:  # noqa: PTH120
            if replace:
                os.replace(temporary, target)  # noqa: PTH105 (a Path refuses names that a file can have)
            else:
                _put_new(temporary, target)
    except FileExistsError:
        raise NoOutput(f"{file}: is there already; --force replaces it") from None
    except (OSError, ValueError) as error:
        raise NoOutput(f"{file}: {reason(error)}") from None


def _to_replace(file: str) -> str:
    """Gives the file to replace: what a link leads to, so that the link stays one."""
    target = os.path.realpath(file)
    with suppress(FileNotFoundError):
        # As root, a device would be replaced just as well.
        if not stat.S_ISREG(os.lstat(target).st_mode):
            raise OSError(0, "is not a regular file")
    return target


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Lets the signals that end a program wait until no temporary file is left."""
    waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _temporary(folder: str, data: bytes) -> Iterator[str]:
    """Gives the name of a file in the folder that holds the data, safely on the disk; removes it.

    tempfile would make it one that nobody else may read.
    """
    name = os.path.join(folder, f".tiptui-{token_hex(8)}")  # noqa: PTH118
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(descriptor)
        yield name
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)  # noqa: PTH108


def _put_new(temporary: str, file: str) -> None:
    """Gives the temporary file its name. Raises FileExistsError, whoever came first."""
    try:
        os.link(temporary, file)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # An empty file of that name keeps all others away, until it is replaced.
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666))
        try:
            os.replace(temporary, file)  # noqa: PTH105
        except BaseException:
            os.unlink(file)  # noqa: PTH108
            raise
