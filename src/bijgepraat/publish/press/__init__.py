# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""A published edition as bytes: page, feeds, PDF, mail and linked data, all from the one that was approved."""
