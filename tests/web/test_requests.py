"""What no request may hold."""

from collections.abc import Callable

import pytest

from tests.browsing import Visitor


@pytest.mark.parametrize("address", ["/queue?kind=%00", "/sign-in?next=/%00"])
def test_a_nul_character_in_an_address_is_refused(
    visit: Callable[[str | None], Visitor], address: str
) -> None:
    assert visit("carl").get(address).status == 400


def test_a_nul_character_in_a_form_is_refused_and_nothing_is_stored(
    visit: Callable[[str | None], Visitor],
) -> None:
    visitor = visit("carl")
    assert visitor.post("/articles", text="Rund 200 Menschen\0 kamen.", title="mit NUL").status == 400
    assert "mit NUL" not in visitor.get("/").text
