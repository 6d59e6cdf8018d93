# What faults use inside a patient; sent in as text before the fault's own functions.

settle() { :; }; inject() { :; }; usertest() { :; }

# as_alice COMMAND: what the person at the machine would do.
as_alice() { runuser -u alice -- bash -c "$1"; }

# until_true SECONDS COMMAND…: some services take a moment.
until_true() {
    local seconds=$1; shift
    for _ in $(seq "$((seconds * 10))"); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done
    "$@"
}

# A web page as a person would ask for it, by name. Without curl: bash alone.
page() {
    timeout 8 bash -c 'exec 3<>"/dev/tcp/$0/80" && printf "GET / HTTP/1.0\\r\\nHost: %s\\r\\n\\r\\n" "$0" >&3 && cat <&3' "$1" | grep -q "${2:-It works}"
}
# reaches ADDRESS PORT
reaches() { timeout 5 bash -c ': <"/dev/tcp/$0/$1"' "$1" "$2"; }
resolves() { [[ $(getent ahostsv4 "$1" | awk '{ print $1; exit }') == "$2" ]]; }

# fill_up FILE: grows FILE until its file system has nothing left.
fill_up() {
    mkdir -p "$(dirname "$1")"
    fallocate -l "$(df --output=avail -B1 "$(dirname "$1")" | tail -1)" "$1" 2>/dev/null || true
    dd if=/dev/zero bs=4k oflag=append conv=notrunc of="$1" 2>/dev/null || true
}

# alice_can_save FOLDER: a document of 2 MB, by way of a hidden file beside it, as office programs do.
alice_can_save() { as_alice "head -c 2000000 /dev/zero >'$1/.letter.odt'; saved=\$?; rm -f '$1/.letter.odt'; exit \$saved"; }

# unit NAME TEXT…: a service of the administrator's own; TEXT is lines of its [Service] part.
unit() {
    local name=$1; shift
    { printf '[Unit]\nDescription=%s\n' "${description:-$name}"; printf '%s\n' "${unit_lines:-StartLimitIntervalSec=0}"; printf '[Service]\n'; printf '%s\n' "$@"
      printf '[Install]\nWantedBy=multi-user.target\n'; } >"/etc/systemd/system/$name.service"
    systemctl daemon-reload
    systemctl enable -q "$name"
}

# background COMMAND…: a program that goes on after the fault's script has ended.
background() { setsid "$@" </dev/null >/dev/null 2>&1 & disown; }

serves_its_page() { curl -fsS --max-time 5 "${1:-http://localhost/}" | grep -qi "${2:-welcome to nginx}"; }

may_log_in() { echo 'correct horse' | pamtester -I rhost=10.77.0.9 login "$1" authenticate acct_mgmt; }

# package NAME [postinst text]: a small package, and its file's name.
package() {
    local folder; folder=$(mktemp -d)
    mkdir -p "$folder/DEBIAN" "$folder/usr/share/$1"
    printf 'Package: %s\nVersion: 1.2\nArchitecture: all\nMaintainer: Office <office@lab.test>\nDescription: the office program %s\n' "$1" "$1" >"$folder/DEBIAN/control"
    echo "$1" >"$folder/usr/share/$1/readme"
    if [[ -n ${2:-} ]]; then printf '#!/bin/sh\n%s\n' "$2" >"$folder/DEBIAN/postinst"; chmod 755 "$folder/DEBIAN/postinst"; fi
    chmod 755 "$folder"
    dpkg-deb --build "$folder" "/var/cache/$1.deb" >/dev/null
    rm -r "$folder"
    echo "/var/cache/$1.deb"
}
packages_can_be_installed() {
    local file; file=$(package office-fonts)
    dpkg --install "$file" && [[ -z $(dpkg --audit) ]] && apt-get check -qq
}

# expire CERTIFICATE KEY: the same certificate with the same key, but of three years ago.
expire() {
    local folder; folder=$(mktemp -d)
    mkdir "$folder/new"; : >"$folder/index"; echo 01 >"$folder/serial"
    printf '[ca]\ndefault_ca=c\n[c]\ndatabase=%s/index\nserial=%s/serial\nnew_certs_dir=%s/new\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\n[p]\ncommonName=supplied\n' "$folder" "$folder" "$folder" >"$folder/ca.conf"
    openssl req -new -key "$2" -subj "$(openssl x509 -in "$1" -noout -subject -nameopt compat | sed 's/^subject=//')" -out "$folder/request" 2>/dev/null
    openssl ca -batch -selfsign -notext -config "$folder/ca.conf" -keyfile "$2" -in "$folder/request" -startdate 20220101000000Z -enddate 20230101000000Z -out "$folder/old" 2>/dev/null
    cat "$folder/old" >"$1"; rm -r "$folder"
}

# A document that leaves the queue because the printer took it.
prints() {
    local job
    job=$(echo 'Dear reader' | lp -d "$1" | sed -n 's/^request id is \([^ ]*\).*/\1/p') && [[ -n $job ]] && until_true 15 is_printed "$job"
}
is_printed() { lpstat -W completed -o | grep -q "^$1 "; }
add_printer() { lpadmin -p office -E -v socket://10.77.0.80:9100 -m raw 2>/dev/null; lpadmin -d office; }
