#!/usr/bin/env bash
# Installs what a goal of the Makefile needs and this machine lacks, and says what and why.
#
# usage: emsdk-config/setup.sh native|wasm|npm|test|lint|fuzz ...
#
# On Debian and its kin: by apt, without recommended packages. Elsewhere it says what to install and fails.
set -euo pipefail

declare -A packages=(
    [native]="gcc libc6-dev cmake ninja-build pkg-config libcjson-dev zlib1g-dev"
    [wasm]="gcc libc6-dev cmake ninja-build pkg-config emscripten clang lld wasi-libc libclang-rt-14-dev-wasm32 patch bzip2 xz-utils"
    [npm]="" # Node itself, see below
    [test]="chromium"
    [lint]="clang-format clang-tidy"
    [fuzz]="clang libclang-rt-14-dev libcjson-dev zlib1g-dev"
)
declare -A why=(
    [native]="the C core and the command-line tool"
    [wasm]="the WebAssembly and WASI builds"
    [npm]="the npm package, the page and the tests"
    [test]="the page's tests in a real browser"
    [lint]="the checks of style"
    [fuzz]="fuzzing"
)

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

need_node() {
    local major
    major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/') || true
    if [ -z "$major" ] || [ "$major" -lt 20 ]; then
        echo "setup: Node.js 20 or newer with npm is needed (found: ${major:-none}). Install it from" >&2
        echo "       your distribution or nodejs.org, then run this again." >&2
        return 1
    fi
}

missing=()
# A node that is there is used, from wherever it came; else the distribution's, where that is new enough (Debian 13).
needs_node=$(printf '%s\n' "$@" | grep -cx npm) || true
if [ "$needs_node" -gt 0 ] && ! command -v node >/dev/null && command -v apt-cache >/dev/null; then
    offered=$(apt-cache policy nodejs | sed -n 's/^ *Candidate: *\([0-9]*\).*/\1/p')
    [ "${offered:-0}" -lt 20 ] || missing+=(nodejs npm)
fi
for goal in "$@"; do
    for package in ${packages[$goal]}; do
        if command -v dpkg-query >/dev/null; then
            is_installed "$package" || missing+=("$package")
        fi
    done
done

if ! command -v apt-get >/dev/null; then
    for goal in "$@"; do
        echo "setup: for ${why[$goal]} you need, by their Debian names: ${packages[$goal]:-nodejs (20 or newer) npm}" >&2
    done
    echo "setup: this is not a Debian system, so nothing was installed. When they are there, run with SKIP_SETUP=1." >&2
    [ "${SKIP_SETUP:-}" = 1 ] || exit 1
elif [ ${#missing[@]} -gt 0 ]; then
    for goal in "$@"; do echo "setup: needed for ${why[$goal]}: ${packages[$goal]}"; done
    echo "setup: installing with apt: ${missing[*]}"
    sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo"
    export DEBIAN_FRONTEND=noninteractive
    $sudo apt-get -o DPkg::Lock::Timeout=300 update -qq
    $sudo apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
[ "$needs_node" -eq 0 ] || need_node
