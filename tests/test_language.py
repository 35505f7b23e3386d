"""The language of a text is told by its commonest words, or left open."""

import pytest

from tests.records import lahore
from tiptui.language import language_of

SAMPLES = {
    "en": "The chair of the union said that the quays were dark, and asked for lamps in the port.",
    "fr": "Le président du syndicat a dit que les quais étaient sombres et que des lampes, dans le "
    "port, une par une, pour tous, étaient demandées.",
    "de": "Der Vorsitzende sagte, dass die Kais dunkel sind und das Licht nicht mit der Nacht, "
    "auf die es ankommt, von den Schiffen zu sehen ist.",
    "es": "El presidente de la unión dijo que los muelles, en las noches, son oscuros y que por "
    "una lámpara para el puerto se paga.",
    "pt": "O presidente da união disse que os cais são escuros e que não há uma lâmpada para o "
    "porto do norte em que se possa ver.",
    "it": "Il presidente della unione ha detto che la banchina non è una di quelle per il porto "
    "con la luce, e che non dei fari.",
    "nl": "De voorzitter van het bestuur zei dat de kades niet een lamp in de haven hebben en op "
    "te lossen zijn voor het jaar.",
    "tr": "Bu bir liman için çok iyi ve güzel bir karar olarak da kabul edilen bir söz ile ilgili.",
    "id": "Ketua yang dari serikat itu, dan dengan tidak ada lampu di pelabuhan ini, untuk malam "
    "dalam gelap pada bulan ini.",
    "ur": "انہوں نے کہا کہ بندرگاہ کی گودیوں میں اندھیرا ہے اور اس کے لیے چراغ سے کام کا آغاز ہو۔",
    "fa": "او گفت که این بندر در شب تاریک است و برای آن از چراغ ها را به کار با هم بگیرند.",
    "ar": "قال إن هذا الميناء في الليل مظلم و لا بد من أن توضع على الرصيف ما هذه المصابيح عن قرب.",
    "hi": "उन्होंने कहा कि बंदरगाह के घाट में अंधेरा है और इस से काम को करने का समय है।",
    "bn": "এই বন্দর থেকে এবং ঘাট না হয় ও এক বাতি জন্য করা হয়।",
    "ru": "Он сказал, что в порту не светло и на причале по ночам с фонарями из города для всех.",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_sentence_or_two_are_enough(language: str) -> None:
    assert language_of(SAMPLES[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", "the", "Uzma Kardar", "1 2 3 4 5 6", "la la la la la la", "他来了。" * 20, "\x00" * 50],
)
def test_what_does_not_tell_is_left_open(text: str) -> None:
    assert language_of(text) == ""


def test_the_record_of_lahore_is_in_english() -> None:
    assert language_of(lahore().links.record.event.summary) == "en"
