"""Looks at the disk of a database: that it may be written, and that there is room.

Writes nothing.
"""

import os
import shutil
from pathlib import Path

LEAST_ROOM = 50_000_000  # bytes; a look that brings much may need as much at once


def disk_faults(file: Path, least: int = LEAST_ROOM) -> list[str]:
    """The reasons why a database file could not take what comes next, each with what to do.

    `least` is how many bytes must be free on its disk.
    """
    folder = file.absolute().parent
    found = []
    for place in (folder, file):
        if place.exists() and not os.access(place, os.W_OK):
            cure = "let the user that runs PolicyWatch write there"
            found.append(f"{place} may not be written, so that nothing can be stored: {cure}")
    free = shutil.disk_usage(folder).free
    if free < least:
        cure = "make room, or move the database (service.database)"
        found.append(f"the disk of {folder} is nearly full ({free / 1e6:.1f} MB left): {cure}")
    return found
