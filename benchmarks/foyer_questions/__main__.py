"""`python -m benchmarks.foyer_questions FOLDER [SET]`: write the documents there as files."""

import sys
from pathlib import Path

from benchmarks.foyer_questions import FOLDERS
from benchmarks.foyer_questions.papers import papers

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for paper in papers(FOLDERS[sys.argv[2] if len(sys.argv) > 2 else "first"]):
    (folder / paper.filename).write_bytes(paper.content())
    print(f"{paper.filename}: {len(paper.pages)} pages")
