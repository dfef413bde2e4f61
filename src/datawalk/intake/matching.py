"""Boundaries matched to the places of the workspace, and what is told where the two disagree."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from datawalk.domain.indicators import Source
from datawalk.domain.places import Boundary, Place
from datawalk.intake.formats.shape import Feature, Layer, Parsed
from datawalk.intake.formats.topology import (
    Polygons,
    simplified,
)
from datawalk.intake.problems import Problems, nearest

_NAMED = 8
"""How many places or properties a problem names."""


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
