"""
The error tree.

    ArchiveError            bad data or a fault in the set-up: the command stops and says why
    ├── SettingsError       the settings, the gazetteer or another file of builder/data is wrong
    ├── CatalogError        seeds/catalog.yml cannot be read at all
    ├── SeedError           one seed cannot be read; the others are still built
    ├── LossError           text of a seed stands nowhere, or twice, in what would be published
    ├── CountError          the data holds more or less than the pages show
    └── WriteError          a file cannot be written, or somebody else's file is in its place

Bad *text* is no error: it becomes a flag of its page.
"""


class ArchiveError(Exception):
    """Says what is wrong, where, and what to do."""


class SettingsError(ArchiveError):
    """The settings or a data file of the builder are wrong."""


class CatalogError(ArchiveError):
    """The catalogue cannot be read at all."""


class SeedError(ArchiveError):
    """One seed cannot be read."""


class LossError(ArchiveError):
    """Text of a seed stands nowhere, or twice, in what would be published."""


class CountError(ArchiveError):
    """The data holds more or less than the pages show."""


class WriteError(ArchiveError):
    """A file cannot be written."""
