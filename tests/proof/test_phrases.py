"""One rule for words of a text: a record, a draft and a proposal are told the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.records import SMALL, record
from tiptui.editing.claims import Proposal
from tiptui.editing.prover import Prover
from tiptui.proof.source_text import SourceText
from tiptui.proof.wording import find_words
from tiptui.record.model import Evidence, Recommendation

WORDS = "light harbour quays État 码头 lamps 5.3 $7 d’accord co-op Ärger sufficient ﬁnd".split()
# In {} stand the same words, with a space between them, or another sign.
CHANGES = [
    ("{}", " ", "{}", " ", "verbatim"),
    ("{}", "\n", "{}", " ", "verbatim"),
    ("{}", "\u00a0", "{}", "  ", "normalized"),
    ("{}", " – ", "{}", "—", "normalized"),
    ("“{}”", " ", "‘{}’", " ", "normalized"),
    ("« d’{} »", " ", '"d\'{}"', " ", "normalized"),
    ("We {}", " ", "we {}", " ", "normalized"),
    ("we {}", " ", "We {}", " ", "normalized"),
    ("{} Now", " ", "{} now", " ", "missing"),
    ("{}.", " ", "{},", " ", "normalized"),
    ("{}.", " ", "{}.", " ", "verbatim"),
    ("{}", ", ", "{}", " ", "missing"),
    ("go {} on", " ", "go … on", " ", "normalized"),
    ("on {} go", " ", "go … on", " ", "missing"),
    ("go … {}", " ", "go … {}", " ", "verbatim"),
    ("re-\nnew {}", " ", "renew {}", " ", "missing"),
    ("{} lawless", " ", "{} law", " ", "missing"),
    ("insufficient {}", " ", "sufficient {}", " ", "missing"),
    ("{} 5.3", " ", "{} 5", " ", "missing"),
    ("{} 5.3", " ", "{} 5.3", " ", "verbatim"),
]


@pytest.mark.parametrize(("text", "printed", "exact", "typed", "status"), CHANGES)
@given(words=st.lists(st.sampled_from(WORDS), min_size=3, max_size=6))
def test_all_who_ask_for_words_are_told_the_same(
    text: str, printed: str, exact: str, typed: str, status: str, words: list[str]
) -> None:
    source = SourceText(f"Nobody.\n\n{text.format(printed.join(words))}\n\nNothing.")
    wanted = exact.format(typed.join(words))
    ((_, located),) = source.locator.locate([(2, wanted)]).items()
    assert located.status == status
    places = find_words([wanted], {"log": source})[wanted].occurrences
    assert bool(places) == located.stands
    # A draft has signs and ellipses of its own.
    assert status != "verbatim" or any(place.is_verbatim for place in places)
    item = Recommendation(
        id="", text="T", by=("ann",), evidence=(Evidence(paragraph=0, exact=wanted),)
    )
    proposal = Proposal((), {}, item)
    judged = Prover(record(SMALL), {"log": source}, [proposal]).judge(proposal)
    assert (judged.fault is None) == (status == "verbatim"), judged
