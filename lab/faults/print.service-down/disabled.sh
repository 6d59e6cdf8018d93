# The print service was switched off to save memory.
kind=booted
also=(print.queue-stopped service.masked-or-disabled)
says=("I cannot print, no printers are found" "printing does not work on this computer" "Drucken geht nicht mehr, kein Drucker da")
prepare() { gateway_does printer_start; }
settle() { add_printer; }
inject() { systemctl disable -q --now cups.service cups.socket cups.path; }
usertest() { prints office; }
