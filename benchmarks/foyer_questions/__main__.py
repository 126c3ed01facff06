"""`python -m benchmarks.foyer_questions FOLDER`: write the documents there as files."""

import sys
from pathlib import Path

from benchmarks.foyer_questions.papers import papers

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for paper in papers():
    (folder / paper.filename).write_bytes(paper.content())
    print(f"{paper.filename}: {len(paper.pages)} pages")
