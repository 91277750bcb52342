"""The terminal interface. It asks triage, never the database."""

from __future__ import annotations


def run() -> int:
    """Open the interface and give its exit code.

    Collection of garbage rests until the first frame is there: it would be felt at the start and in the middle of a key press.
    """
    import gc  # noqa: PLC0415 - this package is imported for its name only
    import os  # noqa: PLC0415
    import sys  # noqa: PLC0415

    from alktui.plain import clean  # noqa: PLC0415

    gc.disable()
    from alktui.tui.app import AlktuiApp  # noqa: PLC0415 - textual is imported here and nowhere earlier
    from alktui.tui.desk import Desk  # noqa: PLC0415
    from alktui.tui.session import Session  # noqa: PLC0415

    desk = Desk()
    app = AlktuiApp(Session(desk=desk))
    app.run(mouse=False)
    if getattr(app._driver, "is_stuck", False):  # noqa: SLF001 - the framework shows nobody what it drew with
        os._exit(app.return_code or 0)  # the terminal takes nothing: a sentence to it, or waiting for its writer, would never end
    for lost in desk.kept.at_stake:
        sys.stderr.write(f"alktui: not on the disk, and so lost: {lost.in_words}. {clean(lost.why)}\n")
    if app.fault:
        kept = "" if desk.kept.at_stake else "What was finished of the case is kept; the next start offers it. "
        sys.stderr.write(f"alktui: an internal fault: {app.fault}. {kept}Set ALKTUI_DEBUG=1 to see where.\n")
    return app.return_code or 0
