"""The pages by absolute path: relative ones would be looked for beside the main script."""

from datawalk.settings import app_folder

_FOLDER = app_folder() / "pages"
HOME, WALK, PRESENT = (str(_FOLDER / f"{name}.py") for name in ("home", "walk", "present"))
