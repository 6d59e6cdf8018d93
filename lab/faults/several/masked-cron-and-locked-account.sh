# Two faults that have nothing to do with each other.
kind=booted
cause=account.locked-or-expired second=service.masked-or-disabled
says=("alice cannot log in" "the password is refused")
inject() { systemctl stop cron; systemctl mask -q cron; passwd -q -l alice; }
usertest() { may_log_in alice; }
