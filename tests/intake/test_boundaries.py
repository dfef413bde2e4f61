"""Boundaries: GeoJSON and TopoJSON alike, matched with places; every fault told by where it is."""

import json
import shutil
import time
from datetime import date
from math import cos, pi, sin
from pathlib import Path
from typing import Any

import pytest

import worlds
from datawalk.domain.places import Boundary, Place, Ring
from datawalk.errors import UsageProblem
from datawalk.intake.add import add_files
from datawalk.intake.check import check_workspace
from datawalk.intake.formats import read_file
from datawalk.intake.formats.shape import Parsed
from datawalk.intake.matching import match_boundaries
from datawalk.intake.problems import Problem, Problems, ProblemsFound

ALDER = Path(__file__).parents[1] / "data" / "small" / "alder"
SHARED = Path(__file__).parents[2].parent / "shared" / "data"
GEO, COUNTIES = SHARED / "geo", SHARED / "places" / "county_long_2023"
DAY = date(2026, 2, 1)

Points = list[list[float]]

NAMES = {"01001": "Ash", "01003": "Birch", "01005": "Cedar"}
WEST: Points = [[0, 0], [0.5, 0], [1, 0], [1, 1], [1, 2], [0, 2], [0, 0]]
EAST: Points = [[1, 0], [2, 0], [2, 2], [1, 2], [1, 1], [1, 0]]
HOLE: Points = [[1.2, 0.2], [1.2, 0.6], [1.6, 0.6], [1.6, 0.2], [1.2, 0.2]]
FAR: Points = [[3, 0], [4, 0], [4, 1], [3, 1], [3, 0]]


def places(*ids: str, level: str = "county") -> dict[str, Place]:
    return {id: Place(place_id=id, name=NAMES.get(id, id), level=level) for id in ids or NAMES}


def polygon(*rings: Points) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(id: object = None, geometry: object = None, **properties: object) -> dict[str, Any]:
    own = {} if id is None else {"id": id}
    return {"type": "Feature", **own, "properties": properties, "geometry": geometry or polygon(WEST)}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def parsed(
    folder: Path, document: object, *, problems: Problems, name: str = "map.json", day: str = ""
) -> Parsed:
    path = folder / name
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    [found] = read_file(path, format_name="boundaries", file=f"{day}{name}", problems=problems)
    return found


def matched(
    folder: Path, *documents: object, of: dict[str, Place] | None = None, **source: object
) -> tuple[dict[str, Boundary], list[Problem]]:
    problems = Problems()
    day = "day/" if len(documents) > 1 else ""
    files = [
        parsed(folder, document, problems=problems, name=f"map{number or ''}.json", day=day)
        for number, document in enumerate(documents)
    ]
    declared = worlds.source("boundaries", kind="counted", **source)
    wanted = places() if of is None else of
    found = match_boundaries(files, source=declared, places=wanted, all_known=True, problems=problems)
    return found, problems.found


def told(folder: Path, *documents: object, of: dict[str, Place] | None = None, **source: object) -> list[str]:
    return [str(one) for one in matched(folder, *documents, of=of, **source)[1]]


TOPOLOGY: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
    "objects": {
        "nation": {
            "type": "GeometryCollection",
            "geometries": [{"type": "MultiPolygon", "arcs": [[[0, 2]]]}],
        },
        "counties": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "01001", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "01003", "arcs": [[[2, ~1], [3]], [[4]]]},
            ],
        },
    },
    "arcs": [
        [[10, 20], [-10, 0], [0, -20], [5, 0], [5, 0]],
        [[10, 0], [0, 10], [0, 10]],
        [[10, 0], [10, 0], [0, 20], [-10, 0]],
        [[12, 2], [0, 4], [4, 0], [0, -4], [-4, 0]],
        [[30, 0], [10, 0], [0, 10], [-10, 0], [0, -10]],
    ],
}
TWO = collection(
    feature("01001", polygon(WEST)),
    feature("01003", {"type": "MultiPolygon", "coordinates": [[EAST, HOLE], [FAR]]}),
)


