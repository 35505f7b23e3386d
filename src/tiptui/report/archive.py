"""Archives of Office files without the time at which they were made."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def same_each_time(data: bytes) -> bytes:
    """Return an archive with one time for all its files: the same files make the same bytes."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as made, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name in made.namelist():
            archive.writestr(ZipInfo(name), made.read(name), ZIP_DEFLATED)
    return file.getvalue()
