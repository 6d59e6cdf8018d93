# The account's last day has passed.
kind=booted
says=("your account has expired" "alice cannot sign in since the first of the month" "I cannot log in, please contact your administrator")
inject() { chage -E 2024-01-31 alice; }
usertest() { may_log_in alice; }