def test_geojson_and_topojson_give_the_same_polygons(tmp_path: Path) -> None:
    of = places("01001", "01003")
    from_geojson, problems = matched(tmp_path, TWO, of=of)
    from_topojson, more_problems = matched(tmp_path, TOPOLOGY, of=of)
    assert (problems, more_problems) == ([], [])
    assert from_geojson == from_topojson
    assert from_geojson["01001"].polygons == ((((0, 0), (1, 0), (1, 2), (0, 2)),),)
    (outer, hole), (island,) = from_geojson["01003"].polygons
    assert outer == ((1, 0), (2, 0), (2, 2), (1, 2))
    assert hole == ((1.2, 0.2), (1.2, 0.6), (1.6, 0.6), (1.6, 0.2))
    assert island == ((3, 0), (4, 0), (4, 1), (3, 1))


def test_a_topology_without_transform_holds_plain_points(tmp_path: Path) -> None:
    plain = {
        "type": "Topology",
        "objects": {"all": {"type": "Polygon", "id": 1001, "arcs": [[0]]}},
        "arcs": [FAR],
    }
    found, problems = matched(tmp_path, plain, of=places("01001"))
    assert (list(found), problems) == (["01001"], [])


def test_collections_of_geometries_and_heights_are_read(tmp_path: Path) -> None:
    high = polygon([[x, y, 12.5] for x, y in FAR])
    nested = {"type": "GeometryCollection", "geometries": [high, {"type": "Point", "coordinates": [0, 0]}]}
    mixed = feature("01001", {"type": "GeometryCollection", "geometries": [polygon(WEST), nested]})
    found, problems = matched(tmp_path, mixed, of=places("01001"))
    assert problems == []
    assert len(found["01001"].polygons) == 2


def test_the_property_with_most_places_is_found(tmp_path: Path) -> None:
    features = [
        feature(number, NAME=name, GEOID=int(id), STATE=1)
        for number, (id, name) in enumerate(NAMES.items(), start=1)
    ]
    found, problems = matched(tmp_path, collection(*features, feature(9, GEOID=2001)))
    assert list(found) == list(NAMES)
    assert [one.what for one in problems] == [
        "1 of 4 features match no place of this workspace and are left out."
    ]


def test_a_property_can_be_named(tmp_path: Path) -> None:
    document = collection(feature("01001", other="01003"), feature("01003", other="01001"))
    of = places("01001", "01003")
    first, _ = matched(tmp_path, document, of=of)
    for wanted in ("id", "other"):
        found, problems = matched(tmp_path, document, of=of, id_property=wanted)
        assert (set(found), problems) == (set(first), [])


def test_a_layer_can_be_named(tmp_path: Path) -> None:
    layers = {
        "old": {"type": "GeometryCollection", "geometries": TOPOLOGY["objects"]["counties"]["geometries"]},
        "new": {"type": "Polygon", "id": "01001", "arcs": [[4]]},
    }
    document = {**TOPOLOGY, "objects": layers}
    found, _ = matched(tmp_path, document, of=places("01001"), layer="new")
    assert found["01001"].polygons[0][0][0] == (3, 0)
    found, _ = matched(tmp_path, document, of=places("01001", "01003"))
    assert set(found) == {"01001", "01003"}


def test_several_files_are_read_and_several_levels(tmp_path: Path) -> None:
    of = {**places("01001"), **places("01", "02", level="state")}
    assert told(tmp_path, collection(feature("01001")), collection(feature("01")), of=of) == [
        "day: 1 of 2 places of the level state have no boundary: 02 (02). They are left out of maps. "
        "Boundaries of the year of the data may have them."
    ]


def test_points_and_lines_are_left_out(tmp_path: Path) -> None:
    point = feature("01003", {"type": "Point", "coordinates": [0, 0]})
    line = feature("01005", {"type": "LineString", "coordinates": WEST})
    nothing = {"type": "Feature", "properties": None, "geometry": None}
    assert told(tmp_path, collection(feature("01001"), point, line, nothing), of=places("01001")) == [
        "map.json, feature 2: 2 features are made of points or lines and left out. Boundaries are polygons."
    ]


