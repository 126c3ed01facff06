"""`python -m benchmarks [NAME …]`: run some benchmarks, or all."""

import importlib
import platform
import sys

NAMES = (
    *("start", "chat", "limiter", "relay", "search", "photos", "jobs", "products", "tickets"),
    *("foyer_relay", "socketio", "foyer_documents", "foyer_questions", "foyer_questions.second"),
    *("fanout", "sends", "crowd", "long_room", "scroll"),
    "quotes",
)

print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
for name in sys.argv[1:] or NAMES:
    print(f"\n== {name}", flush=True)
    importlib.import_module(f"benchmarks.{name}").main()
