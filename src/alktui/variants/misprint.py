"""Misprints of the reviewed documents that change a residue."""

from __future__ import annotations

MISPRINTS = {"C1196Y": ("Wang Table 1", "C1156Y")}
"""As printed: where it stands, and our reading."""
