"""The pure engine: a case and a catalogue give a report. No clock, file, environment, network or global."""

from __future__ import annotations

from alktui.triage.engine import triage

__all__ = ["triage"]
