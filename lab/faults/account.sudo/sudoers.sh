# A typing error in a file of sudo's: it refuses everybody.
kind=booted
says=("sudo does not work, syntax error" "nobody can become administrator any more" "sudo: no valid sudoers sources found")
settle() { echo 'alice ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/alice; chmod 440 /etc/sudoers.d/alice; }
inject() { echo 'alice ALL=(ALL NOPASSWD ALL' >/etc/sudoers.d/alice; }
usertest() { visudo -c >/dev/null; }
