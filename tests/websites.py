"""A small web site on the loopback interface whose pages a test changes, for fetching in earnest."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARTICLE = """<!doctype html><html lang="de"><head><title>Das Amt</title></head><body>
<nav>Start Kontakt Impressum</nav><main><article><h1>Das Amt widerspricht</h1>
<p>Das Amt widersprach am Freitag den Berichten über eine Verlegung. {words}</p>
<p>Man sei „mit der Planung für 80.000 Soldaten“ befasst, teilte eine Sprecherin mit; alles andere sei
erfunden. Die Unterlagen lägen dem Ausschuss seit Mai vor.</p>
<p>Die Opposition verlangte eine Sondersitzung. Sie soll in der kommenden Woche stattfinden.</p>
<script>document.title = "verändert"</script><img src="https://tracker.example/pixel.gif" onerror="alert(1)">
<p onclick="alert(1)"><a href="javascript:alert(1)">Mehr dazu</a> steht in der Akte des Ausschusses.</p>
</article></main></body></html>"""


@dataclass
class Site:
    """The pages of a site: path -> (status, content type, bytes); what was asked for, in order."""

    port: int = 0
    pages: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.port}"

    def put(
        self, path: str, page: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200
    ) -> str:
        """Put a page in its place; returns its address."""
        self.pages[path] = (status, kind, page.encode() if isinstance(page, str) else page)
        return self.address + path


@contextmanager
def website() -> Iterator[Site]:
    """A running site."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            status, kind, body = site.pages.get(self.path, (404, "text/html", b"gone"))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Keep the test's output quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join()
