"""Headings above numbered recommendations: a status only where rules explain the whole sentence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.documents.document import Paragraph, paragraphs
from tiptui.proof.numbered import numbered_recommendations

REVIEW = "1. The review of Belmar was held at the 5th meeting, on 4 May 2019."
ITEMS = "7.1 Close the quays (Chile);\n\n7.2 Mend the lamps (Norway);\n\n7.3 Sell it (Togo)."


def statuses(*texts: str) -> set[str]:
    """Return the statuses that headings above a list give, `later` for none yet, `?` for none."""
    read = [Paragraph(each) for each in paragraphs("\n\n".join(texts))]
    items, _ = numbered_recommendations(read)
    assert items
    headings = [each.heading for each in items]
    return {(each.status or ("later" if each.tells else "?")) if each else "-" for each in headings}


def told(sentence: str, review: str = REVIEW) -> str:
    (status,) = statuses(review, f"7. {sentence}:", ITEMS)
    return status


HEADINGS = Path(__file__).with_name("headings.txt").read_text("utf-8").splitlines()[2:]


@pytest.mark.parametrize("line", HEADINGS)
def test_a_heading_gives_a_status_only_where_rules_explain_all_of_it(line: str) -> None:
    status, _, sentence = line.partition(": ")
    assert told(sentence) == status
    assert status != "?" or told(sentence, "A text.") == "?"


# In each language: who is meant, what is recommended, and what becomes of it, by its status.
GRAMMAR = [
    (
        "The following recommendations|The recommendations listed below|These recommendations",
        {
            "accepted": "enjoy the support of @|have been accepted by @|are supported by @",
            "rejected": "did not enjoy the support of @|were rejected by @|are not accepted by @",
            "noted": "have been noted by @|did not enjoy the support of @ and would thus be noted",
        },
        "never|not yet|hardly|only|perhaps|no longer|partly not|if possible|nor|without doubt not|"
        "unless amended|should|might|almost|by 2030|neither|in no way|some of them|reportedly",
    ),
    (
        "Les recommandations suivantes|Les recommandations énumérées ci-après",
        {
            "accepted": "recueillent l\u2019adhésion de @|ont été acceptées par @",
            "rejected": "n\u2019ont pas recueilli l\u2019adhésion de @|ne sont pas acceptées par @",
            "noted": "ont été notées par @|ont été examinées par @, qui en a pris note",
        },
        "jamais|guère|aucune|sans|si possible|peut-être|non|ni|encore|plus|seulement|rarement|"
        "presque|devraient|pourraient|pas toutes|en principe|personne|nulle|sous réserve",
    ),
    (
        "Las siguientes recomendaciones|Las recomendaciones que figuran a continuación",
        {
            "accepted": "cuentan con el apoyo de @|fueron aceptadas por @|gozan del apoyo de @",
            "rejected": "no cuentan con el apoyo de @|fueron rechazadas por @",
            "noted": "han sido anotadas por @|fueron examinadas por @, que ha tomado nota de ellas",
        },
        "nunca|jamás|tampoco|ninguna|sin|si es posible|quizás|ni|todavía|aún|solo|apenas|casi|"
        "deberían|podrían|no todas|en principio|nadie|salvo|algunas",
    ),
]
OTHERS = "Norway|other delegations|the Working Group|several States|Belmar and Chile"


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str, bool]:
    """Draw a sentence, the status that it gives, and whether it is spoilt so that it gives none."""
    whats, becomes, doubts = draw(st.sampled_from(GRAMMAR))
    status = draw(st.sampled_from([*becomes]))
    words = draw(st.sampled_from(becomes[status].split("|")))
    state, doubt = "Belmar", ""
    spoilt = draw(st.sampled_from(["", "", "doubt", "supporter"]))
    if spoilt == "supporter":
        state = draw(st.sampled_from(OTHERS.split("|")))
    said = f"{draw(st.sampled_from(whats.split('|')))} {words.replace('@', state)}".split()
    if spoilt == "doubt":
        doubt = draw(st.sampled_from(doubts.split("|")))
        at = draw(st.integers(0, len(said)))
        said.insert(at, doubt if at else doubt.capitalize())
    return " ".join(said), status, bool(spoilt)


@given(sentences(), st.sampled_from([REVIEW, "A text."]))
def test_a_sentence_that_is_spoilt_has_no_status(drawn: tuple[str, str, bool], review: str) -> None:
    sentence, status, spoilt = drawn
    assert told(sentence, review) == ("?" if spoilt else status)


def test_a_heading_that_goes_on_below_is_read_to_its_end() -> None:
    begun = "Recommendations that enjoy the support"
    assert statuses(f"{REVIEW}\n{begun}\nof Belmar:\n7.1 Close it (Chile);") == {"accepted"}
    assert statuses(f"{REVIEW}\n{begun}\nof other delegations:\n7.1 Close it (Chile);") == {"?"}


def test_no_list_has_the_status_of_the_one_above_it() -> None:
    above = "The recommendations below enjoy the support of Belmar:"
    title = "8. Not one of the following recommendations was accepted:"
    items = "1. Close it (Chile);", "2. Mend it (Togo)."
    both = statuses(REVIEW, f"7. {above}", *items, f"II. Answers\n{title}", *items)
    assert both == {"accepted", "?"}
    # The number is the next one too, and a title may stand before that of the heading.
    assert statuses(REVIEW, f"7. {above}", *items, f"3. {title[3:]}", *items) == {"accepted", "?"}
    assert statuses(REVIEW, f"Answers\n7. {above}", ITEMS.replace("7.", "8.")) == {"-"}


def test_a_list_may_begin_in_the_paragraph_of_its_heading() -> None:
    heading = "7. The following recommendations enjoy the support of X:"
    assert statuses(f"{heading}\n1. Close it (Chile);\n2. Mend it (Togo).") == {"accepted"}
