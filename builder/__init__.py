"""Turns OCR'd newspaper pages into Markdown pages and data; knows nothing of the site that shows them."""
