# Alice's own film fills the disk of the homes. It is hers: Fettle may say so, and may not touch it.
kind=bare heals=no default=yes
says=("I cannot save anything any more" "my mail program says the disk is full" "saving fails since I copied my holiday film")
prepare() { volume /home 64M; }
inject() { fill_up /home/alice/holiday.mp4; chown alice: /home/alice/holiday.mp4; }
usertest() { alice_can_save /home/alice; }
