# What the verbs share: messages, prerequisites, and builds that are skipped when nothing changed.
# Sourced by ../fettle; FETTLE_ROOT is the checkout.

# Nothing here sorts or compares by culture, so a machine without libicu will do, for the SDK as well.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

LOCAL=$FETTLE_ROOT/artifacts/local
LOGS=$FETTLE_ROOT/artifacts/log

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
else
  bold='' dim='' green='' red='' plain=''
fi

step() { printf '%s▸%s %s\n' "$green" "$plain" "$*"; }
note() { printf '  %s%s%s\n' "$dim" "$*" "$plain"; }

# fail WHAT NEXT-STEP [EXIT-STATUS]
fail() {
  printf '%sfettle: %s%s\n' "$red" "$1" "$plain" >&2
  [ -n "${2:-}" ] && printf '  next: %s\n' "$2" >&2
  exit "${3:-1}"
}

# need_value OPTION VALUE…: an option that wants a value got one
need_value() { [ $# -ge 2 ] || fail "$1 needs a value" "./fettle --help" 2; }

# ensure_packages PACKAGE…: installs what Debian lacks, when root; else says the command
ensure_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  command -v apt-get >/dev/null || fail "these packages are missing: ${missing[*]}" "install them with your system's package manager"
  [ "$(id -u)" = 0 ] || fail "these packages are missing: ${missing[*]}" "sudo apt-get install ${missing[*]}"
  step "Installing ${missing[*]}"
  mkdir -p "$LOGS"
  { DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" ||
      { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; }; } >"$LOGS/apt.log" 2>&1 ||
    fail "apt-get could not install ${missing[*]}" "see $LOGS/apt.log"
}

ensure_toolchain() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is not installed" "https://learn.microsoft.com/dotnet/core/install/linux-debian, then run this again"
  [[ $(dotnet --version 2>/dev/null) == 10.* ]] || fail "the .NET SDK found is '$(dotnet --version 2>&1 | head -n 1)', Fettle needs version 10" "https://learn.microsoft.com/dotnet/core/install/linux-debian"
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js is not installed" "install Node.js 20 or newer, with npm"
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "Node.js is $(node --version), Fettle needs 20 or newer" "install Node.js 20 or newer"
  # Time zones for sites, certificates for outgoing TLS: a minimal Debian lacks both.
  ensure_packages tzdata ca-certificates
}

# run_logged NAME COMMAND…: quiet when it works; the end of its log when it does not
run_logged() {
  local name=$1
  shift
  mkdir -p "$LOGS"
  "$@" >"$LOGS/$name.log" 2>&1 || {
    tail -n 40 "$LOGS/$name.log" >&2
    fail "$name failed" "the whole log is in $LOGS/$name.log"
  }
}

# changed STAMP PATH…: true when something under the paths is newer than the stamp
changed() {
  local stamp=$1
  shift
  [ ! -e "$stamp" ] || [ -n "$(find "$@" \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o -newer "$stamp" -print -quit)" ]
}

SERVER_SOURCES=("$FETTLE_ROOT"/src/Fettle.{Server,Mail,Protocol,Diagnosis} "$FETTLE_ROOT"/{playbooks,Directory.Build.props,Directory.Packages.props})
AGENT_SOURCES=("$FETTLE_ROOT"/src/Fettle.{Agent,Protocol,Diagnosis} "$FETTLE_ROOT"/{playbooks,Directory.Build.props,Directory.Packages.props})

build_server() {
  changed "$LOCAL/server.stamp" "${SERVER_SOURCES[@]}" || return 0
  run_logged server dotnet publish "$FETTLE_ROOT/src/Fettle.Server" -c Release -r linux-x64 --no-self-contained -o "$LOCAL/server" -v q -clp:NoSummary
  touch "$LOCAL/server.stamp"
}

build_agent() {
  changed "$LOCAL/agent.stamp" "${AGENT_SOURCES[@]}" || return 0
  run_logged agent dotnet publish "$FETTLE_ROOT/src/Fettle.Agent" -c Release -r linux-x64 --no-self-contained -o "$LOCAL/agent" -v q -clp:NoSummary
  touch "$LOCAL/agent.stamp"
}

install_web() {
  local web=$FETTLE_ROOT/src/Fettle.Web
  [ -e "$web/node_modules/.package-lock.json" ] && [ ! "$web/package-lock.json" -nt "$web/node_modules/.package-lock.json" ] && return 0
  run_logged npm npm --prefix "$web" ci --no-audit --no-fund --loglevel=error
}

# The browser's API client is generated from the server's own document, so the server is built first.
build_web() {
  local web=$FETTLE_ROOT/src/Fettle.Web
  if changed "$LOCAL/web.stamp" "$web" || [ "$LOCAL/server.stamp" -nt "$LOCAL/web.stamp" ]; then
    "$LOCAL/server/fettle-server" openapi >"$LOCAL/openapi.json" 2>"$LOGS/openapi.log" ||
      fail "the server could not print its OpenAPI document" "see $LOGS/openapi.log"
    run_logged web npm --prefix "$web" run build:all -- "$LOCAL/openapi.json"
    rm -rf "$LOCAL/server/wwwroot"
    cp -r "$web/dist" "$LOCAL/server/wwwroot"
    touch "$LOCAL/web.stamp"
  fi
}

run_server_command() { "$LOCAL/server/fettle-server" "$@"; }
