"""One module per page; each has `show`, which reads, records who is shown, and only then shows.

Not named `pages`: Streamlit takes a folder of that name beside its script for pages of its own, and would run these
files past the wiring in `app.py`.
"""
