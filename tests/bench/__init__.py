"""What `./dev bench` measures: each figure beside its physical limit, taken in the same run. See docs/measures.md."""