def test_places_without_a_boundary_are_named_in_levels_that_have_some(tmp_path: Path) -> None:
    many = places("01001", *(f"c{number}" for number in range(10)))
    [problem] = matched(tmp_path, collection(feature("01001")), of=many)[1]
    assert problem.severity == "warning"
    assert str(problem) == (
        "map.json: 10 of 11 places of the level county have no boundary: c0 (c0), c1 (c1), c2 (c2), c3 (c3), "
        "c4 (c4), c5 (c5), c6 (c6), c7 (c7) and more. They are left out of maps. "
        "Boundaries of the year of the data may have them."
    )
    one = {**places("01001"), **places("01", level="state")}
    assert told(tmp_path, collection(feature("01001")), of=one) == []


EXPORT = "Export it from your map program as GeoJSON."


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("id,name\n", f"map.json, line 1: This is not JSON. {EXPORT}"),
        ("", f"map.json, line 1: This is not JSON. {EXPORT}"),
        ("[" * 200_000, f"map.json: This is not JSON that can be read: it is nested too deeply. {EXPORT}"),
        ("9" * 5000, f"map.json: This is not JSON that can be read: a number is too long. {EXPORT}"),
        (
            collection(feature("01001", polygon([[0, 0], [10**400, 0], [1, 1]]))),
            "map.json, feature 1: The shape cannot be read. Export the file again.",
        ),
        ([1, 2], f"map.json: This is JSON, but neither GeoJSON with features nor TopoJSON. {EXPORT}"),
        (polygon(WEST), f"map.json: This is JSON, but neither GeoJSON with features nor TopoJSON. {EXPORT}"),
        (
            {"type": "FeatureCollection", "features": {}},
            "map.json: The file has no list of features. Export the file again.",
        ),
        (
            {**TOPOLOGY, "arcs": [[[1]]]},
            "map.json: The arcs of this TopoJSON file cannot be read. "
            "Export the file again, as GeoJSON if need be.",
        ),
        (
            {**TOPOLOGY, "arcs": TOPOLOGY["arcs"][:4]},
            "map.json, layer counties, feature 2: The shape cannot be read. Export the file again.",
        ),
        (
            collection(feature("01001"), feature("01003", {"type": "Polygon", "coordinates": [["a"]]})),
            "map.json, feature 2: The shape cannot be read. Export the file again.",
        ),
        (
            collection(feature("01001", {"type": "Curve", "coordinates": []})),
            "map.json, feature 1: The shape cannot be read. Export the file again.",
        ),
        (
            collection(feature("01001", polygon([[512000, 4640000], [513000, 4640000], [513000, 4650000]]))),
            "map.json, feature 1: The coordinates 512000, 4.64e+06 are not degrees of longitude and latitude. "
            "Export the file again as WGS 84 (EPSG:4326).",
        ),
    ],
    ids=[
        "a table",
        "empty",
        "deep",
        "long",
        "huge",
        "a list",
        "bare",
        "no list",
        "arcs",
        "no arc",
        "points",
        "kind",
        "metres",
    ],
)
def test_a_file_that_cannot_be_read_is_one_error(tmp_path: Path, document: object, message: str) -> None:
    problems = Problems()
    found = parsed(tmp_path, document, problems=problems)
    assert found.layers == []
    assert [str(one) for one in problems.errors] == [message]


def test_bytes_that_are_no_text_are_one_error(tmp_path: Path) -> None:
    path, problems = tmp_path / "map.json", Problems()
    path.write_bytes(b"\xff\xfe\x00")
    read_file(path, format_name="boundaries", file="map.json", problems=problems)
    assert [str(one) for one in problems.errors] == [
        f"map.json: This is not JSON: the file is not UTF-8 text. {EXPORT}"
    ]


