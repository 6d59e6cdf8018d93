# Locked with usermod, as a script does that offboards people by mistake.
kind=bare
says=("alice's password is not accepted" "the user account is disabled" "cannot log in after the clean-up")
inject() { usermod -L -e 1 alice; }
usertest() { su alice -c true && [[ $(passwd -S alice | cut -d' ' -f2) == P ]]; }
