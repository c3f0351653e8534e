"""Where the project stands on this machine."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The top of the repository, where settings, theme and fonts are."""
