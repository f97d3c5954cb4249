"""No test sees the analyst's own layer of the gazetteer: the tests know the shipped places."""

from __future__ import annotations

import os

os.environ["SYRIA_MAP_LAYER"] = ""
