"""How gunicorn serves the portal (gunicorn --config names this file); its command line can say otherwise."""

import os

wsgi_app = "portal.wsgi"
workers = 2
threads = 4
# A setting that cannot be used stops the start, instead of each worker in turn.
preload_app = True
# A worker's sign of life must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
# Nothing here is controlled while it runs, and a socket in the home folder would be shared by all portals there.
control_socket_disable = True
