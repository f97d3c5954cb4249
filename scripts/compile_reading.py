"""Compile the modules that read articles, once for each state of their sources: `python scripts/compile_reading.py`.

`make setup` runs this. mypyc turns the modules that `geo.compiled` lists into C, and the C compiler turns that into one
library, in `.venv/compiled/<digest>`; `geo` takes it from there if the digest is that of its sources. Where something
is missing or fails a line says so, the log is kept, and Python reads the articles: nothing else depends on it. So the
exit code is 0 in any case.

The library is made elsewhere and renamed into its place when an article has been read with it.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
WANTED = os.environ.get("SYRIA_MAP_COMPILED") != "0"
os.environ["SYRIA_MAP_COMPILED"] = "0"

from geo import compiled  # noqa: E402 (needs the lines above)

KEPT = 3
"""Compiled forms that are kept, of other branches for instance: 7 MB each."""
GROUP = "geo.reading"
"""What mypyc calls the library: `geo.reading__mypyc`, in the folder above the modules, whose `__file__` it makes up."""
LEVEL = "1"
"""Of optimisation. 2 takes the C compiler nearly twice the time, and reads no faster (`bench/speed.py`)."""
FLAGS = ["-fvisibility=hidden", "-w"]
"""Calls from one file to another are direct; what mypyc writes is not looked over for warnings."""
SLOWER = "Articles are read by Python itself, less than half as fast"
GET = "A C compiler and Python's headers make it faster: apt-get install gcc python3-dev, then make setup"
PROBE = "#include <Python.h>\nPyObject *probe(void) { return PyList_New(0); }\n"
TRIAL = """
import sys
sys.path.insert(0, {root!r})
import importlib, geo
geo.__path__[:0] = [{folder!r} + "/geo", {folder!r}]
for name in {modules!r}:
    found = importlib.import_module("geo." + name).__file__
    assert found == {folder!r} + "/geo/" + name + {ending!r}, found
