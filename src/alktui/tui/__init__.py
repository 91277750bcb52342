"""The terminal interface. It asks triage, never the database."""

from __future__ import annotations


def run() -> int:
    """Open the interface and give its exit code.

    Collection of garbage rests until the first frame is there: it would be felt at the start and in the middle of a key press.
    """
    import gc  # noqa: PLC0415 - this package is imported for its name only

    gc.disable()
    from alktui.tui.app import AlktuiApp  # noqa: PLC0415 - textual is imported here and nowhere earlier
    from alktui.tui.desk import Desk  # noqa: PLC0415
    from alktui.tui.session import Session  # noqa: PLC0415

    app = AlktuiApp(Session(desk=Desk()))
    app.run(mouse=False)
    return app.return_code or 0
