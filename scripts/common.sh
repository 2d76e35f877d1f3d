# shellcheck shell=bash
# What the scripts share; source it, do not run it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# The least Rust that the workspace builds with: one place, the workspace's own.
rust_version() {
    sed -n 's/^rust-version = "\(.*\)"/\1/p' "$root/Cargo.toml"
}

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Prints the comment at the head of the calling script as its help.
help() {
    sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# Whether the first version is at least the second.
at_least() {
    [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif has sudo; then
        say "asking for administrator rights: $*"
        sudo "$@"
    else
        fail "cannot install packages without root or sudo; run as root: $*"
    fi
}

# Installs those of the named Debian packages that are missing.
install_packages() {
    local missing=()
    local package
    for package in "$@"; do
        if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
            missing+=("$package")
        fi
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return
    fi
    has apt-get || fail "this system has no apt-get; install by hand what these Debian packages hold: ${missing[*]}"
    say "installing ${missing[*]}"
    if [ -z "${packages_updated:-}" ]; then
        as_root apt-get update -qq
        packages_updated=yes
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Whether the system's package lists know a package.
package_exists() {
    apt-cache show "$1" >/dev/null 2>&1
}
