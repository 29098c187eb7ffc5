#!/usr/bin/env bash
# Installs what a goal of the Makefile needs and this machine lacks, and says what and why.
#
# usage: emsdk-config/setup.sh native|wasm|npm|test|models|lint|fuzz ...
#
# On Debian and its kin: by apt, without recommended packages. Elsewhere it says what to install and fails.
set -euo pipefail

declare -A packages=(
    [native]="gcc libc6-dev cmake ninja-build pkg-config libcjson-dev zlib1g-dev libcurl4-openssl-dev"
    [wasm]="gcc libc6-dev cmake ninja-build pkg-config emscripten clang lld wasi-libc libclang-rt-14-dev-wasm32 patch bzip2 xz-utils"
    [npm]="" # Node itself, see below
    [test]="chromium-headless-shell g++"
    [models]="python3 python3-pip"
    [lint]="clang-format clang-tidy"
    [fuzz]="clang libclang-rt-14-dev libcjson-dev zlib1g-dev libcurl4-openssl-dev"
)
declare -A why=(
    [native]="the C core and the command-line tool"
    [wasm]="the WebAssembly and WASI builds"
    [npm]="the npm package, the page and the tests"
    [test]="the page's tests in a real browser, and the C headers' test in C++"
    [models]="fetching small models for the page (NO_MODELS=1 leaves them out)"
    [lint]="the checks of style"
    [fuzz]="fuzzing"
)

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Node and npm for systems whose own are too old for the page's tools (Debian 12 has Node 18). They come from the npm
# registry into build/tools, which the Makefile puts first on the path. The system's own stay as they are.
node_version=20.20.2
npm_version=11.6.2

node_major() { node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/'; }

need_node() {
    local major cpu
    major=$(node_major)
    [ "${major:-0}" -lt 20 ] || return 0
    case $(uname -m) in
        x86_64) cpu=x64 ;;
        aarch64) cpu=arm64 ;;
        *) cpu="" ;;
    esac
    if [ -z "$cpu" ] || ! command -v npm >/dev/null; then
        echo "setup: Node.js 20 or newer with npm is needed (found: ${major:-none}). Install it from" >&2
        echo "       your distribution or nodejs.org, then run this again." >&2
        return 1
    fi
    echo "setup: Node ${major:-(none)} is too old for the page's tools: installing Node $node_version and npm" \
        "$npm_version from the npm registry into build/tools"
    npm install --silent --no-save --prefix build/tools "node-linux-$cpu@$node_version" "npm@$npm_version"
}

missing=()
needs_node=$(printf '%s\n' "$@" | grep -cx npm) || true
if [ "$needs_node" -gt 0 ]; then
    # A node that is there is used, from wherever it came; without npm there is no way to a newer one.
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
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
    for goal in "$@"; do echo "setup: needed for ${why[$goal]}: ${packages[$goal]:-nodejs npm}"; done
    echo "setup: installing with apt: ${missing[*]}"
    sudo=""
    [ "$(id -u)" = 0 ] || sudo="sudo"
    export DEBIAN_FRONTEND=noninteractive
    $sudo apt-get -o DPkg::Lock::Timeout=300 update -qq
    $sudo apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
[ "$needs_node" -eq 0 ] || need_node
