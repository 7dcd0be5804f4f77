# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The desk's form: from the fields that a browser sends to steps on an edition.

Fields: `titel.<item>`, `thema.<item>`, `zin.<sentence>`, `gelezen.<sentence>` (with `twijfel.<sentence>` beside it, for a box
that is not ticked sends nothing), `bron.` and `citaat.<sentence>` (another quote that it stands on), `nieuw.`, `nieuw-bron.` and
`nieuw-citaat.<item>`, `inleiding.<field>`, and `doe`, what the pressed button says. What a sentence stands on is never taken from
the form but looked up in the store: words that are not in a source cannot be sent as its quote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as fields_of
from dataclasses import replace

from bijgepraat.compose import desk
from bijgepraat.compose.desk_merge import settled
from bijgepraat.model.claims import THEMES
from bijgepraat.model.desk import DeskEdition, DeskItem, Introduction
from bijgepraat.pipeline.desk import evidence_for
from bijgepraat.store.store import Store

_LONGEST = 5_000
"""Code points that a field may have."""


def filled_in(store: Store, edition: DeskEdition, sent: Mapping[str, str]) -> DeskEdition:
    """The edition with everything that the form says, the pressed button last. Raises `DeskError`."""
    for name, value in sent.items():
        if len(value) > _LONGEST:
            raise desk.DeskError(f"een veld heeft {len(value)} tekens; meer dan {_LONGEST} kan niet ({name.partition('.')[0]})")
    for item in edition.items:
        edition = _item(store, edition, item, sent)
    edition = _introduction(edition, sent)
    return pressed(edition, sent.get("doe", ""))


def pressed(edition: DeskEdition, button: str) -> DeskEdition:
    """What a button does: `neem:<item>`, `laat:`, `omhoog:`, `omlaag:`, `samen:<item>:<into>`, `splits:<item>:<sentence>`,
    `houd:<place>` and `kies:<place>` (of a conflict), `bewaar`, `zinnen:<item>` (of a language model). Raises `DeskError`.
    """
    what, _colon, rest = button.partition(":")
    first, _colon, second = rest.partition(":")
    match what:
        case "" | "bewaar":
            return edition
        case "zinnen":
            # What is on the desk is saved first; then a language model is asked.
            return edition
        case "neem" | "laat":
            return desk.take(edition, first, what == "neem")
        case "omhoog" | "omlaag":
            return desk.move(edition, first, -1 if what == "omhoog" else 1)
        case "bovenaan":
            return desk.move(edition, first, -len(edition.items))
        case "samen":
            return desk.merge(edition, first, into=second)
        case "splits":
            return desk.split(edition, first, second)
        case "houd":
            return settled(edition, rest)
        case "kies":
            return _chosen(edition, rest)
    raise desk.DeskError("deze knop bestaat niet; laad de pagina opnieuw")


def _item(store: Store, edition: DeskEdition, item: DeskItem, sent: Mapping[str, str]) -> DeskEdition:
    title, theme = sent.get(f"titel.{item.id}"), sent.get(f"thema.{item.id}")
    if title is not None and title.split() != item.title.split():
        edition = desk.retitle(edition, item.id, title)
    if theme in THEMES and theme != item.theme:
        edition = desk.set_theme(edition, item.id, theme)
    for sentence in item.sentences:
        text = sent.get(f"zin.{sentence.id}")
        if text is not None:
            edition = desk.rewrite(edition, item.id, sentence.id, text)
            if not text.strip():
                continue
        if f"twijfel.{sentence.id}" in sent and (text is None or text.split() == sentence.text.split()):
            edition = desk.mark_read(edition, item.id, sentence.id, f"gelezen.{sentence.id}" in sent)
        quote = sent.get(f"citaat.{sentence.id}", "").strip()
        if quote:
            proof = evidence_for(store, sent.get(f"bron.{sentence.id}", ""), quote)
            edition = desk.stand_on(edition, item.id, sentence.id, (*sentence.evidence, proof))
    new = sent.get(f"nieuw.{item.id}", "").strip()
    if new:
        quote = sent.get(f"nieuw-citaat.{item.id}", "").strip()
        proofs = [evidence_for(store, sent.get(f"nieuw-bron.{item.id}", ""), quote)] if quote else []
        edition = desk.add_sentence(edition, item.id, new, proofs)
    return edition


def _introduction(edition: DeskEdition, sent: Mapping[str, str]) -> DeskEdition:
    told = {one.name: sent.get(f"inleiding.{one.name}") for one in fields_of(Introduction)}
    new = {name: value.replace("\r\n", "\n").strip() for name, value in told.items() if value is not None}
    return desk.introduce(edition, replace(edition.introduction, **new)) if new else edition


def _chosen(edition: DeskEdition, where: str) -> DeskEdition:
    """Take the other editor's words of a conflict."""
    words = next((one.sent for one in reversed(edition.conflicts) if one.where == where), None)
    if words is None:
        raise desk.DeskError("deze keuze is al gemaakt")
    kind, _dot, field = where.partition(".")
    if kind == "introduction":
        return settled(desk.introduce(edition, replace(edition.introduction, **{field: words})), where)
    for item in edition.items:
        if item.id == where:
            return settled(desk.retitle(edition, where, words), where)
        if any(sentence.id == where for sentence in item.sentences):
            return settled(desk.rewrite(edition, item.id, where, words), where)
    raise desk.DeskError("dit onderwerp is intussen weg; houd wat er staat")
