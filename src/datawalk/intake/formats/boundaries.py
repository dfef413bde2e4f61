"""The format `boundaries`: outlines of places from GeoJSON and TopoJSON, matched with the workspace's places."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from datawalk.domain.indicators import Source
from datawalk.domain.places import Boundary, Place, Ring
from datawalk.intake.formats.shape import OWN_ID, Feature, Format, Layer, Parsed
from datawalk.intake.formats.topology import (
    Point,
    Polygons,
    decoded_arcs,
    open_ring,
    ring_of_arcs,
    simplified,
)
from datawalk.intake.problems import Problems, nearest

_NAMED = 8
"""How many places or properties a problem names."""

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


def match_boundaries(
    files: Sequence[Parsed],
    *,
    source: Source | None,
    places: Mapping[str, Place],
    all_known: bool,
    problems: Problems,
) -> dict[str, Boundary]:
    """The boundaries of the workspace's places, by id, lightly simplified.

    Without a readable source.toml nothing is matched; unless `all_known`, nobody is told what did not match.
    """
    brought = [one for one in files if one.layers]
    if source is None or not brought:
        return {}
    found: dict[str, Polygons] = {}
    first: dict[str, tuple[str, str]] = {}
    twice: Counter[tuple[str, str]] = Counter()
    matcher = _Matcher(source, places, problems if all_known else Problems())
    for parsed in brought:
        for feature, place_id in matcher.matched(parsed):
            there = first.setdefault(place_id, (parsed.file, feature.where))
            if there == (parsed.file, feature.where):
                found[place_id] = feature.polygons
                continue
            if there[0] != parsed.file:
                twice[parsed.file, there[0]] += 1
                continue
            what = f"The place '{place_id}' has its boundary in {there[1]} already."
            problems.add(parsed.file, feature.where, what, "Delete or join one of the two features.")
    for (file, other), count in twice.items():
        some = "One place has its" if count == 1 else f"{count} places have their"
        what = f"{some} boundary in {other} too; that one is drawn."
        remedy = "There is nothing to do unless the other is the better one: then delete the first."
        problems.add(file, "", what, remedy, severity="warning")
    if all_known and found:
        _warn_of_missing(found, files=brought, places=places, problems=problems)
    drawn: dict[tuple[str, str | None], dict[str, Polygons]] = defaultdict(dict)
    for key in sorted(found):
        drawn[places[key].level, places[key].parent_id][key] = found[key]
    return {
        key: Boundary(place_id=key, polygons=polygons)
        for together in drawn.values()
        for key, polygons in simplified(together).items()
    }


class _Matcher:
    """Finds the features of a file that are places of the workspace."""

    def __init__(self, source: Source, places: Mapping[str, Place], problems: Problems) -> None:
        self._source, self._places, self._problems = source, places, problems
        self._widths = sorted({len(key) for key in places if _is_number(key)})

    def matched(self, parsed: Parsed) -> list[tuple[Feature, str]]:
        """The features with their places, of the layer and the property that have most of them."""
        layers = self._layers(parsed)
        if layers is None:
            return []
        wanted = self._source.id_property
        keys = dict.fromkeys(key for layer in layers for one in layer.features for key in one.properties)
        chosen = "" if wanted == "id" and "id" not in keys else wanted
        if chosen is not None and chosen not in keys:
            what = f"No feature has the property '{wanted}', which source.toml names as id_property."
            self._problems.add(parsed.file, "", what, nearest(str(wanted), (key or "id" for key in keys)))
            return []
        best, of = self._best(layers, keys=[chosen] if chosen is not None else list(keys))
        if not best:
            self._tell_of_none(parsed, layers=layers, keys=list(keys))
        elif 0 < (left_out := of - len(best)) < len(best):  # a file of the whole nation is no oversight
            what = f"{left_out} of {of} features match no place of this workspace and are left out."
            remedy = "There is nothing to do unless a place of yours is among them."
            self._problems.add(parsed.file, "", what, remedy, severity="warning")
        return best

    def _layers(self, parsed: Parsed) -> list[Layer] | None:
        names = [layer.name for layer in parsed.layers if layer.name]
        wanted = self._source.layer
        if wanted is None or not names:
            return parsed.layers
        if wanted not in names:
            what = f"There is no layer '{wanted}', which source.toml names."
            self._problems.add(parsed.file, "", what, nearest(wanted, names))
            return None
        return [layer for layer in parsed.layers if layer.name == wanted]

    def _best(self, layers: Sequence[Layer], *, keys: Sequence[str]) -> tuple[list[tuple[Feature, str]], int]:
        """The pairs of the layer and property that match most places, with the fewest features for one place.

        Beside them, how many features their layer has.
        """
        best: list[tuple[Feature, str]] = []
        of = 0
        score = (0, 0)
        for layer in layers:
            for key in keys:
                pairs = [
                    (one, place)
                    for one in layer.features
                    if (place := self._place(one.properties.get(key, ""))) is not None
                ]
                if (found := (len({place for _, place in pairs}), -len(pairs))) > score and pairs:
                    best, of, score = pairs, len(layer.features), found
        return best, of

    def _place(self, text: str) -> str | None:
        """The place a text names; digits may have lost the zeros they begin with."""
        if text in self._places:
            return text
        if _is_number(text):
            padded = (text.zfill(width) for width in self._widths if width > len(text))
            return next((one for one in padded if one in self._places), None)
        return None

    def _tell_of_none(self, parsed: Parsed, *, layers: Sequence[Layer], keys: Sequence[str]) -> None:
        features = [one for layer in layers for one in layer.features]
        samples = [
            f"{key or 'id'} '{next(one.properties[key] for one in features if key in one.properties)}'"
            for key in keys[:_NAMED]
        ]
        what = f"No feature of {len(features)} is a place of this workspace. "
        what += f"They have {', '.join(samples)}." if samples else "They have no id and no properties."
        best, _ = self._best(layers, keys=keys)
        like = min(self._places, default="")
        remedy = f"Set id_property in source.toml to the property that holds place ids, such as '{like}', "
        remedy += "or bring a file that has them."
        if best:
            feature, place = best[0]
            key = next(key for key in keys if self._place(feature.properties.get(key, "")) == place)
            remedy = f"Set id_property in source.toml to '{key or 'id'}'."
        self._problems.add(parsed.file, "", what, remedy)


_CONNECTICUT = "090", "091"
_TWO_SETS = (
    "Connecticut had 8 counties (09001 to 09015) up to 2021 and has 9 planning regions (09110 to 09190) since 2022; "
    "these figures and these boundaries are of different sets. Add boundaries of the years of the figures beside these."
)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _warn_of_missing(
    found: Mapping[str, Polygons], *, files: Sequence[Parsed], places: Mapping[str, Place], problems: Problems
) -> None:
    """Warn of places without a boundary, in the levels that have some and in the one with most places."""
    file = files[0].file if len(files) == 1 else files[0].file.rpartition("/")[0]
    most = Counter(place.level for place in places.values()).most_common(1)
    for level in dict.fromkeys([*(places[key].level for key in found), *(level for level, _ in most)]):
        of_level = sorted(key for key, place in places.items() if place.level == level)
        missing = [f"{places[key].name} ({key})" for key in of_level if key not in found]
        if missing:
            named = ", ".join(missing[:_NAMED]) + (" and more" if len(missing) > _NAMED else "")
            what = f"{len(missing)} of {len(of_level)} places of the level {level} have no boundary: {named}."
            remedy = "They are left out of maps. Boundaries of the year of the data may have them."
            if any(key.startswith(_CONNECTICUT) for key in of_level if key not in found):
                remedy = _TWO_SETS
            problems.add(file, "", what, remedy, severity="warning")


FORMAT = Format(
    name="boundaries",
    title="a file of boundaries",
    read_whole=read,
    endings=frozenset({".json", ".geojson", ".topojson"}),
    source=_SOURCE,
)
