"""
The index that readers search with, as small scripts: pages in, (name, content) of files out.

    folding     makes query and text alike: width, case, traditional characters, white space
    records     what is searched of a page and its articles
    places      gives each searched character a number, its place
    numbers     writes numbers as printable text
    postings    where each pair of characters stands
    texts       the texts from which hits are shown, each character as a short one
    index       the files

A query's pairs of characters are looked up in the postings; where their places follow each other, the query stands. That is
exact, so the texts are needed only for the hits that are shown. overrides/assets/javascripts/search-*.js read the files.
"""
