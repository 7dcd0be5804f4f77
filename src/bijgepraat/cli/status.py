# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The state of the house as text: the followed sources first, those that need attention on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bijgepraat.cli.terminal import number, table

_IDLE = frozenset({"nooit opgehaald", "op verzoek", "uit"})
_FINE = _IDLE | {"goed"}
_MOST = 10
"""Lines of one sort; `--json` has more."""


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """What `bijgepraat status` prints, line by line, from the answer of `pipeline.house.status`."""
    yield from _sources(found)
    yield from _troubles(found)
    yield from _missing(found)
    yield from _recovered(found)
    yield from _post(found["post"])
    rows = [
        (f"{source['bron']} {kind}", number(entry["aantal"]), entry["nieuwste"] or "–")
        for source in found["bronnen"]
        for kind, entry in source["soorten"].items()
    ]
    yield table(("bron en soort", "aantal", "nieuwste"), rows)
    for notice in found["meldingen"]:
        example = f" ({notice['voorbeelden'][0]})" if notice["voorbeelden"] else ""
        yield f"{notice['ernst']}: {notice['bestand']}{example}: {notice['melding']} – {number(notice['aantal'])} keer"
    for run in found["imports"]:
        if run["klaar"] is None:
            yield f"afgebroken: {run['bestand']}, begonnen {run['begonnen']}; lees het opnieuw in"


def _sources(found: Mapping[str, Any]) -> Iterator[str]:
    if found["beschrijving_fout"]:
        yield f"let op: uw eigen beschrijvingen tellen niet mee: {found['beschrijving_fout']}\n"
    if not any(source["stromen"] for source in found["gevolgd"]):
        yield "Er zijn nog geen bronnen opgehaald; dat doet bijgepraat sync.\n"
        return
    records = {source["bron"]: sum(entry["aantal"] for entry in source["soorten"].values()) for source in found["bronnen"]}
    shown = [source for source in found["gevolgd"] if source["toestand"] not in _IDLE]
    rows = [
        (
            source["bron"],
            source["toestand"],
            _moment(source["sinds"]),
            _moment(source["laatst_gelukt"]),
            _moment(source["nieuwste"]),
            number(records.get(source["bron"], 0)),
        )
        for source in shown
    ]
    if rows:
        yield table(("bron (tijden in UTC)", "toestand", "sinds", "laatst gelukt", "nieuwste", "records"), rows)
    for state in sorted(_IDLE):
        names = [source["bron"] for source in found["gevolgd"] if source["toestand"] == state]
        if names:
            yield f"{state}: {', '.join(names)}"
    yield ""


def _troubles(found: Mapping[str, Any]) -> Iterator[str]:
    said = False
    for source in found["gevolgd"]:
        name = source["bron"]
        if source["toestand"] == "uit":
            continue
        if source["toestand"] == "zonder beschrijving":
            said = True
            yield (
                f"zonder beschrijving: {name} wordt niet meer gevolgd; zet zijn YAML-bestand terug, "
                "of maak er een met enabled: false"
            )
            continue
        for stream in source["stromen"]:
            if stream["toestand"] in _FINE:
                continue
            said = True
            yield _stream(f"{name} {stream['stroom']}", stream)
        for warning in source["waarschuwingen"]:
            if warning["hersteld"] is None:
                said = True
                yield f"let op: {_warned(name, warning)}"
    if said:
        yield ""


def _stream(name: str, stream: Mapping[str, Any]) -> str:
    since = _moment(stream["sinds"])
    if stream["toestand"] == "stil sinds":
        return f"stil sinds {since}: {name}"
    if stream["toestand"] == "niet meer opgehaald":
        return f"niet meer opgehaald: {name}, voor het laatst op {since}; loopt bijgepraat sync nog?"
    times = f"{number(stream['mislukt'])} {'ronde' if stream['mislukt'] == 1 else 'rondes'}"
    return f"gestoord: {name}, sinds {since} {times} mislukt: {_plain(stream['fout'])}"


def _missing(found: Mapping[str, Any]) -> Iterator[str]:
    for piece in found["ontbrekend"][:_MOST]:
        again = f"opnieuw na {_moment(piece['volgende'])}" if piece["volgende"] else "opgegeven"
        yield (
            f"ontbreekt: {piece['bron']} {_plain(piece['titel'] or piece['sleutel'])} ({_plain(piece['adres'])}), "
            f"sinds {_moment(piece['sinds'])}, {number(piece['pogingen'])} keer geprobeerd, {again}: {_plain(piece['fout'])}"
        )
    more = found["ontbrekend_aantal"] - len(found["ontbrekend"][:_MOST])
    if more > 0:
        yield f"ontbreekt: en nog {number(more)}"
    if found["ontbrekend_aantal"]:
        yield "Nu opnieuw proberen kan met bijgepraat sync --missing.\n"


def _recovered(found: Mapping[str, Any]) -> Iterator[str]:
    over = [
        (source["bron"], warning)
        for source in found["gevolgd"]
        for warning in source["waarschuwingen"]
        if warning["hersteld"] is not None
    ]
    over.sort(key=lambda item: str(item[1]["laatst"]), reverse=True)
    for name, warning in over[:_MOST]:
        yield f"hersteld: {_warned(name, warning)}"
    if len(over) > _MOST:
        yield f"hersteld: en nog {number(len(over) - _MOST)}"
    if over:
        yield ""


def _post(post: Mapping[str, Any]) -> Iterator[str]:
    """The queue of mail; nothing when there is no mail and there never was."""
    if post["fout"]:
        yield f"let op: er gaat geen mail uit: {post['fout']}"
    if any(post[name] for name in ("wacht", "mislukt", "teruggekomen", "verstuurd", "te_bundelen")):
        oldest = f", de oudste van {_moment(post['oudste'])}" if post["oudste"] else ""
        yield (
            f"mail: {number(post['wacht'])} wacht{oldest}; {number(post['te_bundelen'])} meldingen nog te bundelen; "
            f"{number(post['verstuurd'])} verstuurd, {number(post['mislukt'])} mislukt, "
            f"{number(post['teruggekomen'])} teruggekomen"
        )
        if post["antwoord"]:
            yield f"laatste antwoord dat niet goed was: {_plain(post['antwoord'])}"
        if post["mislukt"]:
            yield "Wat mislukt is opnieuw proberen kan met bijgepraat deliver --once --failed."
        yield ""
    elif post["fout"]:
        yield ""


def _warned(name: str, warning: Mapping[str, Any]) -> str:
    stream = f" {warning['stroom']}" if warning["stroom"] else ""
    example = f" ({_plain(warning['voorbeeld'])})" if warning["voorbeeld"] else ""
    seen = f"{number(warning['aantal'])} keer, laatst {_moment(warning['laatst'])}"
    return f"{name}{stream}: {_plain(warning['melding'])}{example} – {seen}"


def _plain(text: str | None) -> str:
    """Words of others on one line, without what steers a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text or "geen reden bekend")


def _moment(value: str | None) -> str:
    """2026-11-23T09:00:00+00:00 → 2026-11-23 09:00."""
    return value[:16].replace("T", " ") if value else "–"
