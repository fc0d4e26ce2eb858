"""The command line.

`main` is the console script; each file holds one command or a few that belong together.
"""

from watcher.cli.app import main

__all__ = ["main"]
