# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The parts of the network client (`sources/http.py`), each with one worry. Nothing else uses them."""
