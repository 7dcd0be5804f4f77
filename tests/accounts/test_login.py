# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Logging in: guessing gets slower, nothing tells who has an account, cookies are new at every step, codes count once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa
from account_house import HERE, NOON, PASSWORD, CountingHasher, House

from bijgepraat.model.accounts import RIGHTS, Right, Role
from bijgepraat.pipeline import pauses
from bijgepraat.pipeline.accounts import AccountError, Accounts
from bijgepraat.pipeline.login import Doorkeeper, WrongError
from bijgepraat.pipeline.pauses import NAME, ORIGIN, PausedError
from bijgepraat.pipeline.second_factor import code_at
from bijgepraat.store.schema_desk import attempts, sessions

EDITOR = "redacteur@gemeente.example"


def fail(house: House, address: str = EDITOR, origin: str = HERE, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(WrongError):
            house.door.password(address, "helemaal verkeerd", origin, house.moment)


def pause(house: House, address: str = EDITOR, origin: str = HERE, password: str = PASSWORD) -> int:
    with pytest.raises(PausedError) as caught:
        house.door.password(address, password, origin, house.moment)
    return caught.value.seconds


def test_the_right_password_opens_the_door_and_a_wrong_one_does_not(house: House) -> None:
    entered = house.log_in()
    session = house.door.session(entered.token, house.moment)
    assert session is not None
    assert session.account.name == "Iemand van redacteur"
    assert not session.pending
    fail(house)


def test_an_address_is_found_however_it_is_typed(house: House) -> None:
    assert house.door.password(" Redacteur@Gemeente.EXAMPLE ", PASSWORD, HERE, NOON).account.role is Role.EDITOR


def test_guessing_gets_slower_and_the_pauses_grow(house: House) -> None:
    fail(house, times=NAME.free)
    waited = []
    for _ in range(8):
        seconds = pause(house)
        waited.append(seconds)
        house.later(seconds=seconds)
        fail(house)
    assert waited == [30, 60, 120, 240, 480, 900, 900, 900]


def test_in_a_pause_the_right_password_is_not_even_looked_at(house: House) -> None:
    fail(house, times=NAME.free)
    looked = len(house.hasher.verified)
    assert pause(house) == 30
    assert len(house.hasher.verified) == looked
    house.later(seconds=31)
    assert house.log_in().account.role is Role.EDITOR


def test_asking_in_a_pause_does_not_make_it_longer(house: House) -> None:
    fail(house, times=NAME.free)
    for _ in range(50):
        assert pause(house) == 30


def test_who_comes_in_begins_anew(house: House) -> None:
    fail(house, times=NAME.free - 1)
    house.log_in()
    fail(house, times=NAME.free - 1)
    house.log_in()


def test_a_pause_holds_for_one_name_and_not_for_another(house: House) -> None:
    fail(house, times=NAME.free)
    pause(house)
    house.log_in(Role.ADMINISTRATOR)


def test_many_names_from_one_place_get_slower_too(house: House) -> None:
    for n in range(ORIGIN.free):
        fail(house, f"naam{n}@gemeente.example")
    assert pause(house) == 30
    assert house.door.password(EDITOR, PASSWORD, "198.51.100.9", house.moment)


def test_logging_in_oneself_does_not_wipe_out_guesses_from_the_same_place(house: House) -> None:
    for n in range(ORIGIN.free - 1):
        fail(house, f"naam{n}@gemeente.example")
        house.log_in()
    fail(house, "nog@gemeente.example")
    assert pause(house) == 30


def test_a_whole_ipv6_network_is_one_place() -> None:
    assert pauses.origin("2001:db8:1:2:3:4:5:6") == pauses.origin("2001:db8:1:2::9")
    assert pauses.origin("2001:db8:1:3::9") != pauses.origin("2001:db8:1:2::9")
    assert pauses.origin("::ffff:203.0.113.7") == pauses.origin("203.0.113.7")
    assert pauses.origin("testclient") == "testclient"


def test_attempts_at_the_same_time_are_all_counted(house: House) -> None:
    """Without that, a hundred guesses sent at once would all slip through before the first was counted."""
    outcomes: list[str] = []

    def guess() -> None:
        try:
            house.door.password(EDITOR, "helemaal verkeerd", HERE, NOON)
        except (WrongError, PausedError) as error:
            outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("WrongError") == NAME.free
    assert outcomes.count("PausedError") == 20 - NAME.free


def test_where_attempts_came_from_is_not_kept_readable_and_not_kept_long(house: House) -> None:
    fail(house, "onbekende@gemeente.example")
    with house.store.reading() as connection:
        kept = str(connection.execute(sa.select(attempts)).all())
    assert HERE not in kept
    assert "onbekende" not in kept
    house.later(hours=13)
    fail(house, origin="198.51.100.9", times=1)
    with house.store.reading() as connection:
        assert len(connection.execute(sa.select(attempts)).all()) == 2


def test_a_name_that_is_nobodys_costs_the_same_work_and_gets_the_same_pauses(house: House) -> None:
    closed = house.accounts.add("Weg", "weg@gemeente.example", Role.EDITOR, NOON, "test", PASSWORD)
    house.accounts.set_active(closed.id, False, NOON, "test")
    house.accounts.add("Nieuw", "nieuw@gemeente.example", Role.EDITOR, NOON, "test")
    for address in (EDITOR, "bestaat.niet@gemeente.example", "geen adres", "weg@gemeente.example", "nieuw@gemeente.example"):
        house.hasher.verified.clear()
        fail(house, address, origin=address)
        assert len(house.hasher.verified) == 1, address
        assert "argon2id" in house.hasher.verified[0]
        fail(house, address, origin=address, times=NAME.free - 1)
        assert pause(house, address, origin=address, password="helemaal verkeerd") == 30


def test_the_cookie_is_kept_as_a_hash_only(house: House) -> None:
    token = house.log_in().token
    assert len(token) >= 43  # 256 bits in base64
    with house.store.reading() as connection:
        kept = str(connection.execute(sa.select(sessions)).all())
    assert token not in kept


def test_a_cookie_from_before_logging_in_opens_nothing(house: House) -> None:
    """Session fixation: whoever plants a cookie does not get in with it."""
    planted = "0" * 43
    entered = house.log_in(old=planted)
    assert entered.token != planted
    assert house.door.session(planted, house.moment) is None
    again = house.log_in(old=entered.token)
    assert house.door.session(entered.token, house.moment) is None
    assert house.door.session(again.token, house.moment) is not None


def test_the_second_step_gives_another_cookie_and_the_first_opens_nothing(house: House) -> None:
    key, _codes = house.enrol()
    first = house.log_in()
    assert first.pending
    halfway = house.door.session(first.token, house.moment)
    assert halfway is not None
    assert halfway.pending
    second = house.door.code(first.token, code_at(key, house.moment), HERE, house.moment)
    assert second.token != first.token
    assert house.door.session(first.token, house.moment) is None
    session = house.door.session(second.token, house.moment)
    assert session is not None
    assert not session.pending


def test_a_code_counts_once(house: House) -> None:
    key, _codes = house.enrol()
    code = code_at(key, house.moment)
    house.door.code(house.log_in().token, code, HERE, house.moment)
    first = house.log_in()
    with pytest.raises(WrongError):
        house.door.code(first.token, code, HERE, house.moment)
    earlier = code_at(key, house.moment - timedelta(seconds=30))
    with pytest.raises(WrongError):
        house.door.code(first.token, earlier, HERE, house.moment)
    house.later(seconds=30)
    assert not house.door.code(first.token, code_at(key, house.moment), HERE, house.moment).pending


def test_the_code_with_which_it_was_turned_on_does_not_count_again(house: House) -> None:
    key, _codes = house.enrol()
    house.later(seconds=-60)
    first = house.log_in()
    with pytest.raises(WrongError):
        house.door.code(first.token, code_at(key, house.moment), HERE, house.moment)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "0" * 10_000])
