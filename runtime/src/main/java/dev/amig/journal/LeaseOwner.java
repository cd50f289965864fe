package dev.amig.journal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that holds a lease.
 *
 * @param started seconds since the epoch: tells a process from a later one with the same number
 */
public record LeaseOwner(String host, long pid, long started) {
    public static LeaseOwner thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new LeaseOwner(hostName(), self.pid(), startOf(self));
    }

    static LeaseOwner parse(String text) {
        String[] fields = text.split(" ");
        return new LeaseOwner(fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2]));
    }

    String text() {
        return host + " " + pid + " " + started;
    }

    /** Whether the owner was a process of this machine that has certainly ended; its lease need not be waited for. */
    boolean isCertainlyGone() {
        if (!host.equals(hostName())) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.map(handle -> startOf(handle) != started).orElse(true);
    }

    @Override
    public String toString() {
        return "process " + pid + " on " + host;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
