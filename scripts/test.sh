# `./dev test` in its two tiers, each with one honest total at the end. Sourced by ./dev.
#   the build machine's tier: every rule at least once, without the tests labelled `full`
#   --full: those too, then scripts/full.sh (sanitizers, fuzzing, clang-tidy, the whole torture)
# shellcheck shell=bash

# A run that ends before its tests could start still closes with a totals line. (An EXIT trap, not
# `step || ...`: the latter would switch off `set -e` inside the step.)
test_closing_line() {
  local rc=$?
  [ -n "${test_stage-}" ] || return 0
  say "FAILED before the tests: $test_stage"
  printf '0 passed, 1 failed\n'
  exit $((rc == 0 ? 1 : rc))
}

test_ui() {
  [ -e kiosk-ui/package.json ] || return 0
  (cd kiosk-ui && npm run --silent check) || ui_check=failed
  say "tests of the screens"
  local rc=0
  (cd kiosk-ui && CI=1 npm test 2>&1) | tee build/test/ui.log || rc=$?
  [ "$rc" = 0 ] || ui_tests=failed
}

run_tests() {
  local ui_check=passed ui_tests=passed started=$SECONDS rc=0 full="" tier=(-LE full)
  if [ "${1-}" = --full ]; then
    full=yes tier=()
    shift
  fi
  trap test_closing_line EXIT
  test_stage="setup"
  if [ -n "$full" ]; then setup_full; else setup_test; fi
  mkdir -p build/test
  rm -f build/test/*
  test_stage="the screens do not build"
  build_ui
  test_stage="the tree does not build"
  build dev
  test_stage=""
  test_ui
  say "all tests (ctest)"
  ctest --preset dev -j2 --timeout 900 --output-junit "$PWD/build/test/ctest.xml" \
    "${tier[@]}" "$@" || rc=$?
  if [ -n "$full" ]; then run_full_stages; fi
  say "done in $(((SECONDS - started) / 60)) min $(((SECONDS - started) % 60)) s"
  # The counts come from the runners' own reports; a runner that died without one is a failure.
  python3 scripts/totals.py --ctest build/test/ctest.xml --ctest-exit "$rc" \
    --ui-log build/test/ui.log --ui-check "$ui_check" --ui-tests "$ui_tests" \
    --stages build/test/stages
}
