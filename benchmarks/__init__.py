"""Speed, as ratios within one run beside named peers. `make bench` runs all and writes RESULTS.md."""
