#!/usr/bin/env bash
# Sees to it that two programs of Debian are there for the tests: Chromium, which looks at pages,
# and strace, which sees every file and every connection of a running workbench.
set -eu

missing=""
for program in chromium strace; do
    command -v "$program" >/dev/null || missing="$missing $program"
done
[ -z "$missing" ] && exit 0

install="apt-get update && apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Some tests need$missing. As root, run: $install" >&2
    exit 2
fi
echo "Installing$missing for the tests."
export DEBIAN_FRONTEND=noninteractive
apt-get update
# shellcheck disable=SC2086 # one word a package
apt-get install -y --no-install-recommends $missing