def test_what_is_no_code_is_refused(house: House, code: str) -> None:
    house.enrol()
    with pytest.raises(WrongError):
        house.door.code(house.log_in().token, code, HERE, house.moment)


def test_guessing_codes_gets_slower_whatever_session_is_used(house: House) -> None:
    house.enrol()
    for _ in range(5):
        first = house.log_in()
        with pytest.raises(WrongError):
            house.door.code(first.token, "000000", HERE, house.moment)
    with pytest.raises(PausedError):
        house.door.code(house.log_in().token, "000000", HERE, house.moment)


def test_the_second_step_must_come_within_ten_minutes(house: House) -> None:
    key, _codes = house.enrol()
    first = house.log_in()
    house.later(minutes=10)
    with pytest.raises(WrongError):
        house.door.code(first.token, code_at(key, house.moment), HERE, house.moment)


def test_a_recovery_code_works_once_however_it_is_typed(house: House) -> None:
    _key, codes = house.enrol()
    assert len(set(codes)) == 10
    typed = codes[3].upper().replace("-", " ")
    assert not house.door.code(house.log_in().token, typed, HERE, house.moment).pending
    assert house.accounts.codes_left(house.people[Role.EDITOR]) == 9
    with pytest.raises(WrongError):
        house.door.code(house.log_in().token, codes[3], HERE, house.moment)


def test_somebody_elses_recovery_code_does_not_work(house: House) -> None:
    _key, codes = house.enrol(Role.ADMINISTRATOR)
    house.enrol(Role.EDITOR)
    with pytest.raises(WrongError):
        house.door.code(house.log_in(Role.EDITOR).token, codes[0], HERE, house.moment)
    assert house.accounts.codes_left(house.people[Role.ADMINISTRATOR]) == 10


def test_a_session_ends_after_eight_hours_of_rest_and_after_a_day(house: House) -> None:
    token = house.log_in().token
    house.later(hours=7, minutes=59)
    assert house.door.session(token, house.moment) is not None
    house.later(hours=7, minutes=59)
    assert house.door.session(token, house.moment) is not None
    house.later(hours=8)
    assert house.door.session(token, house.moment) is None
    token = house.log_in().token
    for _ in range(4):
        house.later(hours=5)
        assert house.door.session(token, house.moment) is not None
    house.later(hours=4)
    assert house.door.session(token, house.moment) is None


