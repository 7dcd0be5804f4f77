# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Store: originals by hash, typed records with their history, the search index. The only room that knows a database."""
