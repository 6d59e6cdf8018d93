# Somebody laid a read-only view over the homes.
kind=bare
says=("I cannot save anything in my home folder, it says read-only file system" "read-only file system" "alles ist schreibgeschützt")
inject() { mount --bind /home /home; mount -o remount,bind,ro /home; }
usertest() { alice_can_save /home/alice; }
