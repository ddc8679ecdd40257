"""One claim from triage to correction, by three people in three browsers, with the keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.server import Desk, running

CARL_SAYS = "Eine solche Planung ist nirgends belegt."
EDDA_SAYS = "Die Planung steht in einem Entwurf."
FARTHEST = 200  # how often Tab is pressed before something counts as out of reach


class Person:
    """Somebody at a keyboard; a pointer that moved would show."""

    def __init__(self, page: Page, desk: Desk, name: str) -> None:
        self.page, self.press = page, page.keyboard.press
        page.add_init_script("addEventListener('pointerdown', () => console.error('a pointer was used'))")
        page.on("dialog", lambda dialog: dialog.accept())  # Enter, in a dialog of the browser's own
        page.goto("/sign-in")
        self.write(page.locator("#name"), name)
        self.write(page.locator("#password"), desk.passwords[name])
        self.press("Enter")
        expect(page.locator(".tiles")).to_be_visible()

    def open(self, address: str) -> None:
        """Type an address."""
        self.page.goto(address)

    def reach(self, wanted: Locator) -> None:
        """Press Tab until the focus is there."""
        expect(wanted).to_be_visible()
        for _ in range(FARTHEST):
            if wanted.evaluate("node => node === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached by Tab")

    def accessible(self) -> None:
        """The page as it stands breaks no rule that a machine can check."""
        found = Axe().run(self.page)
        assert not found.response["violations"], found.generate_report()

    def write(self, field: Locator, words: str) -> None:
        """Go to a field and type."""
        self.reach(field)
        self.page.keyboard.type(words)

    def enter(self, button: Locator) -> None:
        """Go to a button or link and press Enter."""
        self.reach(button)
        self.press("Enter")

    def key(self, key: str, said: str) -> None:
        """Press a single key; what was done is said in the live region."""
        self.press(key)
        self.hears(said)

    def hears(self, said: str) -> None:
        """The live region says what was done."""
        expect(self.page.locator("#notices")).to_contain_text(said)
        self.page.wait_for_load_state("load")  # its script listens to keys by then

    def judge(self, steps: int, words: str, form: str) -> None:
        """Choose the rating so many steps down the scale, say why, and send it."""
        self.page.locator("html.ready").wait_for()
        self.press("v")
        self.press("Space")
        for _ in range(steps):
            self.press("ArrowDown")
        area = self.page.locator(f"form[action$='/{form}'] textarea")
        self.reach(area)
        self.press("Control+A")
        self.page.keyboard.type(words)
        self.press("Tab")
        self.press("Enter")


@pytest.fixture
def people(browser: Browser, tmp_path: Path) -> Iterator[tuple[Person, Person, Person]]:
    """Checker, editor and administrator, each in a browser of their own, at a desk of their own."""
    with running(tmp_path / "instance") as desk:
        contexts = [
            browser.new_context(
                base_url=desk.address,
                locale="en",
                viewport={"width": 1280, "height": 900},
                reduced_motion="reduce",
            )
            for _ in range(3)
        ]
        problems: list[str] = []
        pages = [context.new_page() for context in contexts]
        for page in pages:
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.on(
                "console",
                lambda line: problems.append(line.text) if line.type == "error" else None,
            )
        carl, edda, ada = (
            Person(page, desk, name) for page, name in zip(pages, ("carl", "edda", "ada"), strict=True)
        )
        yield carl, edda, ada
        for context in contexts:
            context.close()
        assert not problems, problems


def test_three_people_bring_a_claim_from_triage_to_its_correction_by_keyboard_alone(
    people: tuple[Person, Person, Person],
) -> None:
    carl, edda, ada = people
    judge_blind(ada)

    carl.open("/articles/3")
    carl.page.locator("html.ready").wait_for()
    carl.press("j")
    carl.press("Enter")
    expect(carl.page).to_have_url(re.compile(r"/claims/\d+"))
    carl.page.locator("html.ready").wait_for()
    address = carl.page.url
    carl.key("c", "The claim is on the list to check.")
    carl.key("a", "The claim is assigned.")
    carl.judge(4, CARL_SAYS, "verdict")
    carl.hears("The verdict is proposed")
    expect(carl.page.locator("#verdict")).to_contain_text("It is sealed")

    for somebody in (edda, ada):
        for place in (address, "/queue?view=review", "/audit"):
            somebody.open(place)
            assert CARL_SAYS not in somebody.page.content()
            expect(somebody.page.locator("main .rating")).to_have_count(0)

    edda.open(address)
    edda.accessible()
    edda.enter(edda.page.get_by_role("button", name="Take in hand"))
    edda.hears("The second look is yours.")
    edda.judge(0, EDDA_SAYS, "judge")
    edda.hears("The verdicts differ")
    expect(edda.page.locator("#first-verdict")).to_contain_text(CARL_SAYS)
    expect(edda.page.get_by_role("button", name="Decide")).to_have_count(0)

    ada.open(address)
    ada.accessible()
    expect(ada.page.locator("#first-verdict")).to_contain_text("False")
    expect(ada.page.locator("#second-verdict")).to_contain_text(EDDA_SAYS)
    ada.page.locator("html.ready").wait_for()
    ada.press("v")
    ada.press("Space")
    ada.press("ArrowDown")
    expect(ada.page.get_by_label("the second verdict")).to_be_checked()
    ada.enter(ada.page.get_by_role("button", name="Decide"))
    ada.hears("It is decided.")

    edda.open(address)
    publish(edda)
    expect(edda.page.locator(".heading .status")).to_have_text("published")

    edda.enter(edda.page.get_by_role("link", name="Correct or withdraw"))
    expect(edda.page.get_by_role("heading", name="What the public reads")).to_be_visible()
    edda.accessible()
    edda.write(edda.page.get_by_label("Public note"), "Der Entwurf war nie beschlossen.")
    edda.press("Tab")
    edda.press("Enter")
    edda.hears("The verdict is reopened")

    carl.open(address)
    carl.judge(4, "Der Entwurf wurde nie beschlossen.", "verdict")
    carl.hears("The verdict is proposed")
    edda.open(address)
    edda.judge(4, "So ist es.", "judge")
    edda.hears("Both verdicts are the same: approved.")
    publish(edda)
    expect(edda.page.locator(".heading .status")).to_have_text("corrected")
    expect(edda.page.locator(".correction")).to_contain_text("Der Entwurf war nie beschlossen.")


def judge_blind(ada: Person) -> None:
    """The desk decides that the second person does not see the first verdict."""
    ada.open("/settings")
    ada.accessible()
    ada.reach(ada.page.get_by_label("Judge blind"))
    ada.press("Space")
    ada.enter(ada.page.get_by_role("button", name="Save"))
    ada.hears("The settings are stored.")


def publish(edda: Person) -> None:
    """Bring an approved verdict out."""
    edda.enter(edda.page.get_by_role("button", name="Publish"))
    edda.hears("The verdict is published.")
