#!/usr/bin/env bash
# Makes .venv and installs into it exactly what requirements.lock names. Safe to run again.
#
# Needs Python 3.11 or later with pip. PYTHON=/path/to/python chooses one.
set -eu
cd "$(dirname "$0")/.."

stop() {
    echo "$1" >&2
    exit 2
}

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

if [ -n "${PYTHON:-}" ]; then candidates=("$PYTHON"); else candidates=(python3.11 python3); fi
python=
for candidate in "${candidates[@]}"; do
    if "$candidate" -c "$new_enough" 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || stop "Python 3.11 or later was not found (looked for: ${candidates[*]}). \
Install it, or name one: make setup PYTHON=/path/to/python"

if [ -e .venv ] && ! .venv/bin/python -c "$new_enough" 2>/dev/null; then
    stop "The Python in .venv does not run, or is older than 3.11. \
Remove that folder (rm -rf .venv) and run make setup again."
fi

if [ ! -e .venv ]; then
    echo "Making .venv with $("$python" --version)."
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        # Debian keeps the part of venv that brings pip in another package; pip itself will do.
        rm -rf .venv
        "$python" -m venv --without-pip .venv && "$python" -m pip --version >/dev/null 2>&1 ||
            { rm -rf .venv; stop "$python can make no virtual environment with pip. \
On Debian, as root: apt-get install python3-venv"; }
    fi
fi

if .venv/bin/python -m pip --version >/dev/null 2>&1; then
    pip=(.venv/bin/python -m pip)
else
    pip=("$python" -m pip --python .venv/bin/python)
fi
install() {
    "${pip[@]}" --disable-pip-version-check --no-input --quiet install "$@"
}

echo "Installing $(grep -c '==' requirements.lock) packages by hash; the first time takes a minute."
install --require-hashes -r requirements.lock
install --no-deps --no-build-isolation -e .
touch .venv/.ready
echo "Ready: .venv/bin/undertow"
