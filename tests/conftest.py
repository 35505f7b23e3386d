"""What every test starts and ends with."""

import signal
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """What `run` does to signals ends with the test."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGPIPE, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)
