"""An assessed unit, by the names that it bore in the year."""

from dataclasses import dataclass

from assessment.place import Origin


@dataclass(frozen=True)
class Unit:
    """A town or a county department. Which group it is assessed in is the scheme's to say."""

    id: str
    """Pinyin, also the name of its files and its address on the site."""
    name: str
    full_name: str
    """Official full name; empty where it was not recorded."""
    plates: tuple[str, ...]
    """Second name plates (加挂的牌子)."""
    aliases: tuple[str, ...]
    """Whatever else sheets and schemes may call it, names of other years among them; never shown."""
    site: str
    """Address of the unit's own openness site; empty where it was not recorded."""
    origin: Origin
    also_called: tuple[str, ...] = ()
    """What people call it; public, and no name that it bore."""
    other_years: tuple[str, ...] = ()
    """Names, full names and plates that it bore in other years and not in this one; public."""
