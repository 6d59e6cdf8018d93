# Puts the Fettle agent onto this machine, enrols it with @SERVER@ and keeps it running as a service.
# Run it in an administrator's PowerShell. It may be run again: what is done already is not done twice.
param([Parameter(Mandatory)][string]$Token)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$server = '@SERVER@'
$sha256 = '@SHA256@'
$folder = Join-Path $env:ProgramFiles 'Fettle'
$program = Join-Path $folder 'fettle-agent.exe'

$me = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'fettle: run this in a PowerShell that was started as administrator' }
if (-not $sha256) { throw 'fettle: this server has no agent for Windows: run ./fettle publish there' }
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

function Test-Program($file) { (Test-Path $file) -and ((Get-FileHash $file -Algorithm SHA256).Hash -eq $sha256) }

if (Test-Program $program) {
  "fettle: $program is up to date"
} else {
  New-Item -ItemType Directory -Force $folder | Out-Null
  $new = "$program.new"
  "fettle: fetching $server/agent/win-x64"
  Invoke-WebRequest "$server/agent/win-x64" -OutFile $new -UseBasicParsing
  if (-not (Test-Program $new)) { Remove-Item $new; throw "fettle: what was fetched has not the SHA-256 $sha256; nothing was installed" }
  if (Get-Service FettleAgent -ErrorAction SilentlyContinue) { Stop-Service FettleAgent }
  Move-Item -Force $new $program
  "fettle: $program is installed"
}

$status = & $program status --json | ConvertFrom-Json
if ($status.server -and $status.server.TrimEnd('/') -ne $server) { throw "fettle: this machine is enrolled with $($status.server); '$program enroll --force' enrols it here instead" }
if ($status.server) {
  'fettle: this machine is enrolled already'
} else {
  $more = @()
  if ($server.StartsWith('http://')) { $more += '--insecure'; "fettle: warning: $server is not encrypted; anybody on the network can read along" }
  & $program enroll --server $server --token $Token @more
  if ($LASTEXITCODE) { throw 'fettle: enrolling failed; the reason is above' }
}
if (Get-Service FettleAgent -ErrorAction SilentlyContinue) { Start-Service FettleAgent } else { & $program install }
& $program status
