# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Writing records: new, unchanged, changed, late, repeated; and two orders of events that must end the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bijgepraat.model.records import Link, Passage, Record
from bijgepraat.store.digest import digest
from bijgepraat.store.records import Fate, write
from bijgepraat.store.schema import history, links, passages, records, texts
from bijgepraat.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def zaak(key: str = "z1", title: str = "Jeugdzorg", modified: str = "2025-01-01T00:00:00.0000000Z", **more: object) -> Record:
    return Record("Zaak", key, "tweedekamer", title, date(2025, 1, 1), modified, **more)  # type: ignore[arg-type]


def put(store: Store, *batch: Record) -> list[Fate]:
    with store.writing() as connection:
        return write(connection, batch, None)


def current(store: Store, key: str = "z1") -> sa.Row[tuple[object, ...]]:
    with store.reading() as connection:
        return connection.execute(sa.select(records).where(records.c.key == key)).one()


def count(store: Store, table: sa.Table) -> int:
    with store.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_the_same_content_is_stored_once(store: Store) -> None:
    assert put(store, zaak()) == [Fate.STORED]
    changes = store.changes()
    assert put(store, zaak()) == [Fate.UNCHANGED]
    assert store.changes() == changes
    assert count(store, history) == 0


def test_a_newer_version_replaces_and_the_old_one_is_kept(store: Store) -> None:
    put(store, zaak(text="oude tekst", passages=(Passage(0, 4),)))
    put(store, zaak(title="Jeugdhulp", modified="2025-02-01T00:00:00.0000000Z", text="nieuwe tekst"))
    row = current(store)
    assert (row.title, row.version, row.seq) == ("Jeugdhulp", 2, 2)
    with store.reading() as connection:
        old = connection.execute(sa.select(history)).one()
        kept = dict(connection.execute(sa.select(texts.c.version, texts.c.text)).all())
    assert (old.title, old.version) == ("Jeugdzorg", 1)
    assert kept == {1: "oude tekst", 2: "nieuwe tekst"}
    assert count(store, passages) == 1


def test_an_older_version_that_comes_late_goes_to_history(store: Store) -> None:
    put(store, zaak(title="nieuw", modified="2025-02-01T00:00:00.0000000Z"))
    assert put(store, zaak(title="oud")) == [Fate.STORED]
    assert current(store).title == "nieuw"
    assert count(store, history) == 1
    assert put(store, zaak(title="oud")) == [Fate.UNCHANGED]


def test_a_record_twice_in_one_batch_is_two_arrivals(store: Store) -> None:
    fates = put(store, zaak(), zaak(title="b", modified="2025-03-01T00:00:00.0000000Z"), zaak())
    assert fates == [Fate.STORED, Fate.STORED, Fate.UNCHANGED]
    assert (current(store).title, count(store, history)) == ("b", 1)


def test_equal_moments_the_last_arrival_counts(store: Store) -> None:
    put(store, zaak(title="a"))
    put(store, zaak(title="b"))
    assert current(store).title == "b"
    assert put(store, zaak(title="a")) == [Fate.UNCHANGED]
    assert current(store).title == "b"


def test_a_deletion_is_a_version_like_any_other(store: Store) -> None:
    put(store, zaak())
    put(store, Record("Zaak", "z1", "tweedekamer", modified="2025-05-01T00:00:00.0000000Z", deleted=True))
    assert current(store).deleted
    assert count(store, history) == 1


def link_rows(store: Store) -> set[tuple[str, str]]:
    with store.reading() as connection:
        return {(row.role, row.to_key) for row in connection.execute(sa.select(links))}


def test_a_role_that_a_newer_version_does_not_state_stays(store: Store) -> None:
    put(store, zaak(links=(Link("document", "Document", "d1"), Link("dossier", "Kamerstukdossier", "1"))))
    put(store, zaak(title="b", modified="2025-03-01T00:00:00.0000000Z", links=(Link("document", "Document", "d2"),)))
    assert link_rows(store) == {("document", "d2"), ("dossier", "1")}


def test_new_links_on_known_content_count_as_stored_once(store: Store) -> None:
    put(store, zaak())
    linked = zaak(links=(Link("document", "Document", "d1"),))
    assert put(store, linked) == [Fate.STORED]
    assert put(store, linked) == [Fate.UNCHANGED]
    assert put(store, zaak()) == [Fate.UNCHANGED]
    assert link_rows(store) == {("document", "d1")}
    assert current(store).version == 1


def test_an_old_version_does_not_bring_back_old_links(store: Store) -> None:
    put(store, zaak(title="b", modified="2025-03-01T00:00:00.0000000Z", links=(Link("document", "Document", "d2"),)))
    put(store, zaak(links=(Link("document", "Document", "d1"), Link("dossier", "Kamerstukdossier", "1"))))
    assert link_rows(store) == {("document", "d2"), ("dossier", "1")}


