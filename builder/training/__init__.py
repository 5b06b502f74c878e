"""Makes training pages and fits the weights of the reading; not needed to build an archive."""
