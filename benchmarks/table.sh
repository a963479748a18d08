#!/usr/bin/env bash
# Measures everything that docs/performance.md shows: ./benchmarks/table.sh [folder] [scale]
# Takes about 20 minutes on two quiet processors; a scale of 0.1 shows in less that everything runs.
# The tables are printed at the end, and lie in the folder with the chart and the figures of each run.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:-benchmarks/results/$(date -u +%Y%m%d-%H%M%S)}
scale=${2:-1}

bench() {
  # A cell that fails is a row that is missing; the others are still measured.
  "$home/weir" bench --results "$folder" --scale "$scale" "$@" >/dev/null || echo "incomplete: $*" >&2
}

bench --workloads passthrough,keyedcount,wordcount,window --runs 3
bench --workloads keyedcount --checkpoint-ms 0 --engines weir --runs 3
bench --workloads keyedcount --checkpoint-ms 100 --engines weir --runs 3
bench --workloads keyedcount --backend rocksdb --engines weir,flink --runs 1 --events "$(awk "BEGIN { printf \"%d\", 4000000 * $scale }")"
bench --workloads nexmark --engines limit,weir,flink --runs 1
bench --workloads nexmark-q0,nexmark-q1,nexmark-q2,nexmark-q5,nexmark-q7,nexmark-q11 --engines jet --runs 1
bench --workloads latency --runs 1
bench --workloads latency --rate 10% --engines weir,flink,jet --runs 1
bench --workloads latency --rate 70% --engines weir,flink,jet --runs 1
bench --workloads recovery,backpressure --engines weir,flink,jet --runs 1
bench --workloads bigstate,bigstate-zipf --engines weir,flink --backend rocksdb --runs 1 --checkpoint-ms 10000 \
  --keys "$(awk "BEGIN { printf \"%d\", 10000000 * $scale }")"
"$home/weir" bench --results "$folder" --runs 0
