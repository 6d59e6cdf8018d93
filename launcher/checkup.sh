# ./fettle checkup: looks at this machine with no server; the options are the agent's own.
verb_checkup() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is not installed" "https://learn.microsoft.com/dotnet/core/install/linux-debian, then run this again"
  build_agent
  exec "$LOCAL/agent/fettle-agent" checkup "$@"
}
