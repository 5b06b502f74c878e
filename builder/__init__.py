"""Turns OCR'd newspaper pages into Markdown pages and data; knows nothing of the site that shows them."""

import os

# A page's matrices are small, and pages are spread over the cores: threads inside a product only wait for one another, and double
# the time of a build. Read by NumPy's and SciPy's libraries when they are loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
