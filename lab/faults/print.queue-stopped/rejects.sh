# The queue takes no new documents.
kind=booted
says=("printing is refused, the destination is not accepting jobs" "I cannot print since yesterday" "printer not accepting documents")
prepare() { gateway_does printer_start; }
settle() { add_printer; }
inject() { cupsreject -r 'Maintenance' office; }
usertest() { prints office; }
