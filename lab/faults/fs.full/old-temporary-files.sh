# /tmp is a small tmpfs, full of what a program left behind a month ago.
kind=bare
says=("programs do not start, something about temporary files" "I get no space left on device when I open a spreadsheet" "ich kann nichts mehr öffnen, der Speicher ist voll")
inject() {
    mount -o remount,size=12m /tmp
    local n; for n in 1 2 3; do head -c 4000000 /dev/zero >/tmp/render-$n.tmp 2>/dev/null || true; touch -a -m -d '-31 days' /tmp/render-$n.tmp; done
}
usertest() { as_alice 'head -c 2000000 /dev/zero >/tmp/.sheet && rm /tmp/.sheet'; }
