"""Tests read the sources as they stand, not what was compiled of them: they replace parts, and run the examples.

`tests/test_compiled.py` shows that both read the same; the servers of the browser tests are as users have them.
"""

from __future__ import annotations

import os

os.environ.setdefault("SYRIA_MAP_COMPILED", "0")
