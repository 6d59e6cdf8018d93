# A machine that has no network, and is not meant to have one.
kind=bare network=no default=yes
