"""Answers that more than one test gives."""

COMPOUND = ["1", "2", "crizotinib", "lorlatinib", "", "1", "C1156Y+L1198F", "", "", "", "", "", "", "", "", ""]
"""ALCL, relapsed, crizotinib then lorlatinib, C1156Y+L1198F; everything else skipped."""

EVERYTHING = [
    *COMPOUND,
    *("", "?", "2", "1", "1", "?", "h", "99", "", "", "3", "1", "99", ""),
    *("4", "1", "22", "h", "40", "h", "", "5", "1", "10", "1", "", "", "6", "1", "h", "20", "", "7"),
    *("t", "1", "/IL10RA", "1", "/", "crizotinib", "2", "e", "?", "lorlatinib", "2", "nothing"),
    *("w", "?", "IL10RA=high", "?", "1", "99", "maybe", "y", "1", "3", "alectinib", "", "menu", "2", "q"),
]
"""Every command of the menu and every kind of list."""

HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b2J\x90q\x9c",
    "[bold]ALCL[/bold]",
    "<b>&amp;</b>",
    "\u202eLCLA\u2066",
    "caf\u00e9 \u03b3\u4e2d \u2013 \u00df \u200b\u00ad",
    "=1+1",
    "'; DROP TABLE search; --",
    '"NEAR(',
    "%s {0} \\x1b",
    "\x00\x7f\x08",
    "x" * 500,
    "y" * 5000,
    "9" * 400,
    "\u0662",
]
"""What a person should never type."""