def test_an_error_in_a_batch_leaves_nothing_of_it(store: Store) -> None:
    put(store, zaak("z0"))
    before = store.changes()
    broken = zaak("z2", fields={"geen json": object()})
    with pytest.raises(TypeError):
        put(store, zaak("z1"), broken)
    assert store.changes() == before
    assert count(store, records) == 1


arrivals = st.lists(
    st.builds(
        lambda key, title, month, target: zaak(
            key,
            title,
            f"2025-{month:02}-01T00:00:00.0000000Z",
            links=(Link("document", "Document", target),) if target else (),
        ),
        st.sampled_from(["z1", "z2", "z3"]),
        st.sampled_from(["a", "b", "c"]),
        st.integers(1, 3),
        st.sampled_from(["", "d1", "d2"]),
    ),
    max_size=12,
)


_MONTH = "2025-0{}-01T00:00:00.0000000Z"
_D1, _D2 = ((Link("document", "Document", key),) for key in ("d1", "d2"))


@settings(max_examples=60, deadline=None)
@example(
    [
        zaak("z2", "b", _MONTH.format(1), links=_D2),
        zaak("z2", "a", _MONTH.format(1)),
        zaak("z2", "b", _MONTH.format(2), links=_D1),
    ],
    0,
    1,
)
@given(arrivals, st.integers(0, 12), st.integers(1, 5))
def test_cut_off_and_started_again_ends_the_same(
    tmp_path_factory: pytest.TempPathFactory, sent: list[Record], cut: int, size: int
) -> None:
    """A run that stops between two batches and is started again from the first ends with an equal store, and stores no more."""
    batches = [sent[n : n + size] for n in range(0, len(sent), size)]
    digests = []
    for upto in (0, cut):
        with Store.open(tmp_path_factory.mktemp("winkel")) as store:
            for batch in [*batches[:upto], *batches]:
                put(store, *batch)
            before = store.changes()
            with store.reading() as connection:
                digests.append(digest(connection)["records"])
            if upto == 0:
                assert all(fate is Fate.UNCHANGED for batch in batches for fate in put(store, *batch))
                assert store.changes() == before
    assert digests[0] == digests[1]


def test_the_same_content_sent_again_later_moves_the_moment_and_nothing_else(store: Store) -> None:
    put(store, zaak(fields={"Nummer": "2025Z1", "GewijzigdOp": "2025-01-01T00:00:00+01:00"}))
    before = current(store)
    later = zaak(modified="2026-02-19T00:00:00.0000000Z", fields={"Nummer": "2025Z1", "GewijzigdOp": "2026-02-19T00:00:00+01:00"})
    assert put(store, later) == [Fate.RESENT]
    row = current(store)
    assert (row.version, row.seq, row.modified) == (1, before.seq, "2026-02-19T00:00:00.0000000Z")
    assert "2026-02-19" in row.fields
    assert store.changes() == before.seq
    assert put(store, later) == [Fate.UNCHANGED]
    assert put(store, zaak(title="Tussentijds", modified="2025-06-01T00:00:00.0000000Z")) == [Fate.STORED]
    assert current(store).title == "Jeugdzorg", "a version from before the moment that it was sent again is an older one"


def test_a_text_that_was_put_back_is_a_version_again(store: Store) -> None:
    put(store, zaak(title="Eerst"))
    put(store, zaak(title="Toen", modified="2025-02-01T00:00:00.0000000Z"))
    assert put(store, zaak(title="Eerst", modified="2025-03-01T00:00:00.0000000Z")) == [Fate.STORED]
    assert (current(store).title, current(store).version) == ("Eerst", 3)
    assert put(store, zaak(title="Toen", modified="2025-02-01T00:00:00.0000000Z")) == [Fate.UNCHANGED]
    assert put(store, zaak(title="Eerst")) == [Fate.UNCHANGED]


def test_a_relation_that_is_gone_goes_when_the_source_names_all_there_are(store: Store) -> None:
    def zaak(day: int, *activities: str, complete: tuple[str, ...] = ("activiteit",)) -> Record:
        found = tuple(Link("activiteit", "Activiteit", key) for key in activities)
        return Record("Zaak", "z", "tk", "Titel", modified=f"2026-11-{day:02}T00:00:00.0000000Z", links=found, complete=complete)

    def kept() -> list[str]:
        with store.reading() as connection:
            return sorted(connection.execute(sa.select(links.c.to_key)).scalars())

    for sent, expected in (
        (zaak(1, "a", "b"), ["a", "b"]),
        (zaak(2, "b"), ["b"]),
        (zaak(1, "a", "b"), ["b"]),  # an older page that comes again brings nothing back
        (zaak(3, complete=()), ["b"]),  # this one leaves relations out
        (zaak(4), []),
        (zaak(2, "b"), []),
        (zaak(4), []),
    ):
        with store.writing() as connection:
            write(connection, [sent], None)
        assert kept() == expected
