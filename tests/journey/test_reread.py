"""A newer reader, or a selector that the operator edits, is our own progress: recorded, told to nobody."""

from pathlib import Path

from tests.journey.commands import Commands
from tests.journey.site import Site
from tests.journey.world import OLD, OLD_TITLE, World, old_page

SAMPLES = Path(__file__).parent / "samples"


def _select(world: World, selector: str) -> None:
    file = world.folder / "policywatch.toml"
    text = file.read_text(encoding="utf-8").replace(
        'items = "ul.news-list li a"', f'items = "ul.news-list li a"\nbody = "{selector}"'
    )
    file.write_text(text, encoding="utf-8")


def _kinds(world: World) -> list[str]:
    entries = world.run("history", "--json")
    return [entry["kind"] for entry in entries if entry["policy"]["title"] == OLD_TITLE]


def test_an_edited_selector_is_technical_and_told_to_nobody(
    tmp_path: Path, site: Site, commands: Commands
) -> None:
    """`reread` records the difference as a version of its own; a second run finds nothing to do."""
    page = old_page().replace(
        '<div class="foot">',
        '<div class="more"><p>补充说明：材料一式三份。</p></div><div class="foot">',
    )
    site.put(
        OLD[0],
        page.replace(
            '<div class="trs_editor_view">', '<div class="all"><div class="trs_editor_view">', 1
        )
        + "</div>",
    )
    world = World(tmp_path, site, SAMPLES, commands)
    world.sweep("2024-06-08T09:00:00+08:00")
    _select(world, ".all")
    world.run("reread")
    assert _kinds(world) == ["technical", "published"]
    world.run("reread")
    assert _kinds(world) == ["technical", "published"]
    assert world.sweep("2024-06-09T09:00:00+08:00") == []


def test_a_change_that_comes_with_an_edited_selector_is_told_without_its_noise(
    tmp_path: Path, site: Site, commands: Commands
) -> None:
    """The old page is read again by the new rule first: only what the site changed is told."""

    def with_note(html: str) -> str:
        return (
            html.replace(
                '<div class="trs_editor_view">',
                '<div class="all"><p>补充说明：材料一式三份。</p><div class="trs_editor_view">',
                1,
            )
            + "</div>"
        )

    site.put(OLD[0], with_note(old_page()))
    world = World(tmp_path, site, SAMPLES, commands)
    world.sweep("2024-06-08T09:00:00+08:00")
    _select(world, ".all")
    site.put(OLD[0], with_note(old_page(amount="300万元", views=13)))
    (message,) = world.sweep("2024-06-09T09:00:00+08:00")
    assert message["kind"] == "amended"
    assert "300万元" in message["body"]
    assert "补充说明" not in message["body"]
    assert _kinds(world) == ["amended", "technical", "published"]
