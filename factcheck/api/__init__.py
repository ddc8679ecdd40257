"""The JSON door: /api/v1, for programs that speak to the desk with a person's token.

`door` is around every operation (token, scope, shapes, versions, sent twice), `problems` turns failures into
RFC 9457 answers, `openapi` describes it all from the same declarations; then one module for each noun.
"""

from factcheck.api import (
    articles,
    claims,
    corrections,
    desk,
    evidence,
    exports,
    flags,
    matches,
    openapi,
    planning,
    reviews,
    search,
    verdicts,
)
from factcheck.api.door import blueprint

# What anybody may read: how to speak to this door.
PUBLIC = openapi.PUBLIC

__all__ = [
    "PUBLIC",
    "articles",
    "blueprint",
    "claims",
    "corrections",
    "desk",
    "evidence",
    "exports",
    "flags",
    "matches",
    "openapi",
    "planning",
    "reviews",
    "search",
    "verdicts",
]
