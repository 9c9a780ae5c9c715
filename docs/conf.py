"""How the documentation is built: `make docs`."""

project = "Bandeng 板凳"
author = "The people of Bandeng"
language = "en"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence", "deflist"]
# Pages link to the code beside them, which is not part of the documentation.
suppress_warnings = ["myst.xref_missing", "toc.empty_glob"]

html_theme = "furo"
html_title = project
html_copy_source = False
