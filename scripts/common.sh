# shellcheck shell=bash
# What the scripts share; source it, do not run it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# The least Rust that the workspace builds with: one place, the workspace's own.
rust_version() {
    sed -n 's/^rust-version = "\(.*\)"/\1/p' "$root/Cargo.toml"
}

# The version of everything: one place, the workspace's.
version() {
    sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml"
}

# The number by which stores tell builds apart, greater for every later version: 1.2.3 has 10203.
build_number() {
    local major minor patch
    IFS=. read -r major minor patch <<<"$1"
    printf '%s\n' $((major * 10000 + minor * 100 + patch))
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

# Whether a Rust that the workspace builds with is on the path.
rust_is_there() {
    has cargo && has rustc && at_least "$(rustc --version | cut -d ' ' -f 2)" "$(rust_version)"
}

# Puts a Rust on the path that is installed beside it: Ubuntu's packages with a version in their
# name, the newest first, and rustup's before a new login.
find_rust() {
    local folder
    while read -r folder; do
        if rust_is_there; then
            return
        fi
        PATH=$folder:$PATH
        hash -r
    done < <(printf '%s\n' "$HOME/.cargo/bin" /usr/lib/rust-*/bin | sort -V -r)
}

# Puts the adb of the Android SDK on the path, where there is one: two of different versions end each
# other's server.
find_adb() {
    if [ -x "${ANDROID_HOME:-}/platform-tools/adb" ]; then
        PATH=$ANDROID_HOME/platform-tools:$PATH
    fi
}

# Whether adb knows a device that is ready.
device_is_there() {
    has adb && adb devices 2>/dev/null | grep -q '[[:space:]]device$'
}

# Where the checkers of the workflows are, which PyPI has.
workflow_checkers() {
    printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/kodebro/workflow-checkers-1"
}

# Where the library is that writes and checks bills of materials, which PyPI has.
release_tools() {
    printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/kodebro/release-tools-1"
}

# Packages that have been found missing.
wanted=()

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif has sudo; then
        say "asking for administrator rights: $*"
        sudo "$@"
    else
        fail "packages are missing, and there is neither root nor sudo to install them; as root, run: apt-get install ${wanted[*]}"
    fi
}

# Wants Debian packages where a command is not there: want COMMAND PACKAGE...
want() {
    if ! has "$1"; then
        wanted+=("${@:2}")
    fi
}

# Installs what is wanted, or says what it is where there is no apt-get.
install_wanted() {
    if [ ${#wanted[@]} -eq 0 ]; then
        return
    fi
    has apt-get || fail "this system has no apt-get; install by hand what these Debian packages hold: ${wanted[*]}"
    update_packages
    say "installing ${wanted[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
    wanted=()
    hash -r
}

# Fetches the lists of packages, once a run.
update_packages() {
    if [ -z "${packages_updated:-}" ]; then
        as_root apt-get update -qq
        packages_updated=yes
    fi
}

# Sees to it, before anything is built, that there is a key to sign what is published with.
need_key() {
    local name missing=()
    for name in KODEBRO_KEY_STORE KODEBRO_KEY_STORE_PASSWORD KODEBRO_KEY_ALIAS KODEBRO_KEY_PASSWORD; do
        [ -n "${!name:-}" ] || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] || fail "there is no key to sign with; set ${missing[*]}"
    [ -f "$KODEBRO_KEY_STORE" ] || fail "KODEBRO_KEY_STORE names $KODEBRO_KEY_STORE, and there is no such file"
    KODEBRO_KEY_STORE=$(realpath "$KODEBRO_KEY_STORE")
}

# Makes a key in a folder to sign with what is thrown away, and names it to whatever signs.
make_throw_away_key() {
    export KODEBRO_KEY_STORE=$1/key.jks KODEBRO_KEY_STORE_PASSWORD KODEBRO_KEY_ALIAS=throw-away KODEBRO_KEY_PASSWORD
    KODEBRO_KEY_STORE_PASSWORD=$(head -c 18 /dev/urandom | base64)
    KODEBRO_KEY_PASSWORD=$KODEBRO_KEY_STORE_PASSWORD
    keytool -genkeypair -keystore "$KODEBRO_KEY_STORE" -alias "$KODEBRO_KEY_ALIAS" \
        -storepass:env KODEBRO_KEY_STORE_PASSWORD -keypass:env KODEBRO_KEY_PASSWORD \
        -dname "CN=throw-away" -keyalg RSA -keysize 2048 -validity 2 2>/dev/null
}

# Sees to it that what is published is built with the NDK; the word is what says that it is not to be.
need_ndk() {
    [ -n "${ANDROID_NDK_HOME:-}" ] || fail "what is published is built with the NDK; set ANDROID_NDK_HOME, or say $1 to check it only"
}

# The version of a package that would be installed; nothing where there is none.
package_version() {
    apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: \([0-9][^+~-]*\).*/\1/p'
}

# Sees to it that a folder is there, and has room for so many megabytes.
need_space() {
    mkdir -p "$1"
    [ "$(df -Pk "$1" | awk 'NR == 2 { print $4 }')" -gt $(($2 * 1024)) ] || fail "less than $2 MB are free in $1; make room, and run this again"
}
