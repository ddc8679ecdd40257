"""Articles: adding one, reading it with its claims in place, correcting its details."""

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from factcheck.formats.drafts import ArticleDraft
from factcheck.models import Article
from factcheck.services import articles, claims
from factcheck.services.access import Act
from factcheck.services.articles import Details
from factcheck.services.errors import FactcheckError, Refused
from factcheck.web import names
from factcheck.web.acts import actor, done, failed, moment, succeeds
from factcheck.web.article_versions import notice
from factcheck.web.auth import requires
from factcheck.web.errors import form_status
from factcheck.web.forms.articles import ArticleForm, DetailsForm
from factcheck.web.forms.base import ActForm, stripped
from factcheck.web.forms.claims import MarkForm
from factcheck.web.passages import depths, paragraphs

blueprint = Blueprint("articles", __name__)
Page = tuple[str, int]
LONGEST_NAME = 300  # of a file, as the table holds it; its end says of what type it is


@blueprint.get("/articles/new")
@requires(Act.ARTICLE_ADD)
def new() -> str:
    """The form for a new article."""
    return render_template("articles/new.html", form=ArticleForm(), twin=None)


@blueprint.post("/articles")
@requires(Act.ARTICLE_ADD)
def add() -> Response | Page:
    """Take in a pasted or uploaded article; what was typed stays in the form when it cannot be used."""
    form = ArticleForm()
    added: list[Article] = []

    def act() -> None:
        draft, file_name = _draft(form)
        prepared = articles.prepare(draft.text, _merged(form, draft), file_name=file_name)
        added.append(articles.add(g.session, actor(), prepared, now=moment()))

    if not succeeds(form, act):
        refusal = g.get("refusal")
        twin = refusal.params.get("article_id") if isinstance(refusal, FactcheckError) else None
        return render_template("articles/new.html", form=form, twin=twin), form_status()
    return done(_welcome(added[0]), url_for("articles.show", article_id=added[0].id))


@blueprint.get("/articles/<int:article_id>")
@requires(Act.READ)
def show(article_id: int) -> str:
    """The text with every claim in place, beside the list of claims."""
    article = articles.get(g.session, article_id)
    version = articles.newest_version(g.session, article)
    found = articles.claims_of(g.session, version)
    flags = articles.flags_of(g.session, version)
    return render_template(
        "articles/show.html",
        article=article,
        version=version,
        claims=found,
        flags=flags,
        paragraphs=paragraphs(version.text, found, flags),
        depths=depths(found),
        kind_names={kind.value: str(name) for kind, name in names.KINDS.items()},
        undoable=claims.last_edit(g.session, actor(), version),
        mark_form=MarkForm(),
        act_form=ActForm(),
        **notice(article),
    )


@blueprint.get("/articles/<int:article_id>/details")
@requires(Act.ARTICLE_EDIT)
def details(article_id: int) -> str:
    """The form for what is known about an article."""
    article = articles.get(g.session, article_id)
    form = DetailsForm(obj=article)
    form.offer(article.language)
    return render_template("articles/details.html", article=article, form=form)


@blueprint.post("/articles/<int:article_id>/details")
@requires(Act.ARTICLE_EDIT)
def correct(article_id: int) -> Response | Page:
    """Correct what is known about an article."""
    form = DetailsForm()
    form.offer(articles.get(g.session, article_id).language)

    def act() -> None:
        article = articles.get(g.session, article_id)
        articles.correct(g.session, actor(), article, _details(form), version=form.version.data, now=moment())

    if succeeds(form, act):
        return done(gettext("The details are corrected."), url_for("articles.show", article_id=article_id))
    article = articles.get(g.session, article_id)
    form.version.data = article.version
    form.version.raw_data = None
    return render_template("articles/details.html", article=article, form=form), form_status()


@blueprint.post("/articles/<int:article_id>/<any(archive,reopen,analyse):act>")
@requires(Act.ARTICLE_EDIT)
def act_on(article_id: int, act: str) -> Response:
    """Archive an article, bring it back, or have it analysed again."""
    chosen = {
        "archive": (articles.archive, gettext("The article is in the archive.")),
        "reopen": (articles.reopen, gettext("The article is back on the desk.")),
        "analyse": (articles.analyse_again, gettext("The article was analysed again.")),
    }[act]
    form = ActForm()
    address = url_for("articles.show", article_id=article_id)
    service, message = chosen
    if not succeeds(
        form, lambda: service(g.session, actor(), articles.get(g.session, article_id), now=moment())
    ):
        return failed(form, address)
    return done(message, address)


@blueprint.post("/articles/<int:article_id>/undo")
@requires(Act.CLAIM_ADJUST)
def undo(article_id: int) -> Response:
    """Undo this person's last adjustment of the article's claims."""
    form = ActForm()
    address = url_for("articles.show", article_id=article_id)

    def act() -> None:
        article = articles.get(g.session, article_id)
        claims.undo(g.session, actor(), articles.newest_version(g.session, article), now=moment())

    return done(gettext("Undone."), address) if succeeds(form, act) else failed(form, address)


def _welcome(article: Article) -> str:
    """That the article is there, and what about its day deserves a second look."""
    message = gettext("The article is on the desk.")
    if article.published is None:
        message += " " + gettext(
            "Without a day of publication “yesterday” has no date; add it under Details."
        )
    elif article.published > moment().date():
        message += " " + gettext("Its day of publication lies in the future: is that right?")
    return str(message)


def _draft(form: ArticleForm) -> tuple[ArticleDraft, str | None]:
    """The text of the upload, else of the field."""
    upload = form.file.data
    if upload is not None and upload.filename and stripped(form.text.data):
        raise Refused("Paste a text or choose a file, not both.", field="file")
    if upload is not None and upload.filename:
        data = upload.read()
        upload.close()
        return articles.read_file(data, upload.filename, upload.mimetype), upload.filename[-LONGEST_NAME:]
    if not stripped(form.text.data):
        raise Refused("Paste the text of an article, or choose a file.", field="text")
    return ArticleDraft(text=form.text.data), None


def _merged(form: ArticleForm, draft: ArticleDraft) -> Details:
    """What the person said, else what the file says about itself."""
    return Details(
        title=stripped(form.title.data) or draft.title,
        url=stripped(form.url.data) or draft.url,
        publisher=stripped(form.publisher.data) or draft.publisher,
        author=stripped(form.author.data) or draft.author,
        published=form.published.data or draft.published,
        language=form.language.data or draft.language,
    )


def _details(form: DetailsForm) -> Details:
    return Details(
        title=stripped(form.title.data),
        url=stripped(form.url.data),
        publisher=stripped(form.publisher.data),
        author=stripped(form.author.data),
        published=form.published.data,
        language=form.language.data,
    )
