"""The configuration a new user starts from: commented, and valid as it is. Writes no file."""

from importlib.resources import files


def default_file() -> str:
    """The text of a first policywatch.toml: an inbox folder, a few national lists, one subscriber
    on `log://`.
    """
    return files("config").joinpath("data", "default.toml").read_text(encoding="utf-8")
