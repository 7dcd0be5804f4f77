# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Dutch words: finding them in a text, their stems, the parts of compounds, abbreviations, spelling variants, related terms.

Everything here is about one word or a short phrase, pure, and remembered within bounds; what a word counts for is decided
elsewhere.
"""
