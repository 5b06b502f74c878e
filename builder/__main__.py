"""`python -m builder`."""

import gc

from builder.cli import main

gc.disable()  # a command ends soon, and what it makes is in use until then: looking through it took a third of the time

main()
