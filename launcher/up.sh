# ./fettle up: from a clean clone to a running Fettle that knows this machine. Stays in the foreground; Ctrl-C ends all it started.
verb_up() {
  local port=7070 data=$FETTLE_ROOT/data agent=yes demo='' database=''
  while [ $# -gt 0 ]; do
    case $1 in
      --port) need_value "$@"; port=$2; shift 2 ;;
      --data) need_value "$@"; data=$2; shift 2 ;;
      --database) need_value "$@"; database=$2; shift 2 ;;
      --no-agent) agent=''; shift ;;
      --demo) demo=yes; shift ;;
      *) fail "up has no option '$1'" "./fettle --help" 2 ;;
    esac
  done
  [[ $port =~ ^[0-9]+$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65535 ] || fail "'$port' is not a port" "choose one from 1024 to 65535" 2
  ! port_answers "$port" || fail "something listens on 127.0.0.1:$port already" "end it, or choose another: ./fettle up --port $((port + 1))"
  mkdir -p "$data" 2>/dev/null || fail "the folder $data cannot be made" "choose another with --data DIR"
  data=$(cd "$data" && pwd)
  [ -w "$data" ] || fail "the folder $data cannot be written" "choose another with --data DIR"

  build_for_up

  local url=http://127.0.0.1:$port
  local settings=(--Urls "$url" --Data "$data")
  [ -n "$database" ] && settings+=(--Database "$database")
  started=()
  trap end_started EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  # Everything that needs no running server is done by its own commands on the same database, before it starts.
  [ -n "$demo" ] && [ ! -e "$data/demo" ] && seed_demo "${settings[@]}"
  step "Starting the server on $url"
  mkdir -p "$data/logs"
  "$LOCAL/server/fettle-server" "${settings[@]}" >>"$data/logs/server.log" 2>&1 &
  started+=($!)
  await_server "$port" "$!" "$data/logs/server.log"

  [ -n "$demo" ] && start_simulation "$url" "$data"
  [ -n "$agent" ] && start_agent "$url" "$data" "${settings[@]}"

  printf '\n%sFettle is ready: %s%s\n' "$bold" "$url" "$plain"
  [ -n "$demo" ] && cat "$data/demo/accounts.txt"
  local link
  link=$("$LOCAL/server/fettle-server" setup-link "${settings[@]}" 2>/dev/null) && printf 'Make the first administrator: %s%s%s\n' "$bold" "$link" "$plain"
  note "logs are in $data/logs; Ctrl-C ends it"
  wait "${started[0]}" || fail "the server ended" "see $data/logs/server.log"
}

build_for_up() {
  ensure_toolchain
  changed "$LOCAL/server.stamp" "${SERVER_SOURCES[@]}" || changed "$LOCAL/web.stamp" "$FETTLE_ROOT/src/Fettle.Web" ||
    changed "$LOCAL/agent.stamp" "${AGENT_SOURCES[@]}" || return 0
  mkdir -p "$LOCAL" "$LOGS"
  step "Building the server; fetching the web's packages"
  install_web &
  local npm=$!
  build_server
  wait "$npm" || exit 1
  step "Building the web and the agent"
  build_web &
  local web=$!
  build_agent
  wait "$web" || exit 1
}

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# await_server PORT PID LOG
await_server() {
  local tries=0
  until port_answers "$1"; do
    kill -0 "$2" 2>/dev/null || { tail -n 20 "$3" >&2; fail "the server did not start" "the reason is above; the whole log is $3"; }
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || fail "the server has not answered for a minute" "see $3"
    sleep 0.1
  done
}

# start_agent URL DATA SETTINGS…: this machine, as a device of the first organisation
start_agent() {
  local url=$1 state=$2/agent
  shift 2
  if [ ! -e "$state/device.key" ]; then
    step "Enrolling this machine"
    local token
    token=$("$LOCAL/server/fettle-server" enrolment-token --uses 1 "$@") || fail "the server made no enrolment token" "run ./fettle up --no-agent, and enrol from the page Devices"
    "$LOCAL/agent/fettle-agent" enroll --server "$url" --token "$token" --state "$state" >/dev/null ||
      fail "this machine could not be enrolled" "run ./fettle up --no-agent to go on without"
  fi
  "$LOCAL/agent/fettle-agent" run --state "$state" >>"${state%/agent}/logs/agent.log" 2>&1 &
  started+=($!)
  if [ ! -e "$state/first-checkup" ]; then
    step "The first check-up of this machine"
    "$LOCAL/agent/fettle-agent" checkup || true
    touch "$state/first-checkup"
  fi
}

seed_demo() {
  step "Filling it with a living example"
  run_logged demo "$LOCAL/server/fettle-server" demo "$@"
}

# start_simulation URL DATA: the example's devices, which really connect and answer
start_simulation() {
  local url=$1 data=$2
  run_logged bench dotnet publish "$FETTLE_ROOT/bench/Fettle.Bench" -c Release -o "$LOCAL/bench" -v q -clp:NoSummary
  dotnet "$LOCAL/bench/fettle-bench.dll" simulate --server "$url" --demo "$data/demo/devices.json" >>"$data/logs/simulation.log" 2>&1 &
  started+=($!)
}

end_started() {
  trap - EXIT
  local pid
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
