"""A bounded cache: what was asked for last stays."""

from tiptui.record.recent import Recent


def test_what_was_used_last_is_dropped_last() -> None:
    recent: Recent[str, str] = Recent(2)
    for key in ("a", "b", "a", "c"):
        assert recent.find(key, key.upper) == key.upper()
    assert list(recent) == ["a", "c"]
    assert recent.find("a", str) == "A"
    recent["d"] = "D"
    assert list(recent) == ["a", "d"]
