#!/usr/bin/env bash
# Makes the pictures of the dashboard in docs/images: starts the demo job on two nodes, and looks at it with headless Chromium.
# Needs Chromium and its driver (apt-get install chromium chromium-driver); with the font Inter (fonts-inter) they look as they
# do in the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./mvnw -B -ntp -pl examples -am test -Dtest=Screenshots -Dsurefire.failIfNoSpecifiedTests=false \
  -Dweir.browser=required -Dweir.screenshots="$PWD/docs/images" "$@" </dev/null
ls -l docs/images
