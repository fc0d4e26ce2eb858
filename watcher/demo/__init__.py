"""A rehearsal: a fortnight at an invented city's site, played through the real service.

The site is served on loopback.

The story is data (site/story.toml); nothing here is used by the service itself.
"""
