# A print server with a queue that works and a document that was printed.
prepare() { gateway_does printer_start; }
settle() { add_printer; prints office; }
