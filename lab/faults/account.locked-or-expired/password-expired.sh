# The password is older than it may be, and the time to change it has passed too.
kind=booted
says=("authentication token is no longer valid" "the login says my password has expired" "I cannot log in after my holiday")
inject() { chage -M 30 -I 5 -d 2024-01-01 alice; }
usertest() { may_log_in alice; }
