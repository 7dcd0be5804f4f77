# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""Pictures made on the server: from plain values to SVG with a title and a description, and from SVG to PNG for sharing."""
