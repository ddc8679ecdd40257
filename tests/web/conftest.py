"""Fixtures of the web door's tests."""

import pytest
from flask import Flask

from tests.web.stored import Stored


@pytest.fixture
def stored(app: Flask) -> Stored:
    """The rows behind the pages."""
    return Stored(app)
