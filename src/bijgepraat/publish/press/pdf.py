# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A published edition as PDF for the council's agenda: what stands on it, and the typesetter that makes it in time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import OrderedDict
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Any
from unicodedata import category
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bijgepraat.model.press_views import PressItem, PressSentence, PressSource, PressView
from bijgepraat.publish.site import words

MEDIA_TYPE = "application/pdf"
_HERE = ZoneInfo("Europe/Amsterdam")
_PATIENCE_S = 30.0
_KEPT = 12
_LONG = re.compile(r"\S{40,}")
_PIECE = re.compile(r"\S{1,24}")
_MAY_BREAK = "\u200b"


class PdfError(Exception):
    """The PDF could not be made; the message is Dutch."""


class Pdfs:
    """Makes PDFs, one at a time, and keeps the last ones by what stands on them. Safe to use from several threads."""

    def __init__(self, patience: float = _PATIENCE_S) -> None:
        self._patience = patience
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def of(self, view: PressView, site: str) -> bytes:
        """The PDF of a version; the same version on the same site gives the same bytes. Raises `PdfError`."""
        data = json.dumps(pdf_data(view, site), sort_keys=True).encode()
        key = sha256(data).hexdigest()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = _typeset(data, self._patience)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]


def pdf_data(view: PressView, site: str) -> dict[str, Any]:
    """All words of the PDF, as plain values; `site` is the address of the site without a slash at the end."""
    moment = datetime.fromisoformat(view.at)
    day = moment.astimezone(_HERE).date()
    name = f"Editie {view.number}"
    week = words.week_name(view.week)
    version = f", versie {view.version}" if view.version > 1 else ""
    address = site + view.fixed
    one = view.introduction
    return {
        "title": f"Bijgepraat, {name.lower()}: {week}",
        "brand": "Bijgepraat",
        "running": f"Bijgepraat, {name.lower()}{version}",
        "page-word": "bladzijde",
        "of-word": "van",
        "sources-word": "Bronnen",
        "log-word": "Logboek",
        "fixed-word": "Zo ligt deze editie vast",
        "date": [day.year, day.month, day.day],
        "moment": int(moment.timestamp()),
        "kicker": _clean(f"{name}{version}, goedgekeurd door {view.by} op {words.stamp(view.at)}"),
        "heading": week[:1].upper() + week[1:],
        "period": words.period(view.first, view.last),
        "dateline": f"{words.period(view.first, view.last)}, {words.count(len(view.items), 'ontwikkeling', 'ontwikkelingen')}",
        "correction": [f"Verbeterd op {words.stamp(view.at)}:", _clean(view.log[0].correction)] if view.version > 1 else None,
        "opinion": {
            "label": "Opinie",
            "who": _clean(f"{one.name}, {one.office}"),
            "paragraphs": [_clean(part) for part in words.paragraphs(one.words)],
        }
        if one.words
        else None,
        "video": {
            "label": "Video:",
            "title": _clean(one.video_title),
            "address": one.video,
            "shown": f"({_clean(urlsplit(one.video).hostname or '')})",
        }
        if one.video
        else None,
        "legend": "Wat tussen aanhalingstekens staat, staat letterlijk in de bron."
        + (" Een zin met een stippellijn ervoor is in eigen woorden van de redactie." if view.own_words else "")
        + (" Een deel daarvan stelde een taalmodel voor; een redacteur las het na." if view.model_words else "")
        + " Het cijfer achter een zin verwijst naar de lijst met bronnen.",
        "items": [_item(item) for item in view.items],
        "sources": [_source(source, site) for source in view.sources],
        "log": [
            _clean(
                f"Versie {line.version}, {words.stamp(line.at)}, goedgekeurd door {line.by}: {line.correction or 'uitgebracht'}"
            )
            for line in view.log
        ],
        "short": view.hash[:12],
        "fixed": [
            f"Deze versie staat voor altijd op {_clean(address)}.",
            f"Kenmerk (SHA-256) over de inhoud: {_clean(view.hash)}. U rekent het na over {_clean(address)}/inhoud.json.",
        ],
        "boxes": "Sommige tekens kan deze PDF niet tonen: zij staan hier als □, en op de site zoals zij zijn.",
    }


def _item(item: PressItem) -> dict[str, Any]:
    amounts = (
        words.euros(one.low_eur, one.high_eur) + (f" {one.kind}" if one.kind != "onbekend" else "") for one in item.amounts
    )
    about = (words.theme_name(item.theme), words.day(item.date) if item.date else "", *amounts)
    return {
        "title": _clean(item.title) or "Zonder titel",
        "about": _clean(" · ".join(part for part in about if part)),
        "numbers": _numbers(place.number for place in (item.title_place, *(one.place for one in item.amounts))),
        "sentences": [_sentence(one) for one in item.sentences],
        "who": _clean(f"Wie: {', '.join(item.actors)}") if item.actors else "",
    }


def _sentence(one: PressSentence) -> dict[str, Any]:
    return {
        "lead": _clean(one.lead),
        "text": _clean(one.said),
        "own": one.own,
        "numbers": _numbers(place.number for place in one.places),
    }


def _source(one: PressSource, site: str) -> dict[str, Any]:
    kind = one.record.partition(":")[0]
    address = one.address or site + one.page
    return {
        "number": one.number,
        "title": _clean(one.title),
        "kind": words.kind_name(kind).lower(),
        "address": address,
        "shown": _clean(address),
    }


def _numbers(found: Any) -> list[int]:
    return list(dict.fromkeys(found))


def _clean(text: str) -> str:
    """A text on one line, without signs that are none; long words and addresses may be broken off at a line's end."""
    found = " ".join("".join(" " if category(sign) in {"Cc", "Cs"} else sign for sign in text).split())
    return _LONG.sub(lambda word: _MAY_BREAK.join(_PIECE.findall(word.group())), found)


def _typeset(data: bytes, patience: float) -> bytes:
    command = [sys.executable, "-I", "-m", "bijgepraat.publish.press.typeset"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired as error:
        raise PdfError("De PDF kon niet binnen de tijd worden gemaakt. Lees de editie op de site.") from error
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF"):
        raise PdfError(f"De PDF kon niet worden gemaakt ({_last_line(done.stderr)}). Lees de editie op de site.")
    return done.stdout


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else "geen uitleg"