def test_nothing_that_matches_names_the_properties(tmp_path: Path) -> None:
    other = collection(feature(1, NAME="Ash"), feature(2, NAME="Birch", KIND="rural"))
    assert told(tmp_path, other) == [
        "map.json: No feature of 2 is a place of this workspace. They have id '1', NAME 'Ash', KIND 'rural'. "
        "Set id_property in source.toml to the property that holds place ids, such as '01001', "
        "or bring a file that has them."
    ]
    assert told(tmp_path, collection(feature())) == [
        "map.json: No feature of 1 is a place of this workspace. They have no id and no properties. "
        "Set id_property in source.toml to the property that holds place ids, such as '01001', "
        "or bring a file that has them."
    ]
    right = collection(feature(1, NAME="Ash", GEOID="01001"))
    assert told(tmp_path, right, id_property="NAME") == [
        "map.json: No feature of 1 is a place of this workspace. They have id '1', NAME 'Ash', GEOID '01001'. "
        "Set id_property in source.toml to 'GEOID'."
    ]


def test_a_property_or_layer_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    assert told(tmp_path, collection(feature(1, GEOID="01001")), id_property="GEOIDS") == [
        "map.json: No feature has the property 'GEOIDS', which source.toml names as id_property. "
        "Did you mean 'GEOID'?"
    ]
    assert told(tmp_path, TOPOLOGY, layer="countys") == [
        "map.json: There is no layer 'countys', which source.toml names. Did you mean 'counties'?"
    ]


def test_two_features_for_one_place_are_an_error_with_both_positions(tmp_path: Path) -> None:
    twice = collection(feature("01001"), feature("01001", polygon(EAST)))
    of = places("01001")
    assert told(tmp_path, twice, of=of) == [
        "map.json, feature 2: The place '01001' has its boundary in feature 1 already. "
        "Delete or join one of the two features."
    ]


def test_two_files_for_one_place_are_told_once_and_the_first_is_drawn(tmp_path: Path) -> None:
    """Connecticut needs the counties of two years: every other state is in both files."""
    once, other = collection(feature("01001")), collection(feature("01001", polygon(EAST)))
    assert told(tmp_path, once, other, of=places("01001")) == [
        "day/map1.json: One place has its boundary in day/map.json too; that one is drawn. "
        "There is nothing to do unless the other is the better one: then delete the first."
    ]


def test_outlines_of_the_state_alone_are_told(tmp_path: Path) -> None:
    of = {**places("01001", "01003"), "01": Place(place_id="01", name="Alabama", level="state")}
    found, problems = matched(tmp_path, collection(feature("01")), of=of)
    assert list(found) == ["01"]
    assert len(problems) == 1
    assert "2 of 2 places of the level" in str(problems[0])


def test_a_feature_of_no_place_among_ours_is_told_and_a_larger_map_is_not(tmp_path: Path) -> None:
    more = collection(feature("01001"), feature("01003", polygon(EAST)), feature("y", polygon(FAR)))
    found, problems = matched(tmp_path, more, of=places("01001", "01003"))
    assert list(found) == ["01001", "01003"]
    assert [(one.severity, str(one)) for one in problems] == [
        (
            "warning",
            "map.json: 1 of 3 features match no place of this workspace and are left out. "
            "There is nothing to do unless a place of yours is among them.",
        )
    ]
    found, problems = matched(tmp_path, more, of=places("01001"))
    assert list(found) == ["01001"]
    assert problems == []


def test_a_map_without_features_is_one_error(tmp_path: Path) -> None:
    assert told(tmp_path, collection()) == ["map.json: The file has no features. Export the file again."]


def test_nobody_is_told_of_places_that_could_not_be_read(tmp_path: Path) -> None:
    problems = Problems()
    files = [parsed(tmp_path, collection(feature("x")), problems=problems)]
    source = worlds.source("boundaries")
    found = match_boundaries(files, source=source, places=places(), all_known=False, problems=problems)
    assert (found, problems.found) == ({}, [])
    assert match_boundaries(files, source=None, places=places(), all_known=True, problems=problems) == {}


