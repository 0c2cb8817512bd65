#!/usr/bin/env bash
# Sees to it that the browser test has a chromium. Where it cannot be installed, that one test is skipped and this says
# why; with CI=true that is an error.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done

log=$(mktemp)
trap 'rm -f "$log"' EXIT

if ! command -v apt-get >/dev/null; then
    reason='there is no apt-get here to install it with'
elif [[ $(id -u) -ne 0 ]]; then
    reason='installing it needs root (apt-get install chromium)'
else
    printf 'browser: installing chromium for the browser test\n' >&2
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update >"$log" 2>&1 && apt-get install --yes --no-install-recommends chromium >>"$log" 2>&1; then
        exit 0
    fi
    tail -n 5 "$log" >&2
    reason='apt-get could not install it'
fi

if [[ ${CI:-} == true ]]; then
    printf 'browser: the browser test must run in CI, but chromium is missing: %s.\n' "$reason" >&2
    exit 1
fi
printf 'browser: chromium is missing and %s; the browser test will be skipped.\n' "$reason" >&2
