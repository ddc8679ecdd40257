"""The HTML door: parse, permit, call one service, commit, show. One blueprint a noun."""
