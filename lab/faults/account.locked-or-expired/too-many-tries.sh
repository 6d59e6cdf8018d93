# Too many wrong passwords: pam_faillock keeps Alice out.
kind=booted
says=("I mistyped my password and now I am locked out" "the account is locked due to failed logins" "alice cannot log in")
prepare() {
    sed -i '/pam_unix.so/i auth required pam_faillock.so preauth deny=3 unlock_time=0' "$root/etc/pam.d/common-auth"
    sed -i '/pam_deny.so/i auth [default=die] pam_faillock.so authfail deny=3 unlock_time=0' "$root/etc/pam.d/common-auth"
    sed -i 's/success=1 default=ignore/success=2 default=ignore/' "$root/etc/pam.d/common-auth"
}
inject() { for _ in 1 2 3 4; do echo wrong | pamtester login alice authenticate || true; done; }
usertest() { may_log_in alice; }
