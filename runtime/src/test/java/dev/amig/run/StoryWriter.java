package dev.amig.run;

import dev.amig.run.Story.Act;
import dev.amig.run.Story.Command;
import dev.amig.run.Story.Kind;
import dev.amig.run.Story.Verb;
import dev.amig.simulation.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes stories up: the same one of the same seed. */
final class StoryWriter {
    private static final Fault[] FAULTS = Fault.values();

    private final long seed;
    private final Random random;

    StoryWriter(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    Story story() {
        boolean oneByOne = random.nextInt(4) != 0;
        return new Story(seed, oneByOne, acts(), commands());
    }

    private List<Act> acts() {
        List<Act> acts = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            acts.add(new Act(kind, 1 + random.nextInt(2), random.nextInt(6) == 0));
        }
        return acts;
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            commands.add(command());
        }
        return commands;
    }

    private Command command() {
        Verb verb = switch (random.nextInt(10)) {
            case 0, 1 -> Verb.ROLLBACK;
            case 2 -> Verb.RESOLVE;
            case 3 -> random.nextBoolean() ? Verb.FINALIZE : Verb.RUN;
            default -> Verb.RUN;
        };
        Map<String, List<Fault>> faults = new TreeMap<>();
        if (random.nextInt(6) != 0) {
            faults.put("s1r1", faults());
            faults.put("s2r1", faults());
        }
        int dieAt = random.nextInt(5) < 2 ? 1 + random.nextInt(20) : 0;
        return new Command(verb, random.nextInt(3) != 0, random.nextInt(3) != 0, faults, dieAt, random.nextBoolean());
    }

    private List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            faults.add(random.nextInt(5) < 2 ? FAULTS[random.nextInt(FAULTS.length)] : Fault.NONE);
        }
        return faults;
    }
}
