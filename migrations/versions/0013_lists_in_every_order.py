"""Let the queue read each state, and each priority, off an index in its order."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WORTH = "coalesce(checkworthiness, -1.0)"


def upgrade() -> None:
    op.drop_index("ix_claim_status_checkworthiness", table_name="claim")
    op.create_index("ix_claim_status_worth_id", "claim", ["status", sa.text(f"{WORTH} DESC"), "id"])
    op.create_index("ix_claim_priority_id", "claim", [sa.text("priority DESC"), "id"])


def downgrade() -> None:
    op.drop_index("ix_claim_priority_id", table_name="claim")
    op.drop_index("ix_claim_status_worth_id", table_name="claim")
    op.create_index("ix_claim_status_checkworthiness", "claim", ["status", "checkworthiness"])
