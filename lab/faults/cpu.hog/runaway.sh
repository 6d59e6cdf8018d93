# A program of Alice's runs in a circle.
kind=bare
says=("the fan is loud and everything is slow" "my computer is slow" "the mouse stutters all the time")
inject() { background nice -n -18 runuser -u alice -- bash -c 'exec -a photo-index bash -c "while :; do :; done" photo-index'; sleep 1; }
usertest() {
    local pid before after
    for pid in /proc/[0-9]*; do
        [[ $(tr '\0' ' ' <"$pid/cmdline" 2>/dev/null) == photo-index* ]] || continue
        [[ $(awk '{ print $19 }' "$pid/stat") -ge 10 ]] && continue
        before=$(awk '{ print $14 }' "$pid/stat"); sleep 1; after=$(awk '{ print $14 }' "$pid/stat" 2>/dev/null || echo "$before")
        (( after - before < 20 )) || return 1
    done
}
