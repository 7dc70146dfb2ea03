"""What watches the service, and the proxy in front of it, ask for."""

from fastapi.testclient import TestClient


def test_a_running_process_is_healthy(client: TestClient) -> None:
    """On the root path, which the proxy does not pass on."""
    response = client.get("http://test/health")
    assert response.status_code == 200
    assert response.json()["status"] == "healthy"


def test_the_documentation_is_below_the_prefix(client: TestClient) -> None:
    """The only part of the API that is reached from outside."""
    assert client.get("/docs").status_code == 200
    assert client.get("http://test/docs").status_code == 404
