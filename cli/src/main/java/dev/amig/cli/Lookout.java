package dev.amig.cli;

import dev.amig.embedded.EmbeddedException;
import dev.amig.insight.Inquiry;
import dev.amig.insight.Servers;
import dev.amig.project.ClusterNotFoundException;
import dev.amig.transport.QueryException;
import java.util.Optional;

/** Clusters as commands see them that only look: one that cannot be reached is no error, and told in a word. */
final class Lookout implements AutoCloseable {
    private final Workplace workplace;
    private Optional<Inquiry> inquiry = Optional.empty();
    private Optional<String> obstacle = Optional.empty();

    Lookout(Workplace workplace) {
        this.workplace = workplace;
    }

    /** Absent: see {@link #obstacle()}. */
    Optional<Servers> servers(String cluster) {
        try {
            Workplace.Site site = workplace.site(cluster);
            Inquiry asking = new Inquiry(site.connections()::to);
            close();
            inquiry = Optional.of(asking);
            return Optional.of(new Servers(site.cluster(), asking));
        } catch (CommandException | QueryException | ClusterNotFoundException | EmbeddedException e) {
            obstacle = Optional.of(e.getMessage());
            return Optional.empty();
        }
    }

    /** Why the servers cannot be asked. */
    Optional<String> obstacle() {
        return obstacle;
    }

    @Override
    public void close() {
        inquiry.ifPresent(Inquiry::close);
        inquiry = Optional.empty();
    }
}
