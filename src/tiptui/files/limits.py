"""Limits that the system holds a process to."""

import resource  # Windows: a job object, by SetInformationJobObject
from contextlib import suppress


def limit_process(memory: int, seconds: int) -> None:
    """Let this process have at most so many bytes of memory, and seconds of a core."""
    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(limit)
        with suppress(ValueError):  # macOS has no limit of memory
            resource.setrlimit(limit, (min(most, hard) if hard >= 0 else most, hard))