def wavy(start: float, *, points: int = 4000) -> Points:
    """A closed line around (start, 0) with many points and small waves."""
    ring = []
    for step in range(points):
        turn = 2 * pi * step / points
        far = 1 + 0.0001 * sin(50 * turn)
        ring.append([start + far * cos(turn), far * sin(turn)])
    return [*ring, ring[0]]


def test_an_enclave_keeps_the_points_of_the_hole_it_fills(tmp_path: Path) -> None:
    inner = wavy(0)
    around = polygon([[-5, -5], [5, -5], [5, 5], [-5, 5], [-5, -5]], [*inner[1000:-1], *inner[:1001]][::-1])
    document = collection(feature("01001", polygon(inner)), feature("01003", around))
    found, problems = matched(tmp_path, document, of=places("01001", "01003"))
    assert problems == []
    [[alone]] = found["01001"].polygons
    [[outer, hole]] = found["01003"].polygons
    assert set(alone) == set(hole)
    assert len(outer) == 4
    assert 20 < len(alone) < 400


def test_a_shared_border_stays_one_line(tmp_path: Path) -> None:
    border = [[0.01 * sin(9 * step / 2000), step / 2000] for step in range(2001)]
    left = polygon([*border, [-1, 1], [-1, 0], border[0]])
    right = polygon([*border[::-1], [1, 0], [1, 1], border[-1]])
    document = collection(feature("01001", left), feature("01003", right))
    found, _ = matched(tmp_path, document, of=places("01001", "01003"))
    [[west]], [[east]] = found["01001"].polygons, found["01003"].polygons
    shared = [point for point in west if abs(point[0]) < 0.5]
    assert 4 < len(shared) < 200
    assert set(shared) == {point for point in east if abs(point[0]) < 0.5}


def test_small_places_keep_an_area(tmp_path: Path) -> None:
    tiny = [[8 + 0.001 * x, 0.001 * y] for x, y in wavy(0, points=90)]
    dot = [[9 + 0.0000001 * x, 0.0000001 * y] for x, y in FAR]
    document = collection(
        feature("01001", polygon(FAR)), feature("01003", polygon(tiny)), feature("01005", polygon(dot))
    )
    found, problems = matched(tmp_path, document)
    assert problems == []
    assert {key: len(one.polygons[0][0]) for key, one in found.items()} == {
        "01001": 4,
        "01003": 4,
        "01005": 4,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ALDER, tmp_path / "alder"))


def of_alder(folder: Path) -> list[str]:
    contents, problems = check_workspace(folder)
    assert contents is not None
    assert problems.errors == []
    place = contents.workspace.place
    level = contents.places[place].level
    return [key for key, one in contents.places.items() if one.level == level]


def test_add_keeps_the_ending_and_check_reads_the_boundaries(folder: Path, tmp_path: Path) -> None:
    ids = of_alder(folder)
    path = tmp_path / "Our map.GeoJSON"
    path.write_text(json.dumps(collection(*(feature(None, code=id) for id in ids))), encoding="utf-8")
    written = add_files(folder, files=[path], format_name="boundaries", accessed_on=DAY)
    assert written == [
        "sources/boundaries/2026-02-01/Our map.geojson",
        "sources/boundaries/2026-02-01/source.toml",
    ]
    assert (folder / written[0]).read_bytes() == path.read_bytes()
    contents, problems = check_workspace(folder)
    assert contents is not None
    assert problems.errors == []
    assert list(contents.boundaries) == ids
    assert contents.sources["boundaries"].kind == "counted"
    assert contents.sources["boundaries"].accessed_on == DAY


