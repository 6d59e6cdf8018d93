# Its working folder was tidied away.
kind=booted
says=("the warehouse program does not start any more" "warehouse service failed" "das Lagerprogramm läuft nicht")
settle() { mkdir -p /opt/warehouse/data; description='Warehouse' unit warehouse WorkingDirectory=/opt/warehouse/data 'ExecStart=/bin/sleep infinity'; systemctl start warehouse; }
inject() { systemctl stop warehouse; rmdir /opt/warehouse/data; systemctl start warehouse || true; until_true 5 systemctl is-failed -q warehouse; }
usertest() { systemctl is-active -q warehouse; }
