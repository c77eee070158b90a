"""A page opened in Debian's Chromium, and what is wrong with it there."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def browser():
    """Start Debian's Chromium."""
    with started() as browser:
        yield browser


class started:
    """A browser of one's own, for each thread."""

    def __enter__(self):
        if CHROMIUM is None:
            pytest.skip("there is no Chromium: no page was opened")
        from playwright.sync_api import sync_playwright

        self.playwright = sync_playwright().start()
        options = {"executable_path": CHROMIUM, "args": ["--no-sandbox"]}
        self.browser = self.playwright.chromium.launch(**options)
        return self.browser

    def __exit__(self, *_):
        self.browser.close()
        self.playwright.stop()


class Opened:
    """A page as a browser has opened it, with what went wrong on the way."""

    def __init__(self, browser, path, width):
        self.requests, self.errors = [], []
        self.page = browser.new_page(viewport={"width": width, "height": 844})
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.errors.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self.listen)
        self.page.goto(path.as_uri())
        self.page.wait_for_timeout(100)  # for what scripts do once all is there

    def listen(self, message):
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def pictures(self):
        """Give the words of each picture, and whether it is whole."""
        script = (
            "[...document.images].map(i => [i.alt, i.complete && i.naturalWidth > 0])"
        )
        return self.page.evaluate(script)

    def overflow(self):
        root = "document.documentElement"
        return self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")

    def violations(self, impacts=("critical", "serious")):
        """List what axe-core finds of some impacts, of all if none is named."""
        from axe_playwright_python.sync_playwright import Axe

        options = {"resultTypes": ["violations"]}
        found = Axe().run(self.page, options=options).response["violations"]
        return [
            f"{one['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
            for one in found
            if impacts is None or one["impact"] in impacts
            for node in one["nodes"][:3]
        ]


def faults(browser, path, width, with_axe=True):
    """List what is wrong with a page at a width."""
    opened = Opened(browser, path, width)
    found = [
        f"asks for {url}"
        for url in opened.requests
        if not url.startswith(("file:", "data:", "blob:"))
    ]
    found += [f"error: {error}" for error in opened.errors]
    pictures = opened.pictures()
    words = [alt for alt, _ in pictures]
    found += [f"broken picture: {alt}" for alt, whole in pictures if not whole]
    found += ["a picture without words"] if not all(words) else []
    found += ["pictures share their words"] if len({*words}) < len(words) else []
    if (beyond := opened.overflow()) > 0:
        found.append(f"scrolls sideways by {beyond} px")
    found += opened.violations() if with_axe else []
    opened.page.close()
    return [f"{path.name} at {width} px: {one}" for one in found]
