"""Tests over texts that are not ours to publish: left out where the folder beside the project is absent."""

from __future__ import annotations

from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
collect_ignore_glob = [] if (SHARED / "seeds").is_dir() else ["test_*.py"]
