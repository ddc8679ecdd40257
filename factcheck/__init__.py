"""factcheck: from an article to published verdicts.

cli worker web api   the doors: parse, permit, call one service, commit, show
services             the newsroom: every act and every rule
models               the tables: what is stored, and its constraints
analysis             pure language: text in, claims and flags out
formats              pure formats: bytes in, plain records out, and back
training             scripts that fit the weights of `analysis` and measure its quality
app config db        the wiring
"""

__version__ = "0.1.0"
