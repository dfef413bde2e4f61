"""The pages by absolute path: relative ones would be looked for beside the main script."""

from datawalk.screens.pageview import PageName
from datawalk.settings import app_folder

_FOLDER = app_folder() / "pages"
_NAMES: tuple[PageName, ...] = (
    "home",
    "walk",
    "present",
    "indicators",
    "places",
    "partners",
    "resources",
    "methods",
    "host",
)
SCRIPTS: dict[PageName, str] = {name: str(_FOLDER / f"{name}.py") for name in _NAMES}
HOME, WALK, PRESENT, HOST = (SCRIPTS[name] for name in ("home", "walk", "present", "host"))
