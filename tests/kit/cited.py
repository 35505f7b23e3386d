"""A record and the text that it cites, rightly and wrongly."""

from tests.kit.records import SMALL

TEXT = """\
They said: the air is “good” — good air, mostly. Open the windows! Nobody did.
The cold water was there.There was nothing to warm it.
Then all left.
"""

RIGHT = (
    SMALL.replace("exact: nothing", "exact: Nobody did")
    .replace("exact: warm", "exact: warm it")
    .replace("[Air, Water]", "[A, B, C]")
)

WRONG = (
    RIGHT.replace("id: e,", "id: w,")
    .replace("exact: cold water", "exact: The old water was")
    .replace("paragraph: 1, exact: windows", "paragraph: 3, exact: Open the windows")
    .replace("exact: good air", "exact: 'is \"good\" - good air'")
)
