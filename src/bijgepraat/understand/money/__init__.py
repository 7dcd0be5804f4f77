# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Parts of reading amounts of money; `bijgepraat.understand.amounts` puts them together."""
