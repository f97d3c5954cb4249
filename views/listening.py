"""The server listens on this machine alone, unless its owner says in words that she knows what else means.

There are no accounts: whoever reaches the address reads and changes everything. `make run` asks before the server
starts (`python -m views.listening`); a server that was started otherwise is ended at its first page, before it has
shown or read anything.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from typing import Final

from streamlit import config

VARIABLE: Final = "SYRIA_MAP_LISTEN"
WORDS: Final = "I know that anyone who reaches this address can read and change everything"
"""What the environment variable has to say."""
REFUSED: Final = 2
"""Exit code."""


def refusal(address: str | None, told: str) -> str:
    """Return why the server must not listen on an address; empty if it may.

    Parameters
    ----------
    address
        Streamlit's option server.address; without one it listens on every address of the machine.
    told
        What SYRIA_MAP_LISTEN says.

    >>> refusal("127.0.0.1", ""), refusal("0.0.0.0", WORDS)
    ('', '')
    >>> refusal(None, "yes").partition(";")[0]
    'server.address: found every address of this machine'
    """
    if _is_loopback(address) or told == WORDS:
        return ""
    return (
        f"server.address: found {address or 'every address of this machine'}; expected 127.0.0.1. The app has no "
        f"accounts: whoever reaches it can read and change everything. To listen there all the same, set {VARIABLE} "
        f"to exactly these words: {WORDS}"
    )


def check(address: str | None = None) -> None:
    """End the program, with a message, if the server must not listen where it does, or on an address that is told."""
    if told := refusal(address or config.get_option("server.address"), os.environ.get(VARIABLE, "")):
        print(told, file=sys.stderr, flush=True)
        # Not sys.exit: that would end the one page, and leave the server listening.
        os._exit(REFUSED)


def _is_loopback(address: str | None) -> bool:
    if not address:
        return False
    if address == "localhost" or address.startswith("unix:"):
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


if __name__ == "__main__":
    check(os.environ.get("STREAMLIT_SERVER_ADDRESS"))
