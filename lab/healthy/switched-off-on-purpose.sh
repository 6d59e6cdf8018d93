# Services that the administrator switched off or masked, a one-shot that ran, a unit whose condition does not hold.
settle() {
    systemctl disable -q --now cups.service cups.socket cups.path
    systemctl mask -q systemd-networkd-wait-online.service
    unit_lines='ConditionPathExists=/nowhere' unit for-laptops 'ExecStart=/bin/true'; systemctl start for-laptops
    unit_lines='' unit greets-once Type=oneshot 'ExecStart=/bin/true'; systemctl start greets-once
}
