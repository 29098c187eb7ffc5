#!/usr/bin/env bash
# Unpacks the sources of the C dependencies that the WebAssembly builds compile: cJSON and zlib.
#
# usage: emsdk-config/fetch-sources.sh FOLDER     (makes FOLDER/cjson and FOLDER/zlib)
#
# They are Debian's source packages: the upstream archive, pinned by version and SHA-256, with Debian's current patches
# for it, which apt authenticates. apt runs on state of its own, so that the system's package lists stay as they are.
set -euo pipefail
out=$1
here=$(cd "$(dirname "$0")" && pwd)

# name, upstream version, SHA-256 of the upstream archive
sources=(
    "cjson 1.7.15 5308fd4bd90cef7aa060558514de6a1a4a0819974a26e6ed13973c5f624c24b2"
    "zlib 1.2.13.dfsg 71feb7947e3c00ef125f83b79a4e529bde31171e5babe48b391f06758d1ab0a1"
)

# One at a time: two presets may be configured at once, and both need these.
mkdir -p "$out"
exec 9>"$out/lock"
flock 9
if [ -f "$out/stamp" ] && cmp -s "$out/stamp" "$here/fetch-sources.sh"; then
    exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists/partial,cache,parts,download}
# The machine's own mirrors, as source entries.
for list in /etc/apt/sources.list.d/*.sources; do
    [ -f "$list" ] && grep -q 'debian\.org\|/debian' "$list" && sed 's/^Types:.*/Types: deb-src/' "$list" >"$work/parts/$(basename "$list")"
done
if [ -f /etc/apt/sources.list ]; then
    sed -n 's/^deb \(.*debian.*\)/deb-src \1/p' /etc/apt/sources.list >"$work/parts/main.list"
fi
state=(-qq -o "Dir::Etc::SourceList=/dev/null" -o "Dir::Etc::SourceParts=$work/parts"
    -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o "APT::Sandbox::User=root")

# The newest version of a package whose files are there: while an update is published, mirrors name one that they lack.
download() {
    local version
    cd "$work/download"
    for version in $(apt-cache "${state[@]}" madison "$1" | awk '/Sources/ {print $3}' | sort -ruV); do
        apt-get "${state[@]}" source --download-only "$1=$version" && return
        echo "fetch-sources: the mirror lacks files of $1 $version" >&2
        rm -f -- *
    done
    echo "fetch-sources: no version of $1 can be fetched; is the network up?" >&2
    return 1
}

echo "fetch-sources: fetching the sources of cJSON and zlib from Debian"
apt-get "${state[@]}" update
rm -rf "$out/stamp" "$out/cjson" "$out/zlib"
for source in "${sources[@]}"; do
    read -r name version sha <<<"$source"
    (download "$name")
    archive=$(ls "$work/download/${name}_$version".orig.tar.*)
    if ! echo "$sha  $archive" | sha256sum --check --quiet; then
        echo "fetch-sources: $name $version is not the pinned archive; found $(sha256sum "$archive")" >&2
        exit 1
    fi
    mkdir "$out/$name"
    tar -xf "$archive" -C "$out/$name" --strip-components=1
    tar -xf "$work/download/${name}_"*.debian.tar.* -C "$out/$name"
    if [ -f "$out/$name/debian/patches/series" ]; then
        while read -r patch; do
            case $patch in '' | '#'*) continue ;; esac
            patch --quiet -d "$out/$name" -p1 <"$out/$name/debian/patches/$patch"
        done <"$out/$name/debian/patches/series"
    fi
done
cp "$here/fetch-sources.sh" "$out/stamp"
