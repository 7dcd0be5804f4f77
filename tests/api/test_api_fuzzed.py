# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""schemathesis makes questions, right and wrong ones, of the OpenAPI document and holds every answer against it."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

from bijgepraat.pipeline.api.asking import Operation
from bijgepraat.pipeline.api.registry import OPERATIONS

_QUIET = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="session")
def described(api: TestClient) -> Any:
    """The document as schemathesis reads it, over the application itself."""
    return schemathesis.openapi.from_asgi("/v1/openapi.json", api.app)


def names(operation: Operation) -> Any:
    return operation.id


@pytest.mark.parametrize("operation", OPERATIONS, ids=names)
def test_questions_by_the_document_are_answered_by_the_document(described: Any, operation: Operation) -> None:
    strategy = described[operation.path]["GET"].as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)

    @_QUIET
    @given(case=strategy)
    def ask(case: Any) -> None:
        case.call_and_validate()

    ask()


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.query], ids=names)
def test_questions_against_the_document_are_refused_by_the_document(described: Any, operation: Operation) -> None:
    strategy = described[operation.path]["GET"].as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

    @_QUIET
    @given(case=strategy)
    def ask(case: Any) -> None:
        case.call_and_validate()

    ask()
