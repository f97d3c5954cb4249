"""The check of the gazetteer finds each planted mistake, and nothing where there is none."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from geo.exc import GazetteerError
from geo.findings import CHECKS, COLUMNS, EXCEPTIONS, Allowed, Finding, findings_csv, read_exceptions, split
from geo.gazetteer import COLUMNS as GAZETTEER_COLUMNS
from geo.gazetteer import DEFAULT, GOVERNORATES
from geo.gazetteer_check import check
from geo.gazetteer_stats import COLUMNS as COUNTS

Row = dict[str, str]


def row(id_: str, title: str, title_ar: str, lat: float, lon: float, **cells: str) -> Row:
    base = {
        "id": id_, "title": title, "title_ar": title_ar, "types": "village", "ccodes": "SY", "governorate": "Idlib",
        "district": "Ariha", "lat": str(lat), "lon": str(lon), "uncertainty_km": "1", "disputed": "0",
        "sensitive": "0", "source": "Wikipedia: a page",
    }  # fmt: skip
    full = dict.fromkeys(GAZETTEER_COLUMNS, "") | base | cells
    return full | {"adm1_pcode": GOVERNORATES.get(full["governorate"], "")}


def clean() -> list[Row]:
    district = {"types": "district", "district": ""}
    return [
        row("d1", "Ariha District", "منطقة أريحا", 35.81, 36.61, **district),
        row("d2", "Harem District", "منطقة حارم", 36.21, 36.52, **district),
        row("d3", "Daraa District", "منطقة درعا", 32.62, 36.1, **district | {"governorate": "Daraa"}),
        row("ariha", "Ariha", "أريحا", 35.8148, 36.6096, types="town"),
        row("kafr-lata", "Kafr Lata", "كفر لاتا", 35.7907, 36.6386),
        row("maarrata", "Maaratah", "معراتة", 35.76, 36.6),
        row("nahlaya", "Nahlaya", "نحليا", 35.83, 36.66),
        row("urum", "Urum al-Jawz", "أورم الجوز", 35.81, 36.54),
        row("sarmin", "Nayrab", "النيرب", 35.86, 36.7),
        row("camp", "Nayrab camp", "مخيم النيرب", 35.861, 36.701, types="camp", sensitive="1"),
        row("upper", "Upper Kafr Jales", "كفر جالس الفوقاني", 35.9, 36.6, district=""),
        row("lower", "Lower Kafr Jales", "كفر جالس التحتاني", 35.91, 36.6, district=""),
        row("daraa", "Daraa", "درعا", 32.625, 36.106, types="city", governorate="Daraa", district="Daraa"),
        row("ramtha", "Ramtha", "الرمثا", 32.56, 36.01, types="town", ccodes="JO", governorate="", district=""),
        row(
            "ghab", "Jabal al-Zawiya", "جبل الزاوية", 35.7, 36.55, types="region", district="",
            geowkt="POLYGON ((36.4 35.6, 36.7 35.6, 36.7 35.8, 36.4 35.8, 36.4 35.6))",
        ),
    ]  # fmt: skip


def write(path: Path, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, GAZETTEER_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "places.csv"


def changed(id_: str, **cells: str) -> list[Row]:
    return [r | cells if r["id"] == id_ else r for r in clean()]


def test_nothing_is_found_where_nothing_is_wrong(file: Path) -> None:
    assert check(write(file, clean())) == []


PLANTED = {
    "country": changed("ramtha", lat="35.8", lon="36.6"),
    "governorate": changed("daraa", lat="33.5", lon="36.6"),
    "outline": changed("ghab", lat="35.9"),
    "district": changed("kafr-lata", district="Arihah"),
    "neighbours": changed("kafr-lata", district="Harem"),
    "namesakes": [*clean(), row("twin", "Kafr Latah", "كفرلاتا", 35.8, 36.64)],
    "titles": changed("nahlaya", title_ar="معربليت"),
    "script": changed("nahlaya", title="نحليا"),
    "source": changed("nahlaya", source=""),
    "estimate": changed("nahlaya", source="estimated", uncertainty_km=""),
    "sensitive": changed("camp", sensitive="0"),
    "variant": changed("lower", variants="Ariha"),
    "point": changed("nahlaya", lat="35.81", lon="36.54"),
    "uncertainty": changed("nahlaya", uncertainty_km=""),
    "arabic": changed("nahlaya", title_ar=""),
}


def test_each_check_has_a_planted_mistake() -> None:
    assert PLANTED.keys() == CHECKS.keys()


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_mistake_is_found_and_no_other(file: Path, name: str) -> None:
    rows = PLANTED[name]
    (finding,) = check(write(file, rows))
    assert finding.check == name
    assert finding.severity == CHECKS[name][0]
    assert rows[finding.line - 2]["id"] == finding.id
    assert finding.column in GAZETTEER_COLUMNS
    assert str(finding).startswith(f"{file}, line {finding.line}, column {finding.column}: {finding.id} (")
    assert "; expected " in str(finding)


def test_a_district_is_one_of_its_own_governorate(file: Path) -> None:
    (finding,) = check(write(file, changed("daraa", district="Ariha")))
    assert (finding.check, finding.expected) == ("district", "one of Daraa")


def test_a_title_in_latin_letters_is_no_arabic_title(file: Path) -> None:
    found = check(write(file, changed("nahlaya", title_ar="Nahlaya")))
    assert [(f.check, f.column) for f in found] == [("script", "title_ar")]


def test_a_point_may_lie_five_kilometres_over_the_border_and_no_more(file: Path) -> None:
    east = row("border", "Aqrabat", "عقربات", 35.9, 36.9, district="")  # at the border with Aleppo
    offs = []
    for step in range(40):
        lon = 36.9 + step / 100
        found = check(write(file, [*clean(), east | {"lon": f"{lon:.2f}"}]))
        offs.append([f.check for f in found])
    first = offs.index(["governorate"])
    assert offs == [[]] * first + [["governorate"]] * (40 - first)
    (finding,) = check(write(file, [*clean(), east | {"lon": f"{36.9 + first / 100:.2f}"}]))
    assert 5 <= float(finding.found.split(" km ")[0].split()[-1]) < 6


@pytest.mark.parametrize(
    ("title", "title_ar", "types"),
    [
        ("Ariha camp", "مخيم أريحا", "camp"),
        ("Ariha air base", "مطار أريحا العسكري", "air base"),
        ("Ariha crossing", "معبر أريحا", "crossing"),
        ("Ariha suburb", "ضاحية أريحا", "neighbourhood"),
        ("Upper Ariha", "أريحا الفوقانية", "village"),
    ],
)
def test_what_is_named_after_a_town_is_no_namesake(file: Path, title: str, title_ar: str, types: str) -> None:
    other = row("other", title, title_ar, 35.815, 36.612, types=types, sensitive=str(int(types == "camp")))
    assert check(write(file, [*clean(), other])) == []


@pytest.mark.parametrize(
    ("title", "title_ar", "expected"),
    [
        ("Ariha neighbourhood", "حي أريحا", ["namesakes"]),
        ("Ariha (west)", "أريحا", ["namesakes"]),
        ("Eriha", "اريحا", ["namesakes"]),
        ("Idlib", "إدلب", []),
    ],
)
def test_one_name_twice_needs_a_reason(file: Path, title: str, title_ar: str, expected: list[str]) -> None:
    other = row("other", title, title_ar, 35.825, 36.612)
    assert [f.check for f in check(write(file, [*clean(), other]))] == expected
    assert check(write(file, [*clean(), other | {"lat": "35.92", "district": ""}])) == []


def test_brackets_on_both_tell_two_rows_apart(file: Path) -> None:
    one = row("one", "Zahra (north)", "الزهراء", 35.9, 36.7, district="")
    two = row("two", "Zahra (south)", "الزهراء", 35.89, 36.7, district="")
    assert check(write(file, [*clean(), one, two])) == []
    assert [f.other for f in check(write(file, [*clean(), one, two | {"title": "Zahra"}]))] == ["one"]


def test_any_latin_name_may_spell_any_arabic_name(file: Path) -> None:
    exonym = changed("nahlaya", title="Greenfield", variants="Nahlaya")
    assert check(write(file, exonym)) == []
    assert [f.check for f in check(write(file, changed("nahlaya", title="Greenfield")))] == ["titles"]


def test_a_layer_names_its_own_file_and_is_judged_more_mildly(file: Path, tmp_path: Path) -> None:
    layer = write(
        tmp_path / "layer.csv",
        [
            row("nahlaya", "Nahlaya", "معربليت", 35.83, 36.66),
            row("new", "Elsewhere", "", 33.2, 36.5, district="", source=""),
        ],
    )
    found = check(write(file, clean()), layer)
    assert {f.path for f in found} == {layer}
    told = [(f.severity, f.check, f.line) for f in found]
    assert ("warning", "titles", 2) in told
    assert ("warning", "source", 3) in told
    assert ("error", "governorate", 3) in told


def test_a_row_that_cannot_load_ends_the_check(file: Path) -> None:
    with pytest.raises(GazetteerError, match="line 2, column types"):
        check(write(file, changed("d1", types="hamlet")))


def test_the_documents_name_each_check_and_column() -> None:
    root = DEFAULT.parent
    document = (root / "docs" / "data.md").read_text(encoding="utf-8")
    for name, (severity, _) in CHECKS.items():
        assert f"| `{name}` | {severity} |" in document
    for column in (*COLUMNS, *COUNTS):
        assert f"`{column}`" in document
    about = (root / "data" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in about for column in ("check", "id", "other", "reason"))


# --- exceptions -------------------------------------------------------------------------------------------------------


def finding(check_: str = "namesakes", id_: str = "a", other: str = "b") -> Finding:
    return Finding("error", check_, Path("x.csv"), 2, id_, "A", "title", other, "this", "that")


def test_an_exception_allows_its_finding_in_either_order_and_no_other() -> None:
    allowed = [Allowed("namesakes", "b", "a", "two villages", 2), Allowed("titles", "c", "", "exonym", 3)]
    rows = [finding(), finding("titles"), finding("titles", "c", "")]
    assert split(rows, allowed) == ([rows[1]], [])
    assert split(rows[:1], allowed) == ([], [allowed[1]])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("check,id,other\n", "line 1: column reason is missing"),
        ("check,id,other,reason\ntitle,a,,why\n", "line 2, column check: found 'title'; expected one of"),
        ("check,id,other,reason\ntitles,,,why\n", "line 2, column id: found ''; expected the id of a row"),
        ("check,id,other,reason\n\ntitles,a,, \n", "line 3, column reason: found ''; expected why it is right"),
        ("", "empty"),
    ],
)
def test_a_bad_table_of_exceptions_is_refused_by_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "exceptions.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError, match=message):
        read_exceptions(path)


def test_findings_are_a_table() -> None:
    assert findings_csv([finding()]).splitlines() == [
        ",".join(COLUMNS),
        "error,namesakes,x.csv,2,a,A,title,b,this,that",
    ]


# --- the shipped gazetteer --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> list[Finding]:
    return check()


def test_the_shipped_gazetteer_has_no_error(shipped: list[Finding]) -> None:
    left, _ = split(shipped, read_exceptions())
    assert [str(f) for f in left if f.severity == "error"] == []


def test_each_exception_is_needed(shipped: list[Finding]) -> None:
    _, unused = split(shipped, read_exceptions())
    assert [f"{EXCEPTIONS.name}, line {one.line}: {one.check} {one.id}" for one in unused] == []


def test_swapped_districts_of_the_shipped_gazetteer_are_found(tmp_path: Path) -> None:
    with DEFAULT.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    settled = [r for r in rows if r["types"] in ("city", "town", "village") and r["district"]]
    districts: dict[str, list[str]] = {}
    for r in settled:
        known = districts.setdefault(r["governorate"], [])
        if r["district"] not in known:
            known.append(r["district"])
    chance = random.Random(7)  # noqa: S311 (seeded, so that it fails for everyone or for none)
    swapped = [r for r in chance.sample(settled, 60) if len(districts[r["governorate"]]) > 1]
    for r in swapped:
        r["district"] = chance.choice([d for d in districts[r["governorate"]] if d != r["district"]])
    path = tmp_path / "swapped.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    found = {f.id for f in check(path) if f.check == "neighbours"}
    assert len(found & {r["id"] for r in swapped}) >= len(swapped) / 4
