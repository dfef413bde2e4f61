"""Every message of ours is in Spanish, and the catalogue holds nothing else."""

from pathlib import Path
from string import Formatter

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parents[2] / "src" / "datawalk"
FOLDERS = (SOURCE / "screens", SOURCE / "ui", SOURCE / "web", SOURCE.parents[1] / "pages")


def _used() -> set[str | tuple[str, ...]]:
    found: set[str | tuple[str, ...]] = set()
    for folder in FOLDERS:
        for _, _, message, _, _ in extract_from_dir(
            str(folder), method_map=[("**.py", "python")], keywords={"t": None, "plural": (1, 2)}
        ):
            found.add(message if isinstance(message, str) else tuple(message))
    return found


def _catalogue() -> dict[str | tuple[str, ...], str | tuple[str, ...]]:
    with (SOURCE / "locale" / "es" / "LC_MESSAGES" / "datawalk.po").open("rb") as file:
        catalogue = read_po(file, locale="es")
    return {
        message.id if isinstance(message.id, str) else tuple(message.id):
        message.string if isinstance(message.string, str) else tuple(message.string)
        for message in catalogue if message.id
    }


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_no_message_is_missing_or_unused() -> None:
    used, known = _used(), set(_catalogue())
    assert sorted(map(str, used - known)) == []
    assert sorted(map(str, known - used)) == []


def test_every_message_is_translated() -> None:
    blank = [key for key, said in _catalogue().items() if not (all(said) if isinstance(said, tuple) else said)]
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
