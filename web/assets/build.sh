#!/usr/bin/env bash
# Rebuilds the default embedder and score index from the question banks, and prints what the model card states.
#
# usage: web/assets/build.sh BANK_FOLDER     (called by `make assets`)
#
# Only the bank splits of zeroeval and mmlupro are read: dev splits are for measuring, and the routerdc bank states no
# licence, so it never enters a shipped file.
set -euo pipefail
cd "$(dirname "$0")/../.."
bank=${1:?"usage: web/assets/build.sh BANK_FOLDER"}
smacs=build/native/smacs
assets=web/assets
sources=("$bank/zeroeval.bank.jsonl.gz" "$bank/mmlupro.bank.jsonl.gz")

# The embedder is distilled with packages of PyPI, in an environment of its own (src/embed/distill/README.md).
python=build/distill/bin/python
if [ ! -x "$python" ]; then
    python3 -m venv build/distill
    build/distill/bin/pip install --quiet --no-deps -r src/embed/distill/requirements.txt
fi
"$python" src/embed/distill/distill.py --bank "$bank" --cache build/distill/teacher.npy --out "$assets/default.sme"
"$smacs" index build --bank "${sources[0]}" --bank "${sources[1]}" --embedder "$assets/default.sme" \
    --catalog "$assets/catalog.json" --only-open --out "$assets/default.smx"
# The small models of the page were asked some of these questions by `smacs calibrate`: calibration/.
for record in "$assets"/calibration/*.jsonl; do
    "$smacs" index add "$assets/default.smx" --model "$(basename "$record" .jsonl)" --scores "$record" \
        --catalog "$assets/catalog.json" --out "$assets/default.smx"
done
"$smacs" index info "$assets/default.smx"
(cd "$assets" && sha256sum default.sme default.smx)
