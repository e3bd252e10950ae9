#!/usr/bin/env bash
# A Debian package of the release build: build/package/otkel_VERSION_ARCH.deb.
# Called by `./dev package` after everything is built; needs no root.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

version=$(sed -n 's/^project(otkel VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
arch=$(dpkg --print-architecture)
root=build/package/root
rm -rf build/package
mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/share/otkel"

# Not the simulators, and nothing that belongs to a demonstration.
for program in otkeld otkel-anpr otkel-hub otkelctl otkel-print; do
  install -m 755 -s "build/release/bin/$program" "$root/usr/bin/"
done
if [ -d kiosk-ui/dist ]; then cp -R kiosk-ui/dist "$root/usr/share/otkel/ui"; fi
python3 cmake/join_contract.py docs/openapi/checkpoint build/package/openapi.yaml
install -D -m 644 build/package/openapi.yaml "$root/usr/share/otkel/openapi.yaml"
(cd config && find . -name '*.toml' ! -name '*demonstration*' \
  -exec install -D -m 644 {} "../$root/usr/share/otkel/config/{}" \;)
# Units and their users, where the tree has them, go to the places systemd and udev look at.
place() { # FOLDER OF THE TREE, FOLDER OF THE MACHINE
  if [ ! -d "$1" ]; then return 0; fi
  mkdir -p "$root/$2"
  cp "$1"/* "$root/$2/"
}
place config/systemd usr/lib/systemd/system
place config/sysusers.d usr/lib/sysusers.d
place config/tmpfiles.d usr/lib/tmpfiles.d
place config/udev usr/lib/udev/rules.d

# The packages that own the libraries which the binaries load. On a merged /usr the loader says
# /lib or /usr/lib for the same file, and dpkg knows one of the two.
owner() {
  local path
  path=$(readlink -f "$1")
  dpkg-query -S "$path" 2>/dev/null || dpkg-query -S "${path#/usr}" 2>/dev/null ||
    { echo "package: nobody owns $path" >&2; return 1; }
}
libraries=$(ldd "$root"/usr/bin/* | awk '$3 ~ /^\// {print $3}' | sort -u)
depends=$(for library in $libraries; do owner "$library"; done |
  sed 's/:.*//' | sort -u | paste -sd, | sed 's/,/, /g')

cat >"$root/DEBIAN/control" <<TEXT
Package: otkel
Version: $version
Architecture: $arch
Maintainer: the Otkel project <otkel@localhost>
Depends: $depends, fonts-dejavu-extra, fonts-noto-cjk
Section: misc
Priority: optional
Description: the software of a road border checkpoint
 The daemon of a checkpoint, its camera bridge, the central hub, the hand tool and the screens.
TEXT
dpkg-deb --root-owner-group --build "$root" "build/package/otkel_${version}_${arch}.deb"
