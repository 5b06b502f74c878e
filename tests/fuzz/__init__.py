"""Seeds and catalogues as bad as they come: the builder loses nothing, runs nothing, and goes through all of them."""
