"""The measures of who is at the table, in words."""

from datawalk.screens.measure_words.told import Told
from datawalk.screens.wording import Words


def at_the_table(t: Words) -> dict[str, Told]:
    """Sectors, members, seats and ties."""
    return {
        "sector_coverage": Told(
            t("Filled sectors"),
            t("Which share of the sectors a collaborative asks for has a partner."),
            t("First of all, with the empty ones by name."),
        ),
        "representation_ratio": Told(
            t("Share of the members against share of the people"),
            t("How many times its share of the people a group has among the members, and how many more make it even."),
            t("From 10 members on. With none of a group, say no one yet: chance alone often leaves none of few."),
        ),
        "representation_interval": Told(
            t("How far chance alone could go"),
            t("The range of that ratio, as if members had been drawn by chance. They were not: it is a caution."),
            t("Beside every such ratio."),
        ),
        "seats_vs_membership": Told(
            t("Seats against members"),
            t("A group's share of the seats, by its share of the members: 1 is even."),
            t("To see who decides. One seat more or less is a large step on a small board."),
        ),
        "shannon_pielou": Told(
            t("How evenly sectors are filled"),
            t("1 when every sector has as many members, near 0 when one has nearly all. Empty sectors count."),
            t("To compare the same table with itself at two times."),
        ),
        "hhi": Told(
            t("How few sectors hold most"),
            t("1 when one sector holds all, and how many equal sectors would be as mixed."),
            t("Beside the evenness, for those who know it from markets."),
        ),
        "dissimilarity": Told(
            t("How far from the mirror"),
            t("Which share of the members would have to be of other groups to look like the people."),
            t("For one number over all groups. It does not say which group is missing."),
        ),
        "network": Told(
            t("Density and centralization"),
            t("Of all pairs, how many work together; and how much one partner is the center."),
            t("To look at one network over time. There is no best value, and larger ones are less dense."),
        ),
        "partner_trust": Told(
            t("Trust between partners"),
            t("The mean of what partners say of each other, on a scale such as 1 to 4; a percent of it can be two things."),
            t("For a network as a whole. One partner's trust is never shown."),
        ),
        "turnover": Told(
            t("Who stays and who leaves"),
            t("How many are there at the end, which share stayed, and how many left for each member."),
            t("Once a year."),
        ),
        "tripartite_rule": Told(
            t("A third for people with low income"),
            t("Whether at least a third of a board speaks for people with low income, as community action boards must."),
            t("As a yardstick for boards that want one."),
        ),
    }  # fmt: skip
