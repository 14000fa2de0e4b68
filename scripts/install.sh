#!/usr/bin/env bash
# install.sh PROGRAM PREFIX puts the program where a user expects it; install.sh --remove PREFIX takes it away.
set -euo pipefail

what=$1
prefix=$2
files=(
    bin/mvsync
    share/bash-completion/completions/mvsync
    share/zsh/site-functions/_mvsync
    share/fish/vendor_completions.d/mvsync.fish
    share/man/man1/mvsync.1
)

if [ "$what" = --remove ]; then
    for file in "${files[@]}"; do rm -f "$prefix/$file"; done
    exit 0
fi

manual=$(mktemp -d)
trap 'rm -rf "$manual"' EXIT
swift package --allow-writing-to-directory "$manual" generate-manual --output-directory "$manual" >/dev/null

install -D -m 755 "$what" "$prefix/${files[0]}"
completion=$(mktemp -p "$manual")
shells=(bash zsh fish)
for index in 0 1 2; do
    "$what" --generate-completion-script "${shells[$index]}" >"$completion"
    install -D -m 644 "$completion" "$prefix/${files[$((index + 1))]}"
done
install -D -m 644 "$manual/mvsync.1" "$prefix/${files[4]}"
echo "installed $prefix/bin/mvsync, its completions and its manual page"
