# Of two printers one is stopped with documents waiting; the other prints.
kind=booted
says=("the accounting printer does not print, the other one does" "my pages never come out" "the print job is stuck")
prepare() { gateway_does printer_start; }
settle() { add_printer; lpadmin -p Accounting_2nd-floor -E -v socket://10.77.0.80:9100 -m raw 2>/dev/null; }
inject() { cupsdisable Accounting_2nd-floor; echo waiting | lp -s -d Accounting_2nd-floor; }
usertest() { prints Accounting_2nd-floor; }
