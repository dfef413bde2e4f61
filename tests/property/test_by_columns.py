"""A table of observations read by columns is what it is read row by row: the same figures, the same problems."""

import csv
import tempfile
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from datawalk.intake.csvcolumns import NotPlain
from datawalk.intake.formats import observations, read_file
from datawalk.intake.formats.shape import Parsed
from datawalk.intake.problems import Problem, Problems
from examples import examples

HEADER = (
    "indicator_id", "place_id", "period", "dimension", "subgroup",
    "estimate", "lower", "upper", "se", "numerator", "denominator", "flag", "note",
)  # fmt: skip
WORD = st.sampled_from(
    ["a", "b", "total", "", " a", "b ", "Ñandú", "x,y", 'say "no"', "two\nlines", "\xa0", "'=1"]
)
NUMBER = st.sampled_from(
    [
        "",
        "1",
        "2.5",
        "30",
        "-4",
        "+5",
        "1e3",
        "1,000",
        "12%",
        "nan",
        "inf",
        ".5",
        "5.",
        "007",
        " 8",
        "9" * 17,
        "0.1234567890123456",
    ]
) | st.floats(0, 100).map(lambda number: f"{number:.3f}")
CELLS = {
    "period": st.sampled_from(["2023", "2019-2023", "2023-2019", "last year", "", " 2022 "]),
    "flag": st.sampled_from(["", "", "", "suppressed", "missing", "unreliable", "hidden"]),
    **dict.fromkeys(("estimate", "lower", "upper", "se", "numerator", "denominator"), NUMBER),
}
SOUND = {
    "indicator_id": st.just("a"), "place_id": st.just("b"), "period": st.just("2023"), "dimension": st.just(""),
    "subgroup": st.just("total"), "flag": st.just(""), "note": st.just(""), "lower": st.just(""), "upper": st.just(""),
}  # fmt: skip


def row(cells: dict[str, st.SearchStrategy[str]]) -> st.SearchStrategy[list[str]]:
    return st.tuples(*(cells.get(name, CELLS.get(name, WORD)) for name in HEADER)).map(list)


ROW = (
    row(SOUND)
    | row(SOUND)
    | row(SOUND | CELLS)
    | row({})
    | st.sampled_from([[], [""] * 13, list(HEADER), ["a note"]])
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A table, now and then with something cut out of it or put into it."""
    text = StringIO()
    quoted = draw(st.booleans())
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    csv.writer(text, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator=ending).writerows(
        [HEADER, *draw(st.lists(ROW, max_size=8))]
    )
    whole = draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.getvalue().encode(
        draw(st.sampled_from(["utf-8", "cp1252"]))
    )
    if draw(st.booleans()):
        return whole
    at = draw(st.integers(len(HEADER), len(whole)))
    put = draw(st.sampled_from([b'"', b",", b"\n", b"\r", b'""', b'"x"y', b"", b" ", b"\n\n"]))
    return whole[:at] + put + whole[at + draw(st.integers(0, 2)) :]


def read(path: Path) -> tuple[list[Parsed], list[Problem]]:
    problems = Problems()
    return read_file(path, format_name="table", file="observations.csv", problems=problems), problems.found


@examples(gate=60, nightly=5_000)
@given(files())
def test_by_columns_as_row_by_row(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "observations.csv"
        path.write_bytes(content)
        by_columns = read(path)
        with patch.object(observations, "read_columns", side_effect=NotPlain):
            row_by_row = read(path)
    assert by_columns == row_by_row


def test_a_plain_file_is_read_by_columns_and_one_with_a_loose_mark_is_not(tmp_path: Path) -> None:
    path = tmp_path / "observations.csv"
    plain = 'indicator_id,place_id,period,estimate,note\na,b,2023,1.5,"Said, twice"\n'
    with patch.object(observations, "read_models", wraps=observations.read_models) as row_by_row:
        path.write_text(plain, encoding="utf-8")
        [parsed], problems = read(path)
        assert (len(parsed.observations), problems) == (1, [])
        assert [list(call.args[0]) for call in row_by_row.call_args_list] == [[]]
        row_by_row.reset_mock()
        path.write_text(plain.replace("1.5,", '1.5,5" of rain '), encoding="utf-8")
        read(path)
        assert row_by_row.call_args.args[0] != []
