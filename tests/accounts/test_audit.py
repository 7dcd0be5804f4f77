# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The audit log: it tells every act, no change gets through, and who changes the file itself is found out."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from account_house import HERE, NOON, PASSWORD, House

from bijgepraat.model.accounts import Role
from bijgepraat.pipeline.login import WrongError
from bijgepraat.pipeline.second_factor import code_at
from bijgepraat.store import audit
from bijgepraat.store.audit import END
from bijgepraat.store.errors import StoreError


def acts(house: House) -> list[str]:
    return [act.what for act in reversed(house.accounts.log(1_000))]


def raw(house: House, *statements: str) -> None:
    """What somebody with access to the machine can do with the database: they can drop the triggers."""
    here = sa.make_url(str(house.store.engine.url)).get_backend_name() == "postgresql"
    guards = ("audit_no_update", "audit_no_delete", "audit_no_truncate" if here else "audit_no_replace")
    with house.store.writing() as connection:
        for name in guards:
            connection.execute(sa.text(f"DROP TRIGGER {name}{' ON audit' if here else ''}"))
        for statement in statements:
            connection.execute(sa.text(statement))


def test_every_act_is_there_with_who_did_it_and_no_secret(house: House) -> None:
    me = house.people[Role.EDITOR]
    key, codes = house.enrol()
    first = house.log_in()
    with pytest.raises(WrongError):
        house.door.code(first.token, "000000", HERE, house.moment)
    second = house.door.code(first.token, code_at(key, house.moment), HERE, house.moment)
    session = house.door.session(second.token, house.moment)
    assert session is not None
    token = house.accounts.drop_second_factor(session, PASSWORD, house.moment)
    house.door.leave(token, house.moment)
    with pytest.raises(WrongError):
        house.door.password(me.address, "dit is fout getypt", HERE, house.moment)
    house.accounts.set_role(me.id, Role.CHIEF_EDITOR, house.moment, "Bea (account 4)")
    secret = house.accounts.invite(me.id, house.moment, "Bea (account 4)")
    house.accounts.set_active(me.id, False, house.moment, "Bea (account 4)")
    assert acts(house) == [
        *["account gemaakt"] * 4,
        *["inloggen", "tweede stap aan", "code mislukt", "inloggen", "tweede stap uit", "uitloggen"],
        *["inloggen mislukt", "rol", "uitnodiging", "uitgeschakeld"],
    ]
    told = repr(house.accounts.log(1_000))
    assert "Iemand van redacteur (account 2)" in told
    for hidden in (PASSWORD, "dit is fout getypt", key, *codes, first.token, token, secret, HERE, me.address):
        assert hidden not in told


def test_a_pause_is_told_once(house: House) -> None:
    for _ in range(5):
        with pytest.raises(WrongError):
            house.door.password("x@gemeente.example", "verkeerd geraden", HERE, NOON)
    assert acts(house).count("pauze") == 1


def test_the_chain_of_a_log_that_nobody_touched_is_whole(house: House) -> None:
    found = house.accounts.verify_log()
    assert (found.lines, found.fault) == (4, "")
    with house.store.reading() as connection:
        assert audit.head(connection) == (4, found.hash)


def test_an_empty_log_is_whole(house: House) -> None:
    with house.store.writing() as connection:
        # A temporary table hides the real one for this connection.
        for name in ("audit", "properties"):
            schema = "public" if connection.dialect.name == "postgresql" else "main"
            connection.execute(sa.text(f"CREATE TEMP TABLE {name} AS SELECT * FROM {schema}.{name} WHERE 1 = 0"))
        assert audit.verify(connection).lines == 0
        assert audit.verify(connection).fault == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET by = 'iemand anders' WHERE id = 2",
        "DELETE FROM audit WHERE id = 4",
        "DELETE FROM audit",
        pytest.param(
            "INSERT OR REPLACE INTO audit SELECT id, at, 'iemand anders', what, about, detail, previous, hash FROM audit WHERE id = 2",
            marks=pytest.mark.sqlite,
        ),
        pytest.param("REPLACE INTO audit VALUES (4, '', '', '', '', '', '', '')", marks=pytest.mark.sqlite),
        pytest.param("TRUNCATE audit", marks=pytest.mark.postgresql),
        "INSERT INTO audit SELECT * FROM audit WHERE id = 2 ON CONFLICT (id) DO UPDATE SET by = 'iemand anders'",
    ],
)
def test_the_application_cannot_change_or_remove_a_line(house: House, statement: str) -> None:
    with pytest.raises(sa.exc.DatabaseError, match="kan niet worden veranderd"), house.store.writing() as connection:
        connection.execute(sa.text(statement))
    assert house.accounts.verify_log().fault == ""
    assert len(house.accounts.log(10)) == 4


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET by = 'iemand anders' WHERE id = 2", "regel 2 is veranderd"),
        ("UPDATE audit SET detail = detail || ' ' WHERE id = 4", "regel 4 is veranderd"),
        ("UPDATE audit SET what = what || substr(about, 1, 1), about = substr(about, 2) WHERE id = 3", "regel 3 is veranderd"),
        ("DELETE FROM audit WHERE id = 1", "regel 1 ontbreekt"),
        ("DELETE FROM audit WHERE id = 3", "regel 3 ontbreekt"),
        ("DELETE FROM audit WHERE id = 4", "na regel 3"),
        ("DELETE FROM audit", "na regel 0"),
        ("UPDATE audit SET previous = hash WHERE id = 3", "regel 3 sluit niet aan"),
        ("INSERT INTO audit VALUES (5, '', '', '', '', '', '', '')", "regel 5 sluit niet aan"),
    ],
)
def test_who_writes_in_the_file_itself_is_found_out(house: House, statement: str, fault: str) -> None:
    with house.store.reading() as connection:
        assert audit.verify(connection).fault == ""
    raw(house, statement)
    assert fault in house.accounts.verify_log().fault


def test_two_lines_swapped_are_found_out(house: House) -> None:
    raw(house, *(f"UPDATE audit SET id = {new} WHERE id = {old}" for old, new in ((2, 99), (3, 2), (99, 3))))
    assert "regel 2" in house.accounts.verify_log().fault


def test_a_log_made_anew_shows_in_the_hash_that_was_noted_elsewhere(house: House) -> None:
    noted = house.accounts.verify_log().hash
    raw(house, "DELETE FROM audit", f"DELETE FROM properties WHERE name = '{END}'")
    with house.store.writing() as connection:
        for _ in range(4):
            audit.append(connection, at="2026-11-23T11:00:00+00:00", by="test", what="niets gebeurd")
    found = house.accounts.verify_log()
    assert found.fault == ""
    assert found.hash != noted


def test_an_act_that_is_undone_leaves_no_line(house: House) -> None:
    with pytest.raises(StoreError), house.store.writing() as connection:
        audit.append(connection, at="2026-11-23T11:00:00+00:00", by="test", what="toch niet")
        raise StoreError("het ging niet door")
    assert "toch niet" not in acts(house)
    assert house.accounts.verify_log().fault == ""


def test_the_log_goes_page_by_page(house: House) -> None:
    newest = house.accounts.log(3)
    assert [act.id for act in newest] == [4, 3, 2]
    assert [act.id for act in house.accounts.log(3, newest[-1].id)] == [1]
