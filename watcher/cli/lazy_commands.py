"""Loads a command's module when that command is called or its help is asked, and no other."""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from watcher.cli.command_table import CommandEntry, Table

# a command as typer builds it: its class has no public name
BuiltCommand = Any
# the manners of every command and group
PLAIN: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}


class LazyCommands(MutableMapping[str, BuiltCommand]):
    """The commands of a table by name.

    Looking one up imports it, going through the names does not.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._built: dict[str, BuiltCommand] = {}

    def __getitem__(self, name: str) -> BuiltCommand:
        if name not in self._built:
            self._built[name] = _build_command(name, self._table[name])
        return self._built[name]

    def __setitem__(self, name: str, command: BuiltCommand) -> None:
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        del self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def __contains__(self, name: object) -> bool:
        return name in self._table


def lazy_group(table: Table) -> type[TyperGroup]:
    """The class of a group that has a table's commands.

    Its own help is the table: it imports none of them.
    """

    class LazyGroup(TyperGroup):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.commands = LazyCommands(table)

        # typer calls it with the context, which a table does not need
        def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
            """The list of commands with their lines of the table."""
            rows = [(name, entry.help) for name, entry in table.items()]
            with formatter.section("Commands"):
                formatter.write_dl(rows)

    return LazyGroup


def _build_command(name: str, entry: CommandEntry) -> BuiltCommand:
    """The command of an entry, imported."""
    found = getattr(import_module(f"watcher.cli.{entry.module}"), entry.attribute)
    if isinstance(found, typer.Typer):
        return get_command(found)
    single = typer.Typer(**PLAIN)
    single.command(name)(found)
    return get_command(single)
