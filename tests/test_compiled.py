"""Compiled modules read as the sources do, are used for just these sources, and their lack stops nothing."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc
import pytest

from geo import compiled
from geo.paths import ROOT

SCRIPT = "scripts/compile_reading.py"
NO_COMPILER = "no C extension can be compiled here"


def run(root: Path, *arguments: str, **environment: str) -> str:
    """Run Python in a project's folder as a user does, and return what it prints."""
    cleared = {k: v for k, v in os.environ.items() if k != compiled.VARIABLE}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=root, env=cleared | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def used(root: Path, **environment: str) -> bool:
    """Return whether a project reads with compiled modules; that it reads at all is shown by the way."""
    program = (
        "import geo, geo.names; assert geo.names.fold('Ḥalab') == 'halab'; print(geo.COMPILED, geo.names.__file__)"
    )
    told, file = run(root, "-c", program, **environment).split()
    assert file.endswith(".py") == (told == "False")
    return told == "True"


@pytest.fixture(scope="module")
def made() -> None:
    """Compile these sources if `make setup` has not."""
    told = run(ROOT, SCRIPT)
    assert (compiled.home() / compiled.digest()).is_dir(), told + (compiled.home() / "log.txt").read_text()[-3000:]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of what decides which modules are used."""
    for name in ("geo", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements-dev.txt", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.mark.usefixtures("made")
def test_both_read_the_same(tmp_path):
    tables = []
    for setting in ("0", "1"):
        path = tmp_path / f"{setting}.arrow"
        told = json.loads(run(ROOT, "-m", "tests.reads", str(path), SYRIA_MAP_COMPILED=setting).splitlines()[-1])
        assert told["compiled"] == (setting == "1")
        assert {Path(file).suffix for file in told["files"]} == {".so" if told["compiled"] else ".py"}
        assert all(Path(file).exists() for file in told["files"])
        with pa.memory_map(str(path)) as file:
            tables.append(pa.ipc.open_file(file).read_all())
    ours, theirs = tables
    assert ours.num_rows > 1000
    assert ours.schema.equals(theirs.schema, check_metadata=True)
    # Names of columns and ids of mentions alone: nobody is shown items that are to stay unseen.
    assert ours["mention_id"].to_pylist() == theirs["mention_id"].to_pylist()
    assert [name for name in ours.column_names if not ours[name].equals(theirs[name])] == []


@pytest.mark.usefixtures("made")
def test_the_setting_has_python_read():
    assert used(ROOT)
    assert not used(ROOT, SYRIA_MAP_COMPILED="0")


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("name", ["geo/roles.py", "geo/gazetteer.py", "requirements-dev.txt", SCRIPT])
def test_a_source_that_was_changed_is_not_answered_by_an_old_build(project, name):
    assert used(project)
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert not used(project)


@pytest.mark.usefixtures("made")
def test_where_it_stands_nothing_is_done_again():
    assert run(ROOT, SCRIPT) == ""


@pytest.mark.parametrize("environment", [{"CC": "false"}, {"PATH": "/nowhere"}], ids=["fails", "none"])
def test_without_a_compiler_python_reads_and_a_line_says_so(project, tmp_path, environment):
    into = tmp_path / "compiled"
    told = run(project, SCRIPT, "--into", str(into), **environment)
    assert NO_COMPILER in told
    assert "apt-get install gcc python3-dev" in told
    assert str(into / "log.txt") in told
    assert (into / "log.txt").read_text(encoding="utf-8")
    assert list(folders(into)) == []
    (project / "geo" / "roles.py").write_text("\n", encoding="utf-8")
    assert not used(project)


def test_the_setting_keeps_it_from_compiling(project, tmp_path):
    assert run(project, SCRIPT, "--into", str(tmp_path / "compiled"), **{compiled.VARIABLE: "0"}) == ""
    assert not (tmp_path / "compiled").exists()


@pytest.mark.usefixtures("made")
def test_what_cannot_be_compiled_is_told_once_and_leaves_nothing(project, tmp_path):
    into = tmp_path / "compiled"
    (project / "geo" / "unnamed.py").write_text("def unnamed(:\n", encoding="utf-8")
    told = run(project, SCRIPT, "--into", str(into))
    assert f"failed, see {into / 'log.txt'}" in told
    assert "geo/unnamed.py" in (into / "log.txt").read_text(encoding="utf-8")
    assert list(folders(into)) == []
    again = run(project, SCRIPT, "--into", str(into))
    assert "failed before" in again
    assert "Compiling" not in again


def folders(into: Path) -> Iterator[Path]:
    return (path for path in into.iterdir() if path.is_dir())


def test_the_lists_name_all_that_the_compiled_modules_import():
    listed = {name.removesuffix(".__init__") for name in (*compiled.MODULES, *compiled.BESIDE)}
    for path in compiled.sources():
        for name in imported(path) if path.suffix == ".py" and path.parent != ROOT / "scripts" else ():
            if (ROOT / "geo" / f"{name.replace('.', '/')}.py").exists():
                assert name in listed, f"{path.name} imports geo.{name}: see geo/compiled.py"


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of `geo` that a file imports, without the package's name; names of other things too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and f"{node.module}.".startswith("geo."):
            inside = node.module.removeprefix("geo").removeprefix(".")
            yield from (inside, *(f"{inside}.{name.name}".removeprefix(".") for name in node.names))
        elif isinstance(node, ast.Import):
            yield from (name.name.removeprefix("geo.") for name in node.names if name.name.startswith("geo."))
