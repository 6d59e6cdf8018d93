# The power went while a package was being set up.
kind=bare default=yes
says=("updates do not work any more" "dpkg was interrupted" "I cannot install anything since the power cut")
inject() { dpkg --unpack "$(package office-suite)"; dpkg --unpack "$(package office-letters)"; }
usertest() { packages_can_be_installed; }
