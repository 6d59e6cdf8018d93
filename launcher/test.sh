# ./fettle test: everything, on a fresh machine; ends with "N passed, N failed".
verb_test() {
  local parts=(format unit server web system)
  while [ $# -gt 0 ]; do
    case $1 in
      --unit | --server | --web | --system | --format) parts=("${1#--}"); shift ;;
      --lab) export FETTLE_LAB=full; shift ;;
      *) fail "test has no option '$1'" "./fettle --help" 2 ;;
    esac
  done
  ensure_toolchain
  mkdir -p "$LOGS"
  export FETTLE_CORPORA=${FETTLE_CORPORA:-$FETTLE_ROOT/../shared/corpora}

  passed=0 failed=0 skipped=0
  for part in "${parts[@]}"; do "test_$part"; done
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped" | sed 's/, 0 skipped$//'
  [ "$failed" -eq 0 ]
}

# count NAME COMMAND…: one check that either holds or does not
count() {
  local name=$1
  shift
  if "$@" >"$LOGS/$name.log" 2>&1; then
    passed=$((passed + 1))
    note "$name: ok"
  else
    failed=$((failed + 1))
    tail -n 40 "$LOGS/$name.log"
    note "$name: failed; the whole log is $LOGS/$name.log"
  fi
}

# run_dotnet_tests PROJECT: adds up what the runner counted; a run that ends without counting, or not at all, is a failure
run_dotnet_tests() {
  local log=$LOGS/$1.log p f s limit=30m
  [ "${FETTLE_LAB:-}" = full ] && limit=90m
  timeout --kill-after=30s "$limit" dotnet test "$FETTLE_ROOT/tests/$1" -c Release --logger "console;verbosity=normal" >"$log" 2>&1 ||
    { [ $? -eq 124 ] && note "$1: did not end within $limit" && { grep -i 'long running' "$log" | tail -n 20 || tail -n 20 "$log"; }; } || true
  p=$(sed -n 's/^ *Passed: *\([0-9]*\)$/\1/p' "$log" | tail -n 1)
  f=$(sed -n 's/^ *Failed: *\([0-9]*\)$/\1/p' "$log" | tail -n 1)
  s=$(sed -n 's/^ *Skipped: *\([0-9]*\)$/\1/p' "$log" | tail -n 1)
  if [ -z "$p$f" ] || { [ -z "$f" ] && grep -qE '(error [A-Z]+[0-9]+|Test Run (Failed|Aborted))' "$log"; }; then
    f=$((${f:-0} + 1))
  fi
  [ "${f:-0}" -eq 0 ] || { grep -E -A 12 '^ *(Failed |\[FAIL\]|.*error [A-Z]+[0-9]+:)' "$log" | head -n 120 || true; note "the whole log is $log"; }
  [ "${s:-0}" -eq 0 ] || grep -E -A 2 '^ *Skipped ' "$log" | head -n 40 || true
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
  note "$1: ${p:-0} passed, ${f:-0} failed, ${s:-0} skipped"
}

test_format() {
  step "Format"
  count format dotnet format whitespace "$FETTLE_ROOT" --folder --verify-no-changes --exclude artifacts data src/Fettle.Web
}

test_unit() {
  step "Unit tests"
  run_dotnet_tests Fettle.UnitTests
  ensure_packages python3 dovecot-imapd postfix
  run_dotnet_tests Fettle.MailTests
}

test_server() {
  step "Server tests, on SQLite and PostgreSQL"
  ensure_packages postgresql-15 postgresql-client-15
  run_dotnet_tests Fettle.ServerTests
}

test_web() {
  step "Web: types, format, units, build"
  build_server
  install_web
  count web-build build_web
  count web-check npm --prefix "$FETTLE_ROOT/src/Fettle.Web" run check
}

test_system() {
  step "System tests: the real parts"
  ensure_packages postgresql-15 postgresql-client-15 chromium debootstrap systemd-container iproute2 procps wine wine64
  verb_publish_for_tests
  FETTLE_AGENT=$FETTLE_ROOT/artifacts/linux-x64/fettle-agent FETTLE_SERVER=$FETTLE_ROOT/artifacts/linux-x64/server/fettle-server \
    run_dotnet_tests Fettle.SystemTests
}

verb_publish_for_tests() {
  source "$FETTLE_ROOT/launcher/publish.sh"
  verb_publish
}
