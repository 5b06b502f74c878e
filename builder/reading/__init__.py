"""What the stages roles, order, articles and copies know of a page's text: one subject a module."""
