"""Where one is: views are left in the order they were laid over one another, and every step keeps its line."""

from alktui.tui.overlay import View, ViewName
from alktui.tui.place import Place


def view(name: ViewName) -> View:
    return View(name, lambda _: [])


def test_views_are_left_one_by_one() -> None:
    place = Place()
    place.go("tkis")
    place.remember("crizotinib")
    place.lay(view("matrix"), "crizotinib", over=False)
    place.lay(view("search"), "G1202R", over=True)
    place.lay(view("help"), "hit", over=True, reading=True)
    left = place.leave()
    assert (place.shows("search"), left.key, left.reading) == (True, "hit", True)
    assert place.leave().key == "G1202R"
    assert place.shows("matrix")
    assert place.leave().key == "crizotinib"
    assert place.is_step("tkis")


def test_view_laid_beside_another_takes_its_place() -> None:
    """From the matrix to the escape map: Escape leads to the step, not through all that was looked at."""
    place = Place()
    place.lay(view("matrix"), over=False)
    place.lay(view("escape map"), over=False)
    place.leave()
    assert place.is_step("case")


def test_presentation_goes_on_behind_what_was_looked_up() -> None:
    place = Place()
    place.present()
    place.lay(view("help"), "row", over=True)
    assert not place.presenting
    place.leave()
    assert place.presenting
    place.go("trials")
    assert (place.presenting, place.step) == (True, "trials")
    place.present()
    assert place.is_step("trials")


def test_line_of_a_step_is_not_that_of_a_view_over_it() -> None:
    place = Place()
    place.remember("disease")
    place.lay(view("matrix"), over=False)
    place.remember("G1202R")
    assert place.key_of("case") == "disease"
