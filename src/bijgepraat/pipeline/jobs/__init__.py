# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Work that any number of processes share: who hands it out, who takes it, and what each kind does."""
