"""What every test of the linear mode holds a conversation with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from linear.conversation import Conversation

from alktui.knowledge import Knowledge
from alktui.model.catalogue import Catalogue

Talk = Callable[..., Conversation]


@pytest.fixture
def talk(catalogue: Catalogue, catalogue_file: Path) -> Talk:
    """Holds a conversation with given answers."""

    def hold(answers: Iterable[str], *, shown: bool = False) -> Conversation:
        return Conversation(Knowledge(catalogue, catalogue_file), answers, shown=shown)

    return hold
