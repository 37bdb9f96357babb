"""A browser that asks for English."""

import pytest


@pytest.fixture
def client(client):
    """Give the admin in English, whatever is translated."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
