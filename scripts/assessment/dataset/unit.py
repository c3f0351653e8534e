"""An assessed unit, as it is from year to year."""

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
    aliases: tuple[str, ...]
    """Second name plates and other names that imported sheets use."""
    site: str
    """Address of the unit's own openness site; empty where it was not recorded."""
    origin: Origin
