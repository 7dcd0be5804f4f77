# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Following the living sources: rounds of reading, the files that come with them, and what sources promise."""
