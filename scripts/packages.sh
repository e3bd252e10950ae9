# Every Debian package the tree needs, named once, in the smallest set that needs it. Sourced by
# scripts/setup.sh.
# shellcheck shell=bash disable=SC2034

# `./dev run`: a compiler, the libraries that the programs include or link, the fonts of the printed
# page, and nothing else (tests/tidy/check_packages.py). Of the tools: ca-certificates for the npm
# registry, python3-yaml for the API's document, ccache so that later builds find this one.
run_packages=(
  ca-certificates ccache ninja-build cmake g++ pkg-config python3 python3-yaml
  libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev
  libsqlite3-dev libzmq3-dev cppzmq-dev libqrencode-dev libpango1.0-dev libcairo2-dev
  libcups2-dev libusb-1.0-0-dev libsodium-dev libssl-dev libtomlplusplus-dev libcli11-dev
  libspdlog-dev libfmt-dev libpugixml-dev libmosquitto-dev libzxing-dev libzbar-dev
  prometheus-cpp-dev
  fonts-noto-cjk fonts-dejavu-extra
)
# `./dev test` besides: test frameworks, the format and its checks, a reader of PDF, a browser,
# database tools; devices without hardware, a private print spooler and MQTT broker, a reader of
# plates that is not ours.
test_packages=(
  git clang-format-19 shellcheck
  libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev
  poppler-utils chromium chromium-sandbox sqlite3 sqlite3-tools
  umockdev libumockdev-dev cups cups-ipp-utils mosquitto tesseract-ocr tesseract-ocr-eng
  fonts-dejavu-core  # the plates that are drawn for a foreign engine
)
# `./dev test --full`, `lint` and `fuzz` besides: the other compiler with its sanitizers and its
# checks (the two -dev packages are for a plug-in of clang-tidy, tests/tidy/own_code_only.cpp).
full_packages=(clang-19 libclang-rt-19-dev clang-tidy-19 libclang-19-dev llvm-19-dev)

# Only where no node of at least the version below is found: Debian's npm fetches a newer node.
node_bootstrap_packages=(npm)
node_at_least="20.19.0"
node_pinned="24.21.0"
npm_pinned="11.21.2"
