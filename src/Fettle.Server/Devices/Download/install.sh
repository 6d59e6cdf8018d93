#!/bin/sh
# Puts the Fettle agent onto this machine, enrols it with @SERVER@ and keeps it running.
#
#   … | sh -s -- TOKEN [--ca FILE] [--pin PIN]
#
# Run it as root. It may be run again: what is done already is not done twice, and a newer agent takes the older one's place.
# All of it is inside a function that the last line calls, so a script that was cut off on its way does nothing.
set -eu

server='@SERVER@'
sha256='@SHA256@'
program=/usr/local/bin/fettle-agent

say() { echo "fettle: $*"; }
stop() { echo "fettle: $1" >&2; exit "${2:-1}"; }

main() {
  [ "$(id -u)" = 0 ] || stop "this has to run as root (su -, or sudo sh -s -- … behind the bar)" 3
  [ "$(uname -s)" = Linux ] && [ "$(uname -m)" = x86_64 ] || stop "there is an agent for Linux on x86-64 only; this is $(uname -sm)"
  [ $# -ge 1 ] || stop "which token? The page Devices of $server makes one: … | sh -s -- TOKEN" 2
  token=$1
  shift
  [ -n "$sha256" ] || stop "this server has no agent for Linux: run ./fettle publish there"
  authorities=
  for word in "$@"; do
    [ "${previous:-}" = --ca ] && authorities=$word
    previous=$word
  done

  need_openssl
  if dpkg-query -W -f='${db:Status-Status}' fettle-agent 2>/dev/null | grep -qx installed; then
    program=/usr/bin/fettle-agent
    say "the package fettle-agent is installed; using it"
  else
    fetch_program
  fi
  enrol "$@"
  start
  "$program" status || true
}

# A connection needs OpenSSL's library and the authorities of the web, which a bare Debian lacks.
need_openssl() {
  for library in /usr/lib/*/libssl.so.3 /lib/*/libssl.so.3 /usr/lib/libssl.so.3 /usr/lib64/libssl.so.3; do
    [ ! -e "$library" ] || return 0
  done
  command -v apt-get >/dev/null || stop "OpenSSL 3 (libssl.so.3) is not installed; install it, then run this again"
  say "installing OpenSSL's library"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libssl3 ca-certificates; } >/dev/null ||
    stop "apt-get could not install libssl3 and ca-certificates"
}

fetch_program() {
  if is_right "$program"; then
    say "$program is up to date"
    return
  fi
  new=$(mktemp "$program.XXXXXX")
  trap 'rm -f "$new"' EXIT
  say "fetching $server/agent/linux-x64"
  if command -v curl >/dev/null; then
    curl -fsSL ${authorities:+--cacert "$authorities"} -o "$new" "$server/agent/linux-x64" || stop "the agent could not be fetched"
  elif command -v wget >/dev/null; then
    wget -q ${authorities:+--ca-certificate="$authorities"} -O "$new" "$server/agent/linux-x64" || stop "the agent could not be fetched"
  else
    stop "neither curl nor wget is installed"
  fi
  is_right "$new" || stop "what was fetched is not what the server said it would be: its SHA-256 is not $sha256. Nothing was installed"
  chmod 755 "$new"
  mv -f "$new" "$program"
  say "$program is installed"
}

is_right() { [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d ' ' -f 1)" = "$sha256" ]; }

enrol() {
  known=$("$program" status --json 2>/dev/null | sed -n 's/.*"server":"\([^"]*\)".*/\1/p')
  if [ "${known%/}" = "$server" ]; then
    say "this machine is enrolled already"
    return
  fi
  [ -z "$known" ] || stop "this machine is enrolled with $known; $program enroll --force enrols it here instead" 3
  case $server in
    http://*)
      say "warning: $server is not encrypted; anybody on the network can read along"
      "$program" enroll --server "$server" --token "$token" --insecure "$@" ;;
    *) "$program" enroll --server "$server" --token "$token" "$@" ;;
  esac
}

start() {
  if [ -d /run/systemd/system ]; then
    "$program" install
  elif "$program" status --json | grep -q '"running":true'; then
    say "the agent runs already; end it and run this again to have a newer one take its place"
  else
    say "systemd does not run here: the agent is started now, and has to be at the next start of this machine by: $program run"
    setsid "$program" run >>/var/log/fettle-agent.log 2>&1 </dev/null &
    for _ in 1 2 3 4 5; do
      "$program" status --json | grep -q '"running":true' && break
      sleep 1
    done
  fi
}

main "$@"
