# Restored from a backup: Alice's folder belongs to root now.
kind=booted
says=("alice can open her files but cannot save them" "I cannot write in my own home folder" "Anmeldung geht, aber der Desktop startet nicht")
inject() { chown root:root /home/alice; chmod 755 /home/alice; }
usertest() { as_alice ': >/home/alice/.probe && rm /home/alice/.probe'; }
