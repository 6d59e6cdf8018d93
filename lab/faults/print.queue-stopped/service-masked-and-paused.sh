# The queue was stopped, and cupsd ended, in a container without systemd.
kind=bare image=booted
also=(print.service-down)
says=("the printer does nothing" "nothing comes out of the printer" "der Drucker druckt nicht")
prepare() { gateway_does printer_start; }
settle() { cupsd; until_true 10 lpstat -r; add_printer; until_true 5 lpstat -p office; }
inject() { cupsdisable office; sleep 0.5; pkill cupsd; sleep 0.7; }
usertest() { prints office; }
