# ./fettle bench: the figures of docs/figures.md; the program says what it measures and how.
verb_bench() {
  ensure_toolchain
  mkdir -p "$LOGS"
  # What is measured is what is here, and not what was built some time ago.
  build_server
  install_web
  build_web
  build_agent
  run_logged bench dotnet publish "$FETTLE_ROOT/bench/Fettle.Bench" -c Release -o "$LOCAL/bench" -v q -clp:NoSummary
  FETTLE_ROOT=$FETTLE_ROOT exec dotnet "$LOCAL/bench/fettle-bench.dll" "${@:-all}"
}
