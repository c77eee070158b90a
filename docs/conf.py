"""How Sphinx builds the site; `make site` calls it on a tree of its own."""

project = "CICII, reproduced"
author = "The contributors to CICII, reproduced"
language = "en"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "cicii.site.formulas",
]
exclude_patterns = ["files"]  # to be downloaded

nb_execution_mode = "off"  # the site shows exactly what ran
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
html_math_renderer = "mathml"
default_role = "literal"
autodoc_typehints = "none"  # the docstrings tell types in the field's words
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True

html_theme = "sphinx_book_theme"
html_title = project
html_static_path = ["_static"]
templates_path = ["_templates"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_use_index = False  # the search finds more
html_context = {"default_mode": "light"}  # figures and tables are drawn for it
html_theme_options = {
    "home_page_in_toc": True,
    "article_header_end": ["header-buttons.html"],
    "navbar_start": [],
    "navbar_center": [],
    "navbar_end": [],
    "navbar_persistent": [],
    "footer_content_items": ["built-from.html"],
    "use_download_button": False,
    "use_fullscreen_button": False,
    "use_issues_button": False,
    "use_repository_button": False,
    "max_navbar_depth": 1,
    "show_toc_level": 2,
    "navigation_with_keys": False,
    "pygments_light_style": "a11y-high-contrast-light",
}
