#!/usr/bin/env bash
# Makes .venv and installs the project with its pinned dependencies; done at once where nothing has changed since.
# PYTHON chooses the interpreter; without it the first one that will do is taken.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly venv=.venv
readonly stamp=$venv/.installed

stop() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}

# What the installation depends on; the folder too, since scripts in a venv know it by its absolute path.
wanted() {
    { pwd; cat pyproject.toml constraints.txt; } | cksum
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
    local name lacks_venv=
    # 3.11 first: constraints.txt was resolved and tested with it.
    for name in ${PYTHON:-python3.11 python3 python3.12 python3.13}; do
        new_enough "$name" || continue
        if has_venv "$name"; then
            printf '%s\n' "$name"
            return
        fi
        lacks_venv=$name
    done
    if [[ -n $lacks_venv ]]; then
        stop "$lacks_venv lacks the venv module; install it (on Debian: apt-get install python3-venv) and run this again."
    elif [[ -n ${PYTHON:-} ]]; then
        stop "PYTHON=$PYTHON cannot be run or is older than Python 3.11; name a newer one, e.g. make PYTHON=python3.11."
    fi
    stop "Python 3.11 or newer is needed and none was found; install it, or name one with make PYTHON=/path/to/python."
}

if [[ -f $stamp && $(cat "$stamp") == "$(wanted)" ]] && new_enough "$venv/bin/python"; then
    exit 0
fi

rm -f "$stamp"
# A venv that was copied from elsewhere, or whose making was cut short, is made anew.
if ! "$venv/bin/python" -c "import os, pip, sys; sys.exit(not os.path.samefile(sys.prefix, '$venv'))" >/dev/null 2>&1 \
    || ! grep -qsF "$PWD/$venv" "$venv/bin/activate"; then
    python=$(find_python)
    printf 'setup: making %s with %s\n' "$venv" "$("$python" --version)" >&2
    "$python" -m venv --clear "$venv"
fi

printf 'setup: installing the pinned dependencies into %s (the first time some minutes and about 2 GB)\n' "$venv" >&2
quiet=()
[[ -t 2 ]] || quiet=(--quiet)
# Wheels only: a package with native code that has none for this machine should say so now, not compile for an hour.
"$venv/bin/python" -m pip install "${quiet[@]}" --disable-pip-version-check --only-binary :all: \
    --constraint constraints.txt --editable ".[dev]"
wanted >"$stamp"
