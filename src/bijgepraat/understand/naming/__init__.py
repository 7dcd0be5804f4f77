# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The parts of `understand.names`: what stands in a table, members of the cabinet, and offices without a name."""
