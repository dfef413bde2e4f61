"""Streamlit's own files in the browser: which script needs which, and all of them made smaller, once a version.

Scripts are compressed as far as they go, fonts cut down to the letters and icons that pages write with. That takes half a
minute, so it is kept in a folder of the user's; until a file is there the original is served.
"""

import gzip
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from threading import Thread

import brotli

from datawalk.settings import cache_folder

ENDINGS = {"br": ".br", "gzip": ".gz", "identity": ""}
"""How a file's name ends in each encoding, the smallest first."""
COMPONENTS = ("Html", "PageLink", "rehype-raw", "Selectbox", "TextInput", "Button")
"""What our pages are made of, the first three at once."""
_RECIPE = "1"
"""Another number where files would be made otherwise."""
_WORTH_IT = 1024
FONTS = (
    "SourceSerifVariable-Roman",
    "SourceSansVF-Upright",
    "MaterialSymbols-Rounded",
    "SourceSansVF-Italic",
)
_LETTERS = (
    (0x20, 0x370),  # Latin with every accent
    (0x1E00, 0x1F00),  # Latin of Vietnam and of Native languages
    (0x2000, 0x2070),  # dashes, quotation marks
    (0x2070, 0x20D0),  # raised figures, currencies
    (0x2100, 0x2200),  # fractions, arrows
    (0x2200, 0x2270),  # minus, not more than
    (0x2500, 0x2700),  # simple shapes
)
_IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_NAMED = re.compile(r'(?:href|src)="\./static/([^"]+)"')
_ICON = re.compile(r"material/([a-z0-9_]+)")


def document() -> Path:
    """Streamlit's document, found without importing it."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("streamlit is not installed")
    return Path(spec.origin).parent / "static" / "index.html"


def _static() -> Path:
    return document().parent / "static"


def static_files() -> frozenset[str]:
    """The names of Streamlit's static files, as `js/Html.CzLZZ4bP.js`."""
    static = _static()
    return frozenset(file.relative_to(static).as_posix() for file in static.rglob("*") if file.is_file())


@cache
def file_of(folder: str, name: str) -> str:
    """The file of `static` whose name begins so. Raises FileNotFoundError for none."""
    for file in sorted((_static() / folder).glob(f"{name}.*")):
        return f"{folder}/{file.name}"
    raise FileNotFoundError(f"Streamlit has no file {folder}/{name}")


@cache
def scripts(component: str) -> tuple[str, ...]:
    """The script of a component, then all that it needs."""
    found = [file_of("js", component)]
    for name in found:
        text = (_static() / name).read_text(encoding="utf-8")
        found += [f"js/{needed}" for needed in _IMPORT.findall(text) if f"js/{needed}" not in found]
    return tuple(found)


@cache
def named() -> frozenset[str]:
    """The files of `static` that the document names itself."""
    return frozenset(_NAMED.findall(document().read_text(encoding="utf-8")))


def late_scripts(components: Iterable[str]) -> tuple[str, ...]:
    """What a browser would ask for only when it meets the components, since the document does not name it."""
    needed = dict.fromkeys(name for component in components for name in scripts(component))
    return tuple(name for name in needed if name not in named())


def kept_folder() -> Path:
    """Where the smaller files are kept. Raises RuntimeError where nobody has a home."""
    return cache_folder() / f"streamlit-{version('streamlit')}-{_RECIPE}"


@contextmanager
def made_smaller() -> Iterator[Path]:
    """A folder where the smaller files appear one by one; a temporary one where nothing can be kept."""
    with ExitStack() as stack:
        try:
            folder = kept_folder()
            folder.mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()
        except (OSError, RuntimeError):
            temporary = tempfile.TemporaryDirectory(prefix="datawalk-", ignore_cleanup_errors=True)
            folder = Path(stack.enter_context(temporary))
        Thread(target=make_smaller, args=(folder,), daemon=True).start()
        yield folder


def make_smaller(folder: Path) -> None:
    """Fill `folder`, what takes longest last. What is there already is left as it is."""
    static = _static()
    texts = [*(static / "css").glob("*.css"), *(static / "js").glob("*.js")]
    texts = sorted(
        (file for file in texts if file.stat().st_size >= _WORTH_IT), key=lambda file: file.stat().st_size
    )
    for file in texts:
        make(folder / f"{file.relative_to(static)}{ENDINGS['gzip']}", file, _gzipped)
    first = {*named(), *late_scripts(COMPONENTS)}
    for file in texts:
        if file.relative_to(static).as_posix() in first:
            make(folder / f"{file.relative_to(static)}{ENDINGS['br']}", file, brotli.compress)
    for name in map(partial(file_of, "media"), FONTS):
        make(folder / name, static / name, cut_down)


def make(path: Path, original: Path, change: Callable[[bytes], bytes]) -> None:
    """Write the changed original, whole or not at all."""
    if path.exists():
        return
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as unfinished:
        unfinished.write(change(original.read_bytes()))
    os.replace(unfinished.name, path)


def _gzipped(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)


def cut_down(content: bytes) -> bytes:
    """The font with our letters, or with the icons that Streamlit's scripts name; one size of letter for all."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(BytesIO(content), lazy=False)
    icons = (
        sorted(set(font.getGlyphOrder()) & _icons()) if "Symbols" in str(font["name"].getDebugName(1)) else []
    )
    options = Options(layout_closure=not icons, notdef_outline=True)
    cut = Subsetter(options)
    letters = (
        range(0x20, 0x7F) if icons else (letter for first, last in _LETTERS for letter in range(first, last))
    )
    cut.populate(unicodes=letters, glyphs=icons)
    cut.subset(font)
    if "fvar" in font and any(axis.axisTag == "opsz" for axis in font["fvar"].axes):
        font = instantiateVariableFont(font, {"opsz": None})
    font.flavor = "woff2"
    smaller = BytesIO()
    font.save(smaller)
    return smaller.getvalue()


def drawing_fonts(folder: Path) -> list[str]:
    """The serif and the sans of the pages as files in `folder` that a drawing can be made with; a second the first time."""
    made = []
    for name in FONTS[:2]:
        made.append(folder / "drawing" / f"{name}.ttf")
        make(made[-1], _static() / file_of("media", name), _plain)
    return [str(file) for file in made]


def _plain(content: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    font, plain = TTFont(BytesIO(content)), BytesIO()
    font.flavor = None
    font.save(plain)
    return plain.getvalue()


@cache
def _icons() -> set[str]:
    return {
        name
        for file in (_static() / "js").glob("*.js")
        for name in _ICON.findall(file.read_text(encoding="utf-8", errors="ignore"))
    }
