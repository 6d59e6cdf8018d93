# CUPS itself is not running.
kind=booted
also=(service.masked-or-disabled service.failed print.service-down)
says=("there is no printer any more" "print dialog shows no printers" "cannot print, scheduler is not running")
prepare() { gateway_does printer_start; }
settle() { add_printer; }
inject() { systemctl disable -q --now cups.socket cups.path cups.service; }
usertest() { prints office; }
