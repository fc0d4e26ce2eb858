"""`demo`: a fortnight at an invented city's site, through the real pipeline. The story itself is in watcher/demo."""
def demo() -> None:
    """See it all in a minute."""
