"""What a page or an article is cited by, and the forms in which it is written."""