from geo.articles import make_article
from geo.extraction import Extractor
texts = ("On 4 May rebels shelled Jisr al-Shughour, SANA said.", "قصف الجيش بلدة سراقب يوم الأحد")
table = Extractor.load().table([make_article(text, article_id=text) for text in texts])
assert table.num_rows == 2, table
"""


def main() -> None:
    """Compile what is not compiled yet, unless the setting says that Python is to read."""
    parser = argparse.ArgumentParser(description="Compile the modules that read articles.")
    parser.add_argument("--into", type=Path, default=compiled.home(), help="folder; that of the virtual environment")
    for step in ("--probe", "--build"):
        parser.add_argument(step, action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.probe or told.build:
        (probe if told.probe else build)()
        return
    if not WANTED:
        return
    try:
        told.into.mkdir(parents=True, exist_ok=True)
        with (told.into / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            compile_into(told.into)
    except OSError as error:
        print(f"{SLOWER}: {error}")


def compile_into(into: Path) -> None:
    """Compile into a folder, unless it has what these sources make; tell what comes of it."""
    name = compiled.digest(ROOT)
    log = into / "log.txt"
    if (into / name).is_dir():
        (into / name).touch()
        return
    if (into / f"{name}.failed").exists():
        print(f"{SLOWER}: compiling failed before. See {log}; to try again remove {into / name}.failed")
        return
    with tempfile.TemporaryDirectory(prefix="new-", dir=into) as made, log.open("w", encoding="utf-8") as lines:
        folder = Path(made)
        if not ran("--probe", folder, lines):
            print(f"{SLOWER}: no C extension can be compiled here, see {log}. {GET}")
            return
        print("Compiling the reading of articles, once: about a minute ... ", end="", flush=True)
        began = time.monotonic()
        copied(folder)
        name = compiled.digest(folder)
        if not ran("--build", folder, lines):
            (into / f"{name}.failed").touch()
            print(f"failed, see {log}. {SLOWER}")
            return
        (folder / "done").rename(into / name)
        print(f"done in {time.monotonic() - began:.0f} s")
    tidy(into)


def ran(step: str, folder: Path, log: TextIO) -> bool:
    """Run this program in a folder for one step, what it says going to the log; return whether it went well."""
    command = [sys.executable, __file__, step]
    return subprocess.run(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, check=False).returncode == 0


def copied(folder: Path) -> None:
    """Copy what decides the compiled form, and what mypy needs to read it: what is edited meanwhile does no harm."""
    for path in (*compiled.sources(ROOT), ROOT / "geo" / "__init__.py", ROOT / "geo" / "compiled.py"):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")


def probe() -> None:
    """Compile a few lines for Python as `build` compiles what mypyc wrote."""
    Path("probe.c").write_text(PROBE, encoding="ascii")
    linked("probe", [made_object("probe.c", [], [])])


def build() -> None:
    """Compile the sources in the working directory into its folder `done`, and read an article with the result."""
    from mypyc.build import mypycify

    began = time.monotonic()
    files = [f"geo/{name}.py" for name in compiled.MODULES]
    library, *shims = mypycify(
        ["--config-file", "pyproject.toml", *files],
        opt_level=LEVEL, debug_level="0", multi_file=True, group_name=GROUP, target_dir="c",
    )  # fmt: skip
    print(f"C written after {time.monotonic() - began:.1f} s", flush=True)
    # mypyc makes an extension for each module that only asks the library for the real one. One file can be all of them.
    asking = Path("c/modules.c")
    asking.write_text("".join(_asking(shim) for shim in shims), encoding="utf-8")
    c_files = sorted((*library.sources, str(asking)), key=lambda name: -Path(name).stat().st_size)
    include = [*library.include_dirs, "c/geo"]
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        objects = list(threads.map(lambda name: made_object(name, include, library.extra_compile_args), c_files))
    print(f"Compiled after {time.monotonic() - began:.1f} s", flush=True)
    done = Path("done").resolve()
    (done / "geo").mkdir(parents=True)
    ending = EXTENSION_SUFFIXES[0]
    name = f"{GROUP.removeprefix('geo.')}__mypyc{ending}"
    linked(str(done / name), objects)
    for module in compiled.MODULES:
        (done / "geo" / f"{module}{ending}").symlink_to(f"../{name}")
    trial = TRIAL.format(root=str(ROOT), folder=str(done), modules=compiled.MODULES, ending=ending)
    subprocess.run([sys.executable, "-c", trial], check=True)
    print(f"Tried after {time.monotonic() - began:.1f} s", flush=True)


def _asking(shim: Any) -> str:
    """Return the lines that make one file of many: each also defines the same function, for one linker."""
    path = Path(shim.sources[0])
    return f'#define PyInit___init__ PyInit___init___{path.stem}\n#include "{path.resolve()}"\n#undef PyInit___init__\n'


def _compiler() -> Any:
    """Return the compiler that Python's own extensions are made with; `CC` and `CFLAGS` of the environment count."""
    import setuptools  # noqa: F401, I001 (brings distutils along)
    from distutils import ccompiler, sysconfig

    made = ccompiler.new_compiler()
    sysconfig.customize_compiler(made)
    made.add_include_dir(sysconfig.get_python_inc())
    return made


def made_object(name: str, include: list[str], arguments: list[str]) -> str:
    """Compile a C file; return the object file's name."""
    return _compiler().compile([name], include_dirs=include, extra_postargs=[*arguments, *FLAGS])[0]


def linked(name: str, objects: list[str]) -> None:
    """Link object files to a library that Python loads."""
    _compiler().link_shared_object(objects, name, extra_postargs=["-s"])


def tidy(into: Path) -> None:
    """Remove all compiled forms but the latest, and what was left by a build that was killed."""
    made = sorted((p for p in into.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in (*made[KEPT:], *(p for p in made[:KEPT] if p.name.startswith("new-"))):
        shutil.rmtree(old, ignore_errors=True)
    for old in into.glob("*.failed"):
        old.unlink()


if __name__ == "__main__":
    main()
