"""The newsroom: every act and every rule; functions (session, actor, …) that flush and never commit."""
