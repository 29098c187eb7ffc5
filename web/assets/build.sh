#!/usr/bin/env bash
# Rebuilds the default embedder and score index from the question banks, and prints what the model card states.
#
# usage: web/assets/build.sh BANK_FOLDER     (called by `make assets`)
#
# Only the bank splits of zeroeval, mmlupro and fresh2026 are read: dev splits are for measuring, and the routerdc bank
# states no licence, so it never enters a shipped file. The dates are written here, because the same input must give the
# same bits on any day.
set -euo pipefail
cd "$(dirname "$0")/../.."
bank=${1:?"usage: web/assets/build.sh BANK_FOLDER"}
smacs=build/native/smacs
assets=web/assets
made=2026-12-01
evidence=2024-05..2026-08
sources=()
for source in zeroeval mmlupro fresh2026; do
    sources+=(--bank "$bank/$source.bank.jsonl.gz")
done
# Published scores stand in for what a model was not asked; they make priors of models that no bank holds.
sources+=(--published "$bank/../published/benchpress.csv.gz")
# HELM calls models by their ids and sets nothing.
sources+=(--as-called "$bank/../published/helm_capabilities.csv.gz")
# That leaderboard reads the first tokens, which models that always think spend on thinking.
sources+=(--unthinking "$bank/../published/open_llm_leaderboard_v2.csv.gz")

# The embedder is distilled with packages of PyPI, in an environment of its own (src/embed/distill/README.md).
python=build/distill/bin/python
if [ ! -x "$python" ]; then
    python3 -m venv build/distill
    build/distill/bin/pip install --quiet --no-deps -r src/embed/distill/requirements.txt
fi
"$python" src/embed/distill/distill.py --bank "$bank" --cache build/distill/teacher.npy --out "$assets/default.sme"
# default.smx: models with open weights. all.smx: closed ones too; the page loads it on request.
build() {
    local out=$assets/$1
    shift
    "$smacs" index build "${sources[@]}" --embedder "$assets/default.sme" --catalog "$assets/catalog.json" \
        --small-talk "$assets/small-talk.txt" \
        --date "$made" --evidence "$evidence" "$@" --out "$out"
    # The small models of the page were asked some of these questions by `smacs calibrate`: calibration/.
    for record in "$assets"/calibration/*.jsonl; do
        "$smacs" index add "$out" --model "$(basename "$record" .jsonl)" --scores "$record" \
            --catalog "$assets/catalog.json" --out "$out"
    done
    "$smacs" index map "$out" --out "$out"
}
build default.smx --only-open
build all.smx --only-catalog
"$smacs" index info "$assets/default.smx"
(cd "$assets" && sha256sum default.sme default.smx all.smx)
