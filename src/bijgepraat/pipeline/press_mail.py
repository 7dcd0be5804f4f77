# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Mail of an edition: a message for each reader who follows it, put in the queue in the transaction that publishes.

So mail waits exactly when the edition is out. Which message it is depends on edition, version and reader only: nobody can get a
version twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bijgepraat.compose.press import edition_mail, press_view
from bijgepraat.model.desk import Published
from bijgepraat.model.mail import Envelope, Purpose, Queued, Reader
from bijgepraat.pipeline import mail_links
from bijgepraat.pipeline.mail_links import Leads
from bijgepraat.pipeline.publishing import With, published_of
from bijgepraat.publish.press.mail import EditionPost
from bijgepraat.settings import MailSettings
from bijgepraat.store import desk as desk_store
from bijgepraat.store import messages, press
from bijgepraat.store.queries import Connection


def mail_steps(settings: MailSettings | None) -> tuple[With, ...]:
    """What `publish` has to do together with publishing for mail; nothing where no mail is sent."""
    if settings is None:
        return ()
    return (lambda connection, out: queue_edition(connection, settings, out),)


def queue_edition(connection: Connection, settings: MailSettings, out: Published) -> None:
    """Put an edition in the queue for who follows it. A correction goes to who got an earlier version, when it matters."""
    if out.version > 1 and not out.notify:
        return
    versions = [published_of(row) for row in desk_store.published_versions(connection, out.week)]
    wanted = press.edition_readers(connection)
    if out.version > 1:
        wanted = _who_had_it(connection, wanted, out)
    if not wanted:
        return
    # The links of a reader come in later; the words are the same for all.
    post = EditionPost(edition_mail(press_view(out, versions), settings.site, "", ""))
    moment = datetime.fromisoformat(out.at)
    for reader in wanted:
        number = message_number(out.number, out.version, reader)
        leave = mail_links.address(settings.site, reader, Leads.LEAVE)
        envelope = Envelope(number, settings.sender, reader.address, moment, settings.host, leave)
        content = post.message(envelope, mail_links.address(settings.site, reader, Leads.MINE))
        queued = Queued(number, reader.id, reader.address, Purpose.EDITION, post.subject, content, out.at)
        messages.put(connection, queued, out.at)


def message_number(number: int, version: int, reader: Reader) -> str:
    """The id of the message that brings a reader a version: the same for the same three, and nobody can guess it.

    A report that mail came back counts by this id, so whoever could guess it could have readers struck off.
    """
    words = f"editie-{number}-{version}-{reader.id}"
    return hashlib.blake2b(words.encode(), key=reader.secret.encode()[:64], digest_size=16).hexdigest()


def _who_had_it(connection: Connection, found: Sequence[Reader], out: Published) -> list[Reader]:
    earlier = {message_number(out.number, version, reader): reader.id for reader in found for version in range(1, out.version)}
    had = {earlier[number] for number in press.sent_or_waiting(connection, list(earlier))}
    return [reader for reader in found if reader.id in had]
