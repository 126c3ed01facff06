"""What is measured, and how. `make bench` runs every benchmark; figures go to docs/performance.md.

Ratios and CPU per unit are the evidence; the machine's noise moves everything else.
"""
