"""A file, or a folder of files, written whole or not at all."""

import errno
import fcntl  # Windows: msvcrt.locking, of a file and not of a folder
import os
import shutil
import signal
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from typing import Literal

from tiptui.files.output import NoOutput
from tiptui.text.visible import reason

_NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)
_NO_SWAP = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)
_TEMPORARY = ".tiptui-" + 16 * "[0-9a-f]"  # the names of files that replace others
_AGE = 600  # seconds after which a file of such a name is one that a killed process left
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


class NotExchanged(NoOutput):
    """A file keeps its bytes; says why."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: {why}")
        self.file = file


class HasChanged(NotExchanged):
    """A file has changed since it was read, and is left alone."""

    def __init__(self, file: str, states: str = "") -> None:
        super().__init__(file, "has changed since it was read" + states)


def save_all(
    texts: Mapping[str, str | bytes], replace: bool = False, remedy: str = "; --force replaces it"
) -> None:
    """Write all texts to new files, or with `replace` in place of files, or none.

    A new file gets its permissions from the umask, a replaced one keeps its own. Raise NoOutput,
    which names the `remedy` for a file that is there already.
    """
    file = ""
    try:
        with ExitStack() as stack:
            ready = {}
            for file, text in texts.items():
                if not replace and os.path.lexists(file):
                    raise FileExistsError
                # A link stays one: its target is replaced.
                link = os.path.islink(file)  # noqa: PTH114 (a Path drops the slash of what is no folder)
                target = os.path.realpath(file) if replace and link else file
                mode = mode_of(target) if replace else None
                temporary = _temporary(Path(target).parent, _encode(text), mode)
                ready[file] = stack.enter_context(temporary), target
            for file in texts:
                written, target = ready[file]
                if replace or not _has_linked(written, target):
                    written.replace(target)
    except FileExistsError:
        raise NoOutput(f"{file}: is there already{remedy}") from None
    except (OSError, ValueError) as error:
        raise NoOutput(f"{file}: {reason(error)}") from None


def _encode(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def exchange(file: str, before: bytes, after: bytes) -> None:
    """Replace the bytes `before` of a file. Raise NoOutput."""
    exchange_all({file: (before, after)})


def exchange_all(files: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Replace the bytes of files, each before and after, in all or in none.

    They keep their owners, permissions and attributes. One that has the bytes after is left alone.
    Raise NoOutput where another has changed, has another name too, or can't keep them; if the
    system fails between two, name the state of each.
    """
    file, done = "", list[str]()
    try:
        with ExitStack() as stack:
            targets = {file: Path(os.path.realpath(file)) for file in files}
            for folder in sorted({target.parent for target in targets.values()}):
                file = next(name for name in files if targets[name].parent == folder)
                stack.enter_context(lock(folder))
                _remove_leftovers(folder)
            ready = dict[str, Path]()
            for file, (_, after) in files.items():
                ready[file] = stack.enter_context(_copy(targets[file], after))
            # Only now: a disk is slow, and a change that is saved meanwhile must stay.
            for file, (before, after) in files.items():
                if (now := targets[file].read_bytes()) == after:
                    done.append(file)
                elif now != before:
                    raise HasChanged(file)
            for file in [file for file in files if file not in done]:
                if not _put(ready[file], targets[file], *files[file]):
                    raise HasChanged(file, _states(files, done))
                done.append(file)
    except PermissionError:
        raise NotExchanged(file, "is not yours to change" + _states(files, done)) from None
    except (OSError, ValueError) as error:
        raise NotExchanged(file, reason(error) + _states(files, done)) from None


def _put(new: Path, target: Path, before: bytes, after: bytes) -> bool:
    """Put a file of the bytes `after` over one that has still the bytes `before`."""
    if not _swap(new, target):
        if is_same := target.read_bytes() == before:
            new.replace(target)
        return is_same
    # Somebody may save until the very moment, so only the file that came out tells. If it is
    # another, it goes back, as does one that is saved meanwhile.
    expected, there = before, after
    while (out := new.read_bytes()) != expected:
        _swap(new, target)
        expected, there = there, out
    return expected is before


def _swap(one: Path, other: Path) -> bool:
    """Exchange two files in one step; return False where the system can't. Raise OSError."""
    from ctypes import CDLL, get_errno

    # renameat2(2) of Linux: AT_FDCWD, RENAME_EXCHANGE
    if (rename := getattr(CDLL(None, use_errno=True), "renameat2", None)) is None:
        return False
    if not rename(-100, os.fsencode(one), -100, os.fsencode(other), 2):
        return True
    if get_errno() not in _NO_SWAP:
        raise OSError(get_errno(), os.strerror(get_errno()))
    return False


def _states(files: Iterable[str], done: Sequence[str]) -> str:
    """Return the names of the files that are written and that are not; "" if none is written."""

    def names(some: Iterable[str]) -> str:
        return ", ".join(Path(file).name for file in some)

    left = names(file for file in files if file not in done)
    return f" · written all the same: {names(done)}; left as they were: {left}" if done else ""


@contextmanager
def _copy(target: Path, data: bytes) -> Iterator[Path]:
    """Write data to a new file that can replace another one. Raise OSError."""
    mode, there = mode_of(str(target)), target.lstat()
    if there.st_nlink > 1:
        raise OSError(0, "has another name too, under which it would stay as it is")
    with _temporary(target.parent, data, mode) as written:
        os.chown(written, there.st_uid, there.st_gid)
        _keep_attributes(str(target), written)
        yield written


