# The account was locked by hand.
kind=booted default=yes
says=("Alice cannot log in" "my password is not accepted any more" "login incorrect although the password is right")
inject() { passwd -q -l alice; }
usertest() { may_log_in alice; }
