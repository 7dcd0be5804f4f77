# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Following: what is new in the store held against what readers follow, previews of that, and feeds."""
