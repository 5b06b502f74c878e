"""
What is written of an archive that was read: into docs/, and into the built site.

Into docs/, as documents of which `builder.build` writes those that differ (documents, manifest, write, lock):

    leaves, pages           the newspaper pages; captions, marks: what stands where on them
    indexes, districts      lists by day and by district, cut into shelves where they are long
    figures                 the ledger and the indicators; comparable, ledger, bars: what stands beside what, and how
    exports                 archive.json and the CSV files; records, tables: what they hold; counts checks that they agree
    datapage, quality       what the data means, and how whole the pages are
    withdrawn               what stays of a page that was taken out
    bulk, database          what is not committed: SQLite, the texts, the package

Into the built site, as HTML and other files (`builder.site`, and the hook of MkDocs):

    home, timeline, head    the home page, and what a page's head says to machines
    sources, citations      the source views, and the ways to cite; reports: what tells of an error
    comparison, search      what scripts load
    feeds, redirects        feeds, and what stands at former addresses

For all of them: addresses and words say where things are and what readers are told; markdown and html render templates.
"""
