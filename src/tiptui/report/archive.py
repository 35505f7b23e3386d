"""Archives of Office files without the time at which they were made."""

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def same_each_time(data: bytes, others: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """Return an archive with one time for all its files, some of which `others` replace."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as made, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name in made.namelist():
            archive.writestr(ZipInfo(name), others.get(name) or made.read(name), ZIP_DEFLATED)
    return file.getvalue()