def test_logging_out_ends_the_session_at_the_server(house: House) -> None:
    token = house.log_in().token
    house.door.leave(token, house.moment)
    assert house.door.session(token, house.moment) is None


def test_logging_out_everywhere_ends_all_of_ones_own(house: House) -> None:
    tokens = [house.log_in().token for _ in range(3)]
    other = house.log_in(Role.ADMINISTRATOR).token
    session = house.door.session(tokens[0], house.moment)
    assert session is not None
    assert house.door.leave_everywhere(session, house.moment) == 3
    assert [house.door.session(token, house.moment) for token in tokens] == [None] * 3
    assert house.door.session(other, house.moment) is not None


def test_another_password_ends_all_sessions_but_ones_own_which_gets_another_cookie(house: House) -> None:
    other, mine = house.log_in().token, house.log_in().token
    session = house.door.session(mine, house.moment)
    assert session is not None
    with pytest.raises(WrongError):
        house.accounts.change_password(session, "verkeerd", "vier blauwe paraplus", house.moment)
    token = house.accounts.change_password(session, PASSWORD, "vier blauwe paraplus", house.moment)
    assert house.door.session(other, house.moment) is None
    assert house.door.session(mine, house.moment) is None
    assert house.door.session(token, house.moment) is not None
    fail(house)
    assert house.log_in(password="vier blauwe paraplus")


def test_another_role_ends_the_sessions(house: House) -> None:
    token = house.log_in().token
    house.accounts.set_role(house.people[Role.EDITOR].id, Role.READER, house.moment, "test")
    assert house.door.session(token, house.moment) is None
    assert not house.log_in().account.may(Right.DESK)


def test_an_account_that_is_closed_is_out_at_once(house: House) -> None:
    token = house.log_in().token
    house.accounts.set_active(house.people[Role.EDITOR].id, False, house.moment, "test")
    assert house.door.session(token, house.moment) is None
    with pytest.raises(WrongError):
        house.log_in()
    house.accounts.set_active(house.people[Role.EDITOR].id, True, house.moment, "test")
    assert house.door.session(token, house.moment) is None
    assert house.log_in()


def test_the_last_administrator_stays(house: House) -> None:
    last = house.people[Role.ADMINISTRATOR].id
    with pytest.raises(AccountError, match="enige beheerder"):
        house.accounts.set_role(last, Role.EDITOR, NOON, "test")
    with pytest.raises(AccountError, match="enige beheerder"):
        house.accounts.set_active(last, False, NOON, "test")
    house.accounts.set_role(house.people[Role.EDITOR].id, Role.ADMINISTRATOR, NOON, "test")
    house.accounts.set_active(last, False, NOON, "test")


def test_a_hash_with_old_parameters_is_made_anew_at_the_next_login(house: House) -> None:
    stronger = CountingHasher(rounds=2)
    with house.store.reading() as connection:
        before = connection.execute(sa.text(f"SELECT password FROM accounts WHERE address = '{EDITOR}'")).scalar_one()
    door = Accounts(house.store, Doorkeeper(house.store, stronger)).door
    door.password(EDITOR, PASSWORD, HERE, NOON)
    with house.store.reading() as connection:
        after = connection.execute(sa.text(f"SELECT password FROM accounts WHERE address = '{EDITOR}'")).scalar_one()
    assert "t=1" in before
    assert "t=2" in after
    assert door.password(EDITOR, PASSWORD, HERE, NOON)


def test_an_invitation_works_once_and_for_a_week(house: House) -> None:
    made = house.accounts.add("Nieuw", "nieuw@gemeente.example", Role.EDITOR, NOON, "test")
    first = house.accounts.invite(made.id, NOON, "test")
    second = house.accounts.invite(made.id, NOON, "test")
    assert house.accounts.invited(first, NOON) is None  # a newer one takes its place
    assert house.accounts.invited(second, NOON + timedelta(days=7)) is None
    assert house.accounts.accept(second, PASSWORD, NOON)
    assert house.accounts.accept(second, "zes gele sleutels", NOON) is None
    assert house.door.password("nieuw@gemeente.example", PASSWORD, HERE, NOON)


def test_an_invitation_of_an_account_that_was_closed_does_not_work(house: House) -> None:
    made = house.accounts.add("Nieuw", "nieuw@gemeente.example", Role.EDITOR, NOON, "test")
    secret = house.accounts.invite(made.id, NOON, "test")
    house.accounts.set_active(made.id, False, NOON, "test")
    assert house.accounts.accept(secret, PASSWORD, NOON) is None


def test_two_accounts_never_share_an_address(house: House) -> None:
    with pytest.raises(AccountError, match="al een account"):
        house.accounts.add("Nog een", EDITOR.upper(), Role.EDITOR, NOON, "test")


def test_a_role_has_the_rights_of_the_one_before_it_and_a_reader_none() -> None:
    order = [RIGHTS[role] for role in Role]
    assert order[0] == frozenset()
    assert all(less < more for less, more in zip(order, order[1:], strict=False))
