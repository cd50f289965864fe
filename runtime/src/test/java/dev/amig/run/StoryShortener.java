package dev.amig.run;

import dev.amig.run.Story.Act;
import dev.amig.run.Story.Command;
import dev.amig.simulation.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Leaves out of a story whatever it breaks a rule without: commands, actions, faults, deaths. */
final class StoryShortener {
    private final Predicate<Story> breaks;

    StoryShortener(Predicate<Story> breaks) {
        this.breaks = breaks;
    }

    Story shorten(Story story) {
        for (Story shorter : shorter(story)) {
            if (breaks.test(shorter)) {
                return shorten(shorter);
            }
        }
        return story;
    }

    private static List<Story> shorter(Story story) {
        List<Story> all = new ArrayList<>();
        for (int i = 0; i < story.commands().size(); i++) {
            all.add(with(story, story.acts(), without(story.commands(), i)));
        }
        for (int i = 0; i < story.acts().size() && story.acts().size() > 1; i++) {
            all.add(with(story, without(story.acts(), i), story.commands()));
        }
        for (int i = 0; i < story.acts().size(); i++) {
            Act act = story.acts().get(i);
            if (act.statements() > 1) {
                all.add(with(story, set(story.acts(), i, new Act(act.kind(), 1, act.pauses())), story.commands()));
            }
        }
        for (int i = 0; i < story.commands().size(); i++) {
            for (Command shorter : shorter(story.commands().get(i))) {
                all.add(with(story, story.acts(), set(story.commands(), i, shorter)));
            }
        }
        return all;
    }

    private static List<Command> shorter(Command command) {
        List<Command> all = new ArrayList<>();
        if (command.dieAt() != 0) {
            all.add(command.living());
        }
        command.faults().forEach((node, faults) -> {
            for (int i = 0; i < faults.size(); i++) {
                if (faults.get(i) != Fault.NONE) {
                    Map<String, List<Fault>> fewer = new TreeMap<>(command.faults());
                    fewer.put(node, set(faults, i, Fault.NONE));
                    all.add(command.withFaults(fewer));
                }
            }
        });
        return all;
    }

    private static Story with(Story story, List<Act> acts, List<Command> commands) {
        return new Story(story.seed(), story.oneByOne(), acts, commands);
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> fewer = new ArrayList<>(list);
        fewer.remove(index);
        return fewer;
    }

    private static <T> List<T> set(List<T> list, int index, T element) {
        List<T> other = new ArrayList<>(list);
        other.set(index, element);
        return other;
    }
}
