# A minbase system in a chroot, with a network and nothing wrong.
kind=bare
