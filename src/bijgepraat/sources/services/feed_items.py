# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a feed (RSS 0.9 to 2.0, RDF, Atom) to its messages.

Feedparser reads the dialects, but only after our own guards: it never gets an address, a DTD, or what is no feed. Of a feed that
stops half-way the messages that are whole are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import feedparser  # type: ignore[import-untyped]
from lxml import etree

from bijgepraat.model.sync import Complaint
from bijgepraat.settings import Limits
from bijgepraat.sources.blob import InputError, TooLargeError
from bijgepraat.sources.encoding import WrongEncodingError
from bijgepraat.sources.services.addresses import public_address
from bijgepraat.sources.services.ahead import doubts
from bijgepraat.sources.services.markup import paragraphs_of, plain
from bijgepraat.sources.services.messages import Attached, Message
from bijgepraat.sources.services.stamps import Stamp, read_stamp
from bijgepraat.sources.xml import MOST_NODES, DoctypeError, TooDeepError, TruncatedError, local

_ROOTS = {"rss", "feed", "RDF"}
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,300}\?>")
_OPENING = re.compile(rb"<(?:[\w-]{1,40}:)?(?:item|entry)[\s/>]")
_CLOSING = re.compile(rb"</(?:[\w-]{1,40}:)?(?:item|entry)\s*>")
_ROOT = re.compile(rb"<((?:[\w-]{1,40}:)?(?:rss|feed|RDF))[\s>]")
_MOST_LOOSE = 4 * 1024**2
"""Bytes of a feed with faults in its XML; reading those takes time that grows faster than their size."""
_MOST_ATTRIBUTES = 200
"""Of one element; time grows with their square, to seven minutes for 200,000."""
_MOST_NAMES, _LONGEST_NAME = 30, 200
_FILES = re.compile(r"application/(?:pdf|vnd\.openxml|msword|xhtml\+xml)|text/(?:html|plain)")


class NoFeedError(InputError):
    """What came is no feed: a page of HTML, a login, nothing."""

    code = "geen-feed"


def read_feed(raw: bytes, address: str, limits: Limits) -> tuple[list[Message], Complaint | None]:
    """The messages of a feed in its order, and a complaint when something was wrong with it.

    Raises `NoFeedError`, `TruncatedError` when not one message is whole, `DoctypeError`, `TooDeepError` and `TooLargeError`.
    """
    if len(raw) > limits.xml_bytes:
        raise TooLargeError(f"groter dan {limits.xml_bytes} bytes; vraag de bron om een kortere feed")
    if not raw.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise NoFeedError("geen feed: het antwoord is leeg")
    body, complaint = _as_utf8(raw.lstrip(b" \t\r\n"), address)
    body = _DECLARATION.sub(b"", body.lstrip(b" \t\r\n\xef\xbb\xbf"), count=1).lstrip()
    if body.count(b"<") + body.count(b"=") > MOST_NODES:
        raise TooLargeError(f"meer dan {MOST_NODES} elementen en kenmerken; vraag de bron om een kortere feed")
    sound, root = _guarded(body, limits.xml_depth)
    if not sound and not re.search(rb"</" + re.escape(root) + rb"\s*>", body):
        body, complaint = _whole_part(body, root), _cut_off(address)
    elif not sound:
        if len(body) > _MOST_LOOSE:
            raise TooLargeError(f"geen geldige XML, en groter dan {_MOST_LOOSE} bytes; meld dit bij de bron")
        complaint = complaint or Complaint(
            "slordige-xml", "De feed is geen geldige XML; zij is zo goed mogelijk gelezen", address, True
        )
    messages = list(_messages(body, address))
    announced = len(_OPENING.findall(body))
    if not sound and len(messages) < announced and (complaint is None or complaint.recovered):
        example = f"{len(messages)} van {announced} berichten in {address}"
        complaint = Complaint("slordige-xml", "De feed is geen geldige XML, en niet elk bericht was te lezen", example)
    return messages, complaint


def _as_utf8(raw: bytes, address: str) -> tuple[bytes, Complaint | None]:
    try:
        return doubts(raw, address)
    except WrongEncodingError as error:
        complaint = Complaint("codering", f"De feed heeft beschadigde letters ({error}); zij staan er als �", address)
        return raw.decode("utf-8", "replace").encode("utf-8"), complaint


def _guarded(body: bytes, depth: int) -> tuple[bool, bytes]:
    """Whether a body is sound XML, and the name of its root as it is written. Raises for what must not be read on."""
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
    root: etree._Element | None
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        root = None
    faults = [error.message or "" for error in parser.error_log]
    name = local(root) if root is not None else ""
    match = _ROOT.search(body)
    if root is None or name not in _ROOTS or match is None:
        seen = f"<{name[:40]}>" if name else body[:60].decode("utf-8", "replace").strip()
        page = " (een pagina in plaats van een feed, vaak een foutpagina of een cookiemuur)" if name.lower() == "html" else ""
        raise NoFeedError(f"geen feed{page}: het antwoord begint met {seen!r}; controleer het adres van de feed")
    if root.getroottree().docinfo.internalDTD is not None or re.search(rb"<!(?:DOCTYPE|ENTITY)", body[: match.start()], re.I):
        raise DoctypeError("de feed heeft een DOCTYPE of eigen entiteiten, en dat is onveilig; meld dit bij de bron")
    if any("xcessive depth" in fault for fault in faults) or _depth(root) > depth:
        raise TooDeepError(f"meer dan {depth} elementen diep genest; controleer de feed")
    return not faults, match.group(1)


