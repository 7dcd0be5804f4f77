# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Makes the pictures of the desk and the press in docs/images again, of the sample: `.venv/bin/python tools/screenshots.py`.

Needs the system's Chromium. Everything in the pictures is from the bundled sample or written here.
"""

from __future__ import annotations

import shutil
import struct
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pypdfium2
import uvicorn
from playwright.sync_api import Browser, sync_playwright
from starlette.requests import Request

from bijgepraat.compose import desk
from bijgepraat.compose.press import edition_mail
from bijgepraat.model.desk import DeskEdition, Introduction
from bijgepraat.model.desk_views import Editor
from bijgepraat.pipeline import press
from bijgepraat.pipeline.demo import prepare_demo
from bijgepraat.pipeline.desk import open_week, save
from bijgepraat.pipeline.house import Store, open_store
from bijgepraat.pipeline.publishing import publish
from bijgepraat.publish.mail import html_part
from bijgepraat.publish.press.pdf import Pdfs
from bijgepraat.settings import Settings
from bijgepraat.web.app import create_app
from bijgepraat.web.desk import desk_routes

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
BEFORE, WEEK = "2026-W04", "2026-W05"
NOW = datetime(2026, 2, 1, 9, 30, tzinfo=UTC)
EDITOR = "Eva de Boer"
SITE = "https://bijgepraat.example"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
SIZES = ((1280, 1000), (390, 844))
INTRODUCTION = Introduction(
    "Anna de Vries",
    "directeur",
    "Een akkoord ligt er, en voor gemeenten begint het werk nu. Wij rekenen de komende weken na wat het betekent.\n\n"
    "Opvallend: over warmte is er geld én een plan. Over de jeugdzorg nog niet.",
    "https://video.example/week-5",
    "De week in twee minuten",
)


def main() -> None:
    """Make every picture."""
    chromium = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("Er is geen Chromium op deze computer; installeer die en probeer opnieuw.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_store(Settings(data=Path(folder))) as store:
        prepare_demo(store, None)
        _work(store)
        with sync_playwright() as playwright, _served(store) as address:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
            _shoot(browser, f"{address}/redactie/{WEEK}", "desk", "#in-kop")
            publish(store, WEEK, open_week(store, WEEK, NOW).version, by=EDITOR, now=NOW)
            _shoot(browser, f"{address}/edities/{WEEK}", "edition")
            _shoot(browser, _mail(store, Path(folder)), "edition-mail")
            browser.close()
        _pdf(store)


def _work(store: Store) -> None:
    """What an editor does in a week."""
    publish(store, BEFORE, open_week(store, BEFORE, NOW).version, by=EDITOR, now=NOW)
    present = open_week(store, WEEK, NOW)
    save(store, WEEK, _edited, present.version, EDITOR, NOW)


def _edited(edition: DeskEdition) -> DeskEdition:
    first, second = edition.items[0], edition.items[1]
    words = "Samen krijgen gemeenten daar in 2026 € 570 miljoen voor."
    edition = desk.rewrite(edition, first.id, first.sentences[1].id, words)
    edition = desk.retitle(edition, second.id, "Hulp aan gemeenten om sneller te bouwen")
    return desk.introduce(edition, INTRODUCTION)


@contextmanager
def _served(store: Store) -> Iterator[str]:
    """The site with somebody at its desk, on loopback."""

    async def chief(_request: Request) -> Editor:
        return Editor(EDITOR, publishes=True)

    app = create_app(store)
    app.router.routes[:0] = desk_routes(store, chief)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def _shoot(browser: Browser, address: str, name: str, place: str = "") -> None:
    for width, height in SIZES:
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page.goto(address)
        if place:
            page.locator(place).evaluate("place => place.scrollIntoView()")
        page.screenshot(path=IMAGES / f"{name}-{width}.png")
        page.close()


def _mail(store: Store, folder: Path) -> str:
    """The mail's HTML as a file; gives its address."""
    view = press.edition_out(store, WEEK)
    assert view is not None
    place = folder / "mail.html"
    place.write_text(html_part("edition", replace(edition_mail(view, SITE, f"{SITE}/m", f"{SITE}/a"))), encoding="utf-8")
    return place.as_uri()


def _pdf(store: Store) -> None:
    """The first page of the PDF."""
    view = press.edition_out(store, WEEK)
    assert view is not None
    document = pypdfium2.PdfDocument(Pdfs().of(view, SITE))
    picture = document[0].render(scale=1.4, rev_byteorder=True).to_numpy()
    (IMAGES / "edition-pdf.png").write_bytes(_png(picture[:, :, :3]))
    document.close()


def _png(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    """Rows of red, green and blue as a PNG: the difference with the row above packs a page of text best."""
    height, width, _colours = picture.shape
    rows = picture.reshape(height, width * 3)
    above = np.vstack([np.zeros_like(rows[:1]), rows[:-1]])
    filtered = np.hstack([np.full((height, 1), 2, np.uint8), rows - above])
    parts = [
        (b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(filtered.tobytes(), 9)),
        (b"IEND", b""),
    ]
    chunks = [struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


if __name__ == "__main__":
    main()
