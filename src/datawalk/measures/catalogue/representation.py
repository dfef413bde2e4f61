"""Measures of who is at the table, under the names other programs ask for them by."""

from datawalk.measures import membership, variety
from datawalk.measures.mirror import mirror
from datawalk.measures.network import network as network_of
from datawalk.measures.refusals import Refused
from datawalk.measures.registry import Outputs, measure

WILSON = "Wilson 1927, doi 10.1080/01621459.1927.10502953"
FREEMAN = "Freeman 1978, doi 10.1016/0378-8733(78)90021-7"
PARTNER = "Varda et al. 2008, PARTNER; scale of BMC Public Health 2016, doi 10.1186/s12889-016-3194-7"


@measure(
    topic="representation",
    outputs=("coverage", "missing"),
    formula="filled / required",
    source="a plain share",
)
def sector_coverage(required: int, filled: int) -> Outputs:
    return {"coverage": membership.coverage(filled, required=required), "missing": required - filled}


@measure(
    topic="representation",
    outputs=("ratio", "point_gap", "extra_members_for_parity", "exact_p", "chance_of_zero"),
    formula="ratio = (m_g / m) / P; points = 100 (m_g / m - P); more = ceil(P m) - m_g; none by chance = (1 - P)^m",
    source="Clopper and Pearson 1934, doi 10.1093/biomet/26.4.404",
)
def representation_ratio(members_group: int, members: int, pop_share: float) -> Outputs:
    told = mirror(members_group, members=members, pop_share=pop_share)
    return {
        "ratio": told.ratio.value,
        "point_gap": told.points,
        "extra_members_for_parity": told.to_parity,
        "exact_p": told.p,
        "chance_of_zero": told.chance_of_none,
    }


@measure(
    topic="representation",
    outputs=("ratio", "ci95"),
    formula="the Wilson interval of m_g / m, divided by P",
    source=WILSON,
)
def representation_interval(members_group: int, members: int, pop_share: float) -> Outputs:
    ratio = mirror(members_group, members=members, pop_share=pop_share).ratio
    return {"ratio": ratio.value, "ci95": [ratio.lower, ratio.upper]}


@measure(
    topic="representation",
    outputs=("power_ratio",),
    formula="(seats_g / seats) / (m_g / m)",
    source="ratio of two shares",
)
def seats_vs_membership(group_seats: int, seats: int, group_members: int, members: int) -> Outputs:
    for part, whole in ((group_seats, seats), (group_members, members)):
        if not 0 <= part <= whole:
            raise Refused("not_counted_in", part=part, whole=whole)
    if not seats or not group_members:
        raise Refused("no_people")
    return {"power_ratio": (group_seats / seats) / (group_members / members)}


@measure(
    topic="representation",
    outputs=("shannon", "pielou_filled", "pielou_required"),
    formula="H = -sum s ln s; J = H / ln k, k the filled or the required sectors",
    source="Shannon 1948; Pielou 1966, doi 10.1016/0022-5193(66)90013-0",
)
def shannon_pielou(counts: list[float], required: int) -> Outputs:
    told = variety.evenness(counts, required=required)
    return {
        "shannon": told.shannon,
        "pielou_filled": told.over_filled,
        "pielou_required": told.over_required,
    }


@measure(
    topic="representation",
    outputs=("index",),
    formula="D = 0.5 sum |m_g / m - P_g|",
    source="Duncan and Duncan 1955, doi 10.2307/2088328",
)
def dissimilarity(members: list[float], population: list[float]) -> Outputs:
    return {"index": variety.dissimilarity(members, population)}


@measure(
    topic="representation",
    outputs=("hhi", "normalised", "effective_sectors"),
    formula="H = sum s^2; (H - 1/k) / (1 - 1/k); 1 / H",
    source="Hirschman 1964, American Economic Review 54:761",
)
def hhi(counts: list[float]) -> Outputs:
    told = variety.concentration(counts)
    return {"hhi": told.hhi, "normalised": told.normalised, "effective_sectors": told.effective}


@measure(
    topic="representation",
    outputs=("density", "degree_centralisation"),
    formula="density = ties / (n (n - 1) / 2); C = sum (max d - d) / ((n - 1)(n - 2))",
    source=FREEMAN,
)
def network(n: int, edges: list[list[int]]) -> Outputs:
    if any(len(edge) != 2 for edge in edges):
        raise Refused("wrong_type", key="edges", value="a longer list", wanted="a list of pairs")
    found = network_of(n, [(one, other) for one, other in edges])
    return {"density": found.density, "degree_centralisation": found.centralisation}


@measure(
    topic="representation",
    outputs=("trust_of_each", "network_mean", "percent_of_max", "percent_rescaled"),
    formula="mean over rated pairs of the mean of the items; 100 mean / high; 100 (mean - low) / (high - low)",
    source=PARTNER,
)
def partner_trust(ratings: list[list[list[float]]], scale: tuple[float, float]) -> Outputs:
    told = membership.trust(ratings, scale=scale)
    low, high = scale
    return {
        "trust_of_each": told.of_each,
        "network_mean": told.overall,
        "percent_of_max": 100 * told.overall / high,
        "percent_rescaled": 100 * (told.overall - low) / (high - low),
    }


@measure(
    topic="representation",
    outputs=("end", "retention", "turnover"),
    formula="end = start - left + joined; retention = (start - left) / start; turnover = left / ((start + end) / 2)",
    source="plain rates",
)
def turnover(start: int, left: int, joined: int) -> Outputs:
    return membership.turnover(start, left=left, joined=joined)._asdict()


@measure(
    topic="representation",
    outputs=("meets_one_third_low_income",),
    formula="3 x low income >= board",
    source="Community Services Block Grant Act, 42 U.S.C. 9910",
)
def tripartite_rule(low_income: int, public_officials: int, board: int) -> Outputs:
    if public_officials < 0 or low_income + public_officials > board:
        raise Refused("not_counted_in", part=low_income + public_officials, whole=board)
    return {"meets_one_third_low_income": membership.is_one_third(low_income, board=board)}
