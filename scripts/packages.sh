# Every Debian package the tree needs, named once. Sourced by scripts/setup.sh.
# shellcheck shell=bash disable=SC2034
packages=(
  # build: compilers, build tools, the version-pinned clang tools
  git ca-certificates curl ccache ninja-build cmake g++ pkg-config python3 python3-yaml
  clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev
  # libraries the binaries link to
  libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev
  libsqlite3-dev libzmq3-dev cppzmq-dev libqrencode-dev libpango1.0-dev libcairo2-dev
  libcups2-dev libusb-1.0-0-dev libsodium-dev libssl-dev libtomlplusplus-dev libcli11-dev
  libspdlog-dev libfmt-dev libpugixml-dev prometheus-cpp-dev libpq-dev libmosquitto-dev
  # fonts of the printed page and of the screens
  fonts-noto-core fonts-noto-cjk fonts-dejavu-core fonts-dejavu-extra fonts-paratype
  # tests: frameworks, decoders of QR and PDF, a browser, database tools, Python
  libgtest-dev libgmock-dev librapidcheck-dev libbenchmark-dev libzxing-dev libzbar-dev
  poppler-utils chromium chromium-sandbox sqlite3 sqlite3-tools shellcheck
  # tests of the printer and the cameras: devices without hardware, a private print spooler, a
  # private MQTT broker, a reader of plates that is not ours
  umockdev libumockdev-dev cups cups-ipp-utils mosquitto tesseract-ocr tesseract-ocr-eng
)
# Only where no node of at least the version below is found: Debian's npm fetches a newer node.
node_bootstrap_packages=(npm)
node_at_least="20.19.0"
node_pinned="24.21.0"
npm_pinned="11.21.2"
