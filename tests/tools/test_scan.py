"""Search and quotations against a plain scan, over records in many scripts."""

from hypothesis import example, given, settings

from tests.kit.comparing import compare_quotations, compare_search
from tests.kit.writer import seeds


@settings(max_examples=8)
@given(seeds)
@example(18977)  # a name with a dash between ideographs
def test_search_finds_what_a_plain_scan_finds(seed: int) -> None:
    compare_search(seed)


@given(seeds)
def test_each_quotation_stands_where_a_plain_scan_finds_it(seed: int) -> None:
    compare_quotations(seed)
