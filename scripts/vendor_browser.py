"""Fetch the browser files and fonts that the app serves itself, so that no page ever asks another host.

Each package comes from npm in a pinned version and is checked against the integrity hash pinned here. What the
app needs of it is copied to `static/vendor/` and `static/fonts/`, its licence beside it, and written down
with version and SHA-256 in `static/vendor/manifest.json`. Running it again writes the same bytes.

    python scripts/vendor_browser.py
"""

from __future__ import annotations

import hashlib
import json
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from npm_package import fetch

STATIC: Final = Path(__file__).resolve().parent.parent / "static"


@dataclass(frozen=True)
class Package:
    """One npm package: what is taken from it (path inside it -> path under `static/`)."""

    name: str
    version: str
    integrity: str
    licence: str
    files: dict[str, str]


def _faces(family: str, subset: str, *weights: int) -> dict[str, str]:
    names = (f"{family}-{subset}-{weight}-normal.woff2" for weight in weights)
    return {f"files/{name}": f"fonts/{name}" for name in names}


PACKAGES: Final = (
    Package(
        "leaflet",
        "1.9.3",  # the version that folium 0.20 is written for
        "sha512-iB2cR9vAkDOu5l3HAay2obcUHZ7xwUBBjph8+PGtmW/2lYhbLizWtG7nTeYht36WfOslixQF9D/uSIzhZgGMfQ==",
        "BSD-2-Clause",
        {
            "dist/leaflet.js": "vendor/leaflet.js",
            "dist/leaflet.css": "vendor/leaflet.css",
            "LICENSE": "vendor/leaflet.LICENSE",
        },
    ),
    Package(
        "@fontsource/noto-sans",
        "5.3.0",
        "sha512-fBCog2PY7DiVVTEEqtI/Qdinx/knobHYfoGpjFXdfBX5RoJaBp1Prw2G75p0OIsdlMZg3cLo0c+YbIUYOxnQJw==",
        "OFL-1.1",
        _faces("noto-sans", "latin", 400, 600)
        | _faces("noto-sans", "latin-ext", 400, 600)
        | {"LICENSE": "fonts/noto-sans.LICENSE"},
    ),
    Package(
        "@fontsource/noto-sans-arabic",
        "5.3.0",
        "sha512-i3t6GR0LOReyJVEk+YfYCnxv53wuIelg7Y9NGNvOq4Diq/EP0YszaGXkQwfQNigLjfO4POrLaPGM0sNliGYk7A==",
        "OFL-1.1",
        _faces("noto-sans-arabic", "arabic", 400, 600) | {"LICENSE": "fonts/noto-sans-arabic.LICENSE"},
    ),
)


def main() -> None:
    """Fetch every package and write the files, the licences and the manifest."""
    for folder in (STATIC / "vendor", STATIC / "fonts"):
        folder.mkdir(parents=True, exist_ok=True)
    manifest = []
    with tempfile.TemporaryDirectory() as temporary:
        for package in PACKAGES:
            with tarfile.open(fetch(package.name, package.version, package.integrity, Path(temporary))) as archive:
                files = {}
                for inside, target in package.files.items():
                    member = archive.extractfile(f"package/{inside}")
                    if member is None:
                        raise SystemExit(f"{package.name}: {inside} is no file; expected one to copy")
                    data = member.read()
                    (STATIC / target).write_bytes(data)
                    files[f"static/{target}"] = hashlib.sha256(data).hexdigest()
            manifest.append({
                "name": package.name,
                "version": package.version,
                "licence": package.licence,
                "from": f"https://www.npmjs.com/package/{package.name}/v/{package.version}",
                "sha256": files,
            })  # fmt: skip
            print(f"{package.name} {package.version}: {len(files)} files")
    text = json.dumps(manifest, indent=2) + "\n"
    (STATIC / "vendor" / "manifest.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
