#!/usr/bin/env bash
# Makes the Debian package of a built habiter. usage: Tools/make-deb.sh PROGRAM FOLDER
# Prints the path of the package, FOLDER/habiter_VERSION_ARCHITECTURE.deb.
set -eu
program=$(realpath "$1") folder=$2
tools=$(realpath "$(dirname "$0")")
version=$("$program" --version | cut -d ' ' -f 2)
architecture=$(dpkg --print-architecture)
maintainer=${DEB_MAINTAINER:-Échanger Habiter <habiter@echanger-habiter.invalid>}
# The same sources give the same package: its dates are those of the last commit.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
  SOURCE_DATE_EPOCH=$(git -C "$tools/.." log -1 --format=%ct 2>/dev/null || date +%s)
fi
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/stage
"$tools/install.sh" "$program" "$stage/usr" >&2

# What the program is linked with, as package names and versions. libtinfo6 comes with libncursesw6,
# which asks for the very same version.
mkdir -p "$work/debian"
printf 'Source: habiter\n\nPackage: habiter\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O "$stage/usr/bin/habiter" 2>/dev/null |
  sed -n 's/^shlibs:Depends=//p' | sed -e 's/, libtinfo6[^,]*//' -e 's/^libtinfo6[^,]*, //')
names=$(tr ',' '\n' <<<"$depends" | awk '{ print $1 }' | sort | xargs)
if [ "$names" != "libc6 libncursesw6 libsqlite3-0" ]; then
  echo "error: the package would need: $depends" >&2
  exit 1
fi

documents=$stage/usr/share/doc/habiter
gzip -9n >"$documents/changelog.gz" <<END
habiter ($version) unstable; urgency=medium

  * See https://echanger-habiter.invalid and docs/changelog.md in the sources.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END
cat >"$documents/copyright" <<END
habiter, the back-office of Échanger Habiter.

Copyright 2026 the authors of Échanger Habiter.

License: for the members of the bourse Échanger Habiter; all rights reserved.

The program holds parts of the Swift runtime, Copyright 2014-2026 Apple Inc. and
the Swift project authors, under the Apache License 2.0 with Runtime Library
Exception, see /usr/share/common-licenses/Apache-2.0.
END
chmod 644 "$documents"/*

mkdir "$stage/DEBIAN"
cat >"$stage/DEBIAN/control" <<END
Package: habiter
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s "$stage/usr" | cut -f 1)
Depends: $depends
Suggests: libpq5, curl, default-mta | mail-transport-agent
Section: misc
Priority: optional
Description: follow-up of exchanges of social housing in a terminal
 The agents of the bailleurs, Aatiko and the GIE follow exchange dossiers in it
 by keyboard: what waits for whom since when, until when, and by which rule. In
 French.
END
(cd "$stage" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$stage" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
find "$stage" -type d -exec chmod 755 {} +
mkdir -p "$folder"
package=$folder/habiter_${version}_$architecture.deb
dpkg-deb --root-owner-group --build "$stage" "$package" >&2
echo "$package"
