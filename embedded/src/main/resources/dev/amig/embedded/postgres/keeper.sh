# Stops an embedded PostgreSQL when its last user has gone, however that one went.
# usage: sh keeper.sh HOME keep|remove PG_CTL [WRAPPER...]
#
# Every user holds the writing end of the pipe HOME/users open; the kernel counts them. The end of the
# pipe's text means that there is none left: closed, crashed and killed users look the same.
trap '' INT HUP TERM QUIT
home=$1
then=$2
pg_ctl=$3
shift 3

# Opened for both ways first: an opening for reading alone would wait for a user who may just have died.
exec 4<>"$home/users" 3<"$home/users" 4>&-
while :; do
    while read -r _ <&3; do :; done
    # From here on newcomers wait. One who came in just before has written a line: then all goes on.
    mv "$home/users" "$home/users.closing"
    read -r _ <&3 || break
    mv "$home/users.closing" "$home/users"
done

# A user that was killed while the server started may have left one that has no pid file yet.
tries=0
while [ "$tries" -lt 40 ]; do
    if [ -e "$home/data/postmaster.pid" ]; then
        "$@" "$pg_ctl" stop -D "$home/data" -m fast -w -t 30 >/dev/null 2>&1 && break
    elif [ ! -e "$home/starting" ]; then
        break
    fi
    tries=$((tries + 1))
    sleep 0.25
done

rm -f "$home/starting" "$home/keeper" "$home/users.closing"
[ "$then" = keep ] || rm -rf "$home"
