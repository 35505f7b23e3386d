"""What can become of a recommendation."""

from typing import Literal, get_args

Status = Literal[
    "accepted",
    "partly-accepted",
    "noted",
    "rejected",
    "in-progress",
    "partly-implemented",
    "implemented",
]
STATUSES: tuple[str, ...] = get_args(Status)

NO_RESPONSE = "no response recorded"
"""What is said in the place of a status."""
