package dev.amig.insight;

import java.util.Optional;

/** Finds the servers of a cluster by its name; absent where nobody here can reach them. */
@FunctionalInterface
public interface ServersOf {
    Optional<Servers> of(String cluster);
}