def test_add_refuses_a_file_that_cannot_be_read(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        add_files(folder, files=[path], format_name="boundaries", accessed_on=DAY)
    assert [str(one) for one in caught.value.problems.errors] == [
        f"map.json: This is JSON, but neither GeoJSON with features nor TopoJSON. {EXPORT}"
    ]
    assert not (folder / "sources" / "boundaries").exists()


@pytest.mark.parametrize(
    ("name", "format_name", "message"),
    [
        (
            "map.shp",
            "boundaries",
            "'map.shp' is not read as a file of boundaries: its name ends in none of .geojson, .json, .topojson."
            f" {EXPORT}",
        ),
        (
            "map.geojson",
            "places",
            "'map.geojson' looks like a file of boundaries, not a PLACES file. Add it with '--as boundaries'.",
        ),
    ],
)
def test_add_refuses_another_ending(
    folder: Path, tmp_path: Path, name: str, format_name: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(UsageProblem) as caught:
        add_files(folder, files=[path], format_name=format_name, accessed_on=DAY)
    assert str(caught.value) == message


real = pytest.mark.skipif(
    not (GEO.is_dir() and COUNTIES.is_dir()),
    reason="the real maps and PLACES files are not beside this checkout",
)


def counties(*states: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for state in states:
        path = COUNTIES / f"PLACES_County_2023_{state}.csv"
        [one] = read_file(path, format_name="places", file=path.name, problems=Problems())
        found |= {row.model.place_id: row.model for row in one.places}
    return found


def real_map(name: str, of: dict[str, Place]) -> tuple[dict[str, Boundary], Problems]:
    problems = Problems()
    files = read_file(GEO / name, format_name="boundaries", file=name, problems=problems)
    source = worlds.source("boundaries")
    return match_boundaries(files, source=source, places=of, all_known=True, problems=problems), problems


@real
def test_every_county_of_five_states_is_on_the_map() -> None:
    of = counties("RI", "CT", "NE", "AL", "CA_bom")
    start = time.perf_counter()
    found, problems = real_map("counties-10m.json", of)
    assert time.perf_counter() - start < 3
    assert [str(one) for one in problems.found] == []
    assert set(found) == set(of)
    assert {id: inside(found[id].polygons[0][0], point) for id, point in MIDDLES.items()} == dict.fromkeys(
        MIDDLES, True
    )


@real
def test_a_state_of_counties_is_small() -> None:
    of = counties("NE")
    found, _ = real_map("counties-10m.json", of)
    assert len(found) == 93
    assert sum(len(one.model_dump_json()) for one in found.values()) < 60_000


@real
def test_counties_of_another_year_are_told() -> None:
    found, problems = real_map("counties-2023-10m.json", counties("RI", "CT"))
    assert {key[:2] for key in found} == {"44"}
    assert [str(one) for one in problems.found] == [
        "counties-2023-10m.json: 8 of 13 places of the level county have no boundary: Fairfield County (09001), "
        "Hartford County (09003), Litchfield County (09005), Middlesex County (09007), New Haven County (09009), "
        "New London County (09011), Tolland County (09013), Windham County (09015). "
        "Connecticut had 8 counties (09001 to 09015) up to 2021 and has 9 planning regions (09110 to 09190) since 2022; "
        "these figures and these boundaries are of different sets. Add boundaries of the years of the figures beside these.",
    ]


MIDDLES = {"44007": (-71.5786246, 41.8697678), "01047": (-87.11436, 32.3335263), "31017": (-99.9239198, 42.4)}
"""Points in counties, as PLACES gives them."""


def inside(ring: Ring, point: tuple[float, float]) -> bool:
    x, y = point
    crossed = False
    for (left, low), (right, high) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (low > y) != (high > y) and x < left + (y - low) * (right - left) / (high - low):
            crossed = not crossed
    return crossed


@pytest.mark.parametrize(
    "document",
    [
        collection({"type": "Feature", "properties": {"id": "01001"}, "geometry": None}),
        collection(feature("01001", {"type": "Point", "coordinates": [0, 0]})),
        {"type": "Topology", "objects": {}, "arcs": []},
    ],
    ids=["null", "points", "no layers"],
)
def test_a_file_without_polygons_is_one_error(tmp_path: Path, document: object) -> None:
    problems = Problems()
    parsed(tmp_path, document, problems=problems)
    assert [str(one) for one in problems.found] == [
        "map.json: No feature of the file is a polygon. "
        "Export the outlines of the places from your map program as GeoJSON."
    ]
