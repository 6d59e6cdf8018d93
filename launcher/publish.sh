# ./fettle publish: what goes onto other machines.
verb_publish() {
  [ $# -eq 0 ] || fail "publish takes no options, got '$1'" "./fettle --help" 2
  ensure_toolchain
  local out=$FETTLE_ROOT/artifacts rid

  for rid in linux-x64 win-x64; do
    step "Agent for $rid"
    run_logged "agent-$rid" dotnet publish "$FETTLE_ROOT/src/Fettle.Agent" -c Release -r "$rid" -p:PublishSingleFile=true -o "$out/$rid/agent" -v q -clp:NoSummary
  done
  mv -f "$out/linux-x64/agent/fettle-agent" "$out/linux-x64/fettle-agent"
  mv -f "$out/win-x64/agent/fettle-agent.exe" "$out/win-x64/fettle-agent.exe"
  rm -rf "$out"/{linux-x64,win-x64}/agent

  step "Server for linux-x64"
  build_server
  install_web
  build_web
  rm -rf "$out/linux-x64/server"
  run_logged server-linux-x64 dotnet publish "$FETTLE_ROOT/src/Fettle.Server" -c Release -r linux-x64 --self-contained -o "$out/linux-x64/server" -v q -clp:NoSummary
  cp -r "$LOCAL/server/wwwroot" "$out/linux-x64/server/wwwroot"
  ls -lh "$out/linux-x64/fettle-agent" "$out/win-x64/fettle-agent.exe" | awk '{print "  " $9 "  " $5}'
  printf '  %s  %s\n' "$out/linux-x64/server/" "$(du -sh "$out/linux-x64/server" | cut -f1)"
}
