#!/usr/bin/env bash
# Sees to it that Chromium is there for the tests that look at pages.
set -eu

command -v chromium >/dev/null && exit 0

install="apt-get update && apt-get install -y --no-install-recommends chromium"
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "The page tests need Chromium. As root, run: $install" >&2
    exit 2
fi
echo "Installing Chromium for the page tests."
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends chromium
