"""Options as questions: the scope of a list, the policy of a number.

Says it where they name nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from watcher.asking.policy_card import NoSuchPolicyError
from watcher.asking.scope import Scope, UnknownIndustryError
from watcher.cli.place_option import region_code
from watcher.cli.session import CommandError

PolicyArgument = Annotated[
    int, typer.Argument(metavar="ID", help="The number that lists show as #ID.")
]


def asked_scope(region: str | None, industry: str | None) -> Scope:
    """The scope of `--region` and `--industry`. Raises CommandError."""
    code = region_code(region)
    try:
        return Scope.of(code, industry)
    except UnknownIndustryError as error:
        raise CommandError(f"--industry: {error}") from None


@contextmanager
def said_if_unknown() -> Iterator[None]:
    """A question about a policy that is not there ends as a sentence: CommandError."""
    try:
        yield
    except NoSuchPolicyError as error:
        raise CommandError(f"{error}; `policywatch history` lists those there are") from None
