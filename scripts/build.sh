# Building the binaries and the screens. Sourced by ./dev after scripts/setup.sh.
# shellcheck shell=bash

# build PRESET [TARGET...]: configures once, then lets ninja find what changed.
build() {
  local preset=$1
  shift
  if [ ! -e "build/$preset/build.ninja" ]; then
    say "configuring build/$preset"
    cmake --preset "$preset" >"build-$preset.log" 2>&1 || {
      tail -n 40 "build-$preset.log"
      rm -f "build-$preset.log"
      return 1
    }
    rm -f "build-$preset.log"
  fi
  say "building $preset"
  ninja -C "build/$preset" "$@"
}

# build_tools TARGET...: programs of the release build that stand among the tests (benchmarks, the
# torture, the evaluation); `run` needs none of them, nor the packages they need.
build_tools() {
  if ! grep -qs '^OTKEL_TESTS:BOOL=ON' build/release/CMakeCache.txt; then
    say "configuring build/release with the tests"
    cmake --preset release -DOTKEL_TESTS=ON >/dev/null
  fi
  build release "$@"
}

# Everything the screens are made from; a change of any of it rebuilds them.
ui_sources_sum() {
  find kiosk-ui \
    -name node_modules -prune -o -name dist -prune -o -name schema.d.ts -prune -o -type f -print0 |
    sort -z | xargs -0 sha256sum | sha256sum
}

build_ui() {
  [ -e kiosk-ui/package.json ] || return 0
  local now
  now="$(node --version) $(ui_sources_sum)"
  if [ -d kiosk-ui/dist ] && [ "$(cat .dev/ui-built 2>/dev/null)" = "$now" ]; then return; fi
  say "building the screens"
  (cd kiosk-ui && npm run --silent build)
  mkdir -p .dev
  # The sum is taken again: the build may write generated sources of its own.
  printf '%s\n' "$(node --version) $(ui_sources_sum)" >.dev/ui-built
}

# A node, the npm packages that the screens are built with, the screens; what is there stays.
make_screens() {
  ensure_node
  ensure_npm_packages kiosk-ui --omit=dev
  build_ui
}

# build_product TARGET...: programs of the release build, and the screens. A fresh machine spends
# most of a minute on node and npm, waiting for disk and network while the compiler needs neither.
build_product() {
  local screens rc=0 began=$SECONDS waited
  mkdir -p .dev
  say "making the screens beside the programs; what that says is in .dev/screens.log"
  (make_screens) >.dev/screens.log 2>&1 &
  screens=$!
  build release "$@" || rc=$?
  waited=$SECONDS
  wait "$screens" || {
    cat .dev/screens.log
    die "the screens could not be made (.dev/screens.log)"
  }
  [ "$rc" = 0 ] || die "the programs could not be built"
  say "built in $((SECONDS - began)) s, $((SECONDS - waited)) s of them waiting for the screens"
}
