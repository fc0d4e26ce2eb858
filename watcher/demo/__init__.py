"""A rehearsal: a fortnight at an invented city's site, served on loopback and played through the real service.

The story is data (site/story.toml); nothing here is used by the service itself.
"""
