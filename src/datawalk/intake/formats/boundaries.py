"""The format `boundaries`: outlines of places from GeoJSON and TopoJSON, matched with the workspace's places."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from datawalk.domain.places import Ring
from datawalk.intake.formats.shape import OWN_ID, Feature, Format, Layer, Parsed
from datawalk.intake.formats.topology import (
    Point,
    Polygons,
    decoded_arcs,
    open_ring,
    ring_of_arcs,
)
from datawalk.intake.problems import Problems

_AREAS = ("Polygon", "MultiPolygon")
_MISSHAPEN = (KeyError, TypeError, IndexError, ValueError, AttributeError, OverflowError)
_OTHERS = ("Point", "MultiPoint", "LineString", "MultiLineString")

_SOURCE = """\
# Who drew these boundaries. Fill in the words in capitals.
producer = "WHO DREW THESE BOUNDARIES"
title = "WHAT THE FILE IS CALLED, AND ITS YEAR"
citation = "HOW OTHERS SHOULD CITE IT"
license = "not known yet: WRITE UNDER WHICH LICENSE IT CAME"
kind = "counted"
# id_property = "GEOID"                  # the property that holds the place ids, when it is not found by itself
# layer = "counties"                     # the layer of a TopoJSON file, when the best one is not found by itself
"""


class _NotReadable(Exception):
    """A feature or file that is not as its format demands: where, what is wrong and the remedy."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.where, self.what, self.remedy = where, what, remedy


def read(path: Path, *, file: str, problems: Problems) -> Parsed:
    """Read the layers of a file. Points and lines are left out with a warning; any other fault refuses the file."""
    parsed = Parsed(file)
    try:
        layers, left_out = _layers(_document(path))
    except _NotReadable as fault:
        problems.add(file, fault.where, fault.what, fault.remedy)
        return parsed
    if not any(layer.features for layer in layers):
        remedy = "Export the outlines of the places from your map program as GeoJSON."
        problems.add(file, "", "No feature of the file is a polygon.", remedy)
        return parsed
    if left_out:
        what = "1 feature is" if len(left_out) == 1 else f"{len(left_out)} features are"
        what += " made of points or lines and left out."
        problems.add(file, left_out[0], what, "Boundaries are polygons.", severity="warning")
    parsed.layers = layers
    return parsed


def _document(path: Path) -> dict[str, Any]:
    remedy = "Export it from your map program as GeoJSON."
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _NotReadable("", "This is not JSON: the file is not UTF-8 text.", remedy) from None
    except json.JSONDecodeError as error:
        raise _NotReadable(f"line {error.lineno}", "This is not JSON.", remedy) from None
    except ValueError:
        raise _NotReadable("", "This is not JSON that can be read: a number is too long.", remedy) from None
    except RecursionError:
        raise _NotReadable(
            "", "This is not JSON that can be read: it is nested too deeply.", remedy
        ) from None
    kind = document.get("type") if isinstance(document, dict) else None
    if kind not in ("FeatureCollection", "Feature", "Topology"):
        raise _NotReadable("", "This is JSON, but neither GeoJSON with features nor TopoJSON.", remedy)
    return document


def _layers(document: dict[str, Any]) -> tuple[list[Layer], list[str]]:
    """The layers, and where features of points or lines are."""
    left_out: list[str] = []
    if document["type"] == "Topology":
        return _layers_of_topology(document, left_out=left_out), left_out
    raw = document.get("features") if document["type"] == "FeatureCollection" else [document]
    if not isinstance(raw, list):
        raise _NotReadable("", "The file has no list of features.", "Export the file again.")
    if not raw:
        raise _NotReadable("", "The file has no features.", "Export the file again.")
    return [_layer("", raw, arcs=None, left_out=left_out)], left_out


def _layers_of_topology(document: dict[str, Any], *, left_out: list[str]) -> list[Layer]:
    try:
        arcs = decoded_arcs(document)
        objects = {str(name): one for name, one in document["objects"].items()}
    except _MISSHAPEN:
        what = "The arcs of this TopoJSON file cannot be read."
        raise _NotReadable("", what, "Export the file again, as GeoJSON if need be.") from None
    return [_layer(name, _geometries(one), arcs=arcs, left_out=left_out) for name, one in objects.items()]


def _geometries(of: Any) -> list[Any]:
    """An object's geometries; one that is no collection is its only one."""
    inner = of.get("geometries") if isinstance(of, dict) else None
    return inner if isinstance(inner, list) else [of]


def _layer(
    name: str, raw: list[Any], *, arcs: Sequence[Sequence[Point]] | None, left_out: list[str]
) -> Layer:
    features: list[Feature] = []
    for number, one in enumerate(raw, start=1):
        where = f"layer {name}, feature {number}" if name else f"feature {number}"
        try:
            parts = _parts(one if arcs is not None else one.get("geometry"))
            polygons = tuple(polygon for part in parts for polygon in _polygons(part, arcs=arcs))
            properties = _texts(one)
        except _MISSHAPEN:
            raise _NotReadable(where, "The shape cannot be read.", "Export the file again.") from None
        _check_degrees(polygons, where=where)
        if polygons:
            features.append(Feature(where, properties, polygons))
        elif any(part["type"] not in _AREAS for part in parts):
            left_out.append(where)
    return Layer(name, features)


def _texts(feature: dict[str, Any]) -> dict[str, str]:
    """The properties that can be ids, as text, with the feature's own id."""
    raw = {OWN_ID: feature.get("id"), **(feature.get("properties") or {})}
    return {str(key): text for key, value in raw.items() if (text := _text(value))}


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _parts(geometry: Any) -> list[dict[str, Any]]:
    """The geometries without collections around them; none for a feature without geometry."""
    parts: list[dict[str, Any]] = []
    waiting = [geometry]
    while waiting:
        one = waiting.pop(0)
        if one is None or one["type"] is None:
            continue
        if one["type"] == "GeometryCollection":
            waiting = [*one["geometries"], *waiting]
        elif one["type"] in (*_AREAS, *_OTHERS):
            parts.append(one)
        else:
            raise ValueError(one["type"])
    return parts


def _polygons(
    geometry: dict[str, Any], *, arcs: Sequence[Sequence[Point]] | None
) -> Iterator[tuple[Ring, ...]]:
    """The polygons of a geometry; rings that enclose nothing are left out."""
    if geometry["type"] not in _AREAS:
        return
    shape = geometry["coordinates" if arcs is None else "arcs"]
    for polygon in [shape] if geometry["type"] == "Polygon" else shape:
        outer, *holes = (_ring(ring, arcs=arcs) for ring in polygon) if polygon else ((),)
        if len(outer) > 2:
            yield outer, *(hole for hole in holes if len(hole) > 2)


def _ring(raw: Any, *, arcs: Sequence[Sequence[Point]] | None) -> Ring:
    points = raw if arcs is None else ring_of_arcs(raw, arcs=arcs)
    return open_ring((float(point[0]), float(point[1])) for point in points)


def _check_degrees(polygons: Polygons, *, where: str) -> None:
    for ring in (ring for polygon in polygons for ring in polygon):
        for x, y in ring:
            if not (-180 <= x <= 180 and -90 <= y <= 90):
                what = f"The coordinates {x:g}, {y:g} are not degrees of longitude and latitude."
                raise _NotReadable(where, what, "Export the file again as WGS 84 (EPSG:4326).")


FORMAT = Format(
    name="boundaries",
    title="a file of boundaries",
    read_whole=read,
    endings=frozenset({".json", ".geojson", ".topojson"}),
    source=_SOURCE,
    fill_in=True,
)