def _keep_attributes(file: str, other: Path) -> None:
    """Give another file the extended attributes of a file, as its ACL. Raise OSError."""
    kept = dict[str, bytes]()
    try:
        kept = {name: os.getxattr(file, name) for name in os.listxattr(file)}
        given = {name: os.getxattr(other, name) for name in os.listxattr(other)}
        for name in given.keys() - kept.keys():
            os.removexattr(other, name)
        for name, value in kept.items() - given.items():
            os.setxattr(other, name, value)
    except AttributeError:
        pass  # on some systems Python has no such functions
    except OSError as error:
        # A file system may have no attributes.
        if kept or error.errno != errno.ENOTSUP:
            raise OSError(0, f"its extended attributes can't be kept: {reason(error)}") from None


def save_private(file: Path, data: bytes) -> None:
    """Write a file that only its owner may read, or replace one."""
    with _temporary(file.parent, data, 0o600) as written:
        written.replace(file)


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Lock a folder itself, so that no lock file is left behind."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _has_linked(file: Path, name: str) -> bool:
    """Link a new name to a file; return False where the file system has no such links."""
    try:
        os.link(file, name)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # An empty file of that name keeps others away until it is replaced.
        os.close(os.open(name, _NEW, 0o600))
        return False
    return True


def mode_of(file: str) -> int | None:
    """Return the permissions of a regular file, None for no file. Raise OSError for others."""
    try:
        mode = os.lstat(file).st_mode
    except FileNotFoundError:
        return None
    # Root would replace even a device.
    if not stat.S_ISREG(mode):
        raise OSError(0, "is not a regular file")
    return stat.S_IMODE(mode)


@contextmanager
def _temporary(folder: Path, data: bytes, mode: int | None) -> Iterator[Path]:
    """Write data to a new file in a folder, synced to the disk; signals wait until it is gone."""
    file = folder / f".tiptui-{os.urandom(8).hex()}"
    with _signals_wait():
        try:
            # Not by tempfile, which would let nobody else read a new file.
            opened = os.open(file, _NEW, 0o666 if mode is None else 0o600)
            with os.fdopen(opened, "wb") as stream:
                if mode is not None:
                    os.fchmod(stream.fileno(), mode)
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            yield file
        finally:
            with suppress(OSError, ValueError):
                file.unlink()


def _remove_leftovers(folder: Path) -> None:
    """Remove the temporary files that killed processes left in a folder that is locked."""
    for file in folder.glob(_TEMPORARY):
        with suppress(OSError):
            there, last = file.lstat(), time() - _AGE
            if (
                stat.S_ISREG(there.st_mode)
                and there.st_uid == os.geteuid()
                and there.st_mtime < last
            ):
                file.unlink()


@contextmanager
def _signals_wait() -> Iterator[None]:
    ending = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


FolderVerb = Literal["new", "export"]
_LIST = ".tiptui-{}.sha256"  # the list of the files that a verb wrote, as `sha256sum -c` reads it


def save_folder(
    folder: str, files: Iterable[tuple[str, str | bytes]], verb: FolderVerb, replace: bool = False
) -> None:
    """Write a new folder of texts, or replace one that is as the verb wrote it. Raise NoOutput."""
    target = Path(os.path.realpath(folder))
    try:
        beside = TemporaryDirectory(
            prefix=".tiptui-", dir=target.parent, ignore_cleanup_errors=True
        )
        with beside as temporary:
            (new := Path(temporary, "new")).mkdir()
            lines = []
            for name, text in files:
                (new / name).write_bytes(data := _encode(text))
                lines.append(_sum_line(name, data))
            (new / _LIST.format(verb)).write_text("".join(lines), "utf-8")
            os.sync()
            check_folder(folder, verb, replace)
            old = Path(temporary, "old")
            with _signals_wait():
                if target.exists():
                    new.chmod(target.stat().st_mode & 0o7777)
                    target.rename(old)
                try:
                    new.rename(target)
                except OSError:
                    if old.exists():
                        old.rename(target)
                    raise
                shutil.rmtree(old, ignore_errors=True)
    except (OSError, ValueError) as error:
        raise NoOutput(f"{folder}: {reason(error)}") from None


def _sum_line(name: str, data: bytes) -> str:
    return f"{sha256(data).hexdigest()}  {name}\n"


def check_folder(folder: str, verb: FolderVerb, replace: bool) -> None:
    """Raise NoOutput where `save_folder` would not write a folder."""
    target = Path(os.path.realpath(folder))
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise NoOutput(f"{folder}: is there already, and no folder")
    names = sorted(target.iterdir())
    if names and not replace:
        raise NoOutput(f"{folder}: is there already; --force replaces it")
    written = set[str]()
    listed = target / _LIST.format(verb)
    with suppress(OSError, ValueError):
        written = {*listed.read_text("utf-8").splitlines(keepends=True)}
    for file in names:
        regular = file.is_file() and not file.is_symlink()
        own = regular and _sum_line(file.name, file.read_bytes()) in written
        if not own and not (file == listed and written):
            why = f"is not as tiptui {verb} wrote it: move it, or name a new folder"
            raise NoOutput(f"{folder}: {file.name} {why}")


def free_name(stem: str, ending: str) -> str:
    numbered = (f"{stem}-{number}{ending}" for number in count(2))
    return next(name for name in chain([f"{stem}{ending}"], numbered) if not os.path.lexists(name))
