"""Evidence over the JSON door."""

from flask import g

from factcheck.api import schemas
from factcheck.api.door import Call, operation
from factcheck.models import Evidence
from factcheck.services import progress, sources
from factcheck.services.access import Act
from factcheck.services.sources import Finding, SourceDetails


@operation("GET", "/claims/<int:claim_id>/evidence", Act.READ, answer=schemas.EvidenceList)
def list_evidence(_call: Call, claim_id: int) -> schemas.EvidenceList:
    """List the evidence that stands on a claim."""
    rows = sources.evidence_of(g.session, progress.get(g.session, claim_id))
    return schemas.EvidenceList(items=[shown(row) for row in rows])


@operation(
    "POST",
    "/claims/<int:claim_id>/evidence",
    Act.EVIDENCE_EDIT,
    body=schemas.NewEvidence,
    answer=schemas.Evidence,
    status=201,
)
def add_evidence(call: Call, claim_id: int) -> schemas.Evidence:
    """Tie a source to a claim."""
    wish = call.body
    names = ("title", "url", "publisher", "author", "published", "kind", "archive_url")
    details = SourceDetails(**{name: getattr(wish, name) for name in names})
    claim = progress.get(g.session, claim_id)
    return shown(sources.attach(g.session, call.actor, claim, details, _finding(wish), now=call.now))


@operation(
    "PUT",
    "/evidence/<int:evidence_id>",
    Act.EVIDENCE_EDIT,
    body=schemas.Finding,
    answer=schemas.Evidence,
    versioned=True,
)
def change_evidence(call: Call, evidence_id: int) -> schemas.Evidence:
    """Change stance, quote, note or day of a piece of evidence."""
    row = sources.get_evidence(g.session, evidence_id)
    version = call.match(row)
    sources.change(g.session, call.actor, row, _finding(call.body), version=version, now=call.now)
    return shown(row)


@operation(
    "POST",
    "/evidence/<int:evidence_id>/remove",
    Act.EVIDENCE_EDIT,
    answer=schemas.Evidence,
    versioned=True,
)
def remove_evidence(call: Call, evidence_id: int) -> schemas.Evidence:
    """Take a piece of evidence off its claim."""
    row = sources.get_evidence(g.session, evidence_id)
    call.match(row)
    sources.remove(g.session, call.actor, row, now=call.now)
    return shown(row)


@operation(
    "POST",
    "/evidence/<int:evidence_id>/restore",
    Act.EVIDENCE_EDIT,
    answer=schemas.Evidence,
    versioned=True,
)
def restore_evidence(call: Call, evidence_id: int) -> schemas.Evidence:
    """Put removed evidence back."""
    row = sources.get_evidence(g.session, evidence_id)
    call.match(row)
    sources.restore(g.session, call.actor, row, now=call.now)
    return shown(row)


def shown(row: Evidence) -> schemas.Evidence:
    """Evidence as it is answered."""
    g.session.flush()
    same = set(schemas.Evidence.model_fields) - {"is_removed"}
    fields = {key: getattr(row, key) for key in same} | {"is_removed": row.removed_at is not None}
    return schemas.Evidence.model_validate(fields, from_attributes=True)


def _finding(wish: schemas.Finding) -> Finding:
    return Finding(stance=wish.stance, accessed=wish.accessed, quote=wish.quote, note=wish.note)
