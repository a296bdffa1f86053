# What tests/e2e/run and tests/payloads/run have in common. Sourced; `what` says what is not made where a part is missing,
# `asked` (yes, no) whether somebody asked for it: else it is left out, loudly, outside CI.

missing() {
  echo "== $what NOT made: $1 ==" >&2
  if [ "${CI:-}" = true ] || [ "$asked" = yes ]; then exit 1; fi
  exit 0
}

get_client() {
  make --silent .venv/e2e ||
    missing "node, Playwright or the npm packages could not be installed (deploy/locks/e2e.txt, tests/e2e/client)"
}
