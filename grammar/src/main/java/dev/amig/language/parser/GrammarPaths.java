package dev.amig.language.parser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.NotSetTransition;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.atn.WildcardTransition;

/**
 * Every way through the grammar that the words so far allow, walked at the same time on ANTLR's automaton. Unlike the parser
 * it never has to decide for one of them, so it also knows what may follow where the text ends too early for a decision.
 */
final class GrammarPaths {
    /** A rule that is being read; behind it the automaton goes on at {@code returnTo} in the rule that called it. */
    record Frame(int rule, ATNState returnTo, Frame caller) {}

    /** A place of the automaton. */
    private record Path(ATNState state, Frame frame) {}

    /** A place where words of some types are taken. */
    record Step(Transition transition, Frame frame) {
        /** None where it takes anything but some: nobody chooses from that. */
        List<Integer> types() {
            boolean anything = transition instanceof NotSetTransition || transition instanceof WildcardTransition;
            return anything ? List.of() : transition.label().toList();
        }
    }

    private final Set<Path> reached = new HashSet<>();
    private final Set<Step> steps = new LinkedHashSet<>();
    private boolean ended;

    private GrammarPaths() {}

    /** At the beginning of a rule. */
    static GrammarPaths of(int rule) {
        var paths = new GrammarPaths();
        paths.reach(new Path(AmigParser._ATN.ruleToStartState[rule], new Frame(rule, null, null)), null);
        return paths;
    }

    /** Behind one more word; without any step if it cannot stand there. */
    GrammarPaths after(int type) {
        var next = new GrammarPaths();
        for (Step step : steps) {
            if (step.transition().matches(type, 1, AmigLexer.VOCABULARY.getMaxTokenType())) {
                next.reach(new Path(step.transition().target, step.frame()), null);
            }
        }
        return next;
    }

    /** Behind a step, but not out of the rule that it was made in. */
    static GrammarPaths within(Step step) {
        var paths = new GrammarPaths();
        paths.reach(new Path(step.transition().target, step.frame()), step.frame());
        return paths;
    }

    List<Step> steps() {
        return new ArrayList<>(steps);
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The rule may be at its end. */
    boolean ended() {
        return ended;
    }

    private void reach(Path path, Frame border) {
        if (!reached.add(path)) {
            return;
        }
        Frame frame = path.frame();
        if (path.state() instanceof RuleStopState) {
            ended |= frame == border || frame.caller() == null;
            if (frame != border && frame.caller() != null) {
                reach(new Path(frame.returnTo(), frame.caller()), border);
            }
            return;
        }
        for (Transition it : path.state().getTransitions()) {
            if (it instanceof RuleTransition call) {
                reach(new Path(call.target, new Frame(call.ruleIndex, call.followState, frame)), border);
            } else if (it.isEpsilon()) {
                reach(new Path(it.target, frame), border);
            } else {
                steps.add(new Step(it, frame));
            }
        }
    }
}
