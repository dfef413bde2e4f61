"""Every message of ours is in Spanish, and the catalogue holds nothing else."""

import ast
import re
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po

SOURCE = Path(__file__).parents[2] / "src" / "datawalk"
FOLDERS = (SOURCE / "screens", SOURCE / "ui", SOURCE / "web", SOURCE.parents[1] / "pages")


def _text(node: ast.expr) -> str:
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        raise AssertionError(f"line {node.lineno}: a message must be written out, not computed")
    return node.value


def _used() -> set[str | tuple[str, ...]]:
    """The messages in `t("...")` and `t.plural("...", "...", n)`, those within f-strings and templates too."""
    found: set[str | tuple[str, ...]] = set()
    for path in (path for folder in FOLDERS for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "t":
                found.add(_text(node.args[0]))
            elif name == "plural":
                found.add((_text(node.args[0]), _text(node.args[1])))
    for path in SOURCE.rglob("*.html"):
        found.update(re.findall(r'\bt\("([^"]+)"', path.read_text(encoding="utf-8")))
    return found


def _catalogue() -> dict[str | tuple[str, ...], str | tuple[str, ...]]:
    with (SOURCE / "locale" / "es" / "LC_MESSAGES" / "datawalk.po").open("rb") as file:
        catalogue = read_po(file, locale="es")
    return {_frozen(message.id): _frozen(message.string) for message in catalogue if message.id}


def _frozen(texts: object) -> str | tuple[str, ...]:
    return tuple(map(str, texts)) if isinstance(texts, list | tuple) else str(texts or "")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_no_message_is_missing_or_unused() -> None:
    used, known = _used(), set(_catalogue())
    assert sorted(map(str, used - known)) == []
    assert sorted(map(str, known - used)) == []


def test_every_message_is_translated() -> None:
    blank = [
        key for key, said in _catalogue().items() if not (all(said) if isinstance(said, tuple) else said)
    ]
    assert blank == []


def test_translations_keep_the_values_and_the_marks() -> None:
    for key, said in _catalogue().items():
        pairs = [(key, said)] if isinstance(key, str) else zip(key, said, strict=True)
        for english, spanish in pairs:
            assert isinstance(spanish, str)
            assert isinstance(english, str)
            assert _fields(spanish) == _fields(english), english
            assert spanish.count("**") == english.count("**"), english
            assert spanish.count("__") == english.count("__"), english
