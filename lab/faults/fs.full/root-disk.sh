# The only disk of a small machine is full; the package cache is what can go.
kind=booted disk=1100M
says=("my computer is slow and I cannot save my file" "nothing can be saved any more" "der Computer sagt die Festplatte ist voll")
inject() { head -c 110000000 /dev/urandom >/var/cache/apt/archives/libreoffice-core_7.4.7-1_amd64.deb; fill_up /home/alice/Documents/holiday.mp4; }
usertest() { alice_can_save /home/alice/Documents; }
