# The nightly export failed once because the folder was missing; the folder is there now.
kind=booted
says=("the export did not run last night" "the nightly export failed" "yesterday's figures are missing")
settle() {
    mkdir -p /var/lib/export
    unit_lines='' unit nightly-export Type=oneshot 'ExecStart=/bin/sh -c "date >/var/lib/export/figures"'
    systemctl start nightly-export
}
inject() {
    rm -r /var/lib/export
    systemctl start nightly-export || true
    systemctl is-failed -q nightly-export
    mkdir -p /var/lib/export
}
usertest() { ! systemctl is-failed -q nightly-export && [[ -s /var/lib/export/figures ]]; }
