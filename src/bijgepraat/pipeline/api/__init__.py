# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""What the public API answers, the registry of its resources, and the OpenAPI document that is made of that registry."""
