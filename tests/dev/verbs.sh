#!/usr/bin/env bash
# Runs every verb of ./dev in a small form, so that none can rot. A verb whose packages this machine lacks is passed over
# with a line. Four are left to people, since they write into the tree: pictures, examples, screens and wardrobe; `fuzz`,
# which compiles all anew with Clang; and `test`, which runs this.
# usage: tests/dev/verbs.sh [VERB...]
set -euo pipefail
cd "$(dirname "$0")/../.."
export OFFLINE=1 SEED=3 CATEGORIES=paisley ROUNDS=1

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# try VERB COMMAND...
try() {
  local verb=$1 code=0
  shift
  [ ${#chosen[@]} -eq 0 ] || [[ " ${chosen[*]} " == *" $verb "* ]] || return 0
  "$@" >"$scratch/said" 2>&1 || code=$?
  case $code in
    0) echo "$verb: fine" ;;
    77) echo "$verb: passed over, $(grep -aoE '(missing|skipped): .*' "$scratch/said" | tail -n 1)" ;;
    *)
      echo "$verb: ended with $code"
      cat "$scratch/said"
      failed=1
      ;;
  esac
}
has() { [ -s "$1" ] || { echo "$1 is missing or empty"; return 1; }; }

demo() { ./dev demo "$scratch/demo" && has "$scratch/demo/paisley_dressed.jpg"; }
studio() {
  timeout 60 ./dev studio --port 0 --data "$scratch/data" --quiet >"$scratch/address" &
  for _ in $(seq 600); do
    grep -qs '^http://127.0.0.1:' "$scratch/address" && break
    sleep 0.1
  done
  kill $! && wait $! || true
  grep '^http://127.0.0.1:' "$scratch/address"
}
package() {
  ./dev package || return
  local file
  file=$(ls build/package/*.deb) && dpkg-deb --contents "$file" >"$scratch/contents" &&
    grep -q ' ./usr/bin/toile$' "$scratch/contents" &&
    grep -q ' ./usr/lib/toile/libtoile_models_torch.so$' "$scratch/contents" &&
    grep -q ' ./usr/share/toile/models/patterns/tile.safetensors$' "$scratch/contents" &&
    dpkg-deb --field "$file" Depends | grep -q libtorch
}
# the whole of `format` and `lint` is for people: here one file tells whether they work
format() {
  cp toile/base/error.hpp "$scratch/error.hpp" && cp .clang-format "$scratch" && ./dev format "$scratch/error.hpp" &&
    cmp toile/base/error.hpp "$scratch/error.hpp"
}
# the whole takes minutes: here a cluster starts, or the script says why it can't
cluster() { CLUSTER_ONLY_STARTS=1 ./dev cluster; }
unknown() { ! ./dev nonsense 2>"$scratch/usage" && grep -q 'setup|build|demo' "$scratch/usage"; }

chosen=("$@")
try setup ./dev setup
try build ./dev build
try demo demo
try studio studio
try package package
try format format
try lint ./dev lint toile/base/share.cpp
try cluster cluster
try faults ./dev faults 2 sheet
try bench tests/dev/peers.sh
try unknown unknown
exit $failed
