"""Articles over the JSON door: listed, taken in, corrected, replaced by a corrected text."""

from dataclasses import asdict, replace

from flask import g, url_for

from factcheck.api import schemas
from factcheck.api.door import Call, operation
from factcheck.models import Article, CarryDecision
from factcheck.services import article_versions, articles, carryovers, desk
from factcheck.services.access import Act
from factcheck.services.articles import Details

KNOWN = ("title", "url", "publisher", "author", "published", "language")


@operation("GET", "/articles", Act.READ, query=schemas.ArticleQuery, answer=schemas.Articles)
def list_articles(call: Call) -> schemas.Articles:
    """List articles, newest first."""
    rows = desk.articles(g.session, archived=call.query.archived, before=call.query.before)
    page = rows[: desk.PAGE]
    following = None
    if len(rows) > desk.PAGE:
        archived = "true" if call.query.archived else None
        following = url_for("api.list_articles", before=page[-1].id, archived=archived)
    return schemas.Articles(
        items=[schemas.ArticleSummary.model_validate(row) for row in page], next=following
    )


@operation("GET", "/articles/<int:article_id>", Act.READ, answer=schemas.Article)
def get_article(_call: Call, article_id: int) -> schemas.Article:
    """Read an article with its newest text."""
    return shown(articles.get(g.session, article_id))


@operation("POST", "/articles", Act.ARTICLE_ADD, body=schemas.NewArticle, answer=schemas.Article, status=201)
def add_article(call: Call) -> schemas.Article:
    """Take in an article; its claims are found before the answer comes."""
    text, read = _text(call.body)
    known = {key: getattr(call.body, key) or getattr(read, key) for key in KNOWN}
    prepared = articles.prepare(text, Details(**known))
    return shown(articles.add(g.session, call.actor, prepared, now=call.now))


@operation(
    "PATCH",
    "/articles/<int:article_id>",
    Act.ARTICLE_EDIT,
    body=schemas.ArticleDetails,
    answer=schemas.Article,
    versioned=True,
)
def correct_article(call: Call, article_id: int) -> schemas.Article:
    """Correct what is known about an article; another day or language analyses it again."""
    article = articles.get(g.session, article_id)
    version = call.match(article)
    now = Details(**{key: getattr(article, key) for key in KNOWN})
    wanted = replace(now, **call.body.model_dump(exclude_unset=True))
    articles.correct(g.session, call.actor, article, wanted, version=version, now=call.now)
    return shown(article)


@operation(
    "POST",
    "/articles/<int:article_id>/versions",
    Act.ARTICLE_EDIT,
    body=schemas.NewText,
    answer=schemas.Article,
    status=201,
    versioned=True,
)
def replace_text(call: Call, article_id: int) -> schemas.Article:
    """Store a corrected text; claims that it says differently wait under `carryovers`."""
    article = articles.get(g.session, article_id)
    call.match(article)
    base = articles.newest_version(g.session, article).number
    prepared = article_versions.prepare(article, _text(call.body)[0])
    article_versions.replace(g.session, call.actor, article, prepared, base=base, now=call.now)
    return shown(article)


@operation(
    "POST", "/articles/<int:article_id>/archive", Act.ARTICLE_ARCHIVE, answer=schemas.Article, versioned=True
)
def archive_article(call: Call, article_id: int) -> schemas.Article:
    """Take an article off the desk."""
    article = articles.get(g.session, article_id)
    call.match(article)
    articles.archive(g.session, call.actor, article, now=call.now)
    return shown(article)


@operation(
    "POST", "/articles/<int:article_id>/reopen", Act.ARTICLE_ARCHIVE, answer=schemas.Article, versioned=True
)
def reopen_article(call: Call, article_id: int) -> schemas.Article:
    """Bring an archived article back."""
    article = articles.get(g.session, article_id)
    call.match(article)
    articles.reopen(g.session, call.actor, article, now=call.now)
    return shown(article)


@operation("GET", "/articles/<int:article_id>/carryovers", Act.READ, answer=schemas.Carryovers)
def list_carryovers(_call: Call, article_id: int) -> schemas.Carryovers:
    """List the claims that the corrected text says differently and nobody has decided on."""
    rows = carryovers.pending(g.session, articles.get(g.session, article_id))
    return schemas.Carryovers(items=[schemas.Carryover.model_validate(row) for row in rows])


@operation(
    "POST",
    "/carryovers/<int:carryover_id>/decision",
    Act.CLAIM_ADJUST,
    body=schemas.Decision,
    answer=schemas.Carryover,
    versioned=True,
)
def decide_carryover(call: Call, carryover_id: int) -> schemas.Carryover:
    """Carry a claim over with the new words, make a new one of them, or leave it with the old text."""
    row = carryovers.get(g.session, carryover_id)
    version = call.match(row)
    decision = CarryDecision(call.body.decision)
    carryovers.decide(g.session, call.actor, row, decision, version=version, now=call.now)
    return schemas.Carryover.model_validate(row)


@operation(
    "POST",
    "/carryovers/<int:carryover_id>/undo",
    Act.CLAIM_ADJUST,
    answer=schemas.Carryover,
    versioned=True,
)
def undo_carryover(call: Call, carryover_id: int) -> schemas.Carryover:
    """Take a decision about a corrected text back."""
    row = carryovers.get(g.session, carryover_id)
    carryovers.undo(g.session, call.actor, row, version=call.match(row), now=call.now)
    g.session.flush()
    return schemas.Carryover.model_validate(row)


def shown(article: Article) -> schemas.Article:
    """An article as it is answered."""
    g.session.flush()
    newest = articles.newest_version(g.session, article)
    known = {key: getattr(article, key) for key in (*KNOWN, "id", "status", "created_at", "version")}
    undecided = carryovers.count_pending(g.session, article)
    return schemas.Article(**known, text_version=newest.number, text=newest.text, undecided=undecided)


def _text(body: schemas.NewText) -> tuple[str, Details]:
    """The text sent, and what an HTML page says about itself."""
    if body.html is None:
        return body.text or "", Details()
    draft = articles.read_file(body.html.encode(), "page.html", "text/html; charset=utf-8")
    said = {key: value for key, value in asdict(draft).items() if key in KNOWN}
    return draft.text, Details(**said)
