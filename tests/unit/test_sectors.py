"""Sector lists and how they lie to each other."""

from pathlib import Path

import pytest

from datawalk.domain.sectors import Fit, Sector, SectorList
from datawalk.intake.declarations import declared, read_toml
from datawalk.intake.problems import Problems

FOLDER = Path(__file__).parents[2] / "src" / "datawalk" / "intake" / "bundled" / "sector_lists"


def listed(name: str) -> SectorList:
    problems = Problems()
    found = declared(
        SectorList,
        read_toml(FOLDER / f"{name}.toml", file=name, problems=problems) or {},
        file=name,
        problems=problems,
        id=name,
    )
    assert found is not None, problems.found
    return found


LISTS = {name: listed(name) for name in ("datawalk_17", "tip_sheet_28", "rural_10")}
OURS = {sector.id for sector in LISTS["datawalk_17"].sector}


def fits(sector: str, *, of: str, to: str) -> dict[str, Fit]:
    [one] = [each for each in LISTS[of].sector if each.id == sector]
    return {key: fit for key, fit in LISTS[to].filled_by([one]).items() if fit is not Fit.NO}


def test_the_lists_are_as_long_as_their_names_say() -> None:
    assert {name: len(one.sector) for name, one in LISTS.items()} == {
        "datawalk_17": 17,
        "tip_sheet_28": 28,
        "rural_10": 10,
    }


@pytest.mark.parametrize("name", LISTS)
def test_every_sector_has_both_languages_and_only_our_codes(name: str) -> None:
    for sector in LISTS[name].sector:
        assert sector.name.missing(("en", "es")) == ()
        assert sector.codes <= OURS


@pytest.mark.parametrize("name", ["tip_sheet_28", "rural_10"])
def test_no_sector_of_either_list_is_lost_in_ours(name: str) -> None:
    for sector in LISTS[name].sector:
        assert fits(sector.id, of=name, to="datawalk_17"), sector.id


def test_a_part_fills_the_whole_and_the_whole_perhaps_a_part() -> None:
    assert fits("k12_schools", of="tip_sheet_28", to="datawalk_17") == {"education": Fit.SURELY}
    assert fits("k12_schools", of="tip_sheet_28", to="rural_10") == {"education": Fit.SURELY}
    assert fits("education", of="datawalk_17", to="tip_sheet_28") == {
        "college": Fit.PERHAPS,
        "head_start": Fit.PERHAPS,
        "k12_schools": Fit.PERHAPS,
    }
    assert fits("college", of="tip_sheet_28", to="tip_sheet_28")["k12_schools"] is Fit.PERHAPS


def test_same_words_and_same_meanings_fill_each_other() -> None:
    assert fits("faith", of="rural_10", to="datawalk_17") == {"faith": Fit.SURELY}
    assert fits("payers", of="datawalk_17", to="tip_sheet_28") == {"health_plans": Fit.SURELY}


def test_residents_and_tribal_nations_stand_apart_from_everything() -> None:
    for voice in ("residents", "tribal"):
        for sector in LISTS["datawalk_17"].sector:
            if sector.id != voice:
                assert fits(sector.id, of="datawalk_17", to="datawalk_17").get(voice) is None


def test_a_sector_that_holds_several_codes_is_filled_by_each() -> None:
    health = Sector.model_validate(
        {"id": "health", "name": "Health", "holds": ["health_care", "public_health"]}
    )
    clinic = Sector.model_validate({"id": "health_care", "name": "Care"})
    assert clinic.fills(health) is Fit.SURELY
    assert health.fills(clinic) is Fit.PERHAPS


def test_a_list_of_ones_own_without_codes_touches_only_itself() -> None:
    own = Sector.model_validate({"id": "fishers", "name": "Fishers"})
    assert own.fills(own) is Fit.SURELY
    assert all(own.fills(sector) is Fit.NO for sector in LISTS["datawalk_17"].sector)
