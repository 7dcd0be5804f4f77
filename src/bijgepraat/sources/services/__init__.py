# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The living sources: one module a kind of service, one YAML file a source. They fetch and read; others decide and keep."""
