"""Download one npm package with the npm client, checked against a pinned hash."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from pathlib import Path


def fetch(name: str, version: str, integrity: str, folder: Path) -> Path:
    """Return the package's archive in `folder`; end the script when its SHA-512 is not `integrity`."""
    spec = f"{name}@{version}"
    packed = subprocess.run(["npm", "pack", "--json", spec], cwd=folder, check=True, capture_output=True, text=True)
    archive = folder / json.loads(packed.stdout)[0]["filename"]
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != integrity:
        raise SystemExit(f"{spec}: found {found}; expected {integrity}")
    return archive
