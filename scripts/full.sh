# What `./dev test --full` runs after the tests: each stage is one line of the closing total.
# Sourced by ./dev.
# shellcheck shell=bash

# stage NAME COMMAND...: runs it, says how long it took, and writes "passed NAME" or "failed NAME".
stage() {
  local name=$1 started=$SECONDS outcome=passed
  shift
  say "full: $name"
  "$@" || outcome=failed
  printf '%s %s\n' "$outcome" "$name" >>build/test/stages
  say "full: $name $outcome after $((SECONDS - started)) s"
}

# Unit tests under the address and undefined-behaviour sanitizers.
sanitized_units() {
  local programs
  build asan help >/dev/null || return
  mapfile -t programs < <(ninja -C build/asan -t targets all |
    sed -n 's|^\(tests/unit_[a-z_]*\): .*|\1|p')
  [ "${#programs[@]}" -gt 0 ] || return
  build asan "${programs[@]}" && ctest --preset asan -j2 -R '^unit_' -E 'systemd|NOT_BUILT'
}

run_full_stages() {
  stage "clang-tidy over every file" python3 tests/tidy/clang_tidy.py --build build/dev --all
  stage "unit tests with sanitizers" sanitized_units
  stage "fuzzing, 30 s a target" ./dev fuzz 30
  stage "a fault at every row of a print" \
    ./dev print-torture --every-row --seed 7 --out build/torture
  stage "every bad day with 50 trucks before and 50 after" ./dev drill --out build/drill
  stage "plates that a foreign engine reads" \
    ./dev anpr-eval --seed 201 --check --out build/anpr-eval
}
