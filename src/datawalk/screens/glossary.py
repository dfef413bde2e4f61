"""The words of datawalk and what they mean: the one home of both, on the methods page and in `docs/glossary.md`."""

from datawalk.screens.views import Fact
from datawalk.screens.wording import Words


def glossary(t: Words) -> tuple[Fact, ...]:
    """Each word with its meaning: figures first, then places, people, promises and walks."""
    return (
        Fact(t("Indicator"), t("One measured thing, such as people without health insurance.")),
        Fact(t("Observation"), t("One indicator in one place, period and group.")),
        Fact(
            t("Dimension"), t("A way of dividing people, such as race and ethnicity. Its parts are groups.")
        ),
        Fact(t("Estimate"), t("The best single value that the data give.")),
        Fact(t("Interval"), t("The range the true value is likely in, at 95% confidence.")),
        Fact(t("Numerator"), t("The people who are counted.")),
        Fact(t("Denominator"), t("The people they are counted out of.")),
        Fact(
            t("Reference group"),
            t(
                "The group others are compared with: the best-off one with enough people to be sure, "
                "unless the indicator names another."
            ),
        ),
        Fact(
            t("Gap"),
            t("How far a group is from the group it is compared with: in points, as a ratio, and in people."),
        ),
        Fact(
            t("People behind the gap"),
            t("The people in the group times the distance between the two figures."),
        ),
        Fact(
            t("Suppression"),
            t("Taking a number away to protect privacy. Its row stays and says so."),
        ),
        Fact(
            t("Too few people to be sure"),
            t("The figure is drawn hollow. It is left out of findings and gaps."),
        ),
        Fact(t("Bright spot"), t("Where a place surely does better than the place around it.")),
        Fact(t("Place"), t("A nation, state, county, city or neighborhood.")),
        Fact(t("Parent place"), t("The place that a place lies in.")),
        Fact(t("Boundary"), t("The outline of a place on a map.")),
        Fact(t("Period"), t("A year, or a span of years such as 2019–2023.")),
        Fact(t("Source"), t("Where figures come from, and what they may be used for.")),
        Fact(t("Release"), t("All figures as they were published on one day. It never changes.")),
        Fact(t("Partner"), t("A group or a resident voice that is part of the collaborative.")),
        Fact(t("Sector"), t("The field a partner works in.")),
        Fact(t("Sector list"), t("The sectors a collaborative wants to have at its table.")),
        Fact(t("Roster"), t("The list of partners.")),
        Fact(
            t("Active partner"),
            t("A partner that came to one of the last four meetings it was invited to, within a year."),
        ),
        Fact(t("Backbone"), t("The partner that carries the coordination.")),
        Fact(t("Seat"), t("A place where decisions are made, held by a partner.")),
        Fact(t("Engagement"), t("Who came to which meeting.")),
        Fact(t("Tie"), t("What one partner says of its work with another.")),
        Fact(t("Even"), t("A group has as many of every 100 members as of every 100 people.")),
        Fact(t("Goal"), t("A promise with a number and a year.")),
        Fact(t("Baseline"), t("The value a goal starts from.")),
        Fact(t("Target"), t("The value a goal aims at.")),
        Fact(t("Status"), t("What became of a goal, by the rule of Healthy People.")),
        Fact(
            t("Curve"),
            t("A goal over time. It turns when two figures in a row are better than if nothing changed."),
        ),
        Fact(t("Pace"), t("Where the goal stands against a straight line from its baseline to its target.")),
        Fact(t("Commitment"), t("What a partner promised to do for a goal.")),
        Fact(t("Milestone"), t("A step on the way to a goal.")),
        Fact(t("Change"), t("A change of systems: in mindset, practice or policy, with its evidence.")),
        Fact(t("Resource"), t("Something to read, to ask for, or to be paid from.")),
        Fact(t("Award"), t("Money for a time, from one source: signed, or only likely.")),
        Fact(t("Purpose"), t("What money may be used for: one goal, or one kind of cost.")),
        Fact(
            t("Readiness"),
            t("What a partner has in common with the others, what is in the way, and what it will take."),
        ),
        Fact(t("Walk"), t("Stations in an order, to go through together.")),
        Fact(t("Station"), t("One question with one picture.")),
        Fact(t("Prompt"), t("A question to talk about at a station.")),
        Fact(t("Share link"), t("A read-only way in for whoever has it, to what it covers, until a day.")),
        Fact(t("Trail"), t("Who did what, and when.")),
        Fact(t("Host"), t("Who brings the data in and leads the walk.")),
        Fact(t("Host key"), t("What a host types to sign in.")),
    )
