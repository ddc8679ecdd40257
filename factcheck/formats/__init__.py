"""Pure formats: bytes in, plain records out, and back; knows neither tables, language rules nor the web.

Articles in:   articles (the door) -> article_text, article_html, article_docx, article_pdf -> drafts
Verdicts out:  verdicts (the record) -> claims_csv, claims_jsonl, verdicts_xlsx, claimreview
"""
