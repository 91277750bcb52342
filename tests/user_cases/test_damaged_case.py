"""`alktui case` on a case that cannot be opened: listed, put into the trash as it is, and taken back."""

from collections.abc import Callable

import pytest
from user_cases.support import Printed

from alktui.cases.entry import CaseEntry
from alktui.cases.store import CaseStore


@pytest.mark.parametrize(
    "content", ["{", '{"schema": "alktui/case/9", "label": "board 12"}', '{"schema": "alktui/case/1", "x": 1}']
)
@pytest.mark.parametrize("named_by", ["file", "label"])
def test_case_that_cannot_be_opened_is_listed_and_goes_to_the_trash_and_back_as_it_is(
    alktui: Callable[..., Printed], store: CaseStore, content: str, named_by: str
) -> None:
    """Nothing else would ever get rid of a file that a full disk or a later alktui left; and it may still be worth mending."""
    path = store.folder / f"{store.save(CaseEntry(label='board 12')).version.name}.json"
    path.write_text(content)
    wanted = path.stem if named_by == "file" else "board 12"
    listed = alktui("case", "list")
    assert (listed.code, listed.out) == (0, "")
    assert f"{path} cannot be opened: " in listed.err
    assert "alktui case delete takes the name of a file that cannot be opened too" in listed.err
    gone = alktui("case", "delete", wanted)
    sentence = f'alktui: "{path.name}", which cannot be opened, is in the trash as it is; alktui case restore takes it back\n'
    assert gone == (0, "", sentence)
    assert not path.exists()
    assert "cannot be opened" in alktui("case", "list", "--deleted").err
    assert alktui("case", "delete", wanted).code == 2
    assert alktui("case", "restore", wanted) == (0, "", f'alktui: "{path.name}" is back as it was; it cannot be opened\n')
    assert path.read_text() == content
    assert store.trash.files() == []


def test_case_that_cannot_be_opened_never_comes_back_over_another(alktui: Callable[..., Printed], store: CaseStore) -> None:
    path = store.folder / f"{store.save(CaseEntry(label='board 12')).version.name}.json"
    path.write_text("{")
    assert alktui("case", "delete", path.stem).code == 0
    store.save(CaseEntry(label="board 12", disease="ALCL"))
    assert alktui("case", "restore", path.stem).code == 3
    assert store.open("board 12").entry.disease == "ALCL"
