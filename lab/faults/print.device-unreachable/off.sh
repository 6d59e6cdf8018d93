# The printer itself is off.
kind=booted heals=no
also=(print.queue-stopped)
says=("the printer does not print" "documents wait in the queue" "printer not responding")
prepare() { gateway_does printer_start; }
settle() { add_printer; }
inject_outside() { gateway_does printer_stop; }
inject() { echo waiting | lp -s -d office; sleep 2; }
usertest() { prints office; }
