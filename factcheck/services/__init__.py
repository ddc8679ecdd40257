"""The newsroom: every act and every rule; functions (session, actor, …) that flush and never commit."""

# Whoever imports a service has what it writes indexed for search.
from factcheck.services import search_index as search_index
