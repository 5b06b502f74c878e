#!/bin/sh
# Install Debian's Chromium and Chinese fonts where they are missing and it may; else say what to type.
set -eu
packages="chromium fonts-noto-cjk"
if command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q .; then
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "The tests need a browser and Chinese fonts. Type:  sudo apt-get install $packages" >&2
    exit 1
fi
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages fontconfig
