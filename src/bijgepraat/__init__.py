# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Bijgepraat: follows The Hague for Dutch municipalities, with a quote behind every line.

The way through the house: sources → store → understand → ledger → compose → publish. `pipeline` is where the rooms meet;
`cli` and `web` are its two doors. `docs/architecture.md` draws it.
"""

__version__ = "0.1.0"
