# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A replay peer for tests: a real HTTP server on loopback that speaks as the sources do, from data that a test knows.

It serves SyncFeed 2.0, OData v4 and v5, SRU 2.0, RSS 1.0, RSS 2.0 and Atom, and plain files, at the paths of the real hosts.

    from peers import Fault, Peer, Trouble, made_up

    truth = made_up(seed=1, entries=10_000)            # or from_shared(shared / "data/tweedekamer", 10_000)
    with Peer(truth, faults=[Fault(Trouble.TRUNCATED, "syncfeed", "Zaak", at=2)]) as peer:
        peer.write_descriptions(settings.sources)      # the bundled sources, sent to peer.host
        ...                                            # synchronise with peer.host among the allowed hosts
        peer.advance(100)                              # news between rounds
        assert peer.requests.fired[Trouble.TRUNCATED] == 1
    expected = truth.final()                           # (kind, key) → fields in OData's names, refs, deleted, updated

**Truth** is one list of changes over all kinds, served both as SyncFeed and as OData. `made_up` makes each change from its seed and
number when it is asked for: half a million cost no memory. A test adds its own with `truth.add(Change(...))`.
The feed keeps superseded entries, so a reader sees older states before newer ones.

**Faults** (`faults.py` lists them) hit the n-th page of a stream, a page being a distinct address, and only the first requests of it,
so that asking again helps, unless `times=None`. `FaultPlan.everything()` does all that can be got over, in turn;
`FaultPlan(rates={Trouble.CUT_MIDDLE: 0.05}, seed=3)` chooses pages by a seed. A fault that makes no sense for a page (swapping it with
a next one that is not there) goes to a later page. `peer.requests.fired` counts what really happened.

**What OData cannot say:** a reference to an entity that does not exist is absent in its lists, and stands in SyncFeed:
`truth.final(dangling=False)`. `differences(expected, fields=…, deleted=…)` holds a stored record against what is true.

As a process: `python -m tests.peers --entries 500000 --write-descriptions FOLDER` prints its `host:port` on the first line.
"""

from __future__ import annotations

from .compare import differences
from .faults import TRANSIENT, Fault, FaultPlan, Trouble
from .made_up import made_up
from .peer import Peer
from .publications import Feed, Item, Publication, made_up_feed, made_up_publications, publications_of
from .shared import from_shared
from .truth import Change, Expected, Truth

__all__ = [
    "TRANSIENT",
    "Change",
    "Expected",
    "Fault",
    "FaultPlan",
    "Feed",
    "Item",
    "Peer",
    "Publication",
    "Trouble",
    "Truth",
    "differences",
    "from_shared",
    "made_up",
    "made_up_feed",
    "made_up_publications",
    "publications_of",
]
