#!/bin/sh
### BEGIN INIT INFO
# Provides:          hwclock
# Required-Start:
# Default-Start:     S
# Default-Stop:      0 6
# Short-Description: Save system clock to hardware on shutdown.
### END INIT INFO
