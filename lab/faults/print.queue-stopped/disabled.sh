# The queue was stopped after a paper jam and nobody started it again.
kind=booted default=yes
says=("the printer does not print" "my document stays in the queue" "nothing comes out of the printer")
prepare() { gateway_does printer_start; }
settle() { add_printer; }
inject() { cupsdisable -r 'Paper jam' office; echo 'waiting since Monday' | lp -s -d office; }
usertest() { prints office; }