def _depth(root: etree._Element) -> int:
    """How deep elements are nested. Raises `TooLargeError` for one with more attributes than Feedparser can bear."""
    deepest = now = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        now += 1 if event == "start" else -1
        deepest = max(deepest, now)
        if event == "start" and len(element.attrib) > _MOST_ATTRIBUTES:
            raise TooLargeError(f"een element met meer dan {_MOST_ATTRIBUTES} kenmerken; controleer de feed")
    return deepest


def _whole_part(body: bytes, root: bytes) -> bytes:
    """A feed that was cut off, up to and with its last whole message."""
    end = max((match.end() for match in _CLOSING.finditer(body)), default=0)
    if not end:
        raise TruncatedError("de feed is afgekapt voor het eind van het eerste bericht; vraag haar opnieuw op")
    channel = b"</channel>" if root == b"rss" else b""
    return body[:end] + channel + b"</" + root + b">"


def _cut_off(address: str) -> Complaint:
    return Complaint("afgekapt", "De feed houdt halverwege op; de berichten die heel waren zijn genomen", address)


def _messages(body: bytes, address: str) -> Iterator[Message]:
    # Without the feed's own address: feedparser would make addresses of guids that are numbers or words.
    headers = {"content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    for number, entry in enumerate(parsed.entries, 1):
        # As a plain dict: feedparser's own hands over the date of publication as that of change, with a warning.
        yield _message(dict(entry), number, address)


def _message(entry: Mapping[str, Any], number: int, address: str) -> Message:
    published, one = _stamp(entry, "published", "created")
    updated, other = _stamp(entry, "updated")
    summary = _words(entry, "summary")
    content = max((str(each.get("value") or "") for each in _list(entry, "content")), key=len, default="")
    text = paragraphs_of(content or summary)
    short = plain(summary) if content and summary else ""
    files = [found for link in _list(entry, "links") if (found := _file(link, address)) is not None]
    return Message(
        place=f"bericht {number}",
        title=plain(_words(entry, "title")),
        address=_link(entry, address),
        guid=" ".join(_words(entry, "id").split()) or None,
        published=published,
        updated=updated,
        text=text,
        fields={
            "guid": " ".join(_words(entry, "id").split())[:500],
            "auteur": plain(_words(entry, "author"))[:_LONGEST_NAME],
            "categorieen": _categories(entry),
            "samenvatting": short[:5_000],
            "bijlagen": [found.address for found in files][:_MOST_NAMES],
        },
        files=files[:_MOST_NAMES],
        doubt=one or other,
    )


def _link(entry: Mapping[str, Any], address: str) -> str | None:
    """Where a message stands: of an Atom entry's links the alternate one, its own page before other forms of it.

    A guid only counts when it is an address and nothing says that it is no link.
    """
    alternates = [link for link in _list(entry, "links") if link.get("rel", "alternate") == "alternate"]
    pages = [link for link in alternates if "html" in str(link.get("type") or "text/html")]
    candidates = [entry.get("feedburner_origlink"), *(link.get("href") for link in (*pages, *alternates))]
    guid = _words(entry, "id").strip()
    if entry.get("guidislink") and re.match(r"https?://", guid):
        candidates.append(guid)
    return next((found for link in candidates if link and (found := public_address(str(link), address, address))), None)


def _file(link: Mapping[str, Any], address: str) -> Attached | None:
    kind = str(link.get("type") or "").partition(";")[0].strip().lower()
    found = public_address(str(link.get("href") or ""), address, address) if link.get("rel") == "enclosure" else None
    if found is None or (kind and not _FILES.match(kind)):
        return None
    size = str(link.get("length") or "")
    return Attached(found, kind or None, int(size) if re.fullmatch(r"[1-9]\d{0,11}", size) else None)


def _stamp(entry: Mapping[str, Any], *names: str) -> tuple[Stamp | None, str | None]:
    """The first of these moments, or the words in its place that are none."""
    doubt: str | None = None
    for name in names:
        words = _words(entry, name).strip()
        found = read_stamp(words)
        if found is not None:
            return found, None
        doubt = doubt or words or None
    return None, doubt


def _categories(entry: Mapping[str, Any]) -> list[str]:
    names = [plain(str(tag.get("label") or tag.get("term") or ""))[:_LONGEST_NAME] for tag in _list(entry, "tags")[:_MOST_NAMES]]
    return list(dict.fromkeys(name for name in names if name))


def _words(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _list(entry: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = entry.get(name)
    return list(value) if isinstance(value, list) else []
