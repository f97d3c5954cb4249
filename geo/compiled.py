"""Which modules read articles, and whether they run compiled.

They are plain Python, and also written so that mypyc can compile them. `scripts/compile_reading.py` does so, and puts
what it made into `compiled/<digest>` of the virtual environment. The digest is that of the sources, so that an edit
is never answered by what was compiled before it: then, or where nothing was compiled, Python reads the sources.

What reading makes in great numbers is marked `mypyc_attr(acyclic=True)`: no such object is part of a cycle, so that
Python need not look for one. In the sources the mark means nothing.

`SYRIA_MAP_COMPILED=0` has Python read them in any case. `geo.COMPILED` tells which it is.
"""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Final

from geo.paths import ROOT

VARIABLE: Final = "SYRIA_MAP_COMPILED"
"""The setting: 0 for the sources alone."""


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MODULES: Final = _names(
    """
    actor_cues actor_guards actors answers arabic_words attribution clauses context cues date_choice date_counts
    date_intervals date_phrases date_rules date_rules_arabic date_starts date_triggers date_words datelines dates
    denials evidence extraction keys kind_words lexicon locators matcher mention name_index names naming narration
    nearness plans read recognition resolution role_cues roles rows sayers sayers_arabic sayers_english sayers_phrases
    sayers_senses saying sentences stories telling topic_triggers topics toponym_guards unnamed vocabulary ways
    """
)
"""The modules of `geo` that are compiled: `geo.extraction`, and of what it imports all that takes time."""

BESIDE: Final = _names(
    """
    articles exc gazetteer intake.__init__ intake.archive intake.documents intake.files intake.limits intake.plain
    intake.reading intake.tables outlines paths spool textfiles wkt
    """
)
"""What those import of `geo` besides, however indirectly: types and constants of it are in what is compiled."""

BUILDER: Final = ("scripts/compile_reading.py", "requirements-dev.txt")
"""What else decides what is made: how it is compiled, and by which mypyc."""


def home() -> Path:
    """Return the folder of all that was compiled for this virtual environment."""
    return Path(sys.prefix) / "compiled"


def sources(root: Path = ROOT) -> list[Path]:
    """Return the files that decide what is compiled, those of the project in `root`."""
    modules = (f"geo/{name.replace('.', '/')}.py" for name in (*MODULES, *BESIDE))
    return [root / name for name in (*modules, *BUILDER)]


def digest(root: Path = ROOT) -> str:
    """Return what names the compiled form of these very sources for this Python: 24 hexadecimal digits.

    Raises
    ------
    OSError
        If one of the files is missing.
    """
    told = hashlib.sha256(EXTENSION_SUFFIXES[0].encode())
    for path in sources(root):
        text = path.read_bytes()
        told.update(b"%s %d\n" % (path.name.encode(), len(text)))
        told.update(text)
    return told.hexdigest()[:24]


def paths() -> list[str]:
    """Return what goes before the sources in `geo.__path__`: the compiled modules, and the folder of their library.

    None if nothing was compiled of these sources, or if the setting forbids it.
    """
    if os.environ.get(VARIABLE, "").strip() == "0" or not home().is_dir():
        return []
    try:
        found = home() / digest()
    except OSError:
        return []
    return [str(found / "geo"), str(found)] if found.is_dir() else []
