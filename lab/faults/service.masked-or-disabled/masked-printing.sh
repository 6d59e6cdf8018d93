# The print server was masked by a hardening script.
kind=booted
also=(print.service-down print.queue-stopped)
says=("printing does not work since the hardening" "the printers are gone" "cups does not start")
prepare() { gateway_does printer_start; }
settle() { add_printer; }
inject() { systemctl stop cups.socket cups.path cups.service; systemctl mask -q cups.socket cups.path cups.service; }
usertest() { prints office; }
