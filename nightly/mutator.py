"""Small faults that a program could have: each changes one expression of a module into one that means something else."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
    ast.Mod: ast.Add,
}
NAMED = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}
SAME_EITHER_WAY = {*NAMED, "isinstance", "zip", "gcd", "hypot"}
"""Calls that mean the same, or nothing at all, with their first two arguments swapped."""


class Mutation(NamedTuple):
    """One fault: the lines it begins on, before and after, and the whole text with it."""

    line: int
    before: str
    after: str
    text: str


def mutations(text: str) -> list[Mutation]:
    """Every one of a module, in the order of its text. Annotations, decorators and words are left as they are."""
    starts = [0]
    for line in text.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return [_applied(text, starts, node, new) for node, new in _faults(ast.parse(text))]


def _applied(text: str, starts: list[int], node: ast.expr | ast.stmt, new: str) -> Mutation:
    """Columns of the syntax tree are bytes."""
    raw = text.encode()
    begin = starts[node.lineno - 1] + node.col_offset
    end = starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
    whole = (raw[:begin] + new.encode() + raw[end:]).decode()
    before, after = (one.splitlines()[node.lineno - 1].strip() for one in (text, whole))
    return Mutation(node.lineno, before, after, whole)


def _faults(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """What may be put in whose place, from a node on down."""
    if isinstance(node, ast.expr | ast.stmt):
        yield from ((node, new) for new in _instead(node) if new != ast.unparse(node))
    if isinstance(node, ast.If) and not isinstance(
        node.test, ast.Compare | ast.UnaryOp
    ):  # those have their own
        yield node.test, f"(not {_written(node.test)})"
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list") or isinstance(node, ast.JoinedStr):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _faults(child)


def _instead(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Other expressions in a node's place, in brackets where an operator would bind otherwise."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            yield _written(ast.Compare(left, [COMPARED[type(op)]()], [right]))
        case ast.Compare(left=left, ops=[first, second], comparators=comparators):
            yield _written(ast.Compare(left, [COMPARED[type(first)](), second], comparators))
            yield _written(ast.Compare(left, [first, COMPARED[type(second)]()], comparators))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in COMPUTED and not (
            _is_words(left) or _is_words(right)
        ):
            yield _written(ast.BinOp(left, COMPUTED[type(op)](), right))
        case ast.AugAssign(target=target, op=op, value=value) if type(op) in COMPUTED:
            yield ast.unparse(ast.AugAssign(target, COMPUTED[type(op)](), value))
        case ast.BoolOp(op=op, values=values):
            yield _written(ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values))
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield _written(operand)
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            yield repr(value + 1)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield _written(ast.IfExp(test, orelse, body))
        case ast.Continue():
            yield "break"
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords) if name in NAMED:
            yield ast.unparse(ast.Call(ast.Name(NAMED[name]), args, keywords))
        case ast.Call(func=func, args=[first, second, *more], keywords=keywords) if not (
            ast.unparse(func) in SAME_EITHER_WAY or any(isinstance(arg, ast.Starred) for arg in node.args)
        ):
            yield ast.unparse(ast.Call(func, [second, first, *more], keywords))
        case ast.Return(value=ast.Tuple(elts=[first, second, *more])):
            yield f"return {ast.unparse(ast.Tuple([second, first, *more]))}"
        case _:
            return


def _written(node: ast.expr) -> str:
    return f"({ast.unparse(node)})"


def _is_words(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
