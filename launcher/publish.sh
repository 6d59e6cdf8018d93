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
  step "Debian package of the agent"
  package_agent

  step "Server for linux-x64"
  build_server
  install_web
  build_web
  rm -rf "$out/linux-x64/server"
  run_logged server-linux-x64 dotnet publish "$FETTLE_ROOT/src/Fettle.Server" -c Release -r linux-x64 --self-contained -o "$out/linux-x64/server" -v q -clp:NoSummary
  cp -r "$LOCAL/server/wwwroot" "$out/linux-x64/server/wwwroot"
  # What devices download from it. The folder can be copied elsewhere as it is.
  install -D -m 755 "$out/linux-x64/fettle-agent" "$out/linux-x64/server/agents/linux-x64/fettle-agent"
  install -D -m 644 "$out/win-x64/fettle-agent.exe" "$out/linux-x64/server/agents/win-x64/fettle-agent.exe"
  ls -lh "$out/linux-x64/fettle-agent" "$out/win-x64/fettle-agent.exe" "$out"/fettle-agent_*.deb | awk '{print "  " $9 "  " $5}'
  printf '  %s  %s\n' "$out/linux-x64/server/" "$(du -sh "$out/linux-x64/server" | cut -f1)"
}

# artifacts/fettle-agent_VERSION_amd64.deb: the program, its unit, and the policy as a file that upgrades leave alone.
package_agent() {
  command -v dpkg-deb >/dev/null || { note "left out: dpkg-deb is not installed"; return 0; }
  local from=$FETTLE_ROOT/packaging/deb out=$FETTLE_ROOT/artifacts version tree
  version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$FETTLE_ROOT/Directory.Build.props")
  tree=$(mktemp -d)
  install -D -m 755 "$out/linux-x64/fettle-agent" "$tree/usr/bin/fettle-agent"
  install -D -m 644 "$from/agent.yaml" "$tree/etc/fettle/agent.yaml"
  install -D -m 644 "$FETTLE_ROOT/LICENSE" "$tree/usr/share/doc/fettle-agent/copyright"
  mkdir -p "$tree/lib/systemd/system" "$tree/DEBIAN"
  sed 's|@COMMAND@|/usr/bin/fettle-agent run|; s|@STATE@|/var/lib/fettle-agent|' "$FETTLE_ROOT/src/Fettle.Agent/Platform/Linux/fettle-agent.service" \
    >"$tree/lib/systemd/system/fettle-agent.service"
  sed "s|@VERSION@|$version|; s|@SIZE@|$(du -sk --exclude=DEBIAN "$tree" | cut -f1)|" "$from/control" >"$tree/DEBIAN/control"
  install -m 644 "$from/conffiles" "$tree/DEBIAN/conffiles"
  install -m 755 "$from/postinst" "$from/prerm" "$from/postrm" "$tree/DEBIAN/"
  chmod 755 "$tree"
  rm -f "$out"/fettle-agent_*_amd64.deb
  run_logged package dpkg-deb --root-owner-group --build "$tree" "$out/fettle-agent_${version}_amd64.deb"
  rm -r "$tree"
}
