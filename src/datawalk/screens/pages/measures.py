"""How numbers are worked out: what holds for all of them, and every measure of the registry."""

from datawalk.measures.catalogue import MEASURES
from datawalk.measures.registry import Measure
from datawalk.measures.simulation import DRAWS, SEED
from datawalk.screens import format as fmt
from datawalk.screens.measure_words import themes
from datawalk.screens.measure_words.formulas import formula
from datawalk.screens.measure_words.told import Told
from datawalk.screens.pageview import Described, Section
from datawalk.screens.views import Fact, TableView
from datawalk.screens.wording import Words


def measures_sections(t: Words) -> tuple[Section, ...]:
    """The rules for all measures, then each theme with its measures, one tap away."""
    found = [
        Section(
            f"measures_{id_}",
            table=TableView(tuple(_row(MEASURES[name], told) for name, told in measures.items())),
            described=tuple(_described(MEASURES[name], told, t=t) for name, told in measures.items()),
            described_title=title,
        )
        for id_, title, measures in themes(t)
    ]
    return (_rules(t), *found)


def _rules(t: Words) -> Section:
    """What holds for every number."""
    facts = (
        Fact(t("Ranges"), t("Every range is the one the true value is likely in, at 95% confidence.")),
        Fact(
            t("Sure"),
            t(
                "A gap is called sure when the range of its difference leaves out 0. "
                "Two ranges that touch are no test: the difference has its own."
            ),
        ),
        Fact(
            t("Who is compared with whom"),
            t(
                "Each group with the best of the sure groups in the first years with data, "
                "unless the collaborative named another before looking. It stays the same in all later years."
            ),
        ),
        Fact(
            t("Too few people to be sure"),
            t(
                "The rules of the National Center for Health Statistics decide, once, when a release is built. "
                "Such a figure is drawn as an open dot and left out of every finding."
            ),
        ),
        Fact(
            t("People behind a gap"),
            t("One person can be behind several gaps, so the people must not be added up."),
        ),
        Fact(
            t("A gap over time"),
            t(
                "Both groups stay the same. These words are tried in this order: cannot say, closed, no change we can detect, "
                "smaller in points but larger as a ratio or the reverse, "
                "smaller because the better-off group got worse, smaller, larger."
            ),
        ),
        Fact(
            t("Simulation"),
            t(
                "{draws} draws with the seed {seed}. The same figures give the same range.",
                draws=fmt.number(DRAWS, lang=t.lang),
                seed=SEED,
            ),
        ),
        Fact(
            t("By hand"),
            t(
                "Each gap comes with a file. The command datawalk measure turns it into the same numbers, "
                "and so can any other program by the formulas below."
            ),
        ),
    )
    return Section("measures", t("How numbers are worked out"), facts=facts)


def _described(measure: Measure, told: Told, *, t: Words) -> Described:
    lines = [
        (t("What it is"), told.what),
        (t("Formula"), formula(measure, t=t)),
        (t("When to use it"), told.use),
        (t("Fewest groups"), str(measure.least) if measure.groups in ("ordered", "unordered") else ""),
        (t("Reference"), measure.source),
        (t("Unlike WHO's package"), told.differs),
        (t("In a file"), measure.name),
    ]
    return Described(told.name, tuple(Fact(label, text) for label, text in lines if text))


def _row(measure: Measure, told: Told) -> dict[str, object]:
    """One line of the download."""
    return {
        "id": measure.name,
        "label": told.name,
        "definition": told.what,
        "formula": measure.formula,
        "use": told.use,
        "reference": measure.source,
        "unlike_who": told.differs or None,
    }
