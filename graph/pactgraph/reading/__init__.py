"""From files to statements: what is not understood is refused before any RDF parser sees it.

    files ─▶ text ─┬─────────────────────────────────▶ parser ─▶ statements
                   └▶ json_text ─▶ expansion (contexts) ─┘

The same for every command, whatever RDF library stands behind; nothing is ever fetched.
"""
