"""The pictures of the README are there, small, and told in words."""

import re
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCREEN, PHONE = (1440, 900), (390, 844)
_IN_HTML = re.compile(r'<img src="docs/pictures/([^"]+)"[^>]* alt="([^"]*)">')


def test_every_picture_is_told_in_words_and_small() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(docs/pictures/([^)]+)\)", README)
    pictures += [(alt, name) for name, alt in _IN_HTML.findall(README)]
    assert sorted(name for _, name in pictures) == sorted(path.name for path in FOLDER.iterdir())
    assert [name for alt, name in pictures if len(alt.split()) < 5] == []
    for path in FOLDER.iterdir():
        assert path.stat().st_size < 150_000
        with Image.open(path) as picture:
            assert picture.size == (PHONE if path.stem == "phone" else SCREEN)
