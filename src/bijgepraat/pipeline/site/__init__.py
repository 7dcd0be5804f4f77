# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the site: questions to the store, answers as views. `site.Site` is the way in."""
