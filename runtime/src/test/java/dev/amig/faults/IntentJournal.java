package dev.amig.faults;

import dev.amig.journal.Attempt;
import dev.amig.journal.Journal;
import dev.amig.journal.Written;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Does something at the moment between an intent and its sending. */
final class IntentJournal {
    private IntentJournal() {}

    /** @param between runs when the intent is committed, before anything is sent */
    static Journal around(Journal real, Consumer<Attempt> between) {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (result instanceof Written written) {
                            written.attempt().ifPresent(between);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
