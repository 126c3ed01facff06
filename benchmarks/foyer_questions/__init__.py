"""An office's documents in French, and questions about them: how often is the right passage found?

`documents/KIND/NAME.md` are the plain sources of NAME.KIND, a page ending at `<!-- page -->`;
`questions.jsonl` has what people ask. Persons, firms and facts are invented for this set.
`python -m benchmarks.foyer_questions FOLDER` writes the files.
"""
